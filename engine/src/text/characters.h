// What single characters are to the matcher, and walking over UTF-8. Unicode 14, as ICU knows it.
#pragma once

#include <array>
#include <cstddef>
#include <string>
#include <string_view>

namespace proviso {

// Most text is ASCII, and is told apart here, on the spot; what lies beyond is asked of ICU's tables.
namespace beyond_ascii {
char32_t Next(std::string_view text, std::size_t& offset);
bool IsWordCharacter(char32_t c);
bool IsWhiteSpace(char32_t c);
bool IsSeparator(char32_t c);
}  // namespace beyond_ascii

namespace ascii_class {
inline constexpr unsigned char kWord = 1, kSeparator = 2, kSpace = 4;

constexpr std::array<unsigned char, 128> MakeTable() {
  std::array<unsigned char, 128> table{};
  for (std::size_t c = 'a'; c <= 'z'; ++c) table[c] = kWord;
  for (std::size_t c = 'A'; c <= 'Z'; ++c) table[c] = kWord;
  for (std::size_t c = '0'; c <= '9'; ++c) table[c] = kWord;
  table['_'] = kWord;
  for (std::size_t c = '\t'; c <= '\r'; ++c) table[c] = kSeparator | kSpace;
  table[' '] = kSeparator | kSpace;
  table['-'] = kSeparator;
  return table;
}
inline constexpr std::array<unsigned char, 128> kTable = MakeTable();
}  // namespace ascii_class

// Code points of valid UTF-8. `Next` moves `offset` past the one it returns, `Previous` to the start of the one before.
inline char32_t Next(std::string_view text, std::size_t& offset) {
  const auto lead = static_cast<unsigned char>(text[offset]);
  if (lead >= 0x80) return beyond_ascii::Next(text, offset);
  ++offset;
  return lead;
}
char32_t Previous(std::string_view text, std::size_t& offset);
void Append(std::string& text, char32_t c);

// Letters, marks, decimal digits, `_`.
inline bool IsWordCharacter(char32_t c) {
  return c < 0x80 ? (ascii_class::kTable[c] & ascii_class::kWord) != 0 : beyond_ascii::IsWordCharacter(c);
}
// Line breaks among them.
inline bool IsWhiteSpace(char32_t c) {
  return c < 0x80 ? (ascii_class::kTable[c] & ascii_class::kSpace) != 0 : beyond_ascii::IsWhiteSpace(c);
}
// White space, hyphens, dashes, line breaks.
inline bool IsSeparator(char32_t c) {
  return c < 0x80 ? (ascii_class::kTable[c] & ascii_class::kSeparator) != 0 : beyond_ascii::IsSeparator(c);
}
bool IsIgnorable(char32_t c);  // Default_Ignorable_Code_Point: zero-width characters, soft hyphens and the like

// Whether a word character stands just before or at `offset`.
inline bool WordCharacterBefore(std::string_view text, std::size_t offset) {
  return offset > 0 && IsWordCharacter(Previous(text, offset));
}
inline bool WordCharacterAt(std::string_view text, std::size_t offset) {
  return offset < text.size() && IsWordCharacter(Next(text, offset));
}

}  // namespace proviso
