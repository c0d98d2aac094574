#include "support/write_value.h"

#include <algorithm>
#include <array>
#include <string_view>

namespace proviso {
namespace {

std::string Quoted(std::string_view text) {
  std::string out = "\"";
  for (const char c : text) {
    if (c == '"' || c == '\\') {
      out += '\\';
      out += c;
    } else if (c == '\n') {
      out += "\\n";
    } else if (c == '\t') {
      out += "\\t";
    } else {
      out += c;
    }
  }
  return out + "\"";
}

// Letters and hyphens alone, and no word that some YAML reads as a boolean or null.
bool IsPlain(std::string_view text) {
  static constexpr std::array<std::string_view, 9> kTraps = {"yes",   "no",   "on", "off", "true",
                                                             "false", "null", "y",  "n"};
  if (text.empty() || text.front() == '-' || std::find(kTraps.begin(), kTraps.end(), text) != kTraps.end())
    return false;
  return std::all_of(text.begin(), text.end(), [](char c) { return (c >= 'a' && c <= 'z') || c == '-'; });
}

std::string Scalar(const Value& value) {
  switch (value.kind) {
    case Value::Kind::kNull:
      return "null";
    case Value::Kind::kBool:
      return value.boolean ? "true" : "false";
    case Value::Kind::kNumber:
      return value.text;
    case Value::Kind::kText:
      return IsPlain(value.text) ? value.text : Quoted(value.text);
    case Value::Kind::kList:
      return "[]";
    case Value::Kind::kObject:
      return "{}";
  }
  return "";
}

void WriteYaml(const Value& value, const std::string& indent, std::string& out) {
  const auto child = [&](const std::string& lead, const Value& node) {
    out += indent + lead;
    if (node.items.empty() && node.members.empty()) {
      out += " " + Scalar(node) + "\n";
    } else {
      out += "\n";
      WriteYaml(node, indent + "  ", out);
    }
  };
  for (const Value& item : value.items) child("-", item);
  for (const Member& member : value.members)
    child((IsPlain(member.key) ? member.key : Quoted(member.key)) + ":", member.value);
}

}  // namespace

Value MakeText(std::string text) {
  Value value;
  value.kind = Value::Kind::kText;
  value.text = std::move(text);
  return value;
}

Value MakeNumber(std::string spelled) {
  Value value;
  value.kind = Value::Kind::kNumber;
  value.text = std::move(spelled);
  return value;
}

Value MakeBool(bool boolean) {
  Value value;
  value.kind = Value::Kind::kBool;
  value.boolean = boolean;
  value.text = boolean ? "true" : "false";
  return value;
}

Value MakeList(std::vector<Value> items) {
  Value value;
  value.kind = Value::Kind::kList;
  value.items = std::move(items);
  return value;
}

Value MakeObject(std::vector<std::pair<std::string, Value>> members) {
  Value value;
  value.kind = Value::Kind::kObject;
  for (auto& [key, member] : members) Put(value, key, std::move(member));
  return value;
}

void Put(Value& object, std::string key, Value value) {
  object.members.push_back({std::move(key), {}, std::move(value)});
}

std::string ToJson(const Value& value) {
  if (value.kind == Value::Kind::kText) return Quoted(value.text);
  if (value.kind != Value::Kind::kList && value.kind != Value::Kind::kObject) return Scalar(value);
  std::string out;
  for (const Value& item : value.items) out += (out.empty() ? "" : ", ") + ToJson(item);
  for (const Member& member : value.members)
    out += (out.empty() ? "" : ", ") + Quoted(member.key) + ": " + ToJson(member.value);
  return value.kind == Value::Kind::kList ? "[" + out + "]" : "{" + out + "}";
}

std::string ToYaml(const Value& value) {
  if (value.items.empty() && value.members.empty()) return Scalar(value) + "\n";
  std::string out;
  WriteYaml(value, "", out);
  return out;
}

}  // namespace proviso
