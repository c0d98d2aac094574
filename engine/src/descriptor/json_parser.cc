#include "descriptor/json_parser.h"

#include <simdjson.h>

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "descriptor/json_text.h"

namespace proviso {
namespace {

namespace dom = simdjson::dom;

constexpr std::string_view kBetween = " \t\r\n,:";
constexpr std::string_view kEndsToken = " \t\r\n,:[]{}\"";

// The places of a value and of all keys and values in it, in the order in which they begin.
using Outline = std::vector<Span>;

// The quote that closes the text whose first byte is at `at`; npos when none does.
std::size_t ClosingQuote(std::string_view text, std::size_t at) {
  for (std::size_t quote = text.find('"', at); quote != std::string_view::npos; quote = text.find('"', quote + 1)) {
    std::size_t backslashes = 0;
    while (quote - backslashes > at && text[quote - backslashes - 1] == '\\') ++backslashes;
    if (backslashes % 2 == 0) return quote;
  }
  return std::string_view::npos;
}

// simdjson tells no places, so they are found by quotes, brackets and gaps alone. Of what is no JSON this may be
// nonsense, which does no harm: simdjson refuses it. False when the value does not end within the text, or passes a
// limit.
bool Draw(std::string_view text, std::size_t begin, const InputLimits& limits, Outline& out) {
  const std::string_view within = text.substr(0, std::min(text.size(), begin + limits.descriptor_bytes));
  out.clear();
  std::vector<std::size_t> open;
  for (std::size_t at = begin; at < within.size();) {
    const char c = within[at];
    const std::size_t from = at++;
    if (c == '"') {
      const std::size_t quote = ClosingQuote(within, at);
      if (quote == std::string_view::npos) return false;
      at = quote + 1;
      out.push_back({0, from, at});
    } else if (c == '{' || c == '[') {
      if (open.size() == limits.depth) return false;
      open.push_back(out.size());
      out.push_back({0, from, from});
    } else if (c == '}' || c == ']') {
      out[open.back()].end = at;
      open.pop_back();
      if (open.empty()) return true;
    } else if (kBetween.find(c) == std::string_view::npos) {
      at = std::min(within.find_first_of(kEndsToken, at), within.size());
      out.push_back({0, from, at});
    }
  }
  return false;
}

bool HasDuplicates(const std::vector<Member>& members) {
  constexpr std::size_t kFew = 16;
  if (members.size() <= kFew) {
    for (std::size_t i = 1; i < members.size(); ++i) {
      for (std::size_t j = 0; j < i; ++j) {
        if (members[i].key == members[j].key) return true;
      }
    }
    return false;
  }
  std::vector<std::string_view> keys;
  keys.reserve(members.size());
  for (const Member& member : members) keys.push_back(member.key);
  std::ranges::sort(keys);
  return std::ranges::adjacent_find(keys) != keys.end();
}

// Puts what simdjson read and the places together.
class TreeMaker {
 public:
  TreeMaker(std::string_view text, const Outline& outline, const InputLimits& limits)
      : text_(text), outline_(outline), limits_(limits) {}

  bool Make(dom::element element, Value& out) {
    if (++nodes_ > limits_.nodes) return false;
    out.span = outline_[next_];
    switch (element.type()) {
      case dom::element_type::OBJECT:
        return MakeObject(dom::object(element), out);
      case dom::element_type::ARRAY:
        return MakeList(dom::array(element), out);
      case dom::element_type::STRING:
        out.kind = Value::Kind::kText;
        out.quoted = true;
        return ReadText(std::string_view(element), out.text, out.runs);
      case dom::element_type::NULL_VALUE:
        out.kind = Value::Kind::kNull;
        break;
      case dom::element_type::BOOL:
        out.kind = Value::Kind::kBool;
        out.boolean = bool(element);
        break;
      default:
        out.kind = Value::Kind::kNumber;
    }
    ++next_;
    out.text = text_.substr(out.span.begin, out.span.end - out.span.begin);
    out.runs.push_back({0, out.span.begin});
    return true;
  }

