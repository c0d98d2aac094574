// A program of its own that judges by Proviso's engine: rules and a declaration in memory, a decision out.
#include <iostream>
#include <memory>

#include "proviso/compile.h"
#include "proviso/descriptor.h"
#include "proviso/evaluate.h"

namespace {

constexpr char kPolicy[] = R"(policy: harbour-terms
title: Terms of the harbour cloud
fields:
  purpose: {type: text, required: true, question: "What is the workload for?"}
  environment.public: {type: flag, question: "Are the people whom it observes in a public place?"}
vocabulary:
  plate-reading: [(ANPR|ALPR), number plate* ...3 (read*|scan*)]
rules:
  - id: no-plate-reading
    title: No reading of number plates in public places
    clause: section 4
    effect: deny
    when:
      - text: {mentions: plate-reading}
      - environment.public: {is: true}
)";

constexpr char kDescriptor[] = R"({"id": "depot-gate", "purpose": "ALPR at the gate of the depot opens the barrier."})";

}  // namespace

int main() {
  const proviso::CompileResult compiled = proviso::Compile({proviso::Source("harbour.yaml", kPolicy)});
  for (const proviso::Diagnostic& fault : compiled.diagnostics.all)
    std::cerr << proviso::Render(fault, compiled.sources);
  if (!compiled.ruleset) return 2;

  // One evaluator a thread; the ruleset may be shared.
  proviso::Evaluator evaluator(*compiled.ruleset, {.as_of = {2026, 6, 1}});
  int unreadable = 0;
  const auto judge = [&](const proviso::Record& record) {
    if (!record.descriptor) {  // never a pass: tell it
      ++unreadable;
      return;
    }
    const proviso::Assessment assessment = evaluator.Evaluate(*record.descriptor);
    std::cout << assessment.descriptor << ": " << proviso::ToString(assessment.decision) << '\n';
    for (const proviso::Question& question : assessment.questions) std::cout << "  " << question.question << '\n';
  };
  proviso::ReadDescriptors(std::make_shared<const proviso::Source>("declaration", kDescriptor),
                           proviso::InputFormat::kJson, nullptr, {}, judge);
  return unreadable == 0 ? 0 : 3;
}
