// The default format: for a person, decision first, then why, then what to ask.
#include <algorithm>
#include <ostream>

#include "proviso/printable.h"
#include "report/evidence.h"
#include "report/report.h"
#include "report/words.h"

namespace proviso {
namespace {

class TextReport : public Report {
 public:
  TextReport(std::ostream& out, const RunFacts& run) : out_(out), run_(run), paint_{run.color} {}

  void Add(const Result& result) override {
    if (run_.quiet) {
      out_ << DecisionLine(result, paint_);
      return;
    }
    if (!first_) out_ << "\n";
    first_ = false;
    out_ << DecisionLine(result, paint_);
    if (!result.valid()) {
      for (const Diagnostic& fault : result.faults) out_ << ShowFault(result, fault);
      return;
    }
    ShowFindings(result);
    ShowQuestions(result.assessment);
    ShowWarnings(result);
  }

  void End(const Summary& summary) override {
    if (run_.quiet) return;
    if (summary.all() >= 2) out_ << "\n" << SummaryText(summary, paint_);
    // Without these words the results read as if silence had been asked about.
    if (run_.undeclared_no) out_ << "\nwhat is not declared was counted as a no (--undeclared no)\n";
  }

 private:
  void ShowFindings(const Result& result) {
    const std::size_t clear = run_.verbose ? 0 : result.assessment.clear;  // that are not told
    bool any = false;
    for (const FindingPtr& told : result.assessment.findings) {
      const Finding& finding = *told;
      if (finding.state == State::kClear && !run_.verbose) continue;
      any = true;
      ShowFinding(finding, *result.source);
    }
    if (clear == 0) return;
    out_ << "\n  " << clear << (any ? " other rule" : " rule") << (clear == 1 ? " is clear\n" : "s are clear\n");
  }

  void ShowFinding(const Finding& finding, const Source& source) {
    const std::string state(ToString(finding.state));
    const std::string lead = "  " + state + " ";
    const std::string kind =
        " (" + std::string(ToString(finding.effect)) + ", " + std::string(ToString(finding.severity)) + ")";
    out_ << "\n" << Wrap(lead, finding.rule + kind, 4, "  " + paint_(TintOf(finding), state) + " ");
    const std::string clause = finding.clause.empty() ? "" : " [" + finding.clause + "]";
    out_ << Wrap("    ", finding.title + clause, 4);
    if (finding.state == State::kViolated && !finding.message.empty() && finding.message != finding.title) {
      out_ << Wrap("    ", finding.message, 4);
    }
    out_ << ShowEvidence(finding.evidence, source, 4, paint_);
    const std::vector<std::string> not_declared = NotDeclaredOf(finding);
    if (!not_declared.empty()) out_ << Wrap("    not declared: ", JoinNames(not_declared), 6);
    if (!finding.unclear.empty()) out_ << Wrap("    unclear: ", JoinNames(finding.unclear), 6);
    if (finding.state == State::kViolated && !finding.remedy.empty()) {
      out_ << Wrap("    remedy: ", finding.remedy, 6, "    " + paint_(Tint::kCyan, "remedy:") + " ");
    }
  }

  void ShowQuestions(const Assessment& assessment) {
    if (assessment.questions.empty()) return;
    out_ << "\n  " << paint_(Tint::kBold, "questions") << "\n" << QuestionList(assessment.questions, paint_);
  }

  void ShowWarnings(const Result& result) {
    if (result.assessment.warnings.empty()) return;
    out_ << "\n  " << paint_(Tint::kBold, "warnings") << "\n";
    for (const Diagnostic& warning : result.assessment.warnings) {
      const std::string place = PlaceOf(*result.source, warning.span.begin) + ": ";
      out_ << Wrap("    " + place, warning.message + " [" + std::string(warning.code) + "]", 6);
      if (!warning.help.empty()) out_ << Wrap("      help: ", warning.help, 8);
    }
  }

  std::string ShowFault(const Result& result, const Diagnostic& fault) const {
    if (!result.whole_input) return Render(fault, std::span<const Source>(result.source.get(), 1), run_.color);
    std::string out = Wrap("  error: ", fault.message + " [" + std::string(fault.code) + "]", 4);
    if (!fault.help.empty()) out += Wrap("  help: ", fault.help, 4);
    return out;
  }

  std::ostream& out_;
  RunFacts run_;
  Painter paint_;
  bool first_ = true;
};

}  // namespace

std::unique_ptr<Report> MakeTextReport(std::ostream& out, const RunFacts& run) {
  return std::make_unique<TextReport>(out, run);
}

}  // namespace proviso
