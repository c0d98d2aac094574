#include "syntax/resolve.h"

#include <algorithm>
#include <array>
#include <string>

#include "base/ascii.h"

namespace proviso {
namespace {

std::size_t SkipDigits(std::string_view text, std::size_t at) {
  while (at < text.size() && IsDigit(text[at])) ++at;
  return at;
}

// -?(0|[1-9][0-9]*)(\.[0-9]+)?([eE][-+]?[0-9]+)?, the numbers of JSON, with a leading `+` or `.5` too. Leading zeros
// stay text: they are numbers in one YAML and octal in another.
bool IsDecimal(std::string_view text) {
  std::size_t at = !text.empty() && (text[0] == '-' || text[0] == '+') ? 1 : 0;
  const std::size_t whole = at;
  at = SkipDigits(text, at);
  const std::size_t digits = at - whole;
  if (digits > 1 && text[whole] == '0') return false;
  std::size_t fraction = 0;
  if (at < text.size() && text[at] == '.') {
    const std::size_t begin = at + 1;
    at = SkipDigits(text, begin);
    fraction = at - begin;
    if (fraction == 0) return false;
  }
  if (digits + fraction == 0) return false;
  if (at < text.size() && (text[at] == 'e' || text[at] == 'E')) {
    ++at;
    if (at < text.size() && (text[at] == '-' || text[at] == '+')) ++at;
    const std::size_t begin = at;
    at = SkipDigits(text, begin);
    if (at == begin) return false;
  }
  return at == text.size();
}

template <std::size_t N>
bool IsOneOf(std::string_view text, const std::array<std::string_view, N>& words) {
  return std::ranges::find(words, text) != words.end();
}

}  // namespace

void ResolvePlain(Value& value) {
  static constexpr std::array<std::string_view, 5> kNull = {"", "~", "null", "Null", "NULL"};
  static constexpr std::array<std::string_view, 3> kTrue = {"true", "True", "TRUE"};
  static constexpr std::array<std::string_view, 3> kFalse = {"false", "False", "FALSE"};
  if (IsOneOf(value.text, kNull)) {
    value.kind = Value::Kind::kNull;
  } else if (IsOneOf(value.text, kTrue) || IsOneOf(value.text, kFalse)) {
    value.kind = Value::Kind::kBool;
    value.boolean = IsOneOf(value.text, kTrue);
  } else if (IsDecimal(value.text)) {
    value.kind = Value::Kind::kNumber;
  } else {
    value.kind = Value::Kind::kText;
  }
}

bool IsAmbiguousPlain(std::string_view text) {
  static constexpr std::array<std::string_view, 6> kWords = {"yes", "no", "on", "off", "y", "n"};
  if (text.size() <= 3 && IsOneOf(ToLower(text), kWords)) return true;
  std::size_t at = !text.empty() && (text[0] == '-' || text[0] == '+') ? 1 : 0;
  if (at >= text.size() || !IsDigit(text[at])) return false;
  if (text[at] == '0' && at + 1 < text.size() &&
      (IsDigit(text[at + 1]) || text[at + 1] == 'x' || text[at + 1] == 'o' || text[at + 1] == 'b')) {
    return text.find_first_not_of("0123456789abcdefABCDEFxo", at) == std::string_view::npos;
  }
  const std::size_t colon = SkipDigits(text, at);  // sexagesimal
  return colon < text.size() && text[colon] == ':' &&
         text.find_first_not_of("0123456789:.", at) == std::string_view::npos;
}

}  // namespace proviso
