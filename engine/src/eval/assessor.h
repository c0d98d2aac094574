// What is told of one descriptor: findings with their evidence, condition trees, questions.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "eval/answers.h"
#include "eval/facts.h"
#include "eval/judge.h"
#include "eval/network_state.h"
#include "plan/plan.h"
#include "proviso/evaluate.h"

namespace proviso {

// A rule that the options select, in effect on the day.
struct Selected {
  const Policy* policy = nullptr;
  const Rule* rule = nullptr;
  std::string id;  // policy/rule
  bool asks_applies = false;
  NodeNumber node = kNoNode;  // true: violated
};

State ToState(Truth violated);

// What comes before or after what: worst first, that is what denies (0), what asks, what is to be reviewed, notes, then
// what is clear (`kLastRank`).
int RankOf(State state, Effect effect);
inline constexpr int kLastRank = 4;

class Assessor {
 public:
  // `facts` and `state` are of the descriptor at hand, and may become those of the next one.
  Assessor(const RulesetPlan& plan, const std::vector<Selected>& selected, const Facts& facts,
           const NetworkState& state)
      : plan_(plan), selected_(selected), facts_(facts), judge_(plan, facts, &state) {}

  Finding FindingOf(const Selected& selected) const;
  // Of all that are selected, in the order of the findings.
  std::vector<RuleTrace> Explain() const;
  std::vector<Evidence> SignalEvidence(std::size_t signal) const;
  // `undetermined`: indices into `selected`, ascending.
  std::vector<Question> QuestionsFor(const std::vector<std::size_t>& undetermined) const;

 private:
  const RulesetPlan& plan_;
  const std::vector<Selected>& selected_;
  const Facts& facts_;
  const Judge judge_;
  mutable KnownOutcomes known_outcomes_;
};

}  // namespace proviso
