#include "eval/answers.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "unit/eval/lab.h"

namespace proviso {
namespace {

using ::testing::IsEmpty;
using ::testing::SizeIs;

AnswerGroup GroupOf(const Lab& lab, std::string_view field) {
  Residuals residuals(lab.judge());
  residuals.Of(lab.condition(), lab.facts().root());
  return GroupOf(lab.judge(), lab.field(field), residuals.variables());
}

// What the field's answers make of the conditions together: one text of T and F an answer, sorted.
std::vector<std::string> OutcomesOf(const std::string& field, const std::vector<std::string>& conditions,
                                    const std::string& declared = "") {
  std::string all;
  for (const std::string& condition : conditions) all += (all.empty() ? "" : ", ") + condition;
  const AnswerGroup group = GroupOf(Lab("{all: [" + all + "]}", declared), field);
  std::vector<std::string> outcomes = {""};
  for (const Choice& choice : group.choices) {
    std::vector<std::string> longer;
    for (const std::string& before : outcomes) {
      for (const std::vector<Truth>& outcome : choice.outcomes) {
        longer.push_back(before);
        for (const Truth truth : outcome)
          longer.back() += truth == Truth::kTrue ? 'T' : truth == Truth::kFalse ? 'F' : '?';
      }
    }
    outcomes = std::move(longer);
  }
  return outcomes;
}

// docs/decisions/0003: whoever says `military` has said that it is not `retail`.
TEST(Answers, OneAnswerSettlesAllLeavesOfItsField) {
  const struct {
    const char* name;
    const char* field;
    std::vector<std::string> conditions;
    std::vector<std::string> want;
  } kCases[] = {
      {"flag", "consent", {"{consent: {is: true}}", "{consent: {is: false}}"}, {"FT", "TF"}},
      {"unrelated terms",
       "customer.sector",
       {"{customer.sector: {is: military}}", "{customer.sector: {is: retail}}"},
       {"FF", "FT", "TF"}},
      {"a term and a broader one",
       "customer.sector",
       {"{customer.sector: {is: police}}", "{customer.sector: {is: government}}"},
       {"FF", "FT", "TT"}},
      {"a term that implies another",
       "main",
       {"{main: {is: recognition}}", "{main: {is: blurring}}"},
       {"FF", "TF", "TT"}},
      {"lists hold several terms",
       "data.subjects",
       {"{data.subjects: {includes: residents}}", "{data.subjects: {includes: employees}}"},
       {"FF", "FT", "TF", "TT"}},
      {"lists of a term and a broader one",
       "data.subjects",
       {"{data.subjects: {includes: residents}}", "{data.subjects: {includes: civilians}}"},
       {"FF", "FT", "TT"}},
      {"any and all",
       "data.subjects",
       {"{data.subjects: {includes_any: [residents, employees]}}",
        "{data.subjects: {includes_all: [residents, employees]}}"},
       {"FF", "TF", "TT"}},
      {"a count between bounds",
       "usage.seats",
       {"{usage.seats: {over: 5}}", "{usage.seats: {under: 10}}"},
       {"FT", "TF", "TT"}},
      {"a count has nothing between 5 and 6",
       "usage.seats",
       {"{usage.seats: {over: 5}}", "{usage.seats: {under: 6}}"},
       {"FT", "TF"}},
      {"a number has", "usage.share", {"{usage.share: {over: 5}}", "{usage.share: {under: 6}}"}, {"FT", "TF", "TT"}},
      {"a count is not negative", "usage.seats", {"{usage.seats: {at_least: 0}}"}, {"T"}},
      {"a number may be", "usage.share", {"{usage.share: {at_least: 0}}"}, {"F", "T"}},
      {"dates", "signed", {"{signed: {before: 2026-01-01}}", "{signed: {after: 2026-01-01}}"}, {"FF", "FT", "TF"}},
      {"the day between",
       "signed",
       {"{signed: {after: 2026-01-31}}", "{signed: {before: 2026-02-02}}"},
       {"FT", "TF", "TT"}},
  };
  for (const auto& c : kCases) {
    SCOPED_TRACE(c.name);
    EXPECT_EQ(OutcomesOf(c.field, c.conditions), c.want);
  }
}

// Three of four terms, and not the fourth: an answer that no single term, pair or whole list gives.
TEST(Answers, AListMayHoldAnyOfTheTermsThatAreAsked) {
  EXPECT_EQ(OutcomesOf("data.subjects", {"{data.subjects: {includes_all: [residents, travellers, employees]}}",
                                         "{data.subjects: {includes: civilians}}"}),
            (std::vector<std::string>{"FF", "FT", "TT"}));
  EXPECT_THAT(OutcomesOf("capabilities", {"{capabilities: {includes_all: [speech, faces, plates]}}",
                                          "{capabilities: {includes: gait}}"}),
              testing::UnorderedElementsAre("FF", "FT", "TF", "TT"));
}

// DETAILS 19: a term may have two broader ones.
TEST(Answers, ATermMayLieUnderBothThatAreAsked) {
  EXPECT_THAT(OutcomesOf("main", {"{main: {is: speech}}", "{main: {is: biometry}}"}),
              testing::UnorderedElementsAre("FF", "FT", "TF", "TT"));
}

TEST(Answers, TextsAndPatternsAndElementsAnswerEachLeafEitherWay) {
  const std::vector<std::string> any = {"FF", "FT", "TF", "TT"};
  EXPECT_EQ(OutcomesOf("purpose", {"{purpose: {mentions: watching}}", "{purpose: {denies: watching}}"}), any);
  EXPECT_EQ(OutcomesOf("customer.sector", {"{customer.sector: {is: police}}", "{customer.sector: {matches: x}}"}), any);
  EXPECT_EQ(OutcomesOf("services[].cameras", {"{every: services, where: {cameras: {over: 5}}}"}, "services: [{}, {}]"),
            any);
  EXPECT_EQ(OutcomesOf("services", {"{some: services, where: {cameras: {over: 5}}}"}),
            (std::vector<std::string>{"F", "T"}));
}

// Twenty patterns have a million outcomes together; each stands for itself.
TEST(Answers, LeavesOfATextAreChoicesOfTheirOwn) {
  std::string all;
  for (int i = 0; i < 20; ++i)
    all += (i > 0 ? ", " : "") + std::string("{purpose: {matches: x" + std::to_string(i) + "}}");
  const AnswerGroup group = GroupOf(Lab("{all: [" + all + "]}", ""), "purpose");
  EXPECT_THAT(group.variables, SizeIs(20));
  EXPECT_THAT(group.choices, SizeIs(20));
  for (const Choice& choice : group.choices) EXPECT_THAT(choice.outcomes, SizeIs(2));
}

TEST(Answers, AFieldThatNothingWaitsForHasNoLeaves) {
  EXPECT_THAT(GroupOf(Lab("{consent: {is: true}}", ""), "main").variables, IsEmpty());
  EXPECT_THAT(GroupOf(Lab("{all: [{consent: {is: true}}, {main: {is: blurring}}]}", ""), "main").variables, SizeIs(1));
}

}  // namespace
}  // namespace proviso
