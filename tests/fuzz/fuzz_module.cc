// Any bytes as a module: it compiles or its faults are told, with places inside the file, and what compiled can be
// evaluated.
#include <cstdint>
#include <cstdlib>
#include <string>

#include "plan/plan.h"
#include "proviso/compile.h"
#include "proviso/evaluate.h"

namespace {

using namespace proviso;

// For conditions to speak of: the module may use it.
constexpr std::string_view kShop = R"(library: shop
fields:
  purpose: {type: text, required: true}
  customer.sector: {type: term, of: sector}
  data.subjects: {type: terms, of: subject}
  usage.storage: {type: bytes}
  signed: {type: date}
  consent: {type: flag}
  services[].name: {type: text}
terms: {sector: [government: [police]], subject: [civilians: [residents]]}
vocabulary: {watching: [mass surveillance]}
denials: {before: [not]}
signals: {watched: {text: {mentions: watching}}}
)";

constexpr std::string_view kDescriptor = R"(id: d
purpose: We do not perform mass surveillance. Mass surveillance is what we do.
data: {subjects: [residents, unheard-of]}
services: [{name: a}, {name: b}]
usage: {storage: 5 TB}
)";

void Demand(bool holds) {
  if (!holds) std::abort();
}

void Evaluate(const Ruleset& ruleset) {
  Evaluator evaluator(ruleset, {});
  const auto source = std::make_shared<const Source>("d.yaml", std::string(kDescriptor));
  ReadDescriptors(source, InputFormat::kYaml, nullptr, {}, [&](const Record& record) {
    Demand(record.descriptor.has_value());
    const Assessment assessment = evaluator.Evaluate(*record.descriptor);
    Demand(assessment.decision != Decision::kInvalid);
  });
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  CompileOptions options;
  options.limits.nodes = 5'000;
  options.base.emplace_back("shop.yaml", std::string(kShop));
  const std::string text(reinterpret_cast<const char*>(data), size);
  const CompileResult result = Compile({Source("module.yaml", text)}, options);
  Demand(result.ruleset.has_value() != result.diagnostics.HasErrors());
  for (const Diagnostic& diagnostic : result.diagnostics.all) {
    Demand(diagnostic.span.source < result.sources.size());
    Demand(diagnostic.span.begin <= diagnostic.span.end);
    Demand(diagnostic.span.end <= result.sources[diagnostic.span.source].text().size());
    Demand(!diagnostic.message.empty());
    Demand(!Render(diagnostic, result.sources).empty());
  }
  if (!result.ruleset) return 0;
  Demand(!Dump(result.ruleset->plan().model).empty());
  Evaluate(*result.ruleset);
  return 0;
}
