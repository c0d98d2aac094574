#include <algorithm>
#include <set>
#include <utility>

#include "descriptor/dotted.h"
#include "plan/plan.h"
#include "proviso/selftest.h"
#include "text/normalise.h"

namespace proviso {
namespace {

std::string Join(const std::vector<std::string>& parts) {
  std::string joined;
  for (const std::string& part : parts) joined += (joined.empty() ? "" : ", ") + part;
  return joined.empty() ? "nothing" : joined;
}

std::vector<std::string> Sorted(std::vector<std::string> names) {
  std::ranges::sort(names);
  return names;
}

bool Matches(const ExpectedEvidence& expected, const Evidence& evidence) {
  return (expected.field.empty() || expected.field == evidence.field) &&
         (expected.text.empty() || TextKey(expected.text) == TextKey(evidence.value));
}

std::string Describe(const Evidence& evidence) {
  return (evidence.declared ? "`" + evidence.value + "`" : "not declared") + " (" + evidence.field + ")";
}

// One test against the assessment of its `given`.
class Comparison {
 public:
  Comparison(const Model& model, const ModuleTest& test, const Assessment& assessment, Evaluator& evaluator,
             const Descriptor& given)
      : model_(model), test_(test), assessment_(assessment), evaluator_(evaluator), given_(given) {}

  std::vector<TestFailure> Failures() {
    CompareStates();
    if (test_.decision)
      Compare("decision", std::string(ToString(*test_.decision)), std::string(ToString(assessment_.decision)));
    if (test_.asks) CompareQuestions();
    CompareSignals();
    CompareEvidence();
    return std::move(failures_);
  }

  const std::set<std::string>& failed_rules() const { return failed_rules_; }

 private:
  bool Compare(std::string what, std::string expected, std::string actual) {
    if (expected == actual) return true;
    failures_.push_back({std::move(what), std::move(expected), std::move(actual)});
    return false;
  }

  void CompareStates() {
    for (const auto& [rule, state] : test_.states) {
      const Policy& policy = model_.policies[test_.policy];
      const std::string id = policy.name + "/" + policy.rules[rule].id;
      const auto finding = std::ranges::find(assessment_.findings, id,
                                             [](const FindingPtr& one) -> const std::string& { return one->rule; });
      const std::string actual =
          finding == assessment_.findings.end() ? "not in effect" : std::string(ToString((*finding)->state));
      if (!Compare("state of " + id, std::string(ToString(state)), actual)) failed_rules_.insert(id);
    }
  }

  void CompareQuestions() {
    std::vector<std::string> asked;
    for (const Question& question : assessment_.questions) asked.push_back(question.field);
    Compare("asks", Join(Sorted(*test_.asks)), Join(Sorted(std::move(asked))));
  }

  void CompareSignals() {
    for (const auto& [signal, truth] : test_.signals) {
      const std::string& name = model_.signals[signal].name;
      const Truth actual = evaluator_.Signal(given_, name).value_or(Truth::kUnknown);
      Compare("signal " + name, std::string(ToString(truth)), std::string(ToString(actual)));
    }
  }

  void CompareEvidence() {
    for (const ExpectedEvidence& expected : test_.evidence) {
      std::vector<std::string> seen;
      bool found = false;
      for (const FindingPtr& told : assessment_.findings) {
        const Finding& finding = *told;
        for (const Evidence& evidence : finding.evidence) {
          found = found || Matches(expected, evidence);
          seen.push_back(Describe(evidence));
        }
      }
      if (found) continue;
      std::string wanted = expected.text.empty() ? "any" : "`" + expected.text + "`";
      if (!expected.field.empty()) wanted += " (" + expected.field + ")";
      failures_.push_back({"evidence", std::move(wanted), Join(seen)});
    }
  }

  const Model& model_;
  const ModuleTest& test_;
  const Assessment& assessment_;
  Evaluator& evaluator_;
  const Descriptor& given_;
  std::vector<TestFailure> failures_;
  std::set<std::string> failed_rules_;
};

std::string RuleId(const Model& model, const ModuleTest& test) {
  return test.rule ? model.policies[test.policy].name + "/" + model.policies[test.policy].rules[*test.rule].id : "";
}

// A test of a rule evaluates that rule, a test of a policy the policy. Either is named, so `applies` is not asked.
EvaluateOptions OptionsOf(const Model& model, const ModuleTest& test, Date as_of) {
  EvaluateOptions options{.as_of = test.as_of.value_or(as_of)};
  // A library's tests speak of signals alone; no policy has a name with `/` alone in it.
  if (test.policy == kNoPolicy) {
    options.only = {"/"};
  } else {
    options.only = {test.rule ? RuleId(model, test) : model.policies[test.policy].name};
  }
  return options;
}

TestOutcome RunOne(const Ruleset& ruleset, const ModuleTest& test, Date as_of) {
  const Model& model = ruleset.plan().model;
  TestOutcome outcome{
      .policy = model.modules[test.module].name, .rule = RuleId(model, test), .name = test.name, .span = test.span};
  Descriptor given{.id = test.name, .root = test.given};
  FileDottedKeys(given.root, given.warnings);
  Evaluator evaluator(ruleset, OptionsOf(model, test, as_of));
  const Assessment assessment = evaluator.Evaluate(given);
  Comparison comparison(model, test, assessment, evaluator, given);
  outcome.failures = comparison.Failures();
  if (outcome.failures.empty()) return outcome;
  for (RuleTrace& trace : evaluator.Explain(given)) {
    if (comparison.failed_rules().empty() || comparison.failed_rules().contains(trace.finding.rule)) {
      outcome.traces.push_back(std::move(trace));
    }
  }
  return outcome;
}

}  // namespace

std::vector<TestOutcome> RunTests(const Ruleset& ruleset, const TestOptions& options) {
  const Model& model = ruleset.plan().model;
  std::vector<TestOutcome> outcomes;
  for (const ModuleTest& test : model.tests) {
    const Module& module = model.modules[test.module];
    if (module.named && IsSelected(options.only, test.rule ? RuleId(model, test) : module.name))
      outcomes.push_back(RunOne(ruleset, test, options.as_of));
  }
  return outcomes;
}

}  // namespace proviso
