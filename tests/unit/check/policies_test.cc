#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "plan/plan.h"
#include "unit/check/compile_text.h"

namespace proviso {
namespace {

using ::testing::ElementsAre;
using ::testing::SizeIs;
using ::testing::StartsWith;

// A policy with these keys beside its name, title, uses and one good rule.
std::string Policy(const std::string& keys) { return PolicyOf("    when: {signal: watching}") + keys + "\n"; }
// A policy with one rule of these keys, and no others.
std::string Rule(const std::string& keys) { return "policy: p\ntitle: P\nuses: [shop]\nrules:\n  - {" + keys + "}\n"; }
std::string Good(const std::string& keys) {
  return Rule("id: r, title: R, clause: c, effect: deny, when: {signal: watching}, " + keys);
}

class PolicyFault : public testing::TestWithParam<FaultCase> {};
TEST_P(PolicyFault, IsToldWithItsPlace) { ExpectFault(GetParam()); }

INSTANTIATE_TEST_SUITE_P(
    Policies, PolicyFault,
    testing::Values(FaultCase{"publisher", Policy("publisher: [a]"), "wrong-shape", "[a]"},
                    FaultCase{"edition", Policy("edition: yes"), "ambiguous-scalar", "yes"},
                    FaultCase{"source", Policy("source: 5"), "ambiguous-scalar", "5"},
                    FaultCase{"applies to nobody", Policy("applies: []"), "empty-condition", "[]"},
                    FaultCase{"applies to an unknown field", Policy("applies: {sector: {is: police}}"), "unknown-field",
                              "sector", "`customer.sector`"},
                    FaultCase{"rules of another shape", "policy: p\ntitle: P\nrules: {a: b}\n", "wrong-shape",
                              "{a: b}"},
                    FaultCase{"rule of another shape", "policy: p\ntitle: P\nrules: [a]\n", "wrong-shape", "a"},
                    FaultCase{"empty title",
                              "policy: q\ntitle: ''\nuses: [shop]\nrules: [{id: r, title: R, clause: c, effect: deny, "
                              "when: {signal: watching}}]\n",
                              "bad-value", "''"}));

INSTANTIATE_TEST_SUITE_P(
    Rules, PolicyFault,
    testing::Values(
        FaultCase{"no id", Rule("title: R, clause: c, effect: deny, when: {signal: watching}"), "missing-key", "title",
                  "`id:`"},
        FaultCase{"no title", Rule("id: r, clause: c, effect: deny, when: {signal: watching}"), "missing-key", "r",
                  "`title:`"},
        FaultCase{"no clause", Rule("id: r, title: R, effect: deny, when: {signal: watching}"), "missing-key", "r",
                  "`clause:`"},
        FaultCase{"no effect", Rule("id: r, title: R, clause: c, when: {signal: watching}"), "missing-key", "r",
                  "`effect:`"},
        FaultCase{"no condition", Rule("id: r, title: R, clause: c, effect: deny"), "no-condition", "r", "add `when:`"},
        FaultCase{"exception alone", Rule("id: r, title: R, clause: c, effect: deny, unless: {signal: watching}"),
                  "no-condition", "r"},
        FaultCase{"id", Rule("id: R 1, title: R, clause: c, effect: deny, when: {signal: watching}"), "bad-name", "R 1",
                  "`r-1`"},
        FaultCase{"effect", Rule("id: r, title: R, clause: c, effect: denied, when: {signal: watching}"), "bad-value",
                  "denied"},
        FaultCase{"effect of another shape",
                  Rule("id: r, title: R, clause: c, effect: [deny], when: {signal: watching}"), "bad-value", "[deny]"},
        FaultCase{"severity", Good("severity: hihg"), "bad-value", "hihg", "did you mean `high`"},
        FaultCase{"unknown key", Good("unles: {signal: watching}"), "unknown-key", "unles", "did you mean `unless`"},
        FaultCase{"message", Good("message: 'Declared {evidnce}: watched.'"), "bad-value", "{evidnce}", "`{evidence}`"},
        FaultCase{"remedy", Good("remedy: [a]"), "wrong-shape", "[a]"},
        FaultCase{"effective", Good("effective: 2026-01-01"), "wrong-shape", "2026-01-01"},
        FaultCase{"effective never said", Good("effective: {}"), "missing-key", "{}"},
        FaultCase{"effective key", Good("effective: {from: 2026-01-01, til: 2026-02-01}"), "unknown-key", "til",
                  "`until`"},
        FaultCase{"no such day", Good("effective: {from: 2026-02-30}"), "bad-date", "2026-02-30"},
        FaultCase{"ends before it begins", Good("effective: {from: 2026-02-01, until: 2026-01-31}"), "bad-date",
                  "{from: 2026-02-01, until: 2026-01-31}"}));

TEST(Policies, AnIdIsUsedOnce) {
  const CompileResult result =
      CompileTexts({"policy: p\ntitle: P\nuses: [shop]\nrules:\n  - {id: r, title: R, clause: c, effect: deny, when: "
                    "{signal: watching}}\n"
                    "  - {id: r, title: S, clause: d, effect: note, require: {signal: watching}}\n",
                    std::string(kShop)});
  EXPECT_THAT(Told(result), ElementsAre("duplicate-id: r"));
  EXPECT_LT(result.diagnostics.all.front().labels.front().span.begin, result.diagnostics.all.front().span.begin);
}

TEST(Policies, AsTheyAre) {
  const CompileResult result =
      CompileTexts({"policy: p\ntitle: P\npublisher: Pub\nedition: 2026\nsource: https://example.com\nuses: [shop]\n"
                    "applies: [{customer.sector: {is: government}}, {signal: watching}]\n"
                    "rules:\n"
                    "  - {id: z, title: Z, clause: 4.2, effect: review, severity: low, effective: {from: 2026-01-01, "
                    "until: 2026-01-01},\n"
                    "     when: {signal: watching}, unless: [{text: {mentions: consent}}, {purpose: {is: x}}], "
                    "require: {signed: {declared: true}},\n"
                    "     message: 'See {evidence}, {}, { x }, {a b}', remedy: Stop.}\n"
                    "  - {id: a, title: A, clause: c, effect: deny, require: {signal: watching}}\n",
                    std::string(kShop)});
  ASSERT_TRUE(result.ruleset) << testing::PrintToString(Told(result));
  const std::string dump = Dump(result.ruleset->plan().model);
  EXPECT_EQ(dump.substr(dump.find("policy p: ")),
            "policy p: P, by Pub, edition 2026, at https://example.com\n"
            "  applies all of (customer.sector is government, signal watching)\n"
            "rule z: review, low, 4.2, Z, from 2026-01-01, until 2026-01-01\n"
            "  when signal watching\n"
            "  unless any of (text mentions consent, purpose is x)\n"
            "  require signed declared true\n"
            "  message See {evidence}, {}, { x }, {a b}\n"
            "  remedy Stop.\n"
            "rule a: deny, medium, c, A\n"
            "  require signal watching\n");
}

// Each signal is within the limit, and the rule opens the largest of them often.
TEST(Policies, TheSizeOfAConditionHasALimit) {
  std::string keys = "signals:\n  s0: {signal: watching}\n";
  for (int i = 1; i <= 14; ++i) {
    const std::string before = "{signal: s" + std::to_string(i - 1) + "}";
    keys += "  s" + std::to_string(i) + ": {all: [" + before + ", " + before + "]}\n";
  }
  const auto told = [&](int uses) {
    std::string list = "{signal: s14}";
    for (int i = 1; i < uses; ++i) list += ", {signal: s14}";
    return Told(CompileTexts({When("[" + list + "]") + keys, std::string(kShop)}));
  };
  EXPECT_THAT(told(2), ElementsAre());
  EXPECT_THAT(told(6), SizeIs(1));
  EXPECT_THAT(told(6).front(), StartsWith("too-many-nodes: [{signal: s14}"));
}

}  // namespace
}  // namespace proviso
