#include "proviso/near.h"

#include <algorithm>
#include <cstddef>
#include <set>
#include <tuple>

#include "base/ascii.h"

namespace proviso {
namespace {

// Past this a name is no name, and comparing it would cost its length squared.
constexpr std::size_t kLongestName = 128;
// Shorter words (`of`, `to`) say nothing about what was meant.
constexpr std::size_t kShortestWord = 3;

// Letters in lower case and all joints of words alike, so that `Data Subjects` is near to `data-subjects`. One unit is
// a character, not a byte, so that a name in Greek is not twice as far away; broken UTF-8 does no harm.
std::u32string Units(std::string_view name) {
  std::u32string units;
  for (const char raw : name) {
    const auto byte = static_cast<unsigned char>(raw);
    if ((byte & 0xC0) == 0x80 && !units.empty()) {
      units.back() = units.back() << 6 | (byte & 0x3F);
    } else if (raw == '_' || raw == ' ') {
      units += U'-';
    } else {
      units += byte < 0x80 ? static_cast<char32_t>(ToLower(raw)) : byte;
    }
  }
  return units;
}

// Optimal string alignment: insertions, deletions, substitutions, and swaps of neighbours, each place edited at most
// once.
std::size_t Distance(const std::u32string& a, const std::u32string& b) {
  std::vector<std::size_t> before(b.size() + 1), last(b.size() + 1), row(b.size() + 1);
  for (std::size_t j = 0; j <= b.size(); ++j) last[j] = j;
  for (std::size_t i = 1; i <= a.size(); ++i) {
    row[0] = i;
    for (std::size_t j = 1; j <= b.size(); ++j) {
      row[j] = std::min({last[j] + 1, row[j - 1] + 1, last[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1)});
      const bool swapped = i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1];
      if (swapped) row[j] = std::min(row[j], before[j - 2] + 1);
    }
    std::swap(before, last);
    std::swap(last, row);
  }
  return last[b.size()];
}

std::set<std::u32string> Words(const std::u32string& units) {
  std::set<std::u32string> words;
  std::u32string word;
  for (const char32_t unit : units + U"-") {
    if (unit != U'-' && unit != U'.' && unit != U'/' && unit != U'[' && unit != U']') {
      word += unit;
      continue;
    }
    if (word.size() >= kShortestWord) words.insert(word);
    word.clear();
  }
  return words;
}

bool ShareWord(const std::set<std::u32string>& words, const std::u32string& other) {
  return std::ranges::any_of(Words(other), [&](const std::u32string& word) { return words.contains(word); });
}

}  // namespace

std::vector<std::string> NearNames(std::string_view name, std::span<const std::string> known, std::size_t most) {
  if (name.size() > kLongestName) return {};
  const std::u32string units = Units(name);
  const std::set<std::u32string> words = Words(units);
  std::set<std::tuple<std::size_t, std::string_view>> close, related;
  for (const std::string& candidate : known) {
    if (candidate.size() > kLongestName) continue;
    const std::u32string other = Units(candidate);
    const std::size_t third = std::max(units.size(), other.size()) / 3;
    const std::size_t apart = std::max(units.size(), other.size()) - std::min(units.size(), other.size());
    const bool share = close.empty() && ShareWord(words, other);
    if (apart > third && !share) continue;
    const std::size_t distance = Distance(units, other);
    if (distance <= third)
      close.emplace(distance, candidate);
    else if (share)
      related.emplace(distance, candidate);
  }

  std::vector<std::string> names;
  for (const auto& [distance, candidate] : close.empty() ? related : close) {
    if (names.size() == most) break;
    names.emplace_back(candidate);
  }
  return names;
}

std::string DidYouMean(std::string_view name, std::span<const std::string> known) {
  const std::vector<std::string> names = NearNames(name, known);
  if (names.empty()) return "";
  std::string text = "did you mean ";
  for (std::size_t i = 0; i < names.size(); ++i) {
    if (i > 0) text += i + 1 == names.size() ? " or " : ", ";
    text += "`" + names[i] + "`";
  }
  return text + "?";
}

}  // namespace proviso
