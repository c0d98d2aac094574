// Conditions: mappings of keywords and fields to a checked tree.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "check/draft.h"

namespace proviso {

// Where a condition stands: whose names it sees, and in the elements of which list (`services[].`, or empty).
struct Place {
  std::size_t module = 0;
  std::string inside;
};

// What a list of conditions means there.
enum class ListMeaning : std::uint8_t { kAll, kAny, kRefused };

// `what` names it in messages: "`when`". What has a fault is left out of the condition; all faults are told.
Condition ReadCondition(const Value& value, std::string_view what, ListMeaning meaning, const Place& place,
                        Draft& draft);

// field_names.cc: the field that `name` means at `place`; otherwise tells why not.
std::optional<std::size_t> ResolveField(std::string_view name, Span span, const Place& place, Draft& draft);

// signals.cc: tells a condition that comes to more than the limit once the signals that it uses are opened, as evidence
// opens them; not where one of them is too large itself, which was told. `what` names it in messages.
void CheckSize(const Condition& condition, std::string_view what, Span span, Draft& draft);

// predicates.cc: the operators under a field. `name` is how the author calls it; `field` is null for `text`, all texts.
std::vector<Predicate> ReadPredicates(const Member& member, const Field* field, const Place& place, Draft& draft);

}  // namespace proviso
