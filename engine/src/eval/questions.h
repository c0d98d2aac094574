// What to ask the customer: the fields that the decision waits for, ordered so that each next answer settles
// the most.
#pragma once

#include <vector>

#include "eval/answers.h"
#include "eval/judge.h"
#include "eval/residual.h"

namespace proviso {

// A rule of effect deny or review that is undetermined.
struct OpenRule {
  std::size_t index = 0;  // the caller's number
  Effect effect = Effect::kDeny;
  RuleSeverity severity = RuleSeverity::kLow;
  std::string id;                           // policy/rule
  Formula formula;                          // true: violated
  std::vector<std::size_t> main_variables;  // those of `applies` and `when`, ascending
};

// No deny rule is violated (then nothing is asked).
std::vector<Question> PlanQuestions(const Judge& judge, const std::vector<OpenRule>& rules,
                                    const std::vector<Variable>& variables, KnownOutcomes* known = nullptr);

}  // namespace proviso
