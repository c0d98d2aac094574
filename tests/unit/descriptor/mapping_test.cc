#include "descriptor/mapping.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "support/value_places.h"
#include "unit/descriptor/read_text.h"

namespace proviso {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

// What each field is read from, one line a field.
std::vector<std::string> FieldsOf(const std::string& fields) {
  const Mapping mapping = MappingOf("mapping: m\nfields: " + fields + "\n");
  std::vector<std::string> lines;
  for (const MappedField& field : mapping.data().fields) {
    std::string line;
    for (const std::string& step : field.steps) line += (line.empty() ? "" : ".") + step;
    line += ":";
    for (const std::size_t column : field.columns) line += " <" + mapping.data().columns[column] + ">";
    if (field.constant) line += " = " + OneLine(*field.constant);
    if (field.values) {
      for (const auto& [cell, value] : *field.values) line += " '" + cell + "' = " + OneLine(value);
    }
    if (!field.split.empty()) line += " split '" + field.split + "'";
    if (field.row) line += " row '" + field.row->prefix + "' " + std::to_string(field.row->width);
    lines.push_back(line);
  }
  return lines;
}

TEST(Mapping, SaysWhereFieldsComeFrom) {
  const struct {
    const char* name;
    const char* fields;
    std::vector<std::string> want;
  } kCases[] = {
      {"columns", "{id: No, purpose: What for}", {"id: <No>", "purpose: <What for>"}},
      {"path", "{id: No, customer.name: Agency}", {"id: <No>", "customer.name: <Agency>"}},
      {"a number is a name too", "{id: 7}", {"id: <7>"}},
      {"a word of YAML is a name too", "{id: true}", {"id: <true>"}},
      {"one column", "{id: {column: No}}", {"id: <No>"}},
      {"several columns", "{id: No, purpose: {columns: [A, B, No]}}", {"id: <No>", "purpose: <A> <B> <No>"}},
      {"white space of a column", "{id: \" The \\n  No \"}", {"id: <The No>"}},
      {"values",
       "{id: No, f: {column: A, values: {\"Yes\": true, ' No ': false, x: [a, b], 1: null}}}",
       {"id: <No>", "f: <A> 'Yes' = true 'No' = false 'x' = [\"a\", \"b\"] '1' = null"}},
      {"split", "{id: No, f: {column: A, split: \"; \"}}", {"id: <No>", "f: <A> split '; '"}},
      {"constant", "{id: No, f: {value: {a: [1]}}}", {"id: <No>", "f: = {a: [1]}"}},
      {"row", "{id: {row: \"2026-\", width: 4}}", {"id: row '2026-' 4"}},
      {"row for empty cells", "{id: {column: No, row: r}}", {"id: <No> row 'r' 0"}},
  };
  for (const auto& c : kCases) {
    SCOPED_TRACE(c.name);
    EXPECT_EQ(FieldsOf(c.fields), c.want);
  }
}

TEST(Mapping, AColumnThatTwoFieldsReadIsOne) {
  const Mapping mapping = MappingOf("mapping: m\nfields: {id: No, a: ' No', b: {columns: [No, X]}}\n");
  EXPECT_EQ(mapping.name(), "m");
  EXPECT_THAT(mapping.data().columns, ElementsAre("No", "X"));
}

TEST(Mapping, FaultsAreToldWithTheirPlace) {
  const struct {
    const char* name;
    std::string yaml;
    const char* want;
  } kCases[] = {
      {"no mapping", "[a]", "wrong-shape \"[a]\""},
      {"no name", "fields: {id: No}", "missing-key \"fields\""},
      {"name", "mapping: My Map\nfields: {id: No}", "bad-name \"My Map\""},
      {"name that is no text", "mapping: 7\nfields: {id: No}", "bad-name \"7\""},
      {"unknown key", "mapping: m\nfeilds: {}\nfields: {id: No}", "unknown-key \"feilds\""},
      {"title", "mapping: m\ntitle: [x]\nfields: {id: No}", "wrong-shape \"[x]\""},
      {"no fields", "mapping: m", "missing-key \"mapping\""},
      {"fields of a list", "mapping: m\nfields: [id]", "wrong-shape \"[id]\""},
      {"broken YAML", "mapping: m\nfields: {id: No, id: X}", "duplicate-key \"id\""},
  };
  for (const auto& c : kCases) {
    SCOPED_TRACE(c.name);
    const Source source("m.yaml", c.yaml);
    Diagnostics faults;
    EXPECT_FALSE(Mapping::Parse(source, faults));
    EXPECT_THAT(Told(faults.all, source), ElementsAre(c.want));
  }
}

TEST(Mapping, FaultsOfFieldsAreToldWithTheirPlace) {
  const struct {
    const char* name;
    const char* fields;
    const char* want;
  } kCases[] = {
      {"no id", "a: A", "missing-key \"a\""},
      {"path in capitals", "id: No, Purpose: A", "bad-name \"Purpose\""},
      {"path with an empty step", "id: No, a..b: A", "bad-name \"a..b\""},
      {"list of objects", "id: No, \"services[].name\": A", "bad-name \"\"services[].name\"\""},
      {"nothing", "id: No, a: ", "wrong-shape \"a\""},
      {"list", "id: No, a: [A, B]", "wrong-shape \"[A, B]\""},
      {"unknown key", "id: No, a: {colum: A, column: B}", "unknown-key \"colum\""},
      {"no source", "id: No, a: {split: x}", "missing-key \"{split: x}\""},
      {"column and columns", "id: No, a: {column: A, columns: [B]}", "wrong-shape \"{column: A, columns: [B]}\""},
      {"columns of none", "id: No, a: {columns: []}", "wrong-shape \"[]\""},
      {"columns of a text", "id: No, a: {columns: A}", "wrong-shape \"A\""},
      {"blank column", "id: No, a: ' '", "wrong-shape \"' '\""},
      {"column of a list", "id: No, a: {column: [A]}", "wrong-shape \"[A]\""},
      {"value beside a column", "id: No, a: {column: A, value: 1}", "wrong-shape \"{column: A, value: 1}\""},
      {"value beside values", "id: No, a: {values: {x: y}, value: 1}", "wrong-shape \"{values: {x: y}, value: 1}\""},
      {"values of a list", "id: No, a: {column: A, values: [x]}", "wrong-shape \"[x]\""},
      {"values of none", "id: No, a: {column: A, values: {}}", "wrong-shape \"{}\""},
      {"values twice", "id: No, a: {column: A, values: {x: 1, ' x': 2}}", "duplicate-key \"' x'\""},
      {"values of objects", "id: No, a: {column: A, values: {x: {y: 1}}}", "wrong-shape \"{y: 1}\""},
      {"values of nested lists", "id: No, a: {column: A, values: {x: [[1]]}}", "wrong-shape \"[[1]]\""},
      {"split by nothing", "id: No, a: {column: A, split: ''}", "wrong-shape \"''\""},
      {"split by a number", "id: No, a: {column: A, split: 1}", "wrong-shape \"1\""},
      {"row of another field", "id: No, a: {row: x}", "wrong-shape \"x\""},
      {"row of a list", "id: {row: [x]}", "wrong-shape \"[x]\""},
      {"width alone", "id: {column: No, width: 4}", "wrong-shape \"4\""},
      {"width", "id: {row: x, width: 21}", "bad-value \"21\""},
      {"width of a text", "id: {row: x, width: four}", "bad-value \"four\""},
      {"width below none", "id: {row: x, width: -1}", "bad-value \"-1\""},
      {"one inside another", "id: No, data: A, data.subjects: B", "duplicate-name \"data.subjects\""},
  };
  for (const auto& c : kCases) {
    SCOPED_TRACE(c.name);
    const Source source("m.yaml", "mapping: m\nfields: {" + std::string(c.fields) + "}\n");
    Diagnostics faults;
    EXPECT_FALSE(Mapping::Parse(source, faults));
    EXPECT_THAT(Told(faults.all, source), ElementsAre(c.want));
  }
}

TEST(Mapping, AllFaultsAreToldInOneRunWithTheNearName) {
  const Source source("m.yaml", "mapping: M\nfeilds: {}\nfields: {id: [], A: B, c: {colum: D}}\n");
  Diagnostics faults;
  EXPECT_FALSE(Mapping::Parse(source, faults));
  faults.Sort();
  EXPECT_THAT(Told(faults.all, source),
              ElementsAre("bad-name \"M\"", "unknown-key \"feilds\"", "wrong-shape \"[]\"", "bad-name \"A\"",
                          "missing-key \"{colum: D}\"", "unknown-key \"colum\""));
  EXPECT_THAT(faults.all[1].help, HasSubstr("`fields`"));
}

TEST(ColumnKey, ComparesTrimmedAndSingleSpaced) {
  const struct {
    std::string text;
    const char* want;
  } kCases[] = {
      {"", ""},
      {"a", "a"},
      {"  a  b\t", "a b"},
      {"a\r\n b", "a b"},
      {" \n\t", ""},
      {"\xC2\xA0"
       "a\xC2\xA0"
       "b",
       "a b"},
      {"\xEF\xBB\xBF"
       "a",
       "a"},
      {"A", "A"},
  };
  for (const auto& c : kCases) EXPECT_EQ(ColumnKey(c.text), c.want) << c.text;
}

}  // namespace
}  // namespace proviso
