#include <algorithm>
#include <optional>
#include <string>
#include <utility>

#include "base/ascii.h"
#include "base/placed_text.h"
#include "base/utf8.h"
#include "syntax/scalar.h"

namespace proviso {
namespace {

constexpr std::string_view kBlank = " \t";

// The escape whose backslash stands at `at`, which is moved past it. None for one that is not YAML's; `\_ \N \L \P`
// are, but yaml-cpp gets the first two wrong, and nobody writes them.
std::optional<std::string> DecodeEscape(std::string_view source, std::size_t& at) {
  constexpr std::string_view kNames = "0abtnvfre \"/\\";
  constexpr std::string_view kMeanings("\0\a\b\t\n\v\f\r\x1b \"/\\", 13);
  if (at + 1 >= source.size()) return std::nullopt;
  const char name = source[at + 1];
  if (const std::size_t i = kNames.find(name); i != std::string_view::npos) {
    at += 2;
    return std::string(kMeanings.substr(i, 1));
  }
  const std::size_t digits = name == 'x' ? 2 : name == 'u' ? 4 : name == 'U' ? 8 : 0;
  if (digits == 0 || at + 2 + digits > source.size()) return std::nullopt;
  char32_t c = 0;
  for (const char d : source.substr(at + 2, digits)) {
    const int nibble = HexValue(d);
    if (nibble < 0) return std::nullopt;
    c = c << 4 | static_cast<char32_t>(nibble);
  }
  if (c > 0x10FFFF || (c >= 0xD800 && c <= 0xDFFF)) return std::nullopt;
  std::string bytes;
  AppendUtf8(c, bytes);
  at += 2 + digits;
  return bytes;
}

class QuotedReader {
 public:
  QuotedReader(std::string_view source, std::size_t begin)
      : source_(source), quote_(source[begin]), begin_(begin), at_(begin + 1) {}

  ScalarPlace Read(std::string_view value) {
    ScalarPlace place{.begin = begin_, .end = std::min(begin_ + 1, source_.size())};
    place.problem = ScalarProblem::kUnclosed;
    place.problem_at = begin_;
    while (at_ < source_.size()) {
      if (AtEnd()) {
        place.end = at_ + 1;
        place.problem = placed_.text == value ? ScalarProblem::kNone : ScalarProblem::kDiffers;
        place.runs = std::move(placed_.runs);
        return place;
      }
      if (!Step()) {
        place.problem = ScalarProblem::kBadEscape;
        place.problem_at = at_;
        return place;
      }
    }
    return place;
  }

 private:
  bool AtEnd() const { return source_[at_] == quote_ && !(quote_ == '\'' && source_.substr(at_, 2) == "''"); }

  // False at an escape that cannot be read.
  bool Step() {
    if (source_[at_] == '\'' && quote_ == '\'') {
      placed_.AppendAt("'", at_);
      at_ += 2;
      return true;
    }
    if (source_[at_] == '\\' && quote_ == '"') return Escape();
    const std::size_t blank_end = std::min(source_.find_first_not_of(kBlank, at_), source_.size());
    if (blank_end < source_.size() && IsBreak(source_, blank_end)) {
      Fold(blank_end);
      return true;
    }
    const std::size_t stop = std::max(blank_end, at_ + 1);
    placed_.Append(source_.substr(at_, stop - at_), at_);
    at_ = stop;
    return true;
  }

  bool Escape() {
    if (at_ + 1 < source_.size() && IsBreak(source_, at_ + 1)) {  // the line goes on in the next
      at_ = std::min(source_.find_first_not_of(kBlank, PastBreak(source_, at_ + 1)), source_.size());
      return true;
    }
    const std::size_t from = at_;
    const auto bytes = DecodeEscape(source_, at_);
    if (bytes) placed_.AppendAt(*bytes, from);
    return bytes.has_value();
  }

  // White space around line breaks is layout: one break is a space, each further one a line feed.
  void Fold(std::size_t first_break) {
    std::size_t next = first_break;
    std::size_t breaks = 0;
    while (next < source_.size() && IsBreak(source_, next)) {
      if (++breaks > 1) placed_.AppendAt("\n", next);
      next = std::min(source_.find_first_not_of(kBlank, PastBreak(source_, next)), source_.size());
    }
    if (breaks == 1) placed_.AppendAt(" ", first_break);
    at_ = next;
  }

  std::string_view source_;
  char quote_;
  std::size_t begin_;
  std::size_t at_;
  PlacedText placed_;
};

}  // namespace

ScalarPlace PlaceQuoted(std::string_view source, std::size_t at, std::string_view value) {
  return QuotedReader(source, at).Read(value);
}

}  // namespace proviso
