#include "check/cycles.h"

#include <algorithm>
#include <limits>
#include <map>
#include <utility>

namespace proviso {
namespace {

using Edges = std::vector<std::vector<std::size_t>>;
constexpr std::size_t kNone = std::numeric_limits<std::size_t>::max();

// Tarjan's strongly connected components (SIAM J. Comput. 1972), with the call stack in a vector. Components come with
// every component that they point to before them.
class Components {
 public:
  explicit Components(const Edges& edges)
      : edges_(edges), order_(edges.size(), kNone), low_(edges.size(), 0), open_(edges.size(), false) {
    for (std::size_t node = 0; node < edges.size(); ++node) {
      if (order_[node] == kNone) Visit(node);
    }
  }

  std::vector<std::vector<std::size_t>> Take() { return std::move(found_); }

 private:
  void Enter(std::size_t node) {
    order_[node] = low_[node] = next_++;
    stack_.push_back(node);
    open_[node] = true;
    calls_.emplace_back(node, 0);
  }

  void Visit(std::size_t root) {
    Enter(root);
    while (!calls_.empty()) {
      auto& [node, edge] = calls_.back();
      if (edge < edges_[node].size()) {
        const std::size_t target = edges_[node][edge++];
        if (order_[target] == kNone) {
          Enter(target);
        } else if (open_[target]) {
          low_[node] = std::min(low_[node], order_[target]);
        }
        continue;
      }
      const std::size_t done = node;
      calls_.pop_back();
      if (!calls_.empty()) low_[calls_.back().first] = std::min(low_[calls_.back().first], low_[done]);
      if (low_[done] == order_[done]) TakeComponent(done);
    }
  }

  void TakeComponent(std::size_t root) {
    std::vector<std::size_t> component;
    std::size_t node = kNone;
    while (node != root) {
      node = stack_.back();
      stack_.pop_back();
      open_[node] = false;
      component.push_back(node);
    }
    std::ranges::sort(component);
    found_.push_back(std::move(component));
  }

  const Edges& edges_;
  std::vector<std::size_t> order_, low_, stack_;
  std::vector<bool> open_;
  std::vector<std::pair<std::size_t, std::size_t>> calls_;  // node, next edge
  std::size_t next_ = 0;
  std::vector<std::vector<std::size_t>> found_;
};

// The shortest way from the component's first node back to it, breadth first.
std::vector<std::size_t> CycleThrough(const std::vector<std::size_t>& component, const Edges& edges) {
  const std::size_t start = component.front();
  const auto inside = [&](std::size_t node) { return std::ranges::binary_search(component, node); };
  std::map<std::size_t, std::size_t> came_from;
  std::vector<std::size_t> queue = {start};
  for (std::size_t at = 0; at < queue.size(); ++at) {
    for (const std::size_t target : edges[queue[at]]) {
      if (target == start) {
        std::vector<std::size_t> cycle;
        for (std::size_t node = queue[at]; node != start; node = came_from.at(node)) cycle.push_back(node);
        cycle.push_back(start);
        std::ranges::reverse(cycle);
        return cycle;
      }
      if (inside(target) && came_from.emplace(target, queue[at]).second) queue.push_back(target);
    }
  }
  return {};
}

}  // namespace

std::vector<std::vector<std::size_t>> FindCycles(const Edges& edges) {
  std::vector<std::vector<std::size_t>> cycles;
  for (const std::vector<std::size_t>& component : Components(edges).Take()) {
    std::vector<std::size_t> cycle = CycleThrough(component, edges);
    if (!cycle.empty()) cycles.push_back(std::move(cycle));
  }
  std::ranges::sort(cycles);
  return cycles;
}

std::vector<std::size_t> LongestPaths(const Edges& edges, const std::vector<std::size_t>& weights) {
  std::vector<std::size_t> longest(edges.size(), 0);
  for (const std::vector<std::size_t>& component : Components(edges).Take()) {
    const std::size_t node = component.front();
    for (const std::size_t target : edges[node]) longest[node] = std::max(longest[node], longest[target]);
    longest[node] += weights[node];
  }
  return longest;
}

}  // namespace proviso
