#include "descriptor/json.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "support/value_places.h"
#include "unit/descriptor/read_text.h"

namespace proviso {
namespace {

using ::testing::ElementsAre;
using ::testing::SizeIs;

std::string Repeat(std::string_view text, std::size_t times) {
  std::string repeated;
  for (std::size_t i = 0; i < times; ++i) repeated += text;
  return repeated;
}

struct Read {
  Source source;
  JsonValue json;
  bool at_end = false;
};

Read ReadJson(const std::string& text, const InputLimits& limits = {}) {
  Read read{.source = Source("x.json", text)};
  JsonParser parser;
  JsonReader reader(read.source, {0, 0, text.size()}, limits, &parser);
  read.json = reader.Read();
  read.at_end = reader.AtEnd();
  EXPECT_NE(read.json.value.has_value(), read.json.faults.HasErrors()) << text;
  return read;
}

TEST(Json, ReadsWhatIsWritten) {
  const struct {
    const char* json;
    const char* want;
  } kCases[] = {
      {"null", "null"},
      {" true ", "true"},
      {"false", "false"},
      {"[0, -0, 7, -12, 1.50, 1e6, 2E-3, -0.5e+10]", "[0, -0, 7, -12, 1.50, 1e6, 2E-3, -0.5e+10]"},
      {"12345678901234567890123", "12345678901234567890123"},
      {R"("a b")", "\"a b\""},
      {R"("")", "\"\""},
      {"[]", "[]"},
      {"{}", "{}"},
      {"[[], [{}], 1]", "[[], [{}], 1]"},
      {"{ \"b\" : 1 ,\r\n\t\"a\" : { \"c\" : null } }", "{b: 1, a: {c: null}}"},
      {R"({"": 1, "a\u0062": 2})", "{: 1, ab: 2}"},
      {R"(["no", "1", "true"])", R"(["no", "1", "true"])"},
  };
  for (const auto& c : kCases) {
    SCOPED_TRACE(c.json);
    const Read read = ReadJson(c.json);
    ASSERT_TRUE(read.json.value);
    EXPECT_EQ(OneLine(*read.json.value), c.want);
    EXPECT_EQ(PlaceFault(*read.json.value, read.source), "");
    EXPECT_EQ(MisplacedText(*read.json.value, read.source), "");
    EXPECT_TRUE(read.at_end);
  }
}

TEST(Json, PlacesAreWhatStandsThere) {
  const Read read = ReadJson(R"( {"a": "x y", "b": [10, {"c": true}]} )");
  ASSERT_TRUE(read.json.value);
  const auto at = [&](Span span) { return TextAt(read.source, span); };
  const Value& root = *read.json.value;
  EXPECT_EQ(at(read.json.span), R"({"a": "x y", "b": [10, {"c": true}]})");
  EXPECT_EQ(at(root.span), at(read.json.span));
  EXPECT_EQ(at(root.members[0].key_span), "\"a\"");
  EXPECT_EQ(at(root.Find("a")->span), "\"x y\"");
  EXPECT_EQ(at(root.Find("b")->span), R"([10, {"c": true}])");
  EXPECT_EQ(at(root.Find("b")->items[0].span), "10");
  EXPECT_EQ(at(root.Find("b")->items[1].Find("c")->span), "true");
}

TEST(Json, RefusesWhatIsNotJson) {
  const struct {
    std::string json;
    const char* want;
  } kCases[] = {
      {"", "json-syntax \"\""},
      {"nul", "json-syntax \"n\""},
      {"True", "json-syntax \"T\""},
      {"'a'", "json-syntax \"'\""},
      {"01", "json-syntax \"0\""},
      {"+1", "json-syntax \"+\""},
      {".5", "json-syntax \".\""},
      {"1.", "json-syntax \"1\""},
      {"1e", "json-syntax \"1\""},
      {"-", "json-syntax \"-\""},
      {"12x", "json-syntax \"1\""},
      {"NaN", "json-syntax \"N\""},
      {"[1 2]", "json-syntax \"2\""},
      {"[1,]", "json-syntax \"]\""},
      {"[,1]", "json-syntax \",\""},
      {"[1", "json-syntax \"[\""},
      {"{\"a\": 1", "json-syntax \"{\""},
      {"{\"a\" 1}", "json-syntax \"\"\""},
      {"{\"a\":}", "json-syntax \"}\""},
      {"{\"a\": 1,}", "json-syntax \"}\""},
      {"{\"a\": 1 ; \"b\": 2}", "json-syntax \";\""},
      {"{a: 1}", "json-syntax \"a\""},
      {"{1: 2}", "json-syntax \"1\""},
      {"// x\n1", "json-syntax \"/\""},
      {"\"open", "json-syntax \"\"\""},
      {"\"line\nbreak\"", "json-syntax \"\"\""},
      {"\"a\\\"", "json-syntax \"\"\""},
      {"\"\\x\"", "json-syntax \"\\x\""},
      {"\"a\tb\"", "control-character \"\t\""},
      {"\"a\xFF\"", "not-utf8 \"\xFF\""},
      {R"({"a": 1, "a": 2})", "duplicate-key \"\"a\"\""},
      {R"({"a": 1, "\u0061": 2})", "duplicate-key \"\"\\u0061\"\""},
  };
  for (const auto& c : kCases) {
    SCOPED_TRACE(c.json);
    const Read read = ReadJson(c.json);
    EXPECT_FALSE(read.json.value);
    EXPECT_THAT(Told(read.json.faults.all, read.source), ElementsAre(c.want));
  }
}

TEST(Json, ADuplicateKeyNamesTheFirst) {
  const Read read = ReadJson(R"({"a": {"b": 1, "c": 2, "b": 3}})");
  ASSERT_THAT(read.json.faults.all, SizeIs(1));
  ASSERT_THAT(read.json.faults.all[0].labels, SizeIs(1));
  EXPECT_LT(read.json.faults.all[0].labels[0].span, read.json.faults.all[0].span);
  EXPECT_EQ(TextAt(read.source, read.json.faults.all[0].labels[0].span), "\"b\"");
}

TEST(Json, WhatComesAfterAFaultIsReadUnlessTheStructureIsLost) {
  const InputLimits small{.descriptor_bytes = 40, .depth = 3, .nodes = 6};
  const struct {
    const char* name;
    std::string first;
    const char* want;
  } kCases[] = {
      {"duplicate key", R"({"a": 1, "a": 2})", "duplicate-key"},
      {"escape", R"(["\q"])", "json-syntax"},
      {"too deep", "[[[[1]]]]", "nesting-too-deep"},
      {"too many", "[1, 2, 3, 4, 5, 6]", "too-many-nodes"},
      {"too long", "\"" + Repeat("x", 60) + "\"", "too-large"},
  };
  for (const auto& c : kCases) {
    SCOPED_TRACE(c.name);
    const Source source("x", c.first + ", \"next\"");
    JsonParser parser;
    JsonReader reader(source, {0, 0, source.text().size()}, small, &parser);
    const JsonValue first = reader.Read();
    ASSERT_THAT(first.faults.all, SizeIs(1));
    EXPECT_EQ(first.faults.all[0].code, c.want);
    EXPECT_FALSE(first.broken);
    EXPECT_EQ(TextAt(source, first.span), c.first);
    EXPECT_TRUE(reader.Accept(','));
    const JsonValue next = reader.Read();
    ASSERT_TRUE(next.value);
    EXPECT_EQ(next.value->text, "next");
  }
  EXPECT_TRUE(ReadJson("[1 2]").json.broken);
}

// A limit is reached only beyond it.
TEST(Json, LimitsHoldWhatTheySay) {
  const InputLimits small{.descriptor_bytes = 9, .depth = 3, .nodes = 4};
  EXPECT_TRUE(ReadJson("[[[1]]]", small).json.value);
  EXPECT_TRUE(ReadJson("[1, 2, 3]", small).json.value);
  EXPECT_FALSE(ReadJson("[1,2,3,4]", small).json.value);
  EXPECT_FALSE(ReadJson("[1, 2,  3]", small).json.value);
}

TEST(Json, TellsTheIdOfWhatCannotBeRead) {
  const struct {
    const char* json;
    const char* want;
  } kCases[] = {
      {R"({"id": "a", "x": })", "a"},           {R"({"id": 12, "x": })", "12"},
      {R"({"x": {"id": "inner"}, "y": })", ""}, {R"({"x": 1, "id": "b", "id": "c"})", "c"},
      {R"([{"id": "in a list"}, ])", ""},       {R"({"id": ["a"], "x": })", ""},
  };
  for (const auto& c : kCases) EXPECT_EQ(ReadJson(c.json).json.id, c.want) << c.json;
}

TEST(Json, HostileTextsEndSoon) {
  for (const std::string& text :
       {Repeat("[", 2'000'000), Repeat("{\"a\":", 400'000), Repeat("[", 500'000) + Repeat("]", 500'000),
        "[" + Repeat("1,", 1'000'000) + "1]", "\"" + Repeat("\\", 1'000'001), "\"" + Repeat("\\q", 500'000) + "\"",
        Repeat("9", 2'000'000), "{" + Repeat("\"a\":1,", 150'000) + "\"a\":1}"}) {
    const Read read = ReadJson(text);
    EXPECT_FALSE(read.json.value) << text.substr(0, 20);
    EXPECT_LT(read.json.faults.all.size(), 100U) << text.substr(0, 20);
  }
}

}  // namespace
}  // namespace proviso
