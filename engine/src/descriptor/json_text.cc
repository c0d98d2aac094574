#include "descriptor/json_text.h"

#include <optional>
#include <string>

#include "base/ascii.h"
#include "base/codes.h"
#include "base/utf8.h"

namespace proviso {
namespace {

constexpr std::string_view kReplacement = "\xEF\xBF\xBD";

class Decoder {
 public:
  Decoder(std::string_view source, std::size_t begin, std::size_t end, Diagnostics& out)
      : source_(source.substr(0, end)), at_(begin), out_(out) {}

  PlacedText Run() {
    while (at_ < source_.size()) {
      const std::size_t escape = std::min(source_.find('\\', at_), source_.size());
      result_.Append(source_.substr(at_, escape - at_), at_);
      at_ = escape;
      if (at_ < source_.size()) Escape();
    }
    return std::move(result_);
  }

 private:
  void Fault(std::size_t begin, std::size_t end, std::string message, std::string help) {
    if (out_.all.size() < kMostJsonFaults)
      out_.Error(code::kJsonSyntax, {0, begin, std::min(end, source_.size())}, std::move(message), std::move(help));
    result_.AppendAt(kReplacement, begin);
  }

  // The four hexadecimal digits behind `\u`.
  std::optional<char32_t> Hex(std::size_t at) const {
    if (source_.size() < at + 4) return std::nullopt;
    char32_t c = 0;
    for (const char d : source_.substr(at, 4)) {
      const int nibble = HexValue(d);
      if (nibble < 0) return std::nullopt;
      c = c << 4 | static_cast<char32_t>(nibble);
    }
    return c;
  }

  void Escape() {
    constexpr std::string_view kNames = "\"\\/bfnrt";
    constexpr std::string_view kMeanings = "\"\\/\b\f\n\r\t";
    const std::size_t begin = at_;
    const char name = at_ + 1 < source_.size() ? source_[at_ + 1] : '\0';
    at_ = std::min(at_ + 2, source_.size());
    if (name == 'u') {
      Unicode(begin);
    } else if (const std::size_t i = kNames.find(name); i != std::string_view::npos) {
      result_.AppendAt(kMeanings.substr(i, 1), begin);
    } else {
      Fault(begin, at_, "this escape is not JSON's", "write `\\\\` for a backslash");
    }
  }

  void Unicode(std::size_t begin) {
    const auto first = Hex(at_);
    if (!first) {
      Fault(begin, at_, "`\\u` needs four hexadecimal digits behind it", "write `\\\\u` for a backslash and a `u`");
      return;
    }
    at_ += 4;
    char32_t c = *first;
    if (c >= 0xD800 && c <= 0xDBFF && source_.substr(at_, 2) == "\\u") {
      const auto second = Hex(at_ + 2);
      if (second && *second >= 0xDC00 && *second <= 0xDFFF) {
        c = 0x10000 + ((c - 0xD800) << 10) + (*second - 0xDC00);
        at_ += 6;
      }
    }
    if (c >= 0xD800 && c <= 0xDFFF) {
      Fault(begin, at_, "half of a surrogate pair, which is no character",
            "write both halves, or the character itself");
      return;
    }
    std::string bytes;
    AppendUtf8(c, bytes);
    result_.AppendAt(bytes, begin);
  }

  std::string_view source_;
  std::size_t at_;
  Diagnostics& out_;
  PlacedText result_;
};

}  // namespace

PlacedText DecodeJsonText(std::string_view source, std::size_t begin, std::size_t end, Diagnostics& out) {
  return Decoder(source, begin, end, out).Run();
}

}  // namespace proviso
