#include <utility>

#include "base/codes.h"
#include "descriptor/cut.h"
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
                   const Sink& sink, const InputPart& part)
      : maker_(std::move(source), mapping, limits, part.first_record), limits_(limits), sink_(sink), part_(part) {}

  void ReadYaml() {
    const YamlLimits limits{.bytes = limits_.descriptor_bytes, .depth = limits_.depth, .nodes = limits_.nodes};
    ParseYamlStream(maker_.source(), text().size() - part_.behind, limits, part_.left_out,
                    [&](std::optional<Value> value, Span place, Diagnostics faults) {
                      sink_(maker_.FromTree(std::move(value), place, "", std::move(faults)));
                    });
  }

  // One value, or a list of them; nothing may stand behind.
  void ReadJson() {
    JsonReader reader(maker_.source(), {0, maker_.source().begin(), text().size()}, limits_, &parser_);
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
    for (std::size_t begin = maker_.source().begin(); begin < text().size();) {
      const std::size_t end = std::min(text().find('\n', begin), text().size());
      ReadLine(begin, end, end == text().size() ? part_.left_out : 0);
      begin = end + 1;
    }
  }

  void ReadCsv() { ReadTable(maker_, part_, sink_); }

 private:
  static constexpr const char* kSeveral =
      "put several objects into one list `[…]`, or one on each line of a file named *.ndjson";

  std::string_view text() const { return maker_.source().text(); }

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

  void ReadLine(std::size_t begin, std::size_t end, std::size_t left_out) {
    const std::size_t length = end - begin + left_out;
    if (left_out == 0 && IsBlankLine(text().substr(begin, length))) return;
    if (length > limits_.descriptor_bytes) {
      sink_(maker_.FromTree(std::nullopt, {0, begin, end}, "", TooLong(begin, length)));
      return;
    }
    JsonReader reader(maker_.source(), {0, begin, end}, limits_, &parser_);
    JsonValue value = reader.Read();
    if (!value.broken && !reader.AtEnd())
      value.faults.Error(code::kJsonSyntax, {0, reader.at(), reader.at() + 1},
                         "something stands behind the end of the object", "write one object on each line");
    Emit(std::move(value));
  }

  Diagnostics TooLong(std::size_t begin, std::size_t length) const {
    Diagnostics faults;
    faults.Error(code::kTooLarge, {0, begin, begin + 1}, "this line is " + std::to_string(length) + " bytes long",
                 "one descriptor may have at most " + std::to_string(limits_.descriptor_bytes));
    return faults;
  }

  RecordMaker maker_;
  const InputLimits& limits_;
  const Sink& sink_;
  const InputPart& part_;
  JsonParser parser_;
};

}  // namespace

void ReadDescriptors(std::shared_ptr<const Source> source, InputFormat format, const Mapping* mapping,
                     const InputLimits& limits, const Sink& sink, const InputPart& part) {
  DescriptorReader reader(std::move(source), mapping, limits, sink, part);
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

std::shared_ptr<const TableHeader> ReadTableHeader(std::shared_ptr<const Source> source, const Mapping& mapping,
                                                   const InputLimits& limits, const Sink& sink) {
  const RecordMaker maker(std::move(source), &mapping, limits, 0);
  std::size_t at = maker.source().begin();
  return ReadHeader(maker, at, sink);
}

}  // namespace proviso
