#include "support/reference_phrases.h"

#include <algorithm>
#include <array>
#include <optional>

#include "text/normalise.h"

namespace proviso::reference {
namespace {

using Index = std::size_t;

std::vector<char32_t> Decode(std::string_view text) {
  std::vector<char32_t> characters;
  for (std::size_t offset = 0; offset < text.size();) characters.push_back(Next(text, offset));
  return characters;
}

bool IsWordAt(const Characters& text, Index i) { return i < text.at.size() && IsWordCharacter(text.at[i]); }

bool IsSpaceCharacter(char32_t c) {
  return c == ' ' || (c >= '\t' && c <= '\r') || c == 0x85 || c == 0x2028 || c == 0x2029;
}

bool IsAbbreviation(const Characters& text, Index begin, Index end) {
  std::string word;
  for (Index i = begin; i < end; ++i) word += text.at[i] < 0x80 ? static_cast<char>(text.at[i]) : '?';
  static constexpr std::array<std::string_view, 16> kKnown = {
      "etc", "vs", "cf", "approx", "dr", "mr", "mrs", "ms", "inc", "ltd", "corp", "co", "no", "art", "sec", "fig"};
  return std::find(kKnown.begin(), kKnown.end(), word) != kKnown.end();
}

// The `.` at `dot` ends an abbreviation or an initial, and so no sentence. `e.g.`, `i.e.`, `u.s.` and `u.k.` end in a
// single letter.
bool IsInnocentDot(const Characters& text, Index dot) {
  Index begin = dot;
  const auto is_inner = [&](Index i) {
    return text.at[i] == '\'' && i > 0 && IsWordAt(text, i - 1) && IsWordAt(text, i + 1);
  };
  while (begin > 0 && (IsWordAt(text, begin - 1) || is_inner(begin - 1))) --begin;
  if (dot - begin == 1) return text.at[begin] != '_' && !(text.at[begin] >= '0' && text.at[begin] <= '9');
  return IsAbbreviation(text, begin, dot);
}

bool IsCloser(char32_t c) {
  return c == '"' || c == '\'' || c == ')' || c == ']' || c == '}' || c == 0x201D || c == 0x2019 || c == 0xBB ||
         c == 0x203A;
}

// A blank line or a bullet after the line break at `i`.
bool EndsAtLineBreak(const Characters& text, Index i) {
  const Index size = text.at.size();
  Index j = i + 1;
  while (j < size && (text.at[j] == ' ' || text.at[j] == '\t' || text.at[j] == '\r')) ++j;
  if (j >= size) return false;
  if (text.at[j] == '\n') return true;
  Index after = j;
  if (text.at[j] == '-' || text.at[j] == '*' || text.at[j] == 0x2022 || text.at[j] == 0xB7) {
    after = j + 1;
  } else {
    while (after < size && text.at[after] >= '0' && text.at[after] <= '9') ++after;
    if (after == j || after >= size || (text.at[after] != '.' && text.at[after] != ')')) return false;
    ++after;
  }
  return after >= size || IsSpaceCharacter(text.at[after]);
}

// One way in which a phrase can be laid over a text.
struct Laying {
  Index end = 0;
  std::vector<Range> gaps;
};

// What stands between the word before and the next one.
struct Joint {
  enum Kind { kStart, kSeparator, kGap } kind = kStart;
  std::size_t words = 0;
};

class PhraseWalk {
 public:
  PhraseWalk(const Characters& text, std::vector<Laying>& found) : text_(text), found_(found) {}

  void From(const PhraseNode& root, Index start) { Walk({&root}, start, {Joint::kStart}, {}); }

 private:
  // `todo`: the next node is the last.
  void Walk(std::vector<const PhraseNode*> todo, Index position, Joint joint, std::vector<Range> gaps) {
    if (todo.empty()) {
      found_.push_back({position, std::move(gaps)});
      return;
    }
    const PhraseNode& node = *todo.back();
    todo.pop_back();
    switch (node.kind) {
      case PhraseNode::Kind::kSequence:
        for (auto child = node.children.rbegin(); child != node.children.rend(); ++child) todo.push_back(&*child);
        return Walk(std::move(todo), position, joint, std::move(gaps));
      case PhraseNode::Kind::kEither:
        for (const PhraseNode& child : node.children) {
          std::vector<const PhraseNode*> with = todo;
          with.push_back(&child);
          Walk(std::move(with), position, joint, gaps);
        }
        return;
      case PhraseNode::Kind::kOptional: {
        Walk(todo, position, joint, gaps);
        todo.push_back(&node.children.front());
        return Walk(std::move(todo), position, joint, std::move(gaps));
      }
      case PhraseNode::Kind::kGap:
        return Walk(std::move(todo), position, {Joint::kGap, node.words}, std::move(gaps));
      case PhraseNode::Kind::kWord:
        return WalkWord(node, todo, position, joint, gaps);
    }
  }

