// Phrases and patterns out of scalars, faults told at the exact characters.
#pragma once

#include "check/draft.h"

namespace proviso {

std::optional<Phrase> ReadPhrase(const Value& value, Draft& draft);
std::optional<Pattern> ReadPattern(const Value& value, Draft& draft);

}  // namespace proviso
