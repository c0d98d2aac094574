#include "eval/residual.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "unit/eval/lab.h"

namespace proviso {
namespace {

using ::testing::ElementsAre;
using ::testing::SizeIs;

std::string Write(const Formula& formula) {
  using Kind = Formula::Kind;
  std::string parts;
  for (const Formula& part : formula.parts) parts += (parts.empty() ? "" : ", ") + Write(part);
  switch (formula.kind) {
    case Kind::kTrue:
      return "true";
    case Kind::kFalse:
      return "false";
    case Kind::kVariable:
      return "v" + std::to_string(formula.variable);
    case Kind::kAll:
      return "all(" + parts + ")";
    case Kind::kAny:
      return "any(" + parts + ")";
    case Kind::kNot:
      return "not(" + parts + ")";
    case Kind::kCount:
      return "count(" + parts + ")";
  }
  return "";
}

struct Left {
  std::string formula;
  std::size_t variables = 0;
};

Left LeftOf(const std::string& condition, const std::string& declared) {
  const Lab lab(condition, declared);
  Residuals residuals(lab.judge());
  const Formula formula = residuals.Of(lab.condition(), lab.facts().root());
  const std::size_t count = residuals.variables().size();
  EXPECT_EQ(ValueOf(formula, std::vector<Truth>(count, Truth::kUnknown)), lab.Judged()) << condition;
  return {Write(formula), count};
}

TEST(Residual, IsWhatIsLeftOnceAllThatIsKnownIsPutIn) {
  const struct {
    const char* condition;
    const char* declared;
    const char* want;
  } kCases[] = {
      {"{consent: {is: true}}", "consent: true", "true"},
      {"{consent: {is: true}}", "consent: false", "false"},
      {"{consent: {is: true}}", "", "v0"},
      {"{not: {consent: {is: true}}}", "", "not(v0)"},
      {"{all: [{consent: {is: true}}, {main: {is: blurring}}]}", "", "all(v0, v1)"},
      {"{all: [{consent: {is: true}}, {main: {is: blurring}}]}", "consent: true", "v0"},
      {"{all: [{consent: {is: true}}, {main: {is: blurring}}]}", "consent: false", "false"},
      {"{any: [{consent: {is: true}}, {main: {is: faces}}]}", "main: biometry", "any(v0, v1)"},
      {"{any: [{consent: {is: true}}, {main: {is: blurring}}]}", "main: blurring", "true"},
      {"{any: [{consent: {is: true}}, {all: [{consent: {is: true}}, {main: {is: blurring}}]}]}", "",
       "any(v0, all(v0, v1))"},
      {"{signal: watched-public}", "purpose: mass surveillance", "v0"},
      {"{at_least: {count: 2, of: [{consent: {is: true}}, {opt-in: {is: true}}, {main: {is: blurring}}]}}",
       "opt-in: true", "count(v0, true, v1)"},
      {"{some: services, where: {cameras: {over: 5}}}", "services: [{}, {cameras: 1}, {}]", "any(v0, v1)"},
      {"{every: services, where: {cameras: {over: 5}}}", "services: [{}, {cameras: 7}, 5]", "all(v0, v1)"},
      {"{some: services, where: {cameras: {over: 5}}}", "", "v0"},
      {"{usage.seats: {over: 5, under: 10}}", "", "all(v0, v1)"},
  };
  for (const auto& c : kCases) {
    SCOPED_TRACE(std::string(c.condition) + " of " + c.declared);
    EXPECT_EQ(LeftOf(c.condition, c.declared).formula, c.want);
  }
}

TEST(Residual, LeavesThatAskTheSameAreOneVariable) {
  const struct {
    const char* a;
    const char* b;
    bool same;
  } kCases[] = {
      {"{consent: {is: true}}", "{consent: {is: true}}", true},
      {"{consent: {is: true}}", "{consent: {is: false}}", false},
      {"{purpose: {mentions: watching}}", "{purpose: {mentions: [watching]}}", true},
      {"{purpose: {mentions: watching}}", "{purpose: {denies: watching}}", false},
      {"{purpose: {mentions: watching}}", "{notes: {mentions: watching}}", false},
      {"{text: {mentions: watching}}", "{signal: watched}", true},
      {"{usage.storage: {over: 1 TB}}", "{usage.storage: {over: 1000 GB}}", true},
      {"{usage.storage: {over: 1 TB}}", "{usage.storage: {over: 1 TiB}}", false},
      {"{usage.seats: {over: 5}}", "{usage.share: {over: 5}}", false},
      {"{customer.sector: {is: police}}", "{customer.sector: {is: LEA}}", true},
      {"{customer.sector: {is: police}}", "{customer.sector: {matches: police}}", false},
      {"{customer.sector: {matches: a}}", "{customer.sector: {matches: b}}", false},
      {"{data.subjects: {includes_any: [residents, employees]}}",
       "{data.subjects: {includes_all: [residents, employees]}}", false},
      {"{some: services, where: {cameras: {over: 5}}}", "{some: services, where: {cameras: {over: 5}}}", true},
      {"{some: services, where: {cameras: {over: 5}}}", "{every: services, where: {cameras: {over: 5}}}", false},
      {"{some: services, where: {cameras: {over: 5}}}", "{some: services, where: {cameras: {over: 6}}}", false},
  };
  for (const auto& c : kCases) {
    SCOPED_TRACE(std::string(c.a) + " and " + c.b);
    const std::string both = "{all: [" + std::string(c.a) + ", " + c.b + "]}";
    EXPECT_EQ(LeftOf(both, "").variables, c.same ? 1U : 2U);
  }
}

TEST(Residual, AVariableKnowsWhoseAnswersItWaitsFor) {
  const Lab lab("{all: [{consent: {is: true}}, {text: {mentions: watching}}]}", "notes: 5, purpose: may watch a crowd");
  Residuals residuals(lab.judge());
  residuals.Of(lab.condition(), lab.facts().root());
  ASSERT_THAT(residuals.variables(), SizeIs(2));
  EXPECT_THAT(residuals.variables()[0].fields, ElementsAre(lab.field("consent")));
  EXPECT_THAT(residuals.variables()[1].fields, ElementsAre(lab.field("notes"), lab.field("purpose")));
}

Formula Variable(std::size_t v) { return {.kind = Formula::Kind::kVariable, .variable = v}; }

TEST(Residual, FormulasJoin) {
  const Formula yes{.kind = Formula::Kind::kTrue};
  const Formula no{.kind = Formula::Kind::kFalse};
  EXPECT_EQ(Write(Both(yes, Variable(3))), "v3");
  EXPECT_EQ(Write(Both(Variable(3), no)), "false");
  EXPECT_EQ(Write(Both(yes, yes)), "true");
  EXPECT_EQ(Write(Both(Variable(1), Negation(Variable(0)))), "all(v1, not(v0))");
  EXPECT_EQ(Write(Negation(yes)), "false");
  EXPECT_EQ(Write(Negation(no)), "true");
  EXPECT_THAT(VariablesOf(Both(Variable(4), Negation(Both(Variable(2), Variable(4))))), ElementsAre(2, 4));
}

TEST(Residual, AFormulaHasAValueUnderSomeAnswers) {
  constexpr Truth kF = Truth::kFalse;
  constexpr Truth kU = Truth::kUnknown;
  constexpr Truth kT = Truth::kTrue;
  const Formula all = Both(Variable(0), Negation(Variable(1)));
  EXPECT_EQ(ValueOf(all, {kT, kF}), kT);
  EXPECT_EQ(ValueOf(all, {kT, kU}), kU);
  EXPECT_EQ(ValueOf(all, {kU, kT}), kF);
  const Formula two{
      .kind = Formula::Kind::kCount, .bounds = {.at_least = 2}, .parts = {Variable(0), Variable(1), Variable(2)}};
  EXPECT_EQ(ValueOf(two, {kT, kT, kU}), kT);
  EXPECT_EQ(ValueOf(two, {kT, kU, kF}), kU);
  EXPECT_EQ(ValueOf(two, {kU, kF, kF}), kF);
}

}  // namespace
}  // namespace proviso
