// The default format: for a person, decision first, then why, then what to ask.
#include <algorithm>
#include <string>

#include "proviso/printable.h"
#include "report/evidence.h"
#include "report/report.h"
#include "report/words.h"

namespace proviso {
namespace {

class TextReport : public Report {
 public:
  explicit TextReport(const RunFacts& run) : run_(run), paint_{run.color} {}

  std::string Render(const Result& result) const override {
    std::string out = DecisionLine(result, paint_);
    if (run_.quiet) return out;
    if (!result.valid()) {
      for (const Diagnostic& fault : result.faults) out += ShowFault(result, fault);
      return out;
    }
    return out + ShowFindings(result) + ShowQuestions(result.assessment) + ShowWarnings(result);
  }

  std::string_view Between() const override { return run_.quiet ? "" : "\n"; }

  std::string End(const Summary& summary) const override {
    std::string out;
    if (run_.quiet) return out;
    if (summary.all() >= 2) out += "\n" + SummaryText(summary, paint_);
    if (summary.interrupted) out += "\ninterrupted: these are not all\n";
    // Without these words the results read as if silence had been asked about.
    if (run_.undeclared_no) out += "\nwhat is not declared was counted as a no (--undeclared no)\n";
    return out;
  }

 private:
  std::string ShowFindings(const Result& result) const {
    std::string out;
    const std::size_t clear = run_.verbose ? 0 : result.assessment.clear;  // that are not told
    bool any = false;
    for (const FindingPtr& told : result.assessment.findings) {
      const Finding& finding = *told;
      if (finding.state == State::kClear && !run_.verbose) continue;
      any = true;
      out += ShowFinding(finding, *result.source);
    }
    if (clear == 0) return out;
    return out + "\n  " + std::to_string(clear) + (any ? " other rule" : " rule") +
           (clear == 1 ? " is clear\n" : "s are clear\n");
  }

  std::string ShowFinding(const Finding& finding, const Source& source) const {
    const std::string state(ToString(finding.state));
    const std::string lead = "  " + state + " ";
    const std::string kind =
        " (" + std::string(ToString(finding.effect)) + ", " + std::string(ToString(finding.severity)) + ")";
    std::string out = "\n" + Wrap(lead, finding.rule + kind, 4, "  " + paint_(TintOf(finding), state) + " ");
    const std::string clause = finding.clause.empty() ? "" : " [" + finding.clause + "]";
    out += Wrap("    ", finding.title + clause, 4);
    if (finding.state == State::kViolated && !finding.message.empty() && finding.message != finding.title) {
      out += Wrap("    ", finding.message, 4);
    }
    out += ShowEvidence(finding.evidence, source, 4, paint_);
    const std::vector<std::string> not_declared = NotDeclaredOf(finding);
    if (!not_declared.empty()) out += Wrap("    not declared: ", JoinNames(not_declared), 6);
    if (!finding.unclear.empty()) out += Wrap("    unclear: ", JoinNames(finding.unclear), 6);
    if (finding.state == State::kViolated && !finding.remedy.empty()) {
      out += Wrap("    remedy: ", finding.remedy, 6, "    " + paint_(Tint::kCyan, "remedy:") + " ");
    }
    return out;
  }

  std::string ShowQuestions(const Assessment& assessment) const {
    if (assessment.questions.empty()) return "";
    return "\n  " + paint_(Tint::kBold, "questions") + "\n" + QuestionList(assessment.questions, paint_);
  }

  std::string ShowWarnings(const Result& result) const {
    if (result.assessment.warnings.empty()) return "";
    std::string out = "\n  " + paint_(Tint::kBold, "warnings") + "\n";
    for (const Diagnostic& warning : result.assessment.warnings) {
      const std::string place = PlaceOf(*result.source, warning.span.begin) + ": ";
      out += Wrap("    " + place, warning.message + " [" + std::string(warning.code) + "]", 6);
      if (!warning.help.empty()) out += Wrap("      help: ", warning.help, 8);
    }
    return out;
  }

  std::string ShowFault(const Result& result, const Diagnostic& fault) const {
    if (!result.whole_input) return proviso::Render(fault, std::span<const Source>(result.source.get(), 1), run_.color);
    std::string out = Wrap("  error: ", fault.message + " [" + std::string(fault.code) + "]", 4);
    if (!fault.help.empty()) out += Wrap("  help: ", fault.help, 4);
    return out;
  }

  RunFacts run_;
  Painter paint_;
};

}  // namespace

std::unique_ptr<Report> MakeTextReport(const RunFacts& run) { return std::make_unique<TextReport>(run); }

}  // namespace proviso
