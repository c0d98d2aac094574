#include <algorithm>

#include "commands/commands.h"
#include "exit_code.h"
#include "proviso/selftest.h"
#include "report/tests.h"
#include "usage_error.h"

namespace proviso {
namespace {

std::string Show(const Session& session, const std::vector<TestOutcome>& outcomes, const std::vector<Source>& sources) {
  const Options& options = session.options;
  if (options.format == "json") return TestsJson(outcomes, sources);
  if (options.format == "junit") return TestsJunit(outcomes, sources);
  return TestsText(outcomes, sources, {options.verbose, options.quiet, session.color_results()});
}

int RunTest(const Session& session) {
  const Options& options = session.options;
  std::vector<std::string> named = options.operands;
  named.insert(named.end(), options.policies.begin(), options.policies.end());
  ModuleChoice choice = ChooseModules(session, named, true);
  const std::size_t named_count = choice.named.size();
  const CompileResult compiled = CompileModules(session, choice);
  CheckOnly(options.only, *compiled.ruleset);

  std::vector<TestOutcome> outcomes = RunTests(*compiled.ruleset, {options.only, options.as_of});
  // Libraries that were only reached have their tests run where they are named.
  std::erase_if(outcomes, [&](const TestOutcome& outcome) { return outcome.span.source >= named_count; });
  if (outcomes.empty()) {
    throw UsageError("no test ran", options.only.empty()
                                        ? "tests stand under a rule, under `tests:` of a module, or in NAME.test.yaml"
                                        : "nothing that --only selects has tests");
  }
  Output output(session);
  output.stream() << Show(session, outcomes, compiled.sources);
  output.Finish();
  return std::ranges::any_of(outcomes, [](const TestOutcome& outcome) { return !outcome.failures.empty(); }) ? kFailed
                                                                                                             : kDone;
}

}  // namespace

Command TestCommand() {
  return {{.name = "test",
           .operands = "[MODULE...]",
           .summary = "Runs the tests that modules carry.",
           .details =
               "A MODULE is a file or a folder; NAME.test.yaml beside a named NAME.yaml comes along. Without any, the "
               "tests of the shipped modules are run. Exit code: 0 all passed, 1 some failed, 2 no test ran.",
           .examples = "  proviso test\n"
                       "  proviso test policies/contoso.yaml\n"
                       "  proviso test -f junit -o tests.xml policies/\n",
           .formats = {"text", "json", "junit"}},
          &RunTest};
}

}  // namespace proviso
