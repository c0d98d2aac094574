#include "descriptor/json.h"

#include <simdjson.h>

#include <algorithm>
#include <string>
#include <unordered_map>
#include <utility>

#include "base/codes.h"

namespace proviso {
namespace {

namespace ondemand = simdjson::ondemand;

// Thrown where the syntax breaks; never leaves this file.
struct Broken {
  std::size_t offset = 0;
  std::string message;
};

constexpr std::string_view kSpace = " \t\r\n";

// The grammar of RFC 8259; simdjson's number readers would refuse integers beyond 64 bits, which are only spelled here.
bool IsJsonNumber(std::string_view text) {
  std::size_t at = text.starts_with('-') ? 1 : 0;
  const auto digits = [&] {
    const std::size_t begin = at;
    while (at < text.size() && text[at] >= '0' && text[at] <= '9') ++at;
    return at - begin;
  };
  const std::size_t whole = at;
  const std::size_t count = digits();
  if (count == 0 || (count > 1 && text[whole] == '0')) return false;
  if (at < text.size() && text[at] == '.') {
    ++at;
    if (digits() == 0) return false;
  }
  if (at < text.size() && (text[at] == 'e' || text[at] == 'E')) {
    ++at;
    if (at < text.size() && (text[at] == '+' || text[at] == '-')) ++at;
    if (digits() == 0) return false;
  }
  return at == text.size();
}

class Reader {
 public:
  Reader(std::string_view text, std::size_t offset, const InputLimits& limits) : padded_(text), offset_(offset), limits_(limits) {}

  // Each top-level element of an array, or the one value. `sink` is called with a value and the semantic faults met in it.
  void Read(bool open_array, const std::function<void(Value, Diagnostics)>& sink) {
    ondemand::document document;
    Check(parser_.iterate(padded_).get(document));
    simdjson::ondemand::json_type type{};
    Check(document.type().get(type));
    if (open_array && type == ondemand::json_type::array) {
      ondemand::array array;
      Check(document.get_array().get(array));
      for (auto element : array) {
        ondemand::value value;
        Check(element.get(value));
        Begin();
        Value read = ReadValue(value, 1);
        sink(std::move(read), std::move(faults_));
      }
    } else {
      Begin();
      Value read = ReadDocument(document, type);
      CheckEnd(document);
      sink(std::move(read), std::move(faults_));
      return;
    }
    CheckEnd(document);
  }

 private:
  void Begin() {
    faults_ = {};
    nodes_ = 0;
  }

  [[noreturn]] void Break(const char* at, std::string message) const {
    const char* const begin = padded_.data();
    const bool inside = at >= begin && at <= begin + padded_.size();
    throw Broken{offset_ + (inside ? static_cast<std::size_t>(at - begin) : padded_.size()), std::move(message)};
  }

  void Check(simdjson::error_code error) const {
    if (error == simdjson::SUCCESS) return;
    Break(last_, simdjson::error_message(error));
  }

  void CheckEnd(ondemand::document& document) const {
    const char* at = nullptr;
    if (document.current_location().get(at) != simdjson::SUCCESS) return;  // at the end there is no location
    const std::string_view rest(at, static_cast<std::size_t>(padded_.data() + padded_.size() - at));
    const std::size_t more = rest.find_first_not_of(kSpace);
    if (more != std::string_view::npos) Break(at + more, "there is text after the end of the JSON value");
  }

  std::size_t At(const char* pointer) const { return offset_ + static_cast<std::size_t>(pointer - padded_.data()); }

  Value ReadDocument(ondemand::document& document, ondemand::json_type type) {
    if (type == ondemand::json_type::object || type == ondemand::json_type::array) {
      ondemand::value value;
      Check(document.get_value().get(value));
      return ReadValue(value, 0);
    }
    // A scalar is no descriptor; which one it is does not matter.
    std::string_view token;
    Check(document.raw_json_token().get(token));
    Value scalar;
    scalar.kind = Value::Kind::kText;
    scalar.span = {0, At(token.data()), At(token.data()) + token.find_last_not_of(kSpace) + 1};
    last_ = padded_.data() + padded_.size();
    Check(SkipScalar(document, type));
    return scalar;
  }

  static simdjson::error_code SkipScalar(ondemand::document& document, ondemand::json_type type) {
    std::string_view text;
    bool flag = false;
    double number = 0;
    if (type == ondemand::json_type::string) return document.get_string().get(text);
    if (type == ondemand::json_type::boolean) return document.get_bool().get(flag);
    if (type == ondemand::json_type::number) return document.get_double().get(number);
    bool null = false;
    return document.is_null().get(null);
  }

  Value ReadValue(ondemand::value& value, std::size_t depth) {
    std::string_view token = value.raw_json_token();
    token = token.substr(0, token.find_last_not_of(kSpace) + 1);
    last_ = token.data();
    if (++nodes_ > limits_.nodes) Break(token.data(), "this holds more than " + std::to_string(limits_.nodes) + " values");
    Value read;
    read.span = {0, At(token.data()), At(token.data()) + token.size()};
    ondemand::json_type type{};
    Check(value.type().get(type));
    switch (type) {
      case ondemand::json_type::object: ReadObject(value, read, depth); break;
      case ondemand::json_type::array: ReadArray(value, read, depth); break;
      case ondemand::json_type::string: ReadString(value, token, read); break;
      case ondemand::json_type::number:
        read.kind = Value::Kind::kNumber;
        read.text = token;
        if (!IsJsonNumber(token)) Break(token.data(), "this is not a JSON number");
        break;
      case ondemand::json_type::boolean:
        read.kind = Value::Kind::kBool;
        Check(value.get_bool().get(read.boolean));
        read.text = token;
        break;
      case ondemand::json_type::null: {
        bool null = false;
        Check(value.is_null().get(null));
        if (!null) Break(token.data(), "this is neither null nor any other JSON value");
        break;
      }
    }
    return read;
  }

