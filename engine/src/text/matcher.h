// Many phrases over one text, in one pass: a phrase is tried only near words that each of its matches must hold.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "base/flat_array.h"
#include "regex/pattern.h"
#include "text/costs.h"
#include "text/phrase.h"
#include "text/phrase_program.h"
#include "text/segment.h"
#include "text/word_table.h"

namespace proviso {

struct PhraseMatch {
  std::size_t phrase = 0;  // its number in the index
  Range place;
  std::vector<Range> gaps;  // what the phrase's gaps took, each from the end of a word to the start of the next

  friend bool operator==(const PhraseMatch&, const PhraseMatch&) = default;
};

// Immutable; threads may share it.
class PhraseIndex {
 public:
  enum class Prefilter { kOn, kOff };  // off: every phrase is tried everywhere; for tests, which compare both

  PhraseIndex() = default;
  // Phrase i of the list has the number i. The roots are not kept. The words of `sample`, normalised texts, tell which
  // words are frequent; what is found does not hang on it, only how soon.
  explicit PhraseIndex(const std::vector<const PhraseNode*>& roots, const std::vector<std::string>& sample = {});

  std::size_t size() const { return programs_.size(); }

  // Each phrase by itself leftmost-longest and non-overlapping; by place in the text, then number. Of several ways to
  // the longest match that one counts which comes first: alternatives as written, optional parts present, gaps with the
  // fewest words.
  // Where `wanted` is given, a phrase counts only if it says so; it is asked by number, ascending, and shown the
  // matches of the phrases before, in the order of their numbers. What the prefilter let through is added to `costs`,
  // where they are given, which have a place for every phrase.
  using Wanted = std::function<bool(std::size_t phrase, const std::vector<PhraseMatch>& before)>;
  std::vector<PhraseMatch> FindAll(std::string_view normalised, const Segments& segments, const Wanted& wanted = {},
                                   Prefilter prefilter = Prefilter::kOn, TextCosts* costs = nullptr) const;

 private:
  friend class PhraseSearch;
  template <class Archive>
  friend void Describe(Archive& archive, PhraseIndex& index) {
    archive(index.programs_, index.starts_, index.words_, index.triggers_, index.nearby_, index.set_bits_,
            index.uncovered_);
  }

  // A set of words, with false positives: the bit of a word's hash, among 2^`bits`.
  struct WordSet {
    std::uint32_t first = 0;  // in `set_bits_`
    std::uint32_t bits = 6;
  };
  // Whether a word may be one of several: the first of two looks, at memory that is at hand.
  struct WordMask {
    std::uint64_t bits[2] = {0, 0};

    void Add(WordNumber word) { bits[HashOf(word) >> 31] |= std::uint64_t{1} << (HashOf(word) >> 25 & 63); }
    bool Meets(const WordMask& other) const { return ((bits[0] & other.bits[0]) | (bits[1] & other.bits[1])) != 0; }
  };
  // Some word of `set` has to stand `least` to `most` words from here.
  struct Nearby {
    WordMask mask;  // of the set's words
    WordSet set;
    std::int32_t least = 0, most = 0;
  };
  // Where a word stands, `phrase` may match, beginning `before_least` to `before_most` words before it.
  struct Trigger {
    std::uint32_t phrase = 0;
    std::uint32_t nearby = 0;  // the first of its `nearby_count` conditions
    std::int16_t before_least = 0, before_most = 0;
    std::uint32_t nearby_count = 0;
  };
  struct Start {
    WordSet set;            // of the words it begins with; meaningless where `any` is set
    std::uint16_t any = 0;  // it may begin otherwise: with a mark that is no word
    std::uint16_t has_gaps = 0;
  };

  static std::uint32_t HashOf(WordNumber word) { return word * 0x9E3779B1U; }
  bool Holds(WordSet set, WordNumber word) const {
    const std::uint32_t bit = HashOf(word) >> (32 - set.bits);
    return (set_bits_[set.first + bit / 64] >> (bit % 64) & 1U) != 0;
  }

  PhrasePrograms programs_;
  FlatArray<Start> starts_;  // by phrase
  WordTable words_;
  FlatRows<Trigger> triggers_;  // by word
  FlatArray<Nearby> nearby_;
  FlatArray<std::uint64_t> set_bits_;
  FlatArray<std::uint32_t> uncovered_;  // phrases without a cover: tried everywhere
};

}  // namespace proviso
