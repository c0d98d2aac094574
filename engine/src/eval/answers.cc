#include "eval/answers.h"

#include <algorithm>
#include <set>
#include <utility>

namespace proviso {
namespace {

// Beyond this many independent leaves not every combination is listed, but all-false, all-true and each leaf alone
// either way.
constexpr std::size_t kMostIndependent = 8;
// Beyond this many terms not every list of them is tried, but none, each, each two, all, and what each operator names.
constexpr std::size_t kMostTermsCombined = 8;

struct Answer {
  std::optional<Quantity> quantity;
  std::optional<Date> date;
  std::optional<bool> flag;
  std::optional<std::string> text;
  std::vector<std::size_t> terms;  // of a list: all; of a single one: at most one, none for "another"
};

using Outcomes = std::set<std::vector<Truth>>;

bool MeetsTerm(const RulesetPlan& plan, std::size_t taxonomy, const std::vector<std::size_t>& answered,
               std::size_t asked) {
  const TaxonomyPlan& terms = plan.taxonomies[taxonomy];
  return std::ranges::any_of(answered, [&](std::size_t term) {
    if (terms.AtOrNarrower(term, asked)) return true;
    return std::ranges::any_of(terms.terms[term].implied, [&](const TermRef& implied) {
      return implied.taxonomy == taxonomy && terms.AtOrNarrower(implied.term, asked);
    });
  });
}

bool Meets(const RulesetPlan& plan, const Field& field, const Predicate& predicate, const Answer& answer) {
  switch (predicate.op) {
    case Operator::kIs:
    case Operator::kIn:
      return std::ranges::any_of(predicate.terms,
                                 [&](std::size_t t) { return MeetsTerm(plan, *field.taxonomy, answer.terms, t); }) ||
             std::ranges::any_of(predicate.quantities, [&](const Quantity& q) { return answer.quantity == q; }) ||
             std::ranges::any_of(predicate.dates, [&](const Date& d) { return answer.date == d; }) ||
             std::ranges::any_of(predicate.texts, [&](const std::string& t) { return answer.text == t; }) ||
             std::ranges::any_of(predicate.flags, [&](bool f) { return answer.flag == f; });
    case Operator::kIncludes:
    case Operator::kIncludesAny:
      return std::ranges::any_of(predicate.terms,
                                 [&](std::size_t t) { return MeetsTerm(plan, *field.taxonomy, answer.terms, t); });
    case Operator::kIncludesAll:
      return std::ranges::all_of(predicate.terms,
                                 [&](std::size_t t) { return MeetsTerm(plan, *field.taxonomy, answer.terms, t); });
    case Operator::kOver:
      return answer.quantity > predicate.quantities.front();
    case Operator::kAtLeast:
      return answer.quantity >= predicate.quantities.front();
    case Operator::kUnder:
      return answer.quantity < predicate.quantities.front();
    case Operator::kAtMost:
      return answer.quantity <= predicate.quantities.front();
    case Operator::kBefore:
      return answer.date < predicate.dates.front();
    case Operator::kAfter:
      return answer.date > predicate.dates.front();
    default:
      return false;
  }
}

Date NextDay(Date date) { return {date.year, date.month, date.day + 1}; }  // only compared, never told
Date DayBefore(Date date) { return {date.year, date.month, date.day - 1}; }

// Lists of the terms that are asked for. What a list says of them no other term adds to: a term below two of them says
// what both say.
void AppendLists(const std::vector<std::size_t>& terms, const std::vector<const Predicate*>& predicates,
                 std::vector<Answer>& answers) {
  if (terms.size() <= kMostTermsCombined) {
    for (std::size_t bits = 0; bits < (std::size_t{1} << terms.size()); ++bits) {
      Answer answer;
      for (std::size_t i = 0; i < terms.size(); ++i) {
        if ((bits >> i & 1) != 0) answer.terms.push_back(terms[i]);
      }
      answers.push_back(std::move(answer));
    }
    return;
  }
  answers.push_back({});
  answers.push_back({.terms = terms});
  for (const Predicate* predicate : predicates) answers.push_back({.terms = predicate->terms});
  for (std::size_t a = 0; a < terms.size(); ++a) {
    answers.push_back({.terms = {terms[a]}});
    for (std::size_t b = a + 1; b < terms.size(); ++b) answers.push_back({.terms = {terms[a], terms[b]}});
  }
}

// Answers that tell apart all that the predicates ask.
std::vector<Answer> CandidateAnswers(const RulesetPlan& plan, const Field& field,
                                     const std::vector<const Predicate*>& predicates) {
  std::vector<Answer> answers;
  std::set<std::size_t> terms;
  for (const Predicate* predicate : predicates) {
    for (const Quantity& q : predicate->quantities) {
      for (const int step : {-1, 0, 1})
        answers.push_back(
            {.quantity = Quantity{q.nano + step * (field.type == FieldType::kCount ? 1'000'000'000 : 1)}});
    }
    for (const Date& d : predicate->dates) {
      for (const Date& date : {DayBefore(d), d, NextDay(d)}) answers.push_back({.date = date});
    }
    for (const std::string& t : predicate->texts) answers.push_back({.text = t});
    terms.insert(predicate->terms.begin(), predicate->terms.end());
  }
  if (field.type == FieldType::kFlag) {
    answers.push_back({.flag = true});
    answers.push_back({.flag = false});
  }
  if (field.type == FieldType::kTerms) AppendLists({terms.begin(), terms.end()}, predicates, answers);
  if (field.type == FieldType::kTerm) {
    // Any term of the taxonomy, for one may lie below two that are asked for; or none of it.
    for (std::size_t term = 0; term < plan.taxonomies[*field.taxonomy].terms.size(); ++term)
      answers.push_back({.terms = {term}});
    answers.push_back({});
  }
  return answers;
}

bool AnswersTogether(FieldType type) { return type != FieldType::kText && type != FieldType::kList; }

// Counts cannot be negative; that answer would be a fault.
bool IsPossible(const Field& field, const Answer& answer) {
  return !(answer.quantity && answer.quantity->nano < 0 && field.type != FieldType::kNumber);
}

Outcomes Together(const RulesetPlan& plan, const Field& field, const std::vector<const Predicate*>& predicates) {
  Outcomes outcomes;
  for (const Answer& answer : CandidateAnswers(plan, field, predicates)) {
    if (!IsPossible(field, answer)) continue;
    std::vector<Truth> outcome;
    for (const Predicate* predicate : predicates) outcome.push_back(Known(Meets(plan, field, *predicate, answer)));
    outcomes.insert(std::move(outcome));
  }
  return outcomes;
}

Outcomes Independent(std::size_t count) {
  Outcomes outcomes;
  if (count <= kMostIndependent) {
    for (std::size_t bits = 0; bits < (std::size_t{1} << count); ++bits) {
      std::vector<Truth> outcome;
      for (std::size_t i = 0; i < count; ++i) outcome.push_back(Known((bits >> i & 1) != 0));
      outcomes.insert(std::move(outcome));
    }
    return outcomes;
  }
  for (const Truth most : {Truth::kFalse, Truth::kTrue}) {
    std::vector<Truth> outcome(count, most);
    outcomes.insert(outcome);
    for (std::size_t i = 0; i < count; ++i) {
      outcome[i] = Not(most);
      outcomes.insert(outcome);
      outcome[i] = most;
    }
  }
  return outcomes;
}

}  // namespace

AnswerGroup GroupOf(const Judge& judge, std::size_t index, const std::vector<Variable>& variables) {
  const Field& field = judge.plan().model.fields[index];
  AnswerGroup group{.field = index};
  std::vector<const Predicate*> predicates;
  bool together = AnswersTogether(field.type);
  std::string place;
  for (std::size_t v = 0; v < variables.size(); ++v) {
    const Leaf& leaf = variables[v].leaf;
    if (std::ranges::find(variables[v].fields, index) == variables[v].fields.end()) continue;
    // Elements of lists have each their own answer; a pattern on a term cannot be answered by listing terms.
    const std::string here = leaf.fact != nullptr ? leaf.fact->path : "";
    together = together && leaf.predicate != nullptr && leaf.fact != nullptr &&
               leaf.predicate->op != Operator::kMatches && (group.variables.empty() || here == place);
    place = here;
    group.variables.push_back(v);
    predicates.push_back(leaf.predicate);
  }
  const Outcomes outcomes = together ? Together(judge.plan(), field, predicates) : Independent(group.variables.size());
  group.outcomes.assign(outcomes.begin(), outcomes.end());
  return group;
}

}  // namespace proviso
