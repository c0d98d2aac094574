#include "syntax/scalar.h"

#include <algorithm>
#include <limits>
#include <utility>

#include "base/placed_text.h"

namespace proviso {
namespace {

constexpr std::size_t kAllSpace = std::numeric_limits<std::size_t>::max();

std::size_t CountSpaces(std::string_view text, std::size_t at) {
  const std::size_t end = std::min(text.find_first_not_of(' ', at), text.size());
  return end - std::min(at, end);
}

// Follows a value that was folded or cut out of lines: where the source has a line break the value has a space, a line
// feed, or nothing.
class Follower {
 public:
  Follower(std::string_view source, std::size_t begin, std::string_view value) : source_(source), value_(value) {
    place_.begin = place_.end = begin;
  }

  // `indent`: the spaces at the start of a line that belong to the layout. For a plain scalar, all white space around a
  // line break does.
  ScalarPlace Follow(std::size_t at, std::size_t indent, bool plain) {
    PlacedText placed;
    if (!plain) at = SkipIndent(at, indent);
    while (placed.text.size() < value_.size()) {
      if (at >= source_.size()) return Differs(at);
      const char wanted = value_[placed.text.size()];
      std::size_t blank_end = at;
      if (plain) blank_end = std::min(source_.find_first_not_of(" \t", at), source_.size());
      if (blank_end < source_.size() && IsBreak(source_, blank_end)) {
        at = blank_end;
        if (wanted == ' ' || wanted == '\n') placed.Append(value_.substr(placed.text.size(), 1), at);
        at = PastBreak(source_, at);
        if (!plain) place_.end = at;
        at = plain ? std::min(source_.find_first_not_of(" \t", at), source_.size()) : SkipIndent(at, indent);
        continue;
      }
      const std::size_t length = std::max(blank_end - at, std::size_t{1});
      if (source_.substr(at, length) != value_.substr(placed.text.size(), length)) return Differs(at);
      placed.Append(source_.substr(at, length), at);
      at += length;
      place_.end = at;
    }
    place_.runs = std::move(placed.runs);
    return std::move(place_);
  }

 private:
  std::size_t SkipIndent(std::size_t at, std::size_t indent) const {
    return at + std::min(CountSpaces(source_, at), indent);
  }

  ScalarPlace Differs(std::size_t at) {
    place_.problem = ScalarProblem::kDiffers;
    place_.problem_at = at;
    return std::move(place_);
  }

  std::string_view source_;
  std::string_view value_;
  ScalarPlace place_;
};

// Spaces before the first character that is neither a space nor a line break.
std::size_t FirstIndent(std::string_view text, std::size_t from) {
  const std::size_t first = std::min(text.find_first_not_of(" \r\n", from), text.size());
  std::size_t begin = first;
  while (begin > from && text[begin - 1] == ' ') --begin;
  return first - begin;
}

ScalarPlace PlaceBlock(std::string_view source, std::size_t begin, std::string_view value) {
  const std::size_t header_end = source.find('\n', begin);
  if (value.empty() || header_end == std::string_view::npos) {
    ScalarPlace place{.begin = begin, .end = std::min(source.find_first_of(" \r\n", begin), source.size())};
    if (!value.empty()) place.problem = ScalarProblem::kDiffers;
    return place;
  }
  // An indentation indicator may leave some of the spaces to the text: as many as the value has there.
  const std::size_t spaces = FirstIndent(source, header_end + 1);
  const bool blank = value.find_first_not_of(" \n") == std::string_view::npos;
  const std::size_t kept = blank && value.front() == '\n' ? 0 : FirstIndent(value, 0);
  const std::size_t indent = blank && kept == 0 ? kAllSpace : spaces - std::min(kept, spaces);
  return Follower(source, begin, value).Follow(header_end + 1, indent, false);
}

}  // namespace

bool IsBreak(std::string_view source, std::size_t at) {
  return source[at] == '\n' || (source[at] == '\r' && at + 1 < source.size() && source[at + 1] == '\n');
}

std::size_t PastBreak(std::string_view source, std::size_t at) { return source[at] == '\r' ? at + 2 : at + 1; }

ScalarStyle StyleAt(std::string_view source, std::size_t at) {
  if (at >= source.size()) return ScalarStyle::kPlain;
  if (source[at] == '"' || source[at] == '\'') return ScalarStyle::kQuoted;
  return source[at] == '|' || source[at] == '>' ? ScalarStyle::kBlock : ScalarStyle::kPlain;
}

ScalarPlace PlaceScalar(std::string_view source, std::size_t at, std::string_view value) {
  ScalarPlace place;
  switch (StyleAt(source, at)) {
    case ScalarStyle::kPlain:
      place = Follower(source, at, value).Follow(at, kAllSpace, true);
      break;
    case ScalarStyle::kQuoted:
      place = PlaceQuoted(source, at, value);
      break;
    case ScalarStyle::kBlock:
      place = PlaceBlock(source, at, value);
      break;
  }
  // Every text has a place, the empty one too.
  if (place.runs.empty())
    place.runs.push_back(
        {0, StyleAt(source, at) == ScalarStyle::kPlain ? place.begin : std::min(place.begin + 1, place.end)});
  return place;
}

}  // namespace proviso
