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

struct Asked {
  Truth truth = Truth::kFalse;
  std::vector<Evidence> evidence;  // of a true one
};

Asked AskIncludes(const Taxonomy& taxonomy, const Field& field, const Slot& slot, const DeclaredTerms& terms,
                  const std::vector<Implication>& implications, std::size_t asked) {
  Asked result;
  if (slot.state == Slot::State::kAbsent) result.truth = Known(false);
  if (slot.state == Slot::State::kAbsent && !slot.denied) result.truth = Truth::kUnknown;
  if (slot.state != Slot::State::kAbsent && !terms.readable) result.truth = Truth::kUnknown;
  const std::string& name = taxonomy.terms[asked].name;
  for (const Element& element : terms.elements) {
    const Truth truth = element.term ? TermTruth(taxonomy, *element.term, asked) : Truth::kUnknown;
    result.truth = Or(result.truth, truth);
    if (truth == Truth::kTrue) result.evidence.push_back(Declared(slot, *element.value, Truth::kTrue, name));
  }
  if (result.truth == Truth::kTrue) return result;
  for (const Implication& implication : implications) {
    if (implication.term != TermRef{*field.taxonomy, asked}) continue;
    result.truth = Truth::kTrue;
    Evidence evidence;
    evidence.field = implication.path;
    evidence.value = implication.value;
    evidence.term = name;
    evidence.implied_by = implication.value;
    result.evidence.push_back(std::move(evidence));
  }
  return result;
}

std::vector<Evidence> UnknownElements(const Taxonomy& taxonomy, const Slot& slot, const DeclaredTerms& terms,
                                      const std::vector<std::size_t>& open) {
  std::vector<Evidence> evidence;
  for (const Element& element : terms.elements) {
    const bool unknown = !element.term || std::any_of(open.begin(), open.end(), [&](std::size_t asked) {
      return TermTruth(taxonomy, *element.term, asked) == Truth::kUnknown;
    });
    if (!unknown || element.value->kind == Value::Kind::kNull) continue;
    evidence.push_back(Declared(slot, *element.value, Truth::kUnknown));
  }
  return evidence;
}

}  // namespace

Truth TermTruth(const Taxonomy& taxonomy, std::size_t declared, std::size_t asked) {
  if (AndBroader(taxonomy, declared).count(asked) > 0) return Truth::kTrue;
  return AndBroader(taxonomy, asked).count(declared) > 0 ? Truth::kUnknown : Truth::kFalse;
}

Fact TermFact(const World& world, const Field& field, const Slot& slot, const Predicate& predicate) {
  if (slot.value->kind != Value::Kind::kText) return FaultFact(field, slot);
  const Taxonomy& taxonomy = world.model.taxonomies[*field.taxonomy];
  const std::optional<std::size_t> declared = FindTerm(taxonomy, slot.value->text);
  if (!declared) return FaultFact(field, slot);
  const std::set<TermRef> implied = Implied(world.model, {*field.taxonomy, *declared});
  Fact fact{Truth::kFalse, {}, {}};
  for (const std::size_t asked : predicate.terms) {
    Truth truth = TermTruth(taxonomy, *declared, asked);
    const bool by_implication = truth != Truth::kTrue && implied.count({*field.taxonomy, asked}) > 0;
    if (by_implication) truth = Truth::kTrue;
    fact.truth = Or(fact.truth, truth);
    if (truth != Truth::kTrue) continue;
    fact.evidence.push_back(Declared(slot, *slot.value, Truth::kTrue, taxonomy.terms[asked].name));
    if (by_implication) fact.evidence.back().implied_by = slot.value->text;
  }
  if (fact.truth == Truth::kTrue) return fact;
  if (fact.truth == Truth::kUnknown) return FaultFact(field, slot);
  return ScalarFact(slot, Truth::kFalse);
}

Fact IncludesFact(const World& world, const Field& field, const Slot& slot, const Predicate& predicate) {
  const Taxonomy& taxonomy = world.model.taxonomies[*field.taxonomy];
  const DeclaredTerms terms = ReadTerms(taxonomy, slot);
  const std::vector<Implication> implications = Implications(world, slot.scope);
  const bool all = predicate.op == Operator::kIncludesAll;
  Fact fact{Known(all), {}, {}};
  std::vector<std::size_t> open;
  std::vector<Evidence> held;
  for (const std::size_t asked : predicate.terms) {
    Asked one = AskIncludes(taxonomy, field, slot, terms, implications, asked);
    fact.truth = all ? And(fact.truth, one.truth) : Or(fact.truth, one.truth);
    if (one.truth == Truth::kUnknown) open.push_back(asked);
    held.insert(held.end(), one.evidence.begin(), one.evidence.end());
  }
  if (fact.truth == Truth::kTrue) {
    fact.evidence = std::move(held);
  } else if (slot.state == Slot::State::kAbsent) {
    Fact absent = AbsentFact(field, slot);
    fact.evidence = fact.truth == Truth::kFalse ? absent.evidence : std::vector<Evidence>{};
    fact.fields = absent.fields;
  } else if (!terms.readable) {
    return FaultFact(field, slot);
  } else if (fact.truth == Truth::kUnknown) {
    fact.evidence = UnknownElements(taxonomy, slot, terms, open);
    fact.fields = {field.path};
  } else if (terms.elements.empty()) {
    fact.evidence = {Declared(slot, *slot.value, Truth::kFalse)};
    fact.evidence.back().value = "[]";
  } else {
    for (const Element& element : terms.elements)
      fact.evidence.push_back(Declared(slot, *element.value, Truth::kFalse));
  }
  return fact;
}

}  // namespace proviso::reference
