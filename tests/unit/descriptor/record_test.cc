#include "descriptor/record.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "unit/descriptor/read_text.h"

namespace proviso {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::SizeIs;

TEST(Record, AnIdIsATextOrAWholeNumber) {
  const struct {
    const char* name;
    const char* text;
    const char* want;
  } kCases[] = {
      {"text", "id: contoso-cctv", "contoso-cctv"},
      {"text of several words", "id: ' two  words '", "two  words"},
      {"whole number", "id: 7", "7"},
      {"leading zeros are kept", "id: '007'", "007"},
      {"a large number is kept to its last digit", "id: 12345678901234567890123", "12345678901234567890123"},
      {"negative", "id: -7", "-7"},
      {"a word that YAML 1.1 read otherwise", "id: no", "no"},
      {"quoted true", "id: 'true'", "true"},
  };
  for (const auto& c : kCases) {
    SCOPED_TRACE(c.name);
    const auto records = ReadRecords(c.text, InputFormat::kYaml);
    ASSERT_THAT(records, SizeIs(1));
    ASSERT_TRUE(records[0].descriptor);
    EXPECT_EQ(records[0].descriptor->id, c.want);
    EXPECT_EQ(records[0].id, c.want);
  }
}

TEST(Record, WithoutAnIdItIsInvalidWithItsPlace) {
  const struct {
    const char* name;
    const char* text;
    const char* want;
  } kCases[] = {
      {"none", "purpose: x", "! missing-id \"p\""},         {"null", "id: null", "! missing-id \"null\""},
      {"empty", "id: ''", "! missing-id \"''\""},           {"blank", "id: ' '", "! missing-id \"' '\""},
      {"fraction", "id: 1.5", "! missing-id \"1.5\""},      {"boolean", "id: true", "! missing-id \"true\""},
      {"list", "id: [a]", "! missing-id \"[a]\""},          {"object", "id: {a: b}", "! missing-id \"{a: b}\""},
      {"an inner one", "x: {id: a}", "! missing-id \"x\""},
  };
  for (const auto& c : kCases) {
    SCOPED_TRACE(c.name);
    EXPECT_THAT(Lines(ReadRecords(c.text, InputFormat::kYaml)), ElementsAre(c.want));
  }
}

TEST(Record, OnlyAnObjectIsADescriptor) {
  EXPECT_THAT(Lines(ReadRecords("just words\n---\n5\n---\n[a, b]\n--- ~\n", InputFormat::kYaml)),
              ElementsAre("! not-an-object \"just words\"", "! not-an-object \"5\"", "! not-an-object \"[\"",
                          "! not-an-object \"~\""));
}

// DETAILS 65: what is declared twice and differently is unknown; the descriptor is judged all the same.
TEST(Record, DottedKeysAreFiledAndConflictsWarnedOf) {
  EXPECT_THAT(Lines(ReadRecords("{\"id\": \"a\", \"data.subjects\": [\"x\"]}\n"
                                "{\"id\": \"b\", \"data.subjects\": [\"x\"], \"data\": {\"subjects\": [\"y\"]}}\n",
                                InputFormat::kNdjson)),
              ElementsAre("a {id: \"a\", data: {subjects: [\"x\"]}}",
                          "b {id: \"b\", data: {subjects: ?[\"y\"]}} conflicting-values \"[\"x\"]\""));
}

TEST(Record, RowsAreNumberedThroughBrokenOnes) {
  const std::string mapping = "mapping: m\nfields: {id: {row: r}, purpose: Goal}\n";
  EXPECT_THAT(
      Lines(ReadRecords("{\"Goal\": \"x\"}\n{\"Goal\": }\n7\n{\"Goal\": \"y\"}\n", InputFormat::kNdjson, mapping)),
      ElementsAre("r0 {id: \"r0\", purpose: \"x\"}", HasSubstr("json-syntax"), HasSubstr("not-an-object"),
                  "r3 {id: \"r3\", purpose: \"y\"}"));
}

TEST(Record, ItsSpanIsTheRecord) {
  const std::string text = " [ {\"id\": \"a\"} , {\"id\": 2} ] ";
  const auto records = ReadRecords(text, InputFormat::kJson);
  ASSERT_THAT(records, SizeIs(2));
  EXPECT_EQ(TextAt(*records[0].source, records[0].span), "{\"id\": \"a\"}");
  EXPECT_EQ(TextAt(*records[1].source, records[1].span), "{\"id\": 2}");
  const auto lines = ReadRecords("\nid: a\n---\nid: b\n", InputFormat::kYaml);
  ASSERT_THAT(lines, SizeIs(2));
  EXPECT_EQ(lines[0].source->At(lines[0].span.begin).line, 2U);
  EXPECT_EQ(lines[1].source->At(lines[1].span.begin).line, 4U);
}

}  // namespace
}  // namespace proviso
