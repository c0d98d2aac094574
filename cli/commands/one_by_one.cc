#include "commands/one_by_one.h"

#include <nlohmann/json.hpp>

#include "commands/pipeline.h"
#include "commands/portfolio.h"
#include "proviso/version.h"
#include "report/json.h"
#include "report/words.h"

namespace proviso {

int ShowOneByOne(const Session& session, const Showing& showing) {
  Portfolio portfolio(session);
  Output output(session);
  const RunFacts run = portfolio.MakeRun();
  const Painter paint{run.color};
  const bool as_json = session.options.format == "json";
  const std::unique_ptr<Report> invalid = MakeTextReport(run);
  nlohmann::ordered_json results = nlohmann::ordered_json::array();
  Evaluator evaluator(portfolio.ruleset(), portfolio.evaluate_options());
  portfolio.Read([&](const InputRecord& record) {
    const Result result = MakeResult(record, evaluator);
    const bool first = portfolio.summary().all() == 0;
    portfolio.summary().Count(result);
    const auto& descriptor = record.record.descriptor;
    if (as_json) {
      results.push_back(result.valid() ? showing.json(result, *descriptor, evaluator) : ToJson(result, false));
      return;
    }
    if (!first && !run.quiet) output.stream() << "\n";
    if (!result.valid()) {
      output.stream() << invalid->Render(result);
    } else if (run.quiet) {
      output.stream() << DecisionLine(result, paint);
    } else {
      output.stream() << showing.text(result, *descriptor, evaluator, paint);
    }
  });
  if (as_json) {
    nlohmann::ordered_json document;
    document["proviso"] = kVersion;
    document["as_of"] = run.as_of;
    document["undeclared"] = run.undeclared_no ? "no" : "ask";
    document["only"] = run.only;
    document["results"] = std::move(results);
    output.stream() << Dump(document, 2) << "\n";
  }
  output.Finish();
  return portfolio.Close();
}

}  // namespace proviso
