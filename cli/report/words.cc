#include "report/words.h"

#include <algorithm>

#include "proviso/printable.h"

namespace proviso {

Tint TintOf(Decision decision) {
  switch (decision) {
    case Decision::kInvalid:
    case Decision::kDeny:
      return Tint::kRed;
    case Decision::kAsk:
    case Decision::kReview:
      return Tint::kYellow;
    case Decision::kAllow:
      return Tint::kGreen;
  }
  return Tint::kNone;
}

Tint TintOf(const Finding& finding) {
  if (finding.state == State::kClear) return Tint::kGreen;
  if (finding.state == State::kUndetermined) return Tint::kYellow;
  return finding.effect == Effect::kDeny ? Tint::kRed : finding.effect == Effect::kReview ? Tint::kYellow : Tint::kBlue;
}

std::string DecisionLine(const Result& result, const Painter& paint) {
  const std::string word(ToString(result.assessment.decision));
  std::string place = Printable(result.source->name());
  if (!result.whole_input) place += ":" + std::to_string(result.source->At(result.span.begin).line);
  const std::string id = Printable(result.assessment.descriptor);
  return paint(TintOf(result.assessment.decision), word + ":") + " " +
         (id.empty() ? place : paint(Tint::kBold, id) + " (" + place + ")") + "\n";
}

std::string JoinNames(const std::vector<std::string>& names) {
  std::string out;
  for (std::size_t i = 0; i < names.size(); ++i) {
    out += (i == 0 ? "" : i + 1 == names.size() ? " and " : ", ") + names[i];
  }
  return out;
}

std::string QuestionList(const std::vector<Question>& questions, const Painter& paint) {
  std::string out;
  for (std::size_t i = 0; i < questions.size(); ++i) {
    const Question& question = questions[i];
    const std::string number = "    " + std::to_string(i + 1) + ". ";
    const std::size_t indent = number.size();
    const std::string blank(indent, ' ');
    out += Wrap(number, question.question, indent);
    out += Wrap(blank + "field: ", question.field, indent + 2, blank + paint(Tint::kCyan, "field:") + " ");
    if (!question.about.empty()) {
      out += Wrap(blank + "about: ", question.about, indent + 2, blank + paint(Tint::kCyan, "about:") + " ");
    }
    // A line each: rules are looked up by their whole names.
    for (std::size_t rule = 0; rule < question.settles.size(); ++rule) {
      const std::string word = rule == 0 ? "settles:" : "        ";
      out +=
          blank + paint(rule == 0 ? Tint::kCyan : Tint::kNone, word) + " " + Printable(question.settles[rule]) + "\n";
    }
  }
  return out;
}

std::string SummaryText(const Summary& summary, const Painter& paint) {
  std::string counts;
  const auto add = [&](std::size_t number, Decision decision) {
    if (number == 0) return;
    counts += (counts.empty() ? "" : ", ") + std::to_string(number) + " " + std::string(ToString(decision));
  };
  add(summary.deny, Decision::kDeny);
  add(summary.ask, Decision::kAsk);
  add(summary.review, Decision::kReview);
  add(summary.allow, Decision::kAllow);
  add(summary.invalid, Decision::kInvalid);
  std::string out = Wrap("", Count(summary.all(), "descriptor") + ": " + counts, 2);
  for (const std::string& place : summary.invalid_places) {
    out += "  " + paint(Tint::kRed, "invalid:") + " " + place + "\n";
  }
  if (const std::size_t told = summary.invalid_places.size(); told < summary.invalid) {
    out += "  and " + std::to_string(summary.invalid - told) + " more invalid\n";
  }
  return out;
}

}  // namespace proviso
