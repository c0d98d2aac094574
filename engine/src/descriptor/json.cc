#include "descriptor/json.h"

#include <array>
#include <utility>

#include "base/ascii.h"
#include "base/codes.h"
#include "base/utf8.h"
#include "descriptor/json_text.h"

namespace proviso {
namespace {

// What ends a number or a bare word.
bool EndsToken(char c) { return std::string_view(" \t\r\n,:[]{}\"").find(c) != std::string_view::npos; }

std::string IdOf(const Value& value) {
  const Value* id = value.kind == Value::Kind::kObject ? value.Find("id") : nullptr;
  const bool readable = id != nullptr && (id->kind == Value::Kind::kText || id->kind == Value::Kind::kNumber);
  return readable ? id->text : "";
}

}  // namespace

JsonReader::JsonReader(const Source& source, Span range, const InputLimits& limits, JsonParser* parser)
    : text_(source.text()), at_(range.begin), end_(range.end), limits_(limits), parser_(parser) {}

void JsonReader::SkipSpace() {
  while (at_ < end_ && (text_[at_] == ' ' || text_[at_] == '\n' || text_[at_] == '\r' || text_[at_] == '\t')) ++at_;
}

bool JsonReader::AtEnd() {
  SkipSpace();
  return at_ >= end_;
}

bool JsonReader::Accept(char c) {
  SkipSpace();
  if (Peek() != c || at_ >= end_) return false;
  ++at_;
  return true;
}

void JsonReader::Tell(std::string_view code, Span span, std::string_view message, std::string_view help) {
  if (result_.faults.all.size() < kMostJsonFaults)
    result_.faults.Error(code, span, std::string(message), std::string(help));
}

void JsonReader::Discard(std::string_view code, std::size_t at, std::string message, std::string help) {
  if (discard_) return;
  Tell(code, SpanOf(at, 1), message, help);
  discard_ = true;
  stack_.clear();
}

JsonReader::Want JsonReader::Break(std::size_t at, std::string message, std::string help) {
  result_.faults.Error(code::kJsonSyntax, SpanOf(at, 1), std::move(message), std::move(help));
  result_.broken = true;
  return Want::kNothing;
}

JsonValue JsonReader::Read() {
  SkipSpace();
  std::optional<Value> good = parser_ ? parser_->Parse(text_, at_, end_, limits_) : std::nullopt;
  if (!good) return Diagnose();
  at_ = good->span.end;
  JsonValue value{.id = IdOf(*good), .span = good->span};
  value.value = std::move(good);
  return value;
}

JsonValue JsonReader::Diagnose() {
  result_ = {};
  begin_ = at_;
  nodes_ = 0;
  discard_ = false;
  at_id_ = false;
  open_.clear();
  stack_.clear();
  for (Want want = Want::kValue; want != Want::kNothing;) {
    SkipSpace();
    want = Step(want);
    if (at_ - begin_ > limits_.descriptor_bytes) {
      Discard(code::kTooLarge, begin_, "this is more than " + std::to_string(limits_.descriptor_bytes) + " bytes long",
              "one descriptor may not be longer");
    }
  }
  result_.span = {0, begin_, at_};
  if (!result_.faults.all.empty()) result_.value.reset();
  return std::move(result_);
}

bool JsonReader::Recover() {
  if (begin_ >= end_) return false;
  const char first = text_[begin_];
  const std::string_view within = text_.substr(0, end_);
  std::size_t end = begin_;  // of `,` and `]`: no value stands there at all
  if (first == '{' || first == '[') {
    const std::optional<std::size_t> close = EndByBrackets(within, begin_);
    if (!close) return false;
    end = *close;
  } else if (first != ',' && first != ']') {
    end = std::min(within.find_first_of(",[]{}\"", begin_), end_);
  }
  end = std::min(within.find_first_not_of(" \t\r\n", end), end_);
  if (end >= end_ || (text_[end] != ',' && text_[end] != ']')) return false;
  at_ = end;
  return true;
}

JsonReader::Want JsonReader::Step(Want want) {
  switch (want) {
    case Want::kFirstItem:
      return Peek() == ']' ? Close() : ReadValue();
    case Want::kFirstKey:
      return Peek() == '}' ? Close() : ReadKey();
    case Want::kKey:
      return ReadKey();
    case Want::kValue:
      return ReadValue();
    case Want::kCommaOrClose:
    case Want::kNothing:
      break;
  }
  const bool object = open_.back() == '{';
  if (Peek() == (object ? '}' : ']')) return Close();
  if (Accept(',')) return object ? Want::kKey : Want::kValue;
  if (at_ >= end_)
    return Break(begin_, object ? "this has no closing `}`" : "this has no closing `]`", "is the file cut off?");
  return Break(at_, object ? "a `,` or `}` is missing here" : "a `,` or `]` is missing here", "");
}

JsonReader::Want JsonReader::ReadKey() {
  if (Peek() != '"') {
    if (Peek() == '}') return Break(at_, "a `,` with nothing behind it", "remove the comma");
    return Break(std::min(at_, end_),
                 at_ >= end_ ? "this breaks off where a key should stand" : "a key should stand here, in double quotes",
                 "");
  }
  Value key;
  if (!ReadText(key)) return Want::kNothing;
  SkipSpace();
  if (!Accept(':')) return Break(key.span.begin, "a key without a `:` behind it", "write `\"key\": value`");
  at_id_ = open_.size() == 1 && key.text == "id";
  if (!discard_) stack_.back().members.push_back({std::move(key.text), key.span, {}});
  return Want::kValue;
}

JsonReader::Want JsonReader::ReadValue() {
  if (++nodes_ > limits_.nodes) {
    Discard(code::kTooManyNodes, begin_, "this holds more than " + std::to_string(limits_.nodes) + " values",
            "one descriptor may not hold more");
  }
  const char c = Peek();
  if (c == '{') return Open(Value::Kind::kObject);
  if (c == '[') return Open(Value::Kind::kList);
  Value value;
  const bool read = c == '"' ? ReadText(value) : c == '-' || IsDigit(c) ? ReadNumber(value) : ReadWord(value);
  return read ? Add(std::move(value)) : Want::kNothing;
}

JsonReader::Want JsonReader::Open(Value::Kind kind) {
  const bool object = kind == Value::Kind::kObject;
  open_ += object ? '{' : '[';
  at_id_ = false;
  if (open_.size() > limits_.depth) {
    Discard(code::kTooDeep, at_, "nested more than " + std::to_string(limits_.depth) + " levels deep",
            "nest less deeply");
  }
  if (!discard_) {
    Value value;
    value.kind = kind;
    value.span = SpanOf(at_, 1);
    stack_.push_back(std::move(value));
  }
  ++at_;
  return object ? Want::kFirstKey : Want::kFirstItem;
}

JsonReader::Want JsonReader::Close() {
  ++at_;
  open_.pop_back();
  Value value;
  if (!discard_) {
    value = std::move(stack_.back());
    stack_.pop_back();
    value.span.end = at_;
    TellDuplicates(value);
  }
  return Add(std::move(value));
}

JsonReader::Want JsonReader::Add(Value value) {
  if (std::exchange(at_id_, false) && (value.kind == Value::Kind::kText || value.kind == Value::Kind::kNumber)) {
    result_.id = value.text;
  }
  if (open_.empty()) {
    if (!discard_) result_.value = std::move(value);
    return Want::kNothing;
  }
  if (!discard_) {
    Value& parent = stack_.back();
    if (parent.kind == Value::Kind::kObject) {
      parent.members.back().value = std::move(value);
    } else {
      parent.items.push_back(std::move(value));
    }
  }
  return Want::kCommaOrClose;
}

bool JsonReader::ReadText(Value& out) {
  const std::size_t begin = at_++;
  for (; at_ < end_ && text_[at_] != '"'; ++at_) {
    if (text_[at_] == '\n') break;
    if (text_[at_] == '\\') ++at_;
  }
  if (at_ >= end_ || text_[at_] != '"') {
    at_ = std::min(at_, end_);
    Break(begin, "this text is not closed on its line", "close it with `\"`; a line break in a text is written `\\n`");
    return false;
  }
  out.kind = Value::Kind::kText;
  out.quoted = true;
  out.span = {0, begin, ++at_};
  CheckCharacters(out);
  if (discard_) return true;
  PlacedText placed = DecodeJsonText(text_, begin + 1, at_ - 1, result_.faults);
  out.text = std::move(placed.text);
  out.runs = std::move(placed.runs);
  if (out.runs.empty()) out.runs.push_back({0, begin + 1});
  return true;
}

void JsonReader::CheckCharacters(const Value& text) {
  const std::string_view raw = text_.substr(0, text.span.end - 1);
  for (std::size_t at = text.span.begin + 1; at < raw.size();) {
    const auto c = static_cast<unsigned char>(raw[at]);
    char32_t decoded = 0;
    const std::size_t length = c < 0x80 ? 1 : DecodeUtf8(raw, at, decoded);
    if (length == 0) {
      Tell(code::kNotUtf8, SpanOf(at, 1), "this byte is not UTF-8", "save the file as UTF-8");
      return;
    }
    if (c < 0x20)
      Tell(code::kControlCharacter, SpanOf(at, 1), "a control character in a text",
           "write it as an escape, `\\t` for a tab");
    at += length;
  }
}

bool JsonReader::ReadNumber(Value& out) {
  const std::size_t begin = at_;
  const auto digits = [&] {
    const std::size_t from = at_;
    while (at_ < end_ && IsDigit(text_[at_])) ++at_;
    return at_ - from;
  };
  if (Peek() == '-') ++at_;
  const bool zero = Peek() == '0';
  const std::size_t whole = digits();
  bool good = whole == 1 || (whole > 1 && !zero);
  if (good && Peek() == '.') {
    ++at_;
    good = digits() > 0;
  }
  if (good && (Peek() == 'e' || Peek() == 'E')) {
    ++at_;
    if (Peek() == '+' || Peek() == '-') ++at_;
    good = digits() > 0;
  }
  if (!good || (at_ < end_ && !EndsToken(text_[at_]))) {
    Break(begin, "this is not a number of JSON's", "write it as `12`, `-0.5` or `1e6`, or quote it");
    return false;
  }
  out.kind = Value::Kind::kNumber;
  out.text = text_.substr(begin, at_ - begin);
  out.span = {0, begin, at_};
  out.runs.push_back({0, begin});
  return true;
}

bool JsonReader::ReadWord(Value& out) {
  const std::size_t begin = at_;
  while (at_ < end_ && !EndsToken(text_[at_])) ++at_;
  const std::string_view word = text_.substr(begin, at_ - begin);
  out.text = word;
  out.span = {0, begin, at_};
  out.runs.push_back({0, begin});
  if (word == "null") {
    out.kind = Value::Kind::kNull;
  } else if (word == "true" || word == "false") {
    out.kind = Value::Kind::kBool;
    out.boolean = word == "true";
  } else if (begin >= end_) {
    Break(open_.empty() ? begin : begin_, "this breaks off where a value should stand", "is the file cut off?");
    return false;
  } else {
    const bool comma = text_[begin] == ']' || text_[begin] == '}' || text_[begin] == ',';
    Break(begin, comma ? "a value is missing here" : "this is not a value of JSON's",
          comma ? "remove the comma, or write `null`"
                : "texts stand in double quotes; only `true`, `false` and `null` are bare words");
    return false;
  }
  return true;
}

void JsonReader::TellDuplicates(const Value& object) {
  if (object.members.size() < 2) return;
  std::vector<const Member*> sorted;
  sorted.reserve(object.members.size());
  for (const Member& member : object.members) sorted.push_back(&member);
  std::ranges::stable_sort(sorted, {}, [](const Member* member) -> const std::string& { return member->key; });
  const Member* first = sorted.front();
  for (std::size_t i = 1; i < sorted.size(); ++i) {
    if (sorted[i]->key != first->key) {
      first = sorted[i];
    } else if (result_.faults.all.size() < kMostJsonFaults) {
      result_.faults
          .Error(code::kDuplicateKey, sorted[i]->key_span, "the key `" + first->key + "` stands here twice",
                 "keep one of them")
          .labels.push_back({first->key_span, "first written here"});
    }
  }
}

}  // namespace proviso
