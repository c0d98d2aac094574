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

// How many conditions it comes to, the signals that it uses opened; never more than one past the limit.
std::size_t SizeOpened(const Condition& condition, const Draft& draft) {
  std::vector<Use> uses;
  FindUses(condition, uses);
  const std::size_t most = draft.limits.nodes + 1;
  std::size_t size = std::min(NodesOf(condition), most);
  for (const Use& use : uses) size = std::min(size + draft.signal_sizes[use.signal], most);
  return size;
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
  std::vector<std::size_t>& nodes = draft.signal_sizes;
  for (const std::size_t i : order) {
    nodes[i] = SizeOpened(signals[i].condition, draft);
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

void CheckSize(const Condition& condition, std::string_view what, Span span, Draft& draft) {
  if (SizeOpened(condition, draft) <= draft.limits.nodes) return;
  std::vector<Use> uses;
  FindUses(condition, uses);
  const auto is_told = [&](const Use& use) { return draft.signal_sizes[use.signal] > draft.limits.nodes; };
  if (std::ranges::any_of(uses, is_told)) return;
  draft.out.Error(code::kTooManyNodes, span,
                  std::string(what) + " comes to more than " + std::to_string(draft.limits.nodes) +
                      " conditions, the signals that it uses counted",
                  "say once, in one signal, what several of its conditions repeat");
}

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
  draft.signal_sizes.assign(draft.model.signals.size(), 0);
  const SignalGraph graph(draft.model);
  const std::vector<std::vector<std::size_t>> cycles = FindCycles(graph.edges);
  for (const std::vector<std::size_t>& cycle : cycles) TellCycle(cycle, graph, draft);
  if (cycles.empty()) CheckGrowth(graph, draft);
}

}  // namespace proviso
