#include "syntax/precheck.h"

#include <cstdint>
#include <string>
#include <string_view>

#include "base/codes.h"

namespace proviso {
namespace {

constexpr std::size_t kMostFaults = 20;          // of one kind in one file; the first tell enough
constexpr std::size_t kMostOpenBrackets = 2000;  // yaml-cpp queues all of them before it looks at its own limit

// Length of the UTF-8 sequence at `at`, 0 when it is none; `c` is its code point.
std::size_t Decode(std::string_view text, std::size_t at, char32_t& c) {
  const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
  const unsigned char lead = byte(at);
  if (lead < 0x80) {
    c = lead;
    return 1;
  }
  const std::size_t length = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : 2;
  if (lead < 0xC2 || lead > 0xF4 || at + length > text.size()) return 0;
  c = lead & (0xFF >> (length + 1));
  for (std::size_t i = 1; i < length; ++i) {
    if ((byte(at + i) & 0xC0) != 0x80) return 0;
    c = c << 6 | (byte(at + i) & 0x3F);
  }
  const bool overlong = (length == 3 && c < 0x800) || (length == 4 && c < 0x10000);
  return overlong || c > 0x10FFFF || (c >= 0xD800 && c <= 0xDFFF) ? 0 : length;
}

bool IsRefused(char32_t c) {
  if (c < 0x20) return c != '\t' && c != '\n' && c != '\r';
  return c == 0x7F || (c >= 0x80 && c < 0xA0) || c == 0x2028 || c == 0x2029 || c == 0xFEFF ||
         (c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069);
}

class Precheck {
 public:
  Precheck(std::string_view text, Span range, Diagnostics& out) : text_(text), range_(range), out_(out) {}

  bool Run() {
    CheckCharacters();
    if (ok_) CheckLines();
    if (ok_) CheckBrackets();
    return ok_;
  }

 private:
  void Fault(std::string_view code, std::size_t begin, std::size_t length, std::string message, std::string help) {
    ok_ = false;
    if (++faults_ <= kMostFaults)
      out_.Error(code, {range_.source, begin, begin + length}, std::move(message), std::move(help));
  }

  void CheckCharacters() {
    for (std::size_t at = range_.begin; at < range_.end;) {
      char32_t c = 0;
      const std::size_t length = Decode(text_.substr(0, range_.end), at, c);
      if (length == 0) {
        Fault(code::kNotUtf8, at, 1, "this byte is not UTF-8", "save the file as UTF-8");
        return;  // the rest would be guesswork
      }
      if (c == '\r' && (at + 1 >= range_.end || text_[at + 1] != '\n')) {
        Fault(code::kControlCharacter, at, 1, "a carriage return without a line feed", "end lines with a line feed");
      } else if (IsRefused(c)) {
        Fault(code::kControlCharacter, at, length, "a control or bidirectional character",
              "remove it, or write it as an escape in double quotes");
      }
      at += length;
    }
  }

  void CheckLines() {
    for (std::size_t begin = range_.begin; begin < range_.end;) {
      std::size_t end = text_.find('\n', begin);
      if (end == std::string_view::npos || end > range_.end) end = range_.end;
      const std::string_view line = text_.substr(begin, end - begin);
      if (line.starts_with('%')) {
        Fault(code::kDirective, begin, line.size(), "a line that begins with `%` is a YAML directive",
              "remove it; Proviso reads YAML 1.2 without directives");
      }
      const std::size_t indent = line.find_first_not_of(' ');
      if (indent != std::string_view::npos && line[indent] == '\t' &&
          line.find_first_not_of(" \t\r") != std::string_view::npos) {
        Fault(code::kTabIndentation, begin + indent, 1, "a tab in the indentation", "indent with spaces");
      }
      begin = end + 1;
    }
  }

  void CheckBrackets() {
    std::size_t open = 0;
    for (std::size_t at = range_.begin; at < range_.end; ++at) {
      if (text_[at] == '[' || text_[at] == '{') ++open;
      if ((text_[at] == ']' || text_[at] == '}') && open > 0) --open;
      if (open > kMostOpenBrackets) {
        Fault(code::kTooDeep, at, 1, "more brackets stand open here than any sensible file needs",
              "nest less deeply, or close the brackets");
        return;
      }
    }
  }

  std::string_view text_;
  Span range_;
  Diagnostics& out_;
  bool ok_ = true;
  std::size_t faults_ = 0;
};

}  // namespace

bool PrecheckYaml(const Source& source, Span range, const YamlLimits& limits, Diagnostics& out) {
  const std::string_view text = source.text();
  if (range.end - range.begin > limits.bytes) {
    out.Error(code::kTooLarge, {range.source, range.begin, range.begin},
              "this is " + std::to_string(range.end - range.begin) + " bytes long; the limit is " +
                  std::to_string(limits.bytes),
              "split it into several files");
    return false;
  }
  const auto first_two = text.substr(range.begin, 2);
  if (first_two == "\xFE\xFF" || first_two == "\xFF\xFE" || first_two.find('\0') != std::string_view::npos) {
    out.Error(code::kNotUtf8, {range.source, range.begin, range.begin + 1}, "this is not UTF-8 (UTF-16 perhaps)",
              "save the file as UTF-8");
    return false;
  }
  return Precheck(text, range, out).Run();
}

}  // namespace proviso
