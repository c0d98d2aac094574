#include "descriptor/dotted.h"

#include <algorithm>
#include <string>
#include <unordered_map>
#include <utility>

#include "base/codes.h"

namespace proviso {
namespace {

// In a key that is a path; a longer one is a foreign name, and would nest without bound.
constexpr std::ptrdiff_t kMostDots = 64;

// Where the first step of a dotted key ends; npos when the key has one step. A key that begins or ends with a dot, or
// has two dots side by side, is no path and stays as it is.
std::size_t FirstDot(std::string_view key) {
  const std::size_t dot = key.find('.');
  if (dot == std::string_view::npos || dot == 0 || key.back() == '.') return std::string_view::npos;
  if (key.find("..") != std::string_view::npos || std::ranges::count(key, '.') > kMostDots)
    return std::string_view::npos;
  return dot;
}

std::size_t Steps(std::string_view key) {
  return FirstDot(key) == std::string_view::npos ? 1 : 1 + static_cast<std::size_t>(std::ranges::count(key, '.'));
}

std::vector<const Member*> SortedMembers(const Value& object) {
  std::vector<const Member*> members;
  members.reserve(object.members.size());
  for (const Member& member : object.members) members.push_back(&member);
  std::ranges::sort(members, {}, [](const Member* member) -> const std::string& { return member->key; });
  return members;
}

// A member of an object whose keys are not unique any more, since both spellings may add to it.
Member CutFirstStep(Member member) {
  const std::size_t dot = FirstDot(member.key);
  if (dot == std::string::npos) return member;
  Member outer{member.key.substr(0, dot), member.key_span, {}};
  outer.value.kind = Value::Kind::kObject;
  outer.value.span = member.value.span;
  member.key.erase(0, dot + 1);
  outer.value.members.push_back(std::move(member));
  return outer;
}

void Conflict(Value& standing, const Value& other, const std::string& path, std::vector<Diagnostic>& warnings) {
  if (std::exchange(standing.faulty, true)) return;
  Diagnostic warning{code::kConflictingValues,
                     DiagnosticSeverity::kWarning,
                     "`" + path + "` is declared twice, and differently, so it counts as unknown",
                     other.span,
                     {},
                     "keep one of the two"};
  warning.labels.push_back({standing.span, "the other is here"});
  warnings.push_back(std::move(warning));
}

void File(Value& value, const std::string& path, std::vector<Diagnostic>& warnings);

// Puts `from`, which bears the key of `into`, into it. Objects are not filed yet, so that their members simply go side
// by side.
void Merge(Value& into, Value from, const std::string& path, std::vector<Diagnostic>& warnings) {
  if (from.kind == Value::Kind::kNull) return;  // silence contradicts nothing
  if (into.kind == Value::Kind::kNull) {
    into = std::move(from);
  } else if (into.kind == Value::Kind::kObject && from.kind == Value::Kind::kObject) {
    std::ranges::move(from.members, std::back_inserter(into.members));
  } else if (into.kind != from.kind) {
    Conflict(into, from, path, warnings);
  } else if (!into.faulty) {
    std::vector<Diagnostic> inner;  // of one side alone: the comparison wants both in the nested spelling
    Value filed = into;
    File(filed, path, inner);
    File(from, path, inner);
    if (!SameValue(filed, from)) Conflict(into, from, path, warnings);
  }
}

void File(Value& value, const std::string& path, std::vector<Diagnostic>& warnings) {
  for (Value& item : value.items) File(item, path + "[]", warnings);
  std::vector<Member> written = std::move(value.members);
  value.members.clear();
  // The nested spelling first: which of two values stands does not hang on the order in which they were written.
  std::ranges::stable_sort(written, {}, [](const Member& member) { return Steps(member.key); });
  std::unordered_map<std::string, std::size_t> places;
  for (Member& each : written) {
    Member member = CutFirstStep(std::move(each));
    const auto [place, is_new] = places.try_emplace(member.key, value.members.size());
    if (is_new) {
      value.members.push_back(std::move(member));
    } else {
      const std::string inner = path.empty() ? member.key : path + "." + member.key;
      Merge(value.members[place->second].value, std::move(member.value), inner, warnings);
    }
  }
  for (Member& member : value.members) {
    File(member.value, path.empty() ? member.key : path + "." + member.key, warnings);
  }
}

bool HasDottedKey(const Value& value) {
  return std::ranges::any_of(value.items, HasDottedKey) || std::ranges::any_of(value.members, [](const Member& member) {
           return FirstDot(member.key) != std::string::npos || HasDottedKey(member.value);
         });
}

}  // namespace

TreeSize SizeWhenFiled(const Value& value) {
  TreeSize size{1, 1};
  const auto add = [&](const Value& child, std::size_t steps) {
    const TreeSize inner = SizeWhenFiled(child);
    size.nodes += inner.nodes + steps - 1;
    size.depth = std::max(size.depth, inner.depth + steps);
  };
  for (const Value& item : value.items) add(item, 1);
  for (const Member& member : value.members) add(member.value, Steps(member.key));
  return size;
}

bool SameValue(const Value& a, const Value& b) {
  if (a.kind != b.kind || a.faulty != b.faulty) return false;
  switch (a.kind) {
    case Value::Kind::kNull:
      return true;
    case Value::Kind::kBool:
      return a.boolean == b.boolean;
    case Value::Kind::kNumber:
    case Value::Kind::kText:
      return a.text == b.text;
    case Value::Kind::kList:
      return std::ranges::equal(a.items, b.items, SameValue);
    case Value::Kind::kObject:
      return std::ranges::equal(SortedMembers(a), SortedMembers(b), [](const Member* x, const Member* y) {
        return x->key == y->key && SameValue(x->value, y->value);
      });
  }
  return false;
}

void FileDottedKeys(Value& object, std::vector<Diagnostic>& warnings) {
  if (HasDottedKey(object)) File(object, "", warnings);
}

}  // namespace proviso
