// What single characters are to the matcher, and walking over UTF-8. Unicode 14, as ICU knows it.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace proviso {

// Code points of valid UTF-8. `Next` moves `offset` past the one it returns, `Previous` to the start of the one before.
char32_t Next(std::string_view text, std::size_t& offset);
char32_t Previous(std::string_view text, std::size_t& offset);
void Append(std::string& text, char32_t c);

bool IsWordCharacter(char32_t c);  // letters, marks, decimal digits, `_`
bool IsWhiteSpace(char32_t c);     // line breaks among them
bool IsSeparator(char32_t c);      // white space, hyphens, dashes, line breaks
bool IsIgnorable(char32_t c);      // Default_Ignorable_Code_Point: zero-width characters, soft hyphens and the like

// Whether a word character stands just before or at `offset`.
bool WordCharacterBefore(std::string_view text, std::size_t offset);
bool WordCharacterAt(std::string_view text, std::size_t offset);

}  // namespace proviso
