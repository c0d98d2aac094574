#include "syntax/yaml.h"

#include <yaml-cpp/eventhandler.h>
#include <yaml-cpp/exceptions.h>
#include <yaml-cpp/parser.h>

#include <algorithm>
#include <istream>
#include <map>
#include <streambuf>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

#include "base/codes.h"
#include "syntax/precheck.h"
#include "syntax/resolve.h"
#include "syntax/scalar.h"

namespace proviso {
namespace {

// Thrown by the handler to leave yaml-cpp's parser; never leaves this file.
struct Stop {};

// Reads from memory without a copy.
class ViewBuffer : public std::streambuf {
 public:
  explicit ViewBuffer(std::string_view text) {
    char* const begin = const_cast<char*>(text.data());  // the get area is never written to
    setg(begin, begin, begin + text.size());
  }
};

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
  for (const Member& member : value.members) add(member.value);
  return size;
}

// Builds one document's tree. Places are offsets into the whole source: `offset_` is where the parsed part begins.
class TreeBuilder : public YAML::EventHandler {
 public:
  TreeBuilder(const Source& source, std::size_t source_index, std::size_t offset, std::size_t end,
              const YamlLimits& limits, Diagnostics& out)
      : source_(source),
        text_(std::string_view(source.text()).substr(0, end)),
        index_(source_index),
        offset_(offset),
        limits_(limits),
        out_(out) {}

  std::optional<Value> Take() { return std::move(root_); }
  bool started() const { return documents_ > 0; }

  void OnDocumentStart(const YAML::Mark& mark) override {
    if (++documents_ == 1) return;
    Fault(code::kSeveralDocuments, SpanAt(At(mark)), "a second document, or text after the end of the first",
          "keep one document in a file");
  }
  void OnDocumentEnd() override {}

  void OnNull(const YAML::Mark& mark, YAML::anchor_t anchor) override {
    const std::size_t at = At(mark);
    Value value;
    value.span = SpanAt(at, 0);
    for (const std::string_view word : {"~", "null", "Null", "NULL"}) {
      if (!text_.substr(std::min(at, text_.size())).starts_with(word)) continue;
      value.span.end = at + word.size();
      value.text = word;
    }
    if (value.text.empty() && !frames_.empty()) {
      Frame& frame = frames_.back();
      // Of an empty value yaml-cpp tells the place of the next token: the key, or the list, is where the reader should
      // look.
      if (frame.flow && frame.value.kind == Value::Kind::kList) {
        Fault(code::kYamlSyntax, SpanAt(at), "an empty entry in a list", "write `null` for it, or remove the comma");
      }
      value.span = frame.value.kind == Value::Kind::kObject && frame.key
                       ? Span{index_, frame.key->span.end, frame.key->span.end}
                       : SpanAt(std::min(at, text_.size()), 0);
    }
    if (AtKey()) Fault(code::kKeyNotText, value.span, "a key must be a text", "quote it");
    Add(std::move(value), anchor);
  }

  void OnScalar(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                const std::string& text) override {
    const bool plain = tag != "!" && PlainAt(At(mark));
    RefuseTag(At(mark), tag);
    auto place = PlaceScalar(text_, At(mark), plain, text);
    if (!place) {
      const char first = At(mark) < text_.size() ? text_[At(mark)] : ' ';
      if (first == '"' || first == '\'') {
        Fault(code::kUnclosedQuote, SpanAt(At(mark)),
              "this quote is not closed where it should be, or holds an escape that is not YAML's",
              "close the quote on its line; in double quotes write `\\\\` for a backslash");
      }
      Fault(code::kYamlSyntax, SpanAt(At(mark)), "this cannot be read reliably", "quote it, or write it on one line");
    }
    Value value;
    value.kind = Value::Kind::kText;
    value.quoted = place->quoted;
    value.text = text;
    value.span = {index_, place->begin, place->end};
    value.runs = std::move(place->runs);
    if (plain) ResolvePlain(value);
    if (AtKey()) {
      SetKey(std::move(value));
    } else {
      CheckIndentation(value.span.begin, false);
      Add(std::move(value), anchor);
    }
  }

