// A CSV table read through a mapping.
#pragma once

#include <cstddef>
#include <functional>
#include <memory>

#include "descriptor/record.h"

namespace proviso {

// The header row at `at`, which is moved behind it. None: there is no row, or the mapping does not fit it, and the sink
// was called with a record that says so (codes unknown-column and duplicate-column).
std::shared_ptr<const TableHeader> ReadHeader(const RecordMaker& maker, std::size_t& at,
                                              const std::function<void(Record)>& sink);

// One record a row, beginning with the header row unless `part` brings what it says.
void ReadTable(RecordMaker& maker, const InputPart& part, const std::function<void(Record)>& sink);

}  // namespace proviso
