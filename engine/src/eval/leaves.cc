// The truth of single operators: DETAILS of typed values, terms and texts live here.
#include <algorithm>

#include "eval/judge.h"

namespace proviso {
namespace {

Truth JudgeIncludes(const RulesetPlan& plan, const Facts& facts, const Leaf& leaf, TermRef asked) {
  const Fact& fact = *leaf.fact;
  Truth truth = Truth::kFalse;
  if (fact.state == Fact::State::kAbsent)
    truth = facts.AbsenceIsFalse(leaf.condition->index) ? Truth::kFalse : Truth::kUnknown;
  if (fact.state == Fact::State::kFault) truth = Truth::kUnknown;
  for (const DeclaredTerm& declared : fact.terms) {
    truth = Or(truth, JudgeTerm(plan.taxonomies[asked.taxonomy], declared, asked.term));
  }
  // What a declared term implies is true whatever the list says, or whether it is there at all.
  if (truth != Truth::kTrue && FindImplication(plan, *leaf.scope, asked) != nullptr) truth = Truth::kTrue;
  return truth;
}

Truth JudgeIsTerm(const RulesetPlan& plan, const DeclaredTerm& declared, TermRef asked) {
  const TaxonomyPlan& taxonomy = plan.taxonomies[asked.taxonomy];
  if (declared.term) {
    for (const TermRef& implied : taxonomy.terms[*declared.term].implied) {
      if (implied.taxonomy == asked.taxonomy && taxonomy.AtOrNarrower(implied.term, asked.term)) return Truth::kTrue;
    }
  }
  return JudgeTerm(taxonomy, declared, asked.term);
}

Truth JudgeEquality(const RulesetPlan& plan, const Leaf& leaf) {
  const Predicate& predicate = *leaf.predicate;
  const Fact& fact = *leaf.fact;
  Truth truth = Truth::kFalse;
  for (const std::size_t term : predicate.terms) {
    truth =
        Or(truth, JudgeIsTerm(plan, fact.terms.front(), {*plan.model.fields[leaf.condition->index].taxonomy, term}));
  }
  for (const Quantity& quantity : predicate.quantities) truth = Or(truth, Known(*fact.quantity == quantity));
  for (const Date& date : predicate.dates) truth = Or(truth, Known(*fact.date == date));
  if (!predicate.texts.empty())
    truth = Or(truth, Known(std::ranges::find(predicate.texts, TextKey(fact.value->text)) != predicate.texts.end()));
  for (const bool flag : predicate.flags) truth = Or(truth, Known(*fact.flag == flag));
  return truth;
}

// An assertion in any text outweighs the denial, be it declared or not; a hedge or an unreadable text anywhere leaves
// it open. `text` is null, and `silence` the truth, where the field itself says nothing that could be read.
Truth JudgeDenies(const Predicate& predicate, const DeclaredText* text, Truth silence, const Facts& facts) {
  Truth truth = Truth::kTrue;
  for (const std::size_t entry : predicate.entries) {
    const Readings all = facts.ReadingsOfAll(entry);
    Truth one = Truth::kTrue;
    if (all.asserted || (text != nullptr && !ReadingsOf(*text, entry).denied)) {
      one = Truth::kFalse;
    } else if (text == nullptr) {
      one = silence;
    } else if (all.hedged || !facts.root().unreadable_text_fields.empty()) {
      one = Truth::kUnknown;
    }
    truth = And(truth, one);
  }
  return truth;
}

Truth TruthOf(const Readings& readings) {
  return readings.asserted ? Truth::kTrue : readings.hedged ? Truth::kUnknown : Truth::kFalse;
}

Truth JudgeMentions(const Predicate& predicate, const DeclaredText& text) {
  Truth truth = Truth::kFalse;
  for (const std::size_t entry : predicate.entries) {
    truth = Or(truth, TruthOf(ReadingsOf(text, entry)));
  }
  return truth;
}

bool Matches(const Pattern& pattern, const NormalText& text) {
  return pattern.Find(text.joined.text) || (text.spaced && pattern.Find(text.spaced->text));
}

Truth JudgeMatches(const Leaf& leaf) {
  const Fact& fact = *leaf.fact;
  if (fact.text != nullptr) return Known(Matches(*leaf.predicate->pattern, fact.text->normal));
  return Known(Matches(*leaf.predicate->pattern, Normalise(fact.value->text)));
}

}  // namespace

Truth JudgeTerm(const TaxonomyPlan& taxonomy, const DeclaredTerm& declared, std::size_t asked) {
  if (!declared.term) return Truth::kUnknown;
  if (taxonomy.AtOrNarrower(*declared.term, asked)) return Truth::kTrue;
  // The broader term may stand for the narrower one that is asked for.
  return taxonomy.AtOrNarrower(asked, *declared.term) ? Truth::kUnknown : Truth::kFalse;
}

bool Meets(const RulesetPlan& plan, const Implication& implication, TermRef asked) {
  return implication.implied.taxonomy == asked.taxonomy &&
         plan.taxonomies[asked.taxonomy].AtOrNarrower(implication.implied.term, asked.term);
}

const Implication* FindImplication(const RulesetPlan& plan, const Scope& scope, TermRef asked) {
  const auto found = std::ranges::find_if(
      scope.implications, [&](const Implication& implication) { return Meets(plan, implication, asked); });
  return found == scope.implications.end() ? nullptr : &*found;
}

Readings ReadingsOf(const DeclaredText& text, std::size_t entry) {
  Readings readings;
  const auto [begin, end] = text.Of(entry);
  for (const Mention* mention = begin; mention != end; ++mention) readings.Add(mention->reading);
  return readings;
}

Truth JudgeFact(const RulesetPlan& plan, const Facts& facts, const Leaf& leaf) {
  const Predicate& predicate = *leaf.predicate;
  const Fact& fact = *leaf.fact;
  if (predicate.op == Operator::kDeclared) return Known(fact.present == predicate.flags.front());

  if (predicate.op == Operator::kIncludes || predicate.op == Operator::kIncludesAny ||
      predicate.op == Operator::kIncludesAll) {
    const bool all = predicate.op == Operator::kIncludesAll;
    Truth truth = Known(all);
    for (const std::size_t term : predicate.terms) {
      const Truth one = JudgeIncludes(plan, facts, leaf, {*plan.model.fields[leaf.condition->index].taxonomy, term});
      truth = all ? And(truth, one) : Or(truth, one);
    }
    return truth;
  }

  const bool is_no = fact.state == Fact::State::kAbsent && facts.AbsenceIsFalse(leaf.condition->index);
  const Truth silence = is_no ? Truth::kFalse : Truth::kUnknown;
  if (predicate.op == Operator::kDenies) return JudgeDenies(predicate, fact.text, silence, facts);
  if (fact.state != Fact::State::kDeclared) return silence;
  switch (predicate.op) {
    case Operator::kMentions:
      return JudgeMentions(predicate, *fact.text);
    case Operator::kMatches:
      return JudgeMatches(leaf);
    case Operator::kOver:
      return Known(*fact.quantity > predicate.quantities.front());
    case Operator::kAtLeast:
      return Known(*fact.quantity >= predicate.quantities.front());
    case Operator::kUnder:
      return Known(*fact.quantity < predicate.quantities.front());
    case Operator::kAtMost:
      return Known(*fact.quantity <= predicate.quantities.front());
    case Operator::kBefore:
      return Known(*fact.date < predicate.dates.front());
    case Operator::kAfter:
      return Known(*fact.date > predicate.dates.front());
    default:
      return JudgeEquality(plan, leaf);
  }
}

Truth JudgeTexts(const RulesetPlan& plan, const Facts& facts, const Predicate& predicate, const Scope& scope) {
  const bool open = !scope.unreadable_text_fields.empty() || !scope.required_texts_absent.empty();
  if (scope.texts.empty() && !open) {
    const std::vector<std::size_t>& fields = plan.layouts[scope.layout].text_fields;
    const bool absence_is_false =
        !fields.empty() && std::ranges::all_of(fields, [&](std::size_t f) { return facts.AbsenceIsFalse(f); });
    return absence_is_false ? Truth::kFalse : Truth::kUnknown;
  }
  const auto readings_of = [&](std::size_t entry) {
    if (&scope == &facts.root()) return facts.ReadingsOfAll(entry);
    Readings all;
    for (const DeclaredText* text : scope.texts) {
      const Readings readings = ReadingsOf(*text, entry);
      all = {all.asserted || readings.asserted, all.denied || readings.denied, all.hedged || readings.hedged};
    }
    return all;
  };
  if (predicate.op == Operator::kMentions) {
    Truth truth = open ? Truth::kUnknown : Truth::kFalse;
    for (const std::size_t entry : predicate.entries) truth = Or(truth, TruthOf(readings_of(entry)));
    return truth;
  }
  if (predicate.op != Operator::kDenies) {
    Truth truth = open ? Truth::kUnknown : Truth::kFalse;
    for (const DeclaredText* text : scope.texts) {
      truth = Or(truth, Known(Matches(*predicate.pattern, text->normal)));
    }
    return truth;
  }
  Truth truth = Truth::kTrue;
  for (const std::size_t entry : predicate.entries) {
    const Readings all = readings_of(entry);
    Truth one = Truth::kTrue;
    if (all.asserted) {
      one = Truth::kFalse;
    } else if (!all.denied) {
      one = open ? Truth::kUnknown : Truth::kFalse;
    } else if (all.hedged || open) {
      one = Truth::kUnknown;
    }
    truth = And(truth, one);
  }
  return truth;
}

}  // namespace proviso
