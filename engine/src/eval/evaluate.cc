#include "proviso/evaluate.h"

#include <algorithm>
#include <numeric>
#include <optional>
#include <tuple>
#include <utility>

#include "base/stopwatch.h"
#include "eval/assessor.h"
#include "eval/facts.h"
#include "eval/network_state.h"
#include "eval/profile.h"
#include "plan/plan.h"

namespace proviso {
namespace {

bool InEffect(const Rule& rule, Date day) {
  return (!rule.from || *rule.from <= day) && (!rule.until || day <= *rule.until);
}

std::vector<Selected> Select(const RulesetPlan& plan, const EvaluateOptions& options) {
  std::vector<Selected> selected;
  for (std::size_t p = 0; p < plan.model.policies.size(); ++p) {
    const Policy& policy = plan.model.policies[p];
    for (std::size_t r = 0; r < policy.rules.size(); ++r) {
      const Rule& rule = policy.rules[r];
      const std::string id = policy.name + "/" + rule.id;
      if (!IsSelected(options.only, id) || !InEffect(rule, options.as_of)) continue;
      const bool named = !options.only.empty() || options.bound.contains(policy.name);
      const bool asks_applies = policy.applies.has_value() && !named;
      const Network::RuleNodes& nodes = plan.network.of_rule[p][r];
      selected.push_back({&policy, &rule, id, asks_applies, asks_applies ? nodes.applied : nodes.bound});
    }
  }
  return selected;
}

// Which rules a leaf may have a say in: one bit for each that is selected.
class RuleSets {
 public:
  RuleSets(const Network& network, const std::vector<Selected>& selected)
      : words_((selected.size() + 63) / 64), bits_(network.nodes.size() * words_) {
    for (std::size_t r = 0; r < selected.size(); ++r)
      bits_[selected[r].node * words_ + r / 64] |= std::uint64_t{1} << (r % 64);
    for (std::size_t node = network.nodes.size(); node-- > network.leaves.size();) {
      for (const NodeNumber child : network.children[node]) {
        for (std::size_t w = 0; w < words_; ++w) bits_[child * words_ + w] |= bits_[node * words_ + w];
      }
    }
  }

  void Add(NodeNumber leaf, std::vector<std::uint64_t>& to) const {
    to.resize(words_);
    for (std::size_t w = 0; w < words_; ++w) to[w] |= bits_[leaf * words_ + w];
  }

 private:
  std::size_t words_;
  std::vector<std::uint64_t> bits_;  // by node
};

}  // namespace

// What is the same for all descriptors, and what one leaves behind that the next can use.
struct Evaluator::Setup {
  struct Place {
    std::size_t rule = 0;  // index into `selected`
    State state = State::kClear;
  };

  Setup(std::shared_ptr<const RulesetPlan> the_plan, const EvaluateOptions& options)
      : plan(std::move(the_plan)),
        tell_clear(options.tell_clear),
        selected(Select(*plan, options)),
        costs(options.profile ? std::make_unique<EvaluationCosts>(selected.size()) : nullptr),
        facts(*plan, options.undeclared_no, costs ? &costs->texts : nullptr),
        state(*plan, options.undeclared_no),
        assessor(*plan, selected, facts, state),
        standing(selected.size()) {
    // In the order of what Assessor::Explain() tells.
    std::vector<std::size_t> by_gravity(selected.size());
    std::iota(by_gravity.begin(), by_gravity.end(), 0);
    std::ranges::stable_sort(by_gravity, {}, [&](std::size_t r) {
      return std::tuple(selected[r].rule->effect, selected[r].rule->severity, std::string_view(selected[r].id));
    });
    for (int rank = 0; rank <= kLastRank; ++rank) {
      for (const std::size_t r : by_gravity) {
        for (const State told : {State::kViolated, State::kUndetermined, State::kClear}) {
          if (RankOf(told, selected[r].rule->effect) == rank) order.push_back({r, told});
        }
      }
    }
  }

  // `watch`: of Evaluate(), whose laps count.
  void Read(const Descriptor& descriptor, Stopwatch watch = Stopwatch(false)) {
    facts.Read(descriptor);
    const std::uint64_t reading = watch.Lap();
    state.Read(facts);
    const std::uint64_t judging = watch.Lap();
    if (costs == nullptr) return;
    costs->reading += reading;
    costs->judging += judging;
  }

  Assessment Assess(const Descriptor& descriptor);
  FindingPtr FindingOf(std::size_t rule);
  State StateOf(std::size_t rule) const { return ToState(state.Of(selected[rule].node)); }

