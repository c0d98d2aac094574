// What the floor finds: rules with their literals, and an index of literals by the words that they begin.
#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <map>
#include <string>
#include <string_view>
#include <tuple>
#include <utility>
#include <vector>

#include "floor_bytes.h"

namespace yardstick {

struct Literal {
  std::string text;    // lower case, begins with a word character
  bool whole = false;  // and if it ends with one, the word ends there
};

// A phrase is an automaton over words: what may come next, right behind or with words between, and where that leads.
struct Edge {
  std::uint32_t literal = 0;
  std::uint32_t state = 0;
};
struct Step {
  std::int32_t gap = -1;                // at most so many words between; -1: nothing but separators
  std::uint32_t begin = 0, end = 0;     // of the edges, in order of literal
  std::array<std::uint64_t, 4> some{};  // which numbers of literals there are, modulo 256

  bool MayTake(std::uint32_t literal) const { return (some[(literal >> 6) & 3] >> (literal & 63)) & 1; }
};
struct State {
  bool accepts = false;
  std::uint32_t begin = 0, end = 0;  // of the steps
};

// So many words behind the first word of the match one of the clause's literals stands.
struct Need {
  std::uint32_t clause = 0;
  std::int32_t low = 0;
  std::int32_t high = 0;
};

struct Rule {
  std::string id;
  std::int64_t phrase = -1;  // the first state of its automaton; -1: a pattern, which RE2 confirms
  std::unique_ptr<RE2> regex;
  bool in_order = true;     // its triggers stand equally far behind, so they come in the order of what they give away
  std::int64_t first = -1;  // of a pattern: the clause that its first word meets; -1: any word
  std::vector<Need> others;
};

// A literal that gives a rule away, and how far behind the first word of the match it stands.
struct Trigger {
  std::uint32_t rule = 0;
  std::int32_t low = 0;
  std::int32_t high = 0;
};

// Which literals stand at a place where a word starts. Three filters, each smaller than a cache, come before any table:
// the first two bytes for short literals, four and eight for longer ones.
class Index {
 public:
  void Build(const std::vector<Literal>& literals, const std::vector<bool>& selected) {
    literals_ = &literals;
    padded_.assign(literals.size() * 16, '\0');
    std::map<std::uint64_t, std::vector<std::uint32_t>> by_key[3];
    for (std::uint32_t i = 0; i < literals.size(); ++i) {
      const std::string& text = literals[i].text;
      std::copy_n(text.begin(), std::min<std::size_t>(16, text.size()), padded_.begin() + 16 * i);
      if (!selected[i]) continue;
      std::uint64_t key = 0;
      std::memcpy(&key, padded_.data() + 16 * i, 8);
      key |= kLower;
      if (text.size() >= 8) {
        by_key[2][key].push_back(i);
        Set(four_, Hash4(key));
        Set(eight_, Hash8(key) >> 16);
      } else if (text.size() >= 4) {
        by_key[1][key & 0xffffffff].push_back(i);
        Set(four_, Hash4(key));
      } else if (text.size() >= 2) {
        by_key[0][key & 0xffff].push_back(i);
        Set(two_, key & 0xffff);
      } else {
        ones_[static_cast<unsigned char>(key & 0xff)].push_back(i);
        has_ones_ = true;
      }
    }
    for (int k = 0; k < 3; ++k) Fill(tables_[k], by_key[k]);
  }

  // `found(literal)` for each literal at `at`, where a word starts.
  template <class F>
  void At(const char* text, std::size_t at, std::size_t size, F&& found) const {
    std::uint64_t key;
    std::memcpy(&key, text + at, 8);
    key |= kLower;
    if (Has(four_, Hash4(key))) {
      if (Has(eight_, Hash8(key) >> 16)) Look(tables_[2], key, text, at, size, found);
      Look(tables_[1], key & 0xffffffff, text, at, size, found);
    }
    if (Has(two_, key & 0xffff)) Look(tables_[0], key & 0xffff, text, at, size, found);
    if (has_ones_)
      for (const std::uint32_t literal : ones_[key & 0xff]) Check(literal, text, at, size, found);
  }

