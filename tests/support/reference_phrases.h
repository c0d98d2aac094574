// The reference reading of phrases: words, sentence ends, and phrases laid over a text by backtracking. Slow and
// literal on purpose.
#pragma once

#include <string_view>
#include <vector>

#include "regex/pattern.h"
#include "text/phrase.h"

namespace proviso::reference {

// A normalised text as code points. Ranges over it count these, not bytes.
struct Characters {
  std::vector<char32_t> at;
  std::vector<std::size_t> offsets;  // byte offset of each, and one past the last
  std::vector<Range> words;          // runs of word characters with inner apostrophes
  std::vector<std::size_t> sentence_ends;

  explicit Characters(std::string_view text);
};

// A match of a phrase; one entry of `gaps` for each way in which the phrase can be laid over this place.
struct PhraseMatch {
  Range place;
  std::vector<std::vector<Range>> gaps;
};

// Leftmost-longest, non-overlapping, left to right.
std::vector<PhraseMatch> FindPhrase(const PhraseNode& root, const Characters& text);

// Whether a sentence ends in between; an end at either side counts.
bool SentenceEndsBetween(const Characters& text, std::size_t begin, std::size_t end);
// Words that lie wholly in between.
std::size_t WordsBetween(const Characters& text, std::size_t begin, std::size_t end);

}  // namespace proviso::reference
