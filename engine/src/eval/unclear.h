// What is unclear in what was declared, in the words of the declaration: hedged words, terms that no taxonomy knows or
// that are too broad, values that cannot be read.
#pragma once

#include <string>
#include <vector>

#include "eval/answers.h"
#include "eval/residual.h"

namespace proviso {

// What the customer should be told beside the question for the group's field; empty when nothing was declared. Does not
// depend on the order of the rules that ask.
std::string TellUnclear(const Judge& judge, const AnswerGroup& group, const std::vector<Variable>& variables);

}  // namespace proviso
