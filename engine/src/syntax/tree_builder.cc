#include "syntax/tree_builder.h"

#include <yaml-cpp/mark.h>

#include <algorithm>
#include <iterator>
#include <set>
#include <utility>

#include "base/codes.h"
#include "base/utf8.h"
#include "syntax/resolve.h"

namespace proviso {
namespace {

constexpr std::size_t kMostFaults = 50;  // of one document; the first tell enough
constexpr std::string_view kEndsWord = " \t\r\n,[]{}";

struct Size {
  std::size_t nodes = 1;
  std::size_t bytes = 0;
  std::size_t depth = 1;
};

Size SizeOf(const Value& value) {
  Size size{.bytes = value.text.size()};
  const auto add = [&](const Value& child) {
    const Size inner = SizeOf(child);
    size.nodes += inner.nodes;
    size.bytes += inner.bytes;
    size.depth = std::max(size.depth, inner.depth + 1);
  };
  for (const Value& item : value.items) add(item);
  for (const Member& member : value.members) {
    size.bytes += member.key.size();
    add(member.value);
  }
  return size;
}

}  // namespace

TreeBuilder::TreeBuilder(std::string_view source, Span part, std::vector<std::size_t> tabs, const YamlLimits& limits,
                         Diagnostics& out)
    : text_(source.substr(0, part.end)),
      part_(part),
      tabs_(std::move(tabs)),
      limits_(limits),
      out_(out),
      last_(part.begin) {}

std::size_t TreeBuilder::At(const YAML::Mark& mark) {
  last_ = std::min(part_.begin + static_cast<std::size_t>(std::max(mark.pos, 0)), text_.size());
  return last_;
}

Span TreeBuilder::SpanAt(std::size_t at, std::size_t length) const {
  return {part_.source, std::min(at, text_.size()), std::min(at + length, text_.size())};
}

void TreeBuilder::Tell(std::string_view code, Span span, std::string_view message, std::string_view help) {
  if (++told_ <= kMostFaults) out_.Error(code, span, std::string(message), std::string(help));
}

void TreeBuilder::Stop(std::string_view code, Span span, std::string_view message, std::string_view help) {
  out_.Error(code, span, std::string(message), std::string(help));
  throw StopParsing{};
}

bool TreeBuilder::TellTabs(std::size_t end) {
  bool none = true;
  for (const std::size_t tab : tabs_) {
    if (tab >= end) break;
    none = false;
    Tell(code::kTabIndentation, SpanAt(tab), "a tab in the indentation", "indent with spaces");
  }
  return none;
}

void TreeBuilder::OnDocumentStart(const YAML::Mark& mark) {
  if (++documents_ == 1) return;
  const std::size_t at = At(mark);
  const std::size_t begin = root_ ? std::min(root_->span.end, at) : part_.begin;
  const std::string_view between = text_.substr(begin, at + 3 - begin);
  if (between.find("\n---") != std::string_view::npos || between.find("\n...") != std::string_view::npos) {
    Stop(code::kSeveralDocuments, SpanAt(at), "a second document", "keep one document in a file");
  }
  Stop(code::kYamlSyntax, SpanAt(at), "this belongs to nothing before it",
       "look at the indentation, and for a stray comma or bracket");
}

void TreeBuilder::OnNull(const YAML::Mark& mark, YAML::anchor_t anchor) {
  const std::size_t at = SkipProperties(At(mark));
  Value value;
  value.span = SpanAt(at, 0);
  value.text = NullWordAt(at);
  value.span.end = at + value.text.size();
  if (AtKey()) Stop(code::kKeyNotText, value.span, "a key must be a text", "quote it");
  if (value.text.empty() && !frames_.empty()) {
    // Of an empty value yaml-cpp tells the place of the next token: the key, or the list, is where the reader should
    // look.
    const Frame& frame = frames_.back();
    if (frame.flow && frame.value.kind == Value::Kind::kList)
      Tell(code::kYamlSyntax, SpanAt(at), "an empty entry in a list", "write `null` for it, or remove the comma");
    if (frame.key) value.span = {part_.source, frame.key->span.end, frame.key->span.end};
  } else {
    CheckPlace(at, false);
  }
  Count(1, 0, value.span);
  Add(std::move(value), anchor);
}

void TreeBuilder::OnScalar(const YAML::Mark& mark, const std::string&, YAML::anchor_t anchor, const std::string& text) {
  const std::size_t at = SkipProperties(At(mark));
  ScalarPlace place = Place(at, text);
  const ScalarStyle style = StyleAt(text_, at);
  Value value;
  value.kind = Value::Kind::kText;
  value.quoted = style != ScalarStyle::kPlain;
  value.text = text;
  value.span = {part_.source, place.begin, place.end};
  value.runs = std::move(place.runs);
  std::erase_if(tabs_, [&](std::size_t tab) { return tab > place.begin && tab < place.end; });
  if (style == ScalarStyle::kPlain) ResolvePlain(value);
  if (style != ScalarStyle::kBlock) CheckContinuation(value);
  if (style == ScalarStyle::kQuoted) CheckBehindQuote(value);
  Count(1, 0, value.span);
  if (AtKey()) {
    SetKey(std::move(value));
  } else {
    CheckPlace(place.begin, false);
    Add(std::move(value), anchor);
  }
}

void TreeBuilder::OnAlias(const YAML::Mark& mark, YAML::anchor_t anchor) {
  const std::size_t at = At(mark);
  const std::size_t end = std::min(text_.find_first_of(kEndsWord, at), text_.size());
  const Span span{part_.source, at, std::max(at, end)};
  if (AtKey()) Stop(code::kKeyNotText, span, "a key must be a text, not an alias", "write the key out");
  CheckPlace(at, false);
  const auto found = anchors_.find(anchor);
  if (found == anchors_.end())
    Stop(code::kAlias, span, "this alias stands inside what it refers to", "it would never end; write it out");
  const Size size = SizeOf(found->second);
  Count(size.nodes, size.bytes, span);
  if (frames_.size() + size.depth > limits_.depth) {
    Stop(code::kTooDeep, span, "this alias makes the nesting deeper than " + std::to_string(limits_.depth) + " levels",
         "nest less deeply");
  }
  Value value = found->second;
  value.span = span;
  Add(std::move(value), 0);
}

void TreeBuilder::OnSequenceStart(const YAML::Mark& mark, const std::string&, YAML::anchor_t anchor,
                                  YAML::EmitterStyle::value style) {
  Open(mark, anchor, Value::Kind::kList, style == YAML::EmitterStyle::Flow);
}

void TreeBuilder::OnMapStart(const YAML::Mark& mark, const std::string&, YAML::anchor_t anchor,
                             YAML::EmitterStyle::value style) {
  Open(mark, anchor, Value::Kind::kObject, style == YAML::EmitterStyle::Flow);
}

void TreeBuilder::Open(const YAML::Mark& mark, YAML::anchor_t anchor, Value::Kind kind, bool flow) {
  const std::size_t at = SkipProperties(At(mark));
  if (AtKey())
    Stop(code::kKeyNotText, SpanAt(at), "a key must be a text, not a list or a mapping",
         "is a bracket left open? quote it if it is meant as a text");
  CheckPlace(at, kind == Value::Kind::kList && !flow);
  if (frames_.size() >= limits_.depth) {
    Stop(code::kTooDeep, SpanAt(at), "nested more than " + std::to_string(limits_.depth) + " levels deep",
         "nest less deeply");
  }
  Count(1, 0, SpanAt(at));
  Frame frame{.anchor = anchor, .flow = flow};
  frame.value.kind = kind;
  frame.value.span = SpanAt(at, 0);
  if (!flow) {
    const std::size_t line = at == 0 ? std::string_view::npos : text_.rfind('\n', at - 1);
    frame.column = at - (line == std::string_view::npos ? PastByteOrderMark(text_) : line + 1);
  }
  frames_.push_back(std::move(frame));
}

void TreeBuilder::SetKey(Value key) {
  if (text_.substr(key.span.begin, key.span.end - key.span.begin).find('\n') != std::string_view::npos) {
    Stop(code::kYamlSyntax, SpanAt(key.span.begin), "a key that goes over several lines",
         "write it on one line, with `: ` behind it");
  }
  CheckColon(key);
  Frame& frame = frames_.back();
  if (key.text == "<<") {
    Tell(code::kMergeKey, key.span, "`<<` merges nothing here: YAML 1.2 has no merge key", "write the keys out");
    frame.key = std::move(key);
    return;
  }
  const auto [first, is_new] = frame.keys.emplace(key.text, frame.value.members.size());
  if (!is_new && ++told_ <= kMostFaults) {
    out_.Error(code::kDuplicateKey, key.span, "the key `" + key.text + "` stands here twice", "keep one of them")
        .labels.push_back({frame.value.members[first->second].key_span, "first written here"});
  }
  frame.key = std::move(key);
}

void TreeBuilder::Count(std::size_t nodes, std::size_t bytes, Span span) {
  nodes_ += nodes;
  copied_bytes_ += bytes;
  if (nodes_ <= limits_.nodes && copied_bytes_ <= limits_.bytes) return;
  Stop(code::kTooManyNodes, span,
       "this holds more than " + std::to_string(limits_.nodes) + " values, or aliases expand to more than " +
           std::to_string(limits_.bytes) + " bytes",
       "split it into several files");
}

void TreeBuilder::Close(char bracket) {
  Frame frame = std::move(frames_.back());
  frames_.pop_back();
  std::size_t end = frame.value.span.begin;
  if (!frame.value.items.empty()) end = std::max(end, frame.value.items.back().span.end);
  if (!frame.value.members.empty())
    end = std::max({end, frame.value.members.back().key_span.end, frame.value.members.back().value.span.end});
  // A single pair inside `[…]` is a mapping without brackets of its own.
  const std::size_t begin = frame.value.span.begin;
  const bool bracketed = frame.flow && begin < text_.size() && (text_[begin] == '[' || text_[begin] == '{');
  if (bracketed) end = PastBracket(std::max(end, begin + 1), bracket);
  frame.value.span.end = end;
  Add(std::move(frame.value), frame.anchor);
}

std::size_t TreeBuilder::PastBracket(std::size_t at, char bracket) const {
  while (at < text_.size() && text_[at] != bracket) {
    at = text_[at] == '#' ? std::min(text_.find('\n', at), text_.size()) : at + 1;
  }
  return std::min(at + 1, text_.size());
}

namespace {

// What stands under a key for the second time goes to the first, as far as it can: it is told as a fault, and what else
// is wrong in it shall be found too.
void Join(Value& first, Value second) {
  if (first.kind != second.kind) return;
  std::ranges::move(second.items, std::back_inserter(first.items));
  std::set<std::string_view> keys;
  for (const Member& member : first.members) keys.insert(member.key);
  std::vector<Member> added;
  for (Member& member : second.members) {
    if (!keys.contains(member.key)) added.push_back(std::move(member));
  }
  std::ranges::move(added, std::back_inserter(first.members));
}

}  // namespace

void TreeBuilder::Add(Value value, YAML::anchor_t anchor) {
  if (anchor != 0) {
    const Size size = SizeOf(value);
    Count(size.nodes, size.bytes, SpanAt(value.span.begin));
    anchors_.insert_or_assign(anchor, value);
  }
  if (frames_.empty()) {
    root_ = std::move(value);
    return;
  }
  Frame& frame = frames_.back();
  if (frame.value.kind == Value::Kind::kList) {
    frame.value.items.push_back(std::move(value));
    return;
  }
  if (frame.key->text == "<<") {  // refused; what was meant is clear all the same
    if (told_ <= kMostFaults) Join(frame.value, std::move(value));
    frame.key.reset();
    return;
  }
  const std::size_t place = frame.keys.at(frame.key->text);
  if (place == frame.value.members.size()) {
    frame.value.members.push_back({frame.key->text, frame.key->span, std::move(value)});
  } else if (told_ <= kMostFaults) {
    Join(frame.value.members[place].value, std::move(value));
  }
  frame.key.reset();
}

}  // namespace proviso
