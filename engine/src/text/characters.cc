#include "text/characters.h"

#include <unicode/uchar.h>
#include <unicode/utf8.h>

#include <algorithm>
#include <cstdint>

namespace proviso {
namespace {

constexpr std::uint32_t kWordCategories = U_GC_L_MASK | U_GC_M_MASK | U_GC_ND_MASK;

}  // namespace

namespace beyond_ascii {

char32_t Next(std::string_view text, std::size_t& offset) {
  const auto lead = static_cast<unsigned char>(text[offset]);
  const auto byte = [&](std::size_t i) {
    return i < text.size() ? static_cast<char32_t>(static_cast<unsigned char>(text[i]) & 0x3F) : char32_t{0};
  };
  const std::size_t at = offset;
  if (lead < 0xE0) {
    offset = std::min(at + 2, text.size());
    return (static_cast<char32_t>(lead & 0x1F) << 6) | byte(at + 1);
  }
  if (lead < 0xF0) {
    offset = std::min(at + 3, text.size());
    return (static_cast<char32_t>(lead & 0x0F) << 12) | (byte(at + 1) << 6) | byte(at + 2);
  }
  offset = std::min(at + 4, text.size());
  return (static_cast<char32_t>(lead & 0x07) << 18) | (byte(at + 1) << 12) | (byte(at + 2) << 6) | byte(at + 3);
}

bool IsWordCharacter(char32_t c) { return (U_GET_GC_MASK(static_cast<UChar32>(c)) & kWordCategories) != 0; }

bool IsWhiteSpace(char32_t c) { return u_isUWhiteSpace(static_cast<UChar32>(c)) != 0; }

bool IsSeparator(char32_t c) {
  return u_isUWhiteSpace(static_cast<UChar32>(c)) != 0 || u_hasBinaryProperty(static_cast<UChar32>(c), UCHAR_DASH) != 0;
}

}  // namespace beyond_ascii

char32_t Previous(std::string_view text, std::size_t& offset) {
  do {
    --offset;
  } while (offset > 0 && (static_cast<unsigned char>(text[offset]) & 0xC0) == 0x80);
  std::size_t again = offset;
  return Next(text, again);
}

void Append(std::string& text, char32_t c) {
  std::array<char, U8_MAX_LENGTH> bytes{};
  std::size_t length = 0;
  U8_APPEND_UNSAFE(bytes.data(), length, c);
  text.append(bytes.data(), length);
}

bool IsIgnorable(char32_t c) {
  return c >= 0x80 && u_hasBinaryProperty(static_cast<UChar32>(c), UCHAR_DEFAULT_IGNORABLE_CODE_POINT) != 0;
}

}  // namespace proviso
