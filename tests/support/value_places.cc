#include "support/value_places.h"

#include <cstdio>

namespace proviso {
namespace {

std::string Quoted(const std::string& text) {
  std::string quoted = "\"";
  for (const char c : text) {
    if (c == '\n') {
      quoted += "\\n";
    } else if (static_cast<unsigned char>(c) < 0x20 || c == 0x7F) {
      char buffer[8];
      std::snprintf(buffer, sizeof buffer, "\\x%02X", static_cast<unsigned>(c));
      quoted += buffer;
    } else {
      if (c == '"' || c == '\\') quoted += '\\';
      quoted += c;
    }
  }
  return quoted + "\"";
}

bool IsInside(const Span& span, const Source& source) {
  return span.begin <= span.end && span.end <= source.text().size();
}

std::string ScalarFault(const Value& value, const Source& source) {
  for (std::size_t i = 0; i < value.runs.size(); ++i) {
    const TextRun& run = value.runs[i];
    if (i == 0 ? run.text_begin != 0 : run.text_begin <= value.runs[i - 1].text_begin) return "the runs are not sorted";
    if (run.source_begin > source.text().size()) return "a run lies past the end";
  }
  if (value.runs.empty()) return "";
  for (std::size_t at = 0; at < value.text.size(); ++at) {
    if (SourceOffset(value, at) >= source.text().size()) return "byte " + std::to_string(at) + " leads past the end";
  }
  return "";
}

}  // namespace

std::string OneLine(const Value& value) {
  std::string line = value.faulty ? "?" : "";
  switch (value.kind) {
    case Value::Kind::kNull:
      return line + "null";
    case Value::Kind::kBool:
      return line + (value.boolean ? "true" : "false");
    case Value::Kind::kNumber:
      return line + value.text;
    case Value::Kind::kText:
      return line + Quoted(value.text);
    case Value::Kind::kList:
      for (const Value& item : value.items) line += (line.empty() || line == "?" ? "[" : ", ") + OneLine(item);
      return value.items.empty() ? line + "[]" : line + "]";
    case Value::Kind::kObject:
      break;
  }
  std::string members;
  for (const Member& member : value.members)
    members += (members.empty() ? "" : ", ") + member.key + ": " + OneLine(member.value);
  return line + "{" + members + "}";
}

std::string PlaceFault(const Value& value, const Source& source) {
  if (!IsInside(value.span, source)) return "a span lies outside the source";
  if (std::string fault = ScalarFault(value, source); !fault.empty()) return fault;
  for (const Value& item : value.items) {
    if (std::string fault = PlaceFault(item, source); !fault.empty()) return fault;
  }
  for (const Member& member : value.members) {
    if (!IsInside(member.key_span, source)) return "the span of a key lies outside the source";
    if (std::string fault = PlaceFault(member.value, source); !fault.empty()) return member.key + ": " + fault;
  }
  return "";
}

std::string MisplacedText(const Value& value, const Source& source, const std::string& path) {
  if (value.kind == Value::Kind::kText) {
    for (std::size_t at = 0; at < value.text.size(); ++at) {
      const char there = source.text()[SourceOffset(value, at)];
      const bool folded = (value.text[at] == ' ' || value.text[at] == '\n') && (there == '\n' || there == '\r');
      if (there != value.text[at] && there != '\\' && !folded) return path + " at " + std::to_string(at);
    }
  }
  for (std::size_t i = 0; i < value.items.size(); ++i) {
    if (std::string fault = MisplacedText(value.items[i], source, path + "[" + std::to_string(i) + "]"); !fault.empty())
      return fault;
  }
  for (const Member& member : value.members) {
    if (std::string fault = MisplacedText(member.value, source, path + "." + member.key); !fault.empty()) return fault;
  }
  return "";
}

}  // namespace proviso
