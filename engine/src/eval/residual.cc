#include "eval/residual.h"

#include <algorithm>
#include <set>
#include <utility>

#include "eval/open_fields.h"
#include "plan/network.h"

namespace proviso {
namespace {

Formula Constant(bool value) { return {.kind = value ? Formula::Kind::kTrue : Formula::Kind::kFalse}; }

Formula Join(Formula::Kind kind, std::vector<Formula> parts) {
  const Formula::Kind neutral = kind == Formula::Kind::kAll ? Formula::Kind::kTrue : Formula::Kind::kFalse;
  const Formula::Kind absorbing = kind == Formula::Kind::kAll ? Formula::Kind::kFalse : Formula::Kind::kTrue;
  Formula joined{.kind = kind};
  for (Formula& part : parts) {
    if (part.kind == absorbing) return part;
    if (part.kind != neutral) joined.parts.push_back(std::move(part));
  }
  if (joined.parts.empty()) return {.kind = neutral};
  if (joined.parts.size() == 1) {
    Formula only = std::move(joined.parts.front());
    return only;
  }
  return joined;
}

void Collect(const Formula& formula, std::set<std::size_t>& out) {
  if (formula.kind == Formula::Kind::kVariable) out.insert(formula.variable);
  for (const Formula& part : formula.parts) Collect(part, out);
}

// What is asked of which place: two leaves with one identity have one answer.
std::string IdentityOf(const Judge& judge, const Leaf& leaf) {
  const std::vector<Field>& fields = judge.plan().model.fields;
  std::string identity = leaf.fact != nullptr ? leaf.fact->path : leaf.scope->prefix;
  if (leaf.condition->kind != Condition::Kind::kText) identity += "\n" + fields[leaf.condition->index].path;
  // A list as a whole: every question about it is its own, so the condition's place tells them apart.
  if (leaf.predicate == nullptr) return identity + "\n" + Describe(*leaf.condition, judge.plan().model);
  return identity + "\n" + IdentityOf(*leaf.predicate);
}

}  // namespace

Formula Both(Formula a, Formula b) {
  std::vector<Formula> parts;
  parts.push_back(std::move(a));
  parts.push_back(std::move(b));
  return Join(Formula::Kind::kAll, std::move(parts));
}

Formula Negation(Formula formula) {
  if (formula.kind == Formula::Kind::kTrue) return Constant(false);
  if (formula.kind == Formula::Kind::kFalse) return Constant(true);
  Formula negated{.kind = Formula::Kind::kNot};
  negated.parts.push_back(std::move(formula));
  return negated;
}

Formula Residuals::OfLeaf(const Leaf& leaf) {
  const Truth truth = judge_.Of(leaf);
  if (truth != Truth::kUnknown) return Constant(truth == Truth::kTrue);
  const auto [at, is_new] = known_.emplace(IdentityOf(judge_, leaf), variables_.size());
  if (is_new) {
    Variable variable{.leaf = leaf};
    variable.fields = FieldsOf(judge_, leaf);
    variables_.push_back(std::move(variable));
  }
  return {.kind = Formula::Kind::kVariable, .variable = at->second};
}

Formula Residuals::OfPart(const Opened::Part& part) {
  return part.condition == nullptr ? OfLeaf(part.leaf) : Of(*part.condition, *part.scope);
}

Formula Residuals::Of(const Condition& condition, const Scope& scope) {
  const Truth truth = judge_.Of(condition, scope);
  if (truth != Truth::kUnknown) return Constant(truth == Truth::kTrue);
  const Opened opened = judge_.Open(condition, scope);
  std::vector<Formula> parts;
  for (const Opened::Part& part : opened.parts) parts.push_back(OfPart(part));
  switch (opened.kind) {
    case Opened::Kind::kLeaf:
      return OfLeaf(opened.leaf);
    case Opened::Kind::kAll:
      return Join(Formula::Kind::kAll, std::move(parts));
    case Opened::Kind::kAny:
      return Join(Formula::Kind::kAny, std::move(parts));
    case Opened::Kind::kNot:
      return Negation(std::move(parts.front()));
    case Opened::Kind::kCount:
      break;
  }
  return {.kind = Formula::Kind::kCount, .bounds = opened.bounds, .parts = std::move(parts)};
}

Truth ValueOf(const Formula& formula, const std::vector<Truth>& assignment) {
  const auto value_of = [&](const Formula& part) { return ValueOf(part, assignment); };
  switch (formula.kind) {
    case Formula::Kind::kTrue:
      return Truth::kTrue;
    case Formula::Kind::kFalse:
      return Truth::kFalse;
    case Formula::Kind::kVariable:
      return assignment[formula.variable];
    case Formula::Kind::kNot:
      return Not(value_of(formula.parts.front()));
    case Formula::Kind::kAll:
      return JudgeAll(formula.parts, value_of);
    case Formula::Kind::kAny:
      return JudgeAny(formula.parts, value_of);
    case Formula::Kind::kCount:
      break;
  }
  return JudgeCountOf(formula.parts, formula.bounds, value_of);
}

std::vector<std::size_t> VariablesOf(const Formula& formula) {
  std::set<std::size_t> variables;
  Collect(formula, variables);
  return {variables.begin(), variables.end()};
}

}  // namespace proviso