 private:
  struct Slot {
    std::uint64_t key = 0;
    std::uint32_t begin = 0, end = 0;
  };
  struct Table {
    std::vector<Slot> slots;
    std::vector<std::uint32_t> literals;
    std::size_t mask = 0;
  };
  using Bits = std::array<std::uint64_t, 1024>;  // of 16-bit keys

  static constexpr std::uint64_t kLower = 0x2020202020202020;  // letters in lower case; the rest is told apart later

  static std::uint32_t Hash4(std::uint64_t key) { return (static_cast<std::uint32_t>(key) * 0x9E3779B1u) >> 16; }
  static std::uint32_t Hash8(std::uint64_t key) {
    return static_cast<std::uint32_t>((key * 0x9E3779B97F4A7C15u) >> 32);
  }
  static void Set(Bits& bits, std::uint32_t at) { bits[at >> 6] |= std::uint64_t{1} << (at & 63); }
  static bool Has(const Bits& bits, std::uint32_t at) { return (bits[at >> 6] >> (at & 63)) & 1; }

  static void Fill(Table& table, const std::map<std::uint64_t, std::vector<std::uint32_t>>& by_key) {
    std::size_t size = 16;
    while (size < by_key.size() * 4) size *= 2;
    table.slots.assign(size, {});
    table.mask = size - 1;
    for (const auto& [key, literals] : by_key) {
      std::size_t slot = Hash8(key) & table.mask;
      while (table.slots[slot].end != 0) slot = (slot + 1) & table.mask;
      const auto begin = static_cast<std::uint32_t>(table.literals.size());
      table.literals.insert(table.literals.end(), literals.begin(), literals.end());
      table.slots[slot] = {key, begin, static_cast<std::uint32_t>(table.literals.size())};
    }
  }

  template <class F>
  void Look(const Table& table, std::uint64_t key, const char* text, std::size_t at, std::size_t size,
            F&& found) const {
    for (std::size_t slot = Hash8(key) & table.mask; table.slots[slot].end != 0; slot = (slot + 1) & table.mask) {
      if (table.slots[slot].key != key) continue;
      for (std::uint32_t i = table.slots[slot].begin; i < table.slots[slot].end; ++i)
        Check(table.literals[i], text, at, size, found);
      return;
    }
  }

  template <class F>
  void Check(std::uint32_t literal, const char* text, std::size_t at, std::size_t size, F&& found) const {
    const Literal& wanted = (*literals_)[literal];
    const std::size_t end = at + wanted.text.size();
    if (end > size) return;
    __m128i bytes = _mm_loadu_si128(reinterpret_cast<const __m128i*>(text + at));
    const __m128i from = _mm_sub_epi8(bytes, _mm_set1_epi8('A'));
    const __m128i capital = _mm_cmpeq_epi8(_mm_min_epu8(from, _mm_set1_epi8(25)), from);
    bytes = _mm_or_si128(bytes, _mm_and_si128(capital, _mm_set1_epi8(0x20)));
    const __m128i pattern = _mm_loadu_si128(reinterpret_cast<const __m128i*>(padded_.data() + 16 * literal));
    const auto same = static_cast<std::uint32_t>(_mm_movemask_epi8(_mm_cmpeq_epi8(bytes, pattern)));
    const std::uint32_t all = (1u << std::min<std::size_t>(16, wanted.text.size())) - 1;
    if ((same & all) != all) return;
    for (std::size_t i = 16; i < wanted.text.size(); ++i)
      if (Lower(text[at + i]) != wanted.text[i]) return;
    if (wanted.whole && end < size && IsWord(text[end]) && IsWord(text[end - 1])) return;
    found(literal);
  }

  const std::vector<Literal>* literals_ = nullptr;
  std::vector<char> padded_;  // 16 bytes a literal
  Bits two_{}, four_{}, eight_{};
  Table tables_[3];
  std::array<std::vector<std::uint32_t>, 256> ones_;
  bool has_ones_ = false;
};

}  // namespace yardstick
