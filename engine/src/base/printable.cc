#include "proviso/printable.h"

#include <unicode/uchar.h>
#include <unicode/utf8.h>

#include <algorithm>
#include <cstdio>
#include <vector>

#include "base/utf8.h"

namespace proviso {
namespace {

struct Glyph {
  std::string text;
  std::size_t width = 0;
  std::size_t begin = 0;  // bytes of the original
  std::size_t end = 0;
};

bool IsHidden(UChar32 c) {
  if (c < 0x20 || c == 0x7F) return true;
  if (c < 0x80) return false;
  const auto type = u_charType(c);
  return type == U_CONTROL_CHAR || type == U_FORMAT_CHAR || type == U_LINE_SEPARATOR || type == U_PARAGRAPH_SEPARATOR ||
         type == U_SURROGATE || type == U_UNASSIGNED;
}

std::size_t Width(UChar32 c) {
  if (c < 0x300) return 1;
  const auto type = u_charType(c);
  if (type == U_NON_SPACING_MARK || type == U_ENCLOSING_MARK) return 0;
  const int width = u_getIntPropertyValue(c, UCHAR_EAST_ASIAN_WIDTH);
  return width == U_EA_FULLWIDTH || width == U_EA_WIDE ? 2 : 1;
}

Glyph NextGlyph(std::string_view text, std::size_t& at) {
  Glyph glyph;
  glyph.begin = at;
  UChar32 c = 0;
  auto offset = static_cast<std::int64_t>(at);
  U8_NEXT(text.data(), offset, static_cast<std::int64_t>(text.size()), c);
  at = static_cast<std::size_t>(offset);
  glyph.end = at;
  if (c < 0) {
    glyph.text = "\uFFFD";
    glyph.width = 1;
  } else if (c == '\t' || c == '\n' || c == '\r') {
    glyph.text = " ";
    glyph.width = 1;
  } else if (IsHidden(c)) {
    char escaped[16];
    std::snprintf(escaped, sizeof escaped, "\\u{%X}", static_cast<unsigned>(c));
    glyph.text = escaped;
    glyph.width = glyph.text.size();
  } else {
    glyph.text = std::string(text.substr(glyph.begin, glyph.end - glyph.begin));
    glyph.width = Width(c);
  }
  return glyph;
}

}  // namespace

std::string Printable(std::string_view text) {
  std::string out;
  for (std::size_t at = 0; at < text.size();) out += NextGlyph(text, at).text;
  return out;
}

bool IsUtf8(std::string_view text) { return FindBadUtf8(text) == std::string_view::npos; }

std::size_t DisplayWidth(std::string_view printable) {
  std::size_t width = 0;
  for (std::size_t at = 0; at < printable.size();) width += NextGlyph(printable, at).width;
  return width;
}

Excerpt CutLine(std::string_view line, std::size_t from, std::size_t to, std::size_t characters) {
  // Only the neighbourhood is looked at: a line may be a hundred megabytes long.
  const std::size_t bytes = 4 * characters;
  std::size_t low = from > bytes ? from - bytes : 0;
  while (low > 0 && low < from && (static_cast<unsigned char>(line[low]) & 0xC0) == 0x80) ++low;
  const std::size_t high = std::min(line.size(), std::max(from + bytes, low));

  std::vector<Glyph> glyphs;
  for (std::size_t at = low; at < high;) {
    glyphs.push_back(NextGlyph(line.substr(0, line.size()), at));
  }
  std::size_t first = 0;
  while (first < glyphs.size() && glyphs[first].end <= from && glyphs[first].begin < from) ++first;
  const std::size_t before = characters / 3;
  std::size_t start = first;
  for (std::size_t room = before; start > 0 && room >= glyphs[start - 1].width; --start)
    room -= glyphs[start - 1].width;
  // Lines that fit stay whole, and what stands near the beginning keeps it.
  std::size_t lead = 0, all = 0;
  for (std::size_t i = 0; i < glyphs.size(); ++i) (i < first ? lead : all) += glyphs[i].width;
  all += lead;
  const bool fits = low == 0 && high == line.size() && all <= characters;
  if (fits || (low == 0 && lead <= characters / 2)) start = 0;

  Excerpt excerpt;
  std::size_t column = 0;
  if (low > 0 || start > 0) {
    excerpt.text = "…";
    column = 1;
  }
  excerpt.indent = column;
  // One column is kept back for the mark of what is cut, save for the last of the line.
  const bool cut_behind = high < line.size();
  for (std::size_t i = start; i < glyphs.size(); ++i) {
    const bool last = i + 1 == glyphs.size() && !cut_behind;
    if (column + glyphs[i].width + (last ? 0 : 1) > characters) {
      excerpt.text += "…";
      return excerpt;
    }
    excerpt.text += glyphs[i].text;
    column += glyphs[i].width;
    if (glyphs[i].end <= from) {
      excerpt.indent = column;
    } else if (glyphs[i].begin < to) {
      excerpt.width += glyphs[i].width;
    }
  }
  if (cut_behind) excerpt.text += "…";
  return excerpt;
}

}  // namespace proviso
