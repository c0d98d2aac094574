#include "report/explain.h"

#include <nlohmann/json.hpp>

#include "commands/commands.h"
#include "commands/pipeline.h"
#include "commands/portfolio.h"
#include "proviso/version.h"
#include "report/json.h"
#include "report/layout.h"
#include "report/words.h"

namespace proviso {
namespace {

int RunExplain(const Session& session) {
  Portfolio portfolio(session);
  Output output(session);
  const RunFacts run = portfolio.MakeRun();
  const Painter paint{run.color};
  const bool json = session.options.format == "json";
  const std::unique_ptr<Report> invalid = MakeTextReport(output.stream(), run);
  nlohmann::ordered_json results = nlohmann::ordered_json::array();
  Evaluator evaluator(portfolio.ruleset(), portfolio.evaluate_options());
  portfolio.Read([&](Record record, bool no_place) {
    const std::optional<Descriptor> descriptor = record.descriptor;
    Result result = MakeResult(std::move(record), no_place, evaluator);
    const bool first = portfolio.summary().all() == 0;
    portfolio.Settle(result);
    const std::vector<RuleTrace> rules = descriptor ? evaluator.Explain(*descriptor) : std::vector<RuleTrace>{};
    if (json) {
      results.push_back(descriptor ? ExplainJson(result, rules) : ToJson(result, false));
    } else if (session.options.quiet) {
      output.stream() << DecisionLine(result, paint);
    } else if (descriptor) {
      output.stream() << (first ? "" : "\n") << ExplainText(result, rules, paint);
    } else {
      output.stream() << (first ? "" : "\n");
      invalid->Add(result);
    }
  });
  if (json) {
    nlohmann::ordered_json document;
    document["proviso"] = kVersion;
    document["as_of"] = run.as_of;
    document["results"] = std::move(results);
    output.stream() << Dump(document, 2) << "\n";
  }
  output.Finish();
  return portfolio.Close();
}

}  // namespace

Command ExplainCommand() {
  return {{.name = "explain",
           .operands = "DESCRIPTOR",
           .summary = "Shows the whole condition tree of each rule, with truth values and evidence.",
           .details = "Use --only to look at one policy or rule. Exit codes as for check.",
           .examples = "  proviso explain workload.yaml\n"
                       "  proviso explain --only contoso-acceptable-use/mass-civilian-surveillance workload.yaml\n",
           .formats = {"text", "json"},
           .reads_descriptors = true},
          &RunExplain};
}

}  // namespace proviso
