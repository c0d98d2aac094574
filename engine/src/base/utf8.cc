#include "base/utf8.h"

#include <cstdint>
#include <cstring>

namespace proviso {

std::size_t DecodeUtf8(std::string_view text, std::size_t at, char32_t& c) {
  const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
  const unsigned char lead = byte(at);
  if (lead < 0x80) {
    c = lead;
    return 1;
  }
  const std::size_t length = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : 2;
  if (lead < 0xC2 || lead > 0xF4 || text.size() - at < length) return 0;
  c = lead & (0xFF >> (length + 1));
  for (std::size_t i = 1; i < length; ++i) {
    if ((byte(at + i) & 0xC0) != 0x80) return 0;
    c = c << 6 | (byte(at + i) & 0x3F);
  }
  const bool overlong = (length == 3 && c < 0x800) || (length == 4 && c < 0x10000);
  return overlong || c > 0x10FFFF || (c >= 0xD800 && c <= 0xDFFF) ? 0 : length;
}

std::size_t FindBadUtf8(std::string_view text, std::size_t at) {
  while (at < text.size()) {
    // Eight bytes at once where all of them are ASCII, as most are.
    std::uint64_t bytes = 0;
    for (; at + sizeof bytes <= text.size(); at += sizeof bytes) {
      std::memcpy(&bytes, text.data() + at, sizeof bytes);
      if ((bytes & 0x8080808080808080) != 0) break;
    }
    if (at >= text.size()) break;
    char32_t c = 0;
    const std::size_t length = DecodeUtf8(text, at, c);
    if (length == 0) return at;
    at += length;
  }
  return std::string_view::npos;
}

void AppendUtf8(char32_t c, std::string& out) {
  const auto append = [&](char32_t byte) { out += static_cast<char>(byte); };
  if (c < 0x80) {
    append(c);
    return;
  }
  const int tail = c < 0x800 ? 1 : c < 0x10000 ? 2 : 3;
  constexpr char32_t kLead[] = {0, 0xC0, 0xE0, 0xF0};
  append(kLead[tail] | c >> (6 * tail));
  for (int i = tail - 1; i >= 0; --i) append(0x80 | (c >> (6 * i) & 0x3F));
}

}  // namespace proviso
