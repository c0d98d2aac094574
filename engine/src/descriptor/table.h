// CSV text (RFC 4180) to rows of cells with places.
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "proviso/descriptor.h"
#include "proviso/diagnostic.h"

namespace proviso {

struct Row {
  std::vector<Value> cells;  // texts, with runs into the source
  Span span;
  Diagnostics faults;        // not empty: the row cannot be read; the cells are what could be
};

// Every row in order, the header too; blank lines are none. A quote that is never closed is told where it begins, and ends the table.
void ReadTable(std::string_view text, const InputLimits& limits, const std::function<void(Row)>& sink);

}  // namespace proviso
