// All vocabulary and cues, compiled; all mentions in a text, with how each is meant.
//
// Denials and hedges follow NegEx (Chapman et al. 2001) and ConText (Harkema et al. 2009): cues before or after the
// mention, look-alike (`pseudo`) cues, words that end a cue's reach, and a sentence's end. Entries are numbers here;
// names are the model's affair.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "regex/pattern.h"
#include "text/costs.h"
#include "text/normalise.h"
#include "text/phrase.h"

namespace proviso {

struct LexiconEntry {
  std::vector<Phrase> phrases;
  std::vector<Pattern> patterns;
  std::vector<Phrase> except;
};

struct Cue {
  Phrase phrase;
  std::optional<std::size_t> reach;  // words between the cue and the mention, at most
};

struct CueSection {
  std::vector<Cue> before, after;
  std::vector<Phrase> pseudo, ends;
};

enum class MentionReading : unsigned char { kAsserted, kDenied, kHedged };

struct Mention {
  std::size_t entry = 0;
  Range place;  // in the original text
  MentionReading reading = MentionReading::kAsserted;
  bool folded = false;  // the original words had to be folded to match
  // Of a denied or hedged one: the cue that made it so, in the original text (the nearest, then the longest).
  std::optional<Range> cue;

  friend bool operator==(const Mention&, const Mention&) = default;
};

// Immutable; threads may share it.
class Lexicon {
 public:
  Lexicon();
  // `sample`: normalised texts that tell which words are frequent, see PhraseIndex.
  Lexicon(const std::vector<LexiconEntry>& entries, const CueSection& denials, const CueSection& hedges,
          const std::vector<std::string>& sample = {});
  ~Lexicon();
  Lexicon(Lexicon&&) noexcept;
  Lexicon& operator=(Lexicon&&) noexcept;

  // Every mention of every entry, by entry, then place. Each phrase by itself is matched leftmost-longest,
  // non-overlapping, each pattern as RE2 finds them; a match that shares a character with a match of its entry's
  // `except` does not exist; of two matches of one entry at the same place one is kept; where the two views of a text
  // read one place differently, asserted wins over hedged over denied.
  // What it took is added to `costs`, where they are given.
  std::vector<Mention> FindAll(const NormalText& text, std::string_view original, TextCosts* costs = nullptr) const;

  // By number, those patterns that are run on every text, for want of letters that each of their matches holds.
  // Phrases and patterns are numbered in the order of the entries; an entry's exceptions follow its phrases.
  std::vector<std::size_t> PatternsOfEveryText() const;

 private:
  struct Data;
  template <class Archive>
  friend void Describe(Archive& archive, Lexicon& lexicon);

  std::unique_ptr<const Data> data_;
};

// For ArchiveWriter and ArchiveReader (base/archive.h).
template <class Archive>
void Describe(Archive& archive, Lexicon& lexicon);

}  // namespace proviso
