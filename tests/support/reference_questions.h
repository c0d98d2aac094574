// Which questions are worth asking, by trying every completion of what is unknown.
//
// A field is needed when some answers to everything else leave the decision at `ask` until it is answered too. Two
// bounds. `certain`: a field that is needed even if the answers on one scalar field are held together by trying real
// answers (a bigger number cannot be both over 10 and under 5). `possible`: the same with every unknown leaf on its
// own. An engine must ask what is certain, and nothing that is not possible.
#pragma once

#include <set>
#include <string>
#include <vector>

#include "support/reference_tree.h"

namespace proviso::reference {

// A rule of effect deny or review that is in effect. Trees of `applies`, `when`, `unless`, `require`; those that there
// are.
struct RuleTrees {
  std::string id;
  Effect effect = Effect::kNote;
  RuleSeverity severity = RuleSeverity::kLow;
  const Node* applies = nullptr;
  const Node* when = nullptr;
  const Node* unless = nullptr;
  const Node* require = nullptr;
};

State StateOf(const RuleTrees& rule, const Answers& answers = {});

struct PossibleQuestion {
  std::string field;
  bool certain = false;
  std::set<std::string> settles_certainly, settles_possibly;
  // Of the order: the smaller comes first.
  std::size_t open_rules = 0;
  RuleSeverity worst = RuleSeverity::kLow;
  bool of_when = false;
};

struct Questions {
  bool known = true;                       // false: too many leaves to try
  std::vector<PossibleQuestion> possible;  // in the order to ask
};

Questions FindQuestions(const World& world, const std::vector<RuleTrees>& rules, Decision decision);

Decision DecisionOf(const std::vector<RuleTrees>& rules, const Answers& answers = {});

}  // namespace proviso::reference
