#include "eval/questions.h"

#include <algorithm>
#include <set>
#include <string>
#include <utility>

#include "eval/answers.h"
#include "eval/unclear.h"

namespace proviso {
namespace {

// How many partial completions a search looks at for one field. Beyond it the field is asked: a question too many is
// a nuisance, a question too few a wrong decision.
constexpr std::size_t kMostCompletions = 4000;

class Planner {
 public:
  Planner(const Judge& judge, const std::vector<OpenRule>& rules, const std::vector<Variable>& variables)
      : judge_(judge), rules_(rules), variables_(variables) {
    std::set<std::size_t> fields;
    for (const Variable& variable : variables) fields.insert(variable.fields.begin(), variable.fields.end());
    for (const std::size_t field : fields) groups_.push_back(GroupOf(judge, field, variables));
    // `text` where no text field is loaded waits for no field: it may turn out either way, and is never asked.
    for (std::size_t v = 0; v < variables.size(); ++v) {
      if (variables[v].fields.empty()) nobody_asks_.push_back(EitherWay(v));
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
      if (!IsNeeded(group)) continue;
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

  bool IsDenied(const std::vector<Truth>& assignment) const {
    return std::ranges::any_of(rules_, [&](const OpenRule& rule) {
      return rule.effect == Effect::kDeny && ValueOf(rule.formula, assignment) == Truth::kTrue;
    });
  }

  // Gives a choice's unassigned variables one of its outcomes, save those that are left to `asked`; returns those that
  // it set.
  static std::vector<std::size_t> Assign(const Choice& choice, const std::vector<Truth>& outcome,
                                         std::vector<Truth>& assignment, const AnswerGroup* asked = nullptr) {
    std::vector<std::size_t> set;
    for (std::size_t i = 0; i < choice.variables.size(); ++i) {
      Truth& truth = assignment[choice.variables[i]];
      if (truth != Truth::kUnknown || (asked != nullptr && Has(*asked, choice.variables[i]))) continue;
      truth = outcome[i];
      set.push_back(choice.variables[i]);
    }
    return set;
  }

  static bool Has(const AnswerGroup& group, std::size_t variable) {
    return std::ranges::binary_search(group.variables, variable);
  }

  static void Unassign(const std::vector<std::size_t>& variables, std::vector<Truth>& assignment) {
    for (const std::size_t v : variables) assignment[v] = Truth::kUnknown;
  }

  // Whether there are answers to everything else that leave the decision open until this field is answered too.
  bool IsNeeded(const AnswerGroup& asked) const {
    std::vector<const Choice*> others;
    for (const AnswerGroup& group : groups_) {
      if (&group == &asked) continue;
      for (const Choice& choice : group.choices) others.push_back(&choice);
    }
    for (const Choice& choice : nobody_asks_) others.push_back(&choice);
    // Those that share a rule with the field first: they settle soonest whether it matters.
    std::stable_partition(others.begin(), others.end(), [&](const Choice* choice) {
      for (std::size_t r = 0; r < rules_.size(); ++r) {
        if (Shares(asked.variables, occurring_[r]) && Shares(choice->variables, occurring_[r])) return true;
      }
      return false;
    });
    std::vector<Truth> assignment(variables_.size(), Truth::kUnknown);
    std::size_t budget = kMostCompletions;
    return StaysOpen(asked, others, 0, assignment, budget);
  }

  bool StaysOpen(const AnswerGroup& asked, const std::vector<const Choice*>& others, std::size_t next,
                 std::vector<Truth>& assignment, std::size_t& budget) const {
    if (budget == 0) return true;
    --budget;
    if (IsDenied(assignment) || !Matters(asked, assignment)) return false;
    for (; next < others.size(); ++next) {
      const Choice& choice = *others[next];
      // A leaf may wait for several fields: the one that is asked keeps its say.
      const bool open = std::ranges::any_of(
          choice.variables, [&](std::size_t v) { return assignment[v] == Truth::kUnknown && !Has(asked, v); });
      if (!open) continue;
      for (const std::vector<Truth>& outcome : choice.outcomes) {
        const std::vector<std::size_t> set = Assign(choice, outcome, assignment, &asked);
        const bool stays = StaysOpen(asked, others, next + 1, assignment, budget);
        Unassign(set, assignment);
        if (stays) return true;
      }
      return false;
    }
    return true;
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

  // Whether some answer to the field settles the rule by itself.
  bool Settles(const AnswerGroup& group, std::size_t rule) const {
    std::vector<Truth> assignment(variables_.size(), Truth::kUnknown);
    std::size_t budget = kMostCompletions;
    return CanSettle(group, rule, 0, assignment, budget);
  }

  bool CanSettle(const AnswerGroup& group, std::size_t rule, std::size_t next, std::vector<Truth>& assignment,
                 std::size_t& budget) const {
    if (budget == 0 || ValueOf(rules_[rule].formula, assignment) != Truth::kUnknown) return true;
    --budget;
    if (next == group.choices.size()) return false;
    const Choice& choice = group.choices[next];
    if (!Shares(choice.variables, occurring_[rule])) return CanSettle(group, rule, next + 1, assignment, budget);
    for (const std::vector<Truth>& outcome : choice.outcomes) {
      const std::vector<std::size_t> set = Assign(choice, outcome, assignment);
      const bool settles = CanSettle(group, rule, next + 1, assignment, budget);
      Unassign(set, assignment);
      if (settles) return true;
    }
    return false;
  }

  const Judge& judge_;
  const std::vector<OpenRule>& rules_;
  const std::vector<Variable>& variables_;
  std::vector<AnswerGroup> groups_;
  std::vector<Choice> nobody_asks_;
  std::vector<std::vector<std::size_t>> occurring_;  // by rule, ascending
};

}  // namespace

std::vector<Question> PlanQuestions(const Judge& judge, const std::vector<OpenRule>& rules,
                                    const std::vector<Variable>& variables) {
  if (rules.empty()) return {};
  return Planner(judge, rules, variables).Plan();
}

}  // namespace proviso