  void OnAlias(const YAML::Mark& mark, YAML::anchor_t anchor) override {
    const std::size_t at = At(mark);
    std::size_t end = text_.find_first_of(" \t\r\n,]}", at);
    if (end == std::string_view::npos) end = text_.size();
    const Span span{index_, at, end};
    if (AtKey()) Fault(code::kKeyNotText, span, "a key must be a text, not an alias", "write the key out");
    const auto found = anchors_.find(anchor);
    if (found == anchors_.end())
      Fault(code::kAlias, span, "this alias stands inside what it refers to", "it would never end; write it out");
    const Size size = SizeOf(found->second);
    nodes_ += size.nodes;
    expanded_bytes_ += size.bytes;
    if (nodes_ > limits_.nodes || expanded_bytes_ > limits_.bytes) {
      Fault(code::kTooManyNodes, span, "aliases expand to more than this file may hold",
            "the limit is " + std::to_string(limits_.nodes) + " values");
    }
    if (frames_.size() + size.depth > limits_.depth)
      Fault(code::kTooDeep, span,
            "this alias makes the nesting deeper than " + std::to_string(limits_.depth) + " levels",
            "nest less deeply");
    Value value = found->second;
    value.span = span;
    Add(std::move(value), 0);
  }

  void OnSequenceStart(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                       YAML::EmitterStyle::value style) override {
    Open(mark, tag, anchor, Value::Kind::kList, style == YAML::EmitterStyle::Flow);
  }
  void OnSequenceEnd() override { Close(']'); }
  void OnMapStart(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                  YAML::EmitterStyle::value style) override {
    Open(mark, tag, anchor, Value::Kind::kObject, style == YAML::EmitterStyle::Flow);
  }
  void OnMapEnd() override { Close('}'); }

 private:
  struct Frame {
    Value value;
    YAML::anchor_t anchor = 0;
    bool flow = false;
    std::optional<Value> key;  // of the value that comes next
    std::unordered_map<std::string, Span> keys;
  };

  std::size_t At(const YAML::Mark& mark) const {
    return std::min(offset_ + static_cast<std::size_t>(std::max(mark.pos, 0)), text_.size());
  }
  Span SpanAt(std::size_t at, std::size_t length = 1) const {
    return {index_, at, std::min(at + length, text_.size())};
  }
  bool AtKey() const {
    return !frames_.empty() && frames_.back().value.kind == Value::Kind::kObject && !frames_.back().key;
  }

  bool PlainAt(std::size_t at) const {
    while (at < text_.size() && text_[at] == '&') {
      at = std::min(text_.find_first_of(" \t\r\n", at), text_.size());
      at = std::min(text_.find_first_not_of(" \t\r\n", at), text_.size());
    }
    return at >= text_.size() || std::string_view("\"'|>").find(text_[at]) == std::string_view::npos;
  }

  [[noreturn]] void Fault(std::string_view code, Span span, std::string message, std::string help) {
    out_.Error(code, span, std::move(message), std::move(help));
    throw Stop{};
  }

  void RefuseTag(std::size_t at, const std::string& tag) {
    if (tag.size() <= 1 && (at >= text_.size() || text_[at] != '!')) return;
    const std::size_t end = std::min(text_.find_first_of(" \t\r\n,]}", at), text_.size());
    Fault(code::kTag, {index_, at, end}, "a YAML tag; types come from the field, not from the file", "remove the tag");
  }

  void Count() {
    if (++nodes_ > limits_.nodes) {
      Fault(code::kTooManyNodes, SpanAt(text_.size(), 0),
            "this holds more than " + std::to_string(limits_.nodes) + " values", "split it into several files");
    }
  }

  void SetKey(Value key) {
    Frame& frame = frames_.back();
    if (key.text == "<<")
      Fault(code::kMergeKey, key.span, "`<<` merges nothing here: YAML 1.2 has no merge key", "write the keys out");
    CheckColon(key);
    const auto [first, is_new] = frame.keys.emplace(key.text, key.span);
    if (!is_new) {
      Diagnostic& fault =
          out_.Error(code::kDuplicateKey, key.span, "the key `" + key.text + "` stands here twice", "keep one of them");
      fault.labels.push_back({first->second, "first written here"});
    }
    frame.key = std::move(key);
  }

