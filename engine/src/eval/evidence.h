// What a truth rests on: the leaves that decided it, as facts of the descriptor.
#pragma once

#include <vector>

#include "eval/judge.h"

namespace proviso {

// Appends the evidence of `condition` for the truth it has, in the order in which the condition is written.
void AppendEvidence(const Judge& judge, const Condition& condition, const Scope& scope, std::vector<Evidence>& out);
void AppendEvidence(const Judge& judge, const Leaf& leaf, std::vector<Evidence>& out);

// The first of equal ones stays.
void Deduplicate(std::vector<Evidence>& evidence);

// Whether a part with truth `part` belongs to the reasons of a whole of that kind with truth `whole`.
bool Decides(Opened::Kind kind, Truth whole, Truth part);

}  // namespace proviso
