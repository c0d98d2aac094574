#include <nlohmann/json.hpp>

#include "commands/commands.h"
#include "commands/one_by_one.h"
#include "report/json.h"
#include "report/words.h"

namespace proviso {
namespace {

std::string QuestionsText(const Result& result, const Painter& paint) {
  std::string out = DecisionLine(result, paint);
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
  return ShowOneByOne(
      session, {.text = [](const Result& result, const Descriptor&, Evaluator&,
                           const Painter& paint) { return QuestionsText(result, paint); },
                .json = [](const Result& result, const Descriptor&, Evaluator&) { return QuestionsJson(result); }});
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
