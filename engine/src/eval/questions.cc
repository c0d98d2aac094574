#include "eval/questions.h"

#include <algorithm>
#include <set>
#include <string>
#include <utility>

#include "eval/answers.h"
#include "eval/unclear.h"

namespace proviso {
namespace {

// How many partial completions the search looks at for one field. Beyond it the field is asked: a question too many is
// a nuisance, a question too few a wrong decision.
constexpr std::size_t kMostCompletions = 4000;

struct Interval {
  Decision worst;  // when all that is open turns out violated
  Decision best;
  bool Settled() const { return worst == best; }
};

class Planner {
 public:
  Planner(const Judge& judge, const std::vector<OpenRule>& rules, const std::vector<Variable>& variables,
          bool review_stands)
      : judge_(judge), rules_(rules), variables_(variables), review_stands_(review_stands) {
    std::set<std::size_t> fields;
    for (const Variable& variable : variables) fields.insert(variable.fields.begin(), variable.fields.end());
    for (const std::size_t field : fields) groups_.push_back(GroupOf(judge, field, variables));
    // `text` where no text field is loaded waits for no field: it may turn out either way, and is never asked.
    for (std::size_t v = 0; v < variables.size(); ++v) {
      if (variables[v].fields.empty())
        nobody_asks_.push_back({.variables = {v}, .outcomes = {{Truth::kFalse}, {Truth::kTrue}}});
    }
    for (const OpenRule& rule : rules) occurring_.push_back(VariablesOf(rule.formula));
  }

  std::vector<Question> Plan() {
    struct Ranked {
      std::size_t rules = 0;
      RuleSeverity severity = RuleSeverity::kLow;
      bool is_exception = true;
      const AnswerGroup* group = nullptr;
    };
    std::vector<Ranked> ranked;
    for (const AnswerGroup& group : groups_) {
      if (!CanChangeDecision(group)) continue;
      Ranked one{.group = &group};
      for (std::size_t r = 0; r < rules_.size(); ++r) {
        if (!Shares(group.variables, occurring_[r])) continue;
        ++one.rules;
        one.severity = std::min(one.severity, rules_[r].severity);
        if (Shares(group.variables, rules_[r].main_variables)) one.is_exception = false;
      }
      ranked.push_back(one);
    }
    const auto path = [&](const Ranked& r) -> const std::string& {
      return judge_.plan().model.fields[r.group->field].path;
    };
    std::ranges::sort(ranked, [&](const Ranked& a, const Ranked& b) {
      if (a.rules != b.rules) return a.rules > b.rules;
      return std::tie(a.severity, a.is_exception, path(a)) < std::tie(b.severity, b.is_exception, path(b));
    });
    std::vector<Question> questions;
    for (const Ranked& one : ranked) questions.push_back(ToQuestion(*one.group));
    return questions;
  }

 private:
  static bool Shares(const std::vector<std::size_t>& a, const std::vector<std::size_t>& b) {
    return std::ranges::any_of(a, [&](std::size_t v) { return std::ranges::binary_search(b, v); });
  }

  Interval Decide(const std::vector<Truth>& assignment) const {
    Interval interval{review_stands_ ? Decision::kReview : Decision::kAllow,
                      review_stands_ ? Decision::kReview : Decision::kAllow};
    for (const OpenRule& rule : rules_) {
      const Decision violated = rule.effect == Effect::kDeny ? Decision::kDeny : Decision::kReview;
      if (interval.best <= violated) continue;
      const Truth truth = ValueOf(rule.formula, assignment);
      if (truth != Truth::kFalse) interval.worst = std::min(interval.worst, violated);
      if (truth == Truth::kTrue) interval.best = std::min(interval.best, violated);
    }
    return interval;
  }

  // Gives a group's unassigned variables one of its outcomes, save those that are left to `asked`; returns those that
  // it set.
  static std::vector<std::size_t> Assign(const AnswerGroup& group, const std::vector<Truth>& outcome,
                                         std::vector<Truth>& assignment, const AnswerGroup* asked = nullptr) {
    std::vector<std::size_t> set;
    for (std::size_t i = 0; i < group.variables.size(); ++i) {
      Truth& truth = assignment[group.variables[i]];
      if (truth != Truth::kUnknown || (asked != nullptr && Has(*asked, group.variables[i]))) continue;
      truth = outcome[i];
      set.push_back(group.variables[i]);
    }
    return set;
  }

  static bool Has(const AnswerGroup& group, std::size_t variable) {
    return std::ranges::binary_search(group.variables, variable);
  }

  static void Unassign(const std::vector<std::size_t>& variables, std::vector<Truth>& assignment) {
    for (const std::size_t v : variables) assignment[v] = Truth::kUnknown;
  }

