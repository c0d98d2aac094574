// Any bytes as a file of descriptors: every record is a descriptor or has faults, all places lie inside the file, and
// what was read can be judged. The first byte says as which format the rest is read, and whether through a mapping.
#include <cstdint>
#include <cstdlib>
#include <memory>
#include <optional>
#include <string>

#include "proviso/compile.h"
#include "proviso/descriptor.h"
#include "proviso/evaluate.h"

namespace {

using namespace proviso;

constexpr std::string_view kModule = R"(policy: shop
title: Shop
fields:
  purpose: {type: text, required: true}
  notes: {type: text}
  customer.sector: {type: term, of: sector}
  data.subjects: {type: terms, of: subject}
  usage.storage: {type: bytes}
  usage.users: {type: count}
  retention: {type: duration}
  signed: {type: date}
  consent: {type: flag}
  services: {type: list}
  services[].name: {type: text}
terms: {sector: [government: [police]], subject: [civilians: [residents]]}
vocabulary: {watching: [mass surveillance, watch* ...3 everyone]}
denials: {before: [not, no], ends: [but]}
hedges: {before: [may]}
rules:
  - id: watching
    title: Watching
    clause: "1"
    effect: deny
    when: {any: [{text: {mentions: watching}}, {data.subjects: {includes: civilians}}]}
    unless: [{consent: {is: true}}, {notes: {denies: watching}}]
  - id: measures
    title: Measures
    clause: "2"
    effect: review
    when:
      any:
        - usage.storage: {over: 1 TB}
        - retention: {at_most: 30 days}
        - signed: {before: 2026-01-01}
        - {count: {of: services, where: {name: {matches: vision}}, at_least: 2}}
        - customer.sector: {is: police}
    require: {usage.users: {under: 1000}}
)";

constexpr std::string_view kMapping = R"(mapping: intake
fields:
  id: Number
  purpose: {columns: [Goal, Benefits]}
  customer.sector: {column: Sector, values: {"Public": government}}
  consent: {column: Consent, values: {"Yes": true, "No": false}}
  data.subjects: {column: People, split: ";"}
)";

void Demand(bool holds) {
  if (!holds) std::abort();
}

const Ruleset& Rules() {
  static const Ruleset rules = [] {
    CompileResult result = Compile({Source("shop.yaml", std::string(kModule))});
    Demand(result.ruleset.has_value());
    return *result.ruleset;
  }();
  return rules;
}

const Mapping& Intake() {
  static const Mapping mapping = [] {
    Diagnostics faults;
    std::optional<Mapping> parsed = Mapping::Parse(Source("intake.yaml", std::string(kMapping)), faults);
    Demand(parsed.has_value());
    return *parsed;
  }();
  return mapping;
}

void DemandPlace(Span span, const Source& source) {
  Demand(span.begin <= span.end && span.end <= source.text().size());
}

void DemandPlaces(const std::vector<Diagnostic>& diagnostics, const Source& source) {
  for (const Diagnostic& diagnostic : diagnostics) {
    DemandPlace(diagnostic.span, source);
    for (const Label& label : diagnostic.labels) DemandPlace(label.span, source);
    Demand(!Render(diagnostic, {&source, 1}).empty());
  }
}

void Judge(Evaluator& evaluator, const Descriptor& descriptor) {
  const Source& source = *descriptor.source;
  const Assessment assessment = evaluator.Evaluate(descriptor);
  Demand(assessment.decision != Decision::kInvalid);
  Demand(assessment.findings.size() == evaluator.RuleCount());
  DemandPlaces(assessment.warnings, source);
  for (const FindingPtr& told : assessment.findings) {
    const Finding& finding = *told;
    Demand(finding.state != State::kUndetermined || !finding.unknown.empty());
    for (const Evidence& evidence : finding.evidence) {
      if (evidence.span) DemandPlace(*evidence.span, source);
      Demand(evidence.start.has_value() == evidence.end.has_value());
    }
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size == 0) return 0;
  constexpr InputFormat kFormats[] = {InputFormat::kYaml, InputFormat::kJson, InputFormat::kNdjson, InputFormat::kCsv};
  const InputFormat format = kFormats[data[0] % 4];
  const bool mapped = format == InputFormat::kCsv || data[0] % 8 >= 4;
  std::string text(reinterpret_cast<const char*>(data) + 1, size - 1);
  if (format == InputFormat::kCsv) text = DecodeTable(std::move(text));
  const auto source = std::make_shared<const Source>("input", std::move(text));
  Evaluator evaluator(Rules(), {.as_of = {2026, 6, 1}});
  ReadDescriptors(source, format, mapped ? &Intake() : nullptr, {.nodes = 5'000}, [&](const Record& record) {
    Demand(record.descriptor.has_value() == record.faults.empty());
    DemandPlace(record.span, *source);
    DemandPlaces(record.faults, *record.source);
    if (!record.descriptor) return;
    Demand(!record.descriptor->id.empty());
    Judge(evaluator, *record.descriptor);
  });
  return 0;
}
