// The operators under a field, each with operands of the field's type.
#include <algorithm>

#include "check/conditions.h"
#include "check/patterns.h"
#include "check/terms.h"
#include "text/normalise.h"

namespace proviso {
namespace {

// An operand as the author wrote it, in one line.
std::string Written(const Value& value) {
  if (value.kind != Value::Kind::kList) return value.text;
  std::string text = "[";
  for (const Value& item : value.items) {
    if (text.size() > 1) text += ", ";
    text += Written(item);
  }
  return text + "]";
}

// What fits where `op` does not: the same thought in the words of the field's type.
std::string HelpForType(Operator op, FieldType type) {
  const bool includes = op == Operator::kIncludes || op == Operator::kIncludesAny || op == Operator::kIncludesAll;
  const bool more = op == Operator::kOver || op == Operator::kAtLeast;
  const bool measure = more || op == Operator::kUnder || op == Operator::kAtMost;
  if (type == FieldType::kTerms && op == Operator::kIs) return "a list of terms `includes` a term";
  if (type == FieldType::kTerms && op == Operator::kIn) return "a list of terms takes `includes_any` or `includes_all`";
  if (type == FieldType::kTerm && op == Operator::kIncludes) return "one term `is` a term";
  if (type == FieldType::kTerm && includes) return "one term takes `in`";
  if (type == FieldType::kText && includes) return "a text `mentions` a vocabulary entry, or `matches` a pattern";
  if (type == FieldType::kDate && measure) return more ? "a date is `after` another" : "a date is `before` another";
  if (type == FieldType::kList) return "`some`, `every` and `count` walk a list of objects";
  return std::string(ToString(type)) + " takes " + OneOf(OperatorNames(type), "and");
}

class PredicateReader {
 public:
  // `field` is null for `text`.
  PredicateReader(const Field* field, const Place& place, Draft& draft)
      : field_(field),
        type_(field == nullptr ? FieldType::kText : field->type),
        place_(place),
        draft_(draft),
        out_(draft.out) {}

  std::optional<Predicate> Read(const Member& member, std::string_view name) {
    const OperatorSpec* const spec = FindOperator(member.key);
    if (spec == nullptr) {
      std::string help = draft_.Near(member.key, OperatorNames());
      if (help.empty())
        help = Quoted(name) + " takes " + OneOf(field_ == nullptr ? TextOperators() : OperatorNames(type_), "and");
      out_.Error(code::kUnknownOperator, member.key_span, "unknown operator " + Quoted(member.key), std::move(help));
      return std::nullopt;
    }
    if (!CheckFit(*spec, member, name)) return std::nullopt;
    const std::optional<std::vector<const Value*>> operands = Operands(*spec, member);
    if (!operands) return std::nullopt;

    Predicate predicate;
    predicate.op = spec->op;
    predicate.written = Written(member.value);
    predicate.span = EntrySpan(member);
    for (const Value* const operand : *operands) ReadOperand(*operand, predicate);
    return predicate;
  }

 private:
  static std::vector<std::string> TextOperators() { return {"mentions", "denies", "matches"}; }

  bool CheckFit(const OperatorSpec& spec, const Member& member, std::string_view name) {
    if (field_ == nullptr) {
      const std::vector<std::string> known = TextOperators();
      if (std::ranges::find(known, ToString(spec.op)) != known.end()) return true;
      out_.Error(code::kOperatorType, member.key_span,
                 Quoted(member.key) + " does not fit `text`, which is all text fields",
                 "`text` takes " + OneOf(known, "and") + "; a single field takes more");
      return false;
    }
    if (Fits(spec, type_)) return true;
    Diagnostic& fault =
        out_.Error(code::kOperatorType, member.key_span,
                   Quoted(member.key) + " does not fit " + Quoted(name) + ", which is " + std::string(ToString(type_)),
                   HelpForType(spec.op, type_));
    fault.labels.push_back({field_->span, "declared here"});
    return false;
  }

  // One operand or several, as the operator takes them.
  std::optional<std::vector<const Value*>> Operands(const OperatorSpec& spec, const Member& member) {
    const Value& value = member.value;
    const std::string word = Quoted(member.key);
    if (value.kind != Value::Kind::kList) {
      if (spec.shape != OperandShape::kList) return std::vector<const Value*>{&value};
      out_.Error(code::kWrongShape, value.span, word + " takes a list, not " + std::string(ShapeOf(value)),
                 spec.op == Operator::kIn ? "write `is` for one value" : "write `includes` for one term");
      return std::nullopt;
    }
    if (spec.shape == OperandShape::kOne) {
      std::string help = "write one condition for each";
      if (spec.op == Operator::kIs) help = "write `in` for one of several";
      if (spec.op == Operator::kIncludes) help = "write `includes_any` or `includes_all`, whichever is meant";
      out_.Error(code::kListRefused, value.span, word + " takes one value, not a list", std::move(help));
      return std::nullopt;
    }
    if (value.items.empty()) {
      out_.Error(code::kEmptyCondition, value.span, word + " has an empty list", "add a value, or remove the operator");
      return std::nullopt;
    }
    std::vector<const Value*> operands;
    for (const Value& item : value.items) operands.push_back(&item);
    return operands;
  }

