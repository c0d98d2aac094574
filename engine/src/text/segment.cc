#include "text/segment.h"

#include <unicode/uchar.h>

#include <algorithm>
#include <array>
#include <utility>

#include "text/characters.h"

namespace proviso {
namespace {

// A single `.` after one of these, or after a single letter (`e.g.`, `U.S.`, `J. Smith`), ends no sentence.
constexpr std::array<std::string_view, 16> kAbbreviations = {"etc", "vs",  "cf",   "approx", "dr", "mr",  "mrs", "ms",
                                                             "inc", "ltd", "corp", "co",     "no", "art", "sec", "fig"};

bool IsLineBreak(char32_t c) { return (c >= '\n' && c <= '\r') || c == 0x85 || c == 0x2028 || c == 0x2029; }

bool IsClosing(char32_t c) {
  if (c == '"' || c == '\'') return true;
  if (c < 0x80) return c == ')' || c == ']' || c == '}';
  // Opening quotes as well: German closes with what English opens with.
  return (U_GET_GC_MASK(static_cast<UChar32>(c)) & (U_GC_PE_MASK | U_GC_PF_MASK | U_GC_PI_MASK)) != 0;
}

class Segmenter {
 public:
  explicit Segmenter(std::string_view text) : text_(text) {}

  Segments Run() {
    for (std::size_t at = 0; at < text_.size();) {
      const std::size_t begin = at;
      const char32_t c = Next(text_, at);
      if (IsWordCharacter(c)) {
        at = AddWord(begin);
      } else if (c == '.' || c == '!' || c == '?') {
        at = AddStop(begin);
      } else if (c == ';' || c == U'。') {
        AddEnd(at);
      } else if (IsLineBreak(c)) {
        at = AddLineBreak(begin);
      }
    }
    return std::move(segments_);
  }

 private:
  void AddEnd(std::size_t end) {
    std::vector<std::size_t>& ends = segments_.sentence_ends;
    if (ends.empty() || ends.back() < end) ends.push_back(end);
  }

  std::size_t AddWord(std::size_t begin) {
    std::size_t end = begin;
    while (WordCharacterAt(text_, end) ||
           (end < text_.size() && text_[end] == '\'' && WordCharacterAt(text_, end + 1))) {
      Next(text_, end);
    }
    segments_.words.push_back({begin, end});
    return end;
  }

  std::size_t AddStop(std::size_t begin) {
    std::size_t stop = begin;
    while (stop < text_.size() && (text_[stop] == '.' || text_[stop] == '!' || text_[stop] == '?')) ++stop;
    std::size_t end = stop;
    while (end < text_.size()) {
      std::size_t next = end;
      if (!IsClosing(Next(text_, next))) break;
      end = next;
    }
    const bool single = stop == begin + 1 && text_[begin] == '.';
    if (AtSpaceOrEnd(end) && !(single && EndsInAbbreviation(begin))) AddEnd(end);
    return stop;
  }

  bool EndsInAbbreviation(std::size_t at) const {
    if (segments_.words.empty() || segments_.words.back().end != at) return false;
    const Range range = segments_.words.back();
    const std::string_view word = text_.substr(range.begin, range.end - range.begin);
    std::size_t after = 0;
    const char32_t first = Next(word, after);
    if (after == word.size() && (first >= 0x80 || !(first >= '0' && first <= '9'))) return true;
    return std::find(kAbbreviations.begin(), kAbbreviations.end(), word) != kAbbreviations.end();
  }

  // A blank line and a line break before a bullet end a sentence, a lone line break does not.
  std::size_t AddLineBreak(std::size_t begin) {
    std::size_t line = AfterLineBreak(begin);
    if (text_.substr(begin, line - begin) == "\xE2\x80\xA9") AddEnd(line);  // PARAGRAPH SEPARATOR says so itself
    std::size_t at = line;
    while (at < text_.size()) {
      std::size_t next = at;
      const char32_t c = Next(text_, next);
      if (IsLineBreak(c)) {
        AddEnd(AfterLineBreak(at));
        return at;
      }
      if (!IsWhiteSpace(c)) break;
      at = next;
    }
    if (IsBullet(at)) AddEnd(line);
    return at;
  }

  std::size_t AfterLineBreak(std::size_t at) const {
    if (text_.substr(at, 2) == "\r\n") return at + 2;
    Next(text_, at);
    return at;
  }

  bool IsBullet(std::size_t at) const {
    if (at >= text_.size()) return false;
    std::size_t digits = at;
    while (digits < text_.size() && digits < at + 3 && text_[digits] >= '0' && text_[digits] <= '9') ++digits;
    if (digits > at)
      return digits < text_.size() && (text_[digits] == '.' || text_[digits] == ')') && AtSpaceOrEnd(digits + 1);
    const char32_t c = Next(text_, at);
    return (c == '-' || c == '*' || c == U'•' || c == U'·') && AtSpaceOrEnd(at);
  }

  bool AtSpaceOrEnd(std::size_t at) const { return at >= text_.size() || IsWhiteSpace(Next(text_, at)); }

  std::string_view text_;
  Segments segments_;
};

}  // namespace

bool Segments::SentenceEndsWithin(Range between) const {
  const auto found = std::lower_bound(sentence_ends.begin(), sentence_ends.end(), between.begin);
  return found != sentence_ends.end() && *found <= between.end;
}

std::size_t Segments::WordsWithin(Range between) const {
  const auto first = std::lower_bound(words.begin(), words.end(), between.begin,
                                      [](Range word, std::size_t begin) { return word.begin < begin; });
  const auto last =
      std::upper_bound(first, words.end(), between.end, [](std::size_t end, Range word) { return end < word.end; });
  return static_cast<std::size_t>(last - first);
}

Segments Segment(std::string_view normalised) { return Segmenter(normalised).Run(); }

}  // namespace proviso
