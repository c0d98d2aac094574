// Condition trees as they were evaluated, for `explain` and failed tests.
#pragma once

#include "eval/judge.h"

namespace proviso {

Trace TraceOf(const Judge& judge, const Condition& condition, const Scope& scope);

}  // namespace proviso
