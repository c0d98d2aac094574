// JSON with places: every value is read and checked, every text knows where its bytes stand, and what is wrong is told.
#pragma once

#include <algorithm>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "descriptor/json_parser.h"
#include "proviso/descriptor.h"

namespace proviso {

// One value, or why there is none.
struct JsonValue {
  std::optional<Value> value;  // none when there is any fault
  std::string id;              // of an object, as far as it could be read
  Span span;
  Diagnostics faults;
  bool broken = false;  // the structure is lost: nothing behind this can be read
};

// Reads values one after another out of a range of a source: by the parser, or where that has anything against a value,
// byte by byte with an eye on what is wrong. Without recursion there, and what breaks a limit is checked to its end
// without being kept, so hostile input costs no more memory than its own size.
class JsonReader {
 public:
  JsonReader(const Source& source, Span range, const InputLimits& limits, JsonParser* parser);

  // Both skip white space.
  bool AtEnd();
  bool Accept(char c);
  std::size_t at() const { return at_; }

  JsonValue Read();
  // After a value whose structure is lost, in a list: goes behind it, if quotes and brackets tell where it ends.
  bool Recover();

 private:
  enum class Want { kValue, kFirstItem, kFirstKey, kKey, kCommaOrClose, kNothing };

  JsonValue Diagnose();
  void SkipSpace();
  char Peek() const { return at_ < end_ ? text_[at_] : '\0'; }
  Span SpanOf(std::size_t begin, std::size_t length) const { return {0, begin, std::min(begin + length, end_)}; }
  void Tell(std::string_view code, Span span, std::string_view message, std::string_view help);
  void Discard(std::string_view code, std::size_t at, std::string message, std::string help);
  Want Break(std::size_t at, std::string message, std::string help);

  Want Step(Want want);
  Want ReadKey();
  Want ReadValue();
  Want Open(Value::Kind kind);
  Want Close();
  Want Add(Value value);
  bool ReadText(Value& out);
  void CheckCharacters(const Value& text);
  bool ReadNumber(Value& out);
  bool ReadWord(Value& out);
  void TellDuplicates(const Value& object);

  std::string_view text_;
  std::size_t at_;
  std::size_t end_;
  const InputLimits& limits_;
  JsonParser* parser_;  // null: everything is read byte by byte

  // Of the value at hand.
  JsonValue result_;
  std::size_t begin_ = 0;
  std::size_t nodes_ = 0;
  bool discard_ = false;      // a limit is broken: go on without keeping anything
  bool at_id_ = false;        // the next value belongs to the key `id` of the outermost object
  std::string open_;          // the brackets that are open
  std::vector<Value> stack_;  // their values, while they are kept
};

}  // namespace proviso
