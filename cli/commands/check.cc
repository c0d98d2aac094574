#include <utility>

#include "commands/commands.h"
#include "commands/pipeline.h"
#include "commands/portfolio.h"

namespace proviso {
namespace {

const ReportFormat& FormatNamed(const std::string& name) {
  for (const ReportFormat& format : CheckFormats()) {
    if (format.name == name) return format;
  }
  return CheckFormats().front();  // not reached: the options were checked against the same table
}

int RunCheck(const Session& session) {
  Portfolio portfolio(session);
  Output output(session);
  const RunFacts run = portfolio.MakeRun();
  const std::unique_ptr<Report> report = FormatNamed(session.options.format).make(output.stream(), run);
  bool begun = false;  // a run that evaluates nothing prints nothing
  Pipeline pipeline(portfolio.ruleset(), portfolio.evaluate_options(), session.options.jobs, [&](Result result) {
    if (!std::exchange(begun, true)) report->Begin();
    portfolio.Settle(result);
    if (!output.ok()) return;
    report->Add(result);
    output.ok();  // at once, while errno still tells why
  });
  portfolio.Read([&](Record record, bool no_place) { pipeline.Submit(std::move(record), no_place); },
                 [&] { return !output.ok(); });
  pipeline.Finish();
  report->End(portfolio.summary());
  output.Finish();
  return portfolio.Close();
}

}  // namespace

Command CheckCommand() {
  CommandSyntax syntax{
      .name = "check",
      .operands = "DESCRIPTOR...",
      .summary = "Decides whether declared workloads keep to the policies: deny, ask, review or allow.",
      .details =
          "A DESCRIPTOR is a file (YAML, JSON, NDJSON; CSV with --map), a folder of them, or - for standard input. "
          "Exit code: 0 nothing at or above --fail-on, 1 something is, 2 nothing was evaluated, "
          "3 some descriptors could not be read.",
      .examples =
          "  proviso check workload.yaml\n"
          "  proviso check --policy policies/ --fail-on ask declarations/\n"
          "  proviso check --map omb-2024 -f ndjson -o results.ndjson inventory.csv\n"
          "  proviso check --only 'microsoft-*/mass-*' -f json - < workload.json\n",
      .formats = {},
      .reads_descriptors = true,
  };
  for (const ReportFormat& format : CheckFormats()) syntax.formats.push_back(format.name);
  return {std::move(syntax), &RunCheck};
}

}  // namespace proviso