  // yaml-cpp takes `a: 1⏎b` at a file's end, and `severity:high`, as keys without a value.
  void CheckColon(const Value& key) {
    const std::size_t at = text_.find_first_not_of(" \t", key.span.end);
    const bool colon = at != std::string_view::npos && text_[at] == ':';
    const bool ended = colon && (at + 1 >= text_.size() ||
                                 std::string_view(" \t\r\n,]}").find(text_[at + 1]) != std::string_view::npos);
    if (ended || (colon && key.quoted && frames_.back().flow)) return;
    if (frames_.back().flow && key.text.find("[]") == std::string::npos && at != std::string_view::npos &&
        text_.substr(at).starts_with("[]")) {
      Fault(code::kKeyWithoutColon, key.span, "a key with `[]` inside `{…}`", "quote it: \"" + key.text + "[]…\"");
    }
    Fault(code::kKeyWithoutColon, key.span, "a key without `: ` behind it",
          "write `" + key.text.substr(0, 40) + ": VALUE`, or quote the whole if it is a text");
  }

  // A value on a later line must stand to the right of its key.
  void CheckIndentation(std::size_t at, bool is_block_list) {
    if (frames_.empty() || frames_.back().flow || !frames_.back().key) return;
    const Position key = source_.At(frames_.back().key->span.begin);
    const Position value = source_.At(at);
    if (value.line == key.line || value.column > key.column || (is_block_list && value.column == key.column)) return;
    Fault(code::kYamlSyntax, SpanAt(at), "this value does not stand to the right of its key", "indent it");
  }

  void Open(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor, Value::Kind kind, bool flow) {
    const std::size_t at = At(mark);
    if (AtKey())
      Fault(code::kKeyNotText, SpanAt(at), "a key must be a text, not a list or mapping",
            "quote it if it is meant as a text");
    RefuseTag(at, tag);
    CheckIndentation(at, kind == Value::Kind::kList && !flow);
    if (frames_.size() >= limits_.depth)
      Fault(code::kTooDeep, SpanAt(at), "nested more than " + std::to_string(limits_.depth) + " levels deep",
            "nest less deeply");
    Count();
    Frame frame{.anchor = anchor, .flow = flow};
    frame.value.kind = kind;
    frame.value.span = SpanAt(at, 0);
    frames_.push_back(std::move(frame));
  }

  void Close(char bracket) {
    Frame frame = std::move(frames_.back());
    frames_.pop_back();
    std::size_t end = frame.value.span.begin;
    if (!frame.value.items.empty()) end = std::max(end, frame.value.items.back().span.end);
    if (!frame.value.members.empty())
      end = std::max({end, frame.value.members.back().key_span.end, frame.value.members.back().value.span.end});
    if (frame.flow) end = PastBracket(end, bracket);
    frame.value.span.end = end;
    Add(std::move(frame.value), frame.anchor, true);
  }

  std::size_t PastBracket(std::size_t at, char bracket) const {
    while (at < text_.size() && text_[at] != bracket) {
      if (text_[at] == '#') {
        at = std::min(text_.find('\n', at), text_.size());
      } else {
        ++at;
      }
    }
    return std::min(at + 1, text_.size());
  }

  void Add(Value value, YAML::anchor_t anchor, bool counted = false) {
    if (!counted) Count();
    if (anchor != 0) anchors_.insert_or_assign(anchor, value);
    if (frames_.empty()) {
      root_ = std::move(value);
      return;
    }
    Frame& frame = frames_.back();
    if (frame.value.kind == Value::Kind::kList) {
      frame.value.items.push_back(std::move(value));
      return;
    }
    frame.value.members.push_back({frame.key->text, frame.key->span, std::move(value)});
    frame.key.reset();
  }

