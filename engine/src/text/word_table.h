// The words of a vocabulary as numbers, and which of them stand at a place in a text: whole runs of word characters,
// and stems, with which a run begins.
//
// Words are known by a hash, their letters are not kept. Two words of one hash would share a number: whoever asks has
// to look at the letters anyway, and no word is ever missed.
#pragma once

#include <cstdint>
#include <string_view>
#include <unordered_map>

#include "base/flat_array.h"

namespace proviso {

using WordNumber = std::uint32_t;

class WordTable {
 public:
  WordTable() = default;

  // Calls `found` with the number of each stem that `run` begins with, the shortest first, then of `run` itself.
  template <typename Found>
  void Find(std::string_view run, Found found) const {
    if (slots_.empty()) return;
    std::uint64_t hash = kSeed;
    for (const char c : run) {
      hash = Step(hash, c);
      if (MayBe(hash)) Probe(hash, true, found);
    }
    if (MayBe(~hash)) Probe(hash, false, found);
  }

 private:
  friend class WordNumberer;
  template <class Archive>
  friend void Describe(Archive& archive, WordTable& table) {
    archive(table.slots_, table.filter_);
  }

  struct Slot {
    std::uint32_t tag = 0;  // of the hash; 0: the slot is free
    WordNumber word = 0;
  };
  static constexpr std::uint64_t kSeed = 0x9E3779B97F4A7C15;
  static constexpr std::size_t kFilterBits = std::size_t{1} << 17;

  static std::uint64_t Step(std::uint64_t hash, char c) {
    hash = (hash ^ static_cast<unsigned char>(c)) * 0xD6E8FEB86659FD93;
    return hash ^ (hash >> 32);
  }
  // Whole words are told from stems by the complement of their hash.
  static std::uint64_t Key(std::uint64_t hash, bool stem) { return stem ? hash : ~hash; }
  static std::uint32_t Tag(std::uint64_t key) { return static_cast<std::uint32_t>(key >> 32) | 1U; }
  bool MayBe(std::uint64_t key) const {
    const std::size_t bit = key % kFilterBits;
    return (filter_[bit / 64] >> (bit % 64) & 1U) != 0;
  }
  template <typename Found>
  void Probe(std::uint64_t hash, bool stem, Found& found) const {
    const std::uint64_t key = Key(hash, stem);
    const std::size_t mask = slots_.size() - 1;
    for (std::size_t i = key & mask; slots_[i].tag != 0; i = (i + 1) & mask) {
      if (slots_[i].tag == Tag(key)) found(slots_[i].word);
    }
  }

  FlatArray<Slot> slots_;            // a power of two; a quarter of them taken at most
  FlatArray<std::uint64_t> filter_;  // by hash: whether there may be such a word
};

// Gives the words of a table their numbers.
class WordNumberer {
 public:
  // The same for the same word.
  WordNumber Add(std::string_view run, bool stem);
  std::size_t size() const { return words_.size(); }
  WordTable MakeTable() const;

 private:
  std::unordered_map<std::uint64_t, WordNumber> words_;  // by key
};

}  // namespace proviso
