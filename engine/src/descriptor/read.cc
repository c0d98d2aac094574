#include <utility>

#include "base/codes.h"
#include "base/utf8.h"
#include "descriptor/json.h"
#include "descriptor/record.h"
#include "descriptor/table.h"
#include "syntax/yaml.h"

namespace proviso {
namespace {

using Sink = std::function<void(Record)>;

class DescriptorReader {
 public:
  DescriptorReader(std::shared_ptr<const Source> source, const Mapping* mapping, const InputLimits& limits,
                   const Sink& sink)
      : maker_(std::move(source), mapping, limits), limits_(limits), sink_(sink) {}

  void ReadYaml() {
    const YamlLimits limits{.bytes = limits_.descriptor_bytes, .depth = limits_.depth, .nodes = limits_.nodes};
    ParseYamlStream(maker_.source(), limits, [&](std::optional<Value> value, Span place, Diagnostics faults) {
      sink_(maker_.FromTree(std::move(value), place, "", std::move(faults)));
    });
  }

  // One value, or a list of them; nothing may stand behind.
  void ReadJson() {
    JsonReader reader(maker_.source(), {0, Start(), text().size()}, limits_, &parser_);
    if (reader.AtEnd()) return;
    if (reader.Accept('[')) {
      if (!ReadElements(reader)) return;
      if (!reader.AtEnd()) sink_(Rest(reader, "something stands behind the end of the list"));
      return;
    }
    JsonValue value = reader.Read();
    if (!value.broken && !reader.AtEnd())
      value.faults.Error(code::kJsonSyntax, {0, reader.at(), reader.at() + 1},
                         "something stands behind the end of the object", kSeveral);
    Emit(std::move(value));
  }

  void ReadLines() {
    for (std::size_t begin = Start(); begin < text().size();) {
      const std::size_t end = std::min(text().find('\n', begin), text().size());
      ReadLine(begin, end);
      begin = end + 1;
    }
  }

  void ReadCsv() { ReadTable(maker_, sink_); }

 private:
  static constexpr const char* kSeveral =
      "put several objects into one list `[…]`, or one on each line of a file named *.ndjson";

  std::string_view text() const { return maker_.source().text(); }
  std::size_t Start() const { return PastByteOrderMark(text()); }

  void Emit(JsonValue value) {
    sink_(maker_.FromTree(std::move(value.value), value.span, std::move(value.id), std::move(value.faults)));
  }

  Record Rest(const JsonReader& reader, std::string message) const {
    const std::size_t at = std::min(reader.at(), text().size());
    return maker_.Fault(code::kJsonSyntax, {0, at, std::min(at + 1, text().size())}, std::move(message),
                        "the file could not be read from here on");
  }

  // False when the list broke off: its end, and whatever stands there, could not be read.
  bool ReadElements(JsonReader& reader) {
    if (reader.Accept(']')) return true;
    while (true) {
      JsonValue value = reader.Read();
      const bool lost = value.broken && !reader.Recover();
      if (lost)
        value.faults.all.back().help +=
            std::string(value.faults.all.back().help.empty() ? "" : "; ") + "the file could not be read from here on";
      Emit(std::move(value));
      if (lost) return false;
      if (reader.Accept(']')) return true;
      if (reader.Accept(',')) continue;
      const bool comma_missing = !reader.AtEnd() && text()[reader.at()] == '{';
      Record rest = Rest(reader, reader.AtEnd() ? "the list has no closing `]`" : "a `,` or `]` is missing here");
      if (comma_missing) rest.faults.front().help = "write a comma between two descriptors";
      sink_(std::move(rest));
      if (!comma_missing) return false;
    }
  }

  void ReadLine(std::size_t begin, std::size_t end) {
    if (text().substr(begin, end - begin).find_first_not_of(" \t\r") == std::string_view::npos) return;
    if (end - begin > limits_.descriptor_bytes) {
      sink_(maker_.FromTree(std::nullopt, {0, begin, end}, "", TooLong(begin, end)));
      return;
    }
    JsonReader reader(maker_.source(), {0, begin, end}, limits_, &parser_);
    JsonValue value = reader.Read();
    if (!value.broken && !reader.AtEnd())
      value.faults.Error(code::kJsonSyntax, {0, reader.at(), reader.at() + 1},
                         "something stands behind the end of the object", "write one object on each line");
    Emit(std::move(value));
  }

  Diagnostics TooLong(std::size_t begin, std::size_t end) const {
    Diagnostics faults;
    faults.Error(code::kTooLarge, {0, begin, begin + 1}, "this line is " + std::to_string(end - begin) + " bytes long",
                 "one descriptor may have at most " + std::to_string(limits_.descriptor_bytes));
    return faults;
  }

  RecordMaker maker_;
  const InputLimits& limits_;
  const Sink& sink_;
  JsonParser parser_;
};

}  // namespace

void ReadDescriptors(std::shared_ptr<const Source> source, InputFormat format, const Mapping* mapping,
                     const InputLimits& limits, const Sink& sink) {
  DescriptorReader reader(std::move(source), mapping, limits, sink);
  switch (format) {
    case InputFormat::kYaml:
      return reader.ReadYaml();
    case InputFormat::kJson:
      return reader.ReadJson();
    case InputFormat::kNdjson:
      return reader.ReadLines();
    case InputFormat::kCsv:
      return reader.ReadCsv();
  }
}

}  // namespace proviso
