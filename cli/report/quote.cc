// Quote() of layout.h: lines of a source with marks under them, as compilers show them.
#include <algorithm>

#include "proviso/printable.h"
#include "report/layout.h"

namespace proviso {
namespace {

// The part of a mark that lies on one line, in bytes of that line.
struct Piece {
  std::size_t line = 1;
  std::size_t from = 0, to = 0;
  const Mark* mark = nullptr;
  bool is_last = true;  // of its mark
};

// A match may run over a line break: it becomes a piece a line.
std::vector<Piece> Pieces(const Source& source, const std::vector<Mark>& marks) {
  std::vector<Piece> pieces;
  for (const Mark& mark : marks) {
    const std::size_t last_line = source.At(mark.span.end > mark.span.begin ? mark.span.end - 1 : mark.span.begin).line;
    for (std::size_t line = source.At(mark.span.begin).line; line <= last_line; ++line) {
      const std::string_view text = source.Line(line);
      const auto start = static_cast<std::size_t>(text.data() - source.text().data());
      std::size_t from = mark.span.begin > start ? std::min(mark.span.begin - start, text.size()) : 0;
      const std::size_t to = mark.span.end > start ? std::min(mark.span.end - start, text.size()) : from;
      // What continues on a further line starts after its indentation.
      if (mark.span.begin < start) from = std::min(text.find_first_not_of(" \t"), to);
      pieces.push_back({line, from, std::max(from, to), &mark, line == last_line});
    }
  }
  return pieces;
}

std::string Underline(const Piece& piece, std::size_t width) {
  std::string line(std::max<std::size_t>(width, 1), piece.mark->rest);
  line.front() = piece.mark->first;
  if (piece.is_last && line.size() > 1) line.back() = piece.mark->last;
  return line;
}

struct Gutter {
  std::size_t indent, digits;
  std::string Number(std::size_t line) const {
    const std::string number = std::to_string(line);
    return std::string(indent + digits - std::min(digits, number.size()), ' ') + number + " | ";
  }
  std::string Blank() const { return std::string(indent + digits, ' ') + " | "; }
};

// Pieces [first, end) of one line on one excerpt; empty when they do not fit on it together.
std::string OneExcerpt(const Source& source, const Piece* first, const Piece* end, const Gutter& gutter,
                       const Painter& paint) {
  const std::string_view line = source.Line(first->line);
  const std::size_t room = kPageWidth - std::min<std::size_t>(gutter.Blank().size(), kPageWidth / 2);
  const Piece* last = end - 1;
  // Four bytes a character at most: what is further apart cannot fit, and need not be measured.
  if (last != first && last->to - first->from > 4 * room) return "";
  const Excerpt excerpt = CutLine(line, first->from, std::max(last->to, first->to), room);
  const auto width = [&](std::size_t from, std::size_t to) {
    return DisplayWidth(Printable(line.substr(from, to - from)));
  };
  if (last != first && excerpt.width < width(first->from, last->to)) return "";

  std::string under(excerpt.indent, ' ');
  std::string plain = under;
  for (const Piece* piece = first; piece != end; ++piece) {
    const std::size_t column = excerpt.indent + width(first->from, piece->from);
    if (column > plain.size()) {
      under += std::string(column - plain.size(), ' ');
      plain.resize(column, ' ');
    }
    const std::string mark = Underline(*piece, last == first ? excerpt.width : width(piece->from, piece->to));
    under += paint(piece->mark->tint, mark);
    plain += mark;
  }
  const std::string& note = last->mark->note;
  std::string out = gutter.Number(first->line) + excerpt.text + "\n" + gutter.Blank() + under;
  if (last->is_last && !note.empty()) {
    const std::string printable = Printable(note);
    if (plain.size() + 1 + DisplayWidth(printable) <= room) {
      out += " " + paint(last->mark->tint, printable);
    } else {
      out += "\n" + gutter.Blank() + paint(last->mark->tint, printable);
    }
  }
  return out + "\n";
}

}  // namespace

std::string Quote(const Source& source, const std::vector<Mark>& marks, std::size_t indent, const Painter& paint) {
  const std::vector<Piece> pieces = Pieces(source, marks);
  if (pieces.empty()) return "";
  const Gutter gutter{indent, std::max<std::size_t>(3, std::to_string(pieces.back().line).size())};
  std::string out;
  for (std::size_t i = 0; i < pieces.size();) {
    std::size_t end = i + 1;
    while (end < pieces.size() && pieces[end].line == pieces[i].line) ++end;
    std::string excerpt;
    while ((excerpt = OneExcerpt(source, &pieces[i], &pieces[i] + (end - i), gutter, paint)).empty()) --end;
    out += excerpt;
    i = end;
  }
  return out;
}

}  // namespace proviso
