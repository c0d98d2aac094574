// What is left of the open rules once everything known is put in: small formulas over the unknown leaves. Questions are
// planned on them.
#pragma once

#include <cstddef>
#include <map>
#include <string>
#include <vector>

#include "eval/judge.h"

namespace proviso {

struct Formula {
  enum class Kind : unsigned char { kTrue, kFalse, kVariable, kAll, kAny, kNot, kCount };
  Kind kind = Kind::kTrue;
  std::size_t variable = 0;
  Bounds bounds;  // kCount
  std::vector<Formula> parts;
};

// An unknown leaf. Leaves that ask the same of the same place are one variable.
struct Variable {
  Leaf leaf;
  // Whose answers it waits for; never empty save for texts where no text field is loaded.
  std::vector<std::size_t> fields;
};

class Residuals {
 public:
  explicit Residuals(const Judge& judge) : judge_(judge) {}

  Formula Of(const Condition& condition, const Scope& scope);

  const std::vector<Variable>& variables() const { return variables_; }

 private:
  Formula OfLeaf(const Leaf& leaf);
  Formula OfPart(const Opened::Part& part);

  const Judge& judge_;
  std::vector<Variable> variables_;
  std::map<std::string, std::size_t> known_;
};

Formula Both(Formula a, Formula b);
Formula Negation(Formula formula);

// Kleene's value under a partial assignment, by variable.
Truth ValueOf(const Formula& formula, const std::vector<Truth>& assignment);
// Which variables occur, ascending.
std::vector<std::size_t> VariablesOf(const Formula& formula);

}  // namespace proviso
