#include "proviso/evaluate.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "unit/descriptor/read_text.h"
#include "unit/eval/lab.h"

namespace proviso {
namespace {

using ::testing::ElementsAre;
using ::testing::SizeIs;

TEST(GlobMatch, MatchesTheWholeName) {
  const struct {
    const char* glob;
    const char* name;
    bool want;
  } kCases[] = {
      {"", "", true},
      {"", "a", false},
      {"a", "a", true},
      {"a", "A", false},
      {"a", "ab", false},
      {"*", "", true},
      {"*", "a/b", true},
      {"a*", "a", true},
      {"a*", "abc", true},
      {"a*", "ba", false},
      {"*b", "ab", true},
      {"*b", "aba", false},
      {"?", "", false},
      {"?", "a", true},
      {"a?c", "abc", true},
      {"a?c", "ac", false},
      {"*ab*", "xaabx", true},
      {"a*b*c", "abbc", true},
      {"a*b*c", "acb", false},
      {"**", "ab", true},
      {"a/*", "a/b", true},
      {"a/*", "a", false},
      {"*-data", "my-data-data", true},
      {"a*a", "a", false},
      {"[a]", "a", false},
      {"a.c", "abc", false},
      {"?*?", "ab", true},
      {"a*", "*", false},
      {"*", "*", true},
      {"a**?", "a", false},
  };
  for (const auto& c : kCases) EXPECT_EQ(GlobMatch(c.glob, c.name), c.want) << c.glob << " of " << c.name;
}

TEST(GlobMatch, ManyStarsEndSoon) {
  std::string glob;
  for (int i = 0; i < 200; ++i) glob += "a*";
  EXPECT_FALSE(GlobMatch(glob + "b", std::string(20'000, 'a')));
}

// One line a finding: `rule: state`.
std::vector<std::string> Found(const Assessment& assessment) {
  std::vector<std::string> lines;
  for (const FindingPtr& finding : assessment.findings)
    lines.push_back(finding->rule + ": " + std::string(ToString(finding->state)));
  return lines;
}

const std::vector<std::string> kOneOfEach = {
    "id: note-open, effect: note, severity: critical, when: {consent: {is: true}}",
    "id: note-violated, effect: note, severity: critical, when: {signed: {declared: false}}",
    "id: clear, effect: deny, severity: critical, when: {signed: {declared: true}}",
    "id: review-violated, effect: review, severity: critical, when: {signed: {declared: false}}",
    "id: review-open, effect: review, severity: critical, when: {consent: {is: true}}",
    "id: deny-open, effect: deny, severity: low, when: {consent: {is: true}}",
    "id: deny-low, effect: deny, severity: low, when: {signed: {declared: false}}",
    "id: deny-high-b, effect: deny, severity: high, when: {signed: {declared: false}}",
    "id: deny-high-a, effect: deny, severity: high, when: {signed: {declared: false}}",
};

TEST(Evaluate, FindingsStandWorstFirst) {
  Evaluator evaluator(RulesOf(kOneOfEach), {});
  const Assessment assessment = evaluator.Evaluate(Declare(""));
  EXPECT_THAT(Found(assessment),
              ElementsAre("p/deny-high-a: violated", "p/deny-high-b: violated", "p/deny-low: violated",
                          "p/deny-open: undetermined", "p/review-open: undetermined", "p/review-violated: violated",
                          "p/note-open: undetermined", "p/note-violated: violated", "p/clear: clear"));
  std::vector<std::string> explained;
  for (const RuleTrace& trace : evaluator.Explain(Declare(""))) explained.push_back(trace.finding.rule);
  ASSERT_THAT(explained, SizeIs(assessment.findings.size()));
  for (std::size_t i = 0; i < explained.size(); ++i) EXPECT_EQ(explained[i], assessment.findings[i]->rule);
}

// SPEC 2, DETAILS 63.
TEST(Evaluate, TheDecisionIsTheFirstThatHolds) {
  const std::string deny = "id: d, effect: deny, when: {consent: {is: true}}";
  const std::string review = "id: r, effect: review, when: {opt-in: {is: true}}";
  const std::string note = "id: c, effect: note, when: {main: {is: blurring}}";
  const struct {
    const char* declared;
    Decision want;
  } kCases[] = {
      {"consent: true, opt-in: true, main: blurring", Decision::kDeny},
      {"consent: true, opt-in: true", Decision::kDeny},
      {"opt-in: true, main: blurring", Decision::kAsk},
      {"opt-in: maybe, consent: false", Decision::kAsk},
      {"consent: false, opt-in: true, main: blurring", Decision::kReview},
      {"consent: false, main: blurring", Decision::kAllow},
      {"consent: false", Decision::kAllow},
  };
  Evaluator evaluator(RulesOf({deny, review, note}), {});
  for (const auto& c : kCases) EXPECT_EQ(evaluator.Evaluate(Declare(c.declared)).decision, c.want) << c.declared;
}

// DETAILS 55.
TEST(Evaluate, AStateIsKleenesValueOfWhenUnlessRequire) {
  Evaluator evaluator(RulesOf({"id: a, effect: deny, when: {consent: {is: true}}, unless: [{main: {is: blurring}}], "
                               "require: {usage.seats: {over: 5}}"}),
                      {});
  const char* const kWhen[] = {"", "consent: true, ", "consent: false, "};
  const char* const kUnless[] = {"", "main: blurring, ", "main: faces, "};
  const char* const kRequire[] = {"", "usage: {seats: 9}", "usage: {seats: 1}"};
  for (const int when : {0, 1, 2}) {
    for (const int unless : {0, 1, 2}) {
      for (const int require : {0, 1, 2}) {
        const bool clear = when == 2 || unless == 1 || require == 1;
        const bool violated = when == 1 && unless == 2 && require == 2;
        const State want = clear ? State::kClear : violated ? State::kViolated : State::kUndetermined;
        const std::string declared = std::string(kWhen[when]) + kUnless[unless] + kRequire[require];
        const Assessment assessment = evaluator.Evaluate(Declare(declared.empty() ? declared : "x: 1, " + declared));
        EXPECT_EQ(assessment.findings[0]->state, want) << declared;
      }
    }
  }
}

// DETAILS 62: both ends are in; out of effect there is no finding at all.
TEST(Evaluate, RulesHoldWhileTheyAreInEffect) {
  const Ruleset ruleset = RulesOf({
      "id: always, effect: deny, when: {consent: {is: true}}",
      "id: from, effect: deny, effective: {from: 2026-02-01}, when: {consent: {is: true}}",
      "id: until, effect: deny, effective: {until: 2026-02-28}, when: {consent: {is: true}}",
  });
  const struct {
    Date day;
    std::vector<std::string> want;
  } kCases[] = {
      {{2026, 1, 31}, {"p/always: violated", "p/until: violated"}},
      {{2026, 2, 1}, {"p/always: violated", "p/from: violated", "p/until: violated"}},
      {{2026, 2, 28}, {"p/always: violated", "p/from: violated", "p/until: violated"}},
      {{2026, 3, 1}, {"p/always: violated", "p/from: violated"}},
  };
  for (const auto& c : kCases) {
    Evaluator evaluator(ruleset, {.as_of = c.day});
    EXPECT_EQ(Found(evaluator.Evaluate(Declare("consent: true"))), c.want) << ToString(c.day);
    EXPECT_EQ(evaluator.RuleCount(), c.want.size());
  }
}

TEST(Evaluate, AppliesIsAskedUnlessThePolicyIsNamed) {
  const Ruleset ruleset =
      RulesOf({"id: a, effect: deny, when: {consent: {is: true}}"}, "applies: {main: {is: blurring}}\n");
  const struct {
    const char* name;
    EvaluateOptions options;
    const char* declared;
    const char* want;
  } kCases[] = {
      {"unknown", {}, "consent: true", "undetermined"},
      {"false", {}, "consent: true, main: faces", "clear"},
      {"true", {}, "consent: true, main: blurring", "violated"},
      {"bound", {.bound = {"p"}}, "consent: true", "violated"},
      {"another bound", {.bound = {"q"}}, "consent: true", "undetermined"},
      {"only the policy", {.only = {"p"}}, "consent: true", "violated"},
      {"only the rule", {.only = {"p/?"}}, "consent: true", "violated"},
  };
  for (const auto& c : kCases) {
    SCOPED_TRACE(c.name);
    EXPECT_THAT(Found(Evaluator(ruleset, c.options).Evaluate(Declare(c.declared))),
                ElementsAre("p/a: " + std::string(c.want)));
  }
  EXPECT_EQ(Evaluator(ruleset, {.only = {"q"}}).RuleCount(), 0U);
}

TEST(Evaluate, SignalsThatHoldAreListedInOrder) {
  Evaluator evaluator(RulesOf({"id: a, effect: deny, when: {consent: {is: true}}"}), {});
  const Descriptor all = Declare("purpose: mass surveillance, data: {subjects: [residents]}");
  EXPECT_THAT(evaluator.Evaluate(all).signals, ElementsAre("public", "watched", "watched-public"));
  const Descriptor one = Declare("purpose: mass surveillance");
  EXPECT_THAT(evaluator.Evaluate(one).signals, ElementsAre("watched"));
  EXPECT_EQ(evaluator.Signal(one, "watched"), Truth::kTrue);
  EXPECT_EQ(evaluator.Signal(one, "watched-public"), Truth::kUnknown);
  EXPECT_EQ(evaluator.Signal(one, "watchd"), std::nullopt);
}

TEST(Evaluate, WarningsStandInOrderOfTheirPlaces) {
  const Descriptor descriptor =
      Declare("purposes: x, data: {subjects: [xyzzy]}, a.b: 1, a: {b: 2}, consent: 7, main: nonsense");
  const auto warnings =
      Evaluator(RulesOf({"id: a, effect: deny, when: {consent: {is: true}}"}), {}).Evaluate(descriptor).warnings;
  EXPECT_EQ(warnings.size(), 6U);
  EXPECT_TRUE(std::ranges::is_sorted(warnings, {}, [](const Diagnostic& d) { return d.span.begin; }));
  for (const Diagnostic& warning : warnings) EXPECT_EQ(warning.severity, DiagnosticSeverity::kWarning);
}

TEST(ToldByOthers, AListGoesWithoutSayingWhereItsElementsAreTold) {
  const std::vector<Evidence> evidence = {
      {.field = "a", .presence = true}, {.field = "a", .value = "x"},      {.field = "b", .presence = true},
      {.field = "c", .presence = true}, {.field = "c", .declared = false},
  };
  EXPECT_THAT(ToldByOthers(evidence), ElementsAre(true, false, false, false, false));
}

}  // namespace
}  // namespace proviso
