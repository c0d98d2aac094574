#include "report/tests.h"

#include <algorithm>
#include <map>
#include <nlohmann/json.hpp>

#include "proviso/printable.h"
#include "report/explain.h"
#include "report/json.h"
#include "report/layout.h"
#include "report/report.h"

namespace proviso {
namespace {

// `policy/rule`, or the module of a test that is of no rule.
std::string Owner(const TestOutcome& outcome) {
  if (outcome.rule.empty()) return outcome.policy;
  return outcome.rule.find('/') != std::string::npos ? outcome.rule : outcome.policy + "/" + outcome.rule;
}

std::size_t CountFailed(const std::vector<TestOutcome>& outcomes) {
  return static_cast<std::size_t>(
      std::ranges::count_if(outcomes, [](const TestOutcome& outcome) { return !outcome.failures.empty(); }));
}

std::string FailureText(const TestOutcome& outcome, std::span<const Source> sources, TreePart part,
                        const Painter& paint) {
  std::string out = Wrap("failed: ", Owner(outcome) + ": " + outcome.name, 2, paint(Tint::kRed, "failed:") + " ");
  out += "  " + PlaceOf(sources[outcome.span.source], outcome.span.begin) + "\n";
  for (const TestFailure& failure : outcome.failures) {
    out += Wrap("    ", failure.what, 6);
    out += Wrap("      expected: ", failure.expected, 16, "      " + paint(Tint::kGreen, "expected:") + " ");
    out += Wrap("      actual:   ", failure.actual, 16, "      " + paint(Tint::kRed, "actual:") + "   ");
  }
  for (const RuleTrace& trace : outcome.traces) {
    out += Wrap("    ", trace.finding.rule + " is " + std::string(ToString(trace.finding.state)) + ":", 6);
    out += ShowTrace(trace, sources, part, 6, paint);
  }
  return out;
}

std::string Escape(std::string_view text) {
  std::string out;
  for (const char c : Printable(text)) {
    switch (c) {
      case '&':
        out += "&amp;";
        break;
      case '<':
        out += "&lt;";
        break;
      case '>':
        out += "&gt;";
        break;
      case '"':
        out += "&quot;";
        break;
      default:
        out += c;
    }
  }
  return out;
}

}  // namespace

std::string TestsText(const std::vector<TestOutcome>& outcomes, std::span<const Source> sources,
                      const TestReportOptions& options) {
  const Painter paint{options.color};
  std::string out;
  for (const TestOutcome& outcome : outcomes) {
    if (options.quiet) break;
    if (!outcome.failures.empty()) {
      out += FailureText(outcome, sources, options.verbose ? TreePart::kWhole : TreePart::kDeciding, paint) + "\n";
    } else if (options.verbose) {
      out += Wrap("passed: ", Owner(outcome) + ": " + outcome.name, 2, paint(Tint::kGreen, "passed:") + " ");
    }
  }
  const std::size_t failed = CountFailed(outcomes);
  if (failed == 0) return out + paint(Tint::kGreen, Count(outcomes.size(), "test") + " passed") + "\n";
  return out + paint(Tint::kRed, std::to_string(failed) + " of " + Count(outcomes.size(), "test") + " failed") + "\n";
}

std::string TestsJson(const std::vector<TestOutcome>& outcomes, std::span<const Source> sources) {
  nlohmann::ordered_json tests = nlohmann::ordered_json::array();
  for (const TestOutcome& outcome : outcomes) {
    const Source& source = sources[outcome.span.source];
    const Position at = source.At(outcome.span.begin);
    nlohmann::ordered_json test = {{"module", outcome.policy}, {"rule", outcome.rule}, {"name", outcome.name}};
    if (outcome.rule.empty()) test["rule"] = nullptr;
    test["source"] = {{"path", source.name()}, {"line", at.line}, {"column", at.column}};
    test["passed"] = outcome.failures.empty();
    test["failures"] = nlohmann::ordered_json::array();
    for (const TestFailure& failure : outcome.failures) {
      test["failures"].push_back({{"what", failure.what}, {"expected", failure.expected}, {"actual", failure.actual}});
    }
    tests.push_back(std::move(test));
  }
  const std::size_t failed = CountFailed(outcomes);
  nlohmann::ordered_json out;
  out["tests"] = std::move(tests);
  out["summary"] = {{"tests", outcomes.size()}, {"passed", outcomes.size() - failed}, {"failed", failed}};
  return Dump(out, 2) + "\n";
}

std::string TestsJunit(const std::vector<TestOutcome>& outcomes, std::span<const Source> sources) {
  std::map<std::string, std::vector<const TestOutcome*>> suites;
  for (const TestOutcome& outcome : outcomes) suites[outcome.policy].push_back(&outcome);
  std::string out = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites name=\"proviso\" tests=\"" +
                    std::to_string(outcomes.size()) + "\" failures=\"" + std::to_string(CountFailed(outcomes)) +
                    "\">\n";
  for (const auto& [module, tests] : suites) {
    const auto failed = std::ranges::count_if(tests, [](const TestOutcome* test) { return !test->failures.empty(); });
    out += "  <testsuite name=\"" + Escape(module) + "\" tests=\"" + std::to_string(tests.size()) + "\" failures=\"" +
           std::to_string(failed) + "\">\n";
    for (const TestOutcome* test : tests) {
      const Source& source = sources[test->span.source];
      out += "    <testcase classname=\"" + Escape(Owner(*test)) + "\" name=\"" + Escape(test->name) + "\" file=\"" +
             Escape(source.name()) + "\" line=\"" + std::to_string(source.At(test->span.begin).line) + "\"";
      if (test->failures.empty()) {
        out += "/>\n";
        continue;
      }
      out += ">\n";
      for (const TestFailure& failure : test->failures) {
        out += "      <failure message=\"" + Escape(failure.what) + "\">expected: " + Escape(failure.expected) +
               "\nactual: " + Escape(failure.actual) + "</failure>\n";
      }
      out += "    </testcase>\n";
    }
    out += "  </testsuite>\n";
  }
  return out + "</testsuites>\n";
}

}  // namespace proviso
