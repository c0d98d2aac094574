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

std::string QuestionsText(const Result& result, bool quiet, const Painter& paint) {
  std::string out = DecisionLine(result, paint);
  if (quiet) return out;
  const std::vector<Question>& questions = result.assessment.questions;
  if (questions.empty()) return out + "  nothing to ask: no answer can change this decision\n";
  return out + QuestionList(questions, paint);
}

nlohmann::ordered_json QuestionsJson(const Result& result) {
  nlohmann::ordered_json out;
  out["descriptor"] = result.assessment.descriptor;
  out["source"] = SourceToJson(result);
  out["decision"] = ToString(result.assessment.decision);
  out["questions"] = nlohmann::ordered_json::array();
  for (const Question& question : result.assessment.questions) out["questions"].push_back(ToJson(question));
  return out;
}

int RunQuestions(const Session& session) {
  Portfolio portfolio(session);
  Output output(session);
  const RunFacts run = portfolio.MakeRun();
  const Painter paint{run.color};
  const bool json = session.options.format == "json";
  const std::unique_ptr<Report> invalid = MakeTextReport(output.stream(), run);
  nlohmann::ordered_json results = nlohmann::ordered_json::array();
  Evaluator evaluator(portfolio.ruleset(), portfolio.evaluate_options());
  portfolio.Read([&](Record record, bool no_place) {
    Result result = MakeResult(std::move(record), no_place, evaluator);
    const bool first = portfolio.summary().all() == 0;
    portfolio.Settle(result);
    if (json) {
      results.push_back(result.valid() ? QuestionsJson(result) : ToJson(result, false));
      return;
    }
    if (!first && !run.quiet) output.stream() << "\n";
    if (result.valid()) {
      output.stream() << QuestionsText(result, run.quiet, paint);
    } else {
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

Command QuestionsCommand() {
  return {{.name = "questions",
           .operands = "DESCRIPTOR",
           .summary = "Says what to ask the customer, in what order, and which rules each answer can settle.",
           .details = "No question is asked whose answer cannot change the decision. Exit codes as for check.",
           .examples = "  proviso questions workload.yaml\n"
                       "  proviso questions --policy policies/ -f json workload.yaml\n",
           .formats = {"text", "json"},
           .reads_descriptors = true},
          &RunQuestions};
}

}  // namespace proviso
