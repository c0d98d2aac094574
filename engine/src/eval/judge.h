// Conditions against facts: the truth of each, by Kleene's logic, and the leaves it hangs on.
#pragma once

#include <cstddef>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "eval/facts.h"
#include "eval/kleene.h"
#include "plan/plan.h"
#include "proviso/evaluate.h"

namespace proviso {

// The smallest thing that has a truth of its own: one operator on one fact, one operator on all texts, or the absence
// of a list. `fact` and `scope` are null where the list that would hold the field cannot be walked.
struct Leaf {
  const Condition* condition = nullptr;
  // Null: the condition is about a list itself, or `declared` over a list's elements.
  const Predicate* predicate = nullptr;
  const Scope* scope = nullptr;  // in whose object the leaf is read
  const Fact* fact = nullptr;    // null: kText conditions, and facts that are out of reach
  bool absent_list = false;      // out of reach because a list on the way, or the list itself, is not declared
  bool absence_counts = false;   // and that is a no
  bool counted = false;          // an element that counts as it is: `count` without `where`
};

// A condition opened by one step: a leaf with its truth, or what it is made of.
struct Opened {
  enum class Kind { kLeaf, kAll, kAny, kNot, kCount };
  struct Part {
    const Condition* condition = nullptr;  // null: `leaf`
    const Scope* scope = nullptr;
    Leaf leaf;
    const Scope* element = nullptr;  // parts that stand for an element of a list
  };
  Kind kind = Kind::kLeaf;
  Leaf leaf;                // kLeaf
  std::vector<Part> parts;  // others
  Bounds bounds;            // kCount: how many of the parts
};

class NetworkState;

class Judge {
 public:
  // With `state`, that of these facts, conditions on the descriptor as a whole are looked up in it.
  Judge(const RulesetPlan& plan, const Facts& facts, const NetworkState* state = nullptr)
      : plan_(plan), facts_(facts), state_(state) {
    if (state_ == nullptr) signals_.resize(plan.model.signals.size());
  }

  Truth Of(const Condition& condition, const Scope& scope) const;
  Truth Of(const Opened::Part& part) const;
  Truth Of(const Leaf& leaf) const;
  Truth OfSignal(std::size_t signal) const;

  Opened Open(const Condition& condition, const Scope& scope) const;

  // Where a field below some lists stands.
  struct Absence {
    std::size_t list = 0;          // field
    const Scope* scope = nullptr;  // that does not declare it
  };
  struct Reach {
    std::vector<const Scope*> scopes;  // readable objects that would hold the field
    // Elements (`scope`) and lists (`fact`) on the way that cannot be read.
    std::vector<Leaf> unreadable;
    std::vector<Absence> absent;  // lists on the way that are not declared
  };
  Reach ReachOf(std::size_t field, const Scope& from) const;

  const RulesetPlan& plan() const { return plan_; }
  const Facts& facts() const { return facts_; }

 private:
  Opened OpenField(const Condition& condition, const Scope& scope) const;
  Opened OpenList(const Condition& condition, const Scope& scope) const;
  Leaf AbsentLeaf(const Condition& condition, const Absence& absence) const;
  Truth DeclaredThroughout(const Condition& condition, const Scope& scope) const;

  const RulesetPlan& plan_;
  const Facts& facts_;
  const NetworkState* state_;
  mutable std::vector<std::optional<Truth>> signals_;  // that were asked for; without a state
};

// Truth of one operator on one fact (leaves.cc). `absence_is_false` for the fact's field.
Truth JudgeFact(const RulesetPlan& plan, const Facts& facts, const Leaf& leaf);
// Truth of one operator over all texts of a scope.
Truth JudgeTexts(const RulesetPlan& plan, const Facts& facts, const Predicate& predicate, const Scope& scope);

// How a declared term answers for an asked one.
Truth JudgeTerm(const TaxonomyPlan& taxonomy, const DeclaredTerm& declared, std::size_t asked);
// Whether it implies `asked` or a narrower term.
bool Meets(const RulesetPlan& plan, const Implication& implication, TermRef asked);
// The declared term of the scope that implies `asked` or a narrower one; null when none does.
const Implication* FindImplication(const RulesetPlan& plan, const Scope& scope, TermRef asked);

Readings ReadingsOf(const DeclaredText& text, std::size_t entry);

}  // namespace proviso
