// The reference reading of free text: words, sentence ends, phrases by backtracking, cues. Slow and literal on purpose;
// it shares nothing with engine/src/text beyond normalisation and the phrase tree, so that agreement with the engine
// means something.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "model/model.h"
#include "regex/pattern.h"
#include "text/lexicon.h"
#include "text/phrase.h"

namespace proviso::reference {

// All ranges here count code points of one view, save those of ReferenceMentions, which count bytes of the original.
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

// All mentions of one entry in a text, by place.
std::vector<Mention> ReferenceMentions(const Model& model, std::size_t entry, std::string_view original);

// The words that a pattern finds first: in the text with nothing in place of removed characters, else with a space
// there.
std::optional<Range> ReferencePatternMatch(const Pattern& pattern, std::string_view original);

}  // namespace proviso::reference
