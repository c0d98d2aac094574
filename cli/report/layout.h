// Text for a person: colour, wrapping, excerpts of a source with marks under them.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "proviso/source.h"

namespace proviso {

inline constexpr std::size_t kPageWidth = 80;

enum class Tint { kNone, kBold, kRed, kYellow, kGreen, kBlue, kCyan, kFaint };

struct Painter {
  bool color = false;
  std::string operator()(Tint tint, std::string_view text) const;
};

// Words of `text` (made printable) in lines of at most `first` (the first one) and `rest` columns (the others). Words
// that are longer than a line are left whole, so that they can be copied. At least one line.
std::vector<std::string> WrapLines(std::string_view text, std::size_t first, std::size_t rest);

// Words of `text` (made printable) on lines of at most kPageWidth columns; the first line starts after `first`, which
// is taken as it is, the others after `indent` blanks. `painted_first` stands in for `first` where that is coloured.
// Ends in a line break.
std::string Wrap(std::string_view first, std::string_view text, std::size_t indent,
                 std::string_view painted_first = {});

// "1 rule", "2 rules".
std::string Count(std::size_t number, std::string_view noun);
std::string Count(std::size_t number, std::string_view one, std::string_view several);

// Ranges of one source to underline.
struct Mark {
  Span span;
  char first = '^', rest = '~', last = '~';
  Tint tint = Tint::kRed;
  std::string note;  // after the underline
};

// The lines of `source` that `marks` stand on, each once, with the marks under it. `marks` are sorted by place, do not
// overlap and have the same note. Lines are cut to the page; marks that do not fit on one excerpt get their own.
std::string Quote(const Source& source, const std::vector<Mark>& marks, std::size_t indent, const Painter& paint);

}  // namespace proviso
