#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "plan/plan.h"
#include "unit/check/compile_text.h"

namespace proviso {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

std::string Library(const std::string& signals) { return "library: x\nuses: [shop]\nsignals:\n" + signals; }

class SignalFault : public testing::TestWithParam<FaultCase> {};
TEST_P(SignalFault, IsToldWithItsPlace) { ExpectFault(GetParam()); }

INSTANTIATE_TEST_SUITE_P(
    Signals, SignalFault,
    testing::Values(
        FaultCase{"name", Library("  Is_Watching: {signal: watching}\n"), "bad-name", "Is_Watching", "`is-watching`"},
        FaultCase{"name that is a truth value", Library("  no: {signal: watching}\n"), "ambiguous-scalar", "no"},
        FaultCase{"list", Library("  s: [{signal: watching}]\n"), "list-refused", "[{signal: watching}]",
                  "whichever is meant"},
        FaultCase{"text", Library("  s: watching\n"), "wrong-shape", "watching", "signal: watching"},
        FaultCase{"nothing", Library("  s:\n"), "empty-condition", ""},
        FaultCase{"of itself", Library("  s: {not: {signal: s}}\n"), "signal-cycle", "s"}));

TEST(Signals, ACircleIsToldOnceWithItsChain) {
  const CompileResult result = CompileTexts({Library("  a: {any: [{signal: b}, {signal: watching}]}\n  b: {not: "
                                                     "{signal: c}}\n  c: {signal: a}\n  d: {signal: a}\n"),
                                             std::string(kShop)});
  EXPECT_THAT(Told(result), ElementsAre("signal-cycle: a"));
  const Diagnostic& fault = result.diagnostics.all.front();
  EXPECT_THAT(fault.message, HasSubstr("`a` uses `b` uses `c` uses `a`"));
  ASSERT_EQ(fault.labels.size(), 3u);
  EXPECT_EQ(fault.labels[0].text, "`a` uses `b`");
  const std::string& text = result.sources[0].text();
  EXPECT_EQ(text.substr(fault.labels[0].span.begin, fault.labels[0].span.end - fault.labels[0].span.begin),
            "signal: b");
}

TEST(Signals, TwoCirclesAreTwoFaults) {
  const CompileResult result =
      CompileTexts({Library("  a: {signal: b}\n  b: {signal: a}\n  c: {signal: c}\n"), std::string(kShop)});
  EXPECT_THAT(Told(result), ElementsAre("signal-cycle: a", "signal-cycle: c"));
}

TEST(Signals, MayUseWhatIsDefinedLater) {
  EXPECT_TRUE(CompileTexts({Library("  a: {signal: z}\n  z: {signal: watching}\n"), std::string(kShop)}).ruleset);
}

// Every step doubles: evaluation would open 2^60 conditions.
TEST(Signals, GrowthHasALimit) {
  std::string signals = "  s0: {signal: watching}\n";
  for (int i = 1; i <= 60; ++i) {
    const std::string before = "{signal: s" + std::to_string(i - 1) + "}";
    signals += "  s" + std::to_string(i) + ": {all: [" + before + ", " + before + "]}\n";
  }
  const std::vector<std::string> told = Told(CompileTexts({Library(signals), std::string(kShop)}));
  ASSERT_EQ(told.size(), 1u);
  EXPECT_THAT(told.front(), HasSubstr("too-many-nodes: s"));
}

TEST(Signals, DepthHasALimit) {
  std::string signals = "  s0: {signal: watching}\n";
  for (int i = 1; i <= 300; ++i)
    signals += "  s" + std::to_string(i) + ": {not: {signal: s" + std::to_string(i - 1) + "}}\n";
  const std::vector<std::string> told = Told(CompileTexts({Library(signals), std::string(kShop)}));
  ASSERT_EQ(told.size(), 1u);
  EXPECT_THAT(told.front(), HasSubstr("nesting-too-deep: s"));
}

TEST(Signals, LongChainsDoNotOverflowTheStack) {
  std::string signals;
  for (int i = 0; i < 20'000; ++i)
    signals += "  s" + std::to_string(i) + ": {signal: s" + std::to_string((i + 1) % 20'000) + "}\n";
  const CompileResult result = CompileTexts({Library(signals), std::string(kShop)});
  ASSERT_EQ(result.diagnostics.all.size(), 1u);
  EXPECT_EQ(result.diagnostics.all.front().code, "signal-cycle");
}

}  // namespace
}  // namespace proviso
