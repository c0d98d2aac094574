#include "report/json.h"

#include <nlohmann/json.hpp>
#include <unordered_map>
#include <utility>

#include "proviso/version.h"
#include "report/json_writer.h"

namespace proviso {
namespace {

using Json = nlohmann::ordered_json;

void WritePlace(const Source& source, const Span& span, JsonWriter& out) {
  const Position at = source.At(span.begin);
  out.Number("line", at.line);
  out.Number("column", at.column);
}

void WriteList(std::string_view key, const std::vector<std::string>& texts, JsonWriter& out) {
  out.Key(key);
  out.BeginList();
  for (const std::string& text : texts) out.Text(text);
  out.EndList();
}

void Write(const Diagnostic& diagnostic, const Result& result, JsonWriter& out) {
  out.BeginObject();
  out.Text("message", diagnostic.message);
  out.Text("code", diagnostic.code);
  if (!result.whole_input) WritePlace(*result.source, diagnostic.span, out);
  if (!diagnostic.help.empty()) out.Text("help", diagnostic.help);
  out.EndObject();
}

void Write(const Evidence& evidence, const Source& source, JsonWriter& out) {
  out.BeginObject();
  out.Text("field", evidence.field);
  const bool match = evidence.start.has_value();
  if (evidence.declared) out.Text(match ? "text" : "value", evidence.value);
  if (evidence.start) out.Number("start", *evidence.start);
  if (evidence.end) out.Number("end", *evidence.end);
  if (evidence.span) WritePlace(source, *evidence.span, out);
  if (!evidence.entry.empty()) out.Text("entry", evidence.entry);
  if (!evidence.term.empty()) out.Text("term", evidence.term);
  if (evidence.truth != Truth::kTrue) out.Text("truth", ToString(evidence.truth));
  if (!evidence.declared) {
    out.Key("declared");
    out.Bool(false);
  }
  if (evidence.reading == Evidence::Reading::kDenied) out.True("denied");
  if (evidence.reading == Evidence::Reading::kHedged) out.True("hedged");
  if (!evidence.cue.empty()) out.Text("cue", evidence.cue);
  if (evidence.folded) out.True("folded");
  if (!evidence.implied_by.empty()) out.Text("implied_by", evidence.implied_by);
  out.EndObject();
}

void Write(const Finding& finding, const Source& source, JsonWriter& out) {
  out.BeginObject();
  out.Text("rule", finding.rule);
  out.Text("state", ToString(finding.state));
  out.Text("effect", ToString(finding.effect));
  out.Text("severity", ToString(finding.severity));
  out.Text("title", finding.title);
  out.Text("clause", finding.clause);
  out.Text("message", finding.message);
  out.Text("remedy", finding.remedy);
  out.Key("evidence");
  out.BeginList();
  for (const Evidence& evidence : finding.evidence) Write(evidence, source, out);
  out.EndList();
  if (finding.state == State::kUndetermined) WriteList("unknown", finding.unknown, out);
  out.EndObject();
}

void Write(const Question& question, JsonWriter& out) {
  out.BeginObject();
  out.Text("field", question.field);
  out.Text("question", question.question);
  if (!question.about.empty()) out.Text("about", question.about);
  WriteList("settles", question.settles, out);
  out.EndObject();
}

void WriteSource(const Result& result, JsonWriter& out) {
  out.BeginObject();
  out.Text("path", result.source->name());
  if (!result.whole_input) out.Number("line", result.source->At(result.span.begin).line);
  out.EndObject();
}

// The findings that many descriptors share, as they are written on one line. A finding that stands here is kept alive,
// so that its address means no other.
class StandingFindings {
 public:
  const std::string& Written(const FindingPtr& finding, const Source& source) {
    const auto known = written_.find(finding.get());
    if (known != written_.end()) return known->second.second;
    if (written_.size() >= kMost) written_.clear();
    JsonWriter out;
    Write(*finding, source, out);
    return written_.emplace(finding.get(), std::pair(finding, out.Take())).first->second.second;
  }

 private:
  static constexpr std::size_t kMost = 10'000;
  std::unordered_map<const Finding*, std::pair<FindingPtr, std::string>> written_;
};

void Write(const Result& result, bool verbose, StandingFindings* standing, JsonWriter& out) {
  const Assessment& assessment = result.assessment;
  out.BeginObject();
  out.Key("descriptor");
  if (result.valid() || !assessment.descriptor.empty()) {
    out.Text(assessment.descriptor);
  } else {
    out.Null();
  }
  out.Key("source");
  WriteSource(result, out);
  out.Text("decision", ToString(assessment.decision));
  if (!result.valid()) {
    out.Key("error");
    if (result.faults.empty()) {
      out.BeginObject();
      out.EndObject();
    } else {
      Write(result.faults.front(), result, out);
    }
    out.Key("errors");
    out.BeginList();
    for (const Diagnostic& fault : result.faults) Write(fault, result, out);
    out.EndList();
    out.EndObject();
    return;
  }
  out.Key("findings");
  out.BeginList();
  for (const FindingPtr& finding : assessment.findings) {
    if (finding->state == State::kClear && !verbose) continue;
    if (standing != nullptr && finding.use_count() > 1) {
      out.Written(standing->Written(finding, *result.source));
    } else {
      Write(*finding, *result.source, out);
    }
  }
  out.EndList();
  out.Key("questions");
  out.BeginList();
  for (const Question& question : assessment.questions) Write(question, out);
  out.EndList();
  out.Key("warnings");
  out.BeginList();
  for (const Diagnostic& warning : assessment.warnings) Write(warning, result, out);
  out.EndList();
  WriteList("signals", assessment.signals, out);
  out.EndObject();
}

// For what is told seldom: the same as a tree.
template <typename... Written>
Json AsTree(const Written&... written) {
  JsonWriter out;
  Write(written..., out);
  return Json::parse(out.text());
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

  std::string Render(const Result& result) const override { return "\n    " + WriteResult(result, run_.verbose, 2, 4); }
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
  std::string Render(const Result& result) const override { return WriteResult(result, verbose_, -1, 0) + "\n"; }

 private:
  bool verbose_;
};

}  // namespace

std::string Dump(const Json& json, int indent) { return json.dump(indent, ' ', false, Json::error_handler_t::replace); }

Json ToJson(const Evidence& evidence, const Source& source) { return AsTree(evidence, source); }

Json ToJson(const Question& question) { return AsTree(question); }

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
  JsonWriter out;
  WriteSource(result, out);
  return Json::parse(out.text());
}

Json ToJson(const Result& result, bool verbose) {
  JsonWriter out;
  Write(result, verbose, nullptr, out);
  return Json::parse(out.text());
}

std::string WriteResult(const Result& result, bool verbose, int indent, int outer) {
  static thread_local StandingFindings standing;
  JsonWriter out(indent, outer);
  Write(result, verbose, indent < 0 ? &standing : nullptr, out);
  return out.Take();
}

std::unique_ptr<Report> MakeJsonReport(const RunFacts& run) { return std::make_unique<JsonReport>(run); }

std::unique_ptr<Report> MakeNdjsonReport(const RunFacts& run) { return std::make_unique<NdjsonReport>(run); }

}  // namespace proviso
