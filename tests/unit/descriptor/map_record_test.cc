#include "descriptor/map_record.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "support/value_places.h"
#include "unit/descriptor/read_text.h"

namespace proviso {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

struct Mapped {
  Source source;
  Value root;
  std::vector<Diagnostic> warnings;
};

// One JSON record through `fields`, as row 41.
Mapped Map(const std::string& fields, const std::string& json) {
  Mapped mapped{.source = Source("x.json", json)};
  const Mapping mapping = MappingOf("mapping: m\nfields: {id: No, " + fields + "}\n");
  mapped.root =
      MapRecord(mapping.data(), CellsOf(mapping.data(), FromJson(json)), 41, {0, 0, json.size()}, mapped.warnings);
  EXPECT_EQ(PlaceFault(mapped.root, mapped.source), "") << json;
  return mapped;
}

TEST(MapRecord, FillsFieldsFromCells) {
  const struct {
    const char* name;
    const char* fields;
    const char* json;
    const char* want;
  } kCases[] = {
      {"one column", "a: A", R"({"A": "x", "B": "y"})", "{a: \"x\"}"},
      {"a cell keeps its type", "a: A, b: B", R"({"A": 7, "B": true})", "{a: 7, b: true}"},
      {"paths are nested", "d.a: A, d.b: B", R"({"A": "x", "B": "y"})", "{d: {a: \"x\", b: \"y\"}}"},
      {"a missing cell is silence", "a: A", R"({"B": "y"})", "{}"},
      {"an empty cell is silence", "a: A", R"({"A": ""})", "{}"},
      {"a blank cell is silence", "a: A", R"({"A": " \n\t"})", "{}"},
      {"a null cell is silence", "a: A", R"({"A": null})", "{}"},
      {"an empty list is a declaration", "a: A", R"({"A": []})", "{a: []}"},
      {"nested column", "a: o.i", R"({"o": {"i": "x"}})", "{a: \"x\"}"},
      {"dotted column", "a: o.i", R"({"o.i": "x"})", "{a: \"x\"}"},
      {"partly dotted column", "a: o.i.j", R"({"o.i": {"j": "x"}})", "{a: \"x\"}"},
      {"columns are joined by a blank line", "a: {columns: [A, B]}", R"({"B": "y", "A": "x"})", "{a: \"x\\n\\ny\"}"},
      {"empty ones are left out", "a: {columns: [A, B, C]}", R"({"A": "x", "B": " ", "C": "z"})", "{a: \"x\\n\\nz\"}"},
      {"one of several is that one", "a: {columns: [A, B]}", R"({"B": 7})", "{a: 7}"},
      {"numbers are joined as texts", "a: {columns: [A, B]}", R"({"A": "x", "B": 7})", "{a: \"x\\n\\n7\"}"},
      {"none of several is silence", "a: {columns: [A, B]}", R"({"A": ""})", "{}"},
      {"values", "a: {column: A, values: {\"Yes\": true, \"No\": false}}", R"({"A": " No "})", "{a: false}"},
      {"values see case", "a: {column: A, values: {\"Yes\": true}}", R"({"A": "yes"})", "{}"},
      {"what values do not know is silence", "a: {column: A, values: {\"Yes\": true}}", R"({"A": "maybe"})", "{}"},
      {"values that mean null are silence", "a: {column: A, values: {x: null}}", R"({"A": "x"})", "{}"},
      {"values that are lists", "a: {column: A, values: {x: [p, q]}}", R"({"A": "x"})", "{a: [\"p\", \"q\"]}"},
      {"values of numbers", "a: {column: A, values: {7: seven}}", R"({"A": 7})", "{a: \"seven\"}"},
      {"values of a list's elements", "a: {column: A, values: {x: p}}", R"({"A": ["x", "y"]})", "{a: [\"p\", null]}"},
      {"values of joined columns", "a: {columns: [A, B], values: {x y: both}}", R"({"A": "x", "B": "y"})",
       "{a: \"both\"}"},
      {"split", "a: {column: A, split: \";\"}", R"({"A": "x; y ;z"})", "{a: [\"x\", \"y\", \"z\"]}"},
      {"split leaves out what is empty", "a: {column: A, split: \";\"}", R"({"A": ";x;; y;"})", "{a: [\"x\", \"y\"]}"},
      {"split of one", "a: {column: A, split: \";\"}", R"({"A": "x"})", "{a: [\"x\"]}"},
      {"split of separators alone is silence", "a: {column: A, split: \";\"}", R"({"A": " ; "})", "{}"},
      {"split of several columns", "a: {columns: [A, B], split: \",\"}", R"({"A": "x,y", "B": "z"})",
       "{a: [\"x\", \"y\", \"z\"]}"},
      {"split of a list", "a: {column: A, split: \",\"}", R"({"A": ["x", "y,z"]})", "{a: [\"x\", \"y,z\"]}"},
      {"split and values: what they do not know is an unknown element",
       "a: {column: A, split: \",\", values: {x: p, n: null}}", R"({"A": "x,y,n"})", "{a: [\"p\", null, null]}"},
      {"constant", "a: {value: [p, 7]}", "{}", "{a: [\"p\", 7]}"},
  };
  for (const auto& c : kCases) {
    SCOPED_TRACE(c.name);
    const Mapped mapped = Map(c.fields, c.json);
    EXPECT_EQ(OneLine(mapped.root), c.want);
    EXPECT_THAT(mapped.warnings, IsEmpty());
  }
}

TEST(MapRecord, NumbersRows) {
  const struct {
    const char* id;
    const char* json;
    const char* want;
  } kCases[] = {
      {"{row: \"r-\"}", "{}", "{id: \"r-41\"}"},
      {"{row: \"r-\", width: 4}", "{}", "{id: \"r-0041\"}"},
      {"{row: \"r-\", width: 1}", "{}", "{id: \"r-41\"}"},
      {"{column: No, row: r}", R"({"No": "x"})", "{id: \"x\"}"},
      {"{column: No, row: r}", R"({"No": " "})", "{id: \"r41\"}"},
  };
  for (const auto& c : kCases) {
    SCOPED_TRACE(c.id);
    const Mapping mapping = MappingOf("mapping: m\nfields: {id: " + std::string(c.id) + "}\n");
    std::vector<Diagnostic> warnings;
    EXPECT_EQ(OneLine(MapRecord(mapping.data(), CellsOf(mapping.data(), FromJson(c.json)), 41, {}, warnings)), c.want);
  }
}

TEST(MapRecord, WhatCannotBeJoinedIsUnknownAndTold) {
  const Mapped mapped = Map("a: {columns: [A, B]}", R"({"A": "x", "B": ["y"]})");
  EXPECT_EQ(OneLine(mapped.root), "{a: ?[\"y\"]}");
  EXPECT_THAT(Told(mapped.warnings, mapped.source), ElementsAre("wrong-type \"[\"y\"]\""));
}

TEST(MapRecord, EveryWordLeadsToItsCell) {
  const struct {
    const char* name;
    const char* field;
    const char* json;
  } kCases[] = {
      {"one column", "a: A", R"({"A": "a word"})"},
      {"joined columns", "a: {columns: [A, B]}", R"({"B": "the word", "A": "other"})"},
      {"joined columns with escapes", "a: {columns: [A, B]}", R"({"A": "\t\u00e9", "B": "\nword"})"},
  };
  for (const auto& c : kCases) {
    SCOPED_TRACE(c.name);
    const Mapped mapped = Map(c.field, c.json);
    const Value& a = *mapped.root.Find("a");
    EXPECT_EQ(SourceOffset(a, a.text.find("word")), mapped.source.text().find("word"));
  }
}

TEST(MapRecord, PartsAndMeaningsStandWhereTheirCellDoes) {
  const Mapped split = Map("a: {column: A, split: \";\"}", R"({"A": "\tone; two"})");
  ASSERT_EQ(split.root.Find("a")->items.size(), 2U);
  EXPECT_EQ(TextAt(split.source, split.root.Find("a")->items[0].span), "one");
  EXPECT_EQ(TextAt(split.source, split.root.Find("a")->items[1].span), "two");
  const Mapped meant = Map("a: {column: A, values: {x: [p]}}", R"({"A": "x"})");
  EXPECT_EQ(TextAt(meant.source, meant.root.Find("a")->span), "\"x\"");
  EXPECT_EQ(TextAt(meant.source, meant.root.Find("a")->items[0].span), "\"x\"");
}

}  // namespace
}  // namespace proviso
