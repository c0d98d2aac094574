#include "support/reference_questions.h"

#include <algorithm>
#include <chrono>
#include <functional>
#include <map>
#include <optional>
#include <tuple>

namespace proviso::reference {
namespace {

constexpr std::size_t kMostLeaves = 8;
constexpr std::size_t kMostTerms = 8;

// Leaves that are answered together, and all that an answer can make of them.
struct Variable {
  std::set<std::string> fields;  // declared paths
  std::vector<const Node*> leaves;
  std::vector<std::vector<Truth>> outcomes;
};

bool HoldsTogether(const Node& leaf) {
  if (leaf.field == nullptr || leaf.predicate == nullptr || leaf.predicate->op == Operator::kMatches) return false;
  const bool one_place = leaf.place.find("[]") == std::string::npos;
  return one_place && leaf.field->type != FieldType::kText && leaf.field->type != FieldType::kList;
}

using Outcome = std::vector<Truth>;

// What one answer makes of each leaf; left out when some of them stays unknown.
void AddOutcome(const std::vector<const Node*>& leaves, const std::function<Truth(const Predicate&)>& truth,
                std::vector<Outcome>& out) {
  Outcome outcome;
  for (const Node* leaf : leaves) outcome.push_back(truth(*leaf->predicate));
  if (std::count(outcome.begin(), outcome.end(), Truth::kUnknown) == 0) out.push_back(std::move(outcome));
}

Truth AmongTerms(const Model& model, std::size_t taxonomy, const std::vector<std::size_t>& declared,
                 const Predicate& predicate) {
  const bool all = predicate.op == Operator::kIncludesAll;
  Truth truth = Known(all);
  for (const std::size_t asked : predicate.terms) {
    Truth one = Truth::kFalse;
    for (const std::size_t term : declared) {
      one = Or(one, TermTruth(model.taxonomies[taxonomy], term, asked));
      if (Implied(model, {taxonomy, term}).count({taxonomy, asked}) > 0) one = Truth::kTrue;
    }
    truth = all ? And(truth, one) : Or(truth, one);
  }
  return truth;
}

void AddTermOutcomes(const Model& model, std::size_t taxonomy, bool several, Variable& variable) {
  // Every term alone; of a list, every set of terms too, where the taxonomy is small.
  std::vector<std::vector<std::size_t>> answers = {{}};
  const std::size_t count = model.taxonomies[taxonomy].terms.size();
  for (std::size_t term = 0; term < count; ++term) {
    const std::size_t before = several && count <= kMostTerms ? answers.size() : 1;
    for (std::size_t i = 0; i < before; ++i) {
      answers.push_back(answers[i]);
      answers.back().push_back(term);
    }
  }
  for (const std::vector<std::size_t>& answer : answers) {
    AddOutcome(
        variable.leaves, [&](const Predicate& p) { return AmongTerms(model, taxonomy, answer, p); }, variable.outcomes);
  }
}

void AddQuantityOutcomes(FieldType type, Variable& variable) {
  const Int128 step = type == FieldType::kCount ? 1'000'000'000 : 1;
  for (const Node* leaf : variable.leaves) {
    for (const Quantity& asked : leaf->predicate->quantities) {
      for (const Int128 nano : {asked.nano - step, asked.nano, asked.nano + step}) {
        if (nano < 0 && type != FieldType::kNumber) continue;
        AddOutcome(
            variable.leaves, [&](const Predicate& p) { return QuantityTruth(p, {nano}); }, variable.outcomes);
      }
    }
  }
}

// A day of the calendar: there is none between the last of a month and the first of the next.
Date Neighbour(const Date& date, int by) {
  const std::chrono::year_month_day day =
      std::chrono::sys_days(std::chrono::year(date.year) / date.month / date.day) + std::chrono::days(by);
  return {static_cast<int>(day.year()), static_cast<int>(static_cast<unsigned>(day.month())),
          static_cast<int>(static_cast<unsigned>(day.day()))};
}

void AddDateOutcomes(Variable& variable) {
  for (const Node* leaf : variable.leaves) {
    for (const Date& asked : leaf->predicate->dates) {
      for (const int by : {-1, 0, 1}) {
        AddOutcome(
            variable.leaves, [&](const Predicate& p) { return DateTruth(p, Neighbour(asked, by)); }, variable.outcomes);
      }
    }
  }
}

void AddEveryOutcome(Variable& variable) {
  for (std::size_t bits = 0; bits < (std::size_t{1} << variable.leaves.size()); ++bits) {
    Outcome outcome;
    for (std::size_t i = 0; i < variable.leaves.size(); ++i) outcome.push_back(Known(((bits >> i) & 1) != 0));
    variable.outcomes.push_back(std::move(outcome));
  }
}

void AddOutcomes(const Model& model, Variable& variable) {
  const Node& leaf = *variable.leaves.front();
  if (!HoldsTogether(leaf)) return AddEveryOutcome(variable);
  switch (leaf.field->type) {
    case FieldType::kTerm:
    case FieldType::kTerms:
      AddTermOutcomes(model, *leaf.field->taxonomy, leaf.field->type == FieldType::kTerms, variable);
      break;
    case FieldType::kFlag:
      for (const bool flag : {false, true}) {
        AddOutcome(
            variable.leaves,
            [&](const Predicate& p) { return Known(std::find(p.flags.begin(), p.flags.end(), flag) != p.flags.end()); },
            variable.outcomes);
      }
      break;
    case FieldType::kDate:
      AddDateOutcomes(variable);
      break;
    default:
      AddQuantityOutcomes(leaf.field->type, variable);
  }
  std::sort(variable.outcomes.begin(), variable.outcomes.end());
  variable.outcomes.erase(std::unique(variable.outcomes.begin(), variable.outcomes.end()), variable.outcomes.end());
}

using Leaves = std::map<std::string, const Node*>;  // by key

std::vector<Variable> MakeVariables(const Model& model, const Leaves& leaves, bool together) {
  std::map<std::string, Variable> by_place;
  for (const auto& [key, leaf] : leaves) {
    Variable& variable = by_place[together && HoldsTogether(*leaf) ? leaf->place : "leaf " + key];
    variable.leaves.push_back(leaf);
    variable.fields.insert(leaf->fact.fields.begin(), leaf->fact.fields.end());
  }
  std::vector<Variable> variables;
  for (auto& [place, variable] : by_place) {
    together ? AddOutcomes(model, variable) : AddEveryOutcome(variable);
    variables.push_back(std::move(variable));
  }
  return variables;
}

// Calls `visit` with `answers` completed by every combination of outcomes of `variables`.
void ForEachAnswer(const std::vector<const Variable*>& variables, std::size_t next, Answers& answers,
                   const std::function<void()>& visit) {
  if (next == variables.size()) return visit();
  for (const Outcome& outcome : variables[next]->outcomes) {
    for (std::size_t i = 0; i < outcome.size(); ++i) answers[variables[next]->leaves[i]->key] = outcome[i];
    ForEachAnswer(variables, next + 1, answers, visit);
  }
  for (const Node* leaf : variables[next]->leaves) answers.erase(leaf->key);
}

struct Split {
  std::vector<const Variable*> of_field, others;
};

Split SplitBy(const std::vector<Variable>& variables, const std::string& field) {
  Split split;
  for (const Variable& variable : variables)
    (variable.fields.count(field) > 0 ? split.of_field : split.others).push_back(&variable);
  return split;
}

// Some answers to everything else leave the decision at `ask` while the field is not answered.
bool IsNeeded(const std::vector<RuleTrees>& rules, const std::vector<Variable>& variables, const std::string& field) {
  bool needed = false;
  Answers answers;
  ForEachAnswer(SplitBy(variables, field).others, 0, answers,
                [&] { needed = needed || DecisionOf(rules, answers) == Decision::kAsk; });
  return needed;
}

std::set<std::string> Settles(const std::vector<RuleTrees>& open, const std::vector<Variable>& variables,
                              const std::string& field) {
  std::set<std::string> settled;
  Answers answers;
  ForEachAnswer(SplitBy(variables, field).of_field, 0, answers, [&] {
    for (const RuleTrees& rule : open) {
      if (StateOf(rule, answers) != State::kUndetermined) settled.insert(rule.id);
    }
  });
  return settled;
}

Leaves UnknownLeaves(const RuleTrees& rule, std::initializer_list<const Node*> parts) {
  Leaves by_key;
  if (StateOf(rule) != State::kUndetermined) return by_key;
  std::vector<const Node*> leaves;
  for (const Node* part : parts) {
    if (part != nullptr) CollectUnknown(*part, leaves);
  }
  for (const Node* leaf : leaves) by_key.emplace(leaf->key, leaf);
  return by_key;
}

Leaves UnknownLeaves(const RuleTrees& rule) {
  return UnknownLeaves(rule, {rule.applies, rule.when, rule.unless, rule.require});
}

bool Reads(const Leaves& leaves, const std::string& field) {
  return std::any_of(leaves.begin(), leaves.end(), [&](const auto& leaf) {
    const std::vector<std::string>& fields = leaf.second->fact.fields;
    return std::find(fields.begin(), fields.end(), field) != fields.end();
  });
}

PossibleQuestion MakeQuestion(const std::vector<RuleTrees>& open, const std::string& field) {
  PossibleQuestion question;
  question.field = field;
  for (const RuleTrees& rule : open) {
    if (!Reads(UnknownLeaves(rule), field)) continue;
    ++question.open_rules;
    question.worst = std::min(question.worst, rule.severity);
    if (Reads(UnknownLeaves(rule, {rule.applies, rule.when}), field)) question.of_when = true;
  }
  return question;
}

}  // namespace

State StateOf(const RuleTrees& rule, const Answers& answers) {
  Truth truth = Truth::kTrue;
  if (rule.applies != nullptr) truth = And(truth, TruthOf(*rule.applies, answers));
  if (rule.when != nullptr) truth = And(truth, TruthOf(*rule.when, answers));
  if (rule.unless != nullptr) truth = And(truth, Not(TruthOf(*rule.unless, answers)));
  if (rule.require != nullptr) truth = And(truth, Not(TruthOf(*rule.require, answers)));
  return truth == Truth::kTrue ? State::kViolated : truth == Truth::kFalse ? State::kClear : State::kUndetermined;
}

Decision DecisionOf(const std::vector<RuleTrees>& rules, const Answers& answers) {
  Decision decision = Decision::kAllow;
  for (const RuleTrees& rule : rules) {
    if (rule.effect == Effect::kNote) continue;
    const State state = StateOf(rule, answers);
    if (state == State::kClear) continue;
    const Decision one = state == State::kUndetermined  ? Decision::kAsk
                         : rule.effect == Effect::kDeny ? Decision::kDeny
                                                        : Decision::kReview;
    decision = std::min(decision, one);
  }
  return decision;
}

Questions FindQuestions(const World& world, const std::vector<RuleTrees>& rules, Decision decision) {
  Questions questions;
  if (decision == Decision::kDeny) return questions;
  std::vector<RuleTrees> open;
  Leaves leaves;
  std::set<std::string> fields;
  for (const RuleTrees& rule : rules) {
    if (rule.effect == Effect::kNote || StateOf(rule) != State::kUndetermined) continue;
    open.push_back(rule);
    for (const auto& [key, leaf] : UnknownLeaves(rule)) {
      leaves.emplace(key, leaf);
      fields.insert(leaf->fact.fields.begin(), leaf->fact.fields.end());
    }
  }
  questions.known = leaves.size() <= kMostLeaves;
  if (!questions.known) return questions;
  const std::vector<Variable> together = MakeVariables(world.model, leaves, true);
  const std::vector<Variable> apart = MakeVariables(world.model, leaves, false);
  for (const std::string& field : fields) {
    if (!IsNeeded(rules, apart, field)) continue;
    PossibleQuestion question = MakeQuestion(open, field);
    question.certain = IsNeeded(rules, together, field);
    question.settles_certainly = Settles(open, together, field);
    question.settles_possibly = Settles(open, apart, field);
    questions.possible.push_back(std::move(question));
  }
  std::stable_sort(questions.possible.begin(), questions.possible.end(),
                   [](const PossibleQuestion& a, const PossibleQuestion& b) {
                     if (a.open_rules != b.open_rules) return a.open_rules > b.open_rules;
                     if (a.worst != b.worst) return a.worst < b.worst;
                     if (a.of_when != b.of_when) return a.of_when;
                     return a.field < b.field;
                   });
  return questions;
}

}  // namespace proviso::reference
