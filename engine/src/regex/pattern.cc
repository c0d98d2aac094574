#include "regex/pattern.h"

#include <re2/re2.h>

#include <algorithm>
#include <array>
#include <utility>

#include "regex/pattern_fault.h"

namespace proviso {
namespace {

// RE2 keeps the compiled program in two thirds of this and grows its lazy automata in the rest, on use only.
constexpr std::int64_t kMemoryBudget = std::int64_t{64} << 20;

// One search from `from` on; `\b` and `^` still see what stands before.
//
// A budget that runs out is not a "no match": a plain RE2 object whose lazy DFA does not fit falls back to its NFA by
// itself, which needs no such budget (re2.cc, RE2::Match, `skipped_test`). So `false` here means that the subject was
// searched and has no match. It is RE2::Set that would have to be asked through ErrorInfo.
std::optional<Range> Search(const RE2& compiled, std::string_view subject, std::size_t from) {
  re2::StringPiece match;
  const re2::StringPiece whole(subject.data(), subject.size());
  if (!compiled.Match(whole, from, subject.size(), RE2::UNANCHORED, &match, 1)) return std::nullopt;
  const auto begin = static_cast<std::size_t>(match.data() - whole.data());
  return Range{begin, begin + match.size()};
}

// Just past the character at `offset`.
std::size_t AfterCharacter(std::string_view subject, std::size_t offset) {
  ++offset;
  while (offset < subject.size() && (static_cast<unsigned char>(subject[offset]) & 0xC0) == 0x80) ++offset;
  return offset;
}

std::optional<Range> NextMatch(const RE2& compiled, std::string_view subject, std::size_t from) {
  while (from <= subject.size()) {
    const std::optional<Range> match = Search(compiled, subject, from);
    if (!match) return std::nullopt;
    if (match->begin < match->end) return match;
    from = AfterCharacter(subject, match->end);
  }
  return std::nullopt;
}

// Whether some place in some text is matched without a character. RE2 tells no such thing, so a few texts are tried
// that between them have a word's start, end and inside, a line's start and end, and none of these.
bool MatchesEmpty(const RE2& compiled) {
  constexpr std::array<std::string_view, 4> kProbes = {"", "aa", " a ", " -\n\n- "};
  return std::any_of(kProbes.begin(), kProbes.end(), [&](std::string_view probe) {
    for (std::size_t from = 0; from <= probe.size(); ++from) {
      const std::optional<Range> match = Search(compiled, probe, from);
      if (match && match->begin == match->end) return true;
    }
    return false;
  });
}

std::shared_ptr<const RE2> Compiled(std::string_view text) {
  RE2::Options options(RE2::Quiet);
  options.set_case_sensitive(false);
  options.set_max_mem(kMemoryBudget);
  return std::make_shared<const RE2>(re2::StringPiece(text.data(), text.size()), options);
}

}  // namespace

std::optional<Pattern> Pattern::Compile(std::string_view text, PatternError& error) {
  error = {};
  if (std::optional<PatternError> fault = FaultBeforeCompiling(text)) {
    error = *std::move(fault);
    return std::nullopt;
  }
  std::shared_ptr<const RE2> compiled = Compiled(text);
  if (!compiled->ok()) {
    error = FaultOf(*compiled, text);
    return std::nullopt;
  }
  if (MatchesEmpty(*compiled)) {
    error = {"the pattern matches the empty text, so it would be found everywhere",
             "make at least one part of it required: `+` in place of `*`", 0, text.size(), true};
    return std::nullopt;
  }
  Pattern pattern;
  pattern.text_ = text;
  pattern.compiled_ = Lazy(std::move(compiled));
  return pattern;
}

Pattern Pattern::OfChecked(std::string text) {
  Pattern pattern;
  pattern.compiled_ = Lazy<std::shared_ptr<const RE2>>([text] { return Compiled(text); });
  pattern.text_ = std::move(text);
  return pattern;
}

std::optional<Range> Pattern::Find(std::string_view subject) const { return NextMatch(**compiled_, subject, 0); }

std::vector<Range> Pattern::FindAll(std::string_view subject) const {
  std::vector<Range> matches;
  const RE2& compiled = **compiled_;
  std::optional<Range> match = NextMatch(compiled, subject, 0);
  while (match) {
    matches.push_back(*match);
    match = NextMatch(compiled, subject, match->end);
  }
  return matches;
}

}  // namespace proviso
