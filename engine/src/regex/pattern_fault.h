// What is wrong with a pattern, in words that a policy author can act on. Called by Pattern::Compile alone.
#pragma once

#include <optional>
#include <string_view>

#include "regex/pattern.h"

namespace proviso {

// What RE2 would accept although no text can be matched so: single bytes (`\C`), letter case (`(?-i)`).
std::optional<PatternError> FaultBeforeCompiling(std::string_view text);

// RE2's error in our words. `compiled` is not ok().
PatternError FaultOf(const re2::RE2& compiled, std::string_view text);

}  // namespace proviso
