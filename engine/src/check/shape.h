// Reading single values: each function gives what was meant, or tells the fault and gives nothing. `what` names the
// value in messages, with its backticks: "`title`", "a phrase".
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/codes.h"
#include "check/keys.h"
#include "proviso/descriptor.h"
#include "proviso/diagnostic.h"

namespace proviso {

// The author's words in backticks, cut where they are very long.
std::string Quoted(std::string_view words);
// "`a`, `b` or `c`".
std::string OneOf(const std::vector<std::string>& names, std::string_view joint = "or");
// "a list", "a text", "nothing": what stands there, for messages.
std::string_view ShapeOf(const Value& value);

// The bytes of the source that `length` bytes of the decoded text at `offset` came from; at least one.
Span Inside(const Value& text, std::size_t offset, std::size_t length);
Span EntrySpan(const Member& member);
// What to underline for a fault of a whole mapping: its first key.
Span FirstKey(const Value& mapping);

bool ExpectMapping(const Value& value, std::string_view what, Diagnostics& out);
bool ExpectList(const Value& value, std::string_view what, Diagnostics& out);
// `value` is a mapping. `at` is underlined where a key is missing.
void CheckKeys(const Value& value, const MappingKind& kind, Span at, Diagnostics& out);
// What another language's word (`and`, `or`, `except`) is called here; empty when it is none of these.
std::string_view OurWordFor(std::string_view word);
void TellUnknownKey(const Member& member, const MappingKind& kind, Diagnostics& out);
void CheckMissingKeys(const Value& value, const MappingKind& kind, Span at, Diagnostics& out);

// A text that is not blank. Numbers and truth values need quotes, and so do words that YAML 1.1 reads as such.
std::optional<std::string> ReadText(const Value& value, std::string_view what, Diagnostics& out);
// As ReadText, but a plain decimal number stands for its spelling: `clause: 4.2`.
std::optional<std::string> ReadLabel(const Value& value, std::string_view what, Diagnostics& out);
std::vector<const Value*> ReadList(const Value& value, std::string_view what, Diagnostics& out);
// A name as it was written, kebab-case or not (that is told), so that what refers to it finds it.
std::optional<std::string> ReadName(const Value& value, std::string_view what, Diagnostics& out);
void CheckName(std::string_view name, Span span, std::string_view what, Diagnostics& out);
// A key where a text is meant: a term, a name.
bool CheckKeyText(const Member& member, std::string_view what, Diagnostics& out);

// `true`, `false`, and the texts yes, no, true, false in any case.
std::optional<bool> ReadFlag(const Value& value, std::string_view what, Diagnostics& out);
std::optional<Date> ReadDate(const Value& value, std::string_view what, Diagnostics& out);
std::optional<Quantity> ReadQuantity(const Value& value, QuantityKind kind, std::string_view what, Diagnostics& out);
// A whole number that is not negative.
std::optional<std::int64_t> ReadCount(const Value& value, std::string_view what, Diagnostics& out);

// Tells that `value` is none of `known`.
void TellBadWord(const Value& value, std::string_view what, const std::vector<std::string>& known, Diagnostics& out);

template <typename Word>
std::optional<Word> ReadWord(const Value& value, std::span<const Word> words, std::string_view what, Diagnostics& out) {
  if (value.kind == Value::Kind::kText) {
    if (const std::optional<Word> word = FromWord(words, value.text)) return word;
  }
  TellBadWord(value, what, AllWords(words), out);
  return std::nullopt;
}

}  // namespace proviso
