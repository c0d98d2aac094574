// Condition trees, for `explain` and for the tests that fail.
#pragma once

#include <iosfwd>
#include <nlohmann/json_fwd.hpp>
#include <span>
#include <string>
#include <vector>

#include "proviso/evaluate.h"
#include "report/layout.h"
#include "report/report.h"

namespace proviso {

// kDeciding leaves out the branches that did not decide their node's value, and counts them.
enum class TreePart { kWhole, kDeciding };

// The parts of a rule as trees, a truth value before each node, evidence under the leaves with its line and column.
// Spans index `sources`.
std::string ShowTrace(const RuleTrace& rule, std::span<const Source> sources, TreePart part, std::size_t indent,
                      const Painter& paint);

std::string ExplainText(const Result& result, const std::vector<RuleTrace>& rules, const Painter& paint);
nlohmann::ordered_json ExplainJson(const Result& result, const std::vector<RuleTrace>& rules);

}  // namespace proviso
