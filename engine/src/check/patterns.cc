#include "check/patterns.h"

#include <utility>

#include "syntax/resolve.h"

namespace proviso {

namespace {

// A word of a phrase is looked for as it stands. These are meant as punctuation or as another language's syntax: with
// them the phrase would never be found, and the rule be clear for ever.
bool CheckWords(const Value& value, const std::string& text, Draft& draft) {
  constexpr std::pair<std::string_view, std::string_view> kNotWords[] = {
      {"\"", "a phrase needs no quotes inside"},
      {"“", "a phrase needs no quotes inside"},
      {"”", "a phrase needs no quotes inside"},
      {"„", "a phrase needs no quotes inside"},
      {"«", "a phrase needs no quotes inside"},
      {"»", "a phrase needs no quotes inside"},
      {"{", "write `(a|b)` for either, `[word]` for a word that may be missing"},
      {"}", "write `(a|b)` for either, `[word]` for a word that may be missing"},
      {"?", "write `[word]` for a word that may be missing"},
      {"…", "a gap is three dots and a number: `...3`"},
      {", ", "write `(a|b)` for either, or two phrases"},
  };
  for (const auto& [what, help] : kNotWords) {
    const std::size_t at = text.find(what);
    if (at == std::string::npos) continue;
    draft.out.Error(code::kBadPhrase, Inside(value, at, what.size()),
                    "`" + std::string(what.substr(0, what.find(' '))) + "` would have to stand in the text",
                    std::string(help));
    return false;
  }
  const std::size_t dots = text.find("..");
  const bool gap = dots != std::string::npos && text.substr(dots).starts_with("...");
  if (dots == std::string::npos || gap) return true;
  draft.out.Error(code::kBadPhrase, Inside(value, dots, 2), "two dots would have to stand in the text",
                  "a gap is three dots and a number: `...3`");
  return false;
}

}  // namespace

std::optional<Phrase> ReadPhrase(const Value& value, Draft& draft) {
  // `no`, `on` and `off` are words that cues are made of; as a phrase they cannot be meant as anything else.
  const std::optional<std::string> text = value.kind == Value::Kind::kText && IsAmbiguousPlain(value.text)
                                              ? value.text
                                              : ReadText(value, "a phrase", draft.out);
  if (!text || !CheckWords(value, *text, draft)) return std::nullopt;
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