  const std::shared_ptr<const RulesetPlan> plan;
  const bool tell_clear;
  const std::vector<Selected> selected;
  const std::unique_ptr<EvaluationCosts> costs;  // null: nobody asks
  std::vector<Place> order;                      // every finding that there may be, in the order in which they are told
  Facts facts;
  NetworkState state;
  const Assessor assessor;
  // The findings of a descriptor that says nothing, as far as they were asked for, and by which of them this descriptor
  // changes anything.
  std::vector<FindingPtr> standing;
  std::optional<RuleSets> rules_of_leaves;
  std::vector<std::uint64_t> touched;
  bool touched_is_known = false;
};

// A finding that nothing in the descriptor has a say in is that of one that says nothing.
FindingPtr Evaluator::Setup::FindingOf(std::size_t rule) {
  if (!touched_is_known) {
    if (!rules_of_leaves) rules_of_leaves.emplace(plan->network, selected);
    touched.assign(touched.size(), 0);
    for (const NodeNumber leaf : state.judged()) rules_of_leaves->Add(leaf, touched);
    touched_is_known = true;
  }
  const bool is_touched = !touched.empty() && (touched[rule / 64] >> (rule % 64) & 1U) != 0;
  if (is_touched) return std::make_shared<const Finding>(assessor.FindingOf(selected[rule]));
  if (standing[rule] == nullptr) standing[rule] = std::make_shared<const Finding>(assessor.FindingOf(selected[rule]));
  return standing[rule];
}

Assessment Evaluator::Setup::Assess(const Descriptor& descriptor) {
  if (costs != nullptr) ++costs->descriptors;
  Stopwatch watch(costs != nullptr);
  Read(descriptor, watch);
  watch.Lap();
  touched_is_known = false;
  Assessment assessment{.descriptor = descriptor.id, .decision = Decision::kAllow};
  std::vector<std::size_t> undetermined;
  for (const Place& place : order) {
    if (StateOf(place.rule) != place.state) continue;
    if (place.state == State::kClear) {
      ++assessment.clear;
      if (!tell_clear) continue;
    }
    Stopwatch making(costs != nullptr);
    assessment.findings.push_back(FindingOf(place.rule));
    if (costs != nullptr) costs->rules[place.rule].Add(place.state, making.Lap());
    const Effect effect = selected[place.rule].rule->effect;
    if (effect == Effect::kNote || place.state == State::kClear) continue;
    if (place.state == State::kUndetermined) {
      undetermined.push_back(place.rule);
      assessment.decision = std::min(assessment.decision, Decision::kAsk);
    } else {
      assessment.decision =
          std::min(assessment.decision, effect == Effect::kDeny ? Decision::kDeny : Decision::kReview);
    }
  }
  if (costs != nullptr) costs->finding += watch.Lap();
  if (assessment.decision == Decision::kAsk) {
    std::ranges::sort(undetermined);
    assessment.questions = assessor.QuestionsFor(undetermined);
  }
  if (costs != nullptr) costs->asking += watch.Lap();
  assessment.warnings = descriptor.warnings;
  assessment.warnings.insert(assessment.warnings.end(), facts.warnings().begin(), facts.warnings().end());
  std::ranges::stable_sort(assessment.warnings, {}, &Diagnostic::span);
  for (std::size_t s = 0; s < plan->model.signals.size(); ++s) {
    if (state.Of(plan->network.of_signal[s]) == Truth::kTrue) assessment.signals.push_back(plan->model.signals[s].name);
  }
  return assessment;
}

Evaluator::Evaluator(Ruleset ruleset, EvaluateOptions options)
    : setup_(std::make_unique<Setup>(ruleset.shared_plan(), options)) {}

Evaluator::~Evaluator() = default;
Evaluator::Evaluator(Evaluator&&) noexcept = default;
Evaluator& Evaluator::operator=(Evaluator&&) noexcept = default;

Assessment Evaluator::Evaluate(const Descriptor& descriptor) { return setup_->Assess(descriptor); }

Profile Evaluator::TakeProfile() {
  if (setup_->costs == nullptr) return {};
  std::vector<std::string> rules;
  for (const Selected& selected : setup_->selected) rules.push_back(selected.id);
  return ProfileOf(std::exchange(*setup_->costs, EvaluationCosts(rules.size())), *setup_->plan, rules);
}

std::vector<RuleTrace> Evaluator::Explain(const Descriptor& descriptor) {
  setup_->Read(descriptor);
  return setup_->assessor.Explain();
}

std::optional<Truth> Evaluator::Signal(const Descriptor& descriptor, std::string_view name) {
  const std::vector<proviso::Signal>& signals = setup_->plan->model.signals;
  const auto found = std::ranges::find(signals, name, &proviso::Signal::name);
  if (found == signals.end()) return std::nullopt;
  return Signals(descriptor)[static_cast<std::size_t>(found - signals.begin())];
}

std::vector<Truth> Evaluator::Signals(const Descriptor& descriptor) {
  setup_->Read(descriptor);
  std::vector<Truth> truths;
  for (const NodeNumber node : setup_->plan->network.of_signal) truths.push_back(setup_->state.Of(node));
  return truths;
}

std::vector<Evidence> Evaluator::SignalEvidence(const Descriptor& descriptor, std::string_view name) {
  const std::vector<proviso::Signal>& signals = setup_->plan->model.signals;
  const auto found = std::ranges::find(signals, name, &proviso::Signal::name);
  if (found == signals.end()) return {};
  setup_->Read(descriptor);
  return setup_->assessor.SignalEvidence(static_cast<std::size_t>(found - signals.begin()));
}

std::size_t Evaluator::RuleCount() const { return setup_->selected.size(); }

std::size_t CountRules(const Ruleset& ruleset, const EvaluateOptions& options) {
  return Select(ruleset.plan(), options).size();
}

}  // namespace proviso
