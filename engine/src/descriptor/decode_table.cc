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

std::size_t FindBeyondAscii(std::string_view text, std::size_t at) {
  while (at < text.size() && static_cast<unsigned char>(text[at]) < 0x80) ++at;
  return at;
}

}  // namespace

void TableDecoder::CountWhole(std::string_view text) {
  for (std::size_t at = FindBeyondAscii(text, 0); at < text.size(); at = FindBeyondAscii(text, at)) {
    char32_t c = 0;
    const std::size_t length = DecodeUtf8(text, at, c);
    characters_ += length > 1 ? 1 : 0;
    strays_ += length == 0 ? 1 : 0;
    at += length == 0 ? 1 : length;
  }
}

// What can be read of `bytes` without those that come behind, and of what the stretch before left over. No character
// begins with a byte that goes on another, so what is kept back begins at the last byte that could begin one.
std::string_view TableDecoder::Whole(std::string_view bytes, bool last) {
  if (!carry_.empty()) {
    joined_ = std::move(carry_);
    joined_ += bytes;
    bytes = joined_;
    carry_.clear();
  }
  if (last) return bytes;
  for (std::size_t back = 1; back <= 3 && back <= bytes.size(); ++back) {
    const auto byte = static_cast<unsigned char>(bytes[bytes.size() - back]);
    if (byte < 0x80) break;
    if (byte < 0xC0) continue;
    carry_ = bytes.substr(bytes.size() - back);
    bytes.remove_suffix(back);
    break;
  }
  return bytes;
}

void TableDecoder::Count(std::string_view bytes) { CountWhole(Whole(bytes, false)); }

void TableDecoder::EndCount() { CountWhole(Whole("", true)); }

void TableDecoder::Decode(std::string_view bytes, bool last, std::string& out) {
  const std::string_view text = Whole(bytes, last);
  // A file that is UTF-8 but for a few pasted bytes keeps what is UTF-8.
  const bool keep = characters_ > strays_;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t beyond = is_utf8() ? text.size() : FindBeyondAscii(text, at);
    out += text.substr(at, beyond - at);
    at = beyond;
    if (at == text.size()) break;
    char32_t c = 0;
    const std::size_t length = DecodeUtf8(text, at, c);
    if (length > 1 && keep) {
      out += text.substr(at, length);
      at += length;
    } else {
      AppendUtf8(FromWindows1252(static_cast<unsigned char>(text[at])), out);
      ++at;
    }
  }
}

std::string DecodeTable(std::string bytes) {
  if (bytes.starts_with("\xEF\xBB\xBF")) bytes.erase(0, 3);
  TableDecoder decoder;
  decoder.Count(bytes);
  decoder.EndCount();
  if (decoder.is_utf8()) return bytes;
  std::string decoded;
  decoded.reserve(bytes.size() + bytes.size() / 8);
  decoder.Decode(bytes, true, decoded);
  return decoded;
}

}  // namespace proviso
