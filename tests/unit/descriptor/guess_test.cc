#include <gtest/gtest.h>

#include "proviso/descriptor.h"

namespace proviso {
namespace {

constexpr InputFormat kYaml = InputFormat::kYaml;
constexpr InputFormat kJson = InputFormat::kJson;
constexpr InputFormat kNdjson = InputFormat::kNdjson;
constexpr InputFormat kCsv = InputFormat::kCsv;

TEST(GuessFormat, ByTheNameWhateverTheTextSays) {
  const struct {
    const char* name;
    InputFormat want;
  } kCases[] = {
      {"a.yaml", kYaml}, {"a.yml", kYaml}, {"a.json", kJson},        {"a.ndjson", kNdjson},  {"a.jsonl", kNdjson},
      {"a.csv", kCsv},   {"A.CSV", kCsv},  {"dir.csv/a.Yml", kYaml}, {"a.json.yaml", kYaml}, {"x/.json", kJson},
  };
  for (const auto& c : kCases) {
    SCOPED_TRACE(c.name);
    for (const char* text : {"", "{\"id\": 1}", "id: 1"}) EXPECT_EQ(GuessFormat(c.name, text), c.want) << text;
  }
}

TEST(GuessFormat, OfStandardInputByItsFirstBytes) {
  const struct {
    const char* text;
    InputFormat want;
  } kCases[] = {
      {"", kYaml},
      {"id: a\n", kYaml},
      {"---\nid: a\n", kYaml},
      {"# a comment\nid: a\n", kYaml},
      {"{id: a, purpose: b}", kYaml},
      {"[a, b]", kYaml},
      {"{\"id\": \"a\"}", kJson},
      {"{\"id\": \"a\"}\n", kJson},
      {"  \n\t{\"id\": \"a\"}", kJson},
      {"\xEF\xBB\xBF{\"id\": \"a\"}", kJson},
      {"{\n  \"id\": \"a\"\n}\n", kJson},
      {"{}", kJson},
      {"[]", kJson},
      {"[{\"id\": \"a\"},\n {\"id\": \"b\"}]", kJson},
      {"{\"id\": \"a\"}\n{\"id\": \"b\"}\n", kNdjson},
      {"{\"id\": \"a\"}\r\n\r\n{\"id\": \"b\"}", kNdjson},
      {"{\"id\": \"a\", \"x\": {\"y\": [1]}}\n{\"id\": \"b\"}", kNdjson},
      {"{\"id\": \"}\"}\n{\"id\": \"b\"}", kNdjson},
      {"{\"id\": \"\\\"}\"}\n{\"id\": \"b\"}", kNdjson},
      {"{\"id\": \"{\"}", kJson},
      {"{\"id\":\n\"a\"}\n{\"id\": \"b\"}", kJson},
  };
  for (const auto& c : kCases) EXPECT_EQ(GuessFormat("", c.text), c.want) << c.text;
}

}  // namespace
}  // namespace proviso
