#include "text/word_table.h"

#include <algorithm>
#include <bit>
#include <utility>
#include <vector>

namespace proviso {

WordNumber WordNumberer::Add(std::string_view run, bool stem) {
  std::uint64_t hash = WordTable::kSeed;
  for (const char c : run) hash = WordTable::Step(hash, c);
  return words_.try_emplace(WordTable::Key(hash, stem), static_cast<WordNumber>(words_.size())).first->second;
}

WordTable WordNumberer::MakeTable() const {
  std::vector<std::pair<WordNumber, std::uint64_t>> keys;
  for (const auto& [key, word] : words_) keys.emplace_back(word, key);
  std::ranges::sort(keys);
  std::vector<WordTable::Slot> slots(std::bit_ceil(words_.size() * 4 + 1));
  std::vector<std::uint64_t> filter(WordTable::kFilterBits / 64);
  for (const auto& [word, key] : keys) {
    filter[key % WordTable::kFilterBits / 64] |= std::uint64_t{1} << (key % 64);
    std::size_t i = key & (slots.size() - 1);
    while (slots[i].tag != 0) i = (i + 1) & (slots.size() - 1);
    slots[i] = {WordTable::Tag(key), word};
  }
  WordTable table;
  table.slots_ = FlatArray(std::move(slots));
  table.filter_ = FlatArray(std::move(filter));
  return table;
}

}  // namespace proviso
