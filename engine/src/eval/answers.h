// The answers a customer could give to one question, as far as the open rules can tell them apart.
#pragma once

#include <cstddef>
#include <map>
#include <utility>
#include <vector>

#include "eval/residual.h"

namespace proviso {

// Unknown leaves that are answered together, and the truths that answers can give them.
struct Choice {
  std::vector<std::size_t> variables;
  std::vector<std::vector<Truth>> outcomes;  // each as long as `variables`; no two equal
};

// The unknown leaves that one field's answer settles. Choices are independent of each other.
struct AnswerGroup {
  std::size_t field = 0;
  std::vector<std::size_t> variables;  // of all choices, ascending
  std::vector<Choice> choices;
};

// The outcomes that were found for the operators of a field before: they are the same for every descriptor. Of one plan
// and one thread.
using KnownOutcomes = std::map<std::pair<std::size_t, std::vector<const Predicate*>>, std::vector<std::vector<Truth>>>;

// A leaf that may turn out either way, whatever becomes of others.
Choice EitherWay(std::size_t variable);

// Scalar fields and lists of terms answer all their leaves by one choice: who says `military` has said that it is not
// `healthcare`. Everything else (texts, lists of objects) may answer each leaf either way; so may what has more answers
// than can be listed, because an answer too many costs a needless question, and one too few loses a question.
AnswerGroup GroupOf(const Judge& judge, std::size_t field, const std::vector<Variable>& variables,
                    KnownOutcomes* known = nullptr);

}  // namespace proviso