  void CheckDepth(std::size_t depth) const {
    if (depth >= limits_.depth) Break(last_, "nested more than " + std::to_string(limits_.depth) + " levels deep");
  }

  void ReadObject(ondemand::value& value, Value& read, std::size_t depth) {
    CheckDepth(depth);
    read.kind = Value::Kind::kObject;
    ondemand::object object;
    Check(value.get_object().get(object));
    std::unordered_map<std::string, Span> keys;
    for (auto field : object) {
      ondemand::field member;
      Check(std::move(field).get(member));
      // raw() points behind the opening quote.
      const char* const raw = member.key().raw();
      last_ = raw - 1;
      Span span{0, At(raw) - 1, At(raw)};
      std::string_view key;
      Check(member.unescaped_key().get(key));
      std::string name(key);
      const char* end = raw;
      while (*end != '"') end += *end == '\\' ? 2 : 1;
      span.end = At(end) + 1;
      const auto [first, is_new] = keys.emplace(name, span);
      if (!is_new) {
        Diagnostic& fault = faults_.Error(code::kDuplicateKey, span, "the key `" + name + "` stands here twice", "keep one of them");
        fault.labels.push_back({first->second, "first written here"});
      }
      ondemand::value inner = member.value();
      read.members.push_back({std::move(name), span, ReadValue(inner, depth + 1)});
    }
    read.span.end = std::max(read.span.begin + 1, read.members.empty() ? 0 : read.members.back().value.span.end);
  }

  void ReadArray(ondemand::value& value, Value& read, std::size_t depth) {
    CheckDepth(depth);
    read.kind = Value::Kind::kList;
    ondemand::array array;
    Check(value.get_array().get(array));
    for (auto element : array) {
      ondemand::value inner;
      Check(element.get(inner));
      read.items.push_back(ReadValue(inner, depth + 1));
    }
    read.span.end = std::max(read.span.begin + 1, read.items.empty() ? 0 : read.items.back().span.end);
  }

  void ReadString(ondemand::value& value, std::string_view token, Value& read) {
    read.kind = Value::Kind::kText;
    read.quoted = true;
    std::string_view text;
    Check(value.get_string().get(text));
    read.text = text;
    read.runs = RunsOf(token);
  }

  // Where the decoded bytes of a valid JSON string stand; `token` includes the quotes.
  std::vector<TextRun> RunsOf(std::string_view token) const {
    std::vector<TextRun> runs = {{0, At(token.data()) + 1}};
    std::size_t decoded = 0;
    for (std::size_t at = 1; at + 1 < token.size();) {
      if (token[at] != '\\') {
        ++at;
        ++decoded;
        continue;
      }
      std::size_t length = 2;
      std::size_t bytes = 1;
      if (token[at + 1] == 'u') {
        const unsigned long unit = std::stoul(std::string(token.substr(at + 2, 4)), nullptr, 16);
        const bool pair = unit >= 0xD800 && unit <= 0xDBFF;
        length = pair ? 12 : 6;
        bytes = pair ? 4 : unit < 0x80 ? 1 : unit < 0x800 ? 2 : 3;
      }
      // Each byte of an escape is told by the escape's beginning.
      if (runs.back().text_begin != decoded || runs.back().source_begin != At(token.data()) + at) runs.push_back({decoded, At(token.data()) + at});
      at += length;
      decoded += bytes;
      runs.push_back({decoded, At(token.data()) + at});
    }
    return runs;
  }

  simdjson::padded_string padded_;
  std::size_t offset_;
  const InputLimits& limits_;
  ondemand::parser parser_;
  Diagnostics faults_;
  std::size_t nodes_ = 0;
  const char* last_ = nullptr;  // the last token that was begun: where a fault is told
};

void TellBroken(const Broken& broken, std::size_t end, Diagnostics& out) {
  out.Error(code::kJsonSyntax, {0, std::min(broken.offset, end), std::min(broken.offset + 1, end)}, "this is not JSON: " + broken.message,
            "check it with a JSON validator; one object a line is NDJSON (name the file .ndjson)");
}

}  // namespace

bool IsUtf8(std::string_view text) { return simdjson::validate_utf8(text.data(), text.size()); }

std::optional<Value> ParseJson(std::string_view text, std::size_t offset, const InputLimits& limits, Diagnostics& out) {
  std::optional<Value> value;
  try {
    Reader(text, offset, limits).Read(false, [&](Value read, Diagnostics faults) {
      const bool ok = !faults.HasErrors();
      out.all.insert(out.all.end(), faults.all.begin(), faults.all.end());
      if (ok) value = std::move(read);
    });
  } catch (const Broken& broken) {
    TellBroken(broken, offset + text.size(), out);
    return std::nullopt;
  }
  return value;
}

void ParseJsonFile(std::string_view text, std::size_t offset, const InputLimits& limits,
                   const std::function<void(std::optional<Value>, Span place, Diagnostics faults)>& sink) {
  try {
    Reader(text, offset, limits).Read(true, [&](Value read, Diagnostics faults) {
      const Span place = read.span;
      if (faults.HasErrors()) {
        sink(std::nullopt, place, std::move(faults));
      } else {
        sink(std::move(read), place, {});
      }
    });
  } catch (const Broken& broken) {
    Diagnostics faults;
    TellBroken(broken, offset + text.size(), faults);
    faults.all.back().message += "; what follows in this file was not read";
    const Span place = faults.all.back().span;
    sink(std::nullopt, place, std::move(faults));
  }
}

}  // namespace proviso
