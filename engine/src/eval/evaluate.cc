#include "proviso/evaluate.h"

#include <algorithm>
#include <set>
#include <tuple>
#include <utility>

#include "eval/evidence.h"
#include "eval/facts.h"
#include "eval/judge.h"
#include "eval/message.h"
#include "eval/open_fields.h"
#include "eval/questions.h"
#include "eval/residual.h"
#include "eval/trace.h"
#include "plan/plan.h"

namespace proviso {
namespace {

// A rule that the options select, in effect on the day.
struct Selected {
  const Policy* policy = nullptr;
  const Rule* rule = nullptr;
  std::string id;  // policy/rule
  bool asks_applies = false;
};

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

// One descriptor under judgement.
class Assessor {
 public:
  Assessor(const RulesetPlan& plan, const std::vector<Selected>& selected, const Descriptor& descriptor,
           bool undeclared_no)
      : plan_(plan),
        selected_(selected),
        descriptor_(descriptor),
        facts_(plan, descriptor, undeclared_no),
        judge_(plan, facts_) {}

  Assessment Assess() {
    Assessment assessment{.descriptor = descriptor_.id};
    for (const Selected& selected : selected_) assessment.findings.push_back(FindingOf(selected));
    assessment.decision = DecisionOf(assessment.findings);
    if (assessment.decision == Decision::kAsk) assessment.questions = QuestionsFor(assessment.findings);
    Order(assessment.findings);
    assessment.warnings = descriptor_.warnings;
    assessment.warnings.insert(assessment.warnings.end(), facts_.warnings().begin(), facts_.warnings().end());
    std::ranges::stable_sort(assessment.warnings, {}, &Diagnostic::span);
    for (std::size_t s = 0; s < plan_.model.signals.size(); ++s) {
      if (judge_.OfSignal(s) == Truth::kTrue) assessment.signals.push_back(plan_.model.signals[s].name);
    }
    return assessment;
  }

  std::vector<RuleTrace> Explain() {
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
                             [](const RuleTrace& a, const RuleTrace& b) { return Key(a.finding) < Key(b.finding); });
    return traces;
  }

  std::vector<Evidence> SignalEvidence(std::size_t signal) const {
    std::vector<Evidence> evidence;
    AppendEvidence(judge_, plan_.model.signals[signal].condition, facts_.root(), evidence);
    Deduplicate(evidence);
    return evidence;
  }
  Truth Signal(std::size_t signal) const { return judge_.OfSignal(signal); }

 private:
  using OrderKey = std::tuple<int, Effect, RuleSeverity, std::string_view>;

  // Worst first: what denies, what asks, what is to be reviewed, notes, then what is clear; the graver severity first;
  // then by id.
  static OrderKey Key(const Finding& finding) {
    int rank = 0;
    if (finding.state == State::kClear) {
      rank = 4;
    } else if (finding.effect == Effect::kNote) {
      rank = 3;
    } else if (finding.state == State::kUndetermined) {
      rank = 1;
    } else if (finding.effect == Effect::kReview) {
      rank = 2;
    }
    return {rank, finding.effect, finding.severity, finding.rule};
  }

  static void Order(std::vector<Finding>& findings) {
    std::ranges::stable_sort(findings, [](const Finding& a, const Finding& b) { return Key(a) < Key(b); });
  }

  Finding FindingOf(const Selected& selected) const {
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

  static Decision DecisionOf(const std::vector<Finding>& findings) {
    Decision decision = Decision::kAllow;
    for (const Finding& finding : findings) {
      if (finding.effect == Effect::kNote || finding.state == State::kClear) continue;
      if (finding.state == State::kUndetermined) {
        decision = std::min(decision, Decision::kAsk);
      } else {
        decision = std::min(decision, finding.effect == Effect::kDeny ? Decision::kDeny : Decision::kReview);
      }
    }
    return decision;
  }

  // `findings` in the order of `selected_`.
  std::vector<Question> QuestionsFor(const std::vector<Finding>& findings) const {
    Residuals residuals(judge_);
    std::vector<OpenRule> open;
    for (std::size_t i = 0; i < findings.size(); ++i) {
      const Finding& finding = findings[i];
      if (finding.effect == Effect::kNote) continue;
      if (finding.state != State::kUndetermined) continue;
      OpenRule rule{.index = i, .effect = finding.effect, .severity = finding.severity, .id = finding.rule};
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
    return PlanQuestions(judge_, open, residuals.variables());
  }

  const RulesetPlan& plan_;
  const std::vector<Selected>& selected_;
  const Descriptor& descriptor_;
  const Facts facts_;
  const Judge judge_;
};

bool InEffect(const Rule& rule, Date day) {
  return (!rule.from || *rule.from <= day) && (!rule.until || day <= *rule.until);
}

}  // namespace

struct Evaluator::Setup {
  std::shared_ptr<const RulesetPlan> plan;
  bool undeclared_no = false;
  std::vector<Selected> selected;
};

Evaluator::Evaluator(Ruleset ruleset, EvaluateOptions options) : setup_(std::make_unique<Setup>()) {
  setup_->plan = ruleset.shared_plan();
  setup_->undeclared_no = options.undeclared_no;
  for (const Policy& policy : setup_->plan->model.policies) {
    for (const Rule& rule : policy.rules) {
      const std::string id = policy.name + "/" + rule.id;
      if (!IsSelected(options.only, id) || !InEffect(rule, options.as_of)) continue;
      const bool named = !options.only.empty() || options.bound.contains(policy.name);
      const bool asks_applies = policy.applies.has_value() && !named;
      setup_->selected.push_back({&policy, &rule, id, asks_applies});
    }
  }
}

Evaluator::~Evaluator() = default;
Evaluator::Evaluator(Evaluator&&) noexcept = default;
Evaluator& Evaluator::operator=(Evaluator&&) noexcept = default;

Assessment Evaluator::Evaluate(const Descriptor& descriptor) {
  return Assessor(*setup_->plan, setup_->selected, descriptor, setup_->undeclared_no).Assess();
}

std::vector<RuleTrace> Evaluator::Explain(const Descriptor& descriptor) {
  return Assessor(*setup_->plan, setup_->selected, descriptor, setup_->undeclared_no).Explain();
}

std::optional<Truth> Evaluator::Signal(const Descriptor& descriptor, std::string_view name) {
  const std::vector<proviso::Signal>& signals = setup_->plan->model.signals;
  const auto found = std::ranges::find(signals, name, &proviso::Signal::name);
  if (found == signals.end()) return std::nullopt;
  return Assessor(*setup_->plan, setup_->selected, descriptor, setup_->undeclared_no)
      .Signal(static_cast<std::size_t>(found - signals.begin()));
}

std::vector<Truth> Evaluator::Signals(const Descriptor& descriptor) {
  const Assessor assessor(*setup_->plan, setup_->selected, descriptor, setup_->undeclared_no);
  std::vector<Truth> truths;
  for (std::size_t s = 0; s < setup_->plan->model.signals.size(); ++s) truths.push_back(assessor.Signal(s));
  return truths;
}

std::vector<Evidence> Evaluator::SignalEvidence(const Descriptor& descriptor, std::string_view name) {
  const std::vector<proviso::Signal>& signals = setup_->plan->model.signals;
  const auto found = std::ranges::find(signals, name, &proviso::Signal::name);
  if (found == signals.end()) return {};
  return Assessor(*setup_->plan, setup_->selected, descriptor, setup_->undeclared_no)
      .SignalEvidence(static_cast<std::size_t>(found - signals.begin()));
}

std::size_t Evaluator::RuleCount() const { return setup_->selected.size(); }

}  // namespace proviso
