#include "report/json.h"

#include <nlohmann/json.hpp>

#include "proviso/version.h"

namespace proviso {
namespace {

using Json = nlohmann::ordered_json;

void AddPlace(const Source& source, const Span& span, Json& out) {
  const Position at = source.At(span.begin);
  out["line"] = at.line;
  out["column"] = at.column;
}

Json DiagnosticToJson(const Diagnostic& diagnostic, const Result& result) {
  Json out;
  out["message"] = diagnostic.message;
  out["code"] = diagnostic.code;
  if (!result.whole_input) AddPlace(*result.source, diagnostic.span, out);
  if (!diagnostic.help.empty()) out["help"] = diagnostic.help;
  return out;
}

Json FindingToJson(const Finding& finding, const Source& source) {
  Json out;
  out["rule"] = finding.rule;
  out["state"] = ToString(finding.state);
  out["effect"] = ToString(finding.effect);
  out["severity"] = ToString(finding.severity);
  out["title"] = finding.title;
  out["clause"] = finding.clause;
  out["message"] = finding.message;
  out["remedy"] = finding.remedy;
  out["evidence"] = Json::array();
  for (const Evidence& evidence : finding.evidence) out["evidence"].push_back(ToJson(evidence, source));
  if (finding.state == State::kUndetermined) out["unknown"] = finding.unknown;
  return out;
}

// The document of `-f json`: its head and tail by hand, so that results need not be kept until the end.
class JsonReport : public Report {
 public:
  explicit JsonReport(const RunFacts& run) : run_(run) {}

  std::string Begin() const override {
    Json policies = Json::array();
    for (const PolicySummary& policy : run_.policies) policies.push_back(ToJson(policy));
    return "{\n  \"proviso\": " + Dump(Json(kVersion), -1) + ",\n  \"as_of\": " + Dump(Json(run_.as_of), -1) +
           ",\n  \"undeclared\": " + (run_.undeclared_no ? "\"no\"" : "\"ask\"") +
           ",\n  \"only\": " + Dump(Json(run_.only), -1) + ",\n  \"policies\": " + Indented(policies, 2) +
           ",\n  \"results\": [";
  }

  std::string Render(const Result& result) const override {
    return "\n    " + Indented(ToJson(result, run_.verbose), 4);
  }
  std::string_view Between() const override { return ","; }

  std::string End(const Summary& summary) const override {
    return std::string(summary.all() == 0 ? "" : "\n  ") + "],\n  \"summary\": " + Indented(ToJson(summary), 2) +
           "\n}\n";
  }

 private:
  // JSON texts hold no raw line breaks, so the lines can be moved as they are.
  static std::string Indented(const Json& json, std::size_t indent) {
    std::string out;
    for (const char c : Dump(json, 2)) {
      out += c;
      if (c == '\n') out.append(indent, ' ');
    }
    return out;
  }

  RunFacts run_;
};

class NdjsonReport : public Report {
 public:
  explicit NdjsonReport(const RunFacts& run) : verbose_(run.verbose) {}
  std::string Render(const Result& result) const override { return Dump(ToJson(result, verbose_), -1) + "\n"; }

 private:
  bool verbose_;
};

}  // namespace

std::string Dump(const Json& json, int indent) { return json.dump(indent, ' ', false, Json::error_handler_t::replace); }

Json ToJson(const Evidence& evidence, const Source& source) {
  Json out;
  out["field"] = evidence.field;
  const bool match = evidence.start.has_value();
  if (evidence.declared) out[match ? "text" : "value"] = evidence.value;
  if (evidence.start) out["start"] = *evidence.start;
  if (evidence.end) out["end"] = *evidence.end;
  if (evidence.span) AddPlace(source, *evidence.span, out);
  if (!evidence.entry.empty()) out["entry"] = evidence.entry;
  if (!evidence.term.empty()) out["term"] = evidence.term;
  if (evidence.truth != Truth::kTrue) out["truth"] = ToString(evidence.truth);
  if (!evidence.declared) out["declared"] = false;
  if (evidence.reading == Evidence::Reading::kDenied) out["denied"] = true;
  if (evidence.reading == Evidence::Reading::kHedged) out["hedged"] = true;
  if (!evidence.cue.empty()) out["cue"] = evidence.cue;
  if (evidence.folded) out["folded"] = true;
  if (!evidence.implied_by.empty()) out["implied_by"] = evidence.implied_by;
  return out;
}

Json ToJson(const Question& question) {
  Json out;
  out["field"] = question.field;
  out["question"] = question.question;
  if (!question.about.empty()) out["about"] = question.about;
  out["settles"] = question.settles;
  return out;
}

Json ToJson(const PolicySummary& policy) {
  Json out;
  out["policy"] = policy.name;
  out["title"] = policy.title;
  out["publisher"] = policy.publisher;
  out["edition"] = policy.edition;
  out["source"] = policy.source;
  out["caveat"] = policy.caveat.empty() ? Json(nullptr) : Json(policy.caveat);
  out["rules"] = policy.rules;
  return out;
}

Json ToJson(const Summary& summary) {
  Json out;
  out["descriptors"] = summary.all();
  out["deny"] = summary.deny;
  out["ask"] = summary.ask;
  out["review"] = summary.review;
  out["allow"] = summary.allow;
  out["invalid"] = summary.invalid;
  if (summary.interrupted) out["interrupted"] = true;
  return out;
}

Json SourceToJson(const Result& result) {
  Json out;
  out["path"] = result.source->name();
  if (!result.whole_input) out["line"] = result.source->At(result.span.begin).line;
  return out;
}

Json ToJson(const Result& result, bool verbose) {
  const Assessment& assessment = result.assessment;
  Json out;
  out["descriptor"] = result.valid() || !assessment.descriptor.empty() ? Json(assessment.descriptor) : Json(nullptr);
  out["source"] = SourceToJson(result);
  out["decision"] = ToString(assessment.decision);
  if (!result.valid()) {
    Json faults = Json::array();
    for (const Diagnostic& fault : result.faults) faults.push_back(DiagnosticToJson(fault, result));
    out["error"] = faults.empty() ? Json::object() : faults.front();
    out["errors"] = std::move(faults);
    return out;
  }
  out["findings"] = Json::array();
  for (const Finding& finding : assessment.findings) {
    if (finding.state == State::kClear && !verbose) continue;
    out["findings"].push_back(FindingToJson(finding, *result.source));
  }
  out["questions"] = Json::array();
  for (const Question& question : assessment.questions) out["questions"].push_back(ToJson(question));
  out["warnings"] = Json::array();
  for (const Diagnostic& warning : assessment.warnings) out["warnings"].push_back(DiagnosticToJson(warning, result));
  out["signals"] = assessment.signals;
  return out;
}

std::unique_ptr<Report> MakeJsonReport(const RunFacts& run) { return std::make_unique<JsonReport>(run); }

std::unique_ptr<Report> MakeNdjsonReport(const RunFacts& run) { return std::make_unique<NdjsonReport>(run); }

}  // namespace proviso
