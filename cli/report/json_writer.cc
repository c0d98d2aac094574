#include "report/json_writer.h"

#include <array>
#include <charconv>
#include <nlohmann/json.hpp>

#include "proviso/printable.h"

namespace proviso {
namespace {

constexpr std::array<bool, 256> MakePlainTable() {
  std::array<bool, 256> plain{};
  for (std::size_t c = 0x20; c < plain.size(); ++c) plain[c] = c != '"' && c != '\\';
  return plain;
}
constexpr std::array<bool, 256> kPlain = MakePlainTable();  // stands for itself, whatever is around it

}  // namespace

void JsonWriter::NewLine() {
  text_ += '\n';
  text_.append(static_cast<std::size_t>(depth_), ' ');
}

void JsonWriter::NextValue() {
  if (has_key_) {
    has_key_ = false;
    return;
  }
  if (!first_) text_ += ',';
  first_ = false;
  if (indent_ >= 0) NewLine();
}

void JsonWriter::Begin(char bracket) {
  NextValue();
  text_ += bracket;
  first_ = true;
  if (indent_ >= 0) depth_ += indent_;
}

void JsonWriter::End(char bracket) {
  if (indent_ >= 0) {
    depth_ -= indent_;
    if (!first_) NewLine();
  }
  text_ += bracket;
  first_ = false;
}

// Control characters, and bytes that are not UTF-8: seldom, and many ways to go wrong.
void JsonWriter::QuoteOdd(std::size_t begin, std::string_view text) {
  text_.resize(begin);
  text_ += nlohmann::json(text).dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
}

void JsonWriter::Quote(std::string_view text) {
  const std::size_t begin = text_.size();
  if (!IsUtf8(text)) return QuoteOdd(begin, text);
  text_ += '"';
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t run = at;
    while (at < text.size() && kPlain[static_cast<unsigned char>(text[at])]) ++at;
    text_.append(text, run, at - run);
    if (at == text.size()) break;
    const char c = text[at];
    if (c == '"' || c == '\\') {
      text_ += '\\';
      text_ += c;
      ++at;
      continue;
    }
    QuoteOdd(begin, text);
    return;
  }
  text_ += '"';
}

void JsonWriter::Key(std::string_view key) {
  NextValue();
  Quote(key);
  text_ += indent_ >= 0 ? ": " : ":";
  has_key_ = true;
}

void JsonWriter::Text(std::string_view text) {
  NextValue();
  Quote(text);
}

void JsonWriter::Number(std::size_t number) {
  NextValue();
  std::array<char, 20> digits{};
  const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), number).ptr;
  text_.append(digits.data(), end);
}

void JsonWriter::Bool(bool value) {
  NextValue();
  text_ += value ? "true" : "false";
}

void JsonWriter::Null() {
  NextValue();
  text_ += "null";
}

void JsonWriter::Written(std::string_view value) {
  NextValue();
  text_ += value;
}

}  // namespace proviso
