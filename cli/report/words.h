// The sentences that several text formats share.
#pragma once

#include <string>
#include <vector>

#include "report/layout.h"
#include "report/report.h"

namespace proviso {

// `deny: contoso-cctv (contoso.yaml:1)`
std::string DecisionLine(const Result& result, const Painter& paint);
Tint TintOf(Decision decision);
Tint TintOf(const Finding& finding);

// `a, b and c`
std::string JoinNames(const std::vector<std::string>& names);

// The questions, numbered, each with its field, what is unclear, and the rules that an answer can settle.
std::string QuestionList(const std::vector<Question>& questions, const Painter& paint);

// How many descriptors met which decision; what could not be read by its place.
std::string SummaryText(const Summary& summary, const Painter& paint);

}  // namespace proviso
