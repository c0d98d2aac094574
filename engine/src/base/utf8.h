// UTF-8, strictly: no overlong forms, no surrogates, nothing past U+10FFFF.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace proviso {

// Length of the sequence at `at`, 0 when there is none; `c` becomes its code point.
std::size_t DecodeUtf8(std::string_view text, std::size_t at, char32_t& c);

// Offset of the first byte, from `at` on, that is not UTF-8; npos when all is well.
std::size_t FindBadUtf8(std::string_view text, std::size_t at = 0);

// Where a text begins behind a byte-order mark, which is no part of it.
inline std::size_t PastByteOrderMark(std::string_view text) { return text.starts_with("\xEF\xBB\xBF") ? 3 : 0; }

void AppendUtf8(char32_t c, std::string& out);

}  // namespace proviso
