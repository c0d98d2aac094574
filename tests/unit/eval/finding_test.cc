// What one finding says: message, evidence, unknown fields.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "unit/eval/lab.h"

namespace proviso {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

Finding FindingOf(const std::string& rule, const std::string& declared) {
  return *Evaluator(RulesOf({"id: a, effect: deny, " + rule}), {}).Evaluate(Declare(declared)).findings.at(0);
}

TEST(Finding, TellsItsEvidenceInTheMessage) {
  const struct {
    const char* name;
    const char* rule;
    const char* declared;
    const char* want;
  } kCases[] = {
      {"no placeholder", "message: Plain., when: {consent: {is: true}}", "consent: true", "Plain."},
      {"no message", "when: {consent: {is: true}}", "consent: true", "T"},
      {"a value", "message: \"Is {evidence}.\", when: {consent: {is: true}}", "consent: 'Yes'", "Is Yes (consent)."},
      {"words of a text", "message: \"{evidence}\", when: {purpose: {mentions: watching}}",
       "purpose: Mass  surveillance", "\"Mass  surveillance\" (purpose)"},
      {"twice", "message: \"{evidence} {evidence}\", when: {consent: {is: true}}", "consent: true",
       "true (consent) true (consent)"},
      {"a placeholder in the evidence stays", "message: \"{evidence}\", when: {purpose: {is: '{evidence}'}}",
       "purpose: '{evidence}'", "{evidence} (purpose)"},
      {"what is missing", "message: \"{evidence}\", when: {opt-in: {declared: false}}", "", "no opt-in"},
      {"elements, not the list",
       "message: \"{evidence}\", when: {all: [{data.subjects: {declared: true}}, {data.subjects: {includes: "
       "civilians}}]}",
       "data: {subjects: [employees, residents]}", "residents (data.subjects)"},
      {"each once", "message: \"{evidence}\", when: {data.subjects: {includes: civilians}}",
       "data: {subjects: [residents, residents]}", "residents (data.subjects)"},
      {"many", "message: \"{evidence}\", when: {\"services[].cameras\": {over: 5}}",
       "services: [{cameras: 6}, {cameras: 7}, {cameras: 8}, {cameras: 9}, {cameras: 10}, {cameras: 11}]",
       "6 (services[0].cameras), 7 (services[1].cameras), 8 (services[2].cameras), 9 (services[3].cameras) and 2 more"},
  };
  for (const auto& c : kCases) {
    SCOPED_TRACE(c.name);
    const Finding finding = FindingOf(c.rule, c.declared);
    EXPECT_EQ(finding.state, State::kViolated);
    EXPECT_EQ(finding.message, c.want);
  }
}

// A denial must not be cited as the reason that a clause is broken.
TEST(Finding, AViolationRestsOnWhatHoldsAndOnTheExceptionThatFails) {
  const Finding finding = FindingOf("when: {purpose: {mentions: watching}}, unless: [{opt-in: {is: true}}]",
                                    "purpose: mass surveillance. No mass surveillance");
  EXPECT_EQ(finding.state, State::kViolated);
  EXPECT_THAT(LinesOf(finding.evidence),
              ElementsAre("purpose = mass surveillance asserted, entry watching", "opt-in is not declared (false)"));
}

TEST(Finding, AClearOneRestsOnThePartsThatFailed) {
  const struct {
    const char* declared;
    std::vector<std::string> want;
  } kCases[] = {
      {"consent: false, main: faces", {"consent = false (false)"}},
      {"consent: true, main: blurring", {"main = blurring, term blurring"}},
      {"consent: false, main: blurring", {"consent = false (false)", "main = blurring, term blurring"}},
  };
  for (const auto& c : kCases) {
    SCOPED_TRACE(c.declared);
    const Finding finding = FindingOf("when: {consent: {is: true}}, unless: [{main: {is: blurring}}]", c.declared);
    EXPECT_EQ(finding.state, State::kClear);
    EXPECT_EQ(LinesOf(finding.evidence), c.want);
    EXPECT_THAT(finding.unknown, ElementsAre());
  }
}

TEST(Finding, AnUndeterminedOneNamesTheFieldsThatWouldDecide) {
  const struct {
    const char* declared;
    std::vector<std::string> want;
  } kCases[] = {
      {"", {"consent", "main", "usage.seats"}},
      {"consent: true", {"main", "usage.seats"}},
      {"consent: true, main: faces", {"usage.seats"}},
      {"main: faces, usage: {seats: 1}", {"consent"}},
  };
  for (const auto& c : kCases) {
    SCOPED_TRACE(c.declared);
    const Finding finding = FindingOf(
        "when: {consent: {is: true}}, unless: [{main: {is: blurring}}], require: {usage.seats: {over: 5}}", c.declared);
    EXPECT_EQ(finding.state, State::kUndetermined);
    EXPECT_EQ(finding.unknown, c.want);
    for (const std::string& field : c.want) EXPECT_THAT(finding.message, HasSubstr(field));
  }
}

}  // namespace
}  // namespace proviso
