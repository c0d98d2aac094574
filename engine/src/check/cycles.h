// Circles in a graph, and how deep it is. Neither recurses: authors can write chains of any length.
#pragma once

#include <cstddef>
#include <vector>

namespace proviso {

// One circle for every group of nodes that reach each other, as the nodes along it, from its smallest on. `edges[n]`
// are the nodes that n points to. Sorted.
std::vector<std::vector<std::size_t>> FindCycles(const std::vector<std::vector<std::size_t>>& edges);

// By node, the greatest sum of `weights` along a path that starts there. There must be no circle.
std::vector<std::size_t> LongestPaths(const std::vector<std::vector<std::size_t>>& edges,
                                      const std::vector<std::size_t>& weights);

}  // namespace proviso
