// The phrase syntax of vocabulary entries, exceptions and cues: `monitor* ...5 (population|[the] general public)`.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace proviso {

struct PhraseNode {
  enum class Kind {
    kWord,      // `text`, normalised; `open_end`: any ending (`word*`)
    kSequence,  // children one after the other
    kEither,    // one of the children, in the order written: `(a|b)`; never empty, no child is empty
    kOptional,  // its one child, or nothing: `[a]`
    kGap,       // at most `words` words, any punctuation, no sentence's end: `...N`
  };
  Kind kind = Kind::kSequence;
  std::string text;
  bool open_end = false;
  std::size_t words = 0;
  std::vector<PhraseNode> children;
};

// Invariant: `root` is a kSequence that matches at least one word, does not begin or end in a gap and has no two gaps
// in a row (optional parts counted as absent as well as present).
struct Phrase {
  std::string text;  // as written
  PhraseNode root;
};

struct PhraseError {
  std::string message;  // e.g. "`*` stands only at the end of a word"
  std::string help;
  std::size_t offset = 0;  // into the phrase's text
  std::size_t length = 0;
};

struct PhraseLimits {
  std::size_t bytes = 1024;
  std::size_t gap_words = 50;
};

std::optional<Phrase> ParsePhrase(std::string_view text, const PhraseLimits& limits, PhraseError& error);

// One spelling for all that mean the same; parsing it again gives an equal tree.
std::string ToString(const PhraseNode& node);

}  // namespace proviso