  const Source& source_;
  std::string_view text_;
  std::size_t index_;
  std::size_t offset_;
  const YamlLimits& limits_;
  Diagnostics& out_;
  int documents_ = 0;
  std::size_t nodes_ = 0;
  std::size_t expanded_bytes_ = 0;
  std::vector<Frame> frames_;
  std::map<YAML::anchor_t, Value> anchors_;
  std::optional<Value> root_;
};

std::string InOurWords(const std::string& message) {
  if (message == "bad file") return "this cannot be read as YAML: it is nested too deeply, or broken off";
  return "this is not YAML: " + message;
}

std::string HelpFor(std::string_view text, std::size_t at) {
  const std::size_t line = text.rfind('\n', at == 0 ? 0 : at - 1);
  const std::size_t begin = line == std::string_view::npos ? 0 : line + 1;
  const std::string_view so_far = text.substr(begin, text.find('\n', begin) - begin);
  if (so_far.find("[].") != std::string_view::npos && so_far.find('{') != std::string_view::npos) {
    return "inside `{…}` a key with `[]` must be quoted: {\"services[].name\": …}";
  }
  return "look at quotes, colons, brackets and indentation here and in the line above";
}

struct Part {
  std::size_t begin = 0;
  std::size_t end = 0;
};

// Parses the bytes of `part` as one document. `blank`: there was none.
std::optional<Value> ParsePart(const Source& source, std::size_t source_index, Part part, const YamlLimits& limits,
                               Diagnostics& out, bool& blank) {
  blank = false;
  const std::size_t errors = out.all.size();
  if (!PrecheckYaml(source, {source_index, part.begin, part.end}, limits, out)) return std::nullopt;
  TreeBuilder builder(source, source_index, part.begin, part.end, limits, out);
  ViewBuffer buffer(std::string_view(source.text()).substr(part.begin, part.end - part.begin));
  std::istream stream(&buffer);
  try {
    YAML::Parser parser(stream);
    // Twice and no more: the second call finds what stands behind the document; in a loop yaml-cpp would never end on
    // `,`.
    if (parser.HandleNextDocument(builder)) parser.HandleNextDocument(builder);
  } catch (const Stop&) {
  } catch (const YAML::Exception& fault) {
    const std::size_t at = std::min(part.begin + static_cast<std::size_t>(std::max(fault.mark.pos, 0)), part.end);
    const bool deep = fault.msg == "bad file";
    out.Error(deep ? code::kTooDeep : code::kYamlSyntax, {source_index, at, std::min(at + 1, part.end)},
              InOurWords(fault.msg), HelpFor(source.text(), at));
  }
  if (out.all.size() > errors) return std::nullopt;
  blank = !builder.started();
  return builder.Take();
}

std::size_t PastByteOrderMark(const std::string& text) { return text.starts_with("\xEF\xBB\xBF") ? 3 : 0; }

bool IsMarker(std::string_view line, std::string_view marker) {
  return line.starts_with(marker) && (line.size() == marker.size() ||
                                      std::string_view(" \t\r").find(line[marker.size()]) != std::string_view::npos);
}

}  // namespace

std::optional<Value> ParseYaml(const Source& source, std::size_t source_index, const YamlLimits& limits,
                               Diagnostics& out) {
  bool blank = false;
  auto value =
      ParsePart(source, source_index, {PastByteOrderMark(source.text()), source.text().size()}, limits, out, blank);
  if (blank) {
    out.Error(code::kEmptyFile, {source_index, 0, 0}, "there is nothing in this file",
              "write a module into it, or remove it");
    return std::nullopt;
  }
  return value;
}

void ParseYamlStream(const Source& source, const YamlLimits& limits,
                     const std::function<void(std::optional<Value>, Span place, Diagnostics faults)>& sink) {
  const std::string_view text = source.text();
  const auto emit = [&](Part part) {
    Diagnostics faults;
    bool blank = false;
    auto value = ParsePart(source, 0, part, limits, faults, blank);
    if (!blank) sink(std::move(value), {0, part.begin, part.end}, std::move(faults));
  };
  Part part{PastByteOrderMark(source.text()), 0};
  for (std::size_t begin = part.begin; begin <= text.size();) {
    const std::size_t end = std::min(text.find('\n', begin), text.size());
    const std::string_view line = text.substr(begin, end - begin);
    const bool starts = IsMarker(line, "---");
    if (starts || IsMarker(line, "...")) {
      part.end = begin;
      emit(part);
      part.begin = begin + 3;
    }
    begin = end + 1;
  }
  part.end = text.size();
  emit(part);
}

}  // namespace proviso
