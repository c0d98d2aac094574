#include "descriptor/csv.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "unit/descriptor/read_text.h"

namespace proviso {
namespace {

using ::testing::ElementsAre;
using ::testing::SizeIs;

constexpr std::size_t kAll = 100;

// Each row as its decoded cells in `<>`; of a row at fault, the faults alone.
std::vector<std::string> Rows(const std::string& text, std::size_t most_bytes = 1000) {
  const Source source("t.csv", text);
  CsvReader reader(source, most_bytes);
  std::vector<std::string> rows;
  while (const auto row = reader.Next(kAll)) {
    std::string line;
    for (const std::string& told : Told(row->faults.all, source)) line += (line.empty() ? "" : " ") + told;
    if (row->faults.all.empty()) {
      for (const CsvCell& cell : row->cells) line += "<" + DecodeCell(text, cell).text + ">";
    }
    rows.push_back(line);
  }
  return rows;
}

TEST(Csv, ReadsRowsAndCells) {
  const struct {
    const char* name;
    std::string text;
    std::vector<std::string> want;
  } kCases[] = {
      {"plain", "a,b\nc,d\n", {"<a><b>", "<c><d>"}},
      {"no break at the end", "a,b\nc,d", {"<a><b>", "<c><d>"}},
      {"carriage returns", "a,b\r\nc,d\r\n", {"<a><b>", "<c><d>"}},
      {"byte-order mark",
       "\xEF\xBB\xBF"
       "a,b\n",
       {"<a><b>"}},
      {"empty cells", ",\na,,\n", {"<><>", "<a><><>"}},
      {"empty lines are no rows", "\n\r\na\n\n\nb\n\n", {"<a>", "<b>"}},
      {"a quoted empty cell is a row", "a\n\"\"\n", {"<a>", "<>"}},
      {"spaces belong to the cell", " a , b\n", {"< a >< b>"}},
      {"comma in quotes", "\"a,b\",c\n", {"<a,b><c>"}},
      {"line break in quotes", "\"a\nb\",c\n\"d\r\ne\"\n", {"<a\nb><c>", "<d\r\ne>"}},
      {"doubled quotes", "\"say \"\"no\"\"\",\"\"\"\"\n", {"<say \"no\"><\">"}},
      {"semicolons separate nothing", "a;b\n", {"<a;b>"}},
      {"nothing", "", {}},
      {"blank lines alone", "\n\n", {}},
  };
  for (const auto& c : kCases) {
    SCOPED_TRACE(c.name);
    EXPECT_EQ(Rows(c.text), c.want);
  }
}

TEST(Csv, AFaultOfARowLeavesTheNextOneReadable) {
  const struct {
    const char* name;
    std::string row;
    std::string want;
  } kCases[] = {
      {"text behind a closing quote", "\"a\"b,c", "csv-syntax \"b\""},
      {"quote in a cell without quotes", "a\"b", "csv-syntax \"\"\""},
      {"quotes behind a space", "a, \"b\"", "csv-syntax \"\"\" csv-syntax \"\"\""},
      {"carriage return alone", "a\rb", "csv-syntax \"\r\""},
      {"not UTF-8",
       "a\xFF"
       "b",
       "not-utf8 \"\xFF\""},
      {"not UTF-8 in quotes", "\"a\xFF\"", "not-utf8 \"\xFF\""},
      {"NUL", std::string("a\0b", 3), std::string("control-character \"\0\"", 21)},
      {"NUL in quotes", std::string("\"a\0b\"", 5), std::string("control-character \"\0\"", 21)},
  };
  for (const auto& c : kCases) {
    SCOPED_TRACE(c.name);
    EXPECT_THAT(Rows(c.row + "\nc,d\n"), ElementsAre(c.want, "<c><d>"));
  }
}

// No row behind it is lost: it is taken to end with its line.
TEST(Csv, AQuoteThatIsForgottenIsToldAtTheQuote) {
  EXPECT_THAT(Rows("a,b\nc,\"d\ne,f\n"), ElementsAre("<a><b>", "csv-syntax \"\"\"", "<e><f>"));
  EXPECT_THAT(Rows("a,b\r\nc,\"d\r\ne,f\r\ng,\"h\"\r\ni,j\r\n"),
              ElementsAre("<a><b>", "csv-syntax \"\"\"", "<e><f>", "<g><h>", "<i><j>"));
  EXPECT_THAT(Rows("a,b\nc,\"d\n" + std::string(20, '\n') + "e,f\n\"\n", 10),
              ElementsAre("<a><b>", "csv-syntax \"\"\"", "<e><f>", "csv-syntax \"\"\""));
}

TEST(Csv, ARowLongerThanTheLimitIsAFault) {
  EXPECT_THAT(Rows("a,b\n" + std::string(11, 'x') + "\n" + std::string(10, 'y') + "\n", 10),
              ElementsAre("<a><b>", "too-large \"x\"", "<yyyyyyyyyy>"));
}

TEST(Csv, KeepsAsManyCellsAsAskedAndCountsAll) {
  const Source source("t.csv", "a,b,c,d\n");
  CsvReader reader(source, 1000);
  const auto row = reader.Next(2);
  ASSERT_TRUE(row);
  EXPECT_THAT(row->cells, SizeIs(2));
  EXPECT_EQ(row->cell_count, 4U);
  EXPECT_EQ(TextAt(source, row->span), "a,b,c,d");
}

TEST(Csv, ManyFaultsOfOneRowAreToldInPart) {
  const Source source("t.csv", "a" + std::string(1000, '"') + "\n");
  CsvReader reader(source, 10'000);
  const auto row = reader.Next(kAll);
  ASSERT_TRUE(row);
  EXPECT_TRUE(row->faults.HasErrors());
  EXPECT_LT(row->faults.all.size(), 100U);
}

// Evidence quotes words of a cell, so every byte of it must lead to its own byte of the file.
TEST(Csv, EveryByteOfACellHasItsPlace) {
  for (const std::string text : {"x,word here\n", "x,\"word here\"\n", "x,\"\"\"word\"\" here\"\n",
                                 "x,\"a \"\"b\"\" word here\"\n", "x,\"\"\"\"\"\"\"word here\"\n"}) {
    SCOPED_TRACE(text);
    const Source source("t.csv", text);
    CsvReader reader(source, 1000);
    const auto row = reader.Next(kAll);
    ASSERT_TRUE(row && row->faults.all.empty());
    const Value cell = DecodeCell(text, row->cells[1]);
    EXPECT_EQ(TextAt(source, cell.span), text.substr(2, text.size() - 3));
    for (const std::string word : {"word", "here"}) {
      EXPECT_EQ(SourceOffset(cell, cell.text.find(word)), text.find(word)) << word;
    }
  }
}

}  // namespace
}  // namespace proviso
