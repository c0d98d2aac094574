#include "unit/descriptor/read_text.h"

#include <gtest/gtest.h>

#include "descriptor/json.h"
#include "support/value_places.h"

namespace proviso {

std::string TextAt(const Source& source, Span span) { return source.text().substr(span.begin, span.end - span.begin); }

std::vector<std::string> Told(const std::vector<Diagnostic>& diagnostics, const Source& source) {
  std::vector<std::string> told;
  for (const Diagnostic& diagnostic : diagnostics)
    told.push_back(std::string(diagnostic.code) + " \"" + TextAt(source, diagnostic.span) + "\"");
  return told;
}

Mapping MappingOf(const std::string& yaml) {
  Diagnostics faults;
  const Source source("mapping.yaml", yaml);
  auto mapping = Mapping::Parse(source, faults);
  EXPECT_EQ(Told(faults.all, source), std::vector<std::string>{}) << yaml;
  return mapping.value();
}

std::vector<Record> ReadRecords(const std::string& text, InputFormat format, const std::string& mapping,
                                const InputLimits& limits) {
  std::optional<Mapping> read;
  if (!mapping.empty()) read = MappingOf(mapping);
  std::vector<Record> records;
  ReadDescriptors(std::make_shared<Source>("input", text), format, read ? &*read : nullptr, limits,
                  [&](Record record) { records.push_back(std::move(record)); });
  for (const Record& record : records) {
    EXPECT_NE(record.descriptor.has_value(), !record.faults.empty()) << text;
    if (!record.descriptor) continue;
    EXPECT_EQ(PlaceFault(record.descriptor->root, *record.source), "") << text;
  }
  return records;
}

std::vector<std::string> Lines(const std::vector<Record>& records) {
  std::vector<std::string> lines;
  for (const Record& record : records) {
    std::string line = record.descriptor ? record.id + " " + OneLine(record.descriptor->root) : record.id + "!";
    const auto& diagnostics = record.descriptor ? record.descriptor->warnings : record.faults;
    for (const std::string& told : Told(diagnostics, *record.source)) line += " " + told;
    lines.push_back(line);
  }
  return lines;
}

Value FromJson(const std::string& json) {
  const Source source("x.json", json);
  const InputLimits limits;
  JsonParser parser;
  JsonReader reader(source, {0, 0, json.size()}, limits, &parser);
  JsonValue read = reader.Read();
  EXPECT_EQ(Told(read.faults.all, source), std::vector<std::string>{}) << json;
  return std::move(read.value).value_or(Value{});
}

}  // namespace proviso
