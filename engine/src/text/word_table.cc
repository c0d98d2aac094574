#include "text/word_table.h"

#include <optional>

namespace proviso {

WordTable::WordTable() : slots_(64), filter_(kFilterBits / 64) {}

void WordTable::Insert(std::uint64_t key, WordNumber word) {
  const std::size_t mask = slots_.size() - 1;
  std::size_t i = key & mask;
  while (slots_[i].tag != 0) i = (i + 1) & mask;
  slots_[i] = {Tag(key), word};
}

void WordTable::Grow() {
  slots_.assign(slots_.size() * 2, {});
  for (std::size_t word = 0; word < keys_.size(); ++word) Insert(keys_[word], static_cast<WordNumber>(word));
}

WordNumber WordTable::Add(std::string_view run, bool stem) {
  std::uint64_t hash = kSeed;
  for (const char c : run) hash = Step(hash, c);
  std::optional<WordNumber> known;
  const auto found = [&](WordNumber word) { known = word; };
  Probe(hash, stem, found);
  if (known) return *known;
  const std::uint64_t key = Key(hash, stem);
  const auto word = static_cast<WordNumber>(size_++);
  keys_.push_back(key);
  filter_[key % kFilterBits / 64] |= std::uint64_t{1} << (key % 64);
  if (size_ * 4 > slots_.size()) {
    Grow();
  } else {
    Insert(key, word);
  }
  return word;
}

}  // namespace proviso
