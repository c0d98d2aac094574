#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "unit/descriptor/read_text.h"

namespace proviso {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

constexpr InputFormat kYaml = InputFormat::kYaml;
constexpr InputFormat kJson = InputFormat::kJson;
constexpr InputFormat kNdjson = InputFormat::kNdjson;
constexpr InputFormat kCsv = InputFormat::kCsv;

const std::string kMapping = "mapping: m\nfields: {id: No, purpose: Goal}\n";

TEST(ReadDescriptors, ReadsEveryRecordInOrder) {
  const struct {
    const char* name;
    InputFormat format;
    std::string text;
    std::vector<std::string> want;
  } kCases[] = {
      {"YAML", kYaml, "id: a\npurpose: x\n", {"a {id: \"a\", purpose: \"x\"}"}},
      {"YAML stream", kYaml, "id: a\n---\n# none\n---\nid: b\n", {"a {id: \"a\"}", "b {id: \"b\"}"}},
      {"JSON object", kJson, "{\"id\": \"a\"}", {"a {id: \"a\"}"}},
      {"JSON list", kJson, "[{\"id\": \"a\"},\n{\"id\": \"b\"}]\n", {"a {id: \"a\"}", "b {id: \"b\"}"}},
      {"JSON behind a byte-order mark", kJson, "\xEF\xBB\xBF{\"id\": \"a\"}", {"a {id: \"a\"}"}},
      {"NDJSON", kNdjson, "{\"id\": \"a\"}\r\n\n  \n{\"id\": \"b\"}", {"a {id: \"a\"}", "b {id: \"b\"}"}},
      {"NDJSON behind a byte-order mark", kNdjson, "\xEF\xBB\xBF{\"id\": \"a\"}\n", {"a {id: \"a\"}"}},
  };
  for (const auto& c : kCases) {
    SCOPED_TRACE(c.name);
    EXPECT_EQ(Lines(ReadRecords(c.text, c.format)), c.want);
  }
}

TEST(ReadDescriptors, ASourceWithoutRecordsGivesNone) {
  for (const std::string text : {"", "\n", " \n\t\n", "\xEF\xBB\xBF"}) {
    for (const InputFormat format : {kYaml, kJson, kNdjson}) EXPECT_THAT(ReadRecords(text, format), IsEmpty()) << text;
  }
  EXPECT_THAT(ReadRecords("[]", kJson), IsEmpty());
  EXPECT_THAT(ReadRecords("# a comment\n---\n", kYaml), IsEmpty());
  EXPECT_THAT(ReadRecords("", kCsv, kMapping), IsEmpty());
  EXPECT_THAT(ReadRecords("No,Goal\n", kCsv, kMapping), IsEmpty());
}

TEST(ReadDescriptors, ABrokenRecordLosesOnlyItself) {
  const struct {
    const char* name;
    InputFormat format;
    const char* text;
    std::vector<std::string> want;
  } kCases[] = {
      {"YAML", kYaml, "id: a\nid: b\n---\nid: c\n", {"! duplicate-key \"id\"", "c {id: \"c\"}"}},
      {"JSON list",
       kJson,
       R"([{"id": "a", "id": "b"}, 7, {"id": "c"}])",
       {"b! duplicate-key \"\"id\"\"", "! not-an-object \"7\"", "c {id: \"c\"}"}},
      {"NDJSON", kNdjson, "{\"id\": \"a\", \"x\": [}\n{\"id\": \"c\"}\n", {"a! json-syntax \"}\"", "c {id: \"c\"}"}},
      {"NDJSON, two on a line",
       kNdjson,
       "{\"id\": \"a\"} {\"id\": \"b\"}\n{\"id\": \"c\"}\n",
       {"a! json-syntax \"{\"", "c {id: \"c\"}"}},
  };
  for (const auto& c : kCases) {
    SCOPED_TRACE(c.name);
    EXPECT_EQ(Lines(ReadRecords(c.text, c.format)), c.want);
  }
}

// Where quotes and brackets still tell its end, a broken element stops no other.
TEST(ReadDescriptors, ABrokenElementOfAListStopsNoOther) {
  const struct {
    const char* text;
    std::vector<std::string> want;
  } kCases[] = {
      {R"([{"id": "a", "x" 1}, {"id": "b"}])", {"a! json-syntax \"\"\"", "b {id: \"b\"}"}},
      {R"([{"id": tru}, {"id": "b"}])", {"! json-syntax \"t\"", "b {id: \"b\"}"}},
      {R"([{"id": "a",}, {"id": "b"}])", {"a! json-syntax \"}\"", "b {id: \"b\"}"}},
      {R"([tru, {"id": "b"}])", {"! json-syntax \"t\"", "b {id: \"b\"}"}},
      {R"([, {"id": "b"}])", {"! json-syntax \",\"", "b {id: \"b\"}"}},
      {R"([{"id": "a"} {"id": "b"}])", {"a {id: \"a\"}", "! json-syntax \"{\"", "b {id: \"b\"}"}},
      {"[{\"id\": \"a\nb\"}, {\"id\": \"b\"}]", {"! json-syntax \"\"\"", "b {id: \"b\"}"}},
  };
  for (const auto& c : kCases) {
    SCOPED_TRACE(c.text);
    EXPECT_EQ(Lines(ReadRecords(c.text, kJson)), c.want);
  }
}

// An audit must not take half a file for a whole one.
TEST(ReadDescriptors, WhereJsonBreaksOffTheLastRecordSaysSo) {
  const struct {
    const char* name;
    const char* text;
    std::vector<std::string> want;
  } kCases[] = {
      {"structure lost",
       R"([{"id": "a"}, {"id": "b", "x" 1, {"id": "c"}])",
       {"a {id: \"a\"}", "b! json-syntax \"\"\""}},
      {"no closing bracket", R"([{"id": "a"})", {"a {id: \"a\"}", "! json-syntax \"\""}},
      {"no comma and no object", R"([{"id": "a"} 7, {"id": "b"}])", {"a {id: \"a\"}", "! json-syntax \"7\""}},
      {"a comma and nothing", R"([{"id": "a"}, ])", {"a {id: \"a\"}", "! json-syntax \"]\""}},
      {"behind the list", R"([{"id": "a"}] {"id": "b"})", {"a {id: \"a\"}", "! json-syntax \"{\""}},
      {"behind the object", "{\"id\": \"a\"}\n{\"id\": \"b\"}", {"a! json-syntax \"{\""}},
  };
  for (const auto& c : kCases) {
    SCOPED_TRACE(c.name);
    EXPECT_EQ(Lines(ReadRecords(c.text, kJson)), c.want);
  }
}

TEST(ReadDescriptors, ReadsForeignRecordsThroughAMapping) {
  const std::string want = "7 {id: \"7\", purpose: \"x\"}";
  const struct {
    InputFormat format;
    const char* text;
  } kCases[] = {
      {kYaml, "No: '7'\nGoal: x\nOther: y\n"},
      {kJson, R"({"No": "7", "Goal": "x", "Other": "y"})"},
      {kNdjson, R"({"No": "7", "Goal": "x", "Other": "y"})"},
      {kCsv, "Other,Goal,No\ny,x,7\n"},
  };
  for (const auto& c : kCases) EXPECT_THAT(Lines(ReadRecords(c.text, c.format, kMapping)), ElementsAre(want)) << c.text;
}

TEST(ReadDescriptors, LimitsAreOfOneDescriptor) {
  const InputLimits small{.descriptor_bytes = 40, .depth = 4, .nodes = 8};
  const std::string good = R"({"id": "a", "x": [1, 2]})";
  const struct {
    const char* name;
    InputFormat format;
    std::string text;
    std::vector<std::string> want;
  } kCases[] = {
      {"JSON list",
       kJson,
       "[" + good + ", {\"id\": \"b\", \"x\": [[[[1]]]]}, " + good + "]",
       {"a {id: \"a\", x: [1, 2]}", "b! nesting-too-deep \"[\"", "a {id: \"a\", x: [1, 2]}"}},
      {"long line",
       kNdjson,
       good + "\n{\"id\": \"" + std::string(50, 'b') + "\"}\n" + good,
       {"a {id: \"a\", x: [1, 2]}", "! too-large \"{\"", "a {id: \"a\", x: [1, 2]}"}},
      {"many values",
       kNdjson,
       "{\"id\": 1, \"x\": [1,2,3,4,5,6,7]}\n" + good,
       {"1! too-many-nodes \"{\"", "a {id: \"a\", x: [1, 2]}"}},
      {"dotted keys count as they nest",
       kNdjson,
       "{\"id\": 1, \"a.b.c.d.e\": 1}\n" + good,
       {"1! nesting-too-deep \"{\"", "a {id: \"a\", x: [1, 2]}"}},
  };
  for (const auto& c : kCases) {
    SCOPED_TRACE(c.name);
    EXPECT_EQ(Lines(ReadRecords(c.text, c.format, "", small)), c.want);
  }
}

}  // namespace
}  // namespace proviso
