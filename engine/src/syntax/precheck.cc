#include "syntax/precheck.h"

#include <algorithm>
#include <string>
#include <string_view>

#include "base/codes.h"
#include "base/utf8.h"

namespace proviso {
namespace {

constexpr std::size_t kMostFaults = 20;  // of one file; the first tell enough

bool IsControl(char32_t c) { return (c < 0x20 && c != '\t' && c != '\n' && c != '\r') || c == 0x7F; }

// Other readers see other lines, or other text, than the eye does.
bool Deceives(char32_t c) {
  return (c >= 0x80 && c < 0xA0) || c == 0x2028 || c == 0x2029 || c == 0xFEFF || (c >= 0x202A && c <= 0x202E) ||
         (c >= 0x2066 && c <= 0x2069);
}

class Prechecker {
 public:
  Prechecker(std::string_view text, Span range, YamlCharacters characters, Diagnostics& out)
      : text_(text.substr(0, range.end)), range_(range), characters_(characters), out_(out) {}

  Precheck Run(std::size_t most_brackets) {
    CheckCharacters();
    if (result_.ok) CheckLines();
    if (result_.ok) CheckBrackets(most_brackets);
    return std::move(result_);
  }

 private:
  void Fault(std::string_view code, std::size_t begin, std::size_t length, std::string_view message,
             std::string_view help) {
    result_.ok = false;
    if (++faults_ > kMostFaults) return;
    out_.Error(code, {range_.source, begin, begin + length}, std::string(message), std::string(help));
  }

  void CheckCharacters() {
    for (std::size_t at = range_.begin; at < text_.size();) {
      char32_t c = 0;
      const std::size_t length = DecodeUtf8(text_, at, c);
      if (length == 0) {
        Fault(code::kNotUtf8, at, 1, "this byte is not UTF-8", "save the file as UTF-8");
        return;  // the rest would be guesswork
      }
      if (c == '\r' && (at + 1 >= text_.size() || text_[at + 1] != '\n')) {
        Fault(code::kControlCharacter, at, 1, "a carriage return without a line feed", "end lines with a line feed");
      } else if (IsControl(c) || (characters_ == YamlCharacters::kModule && Deceives(c))) {
        Fault(code::kControlCharacter, at, length,
              IsControl(c) ? "a control character" : "an invisible character that changes how the text looks",
              "remove it, or write it as an escape in double quotes");
      }
      at += length;
    }
  }

  void CheckLines() {
    for (std::size_t begin = range_.begin; begin < text_.size();) {
      const std::size_t end = std::min(text_.find('\n', begin), text_.size());
      const std::string_view line = text_.substr(begin, end - begin);
      if (line.starts_with('%')) {
        Fault(code::kDirective, begin, std::min(line.find('\r'), line.size()),
              "a line that begins with `%` is a YAML directive",
              "remove it: Proviso reads YAML 1.2 without directives");
      }
      const std::size_t indent = line.find_first_not_of(' ');
      if (indent != std::string_view::npos && line[indent] == '\t') {
        const std::size_t first = line.find_first_not_of(" \t\r");
        if (first != std::string_view::npos && line[first] != '#') result_.tabs.push_back(begin + indent);
      }
      begin = end + 1;
    }
  }

  // yaml-cpp queues brackets that stand open before it looks at how deep they are.
  void CheckBrackets(std::size_t most) {
    const auto is_bracket = [](char c) { return c == '[' || c == '{'; };
    const std::string_view text = text_.substr(range_.begin);
    if (static_cast<std::size_t>(std::ranges::count_if(text, is_bracket)) <= most) return;
    Fault(code::kTooManyNodes, range_.begin, 0, "this holds more than " + std::to_string(most) + " brackets",
          "split it into several files");
  }

  std::string_view text_;
  Span range_;
  YamlCharacters characters_;
  Diagnostics& out_;
  Precheck result_;
  std::size_t faults_ = 0;
};

}  // namespace

Precheck PrecheckYaml(const Source& source, Span range, std::size_t left_out, YamlCharacters characters,
                      const YamlLimits& limits, Diagnostics& out) {
  const std::string_view text = source.text();
  const std::size_t length = range.end - range.begin + left_out;
  if (length > limits.bytes) {
    out.Error(code::kTooLarge, {range.source, range.begin, range.begin},
              "this is " + std::to_string(length) + " bytes long; the limit is " + std::to_string(limits.bytes),
              "split it into several files");
    return {.ok = false};
  }
  const auto first_two = text.substr(range.begin, std::min<std::size_t>(2, range.end - range.begin));
  if (first_two == "\xFE\xFF" || first_two == "\xFF\xFE" || first_two.find('\0') != std::string_view::npos) {
    out.Error(code::kNotUtf8, {range.source, range.begin, range.begin + 1}, "this is not UTF-8 (UTF-16 perhaps)",
              "save the file as UTF-8");
    return {.ok = false};
  }
  return Prechecker(text, range, characters, out).Run(limits.nodes);
}

}  // namespace proviso
