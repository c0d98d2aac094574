#include "syntax/scalar.h"

#include <string>

namespace proviso {
namespace {

constexpr std::string_view kBlank = " \t";
constexpr std::string_view kSpace = " \t\r\n";

// Keeps runs as short as they can be: a new one begins only where text and source stop going side by side.
class RunBuilder {
 public:
  void Byte(std::size_t text, std::size_t source) {
    if (runs.empty() || runs.back().source_begin + (text - runs.back().text_begin) != source)
      runs.push_back({text, source});
  }
  std::vector<TextRun> runs;
};

std::size_t SkipProperties(std::string_view source, std::size_t at) {
  while (at < source.size() && (source[at] == '&' || source[at] == '!')) {
    at = source.find_first_of(kSpace, at);
    if (at == std::string_view::npos) return source.size();
    at = source.find_first_not_of(kSpace, at);
    if (at == std::string_view::npos) return source.size();
  }
  return at;
}

// Past the line break at `at`, `\r\n` included.
std::size_t PastBreak(std::string_view source, std::size_t at) { return source[at] == '\r' ? at + 2 : at + 1; }
bool IsBreak(std::string_view source, std::size_t at) {
  return source[at] == '\n' || (source[at] == '\r' && at + 1 < source.size() && source[at + 1] == '\n');
}

// Follows a value that was folded or cut from lines: at a line break the value has a space, a line feed, or nothing.
// `indent` is how many spaces at a line's start belong to the layout (npos: all white space does).
std::optional<ScalarPlace> Follow(std::string_view source, std::size_t begin, std::size_t at, std::size_t indent,
                                  std::string_view value) {
  RunBuilder runs;
  std::size_t v = 0;
  std::size_t end = at;
  const bool plain = indent == std::string_view::npos;
  const auto skip_indent = [&] {
    for (std::size_t i = 0; at < source.size() && (plain ? kBlank.find(source[at]) != std::string_view::npos
                                                         : source[at] == ' ' && i < indent);
         ++i)
      ++at;
  };
  if (!plain) skip_indent();
  while (v < value.size()) {
    if (at >= source.size()) return std::nullopt;
    if (plain && kBlank.find(source[at]) != std::string_view::npos) {
      const std::size_t after = source.find_first_not_of(kBlank, at);
      if (after != std::string_view::npos && IsBreak(source, after)) at = after;
    }
    if (IsBreak(source, at)) {
      if (value[v] == ' ' || value[v] == '\n') runs.Byte(v++, at);
      at = PastBreak(source, at);
      skip_indent();
    } else if (source[at] == value[v]) {
      runs.Byte(v++, at++);
      end = at;
    } else {
      return std::nullopt;
    }
  }
  return ScalarPlace{begin, end, std::move(runs.runs), false};
}

void AppendUtf8(char32_t c, std::string& out) {
  if (c < 0x80) {
    out += static_cast<char>(c);
  } else if (c < 0x800) {
    out += static_cast<char>(0xC0 | c >> 6);
    out += static_cast<char>(0x80 | (c & 0x3F));
  } else if (c < 0x10000) {
    out += static_cast<char>(0xE0 | c >> 12);
    out += static_cast<char>(0x80 | (c >> 6 & 0x3F));
    out += static_cast<char>(0x80 | (c & 0x3F));
  } else {
    out += static_cast<char>(0xF0 | c >> 18);
    out += static_cast<char>(0x80 | (c >> 12 & 0x3F));
    out += static_cast<char>(0x80 | (c >> 6 & 0x3F));
    out += static_cast<char>(0x80 | (c & 0x3F));
  }
}

// Decodes the escape whose backslash stands at `at`; moves past it. False for one that is not YAML's, or that yaml-cpp
// gets wrong (`\_`, `\N`).
bool DecodeEscape(std::string_view source, std::size_t& at, std::string& out) {
  constexpr std::string_view kNames = "0abtnvfre \"/\\";
  constexpr std::string_view kMeanings("\0\a\b\t\n\v\f\r\x1b \"/\\", 13);
  const char name = at + 1 < source.size() ? source[at + 1] : '\n';
  if (const std::size_t i = kNames.find(name); i != std::string_view::npos) {
    out += kMeanings[i];
    at += 2;
    return true;
  }
  const std::size_t digits = name == 'x' ? 2 : name == 'u' ? 4 : name == 'U' ? 8 : 0;
  if (digits == 0 || at + 2 + digits > source.size()) return false;
  char32_t c = 0;
  for (std::size_t i = 0; i < digits; ++i) {
    const char d = source[at + 2 + i];
    const int nibble = d >= '0' && d <= '9'   ? d - '0'
                       : d >= 'a' && d <= 'f' ? d - 'a' + 10
                       : d >= 'A' && d <= 'F' ? d - 'A' + 10
                                              : -1;
    if (nibble < 0) return false;
    c = c << 4 | static_cast<char32_t>(nibble);
  }
  if (c > 0x10FFFF || (c >= 0xD800 && c <= 0xDFFF)) return false;
  AppendUtf8(c, out);
  at += 2 + digits;
  return true;
}

std::optional<ScalarPlace> PlaceQuoted(std::string_view source, std::size_t begin, std::string_view value) {
  const char quote = source[begin];
  std::string decoded;
  RunBuilder runs;
  std::size_t at = begin + 1;
  const auto append = [&](std::string_view bytes, std::size_t from) {
    for (std::size_t i = 0; i < bytes.size(); ++i)
      runs.Byte(decoded.size() + i, bytes.size() == 1 ? from : from + (i == 0 ? 0 : i));
    decoded += bytes;
  };
  while (at < source.size()) {
    if (source[at] == quote) {
      if (quote == '\'' && at + 1 < source.size() && source[at + 1] == '\'') {
        append("'", at);
        at += 2;
        continue;
      }
      if (decoded != value) return std::nullopt;
      return ScalarPlace{begin, at + 1, std::move(runs.runs), true};
    }
    if (quote == '"' && source[at] == '\\') {
      const bool continued = at + 1 < source.size() && IsBreak(source, at + 1);
      if (continued) {
        at = source.find_first_not_of(kBlank, PastBreak(source, at + 1));
        if (at == std::string_view::npos) return std::nullopt;
        continue;
      }
      const std::size_t from = at;
      std::string escaped;
      if (!DecodeEscape(source, at, escaped)) return std::nullopt;
      append(escaped, from);
      continue;
    }
    // White space around line breaks is layout: one break is a space, each further one a line feed.
    const std::size_t after = source.find_first_not_of(kBlank, at);
    if (after != std::string_view::npos && IsBreak(source, after)) {
      std::size_t breaks = 0;
      std::size_t next = after;
      while (next < source.size() && IsBreak(source, next)) {
        ++breaks;
        next = source.find_first_not_of(kBlank, PastBreak(source, next));
        if (next == std::string_view::npos) return std::nullopt;
      }
      append(breaks == 1 ? " " : std::string(breaks - 1, '\n'), after);
      at = next;
      continue;
    }
    append(source.substr(at, 1), at);
    ++at;
  }
  return std::nullopt;
}

std::optional<ScalarPlace> PlaceBlock(std::string_view source, std::size_t begin, std::string_view value) {
  const std::size_t header_end = source.find('\n', begin);
  if (header_end == std::string_view::npos) {
    return value.empty() ? std::optional(ScalarPlace{begin, source.size(), {}, true}) : std::nullopt;
  }
  const std::size_t first = header_end + 1;
  const std::size_t text = source.find_first_not_of(kSpace, first);
  std::size_t most = 0;  // spaces before the first line with text
  if (text != std::string_view::npos) {
    const std::size_t line = source.rfind('\n', text);
    most = text - (line == std::string_view::npos ? 0 : line + 1);
  }
  // An indentation indicator may leave some of the spaces to the text: the widest layout that tells the value is it.
  for (std::size_t indent = most + 1; indent-- > 0;) {
    auto place = Follow(source, begin, first, indent, value);
    if (!place) continue;
    place->quoted = true;
    if (place->runs.empty()) place->end = header_end;
    return place;
  }
  return std::nullopt;
}

}  // namespace

std::optional<ScalarPlace> PlaceScalar(std::string_view source, std::size_t at, bool plain, std::string_view value) {
  at = SkipProperties(source, at);
  std::optional<ScalarPlace> place;
  if (plain || at >= source.size()) {
    place = Follow(source, at, at, std::string_view::npos, value);
  } else if (source[at] == '"' || source[at] == '\'') {
    place = PlaceQuoted(source, at, value);
  } else if (source[at] == '|' || source[at] == '>') {
    place = PlaceBlock(source, at, value);
  }
  // Every text has a place, the empty one too.
  if (place && place->runs.empty())
    place->runs.push_back({0, place->quoted ? std::min(place->begin + 1, place->end) : place->begin});
  return place;
}

}  // namespace proviso
