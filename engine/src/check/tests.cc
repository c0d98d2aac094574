// The tests that modules carry: under rules, under `tests:`, and in files of their own. What is `given` is a descriptor
// and is judged as one when the test runs; here it only has to be a mapping.
#include <algorithm>

#include "base/ascii.h"
#include "check/conditions.h"
#include "check/draft.h"

namespace proviso {
namespace {

constexpr std::span<const State> kStates = kAllStates;
constexpr std::span<const Decision> kDecisions = kTestDecisions;
constexpr std::span<const Truth> kTruths = kAllTruths;

class TestReader {
 public:
  // `rule`: the tests are those under this rule of the module's policy.
  TestReader(std::size_t module, std::optional<std::size_t> rule, Draft& draft)
      : module_(module), policy_(draft.policy_of[module]), rule_(rule), draft_(draft), out_(draft.out) {}

  void ReadAll(const Value& list) {
    for (const Value* const item : ReadList(list, "`tests`", out_)) {
      if (ExpectMapping(*item, "a test", out_)) Read(*item);
    }
  }

 private:
  void Read(const Value& value) {
    const Value* const name = value.Find("name");
    ModuleTest test;
    test.span = name == nullptr ? FirstKey(value) : name->span;
    test.module = module_;
    test.policy = policy_;
    CheckKeys(value, rule_ ? kRuleTestKeys : kModuleTestKeys, test.span, out_);
    if (name != nullptr) test.name = ReadLabel(*name, "a test's name", out_).value_or("");
    if (const Value* const given = value.Find("given")) {
      if (ExpectMapping(*given, "`given`", out_)) test.given = *given;
      WarnOfUnknown(test.given, "");
    }
    test.rule = rule_;
    const Value* const rule = value.Find("rule");
    if (!rule_ && rule != nullptr) test.rule = ReadRuleName(*rule);
    if (const Value* const as_of = value.Find("as_of")) test.as_of = ReadDate(*as_of, "`as_of`", out_);
    const bool of_one_rule = rule_ || rule != nullptr;
    if (const Value* const expect = value.Find("expect")) ReadExpect(*expect, of_one_rule, test);
    ReadOthers(value, test);
    CheckExpects(value, test.span);
    draft_.model.tests.push_back(std::move(test));
  }

  // A field that is misspelt here decides nothing, and the test passes for the wrong reason.
  void WarnOfUnknown(const Value& object, const std::string& prefix) {
    if (draft_.blind[module_] || !draft_.fields.broken.empty()) return;
    for (const Member& member : object.members) {
      const std::string path = prefix + member.key;
      if (path == "id") continue;
      const bool is_parent = std::ranges::any_of(draft_.model.fields, [&](const Field& field) {
        return field.path.starts_with(path + ".") || field.path.starts_with(path + "[]");
      });
      const bool is_field = draft_.fields.Find(path).has_value();
      if (!is_parent && !is_field) {
        std::vector<std::string> known;
        for (const Field& field : draft_.model.fields) known.push_back(field.path);
        out_.Warning(code::kUnknownField, member.key_span,
                     "no loaded library knows the field " + Quoted(path) + "; it decides nothing",
                     draft_.Near(path, known));
      } else if (is_parent) {
        if (!is_field) WarnOfUnknown(member.value, path + ".");
        for (const Value& item : member.value.items) WarnOfUnknown(item, path + "[].");
      }
    }
  }

  void CheckExpects(const Value& value, Span span) {
    constexpr std::string_view kExpectations[] = {"expect", "decision", "asks", "signals", "evidence"};
    const auto there = [&](std::string_view key) { return value.Find(key) != nullptr; };
    if (!std::ranges::any_of(kExpectations, there)) {
      out_.Error(code::kBadTest, span, "this test expects nothing",
                 "add `expect:`, `decision:`, `asks:`, `signals:` or `evidence:`");
    }
    if (policy_ != kNoPolicy) return;
    for (const Member& member : value.members) {
      if (member.key == "signals" || std::ranges::find(kExpectations, member.key) == std::end(kExpectations)) continue;
      out_.Error(code::kBadTest, member.key_span,
                 "a library has no rules, so its tests cannot expect " + Quoted(member.key),
                 "a library's tests expect `signals:`");
    }
  }

