#include "report/layout.h"

#include <algorithm>

#include "proviso/printable.h"

namespace proviso {
namespace {

const char* Code(Tint tint) {
  switch (tint) {
    case Tint::kNone:
      return "";
    case Tint::kBold:
      return "1";
    case Tint::kRed:
      return "1;31";
    case Tint::kYellow:
      return "1;33";
    case Tint::kGreen:
      return "1;32";
    case Tint::kBlue:
      return "1;34";
    case Tint::kCyan:
      return "36";
    case Tint::kFaint:
      return "2";
  }
  return "";
}

}  // namespace

std::string Painter::operator()(Tint tint, std::string_view text) const {
  if (!color || tint == Tint::kNone) return std::string(text);
  return "\033[" + std::string(Code(tint)) + "m" + std::string(text) + "\033[0m";
}

std::vector<std::string> WrapLines(std::string_view text, std::size_t first, std::size_t rest) {
  std::vector<std::string> lines(1);
  std::size_t column = 0;
  const std::string printable = Printable(text);
  for (std::size_t at = 0; at < printable.size();) {
    const std::size_t begin = printable.find_first_not_of(' ', at);
    if (begin == std::string::npos) break;
    at = std::min(printable.find(' ', begin), printable.size());
    const std::string_view word = std::string_view(printable).substr(begin, at - begin);
    const std::size_t width = DisplayWidth(word);
    if (column > 0 && column + 1 + width > (lines.size() == 1 ? first : rest)) {
      lines.emplace_back();
      column = 0;
    }
    if (column > 0) lines.back() += ' ';
    lines.back() += word;
    column += width + (column > 0 ? 1 : 0);
  }
  return lines;
}

std::string Wrap(std::string_view first, std::string_view text, std::size_t indent, std::string_view painted_first) {
  const std::size_t used = DisplayWidth(first);
  const auto lines =
      WrapLines(text, kPageWidth - std::min(used, kPageWidth), kPageWidth - std::min(indent, kPageWidth));
  std::string out(painted_first.empty() ? first : painted_first);
  for (std::size_t i = 0; i < lines.size(); ++i) {
    if (i > 0) out += "\n" + std::string(indent, ' ');
    out += lines[i];
  }
  return out + "\n";
}

std::string Count(std::size_t number, std::string_view one, std::string_view several) {
  return std::to_string(number) + " " + std::string(number == 1 ? one : several);
}

std::string Count(std::size_t number, std::string_view noun) { return Count(number, noun, std::string(noun) + "s"); }

}  // namespace proviso
