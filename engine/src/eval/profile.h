// What an evaluator counts and times when it is asked to, and how that is told.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "plan/plan.h"
#include "proviso/evaluate.h"
#include "text/costs.h"

namespace proviso {

struct RuleCost {
  std::uint64_t told = 0, violated = 0, undetermined = 0;  // findings
  std::uint64_t nanoseconds = 0, longest = 0;

  void Add(State state, std::uint64_t more) {
    ++told;
    violated += state == State::kViolated ? 1 : 0;
    undetermined += state == State::kUndetermined ? 1 : 0;
    nanoseconds += more;
    longest = std::max(longest, more);
  }
};

struct EvaluationCosts {
  explicit EvaluationCosts(std::size_t rule_count) : rules(rule_count) {}

  std::uint64_t descriptors = 0;
  TextCosts texts;
  // Nanoseconds. `reading` includes that of texts.
  std::uint64_t reading = 0, judging = 0, finding = 0, asking = 0;
  std::vector<RuleCost> rules;  // by selected rule
};

// `rules`: the ids of the selected ones.
Profile ProfileOf(const EvaluationCosts& costs, const RulesetPlan& plan, const std::vector<std::string>& rules);

}  // namespace proviso
