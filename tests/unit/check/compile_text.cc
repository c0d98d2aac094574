#include "unit/check/compile_text.h"

namespace proviso {
namespace {

std::string Underlined(const CompileResult& result, const Diagnostic& diagnostic) {
  const std::string& text = result.sources[diagnostic.span.source].text();
  return text.substr(diagnostic.span.begin, diagnostic.span.end - diagnostic.span.begin);
}

std::string Rendered(const CompileResult& result) {
  std::string all;
  for (const Diagnostic& diagnostic : result.diagnostics.all) all += Render(diagnostic, result.sources);
  return all;
}

}  // namespace

const std::string_view kShop = R"(library: shop
fields:
  purpose:            {type: text, required: true, question: "What is it for?"}
  notes:              {type: text}
  customer.sector:    {type: term, of: sector}
  data.subjects:      {type: terms, of: subject}
  capabilities:       {type: terms, of: capability}
  data.retention:     {type: duration}
  usage.storage:      {type: bytes}
  usage.share:        {type: number}
  usage.seats:        {type: count}
  signed:             {type: date}
  consent.opt-in:     {type: flag, undeclared: no}
  services[].name:    {type: term, of: service}
  services[].cameras: {type: count}
  services[].notes:   {type: text}
  services[].regions[].code: {type: text}
terms:
  sector:
    - government:
        - law-enforcement: [police, border-control]
    - retail
  subject:
    - civilians: [residents, travellers]
    - employees
  capability: [face-recognition, face-blurring]
  service:
    - vision: [face-search]
aliases:
  sector: {law-enforcement: [LEA]}
vocabulary:
  crowd-watching: [mass surveillance]
  consent: [with consent]
signals:
  watching: {text: {mentions: crowd-watching}}
)";

CompileResult CompileTexts(const std::vector<std::string>& texts, const CompileOptions& options) {
  std::vector<Source> sources;
  for (std::size_t i = 0; i < texts.size(); ++i)
    sources.emplace_back(std::string(1, static_cast<char>('a' + i)) + ".yaml", texts[i]);
  return Compile(std::move(sources), options);
}

std::vector<std::string> Told(const CompileResult& result) {
  std::vector<std::string> told;
  for (const Diagnostic& diagnostic : result.diagnostics.all) {
    const bool warning = diagnostic.severity == DiagnosticSeverity::kWarning;
    told.push_back((warning ? "warning " : "") + std::string(diagnostic.code) + ": " + Underlined(result, diagnostic));
  }
  return told;
}

std::string PolicyOf(std::string_view body) {
  return "policy: p\ntitle: P\nuses: [shop]\nrules:\n  - id: r\n    title: R\n    clause: \"1\"\n    effect: deny\n" +
         std::string(body) + "\n";
}

std::string When(std::string_view condition) { return PolicyOf("    when: " + std::string(condition)); }

void ExpectFault(const FaultCase& c) {
  SCOPED_TRACE(c.name);
  const CompileResult result = CompileTexts({c.module, std::string(kShop)});
  EXPECT_FALSE(result.ruleset.has_value());
  const std::vector<std::string> want = {c.code + ": " + c.underlined};
  EXPECT_EQ(Told(result), want) << Rendered(result);
  if (result.diagnostics.all.size() != 1) return;
  const Diagnostic& diagnostic = result.diagnostics.all.front();
  EXPECT_NE((diagnostic.help + "\n").find(c.help), std::string::npos) << Rendered(result);
  EXPECT_FALSE(diagnostic.message.empty() || diagnostic.message.back() == '.') << diagnostic.message;
}

}  // namespace proviso
