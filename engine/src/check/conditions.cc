#include "check/conditions.h"

#include <algorithm>

namespace proviso {
namespace {

class ConditionReader {
 public:
  ConditionReader(const Place& place, Draft& draft) : place_(place), draft_(draft), out_(draft.out) {}

  Condition Read(const Value& value, std::string_view what, ListMeaning meaning) {
    switch (value.kind) {
      case Value::Kind::kObject:
        return ReadMapping(value, what);
      case Value::Kind::kList:
        return ReadConditions(value, what, meaning);
      case Value::Kind::kNull:
        out_.Error(code::kEmptyCondition, value.span, std::string(what) + " holds no condition",
                   "write one, or leave the key out");
        return {};
      default:
        TellNoCondition(value, what);
        return {};
    }
  }

 private:
  void TellNoCondition(const Value& value, std::string_view what) {
    const bool is_signal = draft_.signals.Find(value.text).has_value();
    out_.Error(code::kWrongShape, value.span,
               std::string(what) + " takes a condition, not " + std::string(ShapeOf(value)),
               is_signal ? "write `signal: " + value.text + "`"
                         : "a condition is a mapping: `signal: NAME`, or `FIELD: {is: X}`");
  }

  // A list in the place of a condition.
  Condition ReadConditions(const Value& list, std::string_view what, ListMeaning meaning) {
    if (meaning == ListMeaning::kRefused) {
      out_.Error(code::kListRefused, list.span, std::string(what) + " takes one condition, not a list",
                 "write `all: […]` or `any: […]`, whichever is meant");
      return {};
    }
    Condition condition;
    condition.kind = meaning == ListMeaning::kAny ? Condition::Kind::kAny : Condition::Kind::kAll;
    condition.span = list.span;
    condition.children = ReadItems(list, what);
    return Simplified(std::move(condition));
  }

  std::vector<Condition> ReadItems(const Value& list, std::string_view what) {
    std::vector<Condition> items;
    if (list.items.empty()) {
      out_.Error(code::kEmptyCondition, list.span, std::string(what) + " is an empty list of conditions",
                 "add a condition, or remove it");
    }
    for (const Value& item : list.items)
      items.push_back(Read(item, "an item of " + std::string(what), ListMeaning::kRefused));
    return items;
  }

  static Condition Simplified(Condition condition) {
    if (condition.children.size() != 1) return condition;
    Condition only = std::move(condition.children.front());
    return only;
  }

  // Several keys must all hold.
  Condition ReadMapping(const Value& mapping, std::string_view what) {
    Condition condition;
    condition.span = mapping.span;
    if (mapping.members.empty()) {
      out_.Error(code::kEmptyCondition, mapping.span, std::string(what) + " is an empty condition",
                 "add one, or remove it");
    }
    for (const Member& member : mapping.members) {
      if (std::optional<Condition> child = ReadMember(member, mapping)) {
        child->span = EntrySpan(member);
        condition.children.push_back(*std::move(child));
      }
    }
    return Simplified(std::move(condition));
  }

  std::optional<Condition> ReadMember(const Member& member, const Value& mapping) {
    const std::string& key = member.key;
    if (key == "all" || key == "any") return ReadAllOrAny(member);
    if (key == "not") return ReadNot(member);
    if (key == "at_least") return ReadAtLeast(member);
    if (key == "signal") return ReadSignal(member);
    if (key == "text") return ReadText(member);
    if (key == "some" || key == "every") return ReadElements(member, mapping);
    if (key == "count") return ReadCounted(member);
    if (key == "where") return CheckWhere(member, mapping);
    return ReadField(member);
  }

  std::optional<Condition> ReadAllOrAny(const Member& member) {
    if (member.value.kind != Value::Kind::kList) {
      out_.Error(code::kWrongShape, member.value.span,
                 Quoted(member.key) + " takes a list of conditions, not " + std::string(ShapeOf(member.value)),
                 "write each condition as an item: `- …`");
      return std::nullopt;
    }
    Condition condition;
    condition.kind = member.key == "all" ? Condition::Kind::kAll : Condition::Kind::kAny;
    condition.children = ReadItems(member.value, Quoted(member.key));
    return condition;
  }

  std::optional<Condition> ReadNot(const Member& member) {
    Condition condition;
    condition.kind = Condition::Kind::kNot;
    condition.children.push_back(Read(member.value, "`not`", ListMeaning::kRefused));
    return condition;
  }

