// Compiled rules: opaque, immutable, cheap to copy, safe to share between threads.
#pragma once

#include <compare>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "proviso/source.h"

namespace proviso {

// A day of the proleptic Gregorian calendar.
struct Date {
  int year = 1970;
  int month = 1;  // 1 to 12
  int day = 1;    // 1 to 31

  friend auto operator<=>(const Date&, const Date&) = default;
};

// `YYYY-MM-DD`, optionally followed by `T…`; empty for anything else, and for days that do not exist.
std::optional<Date> ParseDate(std::string_view text);
std::string ToString(Date date);

// What `proviso list` tells.
struct PolicySummary {
  std::string name, title, publisher, edition, source, caveat;
  std::size_t rules = 0;
};
struct RuleSummary {
  std::string id;  // policy/rule
  std::string title, clause, effect, severity;
  std::optional<Date> from, until;  // the days on which it holds, both inclusive
};
// A clause of a published document, and what covers it: rules, or the reason why none does.
struct ClauseSummary {
  std::string policy, clause;
  std::string gist;                // of a covered one: the title of the first rule that stands for it
  std::vector<RuleSummary> rules;  // in the order of the policy; empty: not decidable
  std::string why;                 // it is not decidable; empty for a covered one
};
struct FieldSummary {
  std::string path, type, taxonomy, module, question;
  bool required = false;
  bool undeclared_no = false;
};
struct TermSummary {
  std::string taxonomy, name;
  std::vector<std::string> broader, aliases, implies;
};
struct EntrySummary {
  std::string name, module;
  std::vector<std::string> phrases, patterns, except;
};
struct SignalSummary {
  std::string name, module, condition;
};

struct RulesetPlan;  // engine/src/plan

class Ruleset {
 public:
  explicit Ruleset(std::shared_ptr<const RulesetPlan> plan) : plan_(std::move(plan)) {}

  // The policies of `modules` and of the base, in order of name; and so on for the others.
  std::vector<PolicySummary> Policies() const;
  std::vector<RuleSummary> Rules() const;
  // By policy; those that rules stand for in the order of the rules, then those that are not decidable.
  std::vector<ClauseSummary> Clauses() const;
  std::vector<FieldSummary> Fields() const;
  std::vector<TermSummary> Terms() const;
  std::vector<EntrySummary> Vocabulary() const;
  std::vector<SignalSummary> Signals() const;

  const RulesetPlan& plan() const { return *plan_; }
  std::shared_ptr<const RulesetPlan> shared_plan() const { return plan_; }

 private:
  std::shared_ptr<const RulesetPlan> plan_;
};

}  // namespace proviso
