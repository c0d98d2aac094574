// yaml-cpp's events become a tree of values with places, and what it would take in silence becomes a fault.
#pragma once

#include <yaml-cpp/eventhandler.h>

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "proviso/descriptor.h"
#include "proviso/diagnostic.h"
#include "syntax/scalar.h"
#include "syntax/yaml.h"

namespace proviso {

inline constexpr const char* kEscapeHelp =
    "write `\\\\` for a backslash, `\\u` and four digits for a character; in single quotes nothing is an escape";

// Thrown by the builder to leave yaml-cpp's parser where going on makes no sense; never leaves syntax/.
struct StopParsing {};

// Builds one document out of the bytes [part.begin, part.end) of a source; marks count from part.begin.
class TreeBuilder : public YAML::EventHandler {
 public:
  // `tabs`: in the indentation of lines (see Precheck).
  TreeBuilder(std::string_view source, Span part, std::vector<std::size_t> tabs, const YamlLimits& limits,
              Diagnostics& out);

  std::optional<Value> Take() { return std::move(root_); }
  bool started() const { return documents_ > 0; }
  // Tells tabs before `end` that no scalar has taken as its text; false when there are any.
  bool TellTabs(std::size_t end);
  // Where the last event was.
  std::size_t last() const { return last_; }

  void OnDocumentStart(const YAML::Mark& mark) override;
  void OnDocumentEnd() override {}
  void OnNull(const YAML::Mark& mark, YAML::anchor_t anchor) override;
  void OnAlias(const YAML::Mark& mark, YAML::anchor_t anchor) override;
  void OnScalar(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                const std::string& text) override;
  void OnSequenceStart(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                       YAML::EmitterStyle::value style) override;
  void OnSequenceEnd() override { Close(']'); }
  void OnMapStart(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                  YAML::EmitterStyle::value style) override;
  void OnMapEnd() override { Close('}'); }

 private:
  struct Frame {
    Value value;
    YAML::anchor_t anchor = 0;
    bool flow = false;
    std::size_t column = 0;                             // of a block collection: where its keys or dashes stand
    std::optional<Value> key;                           // of the value that comes next
    std::unordered_map<std::string, std::size_t> keys;  // which member of `value` bears it
  };

  std::size_t At(const YAML::Mark& mark);
  Span SpanAt(std::size_t at, std::size_t length = 1) const;
  bool AtKey() const {
    return !frames_.empty() && frames_.back().value.kind == Value::Kind::kObject && !frames_.back().key;
  }
  bool InFlow() const { return !frames_.empty() && frames_.back().flow; }
  std::size_t SkipProperties(std::size_t at);
  std::string_view NullWordAt(std::size_t at) const;
  std::optional<std::size_t> IndentIfFirst(std::size_t at) const;

  void Tell(std::string_view code, Span span, std::string_view message, std::string_view help);
  [[noreturn]] void Stop(std::string_view code, Span span, std::string_view message, std::string_view help);

  ScalarPlace Place(std::size_t at, const std::string& text);
  void CheckContinuation(const Value& scalar);
  void CheckBehindQuote(const Value& scalar);
  void CheckPlace(std::size_t at, bool is_block_list);
  void CheckColon(const Value& key);
  void SetKey(Value key);
  void Count(std::size_t nodes, std::size_t bytes, Span span);
  void Open(const YAML::Mark& mark, YAML::anchor_t anchor, Value::Kind kind, bool flow);
  void Close(char bracket);
  std::size_t PastBracket(std::size_t at, char bracket) const;
  void Add(Value value, YAML::anchor_t anchor);

  std::string_view text_;  // of the source up to the end of the part
  Span part_;
  std::vector<std::size_t> tabs_;
  const YamlLimits& limits_;
  Diagnostics& out_;
  int documents_ = 0;
  std::size_t last_;
  std::size_t told_ = 0;
  std::size_t nodes_ = 0;
  std::size_t copied_bytes_ = 0;
  std::vector<Frame> frames_;
  std::map<YAML::anchor_t, Value> anchors_;
  std::optional<Value> root_;
};

}  // namespace proviso
