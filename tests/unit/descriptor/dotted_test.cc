#include "descriptor/dotted.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "support/value_places.h"
#include "unit/descriptor/read_text.h"

namespace proviso {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::SizeIs;

struct Filed {
  Value value;
  std::string line;
  std::vector<std::string> told;
  std::vector<Diagnostic> warnings;
};

Filed File(const std::string& json) {
  const Source source("x.json", json);
  Filed filed{.value = FromJson(json)};
  FileDottedKeys(filed.value, filed.warnings);
  filed.line = OneLine(filed.value);
  filed.told = Told(filed.warnings, source);
  EXPECT_EQ(PlaceFault(filed.value, source), "") << json;
  return filed;
}

TEST(Dotted, SaysTheSameAsNested) {
  const struct {
    const char* name;
    const char* json;
    const char* want;
  } kCases[] = {
      {"one dot", R"({"a.b": 1})", R"({"a": {"b": 1}})"},
      {"two dots", R"({"a.b.c": 1})", R"({"a": {"b": {"c": 1}}})"},
      {"beside the nested spelling", R"({"a": {"x": 1}, "a.b": 2})", R"({"a": {"x": 1, "b": 2}})"},
      {"before the nested spelling", R"({"a.b": 2, "a": {"x": 1}})", R"({"a": {"x": 1, "b": 2}})"},
      {"two of one parent", R"({"a.b": 1, "a.c": 2})", R"({"a": {"b": 1, "c": 2}})"},
      {"inside an object", R"({"a": {"b.c": 1}})", R"({"a": {"b": {"c": 1}}})"},
      {"inside a list", R"({"a": [{"b.c": 1}, {"b": 2}]})", R"({"a": [{"b": {"c": 1}}, {"b": 2}]})"},
      {"dots of both levels", R"({"a.b": {"c.d": 1}, "a": {"b.c": {"e": 2}}})",
       R"({"a": {"b": {"c": {"d": 1, "e": 2}}}})"},
      {"both spellings, the same", R"({"a": {"b": [1, "x"]}, "a.b": [1, "x"]})", R"({"a": {"b": [1, "x"]}})"},
      {"both, the same objects in another order", R"({"a": {"b": {"c": 1, "d": 2}}, "a.b": {"d": 2, "c": 1}})",
       R"({"a": {"b": {"c": 1, "d": 2}}})"},
      {"both, the inner spelling dotted", R"({"a": {"b": [{"c": {"d": 1}}]}, "a.b": [{"c.d": 1}]})",
       R"({"a": {"b": [{"c": {"d": 1}}]}})"},
      {"no path: a dot in front", R"({".a": 1})", R"({".a": 1})"},
      {"no path: a dot behind", R"({"a.": 1})", R"({"a.": 1})"},
      {"no path: two dots", R"({"a..b": 1})", R"({"a..b": 1})"},
      {"no dot at all", R"({"a": {"b": [1]}})", R"({"a": {"b": [1]}})"},
  };
  for (const auto& c : kCases) {
    SCOPED_TRACE(c.name);
    const Filed filed = File(c.json);
    EXPECT_TRUE(SameValue(filed.value, FromJson(c.want))) << filed.line;
    EXPECT_THAT(filed.told, IsEmpty());
  }
}

TEST(Dotted, BothSpellingsThatDifferAreAFaultOfThatValueAlone) {
  const struct {
    const char* name;
    const char* json;
    const char* want;
    const char* told;
  } kCases[] = {
      {"texts", R"({"a": {"b": "x", "c": 1}, "a.b": "y"})", "{a: {b: ?\"x\", c: 1}}", "conflicting-values \"\"y\"\""},
      {"the nested one stands, in either order", R"({"a.b": "y", "a": {"b": "x"}})", "{a: {b: ?\"x\"}}",
       "conflicting-values \"\"y\"\""},
      {"text and number", R"({"a": {"b": "1"}, "a.b": 1})", "{a: {b: ?\"1\"}}", "conflicting-values \"1\""},
      {"lists in another order", R"({"a": {"b": [1, 2]}, "a.b": [2, 1]})", "{a: {b: ?[1, 2]}}",
       "conflicting-values \"[2, 1]\""},
      {"a value where the other has members", R"({"a": 7, "a.b": 1})", "{a: ?7}", "conflicting-values \"1\""},
      {"one member of an object", R"({"a": {"b": {"c": 1, "d": 2}}, "a.b": {"c": 9, "d": 2}})",
       "{a: {b: {c: ?1, d: 2}}}", "conflicting-values \"9\""},
  };
  for (const auto& c : kCases) {
    SCOPED_TRACE(c.name);
    const Filed filed = File(c.json);
    EXPECT_EQ(filed.line, c.want);
    EXPECT_THAT(filed.told, ElementsAre(c.told));
  }
}

TEST(Dotted, AConflictNamesThePathAndBothPlaces) {
  const std::string json = R"({"a": [{"b": {"c": "x"}, "b.c": "y"}]})";
  const Filed filed = File(json);
  ASSERT_THAT(filed.warnings, SizeIs(1));
  EXPECT_THAT(filed.warnings[0].message, HasSubstr("`a[].b.c`"));
  ASSERT_THAT(filed.warnings[0].labels, SizeIs(1));
  EXPECT_EQ(TextAt(Source("x.json", json), filed.warnings[0].labels[0].span), "\"x\"");
}

TEST(Dotted, ThreeSpellingsAreOneConflict) {
  const Filed filed = File(R"({"a": {"b": {"c": 1}}, "a.b": {"c": 2}, "a.b.c": 3})");
  EXPECT_EQ(filed.line, "{a: {b: {c: ?1}}}");
  EXPECT_THAT(filed.told, SizeIs(1));
}

TEST(Dotted, TheSizeIsKnownBeforeAnythingIsFiled) {
  const struct {
    const char* json;
    std::size_t nodes, depth;
  } kCases[] = {
      {"1", 1, 1},
      {R"({"a": 1})", 2, 2},
      {R"({"a.b.c": 1})", 4, 4},
      {R"({"a": [1, {"b.c": 2}]})", 6, 5},
      {R"({"a..b": 1})", 2, 2},
  };
  for (const auto& c : kCases) {
    SCOPED_TRACE(c.json);
    Value value = FromJson(c.json);
    const TreeSize size = SizeWhenFiled(value);
    EXPECT_EQ(size.nodes, c.nodes);
    EXPECT_EQ(size.depth, c.depth);
    std::vector<Diagnostic> warnings;
    FileDottedKeys(value, warnings);
    const TreeSize filed = SizeWhenFiled(value);
    EXPECT_EQ(filed.nodes, c.nodes);
    EXPECT_EQ(filed.depth, c.depth);
  }
}

TEST(Dotted, AKeyOfAThousandDotsIsAForeignName) {
  std::string key = "a";
  for (int i = 0; i < 1000; ++i) key += ".a";
  EXPECT_EQ(File("{\"" + key + "\": 1}").line, "{" + key + ": 1}");
}

TEST(SameValue, LooksAtWhatIsSaid) {
  const struct {
    const char* a;
    const char* b;
    bool same;
  } kCases[] = {
      {"null", " null", true},
      {"true", "false", false},
      {"1", "1", true},
      {"1", "2", false},
      {"1", "\"1\"", false},
      {"\"a\"", "\"\\u0061\"", true},
      {"[1, 2]", "[1, 2]", true},
      {"[1, 2]", "[1]", false},
      {"[1, 2]", "[2, 1]", false},
      {"[]", "{}", false},
      {R"({"a": 1, "b": 2})", R"({"b": 2, "a": 1})", true},
      {R"({"a": 1})", R"({"b": 1})", false},
      {R"({"a": 1})", R"({"a": 1, "b": 1})", false},
  };
  for (const auto& c : kCases) {
    EXPECT_EQ(SameValue(FromJson(c.a), FromJson(c.b)), c.same) << c.a << " and " << c.b;
    EXPECT_EQ(SameValue(FromJson(c.b), FromJson(c.a)), c.same) << c.b << " and " << c.a;
  }
}

}  // namespace
}  // namespace proviso
