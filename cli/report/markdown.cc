#include "report/markdown.h"

#include <algorithm>

#include "proviso/printable.h"

namespace proviso {

std::string MarkdownText(std::string_view text) {
  constexpr std::string_view kMarkup = "|\\`*_<>[]~&$#";
  constexpr std::string_view kAtStart = "-+=";
  std::string out;
  for (const char c : Printable(text)) {
    const bool at_start = out.empty() && kAtStart.find(c) != std::string_view::npos;
    if (at_start || kMarkup.find(c) != std::string_view::npos) out += '\\';
    out += c;
  }
  // `1.` at the start would begin a list.
  const std::size_t digits = out.find_first_not_of("0123456789");
  if (digits != 0 && digits != std::string::npos && (out[digits] == '.' || out[digits] == ')') &&
      digits + 1 < out.size() && out[digits + 1] == ' ') {
    out.insert(digits, "\\");
  }
  return out;
}

std::string MarkdownLink(std::string_view address) {
  const bool plain = std::ranges::all_of(
      address, [](char c) { return c > ' ' && c < 0x7F && c != '<' && c != '>' && c != '\\' && c != '`' && c != '|'; });
  const bool web = address.starts_with("https://") || address.starts_with("http://");
  return plain && web ? "<" + std::string(address) + ">" : MarkdownText(address);
}

}  // namespace proviso
