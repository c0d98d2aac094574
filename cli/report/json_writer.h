// JSON written straight into a text: results are many, and building a tree of each costs more than judging it.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <utility>

namespace proviso {

// Writes one value after another; the caller sees to it that they make sense: a key before every value in an object.
class JsonWriter {
 public:
  // `indent` < 0: one line. Else `outer` is how far the line is indented that the first value stands on.
  explicit JsonWriter(int indent = -1, int outer = 0) : indent_(indent), depth_(outer) {}

  void BeginObject() { Begin('{'); }
  void EndObject() { End('}'); }
  void BeginList() { Begin('['); }
  void EndList() { End(']'); }
  void Key(std::string_view key);

  // Bytes that are not UTF-8 become U+FFFD.
  void Text(std::string_view text);
  void Number(std::size_t number);
  void Bool(bool value);
  void Null();

  void Text(std::string_view key, std::string_view text) {
    Key(key);
    Text(text);
  }
  void Number(std::string_view key, std::size_t number) {
    Key(key);
    Number(number);
  }
  void True(std::string_view key) {
    Key(key);
    Bool(true);
  }

  // A whole value that was written before, on one line.
  void Written(std::string_view value);

  const std::string& text() const { return text_; }
  std::string Take() { return std::move(text_); }

 private:
  void Begin(char bracket);
  void End(char bracket);
  void NextValue();
  void Quote(std::string_view text);
  void QuoteOdd(std::size_t begin, std::string_view text);
  void NewLine();

  std::string text_;
  int indent_;
  int depth_;            // columns that the lines of the value at hand are indented by
  bool first_ = true;    // nothing stands yet in the list or object at hand
  bool has_key_ = true;  // the next value stands behind its key, or is the first of all
};

}  // namespace proviso
