// `signals:`: named conditions, which may use each other, but not in a circle and not without bound.
#include <algorithm>
#include <limits>

#include "check/conditions.h"
#include "check/cycles.h"
#include "check/draft.h"

namespace proviso {
namespace {

// A use of a signal inside a condition.
struct Use {
  std::size_t signal = 0;
  Span span;
};

// Recursion here and below goes no deeper than YAML may nest.
void FindUses(const Condition& condition, std::vector<Use>& uses) {
  if (condition.kind == Condition::Kind::kSignal) uses.push_back({condition.index, condition.span});
  for (const Condition& child : condition.children) FindUses(child, uses);
}

std::size_t DepthOf(const Condition& condition) {
  std::size_t deepest = 0;
  for (const Condition& child : condition.children) deepest = std::max(deepest, DepthOf(child));
  return deepest + 1;
}

std::size_t NodesOf(const Condition& condition) {
  std::size_t nodes = 1;
  for (const Condition& child : condition.children) nodes += NodesOf(child);
  return nodes;
}

struct SignalGraph {
  std::vector<std::vector<Use>> uses;
  std::vector<std::vector<std::size_t>> edges;

  explicit SignalGraph(const Model& model) : uses(model.signals.size()), edges(model.signals.size()) {
    for (std::size_t i = 0; i < uses.size(); ++i) {
      FindUses(model.signals[i].condition, uses[i]);
      for (const Use& use : uses[i]) edges[i].push_back(use.signal);
    }
  }

  Span PlaceOf(std::size_t from, std::size_t to) const { return std::ranges::find(uses[from], to, &Use::signal)->span; }
};

void TellCycle(const std::vector<std::size_t>& cycle, const SignalGraph& graph, Draft& draft) {
  const std::vector<Signal>& signals = draft.model.signals;
  std::string chain;
  for (const std::size_t signal : cycle) chain += Quoted(signals[signal].name) + " uses ";
  chain += Quoted(signals[cycle.front()].name);
  Diagnostic& fault =
      draft.out.Error(code::kSignalCycle, signals[cycle.front()].span, "signals use each other in a circle: " + chain,
                      "say in one of them what the facts are, without the other");
  for (std::size_t i = 0; i < cycle.size(); ++i) {
    const std::size_t next = cycle[(i + 1) % cycle.size()];
    fault.labels.push_back(
        {graph.PlaceOf(cycle[i], next), Quoted(signals[cycle[i]].name) + " uses " + Quoted(signals[next].name)});
  }
}

// Evaluation opens a signal wherever it is used; a chain of signals that each use another twice would double with every
// step.
void CheckGrowth(const SignalGraph& graph, Draft& draft) {
  const std::vector<Signal>& signals = draft.model.signals;
  std::vector<std::size_t> depths;
  for (const Signal& signal : signals) depths.push_back(DepthOf(signal.condition));
  const std::vector<std::size_t> expanded = LongestPaths(graph.edges, depths);
  const std::vector<std::size_t> order = [&] {
    std::vector<std::size_t> by_chain(signals.size());
    for (std::size_t i = 0; i < by_chain.size(); ++i) by_chain[i] = i;
    // Whatever a signal uses is on shorter paths, so it comes first.
    std::ranges::stable_sort(by_chain, {}, [&](std::size_t i) { return expanded[i]; });
    return by_chain;
  }();
  std::vector<std::size_t> nodes(signals.size(), 0);
  for (const std::size_t i : order) {
    nodes[i] = NodesOf(signals[i].condition);
    for (const std::size_t used : graph.edges[i]) nodes[i] = std::min(nodes[i] + nodes[used], draft.limits.nodes + 1);
    const bool used_too_large = std::ranges::any_of(graph.edges[i], [&](std::size_t used) {
      return expanded[used] > draft.limits.condition_depth || nodes[used] > draft.limits.nodes;
    });
    if (used_too_large) continue;
    if (expanded[i] > draft.limits.condition_depth) {
      draft.out.Error(code::kTooDeep, signals[i].span,
                      "the signal " + Quoted(signals[i].name) + " is nested more than " +
                          std::to_string(draft.limits.condition_depth) +
                          " levels deep, the signals that it uses counted",
                      "split it, or let rules name the parts");
    } else if (nodes[i] > draft.limits.nodes) {
      draft.out.Error(code::kTooManyNodes, signals[i].span,
                      "the signal " + Quoted(signals[i].name) + " comes to more than " +
                          std::to_string(draft.limits.nodes) + " conditions, the signals that it uses counted",
                      "say once, in one signal, what several of them repeat");
    }
  }
}

}  // namespace

void CollectSignals(Draft& draft) {
  const std::map<std::string, Definition> definitions = CollectDefinitions(draft, "signals", "the signal");
  for (const auto& [name, definition] : definitions) {
    draft.signals.Add(name, draft.model.signals.size(), definition.module, definition.member->key_span);
    draft.model.signals.push_back({.name = name, .module = definition.module, .span = definition.member->key_span});
  }
  for (Signal& signal : draft.model.signals) {
    const Member& member = *definitions.at(signal.name).member;
    signal.condition = ReadCondition(member.value, "the signal " + Quoted(signal.name), ListMeaning::kRefused,
                                     {signal.module, ""}, draft);
  }
  const SignalGraph graph(draft.model);
  const std::vector<std::vector<std::size_t>> cycles = FindCycles(graph.edges);
  for (const std::vector<std::size_t>& cycle : cycles) TellCycle(cycle, graph, draft);
  if (cycles.empty()) CheckGrowth(graph, draft);
}

}  // namespace proviso
