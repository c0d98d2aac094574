#include "text/unmask.h"

#include <algorithm>
#include <array>
#include <optional>

#include "text/characters.h"

namespace proviso {
namespace {

constexpr std::size_t kFewestSpelledOut = 4;
constexpr std::size_t kFewestLetters = 2;

bool IsLetter(char c) { return c >= 'a' && c <= 'z'; }
bool IsStandIn(char c) { return StandsFor(c, 'i') != 0; }

// `·` is the only sign of more than one byte.
constexpr std::string_view kMiddleDot = "\xC2\xB7";

std::size_t SignAt(std::string_view text, std::size_t at) {
  if (at >= text.size()) return 0;
  if (text.substr(at, kMiddleDot.size()) == kMiddleDot) return kMiddleDot.size();
  return std::string_view(" ._-/|*").find(text[at]) != std::string_view::npos ? 1 : 0;
}

// Single letters from `begin` on, the same sign between each two.
std::optional<MaskedWord> SpelledOutAt(std::string_view text, std::size_t begin) {
  const std::size_t sign = SignAt(text, begin + 1);
  if (sign == 0) return std::nullopt;
  const std::string_view between = text.substr(begin + 1, sign);
  std::size_t letters = 0, all = 0, end = begin;
  for (std::size_t at = begin; at < text.size() && (IsLetter(text[at]) || IsStandIn(text[at])); at += 1 + sign) {
    const bool alone = at + 1 == text.size() || !WordCharacterAt(text, at + 1) || text[at + 1] == '_';
    if (!alone) break;
    letters += IsLetter(text[at]) ? 1 : 0;
    ++all;
    end = at + 1;
    if (text.substr(end, sign) != between) break;
  }
  if (all < kFewestSpelledOut || letters + 1 < kFewestSpelledOut) return std::nullopt;
  return MaskedWord{{begin, end}, true};
}

// Letters and what stands in for them, from `begin` on.
std::optional<MaskedWord> StandInsAt(std::string_view text, std::size_t begin) {
  std::size_t letters = 0, end = begin;
  bool has_stand_in = false, letter_behind = false;
  for (; end < text.size() && (IsLetter(text[end]) || IsStandIn(text[end])); ++end) {
    if (IsLetter(text[end])) {
      ++letters;
      letter_behind = letter_behind || has_stand_in;
    } else {
      has_stand_in = true;
    }
  }
  if (letters < kFewestLetters || !letter_behind || WordCharacterAt(text, end)) return std::nullopt;
  return MaskedWord{{begin, end}, false};
}

}  // namespace

char StandsFor(char c, char one) {
  switch (c) {
    case '0':
      return 'o';
    case '1':
      return one;
    case '3':
      return 'e';
    case '4':
    case '@':
      return 'a';
    case '5':
    case '$':
      return 's';
    case '7':
      return 't';
    default:
      return 0;
  }
}

namespace {

enum class Role : unsigned char { kOther, kStandIn, kSign, kDotLead };

constexpr std::array<Role, 256> MakeRoles() {
  std::array<Role, 256> roles{};
  for (const char c : std::string_view("013457@$")) roles[static_cast<unsigned char>(c)] = Role::kStandIn;
  for (const char c : std::string_view(" ._-/|*")) roles[static_cast<unsigned char>(c)] = Role::kSign;
  roles[0xC2] = Role::kDotLead;  // its first byte, and that of few others
  return roles;
}
constexpr std::array<Role, 256> kRoles = MakeRoles();

// Whether there may be one at all. A letter stands right behind a stand-in, or the same sign stands three times with
// one character between each two.
bool MayHoldMaskedWords(std::string_view normal) {
  for (std::size_t at = 0; at < normal.size(); ++at) {
    const Role role = kRoles[static_cast<unsigned char>(normal[at])];
    if (role == Role::kOther) continue;
    if (role == Role::kDotLead) return true;
    if (role == Role::kStandIn && at + 1 < normal.size() && IsLetter(normal[at + 1])) return true;
    if (role == Role::kSign && at + 4 < normal.size() && normal[at + 2] == normal[at] && normal[at + 4] == normal[at])
      return true;
  }
  return false;
}

}  // namespace

std::vector<MaskedWord> FindMaskedWords(std::string_view normal) {
  std::vector<MaskedWord> words;
  if (!MayHoldMaskedWords(normal)) return words;
  for (std::size_t at = 0; at < normal.size();) {
    if (!IsLetter(normal[at]) && !IsStandIn(normal[at])) {
      Next(normal, at);
      continue;
    }
    std::optional<MaskedWord> word;
    const bool begins = !WordCharacterBefore(normal, at) || normal[at - 1] == '_';
    if (begins) word = SpelledOutAt(normal, at);
    if (begins && !word) word = StandInsAt(normal, at);
    if (word) {
      words.push_back(*word);
      at = word->place.end;
      continue;
    }
    while (at < normal.size() && (IsLetter(normal[at]) || IsStandIn(normal[at]))) ++at;
  }
  return words;
}

}  // namespace proviso
