// The letters that every match of a pattern holds, as far as RE2 can tell.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "regex/pattern.h"

namespace proviso {

// Every match holds at least one of each clause's texts: ASCII, in small letters, of `shortest` bytes at least. No
// clause where nothing is certain; of several the first ones.
//
// FilteredRE2 tells the atoms of a pattern, and for a set of atoms whether the pattern may match a text that holds no
// other. Asked often enough, that gives clauses.
std::vector<std::vector<std::string>> LiteralClauses(const Pattern& pattern, std::size_t shortest);

}  // namespace proviso
