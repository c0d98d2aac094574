// What stands open where a condition is unknown: the fields whose answers it waits for.
#pragma once

#include <cstddef>
#include <set>
#include <string>
#include <vector>

#include "eval/judge.h"

namespace proviso {

// Whose texts answer a leaf that asks texts: those of its own object, or for `denies` on a field all of the descriptor.
const Scope& ScopeOfTexts(const Judge& judge, const Leaf& leaf);

// Of one unknown leaf; field indices, in order.
std::vector<std::size_t> FieldsOf(const Judge& judge, const Leaf& leaf);

// By declared path (`services[].name`), sorted.
struct OpenFields {
  std::set<std::string> all;
  std::set<std::string> unclear;  // those of which something is declared: it hedges, is too broad, cannot be read
};

// Those that the unknown leaves of an unknown condition wait for.
void AppendOpenFields(const Judge& judge, const Condition& condition, const Scope& scope, OpenFields& out);

}  // namespace proviso
