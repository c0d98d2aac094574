#include "descriptor/json_text.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "unit/descriptor/read_text.h"

namespace proviso {
namespace {

using ::testing::ElementsAre;

TEST(JsonText, DecodesEscapes) {
  const struct {
    const char* inside;  // the quotes
    std::string want;
  } kCases[] = {
      {"", ""},
      {"plain caf\u00E9", "plain caf\u00E9"},
      {R"(\" \\ \/)", "\" \\ /"},
      {R"(\b\f\n\r\t)", "\b\f\n\r\t"},
      {R"(\u0041\u00e9\u20AC)", "A\u00E9\u20AC"},
      {R"(\ud83d\ude00 and \uD83D\uDE00)", "\U0001F600 and \U0001F600"},
      {R"(\u0000)", std::string(1, '\0')},
      {R"(\\u0041)", "\\u0041"},
      {R"(\uFFFF)", "\uFFFF"},
  };
  for (const auto& c : kCases) {
    SCOPED_TRACE(c.inside);
    Diagnostics faults;
    const std::string source = "\"" + std::string(c.inside) + "\"";
    EXPECT_EQ(DecodeJsonText(source, 1, source.size() - 1, faults).text, c.want);
    EXPECT_FALSE(faults.HasErrors());
  }
}

TEST(JsonText, AFaultIsToldAtItsEscapeAndLosesNothingElse) {
  const struct {
    const char* inside;
    const char* want;
    const char* told;
  } kCases[] = {
      {R"(a\qb)", "a\uFFFDb", R"(\q)"},         {R"(a\u12gzb)", "a\uFFFD12gzb", R"(\u)"},
      {R"(a\u12)", "a\uFFFD12", R"(\u)"},       {R"(a\ud83db)", "a\uFFFDb", R"(\ud83d)"},
      {R"(a\ude00b)", "a\uFFFDb", R"(\ude00)"}, {R"(a\ud83d\u0041b)", "a\uFFFDAb", R"(\ud83d)"},
      {R"(a\'b)", "a\uFFFDb", R"(\')"},
  };
  for (const auto& c : kCases) {
    SCOPED_TRACE(c.inside);
    Diagnostics faults;
    const Source source("x", "\"" + std::string(c.inside) + "\"");
    EXPECT_EQ(DecodeJsonText(source.text(), 1, source.text().size() - 1, faults).text, c.want);
    EXPECT_THAT(Told(faults.all, source), ElementsAre("json-syntax \"" + std::string(c.told) + "\""));
  }
}

// Every byte of the text leads to where it stands, those of an escape to its backslash.
TEST(JsonText, EveryByteHasItsPlace) {
  const struct {
    const char* inside;
    const char* word;   // in the decoded text
    const char* there;  // what stands at its place
  } kCases[] = {
      {"one word", "word", "word"},
      {R"(\t\n\"word)", "word", "word"},
      {R"(\u00e9\ud83d\ude00 word)", "word", "word"},
      {"\u00E9 word", "word", "word"},
      {R"(a\u0077ord)", "word", R"(\u0077)"},
      {R"(a\ud83d\ude00b)", "\U0001F600", R"(\ud83d\ude00)"},
  };
  for (const auto& c : kCases) {
    SCOPED_TRACE(c.inside);
    Diagnostics faults;
    const std::string source = "\"" + std::string(c.inside) + "\"";
    const PlacedText placed = DecodeJsonText(source, 1, source.size() - 1, faults);
    Value value;
    value.text = placed.text;
    value.runs = placed.runs;
    const std::size_t at = placed.text.find(c.word);
    ASSERT_NE(at, std::string::npos);
    EXPECT_EQ(SourceOffset(value, at), source.find(c.there));
  }
}

}  // namespace
}  // namespace proviso