  std::optional<std::size_t> FindRule(std::string_view id, Span span) {
    if (policy_ == kNoPolicy) return std::nullopt;  // told with the expectation
    const std::vector<Rule>& rules = draft_.model.policies[policy_].rules;
    const auto at = std::ranges::find(rules, id, &Rule::id);
    if (at != rules.end()) return static_cast<std::size_t>(at - rules.begin());
    std::vector<std::string> known;
    for (const Rule& rule : rules) known.push_back(rule.id);
    out_.Error(code::kUnknownRule, span,
               "the policy " + Quoted(draft_.model.policies[policy_].name) + " has no rule " + Quoted(id),
               draft_.NearOrKnown(id, known));
    return std::nullopt;
  }

  std::optional<std::size_t> ReadRuleName(const Value& value) {
    if (policy_ == kNoPolicy) {
      out_.Error(code::kBadTest, value.span, "a library has no rules", "a library's tests expect `signals:`");
      return std::nullopt;
    }
    const std::optional<std::string> id = ReadText(value, "`rule`", out_);
    return id ? FindRule(*id, value.span) : std::nullopt;
  }

  void ReadExpect(const Value& value, bool of_one_rule, ModuleTest& test) {
    if (policy_ == kNoPolicy) return;  // told with the other expectations
    if (value.kind == Value::Kind::kObject) return ReadStates(value, of_one_rule, test);
    const std::string text = value.kind == Value::Kind::kText ? value.text : "";
    const std::optional<State> state = FromWord(kStates, text);
    const std::optional<Decision> decision = FromWord(kDecisions, text);
    if (of_one_rule && state) {
      if (test.rule) test.states.emplace_back(*test.rule, *state);
    } else if (of_one_rule && decision) {
      out_.Error(code::kBadTest, value.span, "`expect` of a rule is a state, and " + Quoted(text) + " is a decision",
                 "write `decision: " + text + "`");
    } else if (of_one_rule) {
      TellBadWord(value, "`expect`", AllWords(kStates), out_);
    } else if (state) {
      out_.Error(code::kBadTest, value.span, "which rule is expected to be " + Quoted(text) + "?",
                 "write `expect: {RULE: " + text + "}`, or add `rule: RULE`");
    } else if (decision) {
      test.decision = decision;
    } else {
      TellBadWord(value, "`expect`", AllWords(kDecisions), out_);
    }
  }

  void ReadStates(const Value& value, bool of_one_rule, ModuleTest& test) {
    if (of_one_rule) {
      out_.Error(code::kBadTest, value.span, "this test is of one rule, so `expect` is a single state",
                 "write `expect: violated`, say");
      return;
    }
    if (value.members.empty())
      out_.Error(code::kBadTest, value.span, "`expect` is empty", "write `RULE: violated`, say");
    for (const Member& member : value.members) {
      const std::optional<std::size_t> rule = FindRule(member.key, member.key_span);
      const std::optional<State> state = ReadWord(member.value, kStates, "the expected state", out_);
      if (rule && state) test.states.emplace_back(*rule, *state);
    }
  }

  void ReadOthers(const Value& value, ModuleTest& test) {
    if (const Value* const decision = value.Find("decision")) ReadDecision(*decision, test);
    if (const Value* const asks = value.Find("asks")) ReadAsks(*asks, test);
    if (const Value* const signals = value.Find("signals")) ReadSignals(*signals, test);
    if (const Value* const evidence = value.Find("evidence")) ReadEvidence(*evidence, test);
  }

  void ReadDecision(const Value& value, ModuleTest& test) {
    const std::optional<Decision> decision = ReadWord(value, kDecisions, "`decision`", out_);
    if (!decision) return;
    if (test.decision && *test.decision != *decision) {
      out_.Error(code::kBadTest, value.span, "`expect` and `decision` name two decisions", "remove one of them");
    }
    test.decision = decision;
  }

  void ReadAsks(const Value& value, ModuleTest& test) {
    std::vector<std::string> asks;
    for (const Value* const item : ReadList(value, "`asks`", out_)) {
      const std::optional<std::string> name = ReadText(*item, "a field", out_);
      if (name && ResolveField(*name, item->span, {module_, ""}, draft_)) asks.push_back(*name);
    }
    test.asks = std::move(asks);
  }

