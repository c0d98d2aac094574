#include "check/criticism.h"

#include <algorithm>
#include <functional>
#include <set>

#include "base/codes.h"
#include "check/shape.h"

namespace proviso {
namespace {

using Visit = std::function<void(const Condition&)>;

// Every condition below this one, signals followed. They form no circle in a model.
void Walk(const Model& model, const Condition& condition, const Visit& visit) {
  visit(condition);
  for (const Condition& child : condition.children) Walk(model, child, visit);
  if (condition.kind == Condition::Kind::kSignal) Walk(model, model.signals[condition.index].condition, visit);
}

bool WalksList(Condition::Kind kind) {
  return kind == Condition::Kind::kSome || kind == Condition::Kind::kEvery || kind == Condition::Kind::kCount;
}

// The fields that a descriptor would declare of which no more is known than that the rule is about it: those that
// `applies` and `when` read, and those that every declaration must hold.
struct Declared {
  std::set<std::size_t> fields;
  bool text = false;
};

Declared DeclaredBy(const Model& model, const Policy& policy, const Rule& rule) {
  Declared declared;
  const Visit add = [&](const Condition& condition) {
    if (condition.kind == Condition::Kind::kField || WalksList(condition.kind)) declared.fields.insert(condition.index);
    if (condition.kind == Condition::Kind::kText) declared.text = true;
  };
  if (policy.applies) Walk(model, *policy.applies, add);
  if (rule.when) Walk(model, *rule.when, add);
  for (std::size_t f = 0; f < model.fields.size(); ++f) {
    if (model.fields[f].required) declared.fields.insert(f);
  }
  for (const std::size_t field : declared.fields) {
    if (model.fields[field].type == FieldType::kText) declared.text = true;
  }
  return declared;
}

// Kleene's value of an exception that nobody claims: what is declared does not meet it, what is not is unknown unless
// its silence is a no.
class Unclaimed {
 public:
  Unclaimed(const Model& model, const Declared& declared) : model_(model), declared_(declared) {}

  Truth Of(const Condition& condition) const {
    switch (condition.kind) {
      case Condition::Kind::kAll:
        return Fold(condition.children, Truth::kTrue, And);
      case Condition::Kind::kAny:
        return Fold(condition.children, Truth::kFalse, Or);
      case Condition::Kind::kNot:
        return Not(Of(condition.children.front()));
      case Condition::Kind::kSignal:
        return Of(model_.signals[condition.index].condition);
      case Condition::Kind::kAtLeast:
        return AtLeast(condition);
      case Condition::Kind::kText:
        return declared_.text ? Truth::kFalse : Truth::kUnknown;
      case Condition::Kind::kField:
        return OfField(condition);
      default:
        return Absent(condition.index);
    }
  }

 private:
  template <typename Joint>
  Truth Fold(const std::vector<Condition>& children, Truth start, Joint joint) const {
    for (const Condition& child : children) start = joint(start, Of(child));
    return start;
  }

  Truth AtLeast(const Condition& condition) const {
    std::int64_t certain = 0, possible = 0;
    for (const Condition& child : condition.children) {
      const Truth truth = Of(child);
      certain += truth == Truth::kTrue ? 1 : 0;
      possible += truth != Truth::kFalse ? 1 : 0;
    }
    return certain == possible ? Known(!condition.bounds.at_least || certain >= *condition.bounds.at_least)
                               : Truth::kUnknown;
  }

  Truth OfField(const Condition& condition) const {
    Truth truth = Truth::kTrue;
    for (const Predicate& predicate : condition.predicates) {
      const bool is_there = declared_.fields.contains(condition.index);
      truth = And(truth, predicate.op == Operator::kDeclared ? Known(predicate.flags.front() == is_there)
                                                             : Absent(condition.index));
    }
    return truth;
  }

  // Also of what is declared: it does not meet the exception.
  Truth Absent(std::size_t field) const {
    return declared_.fields.contains(field) || model_.fields[field].undeclared_no ? Truth::kFalse : Truth::kUnknown;
  }

  const Model& model_;
  const Declared& declared_;
};

// DETAILS: `every` holds of an empty list, so an exception may be had for nothing.
void CriticiseEvery(const Model& model, const Condition& unless, Diagnostics& out) {
  std::set<std::size_t> not_empty;
  Walk(model, unless, [&](const Condition& condition) {
    const bool counts = condition.kind == Condition::Kind::kCount && condition.bounds.at_least.value_or(0) > 0;
    if (condition.kind == Condition::Kind::kSome || counts) not_empty.insert(condition.index);
  });
  Walk(model, unless, [&](const Condition& condition) {
    if (condition.kind != Condition::Kind::kEvery || not_empty.contains(condition.index)) return;
    const std::string& list = model.fields[condition.index].path;
    out.Warning(code::kEveryOfNone, condition.span,
                "`every` holds of an empty list, so `" + list + ": []` meets this exception",
                "add `some: " + list + "` beside it if there must be one");
  });
}

void CriticiseException(const Model& model, const Policy& policy, const Rule& rule, Diagnostics& out) {
  CriticiseEvery(model, *rule.unless, out);
  const Declared declared = DeclaredBy(model, policy, rule);
  const Unclaimed unclaimed(model, declared);
  if (unclaimed.Of(*rule.unless) != Truth::kUnknown) return;
  std::set<std::string> open;
  Walk(model, *rule.unless, [&](const Condition& condition) {
    const bool reads = condition.kind == Condition::Kind::kField || WalksList(condition.kind);
    if (reads && !declared.fields.contains(condition.index) && !model.fields[condition.index].undeclared_no)
      open.insert(model.fields[condition.index].path);
  });
  std::string fields;
  for (const std::string& field : open) fields += (fields.empty() ? "`" : ", `") + field + "`";
  out.Warning(code::kOpenException, rule.unless->span,
              "who declares no more than `when` asks leaves this exception unknown, so that the rule is never violated "
              "but asks",
              "an exception must be claimed to count: add `declared: true`, or `undeclared: no` to the field" +
                  (fields.empty() ? std::string() : " (" + fields + ")"));
}

}  // namespace

void Criticise(const Model& model, Diagnostics& out) {
  for (const Policy& policy : model.policies) {
    if (!model.modules[policy.module].named) continue;
    for (const Rule& rule : policy.rules) {
      if (rule.unless) CriticiseException(model, policy, rule, out);
    }
  }
}

}  // namespace proviso
