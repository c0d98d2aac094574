#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "plan/plan.h"
#include "unit/check/compile_text.h"

namespace proviso {
namespace {

using ::testing::ElementsAre;

class ConditionFault : public testing::TestWithParam<FaultCase> {};
TEST_P(ConditionFault, IsToldWithItsPlace) { ExpectFault(GetParam()); }

INSTANTIATE_TEST_SUITE_P(
    Shape, ConditionFault,
    testing::Values(
        FaultCase{"null", PolicyOf("    when:\n    remedy: none"), "empty-condition", "", "leave the key out"},
        FaultCase{"text", When("watching"), "wrong-shape", "watching", "write `signal: watching`"},
        FaultCase{"number", When("5"), "wrong-shape", "5", "a condition is a mapping"},
        FaultCase{"empty mapping", When("{}"), "empty-condition", "{}"},
        FaultCase{"empty list", When("[]"), "empty-condition", "[]"},
        FaultCase{"empty any", When("{any: []}"), "empty-condition", "[]"},
        FaultCase{"empty all", When("{all: []}"), "empty-condition", "[]"},
        FaultCase{"any of no list", When("{any: {signal: watching}}"), "wrong-shape", "{signal: watching}", "- …"},
        FaultCase{"not of a list", When("{not: [{signal: watching}]}"), "list-refused", "[{signal: watching}]",
                  "whichever is meant"},
        FaultCase{"nested list", When("{all: [[{signal: watching}]]}"), "list-refused", "[{signal: watching}]"},
        FaultCase{"nested list under when", When("[[{signal: watching}]]"), "list-refused", "[{signal: watching}]"},
        FaultCase{"item that is no condition", When("[watching]"), "wrong-shape", "watching", "signal: watching"},
        FaultCase{"signal list", When("{signal: [watching]}"), "list-refused", "[watching]", "all: [{signal: A}"},
        FaultCase{"signal number", When("{signal: 5}"), "ambiguous-scalar", "5", "\"5\""},
        FaultCase{"at_least of no mapping", When("{at_least: 2}"), "wrong-shape", "2", "FIELD: {at_least: X}"},
        FaultCase{"at_least without of", When("{at_least: {count: 2}}"), "missing-key", "at_least", "`of:`"},
        FaultCase{"at_least without count", When("{at_least: {of: [{signal: watching}]}}"), "missing-key", "at_least",
                  "`count:`"},
        FaultCase{"at_least key", When("{at_least: {count: 1, off: 1, of: [{signal: watching}]}}"), "unknown-key",
                  "off", "`of`"},
        FaultCase{"at_least none", When("{at_least: {count: 0, of: [{signal: watching}]}}"), "bad-count", "0"},
        FaultCase{"at_least more than there are", When("{at_least: {count: 2, of: [{signal: watching}]}}"), "bad-count",
                  "2"},
        FaultCase{"at_least a fraction", When("{at_least: {count: 1.5, of: [{signal: watching}]}}"), "bad-count",
                  "1.5"},
        FaultCase{"at_least of an empty list", When("{at_least: {count: 1, of: []}}"), "empty-condition", "[]"},
        FaultCase{"at_most of conditions", When("{at_most: {count: 1, of: [{signal: watching}]}}"), "unknown-field",
                  "at_most", "`not`"}));

INSTANTIATE_TEST_SUITE_P(
    Names, ConditionFault,
    testing::Values(
        FaultCase{"signal", When("{signal: watchin}"), "unknown-signal", "watchin", "did you mean `watching`?"},
        FaultCase{"field", When("{purposes: {is: x}}"), "unknown-field", "purposes", "did you mean `purpose`?"},
        FaultCase{"keyword", When("{signals: watching}"), "unknown-field", "signals", "`signal`"},
        FaultCase{"list step without brackets", When("{services.name: {is: vision}}"), "unknown-field", "services.name",
                  "`services[].name`"},
        FaultCase{"entry", When("{purpose: {mentions: crowd-watch}}"), "unknown-entry", "crowd-watch",
                  "`crowd-watching`"},
        FaultCase{"one of two entries", When("{text: {mentions: [consent, crowd-watch]}}"), "unknown-entry",
                  "crowd-watch"},
        FaultCase{"term", When("{customer.sector: {is: polise}}"), "unknown-term", "polise", "did you mean `police`?"},
        FaultCase{"term of another taxonomy", When("{customer.sector: {is: residents}}"), "unknown-term", "residents",
                  "it is a term of `subject`"},
        FaultCase{"term of nothing near", When("{customer.sector: {is: xyzzy}}"), "unknown-term", "xyzzy",
                  "proviso list terms"},
        FaultCase{"norway", When("{customer.sector: {in: [retail, no]}}"), "ambiguous-scalar", "no", "\"no\""},
        FaultCase{"norway on", When("{customer.sector: {is: on}}"), "ambiguous-scalar", "on"},
        FaultCase{"true for a term", When("{customer.sector: {is: true}}"), "ambiguous-scalar", "true"},
        FaultCase{"list where", When("{some: purpose, where: {name: {is: vision}}}"), "operator-type", "purpose"},
        FaultCase{"list of terms", When("{every: data.subjects, where: {name: {is: vision}}}"), "operator-type",
                  "data.subjects", "includes"},
        FaultCase{"list with brackets", When("{some: \"services[]\", where: {name: {is: vision}}}"), "bad-name",
                  "\"services[]\"", "write `services`"},
        FaultCase{"unknown list", When("{some: service, where: {name: {is: vision}}}"), "unknown-field", "service",
                  "`services`"}));

INSTANTIATE_TEST_SUITE_P(
    Elements, ConditionFault,
    testing::Values(
        FaultCase{"some without where", When("{some: services}"), "missing-key", "some", "where: CONDITION"},
        FaultCase{"where alone", When("{where: {name: {is: vision}}}"), "wrong-shape", "where", "some: LIST"},
        FaultCase{"some and every", When("{some: services, every: services, where: {name: {is: vision}}}"),
                  "wrong-shape", "every", "two conditions"},
        FaultCase{"empty where", When("{some: services, where: {}}"), "empty-condition", "{}"},
        FaultCase{"field of the element by its full path",
                  When("{some: services, where: {\"services[].name\": {is: vision}}}"), "not-in-scope",
                  "\"services[].name\"", "write `name`"},
        FaultCase{"outer field", When("{some: services, where: {data.subjects: {includes: civilians}}}"),
                  "not-in-scope", "data.subjects", "beside `some`"},
        FaultCase{"signal", When("{some: services, where: {signal: watching}}"), "not-in-scope", "signal",
                  "beside `some`"},
        FaultCase{"unknown field of the element", When("{some: services, where: {camera: {over: 5}}}"), "unknown-field",
                  "camera", "`cameras`"},
        FaultCase{"inner list from outside", When("{some: regions, where: {code: {is: x}}}"), "unknown-field",
                  "regions"},
        FaultCase{"count of no mapping", When("{count: 2}"), "wrong-shape", "2", "count: {of: LIST"},
        FaultCase{"count without of", When("{count: {at_least: 2}}"), "missing-key", "count"},
        FaultCase{"count without bound", When("{count: {of: services}}"), "missing-key", "count", "add `at_least`"},
        FaultCase{"count at least none", When("{count: {of: services, at_least: 0}}"), "bad-count", "0", "1 or more"},
        FaultCase{"count under none", When("{count: {of: services, under: 0}}"), "bad-count", "0", "1 or more"},
        FaultCase{"count of a fraction", When("{count: {of: services, over: 1.5}}"), "bad-count", "1.5"},
        FaultCase{"count less than none", When("{count: {of: services, at_most: -1}}"), "bad-count", "-1"},
        FaultCase{"count within nothing", When("{count: {of: services, over: 5, at_most: 5}}"), "bad-count", "count"},
        FaultCase{"count key", When("{count: {of: services, atleast: 5, over: 1}}"), "unknown-key", "atleast",
                  "`at_least`"}));

TEST(Conditions, AllFaultsAreToldInOneRun) {
  const CompileResult result = CompileTexts({When("{any: [{signal: watchin}, {purposes: {is: x}}, {data.subjects: {is: "
                                                  "[civilians], includes: civilian}}, [], {some: service}]}"),
                                             std::string(kShop)});
  EXPECT_THAT(Told(result),
              ElementsAre("unknown-signal: watchin", "unknown-field: purposes", "operator-type: is",
                          "unknown-term: civilian", "list-refused: []", "missing-key: some", "unknown-field: service"));
}

TEST(Conditions, OneUnknownNameIsOneFault) {
  EXPECT_THAT(Told(CompileTexts({When("{purposes: {incl: x, over: [1]}}"), std::string(kShop)})),
              ElementsAre("unknown-field: purposes"));
  EXPECT_THAT(Told(CompileTexts({When("{some: servces, where: {naem: {is: x}}}"), std::string(kShop)})),
              ElementsAre("unknown-field: servces"));
}

struct Meaning {
  std::string body;  // of the rule
  std::string want;  // its conditions, described
};

// What the rule's when, unless and require came to, in one line.
std::string MeaningOf(const std::string& body) {
  const CompileResult result = CompileTexts({PolicyOf(body), std::string(kShop)});
  if (!result.ruleset) return testing::PrintToString(Told(result));
  const Model& model = result.ruleset->plan().model;
  const Rule& rule = model.policies.front().rules.front();
  std::string text;
  if (rule.when) text += "when " + Describe(*rule.when, model);
  if (rule.unless) text += " unless " + Describe(*rule.unless, model);
  if (rule.require) text += " require " + Describe(*rule.require, model);
  return text;
}

TEST(Conditions, MeanWhatTheLanguageSays) {
  const std::vector<Meaning> cases = {
      {"    when: {signal: watching}", "when signal watching"},
      {"    when: [{signal: watching}]", "when signal watching"},
      {"    when: {signal: watching, purpose: {is: x}}", "when all of (signal watching, purpose is x)"},
      {"    when: [{signal: watching}, {purpose: {is: x}}]", "when all of (signal watching, purpose is x)"},
      {"    when: {signal: watching}\n    unless: [{signal: watching}, {purpose: {is: x}}]",
       "when signal watching unless any of (signal watching, purpose is x)"},
      {"    when: {signal: watching}\n    unless: {signal: watching, purpose: {is: x}}",
       "when signal watching unless all of (signal watching, purpose is x)"},
      {"    require: [{signal: watching}, {not: {purpose: {is: x}}}]",
       " require all of (signal watching, not (purpose is x))"},
      {"    when: {any: [{all: [{signal: watching}, {signed: {after: 2026-01-01}}]}, {consent.opt-in: {is: no}}]}",
       "when any of (all of (signal watching, signed after 2026-01-01), consent.opt-in is no)"},
      {"    when: {at_least: {count: 2, of: [{signal: watching}, {purpose: {is: x}}]}}",
       "when at least 2 of (signal watching, purpose is x)"},
      {"    when: {usage.storage: {over: 1 TB, at_most: \"1,400 TB\"}}",
       "when usage.storage over 1 TB and at_most 1,400 TB"},
      {"    when: {text: {mentions: [consent, crowd-watching]}}", "when text mentions [consent, crowd-watching]"},
      {"    when: {\"services[].name\": {is: vision}}", "when services[].name is vision"},
      {"    when: {some: services, where: {name: {is: vision}, cameras: {over: 5}}}",
       "when some services where all of (name is vision, cameras over 5)"},
      {"    when: {every: services, where: [{name: {is: vision}}, {text: {denies: consent}}]}",
       "when every services where all of (name is vision, text denies consent)"},
      {"    when: {some: services, where: {some: regions, where: {code: {is: eu}}}}",
       "when some services where some regions where code is eu"},
      {"    when: {some: \"services[].regions\", where: {code: {is: eu}}}",
       "when some services[].regions where code is eu"},
      {"    when: {count: {of: services, where: {name: {is: vision}}, over: 2}}",
       "when at least 3 services where name is vision"},
      {"    when: {count: {of: services, at_least: 2, under: 5}}", "when at least 2 and at most 4 services"},
      {"    when: {count: {of: services, at_most: 0}}", "when at most 0 services"},
      {"    when: {services: {declared: false}}", "when services declared false"},
  };
  for (const Meaning& c : cases) EXPECT_EQ(MeaningOf(c.body), c.want) << c.body;
}

}  // namespace
}  // namespace proviso
