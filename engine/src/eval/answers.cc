#include "eval/answers.h"

#include <algorithm>
#include <set>
#include <utility>

#include "base/date.h"

namespace proviso {
namespace {

constexpr std::size_t kMostOutcomes = 512;
constexpr std::size_t kMostKnown = 2000;  // sets of operators whose outcomes are kept

struct Answer {
  std::optional<Quantity> quantity;
  std::optional<Date> date;
  std::optional<bool> flag;
  std::set<std::size_t> met;  // terms asked for that the declared terms meet
};

// Which of the asked terms a declared term meets, by itself or by what it implies.
std::set<std::size_t> MetBy(const TaxonomyPlan& taxonomy, std::size_t index, std::size_t term,
                            const std::set<std::size_t>& asked) {
  std::set<std::size_t> met;
  for (const std::size_t one : asked) {
    const bool implied = std::ranges::any_of(taxonomy.terms[term].implied, [&](const TermRef& ref) {
      return ref.taxonomy == index && taxonomy.AtOrNarrower(ref.term, one);
    });
    if (implied || taxonomy.AtOrNarrower(term, one)) met.insert(one);
  }
  return met;
}

bool Meets(const Predicate& predicate, const Answer& answer) {
  const auto met = [&](std::size_t term) { return answer.met.contains(term); };
  switch (predicate.op) {
    case Operator::kIs:
    case Operator::kIn:
      return std::ranges::any_of(predicate.terms, met) ||
             std::ranges::any_of(predicate.quantities, [&](const Quantity& q) { return answer.quantity == q; }) ||
             std::ranges::any_of(predicate.dates, [&](const Date& d) { return answer.date == d; }) ||
             std::ranges::any_of(predicate.flags, [&](bool f) { return answer.flag == f; });
    case Operator::kIncludes:
    case Operator::kIncludesAny:
      return std::ranges::any_of(predicate.terms, met);
    case Operator::kIncludesAll:
      return std::ranges::all_of(predicate.terms, met);
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

// What one term can meet, and of a list what several can meet together; nothing, for another term or an empty list.
// Empty when that is too much to list.
std::set<std::set<std::size_t>> MetTogether(const TaxonomyPlan& taxonomy, std::size_t index, bool is_list,
                                            const std::set<std::size_t>& asked) {
  std::set<std::set<std::size_t>> single;
  for (std::size_t term = 0; term < taxonomy.terms.size(); ++term) single.insert(MetBy(taxonomy, index, term, asked));
  std::set<std::set<std::size_t>> all = {{}};
  for (const std::set<std::size_t>& one : single) {
    const std::vector<std::set<std::size_t>> before(all.begin(), all.end());
    for (std::set<std::size_t> several : before) {
      if (!is_list && !several.empty()) continue;
      several.insert(one.begin(), one.end());
      all.insert(std::move(several));
    }
    if (all.size() > kMostOutcomes) return {};
  }
  return all;
}

// Answers that tell apart all that the predicates ask; none when they are too many to list.
std::vector<Answer> CandidateAnswers(const RulesetPlan& plan, const Field& field,
                                     const std::vector<const Predicate*>& predicates) {
  std::vector<Answer> answers;
  std::set<std::size_t> asked;
  for (const Predicate* predicate : predicates) {
    for (const Quantity& q : predicate->quantities) {
      for (const int step : {-1, 0, 1})
        answers.push_back(
            {.quantity = Quantity{q.nano + step * (field.type == FieldType::kCount ? 1'000'000'000 : 1)}});
    }
    for (const Date& d : predicate->dates) {
      for (const Date& date : {DayBefore(d), d, DayAfter(d)}) answers.push_back({.date = date});
    }
    asked.insert(predicate->terms.begin(), predicate->terms.end());
  }
  if (field.type == FieldType::kFlag) {
    answers.push_back({.flag = true});
    answers.push_back({.flag = false});
  }
  if (field.taxonomy) {
    const bool is_list = field.type == FieldType::kTerms;
    for (const auto& met : MetTogether(plan.taxonomies[*field.taxonomy], *field.taxonomy, is_list, asked))
      answers.push_back({.met = met});
  }
  return answers;
}

bool AnswersTogether(FieldType type) { return type != FieldType::kText && type != FieldType::kList; }

// Counts cannot be negative; that answer would be a fault.
bool IsPossible(const Field& field, const Answer& answer) {
  return !(answer.quantity && answer.quantity->nano < 0 && field.type != FieldType::kNumber);
}

std::vector<std::vector<Truth>> OutcomesOf(const RulesetPlan& plan, const Field& field,
                                           const std::vector<const Predicate*>& predicates) {
  std::set<std::vector<Truth>> outcomes;
  for (const Answer& answer : CandidateAnswers(plan, field, predicates)) {
    if (!IsPossible(field, answer)) continue;
    std::vector<Truth> outcome;
    for (const Predicate* predicate : predicates) outcome.push_back(Known(Meets(*predicate, answer)));
    outcomes.insert(std::move(outcome));
  }
  return {outcomes.begin(), outcomes.end()};
}

}  // namespace

Choice EitherWay(std::size_t variable) { return {{variable}, {{Truth::kFalse}, {Truth::kTrue}}}; }

AnswerGroup GroupOf(const Judge& judge, std::size_t index, const std::vector<Variable>& variables,
                    KnownOutcomes* known) {
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
  if (together) {
    KnownOutcomes fresh;
    KnownOutcomes& memo = known != nullptr ? *known : fresh;
    if (memo.size() >= kMostKnown) memo.clear();
    const auto [at, is_new] = memo.try_emplace({index, predicates});
    if (is_new) at->second = OutcomesOf(judge.plan(), field, predicates);
    group.choices.push_back({group.variables, at->second});
  }
  if (!together || group.choices.front().outcomes.empty()) {
    group.choices.clear();
    for (const std::size_t variable : group.variables) group.choices.push_back(EitherWay(variable));
  }
  return group;
}

}  // namespace proviso
