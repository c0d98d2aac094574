#include "support/reference_evaluator.h"

#include <algorithm>
#include <list>
#include <set>
#include <tuple>

namespace proviso::reference {
namespace {

bool SameEvidence(const Evidence& a, const Evidence& b) {
  return a.field == b.field && a.truth == b.truth && a.declared == b.declared && a.reading == b.reading &&
         a.folded == b.folded && a.value == b.value && a.entry == b.entry && a.term == b.term && a.cue == b.cue &&
         a.implied_by == b.implied_by && a.start == b.start && a.end == b.end;
}

// Which truths of a part belong to a finding's evidence.
struct Telling {
  const Node* part;
  std::set<Truth> violated, undetermined, clear;
};

std::vector<Evidence> RuleEvidence(const RuleTrees& rule, State state) {
  using enum Truth;
  const Telling parts[] = {{rule.applies, {kTrue}, {kTrue, kUnknown}, {kFalse}},
                           {rule.when, {kTrue}, {kTrue, kUnknown}, {kFalse}},
                           {rule.unless, {kFalse}, {kUnknown}, {kTrue}},
                           {rule.require, {kFalse}, {kUnknown}, {kTrue}}};
  std::vector<Evidence> evidence;
  for (const Telling& part : parts) {
    if (part.part == nullptr) continue;
    const std::set<Truth>& telling = state == State::kViolated       ? part.violated
                                     : state == State::kUndetermined ? part.undetermined
                                                                     : part.clear;
    if (telling.count(TruthOf(*part.part)) == 0) continue;
    for (Evidence& one : EvidenceOf(*part.part)) {
      const bool is_new =
          std::none_of(evidence.begin(), evidence.end(), [&](const Evidence& kept) { return SameEvidence(kept, one); });
      if (is_new) evidence.push_back(std::move(one));
    }
  }
  return evidence;
}

std::vector<std::string> UnknownFields(const RuleTrees& rule) {
  std::vector<const Node*> leaves;
  for (const Node* part : {rule.applies, rule.when, rule.unless, rule.require}) {
    if (part != nullptr) CollectUnknown(*part, leaves);
  }
  std::set<std::string> fields;
  for (const Node* leaf : leaves) fields.insert(leaf->fact.fields.begin(), leaf->fact.fields.end());
  return {fields.begin(), fields.end()};
}

// Named by `--only`.
bool IsNamed(const std::string& policy, const std::string& rule, const EvaluateOptions& options) {
  return std::any_of(options.only.begin(), options.only.end(), [&](const std::string& glob) {
    return GlobMatch(glob, policy) || GlobMatch(glob, policy + "/" + rule);
  });
}

// What denies, what asks, what is to be reviewed, notes, what is clear.
int Badness(const Finding& finding) {
  if (finding.state == State::kClear) return 4;
  if (finding.effect == Effect::kNote) return 3;
  if (finding.state == State::kUndetermined) return 1;
  return finding.effect == Effect::kDeny ? 0 : 2;
}

bool InEffect(const Rule& rule, Date as_of) {
  return (!rule.from || *rule.from <= as_of) && (!rule.until || as_of <= *rule.until);
}

}  // namespace

ReferenceAssessment ReferenceEvaluate(const Model& model, const Descriptor& descriptor,
                                      const EvaluateOptions& options) {
  const Scope root{&descriptor.root, {}, ""};
  const World world{model, options, root};
  ReferenceAssessment result;
  std::list<Node> trees;  // stable addresses
  std::vector<RuleTrees> rules;
  for (const Policy& policy : model.policies) {
    for (const Rule& rule : policy.rules) {
      const bool named = IsNamed(policy.name, rule.id, options);
      if (!InEffect(rule, options.as_of) || (!options.only.empty() && !named)) continue;
      const auto tree = [&](const std::optional<Condition>& condition) -> const Node* {
        return condition ? &trees.emplace_back(BuildNode(world, *condition, root, result.tally)) : nullptr;
      };
      const bool bound = named || options.bound.count(policy.name) > 0;
      rules.push_back({policy.name + "/" + rule.id, rule.effect, rule.severity, bound ? nullptr : tree(policy.applies),
                       tree(rule.when), tree(rule.unless), tree(rule.require)});
    }
  }
  for (const RuleTrees& rule : rules) {
    Finding finding;
    finding.rule = rule.id;
    finding.state = StateOf(rule);
    finding.effect = rule.effect;
    finding.severity = rule.severity;
    finding.evidence = RuleEvidence(rule, finding.state);
    if (finding.state == State::kUndetermined) finding.unknown = UnknownFields(rule);
    result.findings.push_back(std::move(finding));
  }
  std::sort(result.findings.begin(), result.findings.end(), [](const Finding& a, const Finding& b) {
    return std::tuple(Badness(a), a.effect, a.severity, a.rule) < std::tuple(Badness(b), b.effect, b.severity, b.rule);
  });
  for (const Signal& signal : model.signals) {
    if (TruthOf(BuildNode(world, signal.condition, root, result.tally)) == Truth::kTrue)
      result.signals.push_back(signal.name);
  }
  result.decision = DecisionOf(rules);
  result.questions = FindQuestions(world, rules, result.decision);
  return result;
}

}  // namespace proviso::reference
