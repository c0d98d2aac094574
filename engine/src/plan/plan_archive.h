// A plan as bytes and back. Not kept: what nobody asks a plan for once it is made (trees of phrases, cues, tests).
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "plan/plan.h"

namespace proviso {

std::string WritePlan(const RulesetPlan& plan);

// Empty when `bytes` are not one whole plan. They must outlive it.
std::optional<RulesetPlan> ReadPlan(std::string_view bytes);

}  // namespace proviso