  void ReadOperand(const Value& value, Predicate& predicate) {
    const std::string what = "the operand of " + Quoted(ToString(predicate.op));
    switch (predicate.op) {
      case Operator::kDeclared:
        return Append(ReadFlag(value, what, out_), predicate.flags);
      case Operator::kMatches:
        predicate.pattern = ReadPattern(value, draft_);
        return;
      case Operator::kMentions:
      case Operator::kDenies:
        return ReadEntry(value, predicate);
      default:
        break;
    }
    switch (type_) {
      case FieldType::kTerm:
      case FieldType::kTerms:
        return ReadTerm(value, predicate);
      case FieldType::kFlag:
        return Append(ReadFlag(value, what, out_), predicate.flags);
      case FieldType::kDate:
        return Append(ReadDate(value, what, out_), predicate.dates);
      case FieldType::kText:
        return ReadWords(value, what, predicate);
      default:
        return Append(ReadQuantity(value, QuantityKindOf(type_), what, out_), predicate.quantities);
    }
  }

  template <typename T, typename Values>
  static void Append(const std::optional<T>& value, Values& values) {
    if (value) values.push_back(*value);
  }

  // The empty text is a declaration, so it can be asked for.
  void ReadWords(const Value& value, std::string_view what, Predicate& predicate) {
    if (value.kind == Value::Kind::kText && value.quoted) {
      predicate.texts.push_back(TextKey(value.text));
    } else if (const std::optional<std::string> text = ReadText(value, what, out_)) {
      predicate.texts.push_back(TextKey(*text));
    }
  }

  void ReadTerm(const Value& value, Predicate& predicate) {
    const std::optional<std::string> name = ReadText(value, "a term", out_);
    if (!name || !field_->taxonomy) return;
    Append(ResolveTerm(draft_, *field_->taxonomy, *name, value.span, place_.module), predicate.terms);
  }

  void ReadEntry(const Value& value, Predicate& predicate) {
    const std::optional<std::string> name = ReadText(value, "a vocabulary entry's name", out_);
    if (name) Append(Resolve(draft_, draft_.entries, kEntryKind, *name, value.span, place_.module), predicate.entries);
  }

  const Field* field_;
  FieldType type_;
  const Place& place_;
  Draft& draft_;
  Diagnostics& out_;
};

std::string BareHelp(const Member& member, const Field* field) {
  const bool list = member.value.kind == Value::Kind::kList;
  const std::string written = member.value.kind == Value::Kind::kNull ? "X" : Written(member.value);
  const auto suggest = [&](std::string_view op) {
    return "write `" + member.key + ": {" + std::string(op) + ": " + written + "}`";
  };
  if (field == nullptr || field->type == FieldType::kText) {
    return field == nullptr || list ? suggest("mentions") : suggest("is") + ", or `mentions` with a vocabulary entry";
  }
  switch (field->type) {
    case FieldType::kTerms:
      return suggest(list ? "includes_any" : "includes");
    case FieldType::kList:
      return "write `some: " + member.key + "` with `where`";
    default:
      return suggest(list ? "in" : "is");
  }
}

}  // namespace

std::vector<Predicate> ReadPredicates(const Member& member, const Field* field, const Place& place, Draft& draft) {
  const std::string name = member.key;
  std::vector<Predicate> predicates;
  if (member.value.kind != Value::Kind::kObject) {
    draft.out.Error(code::kBareField, EntrySpan(member), Quoted(name) + " needs an operator", BareHelp(member, field));
    return predicates;
  }
  if (member.value.members.empty()) {
    draft.out.Error(code::kEmptyCondition, member.value.span, Quoted(name) + " has no operator",
                    field == nullptr
                        ? "`text` takes `mentions`, `denies` and `matches`"
                        : std::string(ToString(field->type)) + " takes " + OneOf(OperatorNames(field->type), "and"));
  }
  PredicateReader reader(field, place, draft);
  for (const Member& op : member.value.members) {
    if (std::optional<Predicate> predicate = reader.Read(op, name)) predicates.push_back(*std::move(predicate));
  }
  return predicates;
}

}  // namespace proviso
