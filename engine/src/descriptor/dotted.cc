#include "descriptor/dotted.h"

#include <algorithm>
#include <string>
#include <utility>

#include "base/codes.h"

namespace proviso {
namespace {

Value* FindMember(Value& object, std::string_view key) {
  const auto found = std::ranges::find(object.members, key, &Member::key);
  return found == object.members.end() ? nullptr : &found->value;
}

void Merge(Value& into, Value from, const std::string& path, std::vector<Diagnostic>& warnings);

void Insert(Value& object, Member member, const std::string& prefix, std::vector<Diagnostic>& warnings) {
  const std::string path = prefix + member.key;
  if (Value* standing = FindMember(object, member.key)) {
    Merge(*standing, std::move(member.value), path, warnings);
  } else {
    object.members.push_back(std::move(member));
  }
}

void Merge(Value& into, Value from, const std::string& path, std::vector<Diagnostic>& warnings) {
  if (into.kind == Value::Kind::kObject && from.kind == Value::Kind::kObject && !into.faulty) {
    for (Member& member : from.members) Insert(into, std::move(member), path + ".", warnings);
    return;
  }
  if (SameValue(into, from)) return;
  if (!into.faulty) {
    Diagnostic warning{code::kConflictingValues, DiagnosticSeverity::kWarning,
                       "`" + path + "` is declared twice, and differently, so it counts as unknown", from.span, {}, "keep one of the two"};
    warning.labels.push_back({into.span, "the other is here"});
    warnings.push_back(std::move(warning));
  }
  into.faulty = true;
}

// `a.b.c: x` as `a: {b: {c: x}}`, all with the place of the dotted key.
Member Nest(Member member) {
  const std::size_t dot = member.key.rfind('.');
  if (dot == std::string::npos || dot == 0 || dot + 1 == member.key.size()) return member;
  Member outer{member.key.substr(0, dot), member.key_span, {}};
  outer.value.kind = Value::Kind::kObject;
  outer.value.span = member.value.span;
  outer.value.members.push_back({member.key.substr(dot + 1), member.key_span, std::move(member.value)});
  return Nest(std::move(outer));
}

}  // namespace

bool SameValue(const Value& a, const Value& b) {
  if (a.kind != b.kind || a.faulty != b.faulty) return false;
  switch (a.kind) {
    case Value::Kind::kNull: return true;
    case Value::Kind::kBool: return a.boolean == b.boolean;
    case Value::Kind::kNumber:
    case Value::Kind::kText: return a.text == b.text;
    case Value::Kind::kList: return std::ranges::equal(a.items, b.items, SameValue);
    case Value::Kind::kObject: break;
  }
  if (a.members.size() != b.members.size()) return false;
  return std::ranges::all_of(a.members, [&](const Member& member) {
    const Value* const other = b.Find(member.key);
    return other != nullptr && SameValue(member.value, *other);
  });
}

void FileDottedKeys(Value& value, std::vector<Diagnostic>& warnings) {
  for (Value& item : value.items) FileDottedKeys(item, warnings);
  for (Member& member : value.members) FileDottedKeys(member.value, warnings);
  const bool dotted = std::ranges::any_of(value.members, [](const Member& m) { return m.key.find('.') != std::string::npos; });
  if (!dotted) return;
  std::vector<Member> members = std::move(value.members);
  value.members.clear();
  for (Member& member : members) Insert(value, Nest(std::move(member)), "", warnings);
}

}  // namespace proviso
