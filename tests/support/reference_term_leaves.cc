#include <algorithm>

#include "support/reference_facts.h"

namespace proviso::reference {
namespace {

struct Element {
  const Value* value = nullptr;
  std::optional<std::size_t> term;  // none: unreadable, or not of the taxonomy
};

struct DeclaredTerms {
  bool readable = false;
  std::vector<Element> elements;
};

DeclaredTerms ReadTerms(const Taxonomy& taxonomy, const Slot& slot) {
  DeclaredTerms terms;
  if (slot.state != Slot::State::kValue) return terms;
  const auto add = [&](const Value& value) {
    const bool is_text = value.kind == Value::Kind::kText && !value.faulty;
    terms.elements.push_back({&value, is_text ? FindTerm(taxonomy, value.text) : std::nullopt});
  };
  terms.readable = true;
  if (slot.value->kind == Value::Kind::kList) {
    for (const Value& item : slot.value->items) add(item);
  } else if (slot.value->kind == Value::Kind::kText) {
    add(*slot.value);
  } else {
    terms.readable = false;
  }
  return terms;
}

// What the declared elements, and only they, say of a term that is asked for.
Truth AmongElements(const Taxonomy& taxonomy, const Element& element, std::size_t asked) {
  return element.term ? TermTruth(taxonomy, *element.term, asked) : Truth::kUnknown;
}

Evidence ByImplication(const Implication& implication, const std::string& asked) {
  Evidence evidence;
  evidence.field = implication.path;
  evidence.value = implication.value;
  evidence.term = asked;
  evidence.implied_by = implication.value;
  return evidence;
}

// For each term that is asked for, the elements that speak for `truth`; where none does, what implies it.
std::vector<Evidence> TermEvidence(const Taxonomy& taxonomy, const Slot& slot, const std::vector<Element>& elements,
                                   const std::vector<Implication>& implications, const Predicate& predicate,
                                   Truth truth) {
  std::vector<Evidence> evidence;
  for (const std::size_t asked : predicate.terms) {
    bool direct = false;
    for (const Element& element : elements) {
      if (AmongElements(taxonomy, element, asked) != truth) continue;
      direct = true;
      evidence.push_back(Declared(slot, *element.value, truth, taxonomy.terms[asked].name));
    }
    if (truth != Truth::kTrue || direct) continue;
    const auto implied = std::find_if(implications.begin(), implications.end(), [&](const Implication& one) {
      return &taxonomy == one.taxonomy && one.term.term == asked;
    });
    if (implied != implications.end()) evidence.push_back(ByImplication(*implied, taxonomy.terms[asked].name));
  }
  return evidence;
}

Truth AskTerm(const Taxonomy& taxonomy, const std::vector<Element>& elements,
              const std::vector<Implication>& implications, std::size_t asked) {
  Truth truth = Truth::kFalse;
  for (const Element& element : elements) truth = Or(truth, AmongElements(taxonomy, element, asked));
  for (const Implication& one : implications) {
    if (&taxonomy == one.taxonomy && one.term.term == asked) truth = Truth::kTrue;
  }
  return truth;
}

}  // namespace

Truth TermTruth(const Taxonomy& taxonomy, std::size_t declared, std::size_t asked) {
  if (AndBroader(taxonomy, declared).count(asked) > 0) return Truth::kTrue;
  return AndBroader(taxonomy, asked).count(declared) > 0 ? Truth::kUnknown : Truth::kFalse;
}

Fact TermFact(const World& world, const Field& field, const Slot& slot, const Predicate& predicate) {
  if (slot.value->kind != Value::Kind::kText) return FaultFact(field, slot);
  const Taxonomy& taxonomy = world.model.taxonomies[*field.taxonomy];
  const Element element{slot.value, FindTerm(taxonomy, slot.value->text)};
  std::vector<Implication> implications;  // of this very value
  if (element.term) {
    for (const TermRef& implied : Implied(world.model, {*field.taxonomy, *element.term})) {
      implications.push_back({implied, &world.model.taxonomies[implied.taxonomy], slot.path, slot.value->text});
    }
  }
  Fact fact{Truth::kFalse, {}, {}};
  for (const std::size_t asked : predicate.terms)
    fact.truth = Or(fact.truth, AskTerm(taxonomy, {element}, implications, asked));
  fact.evidence = TermEvidence(taxonomy, slot, {element}, implications, predicate, fact.truth);
  if (fact.truth == Truth::kUnknown) fact.fields = {field.path};
  return fact;
}

Fact IncludesFact(const World& world, const Field& field, const Slot& slot, const Predicate& predicate) {
  const Taxonomy& taxonomy = world.model.taxonomies[*field.taxonomy];
  const DeclaredTerms terms = ReadTerms(taxonomy, slot);
  // What other fields of the same object imply; where there is no object, nothing.
  const std::vector<Implication> implications =
      slot.out_of_reach ? std::vector<Implication>{} : Implications(world, slot.scope);
  const bool absent = slot.state == Slot::State::kAbsent;
  const Truth silence = terms.readable || (absent && slot.denied) ? Truth::kFalse : Truth::kUnknown;
  const bool all = predicate.op == Operator::kIncludesAll;
  Fact fact{Known(all), {}, {}};
  for (const std::size_t asked : predicate.terms) {
    const Truth one = Or(silence, AskTerm(taxonomy, terms.elements, implications, asked));
    fact.truth = all ? And(fact.truth, one) : Or(fact.truth, one);
  }
  if (fact.truth == Truth::kUnknown) fact.fields = {field.path};
  if (fact.truth == Truth::kTrue || terms.readable) {
    fact.evidence = TermEvidence(taxonomy, slot, terms.elements, implications, predicate, fact.truth);
    const bool empty = terms.readable && terms.elements.empty() && fact.evidence.empty();
    if (empty) fact.evidence.push_back(Declared(slot, *slot.value, fact.truth));
  } else {
    fact.evidence = (absent ? AbsentFact(field, slot) : FaultFact(field, slot)).evidence;
  }
  return fact;
}

}  // namespace proviso::reference
