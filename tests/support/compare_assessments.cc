#include <algorithm>
#include <set>

#include "support/differential.h"

namespace proviso {
namespace {

std::string Show(const Evidence& e) {
  std::string text = e.field + " " + std::string(ToString(e.truth));
  if (!e.declared) text += " not declared";
  static constexpr const char* kReadings[] = {"", " asserted", " denied", " hedged"};
  text += kReadings[static_cast<std::size_t>(e.reading)];
  if (e.folded) text += " folded";
  text += " value=`" + e.value + "` entry=`" + e.entry + "` term=`" + e.term + "` cue=`" + e.cue + "` implied_by=`" +
          e.implied_by + "`";
  if (e.start) text += " at " + std::to_string(*e.start) + ".." + std::to_string(e.end.value_or(0));
  return text;
}

std::string Show(const Finding& finding) {
  std::string text = finding.rule + " " + std::string(ToString(finding.state)) + " " +
                     std::string(ToString(finding.effect)) + " " + std::string(ToString(finding.severity)) + "\n";
  for (const Evidence& evidence : finding.evidence) text += "    " + Show(evidence) + "\n";
  for (const std::string& field : finding.unknown) text += "    unknown: " + field + "\n";
  return text;
}

std::string Show(const std::vector<std::string>& names) {
  std::string text;
  for (const std::string& name : names) text += (text.empty() ? "" : ", ") + name;
  return "[" + text + "]";
}

std::string Show(const std::set<std::string>& names) {
  return Show(std::vector<std::string>(names.begin(), names.end()));
}

std::string Expected(const std::string& what, const std::string& want, const std::string& have) {
  return "difference: " + what + "\n  reference: " + want + "\n  engine:    " + have + "\n";
}

std::string FindingsDifference(const std::vector<Finding>& want, const std::vector<FindingPtr>& have) {
  std::string report;
  for (std::size_t i = 0; i < std::max(want.size(), have.size()); ++i) {
    const std::string a = i < want.size() ? Show(want[i]) : "none\n";
    const std::string b = i < have.size() ? Show(*have[i]) : "none\n";
    if (a != b) report += Expected("finding " + std::to_string(i), a, b);
  }
  return report;
}

bool Includes(const std::set<std::string>& whole, const std::set<std::string>& part) {
  return std::includes(whole.begin(), whole.end(), part.begin(), part.end());
}

// The engine's questions must hold all that are certain, none that is not possible, and keep their order.
std::string QuestionsDifference(const reference::Questions& want, const std::vector<Question>& have) {
  if (!want.known) return "";
  std::string shown, report;
  for (const reference::PossibleQuestion& q : want.possible) {
    shown += "\n    " + q.field + (q.certain ? " certain" : " possible") + ", settles " + Show(q.settles_certainly) +
             " to " + Show(q.settles_possibly);
  }
  std::string asked;
  for (const Question& question : have) asked += "\n    " + question.field + ", settles " + Show(question.settles);
  std::size_t next = 0;
  for (const reference::PossibleQuestion& possible : want.possible) {
    const bool is_asked = next < have.size() && have[next].field == possible.field;
    if (!is_asked && possible.certain) report += "  not asked in its place: " + possible.field + "\n";
    if (!is_asked) continue;
    const std::set<std::string> settles(have[next].settles.begin(), have[next].settles.end());
    if (settles.size() != have[next].settles.size() || !Includes(settles, possible.settles_certainly) ||
        !Includes(possible.settles_possibly, settles)) {
      report += "  settles: " + possible.field + "\n";
    }
    ++next;
  }
  if (next < have.size()) report += "  asked out of place, or without need: " + have[next].field + "\n";
  return report.empty() ? "" : report + Expected("questions", shown, asked);
}

}  // namespace

std::string Difference(const reference::ReferenceAssessment& want, const Assessment& have) {
  std::string report;
  if (want.decision != have.decision) {
    report += Expected("decision", std::string(ToString(want.decision)), std::string(ToString(have.decision)));
  }
  report += FindingsDifference(want.findings, have.findings);
  if (want.signals != have.signals) report += Expected("signals", Show(want.signals), Show(have.signals));
  return report + QuestionsDifference(want.questions, have.questions);
}

}  // namespace proviso
