// The answers a customer could give to one question, as far as the open rules can tell them apart.
#pragma once

#include <cstddef>
#include <vector>

#include "eval/residual.h"

namespace proviso {

// The unknown leaves that one field's answer settles, and the truths that an answer can give them together.
struct AnswerGroup {
  std::size_t field = 0;
  std::vector<std::size_t> variables;
  std::vector<std::vector<Truth>> outcomes;  // each as long as `variables`; no two equal
};

// Scalar fields and lists of terms answer all their leaves at once: who says `military` has said that it is not
// `healthcare`. Everything else (texts, lists of objects) may answer each leaf either way.
AnswerGroup GroupOf(const Judge& judge, std::size_t field, const std::vector<Variable>& variables);

}  // namespace proviso
