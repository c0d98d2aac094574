// The second, independent reading of the specification: interprets a Model against a descriptor as naively as can be
// (no plan, nothing shared or kept, every path walked anew), so that the engine can be held against it. Not fast, and
// not meant to be.
#pragma once

#include <string>
#include <vector>

#include "proviso/evaluate.h"
#include "support/reference_questions.h"
#include "support/reference_tree.h"

namespace proviso::reference {

struct ReferenceAssessment {
  Decision decision = Decision::kAllow;
  std::vector<Finding> findings;     // worst first, then by rule id; texts of the rule and `message` are left out
  std::vector<std::string> signals;  // that hold, sorted
  Questions questions;
  Tally tally;
};

ReferenceAssessment ReferenceEvaluate(const Model& model, const Descriptor& descriptor, const EvaluateOptions& options);

}  // namespace proviso::reference