  std::optional<Condition> ReadAtLeast(const Member& member) {
    const Value& value = member.value;
    if (value.kind != Value::Kind::kObject) {
      out_.Error(code::kWrongShape, value.span,
                 "the condition `at_least` takes a mapping, not " + std::string(ShapeOf(value)),
                 "write `at_least: {count: 2, of: […]}`, or `FIELD: {at_least: X}`");
      return std::nullopt;
    }
    CheckKeys(value, kAtLeastKeys, member.key_span, out_);
    Condition condition;
    condition.kind = Condition::Kind::kAtLeast;
    const Value* const of = value.Find("of");
    if (of != nullptr && ExpectList(*of, "`of`", out_)) condition.children = ReadItems(*of, "`of`");
    const Value* const count = value.Find("count");
    if (count == nullptr) return condition;
    condition.bounds.at_least = ReadCount(*count, "`count`", out_);
    const auto most = static_cast<std::int64_t>(condition.children.size());
    if (condition.bounds.at_least && most > 0 &&
        (*condition.bounds.at_least < 1 || *condition.bounds.at_least > most)) {
      out_.Error(code::kBadCount, count->span,
                 "`count` is from 1 to " + std::to_string(most) + ", the number of conditions under `of`",
                 "correct the number, or add conditions");
    }
    return condition;
  }

  std::optional<Condition> ReadSignal(const Member& member) {
    if (!place_.inside.empty()) {
      out_.Error(code::kNotInScope, member.key_span, "a signal cannot be asked of an element of " + Quoted(List()),
                 "inside `where` only fields of the element are visible; put the signal beside `some` or `every`");
      return std::nullopt;
    }
    if (member.value.kind == Value::Kind::kList) {
      out_.Error(code::kListRefused, member.value.span, "`signal` takes one name, not a list",
                 "write `all: [{signal: A}, {signal: B}]`, or `any:`");
      return std::nullopt;
    }
    const std::optional<std::string> name = proviso::ReadText(member.value, "a signal's name", out_);
    if (!name) return std::nullopt;
    const std::optional<std::size_t> signal =
        Resolve(draft_, draft_.signals, kSignalKind, *name, member.value.span, place_.module);
    if (!signal) return std::nullopt;
    Condition condition;
    condition.kind = Condition::Kind::kSignal;
    condition.index = *signal;
    return condition;
  }

  std::optional<Condition> ReadText(const Member& member) {
    Condition condition;
    condition.kind = Condition::Kind::kText;
    condition.predicates = ReadPredicates(member, nullptr, place_, draft_);
    return condition;
  }

  std::optional<Condition> ReadField(const Member& member) {
    const std::optional<std::size_t> index = ResolveField(member.key, member.key_span, place_, draft_);
    if (!index) return std::nullopt;
    Condition condition;
    condition.kind = Condition::Kind::kField;
    condition.index = *index;
    condition.predicates = ReadPredicates(member, &draft_.model.fields[*index], place_, draft_);
    return condition;
  }

  // The name of a list of objects, under `some`, `every` or `of`.
  std::optional<std::size_t> ReadListName(const Value& value, std::string_view what) {
    const std::optional<std::string> name = proviso::ReadText(value, what, out_);
    if (!name) return std::nullopt;
    std::string_view bare = *name;
    if (bare.ends_with("[]")) {
      bare.remove_suffix(2);
      out_.Error(code::kBadName, value.span, std::string(what) + " names the list, without `[]`",
                 "write " + Quoted(bare));
    }
    const std::optional<std::size_t> field = ResolveField(bare, value.span, place_, draft_);
    if (!field) return std::nullopt;
    const Field& list = draft_.model.fields[*field];
    if (list.type == FieldType::kList) return field;
    Diagnostic& fault = out_.Error(
        code::kOperatorType, value.span,
        std::string(what) + " walks a list of objects, but " + Quoted(bare) + " is " + std::string(ToString(list.type)),
        list.type == FieldType::kTerms ? "write `" + std::string(bare) + ": {includes: X}`"
                                       : "ask it directly: `" + std::string(bare) + ": {OPERATOR: VALUE}`");
    fault.labels.push_back({list.span, "declared here"});
    return std::nullopt;
  }

