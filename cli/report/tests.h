// What `proviso test` tells.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "proviso/selftest.h"

namespace proviso {

// Failures with expected and actual side by side, and the branches of the condition trees that decided; `verbose`: the
// whole trees, and passed tests too, a line each. `quiet`: the closing line alone.
struct TestReportOptions {
  bool verbose = false, quiet = false, color = false;
};

std::string TestsText(const std::vector<TestOutcome>& outcomes, std::span<const Source> sources,
                      const TestReportOptions& options);
std::string TestsJson(const std::vector<TestOutcome>& outcomes, std::span<const Source> sources);
std::string TestsJunit(const std::vector<TestOutcome>& outcomes, std::span<const Source> sources);

}  // namespace proviso
