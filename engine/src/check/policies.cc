// Policies and their rules.
#include <algorithm>
#include <map>

#include "check/conditions.h"
#include "check/draft.h"
#include "text/normalise.h"

namespace proviso {
namespace {

std::string TextOf(const Value& mapping, std::string_view key, Draft& draft) {
  const Value* const value = mapping.Find(key);
  return value == nullptr ? "" : ReadText(*value, Quoted(key), draft.out).value_or("");
}

std::string LabelOf(const Value& mapping, std::string_view key, Draft& draft) {
  const Value* const value = mapping.Find(key);
  return value == nullptr ? "" : ReadLabel(*value, Quoted(key), draft.out).value_or("");
}

std::optional<Condition> ConditionOf(const Value& mapping, std::string_view key, ListMeaning meaning,
                                     std::size_t module, Draft& draft) {
  const Value* const value = mapping.Find(key);
  if (value == nullptr) return std::nullopt;
  Condition condition = ReadCondition(*value, Quoted(key), meaning, {module, ""}, draft);
  CheckSize(condition, Quoted(key), value->span, draft);
  return condition;
}

bool IsPlaceholderCharacter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '-' || c == '.';
}

// `{evidence}` is all that a message can hold; braces around anything but a word are meant as they stand.
void CheckPlaceholders(const Value& message, Diagnostics& out) {
  const std::string& text = message.text;
  for (std::size_t open = text.find('{'); open != std::string::npos; open = text.find('{', open + 1)) {
    std::size_t close = open + 1;
    while (close < text.size() && IsPlaceholderCharacter(text[close])) ++close;
    if (close == text.size() || text[close] != '}' || close == open + 1) continue;
    const std::string placeholder = text.substr(open, close + 1 - open);
    if (placeholder == "{evidence}") continue;
    out.Error(code::kBadValue, Inside(message, open, placeholder.size()), "a message knows no " + Quoted(placeholder),
              "`{evidence}` is what the finding rests on");
  }
}

void ReadEffective(const Value& value, Rule& rule, Diagnostics& out) {
  if (!ExpectMapping(value, "`effective`", out)) return;
  CheckKeys(value, kEffectiveKeys, FirstKey(value), out);
  if (const Value* const from = value.Find("from")) rule.from = ReadDate(*from, "`from`", out);
  if (const Value* const until = value.Find("until")) rule.until = ReadDate(*until, "`until`", out);
  if (value.Find("from") == nullptr && value.Find("until") == nullptr) {
    out.Error(code::kMissingKey, value.span, "`effective` names no day", "add `from`, `until` or both");
  }
  if (rule.from && rule.until && *rule.until < *rule.from) {
    out.Error(code::kBadDate, value.span,
              "the rule ends on " + ToString(*rule.until) + ", before it begins on " + ToString(*rule.from),
              "both days are part of the time in which it holds");
  }
}

// One place, or a list of places that say the same.
std::vector<std::string> ReadClauses(const Value& value, Diagnostics& out) {
  const bool one = value.kind != Value::Kind::kList;
  if (!one && value.items.empty()) {
    out.Error(code::kMissingKey, value.span, "`clause` names no place", "name the place that the rule stands for");
  }
  std::vector<std::string> clauses;
  for (const Value* const item : one ? std::vector<const Value*>{&value} : ReadList(value, "`clause`", out)) {
    const std::optional<std::string> clause = ReadLabel(*item, one ? "`clause`" : "a clause", out);
    if (!clause) continue;
    if (std::ranges::find(clauses, TextKey(*clause), TextKey) == clauses.end()) {
      clauses.push_back(*clause);
    } else {
      out.Error(code::kClauseConflict, item->span, "the clause " + Quoted(*clause) + " stands in this list twice",
                "name it once");
    }
  }
  return clauses;
}

void ReadWords(const Value& value, Rule& rule, Diagnostics& out) {
  if (const Value* const effect = value.Find("effect")) {
    rule.effect = ReadWord<Effect>(*effect, kAllEffects, "`effect`", out).value_or(Effect::kNote);
  }
  if (const Value* const severity = value.Find("severity")) {
    rule.severity =
        ReadWord<RuleSeverity>(*severity, kAllSeverities, "`severity`", out).value_or(RuleSeverity::kMedium);
  }
}

Rule ReadRule(const Value& value, std::size_t module, Draft& draft) {
  const Value* const id = value.Find("id");
  const Span place = id == nullptr ? FirstKey(value) : id->span;
  Rule rule;
  rule.span = place;
  CheckKeys(value, kRuleKeys, place, draft.out);
  if (id != nullptr) rule.id = ReadName(*id, "the rule's id", draft.out).value_or("");
  rule.title = TextOf(value, "title", draft);
  if (const Value* const clause = value.Find("clause")) rule.clauses = ReadClauses(*clause, draft.out);
  rule.message = TextOf(value, "message", draft);
  rule.remedy = TextOf(value, "remedy", draft);
  if (!rule.message.empty()) CheckPlaceholders(*value.Find("message"), draft.out);
  ReadWords(value, rule, draft.out);
  if (const Value* const effective = value.Find("effective")) ReadEffective(*effective, rule, draft.out);
  rule.when = ConditionOf(value, "when", ListMeaning::kAll, module, draft);
  rule.unless = ConditionOf(value, "unless", ListMeaning::kAny, module, draft);
  rule.require = ConditionOf(value, "require", ListMeaning::kAll, module, draft);
  if (!rule.when && !rule.require) {
    draft.out.Error(code::kNoCondition, place, "this rule has neither `when` nor `require`",
                    "add `when:` with what is not allowed, or `require:` with what must hold");
  }
  return rule;
}

// Rules keep their places in the list, so that the tests under rule 3 of the file are those of rule 3 of the model.
void ReadRules(const Value& list, Policy& policy, Draft& draft) {
  if (!ExpectList(list, "`rules`", draft.out)) return;
  if (list.items.empty())
    draft.out.Error(code::kMissingKey, list.span, "a policy needs at least one rule", "add one under `rules:`");
  std::map<std::string, Span> ids;
  for (const Value& item : list.items) {
    if (!ExpectMapping(item, "a rule", draft.out)) {
      policy.rules.emplace_back();
      continue;
    }
    policy.rules.push_back(ReadRule(item, policy.module, draft));
    const Rule& rule = policy.rules.back();
    if (rule.id.empty()) continue;
    const auto [first, is_new] = ids.emplace(rule.id, rule.span);
    if (is_new) continue;
    Diagnostic& fault = draft.out.Error(code::kDuplicateId, rule.span, "two rules have the id " + Quoted(rule.id),
                                        "rename one of them");
    fault.labels.push_back({first->second, "first used here"});
  }
}

// Neither letter case nor spaces tell clauses apart. A clause is decided by rules or not decidable, not both, and is
// told once.
void ReadNotDecidable(const Value& list, Policy& policy, Draft& draft) {
  std::map<std::string, const Rule*> decided;
  for (const Rule& rule : policy.rules) {
    for (const std::string& clause : rule.clauses) decided.emplace(TextKey(clause), &rule);
  }
  std::map<std::string, Span> told;
  for (const Value* const item : ReadList(list, "`not_decidable`", draft.out)) {
    if (!ExpectMapping(*item, "a clause that is not decidable", draft.out)) continue;
    CheckKeys(*item, kNotDecidableKeys, FirstKey(*item), draft.out);
    UndecidableClause clause{LabelOf(*item, "clause", draft), TextOf(*item, "gist", draft), TextOf(*item, "why", draft),
                             FirstKey(*item)};
    if (clause.clause.empty()) continue;
    const Span place = item->Find("clause")->span;
    if (const auto rule = decided.find(TextKey(clause.clause)); rule != decided.end()) {
      Diagnostic& fault = draft.out.Error(
          code::kClauseConflict, place,
          "the clause " + Quoted(clause.clause) + " is said to be not decidable, and a rule stands for it",
          "take it off this list, or off the rule; where a part of a clause is decided, say in the rule's title which");
      fault.labels.push_back({rule->second->span, "the rule"});
    }
    const auto [first, is_new] = told.emplace(TextKey(clause.clause), place);
    if (!is_new) {
      Diagnostic& fault =
          draft.out.Error(code::kClauseConflict, place,
                          "the clause " + Quoted(clause.clause) + " stands in this list twice", "name it once");
      fault.labels.push_back({first->second, "first named here"});
    }
    policy.not_decidable.push_back(std::move(clause));
  }
}

Policy ReadPolicy(std::size_t module, Draft& draft) {
  const Value& root = *draft.roots[module];
  Policy policy;
  policy.name = draft.model.modules[module].name;
  policy.module = module;
  policy.span = root.Find("policy")->span;
  policy.title = TextOf(root, "title", draft);
  policy.publisher = LabelOf(root, "publisher", draft);
  policy.edition = LabelOf(root, "edition", draft);
  policy.source = TextOf(root, "source", draft);
  policy.caveat = TextOf(root, "caveat", draft);
  policy.applies = ConditionOf(root, "applies", ListMeaning::kAll, module, draft);
  if (const Value* const rules = root.Find("rules")) ReadRules(*rules, policy, draft);
  if (const Value* const list = root.Find("not_decidable")) ReadNotDecidable(*list, policy, draft);
  return policy;
}

}  // namespace

void CollectPolicies(Draft& draft) {
  draft.policy_of.assign(draft.roots.size(), kNoPolicy);
  for (std::size_t module = 0; module < draft.roots.size(); ++module) {
    if (!draft.model.modules[module].is_policy) {
      TextOf(*draft.roots[module], "title", draft);
      continue;
    }
    draft.policy_of[module] = draft.model.policies.size();
    draft.model.policies.push_back(ReadPolicy(module, draft));
  }
}

}  // namespace proviso
