#include "descriptor/table.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "unit/descriptor/read_text.h"

namespace proviso {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::SizeIs;

const std::string kMapping = "mapping: m\nfields: {id: No, purpose: {columns: [Goal, Benefits]}}\n";

std::vector<Record> ReadTable(const std::string& text, const std::string& mapping = kMapping,
                              const InputLimits& limits = {}) {
  return ReadRecords(text, InputFormat::kCsv, mapping, limits);
}

TEST(Table, ARowIsARecord) {
  const struct {
    const char* name;
    const char* text;
    std::vector<std::string> want;
  } kCases[] = {
      {"columns in any order", "Benefits,x,No,Goal\nb,y,7,g\n", {"7 {id: \"7\", purpose: \"g\\n\\nb\"}"}},
      {"names of columns, white space apart",
       "\" No\",Goal ,\"Bene\nfits\",Benefits\n7,g,,\n",
       {"7 {id: \"7\", purpose: \"g\"}"}},
      {"an empty cell is silence", "No,Goal,Benefits\n7,,\n8,\"\",\" \"\n", {"7 {id: \"7\"}", "8 {id: \"8\"}"}},
      {"two columns of one name that nothing reads",
       "No,Goal,Benefits,X,X\n7,g,b,1,2\n",
       {"7 {id: \"7\", purpose: \"g\\n\\nb\"}"}},
      {"a row without id",
       "No,Goal,Benefits\n,g,b\n8,g,b\n",
       {"! missing-id \",\"", "8 {id: \"8\", purpose: \"g\\n\\nb\"}"}},
      {"too few cells",
       "No,Goal,Benefits\n7,g\n8,g,b\n",
       {"7! csv-columns \"7,g\"", "8 {id: \"8\", purpose: \"g\\n\\nb\"}"}},
      {"too many cells", "No,Goal,Benefits\n7,g,b,c\n", {"7! csv-columns \"7,g,b,c\""}},
      {"a quote amiss",
       "No,Goal,Benefits\n7,g\"h,b\n8,g,b\n",
       {"7! csv-syntax \"\"\"", "8 {id: \"8\", purpose: \"g\\n\\nb\"}"}},
      {"a quote never closed",
       "No,Goal,Benefits\n7,\"g,b\n8,g,b\n",
       {"7! csv-syntax \"\"\"", "8 {id: \"8\", purpose: \"g\\n\\nb\"}"}},
  };
  for (const auto& c : kCases) {
    SCOPED_TRACE(c.name);
    EXPECT_EQ(Lines(ReadTable(c.text)), c.want);
  }
}

// A typo must not turn a column into silence: nothing of the table is read.
TEST(Table, AHeaderThatTheMappingDoesNotFitIsOneRecord) {
  const struct {
    const char* name;
    const char* header;
    std::vector<std::string> want;
    const char* help;
  } kCases[] = {
      {"missing", "No,Gaol,Benefits", {"unknown-column \"No,Gaol,Benefits\""}, "did you mean `Gaol`?"},
      {"nothing near", "No,Benefits", {"unknown-column \"No,Benefits\""}, "right mapping"},
      {"case counts", "no,Goal,Benefits", {"unknown-column \"no,Goal,Benefits\""}, "`no`"},
      {"all that are missing", "No", {"unknown-column \"No\"", "unknown-column \"No\""}, ""},
      {"twice", "No,Goal,Benefits,\" Goal\"", {"duplicate-column \"\" Goal\"\""}, "rename"},
      {"semicolons",
       "No;Goal;Benefits",
       {"unknown-column \"No;Goal;Benefits\"", "unknown-column \"No;Goal;Benefits\"",
        "unknown-column \"No;Goal;Benefits\""},
       "`;`"},
      {"tabs",
       "No\tGoal\tBenefits",
       {"unknown-column \"No\tGoal\tBenefits\"", "unknown-column \"No\tGoal\tBenefits\"",
        "unknown-column \"No\tGoal\tBenefits\""},
       "tabs"},
      {"a quote amiss", "No,Goal,Bene\"fits,Benefits", {"csv-syntax \"\"\""}, "inner quote"},
  };
  for (const auto& c : kCases) {
    SCOPED_TRACE(c.name);
    const auto records = ReadTable(std::string(c.header) + "\n7,g,b\n8,g,b\n");
    ASSERT_THAT(records, SizeIs(1));
    EXPECT_TRUE(records[0].misfit);
    EXPECT_EQ(Told(records[0].faults, *records[0].source), c.want);
    EXPECT_THAT(records[0].faults[0].help, HasSubstr(c.help));
  }
}

TEST(Table, ADoubledColumnNamesTheFirst) {
  const auto records = ReadTable("No,Goal,Benefits,No\n");
  ASSERT_THAT(records, SizeIs(1));
  ASSERT_THAT(records[0].faults, SizeIs(1));
  ASSERT_THAT(records[0].faults[0].labels, SizeIs(1));
  EXPECT_EQ(records[0].faults[0].labels[0].span.begin, 0U);
  EXPECT_EQ(TextAt(*records[0].source, records[0].faults[0].labels[0].span), "No");
}

TEST(Table, WithoutAMappingNothingIsRead) {
  const auto records = ReadRecords("No,Goal\n7,g\n8,g\n", InputFormat::kCsv);
  EXPECT_THAT(Lines(records), ElementsAre("! csv-columns \"No,Goal\""));
  EXPECT_THAT(records[0].faults[0].help, HasSubstr("--map"));
}

TEST(Table, ALongRowLosesOnlyItself) {
  const std::string text = "No,Goal,Benefits\n7," + std::string(40, 'g') + ",b\n8,g,b\n";
  EXPECT_THAT(Lines(ReadTable(text, kMapping, {.descriptor_bytes = 30})),
              ElementsAre("7! too-large \"7\"", "8 {id: \"8\", purpose: \"g\\n\\nb\"}"));
}

TEST(Table, RowsAreNumberedAsTheyStand) {
  const std::string mapping = "mapping: m\nfields: {id: {row: r, width: 2}, purpose: Goal}\n";
  EXPECT_THAT(
      Lines(ReadTable("Goal,X\na,1\n\nb\nc,3\n", mapping)),
      ElementsAre("r00 {id: \"r00\", purpose: \"a\"}", HasSubstr("csv-columns"), "r02 {id: \"r02\", purpose: \"c\"}"));
}

TEST(Table, AWordOfAJoinedFieldLeadsToItsOwnCell) {
  const std::string text = "Benefits,No,Goal\n\"saves \"\"the\"\" word\",7,first\n";
  const auto records = ReadTable(text);
  ASSERT_THAT(records, SizeIs(1));
  ASSERT_TRUE(records[0].descriptor);
  const Value& purpose = *records[0].descriptor->root.Find("purpose");
  for (const char* word : {"first", "saves", "the", "word"})
    EXPECT_EQ(SourceOffset(purpose, purpose.text.find(word)), text.find(word)) << word;
}

}  // namespace
}  // namespace proviso
