// What has to stand in a text for a phrase to match it: a cover, words one of which every match holds, each with what
// has to stand near it.
//
// Places are counted in words of Segments (runs with inner apostrophes). All of it is necessary, none of it enough: a
// text that meets it is tried, a text that does not cannot match.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "text/phrase.h"
#include "text/word_table.h"

namespace proviso {

// Between `least` and `most` words.
struct WordDistance {
  int least = 0, most = 0;

  friend bool operator==(const WordDistance&, const WordDistance&) = default;
};

// One of `words` stands so many words behind (before, where negative) the word that is covered.
struct NearWords {
  std::vector<WordNumber> words;  // sorted, unique
  WordDistance distance;
};

struct CoverWord {
  WordNumber word = 0;
  WordDistance before, after;  // words of the match before it and behind it
  std::vector<NearWords> near;
};

// Adds the words of phrases to a table, and finds the cover of a phrase that is met least often, as far as that can be
// told from the words alone: rare words, and words of few phrases.
class CoverFinder {
 public:
  explicit CoverFinder(WordNumberer& words) : words_(words) {}

  // To be called for all phrases first: counts in how many a word stands.
  void Count(const PhraseNode& root);
  // And then, for as many texts as there are to learn from: which of these words are frequent.
  void CountText(std::string_view normalised);
  // None when a phrase need not hold any word, only marks such as `&`.
  std::optional<std::vector<CoverWord>> Find(const PhraseNode& root) const;
  // The words with which a match may begin; none when it may begin otherwise.
  std::optional<std::vector<WordNumber>> FirstWords(const PhraseNode& root) const;

 private:
  struct Cover {
    std::vector<CoverWord> words;
    double weight = 0;  // how often they are expected
  };

  double WeightOf(WordNumber word) const;
  double WeightOf(const std::vector<WordNumber>& words) const;
  std::optional<Cover> CoverOf(const PhraseNode& node) const;
  std::optional<Cover> CoverOfSequence(const std::vector<PhraseNode>& children) const;
  std::optional<Cover> CoverOfEither(const std::vector<PhraseNode>& children) const;
  void AddNear(const std::vector<PhraseNode>& children, std::size_t covered, CoverWord& word) const;
  std::optional<std::vector<WordNumber>> EndWords(const PhraseNode& node, bool last) const;

  WordNumberer& words_;
  std::vector<double> weights_;  // by word
  std::vector<double> seen_;     // by word: how often it stood in the texts
  double all_seen_ = 0;          // words of the texts
  std::optional<WordTable> table_;
};

// Whether a match may begin with a mark that is no word character.
bool MayBeginWithMark(const PhraseNode& node);

// What a phrase is looked for by, in words, for whoever has to make it cheaper. The index knows more of how often words
// are met, and may have chosen others, where there are any.
struct CertainWord {
  std::string text;       // as in phrases: `monitor*`
  bool frequent = false;  // one of the most frequent of English, or a very short stem
};
// Every match holds one of them; none when there is no such word.
std::vector<CertainWord> CertainWordsOf(const PhraseNode& root);

// How many words a match of the node has. A gap may have one less than none: it may end within the word it began in
// (`population's`).
WordDistance LengthOf(const PhraseNode& node);

}  // namespace proviso