  // Whether there are answers to everything else for which this field's answer makes the difference.
  bool CanChangeDecision(const AnswerGroup& asked) const {
    std::vector<const AnswerGroup*> others;
    for (const AnswerGroup& group : groups_) {
      if (&group != &asked) others.push_back(&group);
    }
    for (const AnswerGroup& group : nobody_asks_) others.push_back(&group);
    // Those that share a rule with the field first: they settle soonest whether it matters.
    std::stable_partition(others.begin(), others.end(), [&](const AnswerGroup* group) {
      for (std::size_t r = 0; r < rules_.size(); ++r) {
        if (Shares(asked.variables, occurring_[r]) && Shares(group->variables, occurring_[r])) return true;
      }
      return false;
    });
    std::vector<Truth> assignment(variables_.size(), Truth::kUnknown);
    std::size_t budget = kMostCompletions;
    return Differs(asked, others, 0, assignment, budget);
  }

  bool Differs(const AnswerGroup& asked, const std::vector<const AnswerGroup*>& others, std::size_t next,
               std::vector<Truth>& assignment, std::size_t& budget) const {
    if (budget == 0) return true;
    --budget;
    Decision most_lenient = Decision::kDeny;  // among the worst cases of all outcomes
    Decision strictest = Decision::kAllow;    // among the best cases
    bool settled = true;
    Decision worst_seen = Decision::kAllow;
    Decision best_seen = Decision::kDeny;
    for (const std::vector<Truth>& outcome : asked.outcomes) {
      const std::vector<std::size_t> set = Assign(asked, outcome, assignment);
      const Interval interval = Decide(assignment);
      Unassign(set, assignment);
      settled = settled && interval.Settled();
      most_lenient = std::max(most_lenient, interval.worst);
      strictest = std::min(strictest, interval.best);
      worst_seen = std::min(worst_seen, interval.worst);
      best_seen = std::max(best_seen, interval.best);
    }
    // One outcome's worst case is better than another's best case: they differ whatever else is answered.
    if (most_lenient > strictest) return true;
    // No outcome can come out differently from another.
    if (settled || worst_seen == best_seen || !Matters(asked, assignment)) return false;
    for (; next < others.size(); ++next) {
      const AnswerGroup& group = *others[next];
      // A leaf may wait for several fields: the one that is asked keeps its say.
      const bool open = std::ranges::any_of(
          group.variables, [&](std::size_t v) { return assignment[v] == Truth::kUnknown && !Has(asked, v); });
      if (!open) continue;
      for (const std::vector<Truth>& outcome : group.outcomes) {
        const std::vector<std::size_t> set = Assign(group, outcome, assignment, &asked);
        const bool differs = Differs(asked, others, next + 1, assignment, budget);
        Unassign(set, assignment);
        if (differs) return true;
      }
      return false;
    }
    return false;
  }

  // Whether some rule that waits for the field is still open.
  bool Matters(const AnswerGroup& asked, const std::vector<Truth>& assignment) const {
    for (std::size_t r = 0; r < rules_.size(); ++r) {
      if (Shares(asked.variables, occurring_[r]) && ValueOf(rules_[r].formula, assignment) == Truth::kUnknown)
        return true;
    }
    return false;
  }

  Question ToQuestion(const AnswerGroup& group) const {
    const Field& field = judge_.plan().model.fields[group.field];
    Question question{.field = field.path, .question = field.question};
    if (question.question.empty()) question.question = "What is `" + field.path + "`?";
    question.about = TellUnclear(judge_, group, variables_);
    for (std::size_t r = 0; r < rules_.size(); ++r) {
      if (Shares(group.variables, occurring_[r]) && Settles(group, r)) question.settles.push_back(rules_[r].id);
    }
    std::ranges::sort(question.settles);
    return question;
  }

  bool Settles(const AnswerGroup& group, std::size_t rule) const {
    std::vector<Truth> assignment(variables_.size(), Truth::kUnknown);
    for (const std::vector<Truth>& outcome : group.outcomes) {
      const std::vector<std::size_t> set = Assign(group, outcome, assignment);
      const Truth truth = ValueOf(rules_[rule].formula, assignment);
      Unassign(set, assignment);
      if (truth != Truth::kUnknown) return true;
    }
    return false;
  }

  const Judge& judge_;
  const std::vector<OpenRule>& rules_;
  const std::vector<Variable>& variables_;
  const bool review_stands_;
  std::vector<AnswerGroup> groups_;
  std::vector<AnswerGroup> nobody_asks_;
  std::vector<std::vector<std::size_t>> occurring_;  // by rule, ascending
};

}  // namespace

std::vector<Question> PlanQuestions(const Judge& judge, const std::vector<OpenRule>& rules,
                                    const std::vector<Variable>& variables, bool review_stands) {
  if (rules.empty()) return {};
  return Planner(judge, rules, variables, review_stands).Plan();
}

}  // namespace proviso
