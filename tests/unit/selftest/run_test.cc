#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "proviso/selftest.h"
#include "unit/check/compile_text.h"
#include "unit/descriptor/read_text.h"

namespace proviso {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::SizeIs;

const std::string kPolicy = R"(policy: p
title: P
fields:
  purpose: {type: text}
  consent: {type: flag}
  seats:   {type: count}
vocabulary: {watching: [mass surveillance]}
signals: {watched: {text: {mentions: watching}}}
applies: {seats: {over: 5}}
rules:
  - {id: watch, title: T, clause: "1", effect: deny, when: {signal: watched}}
  - {id: agree, title: T, clause: "2", effect: review, when: {consent: {is: false}}}
  - {id: later, title: T, clause: "3", effect: deny, effective: {from: 2027-01-01}, when: {consent: {is: true}}}
)";

std::vector<TestOutcome> OutcomesOf(const std::vector<std::string>& modules, const TestOptions& options = {}) {
  const CompileResult result = CompileTexts(modules);
  EXPECT_FALSE(result.diagnostics.HasErrors()) << testing::PrintToString(Told(result));
  return RunTests(result.ruleset.value(), options);
}

// Runs one test of the policy, in flow style: `what: wanted X, was Y` of each failure.
std::vector<std::string> FailuresOf(const std::string& test) {
  const auto outcomes = OutcomesOf({kPolicy + "tests: [{name: t, " + test + "}]\n"}, {.as_of = {2026, 6, 1}});
  EXPECT_THAT(outcomes, SizeIs(1)) << test;
  std::vector<std::string> failures;
  for (const TestFailure& failure : outcomes.at(0).failures)
    failures.push_back(failure.what + ": wanted " + failure.expected + ", was " + failure.actual);
  return failures;
}

TEST(RunTests, WhatComesTruePasses) {
  for (const char* test : {
           "given: {purpose: mass surveillance}, rule: watch, expect: violated",
           "given: {purpose: footfall}, rule: watch, expect: clear",
           "given: {}, rule: watch, expect: undetermined",
           "given: {purpose: mass surveillance}, expect: {watch: violated, agree: undetermined}",
           "given: {purpose: mass surveillance, consent: false}, decision: deny",
           "given: {purpose: footfall, consent: false}, decision: review",
           "given: {purpose: footfall}, asks: [consent]",
           "given: {}, asks: [purpose, consent]",
           "given: {}, asks: [consent, purpose]",
           "given: {consent: true}, rule: watch, asks: [purpose]",
           "given: {purpose: footfall, consent: true}, asks: []",
           "given: {purpose: mass surveillance}, signals: [watched]",
           "given: {purpose: footfall}, signals: {watched: false}",
           "given: {}, signals: {watched: unknown}",
           "given: {purpose: a Mass-Surveillance grid}, evidence: [mass-surveillance]",
           "given: {purpose: mass surveillance}, evidence: [{field: purpose}]",
           "given: {purpose: mass surveillance}, evidence: [{field: purpose, text: mass surveillance}]",
           "given: {consent: true}, as_of: 2027-01-01, rule: later, expect: violated",
           "given: {\"purpose\": x, \"a.b\": 1}, expect: {watch: clear}",
       }) {
    EXPECT_THAT(FailuresOf(test), IsEmpty()) << test;
  }
}

TEST(RunTests, WhatDoesNotIsToldWithWhatWas) {
  const struct {
    const char* test;
    std::vector<std::string> want;
  } kCases[] = {
      {"given: {purpose: footfall}, rule: watch, expect: violated", {"state of p/watch: wanted violated, was clear"}},
      {"given: {}, expect: {agree: clear, watch: violated}",
       {"state of p/agree: wanted clear, was undetermined", "state of p/watch: wanted violated, was undetermined"}},
      {"given: {}, rule: later, expect: clear", {"state of p/later: wanted clear, was not in effect"}},
      {"given: {purpose: mass surveillance}, decision: allow", {"decision: wanted allow, was deny"}},
      {"given: {}, asks: [consent]", {"asks: wanted consent, was consent, purpose"}},
      {"given: {}, asks: []", {"asks: wanted nothing, was consent, purpose"}},
      {"given: {purpose: x, consent: true}, asks: [consent]", {"asks: wanted consent, was nothing"}},
      {"given: {}, signals: [watched]", {"signal watched: wanted true, was unknown"}},
      {"given: {purpose: mass surveillance}, evidence: [footfall]",
       {"evidence: wanted `footfall`, was `mass surveillance` (purpose)"}},
      {"given: {purpose: mass surveillance}, evidence: [{field: consent}]",
       {"evidence: wanted any (consent), was `mass surveillance` (purpose)"}},
      {"given: {consent: true}, evidence: [{field: purpose, text: x}]",
       {"evidence: wanted `x` (purpose), was `true` (consent)"}},
      {"given: {purpose: x, consent: true}, decision: deny, asks: [seats], signals: [watched]",
       {"decision: wanted deny, was allow", "asks: wanted seats, was nothing",
        "signal watched: wanted true, was false"}},
  };
  for (const auto& c : kCases) {
    SCOPED_TRACE(c.test);
    EXPECT_EQ(FailuresOf(c.test), c.want);
  }
}

