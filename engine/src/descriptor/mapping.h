// What a mapping file says, as plain values. See docs/language.md, "Mappings".
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "proviso/descriptor.h"

namespace proviso {

// An id made of the number of the data row, from 0.
struct RowId {
  std::string prefix;
  std::size_t width = 0;
};

// How one field comes by its value. Where there is no constant, there are columns or a row id, or both: the row id
// stands in for an empty cell.
struct MappedField {
  std::vector<std::string> steps;    // of the field's path
  std::vector<std::size_t> columns;  // indices into `Mapping::Data::columns`
  std::optional<Value> constant;
  std::optional<std::vector<std::pair<std::string, Value>>> values;  // by `ColumnKey` of the cell
  std::string split;
  std::optional<RowId> row;
};

struct Mapping::Data {
  std::string name;
  std::vector<std::string> columns;  // all that are read, each once, as `ColumnKey`
  std::vector<MappedField> fields;
};

// Names of columns and the cells of `values` compare by this: trimmed, runs of white space as one space.
std::string ColumnKey(std::string_view text);

}  // namespace proviso
