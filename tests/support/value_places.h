// Values on one line, and the laws of their places: for tests and fuzzers of the readers.
#pragma once

#include <string>

#include "proviso/descriptor.h"

namespace proviso {

// Texts in double quotes (`"` and `\` escaped, controls as \xNN), numbers and booleans bare, `?` before what is faulty.
std::string OneLine(const Value& value);

// What is wrong with the places of a value and all below it; empty when nothing is. Spans lie inside the source, runs
// are sorted, begin at 0 and lie inside it, and no offset of a text leads past the end.
std::string PlaceFault(const Value& value, const Source& source);

// Whether every byte of every unescaped, unfolded text stands in the source where the runs say; `path` of the first
// that does not, else empty.
std::string MisplacedText(const Value& value, const Source& source, const std::string& path = "");

}  // namespace proviso
