#include <gtest/gtest.h>

#include "plan/plan.h"
#include "unit/check/compile_text.h"

namespace proviso {
namespace {

// The one condition of a rule, in one line. What the compiler makes of lists is the matter of unit/check.
std::string Described(const std::string& condition) {
  const CompileResult result = CompileTexts({When(condition), std::string(kShop)});
  if (!result.ruleset) return testing::PrintToString(Told(result));
  const Model& model = result.ruleset->plan().model;
  return Describe(*model.policies.front().rules.front().when, model);
}

// What is said in flow style reads the same without braces.
TEST(Describe, OperandsStandAsTheyWereWritten) {
  const struct {
    const char* condition;
    const char* want;
  } kCases[] = {
      {"{customer.sector: {is: LEA}}", "customer.sector is LEA"},
      {"{customer.sector: {in: [police, \"retail\"]}}", "customer.sector in [police, retail]"},
      {"{customer.sector: {matches: '^pol'}}", "customer.sector matches ^pol"},
      {"{data.subjects: {includes: civilians}}", "data.subjects includes civilians"},
      {"{data.subjects: {includes_any: [residents, employees]}}", "data.subjects includes_any [residents, employees]"},
      {"{data.subjects: {includes_all: [residents, employees]}}", "data.subjects includes_all [residents, employees]"},
      {"{purpose: {mentions: crowd-watching}}", "purpose mentions crowd-watching"},
      {"{purpose: {denies: [crowd-watching, consent]}}", "purpose denies [crowd-watching, consent]"},
      {"{text: {matches: 'a|b'}}", "text matches a|b"},
      {"{usage.storage: {at_least: \"1,400 TB\"}}", "usage.storage at_least 1,400 TB"},
      {"{usage.seats: {under: 3 million}}", "usage.seats under 3 million"},
      {"{signed: {before: 2026-01-01}}", "signed before 2026-01-01"},
      {"{consent.opt-in: {is: no}}", "consent.opt-in is no"},
      {"{consent.opt-in: {declared: false}}", "consent.opt-in declared false"},
      {"{customer.sector: {declared: true, is: police}}", "customer.sector declared true and is police"},
  };
  for (const auto& c : kCases) EXPECT_EQ(Described(c.condition), c.want);
}

TEST(Describe, FieldsInsideWhereAreTheElements) {
  const struct {
    const char* condition;
    const char* want;
  } kCases[] = {
      {"{some: services, where: {any: [{name: {is: vision}}, {not: {cameras: {over: 5}}}]}}",
       "some services where any of (name is vision, not (cameras over 5))"},
      {"{all: [{every: services, where: {some: regions, where: {code: {is: eu}}}}, {\"services[].name\": {is: "
       "vision}}]}",
       "all of (every services where some regions where code is eu, services[].name is vision)"},
      {"{some: services, where: {\"regions[].code\": {is: eu}}}", "some services where regions[].code is eu"},
      {"{count: {of: services, where: {count: {of: regions, at_least: 2}}, at_most: 1}}",
       "at most 1 services where at least 2 regions"},
  };
  for (const auto& c : kCases) EXPECT_EQ(Described(c.condition), c.want);
}

TEST(Model, FindsFieldsByTheirWholePath) {
  const CompileResult result = CompileTexts({std::string(kShop)});
  ASSERT_TRUE(result.ruleset);
  const Model& model = result.ruleset->plan().model;
  for (const Field& field : model.fields) EXPECT_EQ(model.FindField(field.path), &field) << field.path;
  for (const char* path : {"", "data", "data.subject", "data.subjects2", "services[]", "services.name", "zzz"})
    EXPECT_EQ(model.FindField(path), nullptr) << path;
}

}  // namespace
}  // namespace proviso
