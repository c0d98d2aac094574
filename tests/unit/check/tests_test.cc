#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "plan/plan.h"
#include "unit/check/compile_text.h"

namespace proviso {
namespace {

using ::testing::ElementsAre;

std::string UnderRule(const std::string& test) {
  return PolicyOf("    when: {signal: watching}\n    tests:\n      - {" + test + "}");
}
std::string UnderModule(const std::string& test) {
  return PolicyOf("    when: {signal: watching}") + "tests:\n  - {" + test + "}\n";
}
std::string OfLibrary(const std::string& test) { return "library: x\nuses: [shop]\ntests:\n  - {" + test + "}\n"; }

class TestFault : public testing::TestWithParam<FaultCase> {};
TEST_P(TestFault, IsToldWithItsPlace) { ExpectFault(GetParam()); }

INSTANTIATE_TEST_SUITE_P(
    OfRules, TestFault,
    testing::Values(
        FaultCase{"no list", PolicyOf("    when: {signal: watching}\n    tests: {a: b}"), "wrong-shape", "{a: b}"},
        FaultCase{"no mapping", PolicyOf("    when: {signal: watching}\n    tests: [a]"), "wrong-shape", "a"},
        FaultCase{"no name", UnderRule("given: {}, expect: clear"), "missing-key", "given", "`name:`"},
        FaultCase{"nothing given", UnderRule("name: t, expect: clear"), "missing-key", "t", "`given:`"},
        FaultCase{"given of another shape", UnderRule("name: t, given: [a], expect: clear"), "wrong-shape", "[a]"},
        FaultCase{"no expectation", UnderRule("name: t, given: {}"), "bad-test", "t", "add `expect:`"},
        FaultCase{"key", UnderRule("name: t, given: {}, expects: clear, decision: deny"), "unknown-key", "expects",
                  "`expect`"},
        FaultCase{"state", UnderRule("name: t, given: {}, expect: violatd"), "bad-value", "violatd",
                  "did you mean `violated`"},
        FaultCase{"decision for a state", UnderRule("name: t, given: {}, expect: deny"), "bad-test", "deny",
                  "`decision: deny`"},
        FaultCase{"states for a state", UnderRule("name: t, given: {}, expect: {r: clear}"), "bad-test", "{r: clear}"},
        FaultCase{"rule of a rule", UnderRule("name: t, given: {}, expect: clear, rule: r"), "unknown-key", "rule"},
        FaultCase{"decision", UnderRule("name: t, given: {}, decision: denied"), "bad-value", "denied"},
        FaultCase{"decision invalid", UnderRule("name: t, given: {}, decision: invalid"), "bad-value", "invalid"},
        FaultCase{"asked field", UnderRule("name: t, given: {}, asks: [purposes]"), "unknown-field", "purposes",
                  "`purpose`"},
        FaultCase{"asks of another shape", UnderRule("name: t, given: {}, asks: purpose"), "wrong-shape", "purpose",
                  "[purpose]"},
        FaultCase{"signal", UnderRule("name: t, given: {}, signals: [watchin]"), "unknown-signal", "watchin",
                  "`watching`"},
        FaultCase{"signal truth", UnderRule("name: t, given: {}, signals: {watching: maybe}"), "bad-value", "maybe"},
        FaultCase{"no signals", UnderRule("name: t, given: {}, signals: []"), "bad-test", "[]"},
        FaultCase{"signals of another shape", UnderRule("name: t, given: {}, signals: watching"), "wrong-shape",
                  "watching"},
        FaultCase{"no evidence", UnderRule("name: t, given: {}, evidence: []"), "bad-test", "[]"},
        FaultCase{"evidence key", UnderRule("name: t, given: {}, evidence: [{txt: a}]"), "unknown-key", "txt",
                  "`text`"},
        FaultCase{"evidence of nothing", UnderRule("name: t, given: {}, evidence: [{}]"), "bad-test", "{}"},
        FaultCase{"evidence field", UnderRule("name: t, given: {}, evidence: [{field: 'services[0].nam'}]"),
                  "unknown-field", "'services[0].nam'", "`services[].name`"},
        FaultCase{"day", UnderRule("name: t, given: {}, expect: clear, as_of: tomorrow"), "bad-date", "tomorrow"}));

INSTANTIATE_TEST_SUITE_P(
    OfModules, TestFault,
    testing::Values(
        FaultCase{"state of no rule", UnderModule("name: t, given: {}, expect: clear"), "bad-test", "clear",
                  "`rule: RULE`"},
        FaultCase{"decision", UnderModule("name: t, given: {}, expect: allowed"), "bad-value", "allowed", "`allow`"},
        FaultCase{"unknown rule", UnderModule("name: t, given: {}, expect: {s: clear}"), "unknown-rule", "s"},
        FaultCase{"nearly a rule",
                  "policy: p\ntitle: P\nuses: [shop]\nrules: [{id: no-watching, title: R, clause: c, effect: deny, "
                  "when: {signal: watching}}]\n"
                  "tests: [{name: t, given: {}, expect: {no-watchin: clear}}]\n",
                  "unknown-rule", "no-watchin", "`no-watching`"},
        FaultCase{"no states", UnderModule("name: t, given: {}, expect: {}"), "bad-test", "{}"},
        FaultCase{"named rule", UnderModule("name: t, given: {}, rule: r1x, expect: clear"), "unknown-rule", "r1x"},
        FaultCase{"states of a named rule", UnderModule("name: t, given: {}, rule: r, expect: {r: clear}"), "bad-test",
                  "{r: clear}"},
        FaultCase{"decision of a named rule", UnderModule("name: t, given: {}, rule: r, expect: deny"), "bad-test",
                  "deny"},
        FaultCase{"two decisions", UnderModule("name: t, given: {}, expect: deny, decision: ask"), "bad-test", "ask",
                  "remove one"},
        FaultCase{"library expects a state", OfLibrary("name: t, given: {}, expect: clear"), "bad-test", "expect",
                  "`signals:`"},
        FaultCase{"library expects questions", OfLibrary("name: t, given: {}, asks: [purpose], signals: [watching]"),
                  "bad-test", "asks"},
        FaultCase{"library has no rule", OfLibrary("name: t, given: {}, rule: r, signals: [watching]"), "bad-test",
                  "r"}));

TEST(Tests, AsTheyAre) {
  const CompileResult result =
      CompileTexts({UnderRule("name: of the rule, given: {purpose: 5}, expect: violated, asks: [\"services[].name\", "
                              "purpose], decision: deny, as_of: 2026-02-01") +
                        "tests:\n"
                        "  - {name: two, given: {}, expect: {r: undetermined}, signals: {watching: unknown}}\n"
                        "  - {name: three, given: {}, rule: r, expect: clear, evidence: [words, 5, {field: "
                        "\"services[1].name\", text: vision}, {field: purpose}]}\n"
                        "  - {name: four, given: {}, expect: allow, asks: [], signals: [watching]}\n",
                    std::string(kShop) + "tests: [{name: five, given: {}, signals: {watching: false}}]\n",
                    "tests_for: p\ntests: [{name: six, given: {}, decision: ask}]\n"});
  ASSERT_TRUE(result.ruleset) << testing::PrintToString(Told(result));
  const Model& model = result.ruleset->plan().model;
  const std::string dump = Dump(model);
  EXPECT_EQ(
      dump.substr(dump.find("test of ")),
      "test of p/r: of the rule; r violated; decision deny; asks [services[].name, purpose]; as of 2026-02-01\n"
      "test of p: two; r undetermined; signal watching unknown\n"
      "test of p/r: three; r clear; evidence words; evidence 5; evidence services[1].name: vision; evidence purpose\n"
      "test of p: four; decision allow; asks []; signal watching true\n"
      "test of shop: five; signal watching false\n"
      "test of p: six; decision ask\n");
  EXPECT_EQ(model.tests.front().given.Find("purpose")->text, "5");
  EXPECT_EQ(model.tests[4].policy, kNoPolicy);
  EXPECT_EQ(model.tests[5].span.source, 2u);
  EXPECT_EQ(model.modules[model.tests[5].module].name, "p");
}

TEST(Tests, OfARuleAfterABrokenOneAreStillItsOwn) {
  const CompileResult result =
      CompileTexts({"policy: p\ntitle: P\nuses: [shop]\nrules:\n  - oops\n  - {id: r, title: R, clause: c, effect: "
                    "deny, when: {signal: watching}, tests: [{name: t}]}\n",
                    std::string(kShop)});
  EXPECT_THAT(Told(result), ElementsAre("wrong-shape: oops", "bad-test: t", "missing-key: t"));
}

}  // namespace
}  // namespace proviso
