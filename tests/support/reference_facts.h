// What the files of reference_leaves share.
#pragma once

#include <string>

#include "support/reference_leaves.h"

namespace proviso::reference {

Evidence Declared(const Slot& slot, const Value& value, Truth truth, std::string term = "");
Evidence NotDeclared(const Slot& slot, Truth truth);
Fact AbsentFact(const Field& field, const Slot& slot);
Fact FaultFact(const Field& field, const Slot& slot);
Fact ScalarFact(const Slot& slot, Truth truth);

// `is` and `in` on a declared term; `includes*` on a list of terms, declared or not.
Fact TermFact(const World& world, const Field& field, const Slot& slot, const Predicate& predicate);
Fact IncludesFact(const World& world, const Field& field, const Slot& slot, const Predicate& predicate);

// `mentions`, `denies` and `matches` on one text field, declared or not; `matches` on a declared term.
Fact OneTextFact(const World& world, const Field& field, const Slot& slot, const Predicate& predicate);
Fact MatchesTermFact(const Field& field, const Slot& slot, const Predicate& predicate);

}  // namespace proviso::reference
