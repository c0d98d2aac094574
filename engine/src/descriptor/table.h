// A CSV table read through a mapping.
#pragma once

#include <functional>

#include "descriptor/record.h"

namespace proviso {

// One record a row. Where the mapping does not fit the header, one record that says so (codes unknown-column and
// duplicate-column) and no more.
void ReadTable(RecordMaker& maker, const std::function<void(Record)>& sink);

}  // namespace proviso
