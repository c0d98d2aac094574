// A small library to judge by, and descriptors out of text literals: what eval's parts say of them.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "eval/judge.h"
#include "proviso/ruleset.h"

namespace proviso {

extern const std::string_view kLab;

// Compiles the lab and a policy `p` with these rules, each in flow style without title and clause:
// `id: a, effect: deny, when: {…}`. `rest`: other lines of the policy.
Ruleset RulesOf(const std::vector<std::string>& rules, const std::string& rest = "");

// A descriptor `d` of these members, in flow style: `purpose: x, data: {subjects: [residents]}`.
Descriptor Declare(const std::string& members);

// One condition and one descriptor, ready to be judged.
class Lab {
 public:
  Lab(const std::string& condition, const std::string& declared, bool undeclared_no = false);

  const Judge& judge() const { return judge_; }
  const Facts& facts() const { return facts_; }
  const RulesetPlan& plan() const { return ruleset_.plan(); }
  const Condition& condition() const;
  const Source& source() const { return *descriptor_.source; }
  const Fact& fact(std::string_view path) const;  // of the descriptor itself
  std::size_t field(std::string_view path) const;

  Truth Judged() const { return judge_.Of(condition(), facts_.root()); }

 private:
  Ruleset ruleset_;
  Descriptor descriptor_;
  Facts facts_;
  Judge judge_;
};

// Of one condition against one descriptor: "true", "false" or "unknown".
std::string TruthOf(const std::string& condition, const std::string& declared, bool undeclared_no = false);

// One evidence in a line: `field = value`, and behind it whatever else it says.
std::string LineOf(const Evidence& evidence);
std::vector<std::string> LinesOf(const std::vector<Evidence>& evidence);

}  // namespace proviso
