// A foreign record read through a mapping: cells in, the root of a descriptor out.
#pragma once

#include <optional>
#include <span>
#include <vector>

#include "descriptor/mapping.h"
#include "proviso/descriptor.h"

namespace proviso {

// `cells`: one for each column of the mapping, none where the record says nothing. `row`: the number of the record,
// from 0. `place`: of the record, for what has no place of its own.
Value MapRecord(const Mapping::Data& mapping, std::span<const std::optional<Value>> cells, std::size_t row, Span place,
                std::vector<Diagnostic>& warnings);

// The cells of a JSON or YAML object: a column is a key, or a dotted path.
std::vector<std::optional<Value>> CellsOf(const Mapping::Data& mapping, const Value& object);

// Nothing but white space.
bool IsBlank(std::string_view text);

}  // namespace proviso