 private:
  bool MakeObject(dom::object object, Value& out) {
    out.kind = Value::Kind::kObject;
    out.members.reserve(object.size());
    ++next_;
    for (const dom::key_value_pair pair : object) {
      Member& member = out.members.emplace_back();
      member.key_span = outline_[next_];
      std::vector<TextRun> unused;
      if (!ReadText(pair.key, member.key, unused) || !Make(pair.value, member.value)) return false;
    }
    return !HasDuplicates(out.members);
  }

  bool MakeList(dom::array list, Value& out) {
    out.kind = Value::Kind::kList;
    out.items.reserve(list.size());
    ++next_;
    return std::ranges::all_of(list, [&](dom::element item) { return Make(item, out.items.emplace_back()); });
  }

  // A text of which not every byte stands for itself is decoded here once more, for the places of its bytes.
  bool ReadText(std::string_view decoded, std::string& text, std::vector<TextRun>& runs) {
    const Span span = outline_[next_++];
    const std::size_t begin = span.begin + 1;
    const std::size_t end = span.end - 1;
    text = decoded;
    if (decoded.size() == end - begin) {
      runs = {{0, begin}};
      return true;
    }
    Diagnostics faults;
    PlacedText placed = DecodeJsonText(text_, begin, end, faults);
    runs = std::move(placed.runs);
    if (runs.empty()) runs = {{0, begin}};
    return faults.all.empty() && placed.text == text;
  }

  const std::string_view text_;
  const Outline& outline_;
  const InputLimits& limits_;
  std::size_t nodes_ = 0;
  std::size_t next_ = 0;
};

}  // namespace

std::optional<std::size_t> EndByBrackets(std::string_view text, std::size_t begin) {
  std::string open;
  for (std::size_t at = begin; at < text.size(); ++at) {
    const char c = text[at];
    if (c == '"') {
      at = ClosingQuote(text, at + 1);
      if (at == std::string_view::npos) return std::nullopt;
    } else if (c == '{' || c == '[') {
      open += c;
    } else if (c == '}' || c == ']') {
      if (open.empty() || open.back() != (c == '}' ? '{' : '[')) return std::nullopt;
      open.pop_back();
      if (open.empty()) return at + 1;
    }
  }
  return std::nullopt;
}

struct JsonParser::State {
  dom::parser parser;
  Outline outline;
  std::string padded;
};

JsonParser::JsonParser() : state_(std::make_unique<State>()) {}
JsonParser::~JsonParser() = default;
JsonParser::JsonParser(JsonParser&&) noexcept = default;
JsonParser& JsonParser::operator=(JsonParser&&) noexcept = default;

std::optional<Value> JsonParser::Parse(std::string_view text, std::size_t begin, std::size_t end,
                                       const InputLimits& limits) {
  State& state = *state_;
  text = text.substr(0, end);
  if (begin >= end || (text[begin] != '{' && text[begin] != '[')) return std::nullopt;
  if (!Draw(text, begin, limits, state.outline)) return std::nullopt;
  const std::size_t value_end = state.outline.front().end;
  const std::size_t length = value_end - begin;
  // simdjson reads a little past the end; what stands there does not matter, but it must be there to be read.
  const char* data = text.data() + begin;
  if (text.size() - value_end < simdjson::SIMDJSON_PADDING) {
    state.padded.assign(data, length);
    state.padded.append(simdjson::SIMDJSON_PADDING, ' ');
    data = state.padded.data();
  }
  dom::element element;
  if (state.parser.parse(data, length, false).get(element) != simdjson::SUCCESS) return std::nullopt;
  Value value;
  if (!TreeMaker(text, state.outline, limits).Make(element, value)) return std::nullopt;
  return value;
}

}  // namespace proviso