  void AddSignal(const std::string& name, Span span, Truth truth, ModuleTest& test) {
    const auto signal = Resolve(draft_, draft_.signals, kSignalKind, name, span, module_);
    if (signal) test.signals.emplace_back(*signal, truth);
  }

  void ReadSignals(const Value& value, ModuleTest& test) {
    if (value.kind == Value::Kind::kObject) {
      for (const Member& member : value.members) AddSignal(member.key, member.key_span, ReadTruth(member.value), test);
    } else if (value.kind == Value::Kind::kList) {
      for (const Value& item : value.items) {
        const std::optional<std::string> name = ReadText(item, "a signal's name", out_);
        if (name) AddSignal(*name, item.span, Truth::kTrue, test);
      }
    } else {
      out_.Error(code::kWrongShape, value.span,
                 "`signals` takes a list or a mapping, not " + std::string(ShapeOf(value)),
                 "write `[NAME]`, or `{NAME: true}`");
      return;
    }
    if (value.items.empty() && value.members.empty()) {
      out_.Error(code::kBadTest, value.span, "`signals` is empty", "name a signal, or remove the key");
    }
  }

  Truth ReadTruth(const Value& value) {
    if (value.kind == Value::Kind::kBool) return Known(value.boolean);
    return ReadWord(value, kTruths, "the expected truth", out_).value_or(Truth::kUnknown);
  }

  void ReadEvidence(const Value& value, ModuleTest& test) {
    const std::vector<const Value*> items = ReadList(value, "`evidence`", out_);
    if (value.kind == Value::Kind::kList && items.empty()) {
      out_.Error(code::kBadTest, value.span, "`evidence` is empty", "name a text, or remove the key");
    }
    for (const Value* const item : items) {
      ExpectedEvidence expected{.span = item->span};
      if (item->kind != Value::Kind::kObject) {
        expected.text = ReadLabel(*item, "expected evidence", out_).value_or("");
      } else {
        CheckKeys(*item, kEvidenceKeys, FirstKey(*item), out_);
        if (item->members.empty())
          out_.Error(code::kBadTest, item->span, "expected evidence names nothing", "add `field:`, `text:` or both");
        if (const Value* const text = item->Find("text")) expected.text = ReadLabel(*text, "`text`", out_).value_or("");
        if (const Value* const field = item->Find("field")) expected.field = ReadEvidenceField(*field);
      }
      test.evidence.push_back(std::move(expected));
    }
  }

  // Evidence tells the place of an element: `services[1].name` is of the field `services[].name`.
  std::string ReadEvidenceField(const Value& value) {
    const std::string path = ReadText(value, "`field`", out_).value_or("");
    std::string declared;
    for (const char c : path) {
      const bool in_brackets = declared.ends_with('[');
      if (!in_brackets || !IsDigit(c)) declared += c;
    }
    if (!path.empty()) ResolveField(declared, value.span, {module_, ""}, draft_);
    return path;
  }

  std::size_t module_;
  std::size_t policy_;
  std::optional<std::size_t> rule_;
  Draft& draft_;
  Diagnostics& out_;
};

void ReadTestsOfRules(std::size_t module, Draft& draft) {
  const Value* const rules = draft.roots[module]->Find("rules");
  if (draft.policy_of[module] == kNoPolicy || rules == nullptr) return;
  for (std::size_t rule = 0; rule < rules->items.size(); ++rule) {
    const Value* const tests = rules->items[rule].Find("tests");
    if (tests != nullptr) TestReader(module, rule, draft).ReadAll(*tests);
  }
}

}  // namespace

void CollectTests(Draft& draft) {
  for (std::size_t module = 0; module < draft.roots.size(); ++module) {
    ReadTestsOfRules(module, draft);
    const Value* const tests = draft.roots[module]->Find("tests");
    if (tests != nullptr) TestReader(module, std::nullopt, draft).ReadAll(*tests);
  }
  for (const TestFile& file : draft.test_files) {
    const Value* const tests = file.root->Find("tests");
    if (tests != nullptr) TestReader(file.module, std::nullopt, draft).ReadAll(*tests);
  }
  std::ranges::stable_sort(draft.model.tests, {}, &ModuleTest::span);
}

}  // namespace proviso
