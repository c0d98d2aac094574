#include "report/explain.h"

#include <nlohmann/json.hpp>

#include "commands/commands.h"
#include "commands/one_by_one.h"

namespace proviso {
namespace {

int RunExplain(const Session& session) {
  return ShowOneByOne(
      session, {.text = [](const Result& result, const Descriptor& descriptor, Evaluator& evaluator,
                           const Painter& paint) { return ExplainText(result, evaluator.Explain(descriptor), paint); },
                .json = [](const Result& result, const Descriptor& descriptor,
                           Evaluator& evaluator) { return ExplainJson(result, evaluator.Explain(descriptor)); }});
}

}  // namespace

Command ExplainCommand() {
  return {{.name = "explain",
           .operands = "DESCRIPTOR",
           .summary = "Shows the whole condition tree of each rule, with truth values and evidence.",
           .details = "Use --only to look at one policy or rule. Exit codes as for check.",
           .examples = "  proviso explain workload.yaml\n"
                       "  proviso explain --only microsoft-mass-surveillance-statements workload.yaml\n",
           .formats = {"text", "json"},
           .reads_descriptors = true},
          &RunExplain};
}

}  // namespace proviso
