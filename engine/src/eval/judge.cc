#include "eval/judge.h"

#include <algorithm>

#include "eval/network_state.h"

namespace proviso {
namespace {

bool AsksOnlyDeclared(const Condition& condition) {
  return condition.predicates.size() == 1 && condition.predicates.front().op == Operator::kDeclared;
}

// `{declared: true, is: X}`: false, not unknown, of what is not there.
bool NeedsDeclared(const Condition& condition) {
  return std::ranges::any_of(condition.predicates, [](const Predicate& predicate) {
    return predicate.op == Operator::kDeclared && predicate.flags.front();
  });
}

}  // namespace

Truth JudgeCount(std::size_t certain, std::size_t possible, const Bounds& bounds) {
  const auto least = static_cast<std::int64_t>(certain);
  const auto most = static_cast<std::int64_t>(possible);
  Truth truth = Truth::kTrue;
  if (bounds.at_least) {
    truth = And(truth, least >= *bounds.at_least ? Truth::kTrue
                       : most < *bounds.at_least ? Truth::kFalse
                                                 : Truth::kUnknown);
  }
  if (bounds.at_most) {
    truth = And(truth, most <= *bounds.at_most   ? Truth::kTrue
                       : least > *bounds.at_most ? Truth::kFalse
                                                 : Truth::kUnknown);
  }
  return truth;
}

Truth Judge::OfSignal(std::size_t signal) const {
  if (state_ != nullptr) return state_->Of(plan_.network.of_signal[signal]);
  // Signals speak of the whole descriptor, so one answer serves every use. They do not use each other in a circle.
  if (!signals_[signal]) signals_[signal] = Of(plan_.model.signals[signal].condition, facts_.root());
  return *signals_[signal];
}

Truth Judge::Of(const Condition& condition, const Scope& scope) const {
  if (state_ != nullptr && &scope == &facts_.root()) {
    const NodeNumber node = plan_.network.of_condition[condition.number];
    if (node != kNoNode) return state_->Of(node);
  }
  // What Open() would say of these, without the lists of parts that it makes: most conditions are of these kinds, and
  // their truth is asked for every descriptor.
  switch (condition.kind) {
    case Condition::Kind::kAll:
      return JudgeAll(condition.children, [&](const Condition& child) { return Of(child, scope); });
    case Condition::Kind::kAny:
      return JudgeAny(condition.children, [&](const Condition& child) { return Of(child, scope); });
    case Condition::Kind::kNot:
      return Not(Of(condition.children.front(), scope));
    case Condition::Kind::kSignal:
      return OfSignal(condition.index);
    default:
      break;
  }
  const Opened opened = Open(condition, scope);
  const auto of_part = [&](const Opened::Part& part) { return Of(part); };
  switch (opened.kind) {
    case Opened::Kind::kLeaf:
      return Of(opened.leaf);
    case Opened::Kind::kAll:
      return JudgeAll(opened.parts, of_part);
    case Opened::Kind::kAny:
      return JudgeAny(opened.parts, of_part);
    case Opened::Kind::kNot:
      return Not(Of(opened.parts.front()));
    case Opened::Kind::kCount:
      break;
  }
  return JudgeCountOf(opened.parts, opened.bounds, of_part);
}

Truth Judge::Of(const Opened::Part& part) const {
  return part.condition == nullptr ? Of(part.leaf) : Of(*part.condition, *part.scope);
}

Truth Judge::Of(const Leaf& leaf) const {
  const Condition& condition = *leaf.condition;
  if (leaf.absent_list) return leaf.absence_counts ? Truth::kFalse : Truth::kUnknown;
  if (condition.kind == Condition::Kind::kText) return JudgeTexts(plan_, facts_, *leaf.predicate, *leaf.scope);
  if (leaf.predicate == nullptr)
    return leaf.counted ? Truth::kTrue : Truth::kUnknown;  // a list or element that cannot be read
  if (leaf.fact == nullptr) return DeclaredThroughout(condition, *leaf.scope);
  return JudgeFact(plan_, facts_, leaf);
}

Opened Judge::Open(const Condition& condition, const Scope& scope) const {
  Opened opened;
  switch (condition.kind) {
    case Condition::Kind::kAll:
      opened.kind = Opened::Kind::kAll;
      break;
    case Condition::Kind::kAny:
      opened.kind = Opened::Kind::kAny;
      break;
    case Condition::Kind::kNot:
      opened.kind = Opened::Kind::kNot;
      break;
    case Condition::Kind::kAtLeast:
      opened.kind = Opened::Kind::kCount;
      opened.bounds = condition.bounds;
      break;
    case Condition::Kind::kSignal:
      opened.kind = Opened::Kind::kAll;
      opened.parts.push_back({.condition = &plan_.model.signals[condition.index].condition, .scope = &facts_.root()});
      return opened;
    case Condition::Kind::kField:
      return OpenField(condition, scope);
    case Condition::Kind::kText:
      if (condition.predicates.size() == 1) {
        opened.leaf = {.condition = &condition, .predicate = &condition.predicates.front(), .scope = &scope};
        return opened;
      }
      opened.kind = Opened::Kind::kAll;
      for (const Predicate& predicate : condition.predicates) {
        opened.parts.push_back({.leaf = {.condition = &condition, .predicate = &predicate, .scope = &scope}});
      }
      return opened;
    default:
      return OpenList(condition, scope);
  }
  for (const Condition& child : condition.children) opened.parts.push_back({.condition = &child, .scope = &scope});
  return opened;
}

Opened Judge::OpenField(const Condition& condition, const Scope& scope) const {
  Opened opened;
  const FieldPlace place = plan_.places[condition.index];
  if (place.layout == scope.layout) {
    const Fact* const fact = &scope.facts[place.slot];
    if (condition.predicates.size() == 1) {
      opened.leaf = {
          .condition = &condition, .predicate = &condition.predicates.front(), .scope = &scope, .fact = fact};
      return opened;
    }
    opened.kind = Opened::Kind::kAll;
    for (const Predicate& predicate : condition.predicates) {
      opened.parts.push_back(
          {.leaf = {.condition = &condition, .predicate = &predicate, .scope = &scope, .fact = fact}});
    }
    return opened;
  }
  if (AsksOnlyDeclared(condition)) {
    opened.leaf = {.condition = &condition, .predicate = &condition.predicates.front(), .scope = &scope};
    return opened;
  }
  // Some element of the lists on the way meets all operators.
  opened.kind = Opened::Kind::kAny;
  const Reach reach = ReachOf(condition.index, scope);
  for (const Scope* element : reach.scopes) {
    opened.parts.push_back({.condition = &condition, .scope = element, .element = element});
  }
  for (Leaf leaf : reach.unreadable) {
    if (NeedsDeclared(condition)) break;
    leaf.condition = &condition;
    opened.parts.push_back({.leaf = leaf});
  }
  for (const Absence& absence : reach.absent) {
    opened.parts.push_back({.leaf = AbsentLeaf(condition, absence)});
    if (NeedsDeclared(condition)) opened.parts.back().leaf.absence_counts = true;
  }
  return opened;
}

// What would stand in a list that is not there. The absence of the list counts as that of what is asked of its elements
// does.
Leaf Judge::AbsentLeaf(const Condition& condition, const Absence& absence) const {
  return {.condition = &condition,
          .scope = absence.scope,
          .absent_list = true,
          .absence_counts = facts_.AbsenceIsFalse(absence.list) || facts_.AbsenceIsFalse(condition.index)};
}

// A list that is not there, or is no list, is one leaf, whatever was asked of its elements: nobody knows how many there
// would be. Under `undeclared: no` that leaf is false, not an empty list for which `every` or `at_most` would hold.
Opened Judge::OpenList(const Condition& condition, const Scope& scope) const {
  Opened opened;
  opened.kind = condition.kind == Condition::Kind::kSome    ? Opened::Kind::kAny
                : condition.kind == Condition::Kind::kEvery ? Opened::Kind::kAll
                                                            : Opened::Kind::kCount;
  opened.bounds = condition.bounds;
  const FieldPlace place = plan_.places[condition.index];
  const Reach reach = ReachOf(condition.index, scope);

  std::vector<Leaf> missing = reach.unreadable;
  for (Leaf& leaf : missing) leaf.condition = &condition;
  for (const Absence& absence : reach.absent) missing.push_back(AbsentLeaf(condition, absence));
  for (const Scope* holder : reach.scopes) {
    const Fact& fact = holder->facts[place.slot];
    if (fact.state != Fact::State::kDeclared) {
      const bool absent = fact.state == Fact::State::kAbsent;
      missing.push_back({.condition = &condition,
                         .scope = holder,
                         .fact = &fact,
                         .absent_list = absent,
                         .absence_counts = absent && facts_.AbsenceIsFalse(condition.index)});
    }
    for (const Scope* element : fact.elements) {
      Opened::Part part{.scope = element, .element = element};
      part.leaf = {
          .condition = &condition, .scope = element, .counted = element->readable && condition.children.empty()};
      if (element->readable && !condition.children.empty()) part.condition = &condition.children.front();
      opened.parts.push_back(part);
    }
  }
  if (missing.empty()) return opened;
  if (opened.parts.empty() && missing.size() == 1) return {.leaf = missing.front()};
  if (opened.kind == Opened::Kind::kCount) {
    opened = {.kind = Opened::Kind::kAll};
  }
  for (const Leaf& leaf : missing) opened.parts.push_back({.leaf = leaf});
  return opened;
}

Judge::Reach Judge::ReachOf(std::size_t field, const Scope& from) const {
  std::vector<std::size_t> way;  // layouts, innermost first
  for (std::size_t layout = plan_.places[field].layout; layout != from.layout; layout = plan_.layouts[layout].parent) {
    way.push_back(layout);
  }
  Reach reach;
  reach.scopes.push_back(&from);
  for (auto layout = way.rbegin(); layout != way.rend(); ++layout) {
    const Layout& inner = plan_.layouts[*layout];
    const std::size_t list = plan_.layouts[inner.parent].slots[inner.list_slot].field;
    std::vector<const Scope*> next;
    for (const Scope* scope : reach.scopes) {
      const Fact& fact = scope->facts[inner.list_slot];
      if (fact.state == Fact::State::kAbsent) reach.absent.push_back({list, scope});
      if (fact.state == Fact::State::kFault) reach.unreadable.push_back({.scope = scope, .fact = &fact});
      for (const Scope* element : fact.elements) {
        if (element->readable) {
          next.push_back(element);
        } else {
          reach.unreadable.push_back({.scope = element});
        }
      }
    }
    reach.scopes = std::move(next);
  }
  // In the order of the descriptor, not of the layers.
  std::ranges::stable_sort(reach.unreadable, {}, [](const Leaf& leaf) {
    return leaf.fact != nullptr ? leaf.fact->value->span.begin : leaf.scope->value->span.begin;
  });
  return reach;
}

// The list is declared and every element declares the field; of an empty list that is true.
Truth Judge::DeclaredThroughout(const Condition& condition, const Scope& scope) const {
  const Reach reach = ReachOf(condition.index, scope);
  const std::size_t slot = plan_.places[condition.index].slot;
  const bool all =
      reach.unreadable.empty() && reach.absent.empty() &&
      std::ranges::all_of(reach.scopes, [&](const Scope* element) { return element->facts[slot].present; });
  return Known(all == condition.predicates.front().flags.front());
}

}  // namespace proviso
