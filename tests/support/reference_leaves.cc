#include "support/reference_leaves.h"

#include <algorithm>

#include "support/reference_facts.h"
#include "text/normalise.h"

namespace proviso::reference {
namespace {

bool IsTextOperator(Operator op) {
  return op == Operator::kMentions || op == Operator::kDenies || op == Operator::kMatches;
}

// A field that is there and read by its type.
Fact ValueFact(const World& world, const Field& field, const Slot& slot, const Predicate& predicate) {
  const auto among = [](const auto& wanted, const auto& declared) {
    return Known(std::find(wanted.begin(), wanted.end(), declared) != wanted.end());
  };
  switch (field.type) {
    case FieldType::kText:
      if (slot.value->kind != Value::Kind::kText) return FaultFact(field, slot);
      return ScalarFact(slot, among(predicate.texts, TextKey(slot.value->text)));
    case FieldType::kTerm:
      return predicate.op == Operator::kMatches ? MatchesTermFact(field, slot, predicate)
                                                : TermFact(world, field, slot, predicate);
    case FieldType::kFlag: {
      const std::optional<bool> flag = ReadFlag(*slot.value);
      return flag ? ScalarFact(slot, among(predicate.flags, *flag)) : FaultFact(field, slot);
    }
    case FieldType::kDate: {
      const std::optional<Date> date = ReadDateValue(*slot.value);
      return date ? ScalarFact(slot, DateTruth(predicate, *date)) : FaultFact(field, slot);
    }
    default: {
      const std::optional<Quantity> quantity = ReadQuantity(*slot.value, field.type);
      return quantity ? ScalarFact(slot, QuantityTruth(predicate, *quantity)) : FaultFact(field, slot);
    }
  }
}

// A value stands in the field's own place, whatever it is.
bool IsThere(const Slot& slot) { return slot.value != nullptr; }

}  // namespace

Evidence Declared(const Slot& slot, const Value& value, Truth truth, std::string term) {
  Evidence evidence;
  evidence.field = slot.path;
  evidence.truth = truth;
  evidence.value = AsWritten(value);
  evidence.term = std::move(term);
  return evidence;
}

Evidence NotDeclared(const Slot& slot, Truth truth) {
  Evidence evidence;
  evidence.field = slot.path;
  evidence.truth = truth;
  evidence.declared = false;
  return evidence;
}

Fact AbsentFact(const Field& field, const Slot& slot) {
  if (slot.denied) return {Truth::kFalse, {NotDeclared(slot, Truth::kFalse)}, {}};
  return {Truth::kUnknown, {}, {field.path}};
}

Fact FaultFact(const Field& field, const Slot& slot) {
  Fact fact{Truth::kUnknown, {}, {field.path}};
  if (slot.value != nullptr) fact.evidence.push_back(Declared(slot, *slot.value, Truth::kUnknown));
  return fact;
}

Fact ScalarFact(const Slot& slot, Truth truth) { return {truth, {Declared(slot, *slot.value, truth)}, {}}; }

Truth QuantityTruth(const Predicate& predicate, Quantity declared) {
  const std::vector<Quantity>& asked = predicate.quantities;
  switch (predicate.op) {
    case Operator::kOver:
      return Known(declared > asked.front());
    case Operator::kAtLeast:
      return Known(declared >= asked.front());
    case Operator::kUnder:
      return Known(declared < asked.front());
    case Operator::kAtMost:
      return Known(declared <= asked.front());
    default:
      return Known(std::find(asked.begin(), asked.end(), declared) != asked.end());
  }
}

Truth DateTruth(const Predicate& predicate, Date declared) {
  if (predicate.op == Operator::kBefore) return Known(declared < predicate.dates.front());
  if (predicate.op == Operator::kAfter) return Known(declared > predicate.dates.front());
  return Known(std::find(predicate.dates.begin(), predicate.dates.end(), declared) != predicate.dates.end());
}

Fact OperatorFact(const World& world, const Field& field, const Slot& slot, const Predicate& predicate) {
  if (predicate.op == Operator::kDeclared) {
    const bool there = IsThere(slot);
    const Truth truth = Known(there == predicate.flags.front());
    return {truth, {there ? Declared(slot, *slot.value, truth) : NotDeclared(slot, truth)}, {}};
  }
  if (field.type == FieldType::kText && IsTextOperator(predicate.op)) {
    return OneTextFact(world, field, slot, predicate);
  }
  if (field.type == FieldType::kTerms) return IncludesFact(world, field, slot, predicate);
  if (slot.state == Slot::State::kAbsent) return AbsentFact(field, slot);
  if (slot.state == Slot::State::kFault) return FaultFact(field, slot);
  return ValueFact(world, field, slot, predicate);
}

Fact DeclaredFact(const World& world, const Scope& scope, const Field& field, bool wanted) {
  const std::vector<Slot> slots = Slots(world, field, scope);
  const bool there = std::all_of(slots.begin(), slots.end(), IsThere);
  Fact fact{Known(there == wanted), {}, {}};
  for (const Slot& slot : slots) {
    const bool here = IsThere(slot);
    if (here != there || slot.state == Slot::State::kFault) continue;
    fact.evidence.push_back(here ? Declared(slot, *slot.value, fact.truth) : NotDeclared(slot, fact.truth));
  }
  return fact;
}

}  // namespace proviso::reference
