// Many phrases over one text, in one pass: only those are tried at a word that may begin with it.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "regex/pattern.h"
#include "text/phrase.h"
#include "text/phrase_program.h"
#include "text/segment.h"

namespace proviso {

struct PhraseMatch {
  std::size_t phrase = 0;  // its number in the index
  Range place;
  std::vector<Range> gaps;  // what the phrase's gaps took, each from the end of a word to the start of the next

  friend bool operator==(const PhraseMatch&, const PhraseMatch&) = default;
};

// Immutable once filled; threads may share it.
class PhraseIndex {
 public:
  // The phrase's number: 0, 1, 2...
  std::size_t Add(const PhraseNode& root);

  // Each phrase by itself leftmost-longest and non-overlapping; by place in the text, then number. Of several ways to
  // the longest match that one counts which comes first: alternatives as written, optional parts present, gaps with the
  // fewest words.
  std::vector<PhraseMatch> FindAll(std::string_view normalised, const Segments& segments) const;

 private:
  template <class Archive>
  friend void Describe(Archive& archive, PhraseIndex& index) {
    archive(index.programs_, index.words_, index.stems_, index.stem_sizes_);
  }

  struct Hash {
    using is_transparent = void;
    std::size_t operator()(std::string_view key) const { return std::hash<std::string_view>{}(key); }
  };
  using Keys = std::unordered_map<std::string, std::vector<std::size_t>, Hash, std::equal_to<>>;

  void Candidates(std::string_view run, std::vector<std::size_t>& phrases) const;

  std::vector<PhraseProgram> programs_;
  Keys words_;                           // by whole run of word characters, or single other character
  Keys stems_;                           // by its beginning
  std::vector<std::size_t> stem_sizes_;  // of the keys of `stems_`, ascending
};

}  // namespace proviso
