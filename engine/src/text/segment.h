// Words and sentence ends of a normalised text.
#pragma once

#include <algorithm>
#include <string_view>
#include <vector>

#include "regex/pattern.h"

namespace proviso {

struct Segments {
  std::vector<Range> words;                // runs of word characters with inner apostrophes, in order
  std::vector<std::size_t> sentence_ends;  // offsets just past what ends a sentence, ascending

  // Whether a sentence ends in between: some end e with begin <= e <= end (an end at `begin` itself counts).
  bool SentenceEndsWithin(Range between) const;
  // How many words lie wholly within.
  std::size_t WordsWithin(Range between) const;
};

// Calls `visit` with each run of word characters of one of the `words` (inner apostrophes part them), in order, until
// it returns false. False when it did.
template <typename Visit>
bool ForEachRun(std::string_view text, Range word, Visit visit) {
  for (std::size_t begin = word.begin; begin < word.end;) {
    const std::size_t end = std::min(text.substr(0, word.end).find('\'', begin), word.end);
    if (!visit(Range{begin, end})) return false;
    begin = end + 1;
  }
  return true;
}

// Sentence ends: a run of `. ! ?` with closing quotes and brackets before white space or the end, save a single `.`
// after a single letter or a known abbreviation; `;`; a blank line; a line break before a bullet; `。`.
Segments Segment(std::string_view normalised);

}  // namespace proviso
