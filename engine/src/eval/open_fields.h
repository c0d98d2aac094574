// What stands open where a condition is unknown: the fields whose answers it waits for.
#pragma once

#include <cstddef>
#include <set>
#include <string>
#include <vector>

#include "eval/judge.h"

namespace proviso {

// Of one unknown leaf; field indices, in order.
std::vector<std::size_t> FieldsOf(const Judge& judge, const Leaf& leaf);

// The declared paths (`services[].name`) that the unknown leaves of an unknown condition wait for.
void AppendUnknownFields(const Judge& judge, const Condition& condition, const Scope& scope,
                         std::set<std::string>& out);

}  // namespace proviso