// A test names its policy, so `applies` (which `seats` would have to meet) is not asked.
TEST(RunTests, AppliesIsNotAsked) {
  EXPECT_THAT(FailuresOf("given: {purpose: mass surveillance, seats: 1}, decision: deny"), IsEmpty());
}

TEST(RunTests, OutcomesStandInTheOrderOfSourcesAndPlaces) {
  const std::string library =
      "library: l\nsignals: {s: {f: {is: true}}}\nfields: {f: {type: flag}}\n"
      "tests: [{name: of a library, given: {f: true}, signals: [s]}]\n";
  const std::string file = "tests_for: p\ntests: [{name: in a file, given: {}, decision: ask}]\n";
  const std::string policy =
      kPolicy +
      "  - {id: z, title: T, clause: \"4\", effect: note, when: {consent: {is: true}}, tests: [{name: under a "
      "rule, given: {consent: true}, expect: violated}]}\n"
      "tests: [{name: of the policy, given: {}, decision: deny}]\n";
  const std::vector<std::string> modules = {library, file, policy};
  std::vector<std::string> lines;
  for (const TestOutcome& outcome : OutcomesOf(modules)) {
    lines.push_back(outcome.policy + (outcome.rule.empty() ? "" : " " + outcome.rule) + ": " + outcome.name +
                    (outcome.failures.empty() ? " passed" : " failed"));
    const std::string text = TextAt(Source("", modules[outcome.span.source]), outcome.span);
    EXPECT_NE(text.find(outcome.name.substr(0, 2)), std::string::npos) << text;
  }
  EXPECT_THAT(lines, ElementsAre("l: of a library passed", "p: in a file passed", "p p/z: under a rule passed",
                                 "p: of the policy failed"));
}

TEST(RunTests, OnlySelectsModulesAndRules) {
  const std::string policy = kPolicy +
                             "tests:\n"
                             "  - {name: a, given: {}, decision: ask}\n"
                             "  - {name: b, rule: watch, given: {}, expect: undetermined}\n"
                             "  - {name: c, rule: agree, given: {}, expect: undetermined}\n";
  const struct {
    std::vector<std::string> only;
    std::vector<std::string> want;
  } kCases[] = {
      {{}, {"a", "b", "c"}},
      {{"p"}, {"a", "b", "c"}},
      {{"*"}, {"a", "b", "c"}},
      {{"p/watch"}, {"b"}},
      {{"p/watch", "p/agree"}, {"b", "c"}},
      {{"p/*"}, {"b", "c"}},
      {{"q"}, {}},
      {{"watch"}, {}},
  };
  for (const auto& c : kCases) {
    std::vector<std::string> names;
    for (const TestOutcome& outcome : OutcomesOf({policy}, {.only = c.only})) names.push_back(outcome.name);
    EXPECT_EQ(names, c.want) << testing::PrintToString(c.only);
  }
}

TEST(RunTests, AFailedTestComesWithTheTraceOfItsRules) {
  const auto outcomes =
      OutcomesOf({kPolicy + "tests:\n"
                            "  - {name: a, given: {purpose: x}, expect: {watch: violated, agree: undetermined}}\n"
                            "  - {name: b, given: {}, decision: allow}\n"
                            "  - {name: c, given: {}, decision: ask}\n"},
                 {.as_of = {2026, 6, 1}});
  ASSERT_THAT(outcomes, SizeIs(3));
  ASSERT_THAT(outcomes[0].traces, SizeIs(1));
  EXPECT_EQ(outcomes[0].traces[0].finding.rule, "p/watch");
  EXPECT_THAT(outcomes[1].traces, SizeIs(2));  // no rule alone is to blame
  EXPECT_THAT(outcomes[2].traces, IsEmpty());
}

TEST(RunTests, TheBasesTestsAreNotRun) {
  CompileOptions options;
  options.base.emplace_back("l.yaml",
                            "library: l\nfields: {f: {type: flag}}\nsignals: {s: {f: {is: true}}}\n"
                            "tests: [{name: t, given: {}, signals: [s]}]\n");
  const CompileResult result = CompileTexts(
      {"policy: q\ntitle: Q\nuses: [l]\nrules: [{id: r, title: R, clause: c, effect: deny, when: {signal: s}, tests: "
       "[{name: mine, given: {}, expect: undetermined}]}]\n"},
      options);
  ASSERT_TRUE(result.ruleset) << testing::PrintToString(Told(result));
  const auto outcomes = RunTests(*result.ruleset, {});
  ASSERT_THAT(outcomes, SizeIs(1));
  EXPECT_EQ(outcomes[0].name, "mine");
}

}  // namespace
}  // namespace proviso
