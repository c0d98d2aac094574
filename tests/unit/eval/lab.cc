#include "unit/eval/lab.h"

#include <gtest/gtest.h>

#include "unit/check/compile_text.h"
#include "unit/descriptor/read_text.h"

namespace proviso {

const std::string_view kLab = R"(library: lab
fields:
  purpose:            {type: text, required: true, question: "What is it for?"}
  notes:              {type: text}
  customer.sector:    {type: term, of: sector, question: "Which sector?"}
  data.subjects:      {type: terms, of: subject, question: "Whose data?"}
  capabilities:       {type: terms, of: capability}
  main:               {type: term, of: capability}
  certificates:       {type: terms, of: certificate, undeclared: no}
  data.retention:     {type: duration}
  usage.storage:      {type: bytes}
  usage.share:        {type: number}
  usage.seats:        {type: count}
  signed:             {type: date}
  consent:            {type: flag}
  opt-in:             {type: flag, undeclared: no}
  services[].name:    {type: term, of: service}
  services[].cameras: {type: count}
  services[].notes:   {type: text}
  services[].remarks: {type: text}
  partners:           {type: list, undeclared: no}
  partners[].name:    {type: text}
terms:
  sector: [{government: [police, military]}, retail]
  subject: [{civilians: [residents, travellers]}, employees]
  capability:
    - recognition: [face-recognition]
    - blurring
    - speech: [voice-print]
    - biometry: [voice-print, faces, plates, gait]
  service: [{vision: [face-search, counting]}, storage]
  certificate: [iso-27001]
aliases:
  sector: {police: [LEA]}
implies:
  service: {face-search: [capability/face-recognition], storage: [certificate/iso-27001]}
  capability: {blurring: [recognition]}
vocabulary:
  watching: [mass surveillance, watch* ...3 crowd]
  consent: [with consent]
denials: {before: [not, no], pseudo: [not only], ends: [but]}
hedges: {before: [may, could]}
signals:
  watched: {text: {mentions: watching}}
  public: {data.subjects: {includes: civilians}}
  watched-public: {all: [{signal: watched}, {signal: public}]}
)";

Ruleset RulesOf(const std::vector<std::string>& rules, const std::string& rest) {
  std::string policy = "policy: p\ntitle: P\nuses: [lab]\n" + rest + "rules:\n";
  for (const std::string& rule : rules) policy += "  - {title: T, clause: \"1\", " + rule + "}\n";
  const CompileResult result = CompileTexts({policy, std::string(kLab)});
  EXPECT_EQ(Told(result), std::vector<std::string>{}) << policy;
  return result.ruleset.value();
}

Descriptor Declare(const std::string& members) {
  auto records = ReadRecords("{id: d" + (members.empty() ? "" : ", " + members) + "}", InputFormat::kYaml);
  return std::move(records.at(0).descriptor.value());
}

Lab::Lab(const std::string& condition, const std::string& declared, bool undeclared_no)
    : ruleset_(RulesOf({"id: a, effect: deny, when: " + condition})),
      descriptor_(Declare(declared)),
      facts_(ruleset_.plan(), descriptor_, undeclared_no),
      judge_(ruleset_.plan(), facts_) {}

const Condition& Lab::condition() const { return *plan().model.policies.front().rules.front().when; }

std::size_t Lab::field(std::string_view path) const {
  return static_cast<std::size_t>(plan().model.FindField(path) - plan().model.fields.data());
}

const Fact& Lab::fact(std::string_view path) const { return facts_.root().facts[plan().places[field(path)].slot]; }

std::string TruthOf(const std::string& condition, const std::string& declared, bool undeclared_no) {
  return std::string(ToString(Lab(condition, declared, undeclared_no).Judged()));
}

std::string LineOf(const Evidence& evidence) {
  constexpr std::string_view kReadings[] = {"", " asserted", " denied", " hedged"};
  std::string line = evidence.field + (evidence.declared ? " = " + evidence.value : " is not declared");
  line += kReadings[static_cast<std::size_t>(evidence.reading)];
  if (!evidence.entry.empty()) line += ", entry " + evidence.entry;
  if (!evidence.term.empty()) line += ", term " + evidence.term;
  if (!evidence.cue.empty()) line += ", cue " + evidence.cue;
  if (!evidence.implied_by.empty()) line += ", implied by " + evidence.implied_by;
  if (evidence.folded) line += ", folded";
  if (evidence.presence) line += ", declared";
  if (evidence.truth != Truth::kTrue) line += " (" + std::string(ToString(evidence.truth)) + ")";
  return line;
}

std::vector<std::string> LinesOf(const std::vector<Evidence>& evidence) {
  std::vector<std::string> lines;
  for (const Evidence& one : evidence) lines.push_back(LineOf(one));
  return lines;
}

}  // namespace proviso
