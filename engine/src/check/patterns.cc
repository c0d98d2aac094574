#include "check/patterns.h"

#include "syntax/resolve.h"

namespace proviso {

std::optional<Phrase> ReadPhrase(const Value& value, Draft& draft) {
  // `no`, `on` and `off` are words that cues are made of; as a phrase they cannot be meant as anything else.
  const std::optional<std::string> text = value.kind == Value::Kind::kText && IsAmbiguousPlain(value.text)
                                              ? value.text
                                              : ReadText(value, "a phrase", draft.out);
  if (!text) return std::nullopt;
  PhraseError error;
  std::optional<Phrase> phrase = ParsePhrase(*text, {draft.limits.phrase_bytes, draft.limits.gap_words}, error);
  if (!phrase) draft.out.Error(code::kBadPhrase, Inside(value, error.offset, error.length), error.message, error.help);
  return phrase;
}

std::optional<Pattern> ReadPattern(const Value& value, Draft& draft) {
  const std::optional<std::string> text = ReadText(value, "a pattern", draft.out);
  if (!text) return std::nullopt;
  if (text->size() > draft.limits.pattern_bytes) {
    draft.out.Error(code::kTooLarge, value.span,
                    "this pattern has more than " + std::to_string(draft.limits.pattern_bytes) + " bytes",
                    "split it into several patterns");
    return std::nullopt;
  }
  PatternError error;
  std::optional<Pattern> pattern = Pattern::Compile(*text, error);
  if (!pattern) {
    draft.out.Error(error.matches_empty ? code::kEmptyPattern : code::kBadPattern,
                    Inside(value, error.offset, error.length), error.message, error.help);
  }
  return pattern;
}

}  // namespace proviso
