// The tests that modules carry: run them, tell what differed.
#pragma once

#include <string>
#include <vector>

#include "proviso/evaluate.h"
#include "proviso/ruleset.h"

namespace proviso {

struct TestFailure {
  std::string what;  // "state of contoso/no-bulk", "decision", "asks", "signal x", "evidence"
  std::string expected;
  std::string actual;
};

struct TestOutcome {
  std::string policy;  // module that carries it
  std::string rule;    // empty for a test of the whole module
  std::string name;
  Span span;                          // of the test, in the compiled sources
  std::vector<TestFailure> failures;  // empty: passed
  std::vector<RuleTrace> traces;      // of the rules that failed
};

struct TestOptions {
  std::vector<std::string> only;  // globs over `policy`, `policy/rule`
  Date as_of;                     // where a test does not say its own
};

// Runs the tests of the ruleset's modules, in the order of sources and places.
std::vector<TestOutcome> RunTests(const Ruleset& ruleset, const TestOptions& options);

}  // namespace proviso
