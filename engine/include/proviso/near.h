// "Did you mean": the known names nearest to a misspelt one.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace proviso {

// Up to `most` of `known`, nearest first (Damerau-Levenshtein, optimal string alignment; ties by name). Letter case
// does not count. Only names within a third of the longer one's length; where there is none, names that share a whole
// word of a kebab or dotted name.
std::vector<std::string> NearNames(std::string_view name, std::span<const std::string> known, std::size_t most = 3);

// "did you mean `a` or `b`?", or empty when nothing is near.
std::string DidYouMean(std::string_view name, std::span<const std::string> known);

}  // namespace proviso
