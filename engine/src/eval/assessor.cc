#include "eval/assessor.h"

#include <algorithm>
#include <string_view>
#include <tuple>
#include <utility>

#include "eval/evidence.h"
#include "eval/message.h"
#include "eval/open_fields.h"
#include "eval/questions.h"
#include "eval/residual.h"
#include "eval/trace.h"

namespace proviso {
namespace {

// The parts of a rule with the truth that makes it violated, in the order in which they are told.
struct RulePart {
  std::string_view word;
  const Condition* condition = nullptr;
  bool wanted = true;
};

std::vector<RulePart> PartsOf(const Selected& selected) {
  std::vector<RulePart> parts;
  if (selected.asks_applies) parts.push_back({"applies", &*selected.policy->applies, true});
  if (selected.rule->when) parts.push_back({"when", &*selected.rule->when, true});
  if (selected.rule->unless) parts.push_back({"unless", &*selected.rule->unless, false});
  if (selected.rule->require) parts.push_back({"require", &*selected.rule->require, false});
  return parts;
}

// Whether a part belongs to what a finding rests on: of a clear one what clears it, of an undetermined one what
// applies, be it surely or perhaps, and what is open.
bool Tells(const RulePart& part, Truth truth, Truth violated) {
  switch (violated) {
    case Truth::kTrue:
      return true;
    case Truth::kFalse:
      return truth == Known(!part.wanted);
    case Truth::kUnknown:
      break;
  }
  return part.wanted || truth == Truth::kUnknown;
}

// The graver severity first within a rank; then by id.
auto KeyOf(const Finding& finding) {
  return std::tuple(RankOf(finding.state, finding.effect), finding.effect, finding.severity,
                    std::string_view(finding.rule));
}

}  // namespace

State ToState(Truth violated) {
  switch (violated) {
    case Truth::kTrue:
      return State::kViolated;
    case Truth::kUnknown:
      return State::kUndetermined;
    case Truth::kFalse:
      return State::kClear;
  }
  return State::kUndetermined;
}

int RankOf(State state, Effect effect) {
  if (state == State::kClear) return 4;
  if (effect == Effect::kNote) return 3;
  if (state == State::kUndetermined) return 1;
  return effect == Effect::kReview ? 2 : 0;
}

Finding Assessor::FindingOf(const Selected& selected) const {
  const Rule& rule = *selected.rule;
  const std::vector<RulePart> parts = PartsOf(selected);
  std::vector<Truth> truths;  // by part
  Truth violated = Truth::kTrue;
  for (const RulePart& part : parts) {
    truths.push_back(judge_.Of(*part.condition, facts_.root()));
    violated = And(violated, part.wanted ? truths.back() : Not(truths.back()));
  }
  Finding finding{.rule = selected.id, .state = ToState(violated), .effect = rule.effect, .severity = rule.severity};
  finding.title = rule.title;
  finding.clause = Citation(rule);
  finding.remedy = rule.remedy;
  OpenFields open;
  for (std::size_t p = 0; p < parts.size(); ++p) {
    const RulePart& part = parts[p];
    if (!Tells(part, truths[p], violated)) continue;
    AppendEvidence(judge_, *part.condition, facts_.root(), finding.evidence);
    if (violated == Truth::kUnknown && truths[p] == Truth::kUnknown)
      AppendOpenFields(judge_, *part.condition, facts_.root(), open);
  }
  Deduplicate(finding.evidence);
  finding.unknown.assign(open.all.begin(), open.all.end());
  finding.unclear.assign(open.unclear.begin(), open.unclear.end());
  finding.message = MessageOf(rule, finding);
  return finding;
}

std::vector<RuleTrace> Assessor::Explain() const {
  std::vector<RuleTrace> traces;
  for (const Selected& selected : selected_) {
    RuleTrace trace{.finding = FindingOf(selected)};
    trace.policy_title = selected.policy->title;
    trace.source = selected.policy->source;
    trace.edition = selected.policy->edition;
    for (const RulePart& part : PartsOf(selected)) {
      Trace inner = TraceOf(judge_, *part.condition, facts_.root());
      const Truth truth = inner.truth;
      Trace outer{.label = std::string(part.word), .truth = truth};
      outer.children.push_back(std::move(inner));
      trace.parts.push_back(std::move(outer));
    }
    traces.push_back(std::move(trace));
  }
  std::ranges::stable_sort(traces,
                           [](const RuleTrace& a, const RuleTrace& b) { return KeyOf(a.finding) < KeyOf(b.finding); });
  return traces;
}

std::vector<Evidence> Assessor::SignalEvidence(std::size_t signal) const {
  std::vector<Evidence> evidence;
  AppendEvidence(judge_, plan_.model.signals[signal].condition, facts_.root(), evidence);
  Deduplicate(evidence);
  return evidence;
}

std::vector<Question> Assessor::QuestionsFor(const std::vector<std::size_t>& undetermined) const {
  Residuals residuals(judge_);
  std::vector<OpenRule> open;
  for (const std::size_t i : undetermined) {
    const Rule& of = *selected_[i].rule;
    if (of.effect == Effect::kNote) continue;
    OpenRule rule{.index = i, .effect = of.effect, .severity = of.severity, .id = selected_[i].id};
    for (const RulePart& part : PartsOf(selected_[i])) {
      Formula formula = residuals.Of(*part.condition, facts_.root());
      if (part.wanted) {
        const std::vector<std::size_t> variables = VariablesOf(formula);
        rule.main_variables.insert(rule.main_variables.end(), variables.begin(), variables.end());
      } else {
        formula = Negation(std::move(formula));
      }
      rule.formula = Both(std::move(rule.formula), std::move(formula));
    }
    std::ranges::sort(rule.main_variables);
    open.push_back(std::move(rule));
  }
  return PlanQuestions(judge_, open, residuals.variables(), &known_outcomes_);
}

}  // namespace proviso