  void WalkWord(const PhraseNode& word, const std::vector<const PhraseNode*>& todo, Index position, Joint joint,
                const std::vector<Range>& gaps) {
    const auto place = [&](Index start, bool in_gap) {
      const std::optional<Index> end = WordEnd(word, start);
      if (!end) return;
      std::vector<Range> with = gaps;
      if (in_gap) with.push_back({position, start});
      Walk(todo, *end, {Joint::kSeparator}, std::move(with));
    };
    if (joint.kind == Joint::kStart) return place(position, false);
    if (joint.kind == Joint::kSeparator) {
      Index start = position;
      while (start < text_.at.size() && IsSeparator(text_.at[start])) ++start;
      if (start > position) place(start, false);
      return;
    }
    for (Index start = position; start < text_.at.size(); ++start) {
      if (SentenceEndsBetween(text_, position, start) || WordsBetween(text_, position, start) > joint.words) return;
      place(start, true);
    }
  }

  // Where the word ends if it stands at `start`, between word boundaries.
  std::optional<Index> WordEnd(const PhraseNode& word, Index start) const {
    const std::vector<char32_t> wanted = Decode(word.text);
    if (start > 0 && IsWordAt(text_, start - 1) && IsWordCharacter(wanted.front())) return std::nullopt;
    Index end = start;
    for (const char32_t c : wanted) {
      if (end >= text_.at.size() || text_.at[end] != c) return std::nullopt;
      ++end;
    }
    if (word.open_end) {
      while (IsWordAt(text_, end)) ++end;
    } else if (IsWordAt(text_, end) && IsWordCharacter(wanted.back())) {
      return std::nullopt;
    }
    return end;
  }

  const Characters& text_;
  std::vector<Laying>& found_;
};

std::vector<Range> Words(const Characters& text) {
  std::vector<Range> words;
  for (Index i = 0; i < text.at.size();) {
    if (!IsWordAt(text, i)) {
      ++i;
      continue;
    }
    Index end = i;
    while (IsWordAt(text, end) || (end < text.at.size() && text.at[end] == '\'' && IsWordAt(text, end + 1))) ++end;
    words.push_back({i, end});
    i = end;
  }
  return words;
}

std::vector<std::size_t> SentenceEnds(const Characters& text) {
  const auto is_stop = [](char32_t c) { return c == '.' || c == '!' || c == '?'; };
  const Index size = text.at.size();
  std::vector<std::size_t> ends;
  for (Index i = 0; i < size; ++i) {
    const char32_t c = text.at[i];
    if (c == ';' || c == 0x3002 || (c == '\n' && EndsAtLineBreak(text, i))) ends.push_back(i + 1);
    if (!is_stop(c) || (i > 0 && is_stop(text.at[i - 1]))) continue;
    Index run = i;
    while (run < size && is_stop(text.at[run])) ++run;
    Index after = run;
    while (after < size && IsCloser(text.at[after])) ++after;
    if (after < size && !IsSpaceCharacter(text.at[after])) continue;
    if (run - i == 1 && c == '.' && IsInnocentDot(text, i)) continue;
    ends.push_back(after);
  }
  std::sort(ends.begin(), ends.end());
  return ends;
}

}  // namespace

Characters::Characters(std::string_view text) {
  for (std::size_t offset = 0; offset < text.size();) {
    offsets.push_back(offset);
    at.push_back(Next(text, offset));
  }
  offsets.push_back(text.size());
  words = Words(*this);
  sentence_ends = SentenceEnds(*this);
}

std::vector<PhraseMatch> FindPhrase(const PhraseNode& root, const Characters& text) {
  std::vector<PhraseMatch> matches;
  for (Index start = 0; start < text.at.size();) {
    std::vector<Laying> layings;
    PhraseWalk(text, layings).From(root, start);
    Index end = start;
    for (const Laying& laying : layings) end = std::max(end, laying.end);
    if (end == start) {
      ++start;
      continue;
    }
    PhraseMatch match{{start, end}, {}};
    for (Laying& laying : layings) {
      if (laying.end == end) match.gaps.push_back(std::move(laying.gaps));
    }
    matches.push_back(std::move(match));
    start = end;
  }
  return matches;
}

bool SentenceEndsBetween(const Characters& text, Index begin, Index end) {
  for (const Index e : text.sentence_ends) {
    if (begin <= e && e <= end) return true;
  }
  return false;
}

std::size_t WordsBetween(const Characters& text, Index begin, Index end) {
  std::size_t count = 0;
  for (const Range& word : text.words) count += word.begin >= begin && word.end <= end ? 1 : 0;
  return count;
}

}  // namespace proviso::reference