  // The `where` of a list's elements. A list whose name has a fault hides what its elements' fields are: nothing can be
  // told of them.
  void AddWhere(const Value* where, std::optional<std::size_t> list, Condition& condition) {
    if (where == nullptr || !list) return;
    condition.index = *list;
    const Place element{place_.module, draft_.model.fields[*list].path + "[]."};
    condition.children.push_back(ReadCondition(*where, "`where`", ListMeaning::kAll, element, draft_));
  }

  std::optional<Condition> ReadElements(const Member& member, const Value& mapping) {
    const bool every = member.key == "every";
    if (every && mapping.Find("some") != nullptr) {
      out_.Error(code::kWrongShape, member.key_span, "`some` and `every` cannot share one `where`",
                 "write two conditions, each with its own `where`");
      return std::nullopt;
    }
    Condition condition;
    condition.kind = every ? Condition::Kind::kEvery : Condition::Kind::kSome;
    const std::optional<std::size_t> list = ReadListName(member.value, Quoted(member.key));
    const Value* const where = mapping.Find("where");
    if (where == nullptr) {
      out_.Error(code::kMissingKey, member.key_span, Quoted(member.key) + " needs `where`",
                 "add `where: CONDITION` beside it, on the element's fields");
    }
    AddWhere(where, list, condition);
    if (list) condition.index = *list;
    return condition;
  }

  // It was read with its `some` or `every`.
  std::optional<Condition> CheckWhere(const Member& member, const Value& mapping) {
    if (mapping.Find("some") == nullptr && mapping.Find("every") == nullptr) {
      out_.Error(code::kWrongShape, member.key_span, "`where` stands beside `some` or `every`",
                 "add `some: LIST` or `every: LIST`");
    }
    return std::nullopt;
  }

  std::optional<Condition> ReadCounted(const Member& member) {
    const Value& value = member.value;
    if (value.kind != Value::Kind::kObject) {
      out_.Error(code::kWrongShape, value.span,
                 "the condition `count` takes a mapping, not " + std::string(ShapeOf(value)),
                 "write `count: {of: LIST, where: CONDITION, at_least: N}`");
      return std::nullopt;
    }
    CheckKeys(value, kCountKeys, member.key_span, out_);
    Condition condition;
    condition.kind = Condition::Kind::kCount;
    const Value* const of = value.Find("of");
    const std::optional<std::size_t> list = of == nullptr ? std::nullopt : ReadListName(*of, "`of`");
    AddWhere(value.Find("where"), list, condition);
    if (list) condition.index = *list;
    condition.bounds = ReadBounds(member);
    return condition;
  }

  Bounds ReadBounds(const Member& member) {
    Bounds bounds;
    bool written = false;
    const auto read = [&](std::string_view key, std::int64_t shift, bool least) {
      const Value* const value = member.value.Find(key);
      if (value == nullptr) return;
      written = true;
      const std::optional<std::int64_t> count = ReadCount(*value, Quoted(key), out_);
      if (!count) return;
      const std::int64_t bound = *count + shift;
      if (least && bound < 1)
        out_.Error(code::kBadCount, value->span, "`at_least: 0` holds of every list", "write 1 or more");
      if (!least && bound < 0)
        out_.Error(code::kBadCount, value->span, "`under: 0` holds of no list", "write 1 or more");
      if (least)
        bounds.at_least = std::max(bounds.at_least.value_or(bound), bound);
      else
        bounds.at_most = std::min(bounds.at_most.value_or(bound), bound);
    };
    read("at_least", 0, true);
    read("over", 1, true);
    read("at_most", 0, false);
    read("under", -1, false);
    if (!written) {
      out_.Error(code::kMissingKey, member.key_span, "`count` needs a bound",
                 "add `at_least`, `at_most`, `over` or `under`");
    }
    if (bounds.at_least && bounds.at_most && *bounds.at_least > *bounds.at_most) {
      out_.Error(code::kBadCount, member.key_span, "no number is within the bounds of this `count`",
                 "raise the upper bound, or lower the other");
    }
    return bounds;
  }

  std::string List() const { return place_.inside.substr(0, place_.inside.size() - 3); }

  const Place& place_;
  Draft& draft_;
  Diagnostics& out_;
};

}  // namespace

Condition ReadCondition(const Value& value, std::string_view what, ListMeaning meaning, const Place& place,
                        Draft& draft) {
  return ConditionReader(place, draft).Read(value, what, meaning);
}

}  // namespace proviso
