#include "eval/questions.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "unit/eval/lab.h"

namespace proviso {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::SizeIs;

std::vector<Question> Ask(const std::vector<std::string>& rules, const std::string& declared) {
  return Evaluator(RulesOf(rules), {}).Evaluate(Declare(declared)).questions;
}

std::vector<std::string> AskedFields(const std::vector<std::string>& rules, const std::string& declared = "") {
  std::vector<std::string> fields;
  for (const Question& question : Ask(rules, declared)) fields.push_back(question.field);
  return fields;
}

const std::string kDenyConsent = "id: a, effect: deny, when: {consent: {is: false}}";

// DETAILS 72: asked is what some completion of all unknowns leaves open.
TEST(Questions, OnlyWhatTheDecisionWaitsForIsAsked) {
  const struct {
    const char* name;
    std::vector<std::string> rules;
    const char* declared;
    std::vector<std::string> want;
  } kCases[] = {
      {"one field", {kDenyConsent}, "", {"consent"}},
      {"nothing is open", {kDenyConsent}, "consent: true", {}},
      {"both of an `all`",
       {"id: a, effect: deny, when: {all: [{consent: {is: true}}, {main: {is: blurring}}]}"},
       "",
       {"consent", "main"}},
      {"the open one of an `all`",
       {"id: a, effect: deny, when: {all: [{consent: {is: true}}, {main: {is: blurring}}]}"},
       "consent: true",
       {"main"}},
      {"nothing under a settled deny",
       {kDenyConsent, "id: b, effect: deny, when: {signed: {declared: false}}"},
       "",
       {}},
      {"notes never ask", {"id: a, effect: note, when: {consent: {is: false}}"}, "", {}},
      {"a review that stands already waits for open reviews too",
       {"id: a, effect: review, when: {consent: {is: false}}",
        "id: b, effect: review, when: {signed: {declared: false}}"},
       "",
       {"consent"}},
      {"and for open denials",
       {kDenyConsent, "id: b, effect: review, when: {signed: {declared: false}}"},
       "",
       {"consent"}},
      {"exceptions count",
       {"id: a, effect: deny, when: {consent: {is: false}}, unless: [{main: {is: blurring}}]"},
       "consent: false",
       {"main"}},
      {"requirements count",
       {"id: a, effect: deny, when: {consent: {is: true}}, require: {signed: {after: 2026-01-01}}"},
       "consent: true",
       {"signed"}},
      {"what holds whatever is answered is open before it is",
       {"id: a, effect: deny, when: {all: [{main: {is: blurring}}, {any: [{consent: {is: true}}, {consent: {is: "
        "false}}]}]}"},
       "",
       {"consent", "main"}},
      {"what any answer clears needs no other",
       {"id: a, effect: deny, when: {all: [{customer.sector: {is: retail}}, {customer.sector: {is: police}}, "
        "{consent: {is: true}}]}"},
       "",
       {"customer.sector"}},
      {"three terms and not the fourth",
       {"id: a, effect: deny, when: {capabilities: {includes_all: [faces, plates, speech]}}, unless: "
        "[{capabilities: {includes: gait}}]"},
       "",
       {"capabilities"}},
      {"a term below both",
       {"id: a, effect: deny, when: {main: {is: speech}}, require: {not: {main: {is: biometry}}}"},
       "",
       {"main"}},
      {"a list of objects",
       {"id: a, effect: deny, when: {some: services, where: {cameras: {over: 5}}}"},
       "",
       {"services"}},
      {"a field of its elements",
       {"id: a, effect: deny, when: {some: services, where: {cameras: {over: 5}}}"},
       "services: [{}]",
       {"services[].cameras"}},
      {"the text that must be there", {"id: a, effect: deny, when: {signal: watched}"}, "notes: x", {"purpose"}},
      {"the text that hedges",
       {"id: a, effect: deny, when: {signal: watched}"},
       "purpose: x, notes: may do mass surveillance",
       {"notes"}},
  };
  for (const auto& c : kCases) {
    SCOPED_TRACE(c.name);
    EXPECT_EQ(AskedFields(c.rules, c.declared), c.want);
  }
}

// docs/decisions/0003.
TEST(Questions, StandInTheOrderOfWhatTheySettle) {
  const struct {
    const char* name;
    std::vector<std::string> rules;
    std::vector<std::string> want;
  } kCases[] = {
      {"more rules first",
       {"id: a, effect: deny, severity: critical, when: {consent: {is: true}}",
        "id: b, effect: review, severity: low, when: {signed: {before: 2026-01-01}}",
        "id: c, effect: review, severity: low, when: {signed: {after: 2026-01-01}}"},
       {"signed", "consent"}},
      {"then the graver rule",
       {"id: a, effect: deny, severity: low, when: {consent: {is: true}}",
        "id: b, effect: deny, severity: high, when: {signed: {before: 2026-01-01}}"},
       {"signed", "consent"}},
      {"then `when` before an exception",
       {"id: a, effect: deny, when: {signed: {before: 2026-01-01}}, unless: [{consent: {is: true}}]"},
       {"signed", "consent"}},
      {"and before a requirement",
       {"id: a, effect: deny, when: {signed: {before: 2026-01-01}}, require: {consent: {is: true}}"},
       {"signed", "consent"}},
      {"then the path",
       {"id: a, effect: deny, when: {all: [{signed: {before: 2026-01-01}}, {consent: {is: true}}]}"},
       {"consent", "signed"}},
  };
  for (const auto& c : kCases) {
    SCOPED_TRACE(c.name);
    EXPECT_EQ(AskedFields(c.rules), c.want);
  }
}

TEST(Questions, TheOrderOfRulesDoesNotMatter) {
  const std::string b = "id: b, effect: review, severity: high, when: {signed: {before: 2026-01-01}}";
  const std::string c = "id: c, effect: deny, when: {all: [{consent: {is: true}}, {main: {is: blurring}}]}";
  const auto want = AskedFields({kDenyConsent, b, c});
  EXPECT_THAT(want, SizeIs(3));
  EXPECT_EQ(AskedFields({c, b, kDenyConsent}), want);
  EXPECT_EQ(AskedFields({b, kDenyConsent, c}), want);
}

TEST(Questions, SayWhatToAskAndWhatTheAnswerCanSettle) {
  const auto questions =
      Ask({"id: b, effect: deny, when: {customer.sector: {is: police}}",
           "id: a, effect: review, when: {customer.sector: {is: retail}}",
           "id: c, effect: deny, when: {any: [{customer.sector: {is: retail}}, {consent: {is: no}}]}"},
          "");
  ASSERT_THAT(questions, SizeIs(2));
  EXPECT_EQ(questions[0].field, "customer.sector");
  EXPECT_EQ(questions[0].question, "Which sector?");
  EXPECT_EQ(questions[0].about, "");
  EXPECT_THAT(questions[0].settles, ElementsAre("p/a", "p/b", "p/c"));
  EXPECT_EQ(questions[1].question, "What is `consent`?");
  EXPECT_THAT(questions[1].settles, ElementsAre("p/c"));
}

// Each answer alone settles nothing here, but both are needed.
TEST(Questions, WhatIsNeededTogetherIsAskedThoughNoneSettlesAlone) {
  const auto questions =
      Ask({"id: a, effect: deny, when: {any: [{all: [{consent: {is: true}}, {main: {is: blurring}}]}, {all: [{consent: "
           "{is: false}}, {main: {is: faces}}]}]}"},
          "");
  ASSERT_THAT(questions, SizeIs(2));
  EXPECT_THAT(questions[0].settles, IsEmpty());
}

// Beyond the bound of the search the field is asked.
TEST(Questions, ManyOpenRulesEndSoonAndAskRatherTooMuch) {
  std::vector<std::string> rules;
  for (int i = 0; i < 60; ++i) {
    const std::string n = std::to_string(i);
    rules.push_back("id: r" + n + ", effect: deny, when: {all: [{purpose: {matches: x" + n + "}}, {notes: {matches: y" +
                    n + "}}, {usage.seats: {over: " + n + "}}]}");
  }
  EXPECT_THAT(AskedFields(rules), testing::UnorderedElementsAre("purpose", "notes", "usage.seats"));
}

}  // namespace
}  // namespace proviso
