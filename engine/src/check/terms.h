// Terms as conditions and links name them.
#pragma once

#include "check/draft.h"

namespace proviso {

// The term of `taxonomy` that `name` spells, by any of its spellings. Otherwise tells that it is unknown, with the
// nearest terms, or that it is a term of another taxonomy, or not in scope.
std::optional<std::size_t> ResolveTerm(Draft& draft, std::size_t taxonomy, std::string_view name, Span span,
                                       std::size_t module);

}  // namespace proviso
