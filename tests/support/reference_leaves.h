// The reference reading of single operators: what one operator says of one declared value.
#pragma once

#include <string>
#include <vector>

#include "support/reference_values.h"

namespace proviso::reference {

struct Fact {
  Truth truth = Truth::kUnknown;
  std::vector<Evidence> evidence;
  std::vector<std::string> fields;  // of an unknown one: declared paths whose answers decide it
};

// Any operator on one slot of its field.
Fact OperatorFact(const World& world, const Field& field, const Slot& slot, const Predicate& predicate);

// `declared` alone under a field: with `[]`, the list and each of its elements must declare it.
Fact DeclaredFact(const World& world, const Scope& scope, const Field& field, bool wanted);

// Any operator under `text:`, which is all text fields of the scope's object.
Fact TextFact(const World& world, const Scope& scope, const Predicate& predicate);

// What a declared term makes of an operator `is`, `in` or `includes*` that asks for `asked`: unknown where the declared
// is the broader.
Truth TermTruth(const Taxonomy& taxonomy, std::size_t declared, std::size_t asked);
Truth QuantityTruth(const Predicate& predicate, Quantity declared);
Truth DateTruth(const Predicate& predicate, Date declared);

}  // namespace proviso::reference
