#include "text/phrase.h"

#include <utility>

#include "text/characters.h"
#include "text/normalise.h"

namespace proviso {
namespace {

using Kind = PhraseNode::Kind;

// A node with what its neighbours have to know of it.
struct Part {
  PhraseNode node;
  bool may_be_empty = false;
  // A gap that may come first or last, absent optional parts not counted.
  std::optional<Range> opening_gap, closing_gap;
};

// Recursive descent over the normalised text; the depth is bounded by PhraseLimits::bytes. The first fault ends it.
class Parser {
 public:
  Parser(std::string_view text, const PhraseLimits& limits)
      : normal_(NormaliseJoined(text)), text_(normal_.text), limits_(limits) {}

  std::optional<PhraseNode> Parse() {
    SkipSeparators();
    std::optional<Part> part = ParseSequence('\0');
    if (!part) return std::nullopt;
    if (part->node.children.empty()) return Fail(Whole(), "the phrase has no words", "write at least one word");
    if (part->may_be_empty) {
      return Fail(Whole(), "everything in the phrase is optional, so it could match nothing",
                  "take one part out of its brackets");
    }
    for (const std::optional<Range>& gap : {part->opening_gap, part->closing_gap}) {
      if (gap) {
        return Fail(*gap, "a gap stands between two words, not at an end of the phrase",
                    "leave it out, or put a required word on its other side");
      }
    }
    return std::move(part->node);
  }

  PhraseError TakeError() { return std::move(error_); }

 private:
  bool AtEnd() const { return at_ >= text_.size(); }
  char Peek() const { return AtEnd() ? '\0' : text_[at_]; }
  Range Whole() const { return {0, text_.size()}; }

  std::nullopt_t Fail(Range normal, std::string message, std::string help) {
    const Range place = normal_.Original(normal);
    error_ = {std::move(message), std::move(help), place.begin, place.end - place.begin};
    return std::nullopt;
  }

  bool SkipSeparators() {
    const std::size_t begin = at_;
    while (!AtEnd()) {
      std::size_t next = at_;
      if (!IsSeparator(Next(text_, next))) break;
      at_ = next;
    }
    return at_ > begin;
  }

  // Items up to `close`, a `|`, or the end of the text; `close` itself is left.
  std::optional<Part> ParseSequence(char close) {
    Part sequence;
    sequence.may_be_empty = true;
    SkipSeparators();
    while (!AtEnd() && Peek() != close && !(Peek() == '|' && close != '\0')) {
      const std::size_t begin = at_;
      std::optional<Part> item = ParseItem();
      if (!item || !Join(sequence, *std::move(item))) return std::nullopt;
      const bool separated = SkipSeparators();
      const bool ends = AtEnd() || Peek() == close || Peek() == '|';
      if (!separated && !ends && !CheckGlue(begin)) return std::nullopt;
    }
    return sequence;
  }

  // Two items without a separator between them, the first of which began at `begin`.
  bool CheckGlue(std::size_t begin) {
    if (Peek() == '*' || Peek() == ')' || Peek() == ']') return true;  // told by ParseItem
    std::size_t end = at_;
    while (end < text_.size()) {
      std::size_t next = end;
      if (IsSeparator(Next(text_, next))) break;
      end = next;
    }
    Fail({begin, end}, "brackets stand for whole words, and are glued to a word here",
         "put a space between them, or use `word*` for any ending");
    return false;
  }

  // Puts `item` at the end of `sequence`, unless two gaps would meet.
  bool Join(Part& sequence, Part item) {
    if (sequence.closing_gap && item.opening_gap) {
      Fail({sequence.closing_gap->begin, item.opening_gap->end}, "two gaps in a row",
           "write one gap with the sum of both, or a required word between them");
      return false;
    }
    if (sequence.may_be_empty && item.opening_gap) sequence.opening_gap = item.opening_gap;
    if (item.closing_gap || !item.may_be_empty) sequence.closing_gap = item.closing_gap;
    sequence.may_be_empty = sequence.may_be_empty && item.may_be_empty;
    std::vector<PhraseNode>& children = sequence.node.children;
    if (item.node.kind == Kind::kSequence) {
      for (PhraseNode& child : item.node.children) children.push_back(std::move(child));
    } else {
      children.push_back(std::move(item.node));
    }
    return true;
  }

  std::optional<Part> ParseItem() {
    switch (Peek()) {
      case '(':
        return ParseGroup(')');
      case '[':
        return ParseGroup(']');
      case ')':
        return Fail({at_, at_ + 1}, "`)` without its `(`", "open the group before it, or leave it out");
      case ']':
        return Fail({at_, at_ + 1}, "`]` without its `[`", "open the optional part before it, or leave it out");
      case '|':
        return Fail({at_, at_ + 1}, "`|` outside of brackets", "write `(a|b)`, or two phrases");
      case '*':
        return Fail({at_, at_ + 1}, "`*` stands only at the end of a word", "write `word*` for any ending of a word");
      default:
        return ParseWordOrGap();
    }
  }

  std::optional<Part> ParseGroup(char close) {
    const Range open = {at_, at_ + 1};
    ++at_;
    Part group;
    group.node.kind = Kind::kEither;
    std::optional<Range> nothing;  // an alternative that may be empty
    while (true) {
      const std::size_t begin = at_;
      std::optional<Part> alternative = ParseSequence(close);
      if (!alternative) return std::nullopt;
      if (alternative->node.children.empty()) {
        return Fail({open.begin, std::min(at_ + 1, text_.size())}, "an alternative is empty",
                    "write `[a]` or `[a|b]` for what may be left out");
      }
      if (alternative->may_be_empty) nothing = Range{begin, at_};
      Widen(group, *std::move(alternative));
      if (Peek() == close) break;
      if (Peek() == '|') {
        ++at_;
        continue;
      }
      const std::string bracket(1, text_[open.begin]);
      return Fail(open, "`" + bracket + "` without its `" + std::string(1, close) + "`", "close it, or leave it out");
    }
    ++at_;
    if (nothing && group.node.children.size() > 1) {
      return Fail(*nothing, "an alternative may be empty", "write `[a|b]` around all of them for what may be left out");
    }
    return Finish(std::move(group), close == ']');
  }

