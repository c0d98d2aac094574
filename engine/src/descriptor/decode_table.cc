#include <array>
#include <utility>

#include "base/utf8.h"
#include "proviso/descriptor.h"

namespace proviso {
namespace {

// Bytes 0x80 to 0x9F of Windows-1252; the others are Latin-1. Five have no meaning.
constexpr std::array<char16_t, 32> kWindows1252 = {0x20AC, 0xFFFD, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021,
                                                   0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0xFFFD, 0x017D, 0xFFFD,
                                                   0xFFFD, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014,
                                                   0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0xFFFD, 0x017E, 0x0178};

char32_t FromWindows1252(unsigned char byte) { return byte >= 0x80 && byte < 0xA0 ? kWindows1252[byte - 0x80] : byte; }

}  // namespace

std::string DecodeTable(std::string bytes) {
  if (bytes.starts_with("\xEF\xBB\xBF")) bytes.erase(0, 3);
  const std::string_view text = bytes;
  if (FindBadUtf8(text) == std::string_view::npos) return bytes;
  std::size_t characters = 0;  // of UTF-8, beyond ASCII
  std::size_t strays = 0;
  for (std::size_t at = 0; at < text.size();) {
    char32_t c = 0;
    const std::size_t length = DecodeUtf8(text, at, c);
    characters += length > 1 ? 1 : 0;
    strays += length == 0 ? 1 : 0;
    at += length == 0 ? 1 : length;
  }
  // A file that is UTF-8 but for a few pasted bytes keeps what is UTF-8.
  const bool keep = characters > strays;
  std::string decoded;
  decoded.reserve(bytes.size() + bytes.size() / 8);
  for (std::size_t at = 0; at < text.size();) {
    char32_t c = 0;
    const std::size_t length = DecodeUtf8(text, at, c);
    if (length > 1 && keep) {
      decoded += text.substr(at, length);
      at += length;
    } else {
      AppendUtf8(FromWindows1252(static_cast<unsigned char>(text[at])), decoded);
      ++at;
    }
  }
  return decoded;
}

}  // namespace proviso
