// Foreign records as descriptors: what a mapping says, and its application to one record.
#pragma once

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "proviso/descriptor.h"

namespace proviso {

// How one field is filled.
struct MappedField {
  std::vector<std::string> path;  // `customer.name` is two steps; `id` is one
  std::vector<std::string> columns;
  std::vector<Span> column_spans; // in the mapping's source
  std::vector<std::pair<std::string, Value>> values;  // cell -> value; empty: the cell as it is
  std::string split;              // empty: no list
  std::optional<Value> constant;
  std::optional<std::string> row_prefix;  // `id` alone: the number of the row behind it
  std::size_t row_width = 0;
};

struct Mapping::Data {
  std::string name;
  std::vector<MappedField> fields;
};

// Column names compare with runs of white space as one space, trimmed.
std::string ColumnKey(std::string_view name);

// Puts `value` at `path` below `object`.
void Put(Value& object, const std::vector<std::string>& path, Value value);

// The value of one field from its cells, in the order of its columns; null for a cell that is not there. Empty: undeclared.
std::optional<Value> MapCells(const MappedField& field, const std::vector<const Value*>& cells, std::size_t row);

}  // namespace proviso