  static void Widen(Part& group, Part alternative) {
    if (!group.opening_gap) group.opening_gap = alternative.opening_gap;
    if (!group.closing_gap) group.closing_gap = alternative.closing_gap;
    group.may_be_empty = group.may_be_empty || alternative.may_be_empty;
    std::vector<PhraseNode>& words = alternative.node.children;
    if (words.size() > 1) {
      group.node.children.push_back(std::move(alternative.node));
    } else if (words.front().kind == Kind::kEither) {
      for (PhraseNode& child : words.front().children) group.node.children.push_back(std::move(child));
    } else {
      group.node.children.push_back(std::move(words.front()));
    }
  }

  // Brackets that change nothing leave no node: equal phrases have equal trees.
  static Part Finish(Part group, bool optional) {
    if (group.node.children.size() == 1) {
      PhraseNode only = std::move(group.node.children.front());
      group.node = std::move(only);
    }
    if (!optional) return group;
    group.may_be_empty = true;
    if (group.node.kind == Kind::kOptional) return group;
    PhraseNode node;
    node.kind = Kind::kOptional;
    node.children.push_back(std::move(group.node));
    group.node = std::move(node);
    return group;
  }

  std::optional<Part> ParseWordOrGap() {
    const std::size_t begin = at_;
    while (!AtEnd() && std::string_view("()[]|*").find(Peek()) == std::string_view::npos) {
      std::size_t next = at_;
      if (IsSeparator(Next(text_, next))) break;
      at_ = next;
    }
    const std::string_view word = text_.substr(begin, at_ - begin);
    if (word.find("...") != std::string_view::npos) return ParseGap({begin, at_});
    if (const std::size_t backslash = word.find('\\'); backslash != std::string_view::npos) {
      return Fail({begin + backslash, begin + backslash + 1}, "`\\` means nothing in a phrase",
                  "put regular expressions under `patterns`");
    }
    Part part;
    part.node.kind = Kind::kWord;
    part.node.text = word;
    if (Peek() != '*') return part;
    const Range star = {at_, at_ + 1};
    ++at_;
    std::size_t next = at_;
    const bool ends =
        AtEnd() || std::string_view(")]|").find(Peek()) != std::string_view::npos || IsSeparator(Next(text_, next));
    if (!ends || !WordCharacterBefore(text_, star.begin)) {
      return Fail(star, "`*` stands only at the end of a word", "write `word*` for any ending of a word");
    }
    part.node.open_end = true;
    return part;
  }

  // `token` is what stands without a break around a `...`.
  std::optional<Part> ParseGap(Range token) {
    const std::string_view text = text_.substr(token.begin, token.end - token.begin);
    constexpr const char* kHelp = "write `...5` for at most five words, with spaces around it";
    if (text == "...") return Fail(token, "`...` without a number of words", kHelp);
    const bool alone = text.substr(0, 3) == "..." && text.find_first_not_of("0123456789", 3) == std::string_view::npos;
    if (!alone || Peek() == '*') return Fail(token, "a gap is `...` and a number, and stands by itself", kHelp);
    std::size_t words = 0;
    for (const char digit : text.substr(3)) {
      if (words <= limits_.gap_words) words = words * 10 + static_cast<std::size_t>(digit - '0');
    }
    if (words > limits_.gap_words) {
      return Fail(token, "the gap is over " + std::to_string(limits_.gap_words) + " words",
                  "make it smaller, or use two phrases");
    }
    Part part;
    part.node.kind = Kind::kGap;
    part.node.words = words;
    part.opening_gap = part.closing_gap = token;
    return part;
  }

  const View normal_;
  const std::string_view text_;
  const PhraseLimits& limits_;
  std::size_t at_ = 0;
  PhraseError error_;
};

std::string Joined(const std::vector<PhraseNode>& nodes, char between) {
  std::string text;
  for (const PhraseNode& node : nodes) {
    if (!text.empty()) text += between;
    text += ToString(node);
  }
  return text;
}

}  // namespace

std::optional<Phrase> ParsePhrase(std::string_view text, const PhraseLimits& limits, PhraseError& error) {
  error = {};
  if (text.size() > limits.bytes) {
    error = {"the phrase is longer than " + std::to_string(limits.bytes) + " bytes", "split it into several phrases", 0,
             text.size()};
    return std::nullopt;
  }
  Parser parser(text, limits);
  std::optional<PhraseNode> root = parser.Parse();
  if (!root) {
    error = parser.TakeError();
    return std::nullopt;
  }
  return Phrase{std::string(text), *std::move(root)};
}

std::string ToString(const PhraseNode& node) {
  switch (node.kind) {
    case Kind::kWord:
      return node.open_end ? node.text + "*" : node.text;
    case Kind::kSequence:
      return Joined(node.children, ' ');
    case Kind::kEither:
      return "(" + Joined(node.children, '|') + ")";
    case Kind::kOptional: {
      const PhraseNode& child = node.children.front();
      return "[" + (child.kind == Kind::kEither ? Joined(child.children, '|') : ToString(child)) + "]";
    }
    case Kind::kGap:
      return "..." + std::to_string(node.words);
  }
  return {};
}

}  // namespace proviso
