#include "eval/questions.h"

#include <algorithm>
#include <set>
#include <string>
#include <utility>

#include "eval/answers.h"
#include "eval/unclear.h"

namespace proviso {
namespace {

// How many partial completions a search looks at for one field, and how many nodes of formulas all searches for one
// descriptor. Beyond it the field is asked: a question too many is a nuisance, a question too few a wrong decision.
constexpr std::size_t kMostCompletions = 4000;
constexpr std::size_t kMostVisits = 20'000'000;

std::size_t SizeOf(const Formula& formula) {
  std::size_t size = 1;
  for (const Formula& part : formula.parts) size += SizeOf(part);
  return size;
}

class Planner {
 public:
  Planner(const Judge& judge, const std::vector<OpenRule>& rules, const std::vector<Variable>& variables,
          KnownOutcomes* known)
      : judge_(judge),
        rules_(rules),
        variables_(variables),
        rules_of_(variables.size()),
        assignment_(variables.size(), Truth::kUnknown),
        truths_(rules.size(), Truth::kUnknown) {
    std::set<std::size_t> fields;
    for (const Variable& variable : variables) fields.insert(variable.fields.begin(), variable.fields.end());
    for (const std::size_t field : fields) groups_.push_back(GroupOf(judge, field, variables, known));
    // `text` where no text field is loaded waits for no field: it may turn out either way, and is never asked.
    for (std::size_t v = 0; v < variables.size(); ++v) {
      if (variables[v].fields.empty()) nobody_asks_.push_back(EitherWay(v));
    }
    for (std::size_t r = 0; r < rules.size(); ++r) {
      sizes_.push_back(SizeOf(rules[r].formula));
      for (const std::size_t v : VariablesOf(rules[r].formula)) rules_of_[v].push_back(r);
    }
    for (const AnswerGroup& group : groups_) {
      for (const Choice& choice : group.choices) options_.push_back({&choice, &group, RulesOf(choice.variables)});
    }
    for (const Choice& choice : nobody_asks_) options_.push_back({&choice, nullptr, RulesOf(choice.variables)});
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
      for (const std::size_t r : RulesOf(group.variables)) {
        ++one.rules;
        one.severity = std::min(one.severity, rules_[r].severity);
        const std::vector<std::size_t>& main = rules_[r].main_variables;
        const auto is_main = [&](std::size_t v) { return std::ranges::binary_search(main, v); };
        if (std::ranges::any_of(group.variables, is_main)) one.is_exception = false;
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
  // A choice of somebody's, and the rules that wait for it.
  struct Option {
    const Choice* choice = nullptr;
    const AnswerGroup* group = nullptr;  // null: nobody asks
    std::vector<std::size_t> rules;      // ascending
  };

  // What one outcome changed, to be taken back.
  struct Step {
    std::vector<std::size_t> variables;
    std::vector<std::pair<std::size_t, Truth>> truths;  // rule, and what it was
    bool denied = false;
  };

  std::vector<std::size_t> RulesOf(const std::vector<std::size_t>& variables) const {
    std::vector<std::size_t> rules;
    for (const std::size_t v : variables) rules.insert(rules.end(), rules_of_[v].begin(), rules_of_[v].end());
    std::ranges::sort(rules);
    rules.erase(std::unique(rules.begin(), rules.end()), rules.end());
    return rules;
  }

  static bool Has(const AnswerGroup& group, std::size_t variable) {
    return std::ranges::binary_search(group.variables, variable);
  }

  // Gives a choice's unassigned variables one of its outcomes, save those that are left to `asked`.
  Step Take(const Option& option, const std::vector<Truth>& outcome, const AnswerGroup* asked) {
    Step step;
    for (std::size_t i = 0; i < outcome.size(); ++i) {
      const std::size_t v = option.choice->variables[i];
      if (assignment_[v] != Truth::kUnknown || (asked != nullptr && Has(*asked, v))) continue;
      assignment_[v] = outcome[i];
      step.variables.push_back(v);
    }
    for (const std::size_t r : option.rules) {
      if (truths_[r] != Truth::kUnknown) continue;
      visits_ += sizes_[r];
      const Truth truth = ValueOf(rules_[r].formula, assignment_);
      if (truth == Truth::kUnknown) continue;
      step.truths.emplace_back(r, truths_[r]);
      truths_[r] = truth;
      step.denied = step.denied || (truth == Truth::kTrue && rules_[r].effect == Effect::kDeny);
    }
    return step;
  }

  void TakeBack(const Step& step) {
    for (const std::size_t v : step.variables) assignment_[v] = Truth::kUnknown;
    for (const auto& [rule, truth] : step.truths) truths_[rule] = truth;
  }

  // Whether there are answers to everything else that leave the decision open until this field is answered too.
  bool IsNeeded(const AnswerGroup& asked) {
    const std::vector<std::size_t> waiting = RulesOf(asked.variables);
    const auto waits = [&](std::size_t r) { return std::ranges::binary_search(waiting, r); };
    const auto denies = [&](std::size_t r) { return rules_[r].effect == Effect::kDeny; };
    // Other answers matter where they close a rule that waits for the field, or deny. The former first: they settle
    // soonest whether the field matters.
    std::vector<const Option*> others, deniers;
    for (const Option& option : options_) {
      if (option.group == &asked) continue;
      if (std::ranges::any_of(option.rules, waits)) {
        others.push_back(&option);
      } else if (std::ranges::any_of(option.rules, denies)) {
        deniers.push_back(&option);
      }
    }
    others.insert(others.end(), deniers.begin(), deniers.end());
    std::size_t budget = kMostCompletions;
    return StaysOpen(asked, waiting, others, 0, budget);
  }

  bool StaysOpen(const AnswerGroup& asked, const std::vector<std::size_t>& waiting,
                 const std::vector<const Option*>& others, std::size_t next, std::size_t& budget) {
    if (budget == 0 || visits_ > kMostVisits) return true;
    --budget;
    const auto is_open = [&](std::size_t r) { return truths_[r] == Truth::kUnknown; };
    if (std::ranges::none_of(waiting, is_open)) return false;
    for (; next < others.size(); ++next) {
      const Option& option = *others[next];
      const bool matters = std::ranges::any_of(option.rules, [&](std::size_t r) {
        return is_open(r) && (rules_[r].effect == Effect::kDeny || std::ranges::binary_search(waiting, r));
      });
      // A leaf may wait for several fields: the one that is asked keeps its say.
      const bool open = std::ranges::any_of(
          option.choice->variables, [&](std::size_t v) { return assignment_[v] == Truth::kUnknown && !Has(asked, v); });
      if (!matters || !open) continue;
      for (const std::vector<Truth>& outcome : option.choice->outcomes) {
        const Step step = Take(option, outcome, &asked);
        const bool stays = !step.denied && StaysOpen(asked, waiting, others, next + 1, budget);
        TakeBack(step);
        if (stays) return true;
      }
      return false;
    }
    return true;
  }

  Question ToQuestion(const AnswerGroup& group) {
    const Field& field = judge_.plan().model.fields[group.field];
    Question question{.field = field.path, .question = field.question};
    if (question.question.empty()) question.question = "What is `" + field.path + "`?";
    question.about = TellUnclear(judge_, group, variables_);
    for (const std::size_t r : RulesOf(group.variables)) {
      std::vector<const Option*> own;
      for (const Option& option : options_) {
        if (option.group == &group && std::ranges::binary_search(option.rules, r)) own.push_back(&option);
      }
      std::size_t budget = kMostCompletions;
      if (CanSettle(r, own, 0, budget)) question.settles.push_back(rules_[r].id);
    }
    std::ranges::sort(question.settles);
    return question;
  }

  // Whether some answer to the field settles the rule by itself.
  bool CanSettle(std::size_t rule, const std::vector<const Option*>& own, std::size_t next, std::size_t& budget) {
    if (budget == 0 || visits_ > kMostVisits || truths_[rule] != Truth::kUnknown) return true;
    --budget;
    if (next == own.size()) return false;
    for (const std::vector<Truth>& outcome : own[next]->choice->outcomes) {
      const Step step = Take(*own[next], outcome, nullptr);
      const bool settles = CanSettle(rule, own, next + 1, budget);
      TakeBack(step);
      if (settles) return true;
    }
    return false;
  }

  const Judge& judge_;
  const std::vector<OpenRule>& rules_;
  const std::vector<Variable>& variables_;
  std::vector<AnswerGroup> groups_;
  std::vector<Choice> nobody_asks_;
  std::vector<Option> options_;                     // of all groups, and what nobody asks
  std::vector<std::size_t> sizes_;                  // by rule: of its formula
  std::vector<std::vector<std::size_t>> rules_of_;  // by variable: where it occurs, ascending
  // The search: what is answered, and what that makes of the rules.
  std::vector<Truth> assignment_;
  std::vector<Truth> truths_;
  std::size_t visits_ = 0;
};

}  // namespace

std::vector<Question> PlanQuestions(const Judge& judge, const std::vector<OpenRule>& rules,
                                    const std::vector<Variable>& variables, KnownOutcomes* known) {
  if (rules.empty()) return {};
  return Planner(judge, rules, variables, known).Plan();
}

}  // namespace proviso
