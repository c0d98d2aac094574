// What a TreeBuilder looks at in the source because yaml-cpp does not.
#include <algorithm>

#include "base/codes.h"
#include "syntax/tree_builder.h"

namespace proviso {
namespace {

constexpr std::string_view kBlank = " \t";
constexpr std::string_view kSpace = " \t\r\n";
constexpr std::string_view kEndsWord = " \t\r\n,[]{}";

}  // namespace

// Past anchors and tags, and what lies between them and their node; a tag is told on the way.
std::size_t TreeBuilder::SkipProperties(std::size_t at) {
  while (at < text_.size() && (text_[at] == '&' || text_[at] == '!')) {
    const std::size_t end = std::min(text_.find_first_of(kEndsWord, at), text_.size());
    if (text_[at] == '!')
      Tell(code::kTag, SpanAt(at, end - at), "a YAML tag: types come from the field, not from the file",
           "remove the tag");
    at = std::min(text_.find_first_not_of(kSpace, end), text_.size());
    while (at < text_.size() && text_[at] == '#') {
      at = std::min(text_.find_first_not_of(kSpace, std::min(text_.find('\n', at), text_.size())), text_.size());
    }
  }
  return at;
}

// The spaces before `at`, if nothing else stands before it on its line.
std::optional<std::size_t> TreeBuilder::IndentIfFirst(std::size_t at) const {
  std::size_t begin = at;
  while (begin > part_.begin && text_[begin - 1] == ' ') --begin;
  if (begin > 0 && begin == part_.begin && text_[begin - 1] == '-') return std::nullopt;  // behind `---`
  if (begin > part_.begin && text_[begin - 1] != '\n') return std::nullopt;
  return at - begin;
}

// The word that says null at `at`; empty where null is said by silence, and yaml-cpp tells the place of what comes
// next.
std::string_view TreeBuilder::NullWordAt(std::size_t at) const {
  const std::string_view rest = text_.substr(at);
  for (const std::string_view word : {"~", "null", "Null", "NULL"}) {
    if (!rest.starts_with(word)) continue;
    const std::size_t next = std::min(rest.find_first_not_of(kBlank, word.size()), rest.size());
    const bool key = next < rest.size() && rest[next] == ':';
    const bool ended =
        next > word.size() || next == rest.size() || key || kEndsWord.find(rest[next]) != std::string_view::npos;
    if (ended && key == AtKey()) return word;
  }
  return "";
}

ScalarPlace TreeBuilder::Place(std::size_t at, const std::string& text) {
  ScalarPlace place = PlaceScalar(text_, at, text);
  switch (place.problem) {
    case ScalarProblem::kNone:
      break;
    case ScalarProblem::kUnclosed:
      Stop(code::kUnclosedQuote, SpanAt(at), "this quote is never closed", "close it on its line");
    case ScalarProblem::kBadEscape:
      Stop(code::kYamlSyntax, SpanAt(place.problem_at, 2), "an escape that is not YAML's, or not read here",
           kEscapeHelp);
    case ScalarProblem::kDiffers:
      Stop(code::kYamlSyntax, SpanAt(at), "this text can be read in more than one way",
           "quote it, or write it on one line");
  }
  return place;
}

// The further lines of a text must stand deeper than what it belongs to: where they do not, a quote was most likely
// left open.
void TreeBuilder::CheckContinuation(const Value& scalar) {
  const auto block = std::find_if(frames_.rbegin(), frames_.rend(), [](const Frame& frame) { return !frame.flow; });
  if (block == frames_.rend()) return;
  for (std::size_t at = text_.find('\n', scalar.span.begin); at < scalar.span.end; at = text_.find('\n', at + 1)) {
    const std::size_t first = text_.find_first_not_of(' ', at + 1);
    const std::size_t column = std::min(first, text_.size()) - (at + 1);
    const bool blank = first == std::string_view::npos || IsBreak(text_, first);
    if (blank || column > block->column || at + 1 >= scalar.span.end) continue;
    if (scalar.quoted) {
      Stop(code::kUnclosedQuote, SpanAt(scalar.span.begin),
           "this quote is not closed on its line, and the next lines do not belong to it",
           "close it on its line, or indent the lines of the text");
    }
    Stop(code::kYamlSyntax, SpanAt(first), "this line does not stand deeper than the text that it continues",
         "indent it");
  }
}

void TreeBuilder::CheckBehindQuote(const Value& scalar) {
  const std::size_t end = scalar.span.end;
  const std::size_t next = text_.find_first_not_of(kBlank, end);
  if (next == std::string_view::npos || IsBreak(text_, next) || text_[next] == ':' ||
      (text_[next] == '#' && next > end))
    return;
  if (InFlow() && std::string_view(",]}").find(text_[next]) != std::string_view::npos) return;
  Stop(code::kYamlSyntax, SpanAt(next), "text behind a closing quote",
       "put it inside the quotes; a quote inside them is written `''` or `\\\"`");
}

// What stands first on its line must stand deeper than what it belongs to; yaml-cpp does not look.
void TreeBuilder::CheckPlace(std::size_t at, bool is_block_list) {
  if (frames_.empty()) return;
  const Frame& frame = frames_.back();
  if (!frame.flow && frame.value.kind == Value::Kind::kList) {
    std::size_t dash = at;
    while (dash > part_.begin && kBlank.find(text_[dash - 1]) != std::string_view::npos) --dash;
    if (dash > part_.begin && text_[dash - 1] == '-' &&
        text_.substr(dash, at - dash).find('\t') != std::string_view::npos) {
      Tell(code::kTabIndentation, SpanAt(dash, at - dash), "a tab behind `-`", "put a space behind the dash");
    }
  }
  const auto block = std::find_if(frames_.rbegin(), frames_.rend(), [](const Frame& f) { return !f.flow; });
  const auto column = IndentIfFirst(at);
  if (!column || block == frames_.rend() || *column > block->column) return;
  const bool under_key = !frame.flow && frame.key && is_block_list && *column == block->column;
  if (!under_key)
    Stop(code::kYamlSyntax, SpanAt(at), "this does not stand deeper than what it belongs to", "indent it");
}

// yaml-cpp takes `b` at a file's end, and `severity:high`, for keys without a value.
void TreeBuilder::CheckColon(const Value& key) {
  const std::size_t at = std::min(text_.find_first_not_of(kBlank, key.span.end), text_.size());
  const bool colon = at < text_.size() && text_[at] == ':';
  const bool ended =
      colon && (at + 1 >= text_.size() || std::string_view(" \t\r\n,]}").find(text_[at + 1]) != std::string_view::npos);
  if (ended || (colon && key.quoted && InFlow())) return;
  if (InFlow() && text_.substr(at).starts_with("[]")) {
    Stop(code::kKeyWithoutColon, key.span, "a key with `[]` inside `{…}`", "quote it: \"" + key.text + "[]…\"");
  }
  Stop(code::kKeyWithoutColon, key.span, "a key without `: ` behind it",
       "write `" + key.text.substr(0, 40) + ": VALUE`, or quote the whole if it is a text");
}

}  // namespace proviso
