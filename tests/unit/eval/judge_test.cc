#include "eval/judge.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "unit/eval/lab.h"

namespace proviso {
namespace {

using ::testing::SizeIs;

constexpr Truth kF = Truth::kFalse;
constexpr Truth kU = Truth::kUnknown;
constexpr Truth kT = Truth::kTrue;

TEST(Truth, IsKleenesStrongLogic) {
  const struct {
    Truth a, b, both, either;
  } kCases[] = {
      {kF, kF, kF, kF}, {kF, kU, kF, kU}, {kF, kT, kF, kT}, {kU, kF, kF, kU}, {kU, kU, kU, kU},
      {kU, kT, kU, kT}, {kT, kF, kF, kT}, {kT, kU, kU, kT}, {kT, kT, kT, kT},
  };
  for (const auto& c : kCases) {
    EXPECT_EQ(And(c.a, c.b), c.both) << ToString(c.a) << " and " << ToString(c.b);
    EXPECT_EQ(Or(c.a, c.b), c.either) << ToString(c.a) << " or " << ToString(c.b);
  }
  EXPECT_EQ(Not(kF), kT);
  EXPECT_EQ(Not(kU), kU);
  EXPECT_EQ(Not(kT), kF);
}

TEST(JudgeCount, KnowsOnlyWhatEveryCompletionAgreesOn) {
  const struct {
    const char* name;
    std::size_t certain, possible;  // parts that are true; that are not false
    Bounds bounds;
    Truth want;
  } kCases[] = {
      {"at least, enough", 2, 3, {.at_least = 2}, kT},
      {"at least, too few possible", 0, 1, {.at_least = 2}, kF},
      {"at least, perhaps", 1, 2, {.at_least = 2}, kU},
      {"at least, none of none", 0, 0, {.at_least = 1}, kF},
      {"at most, few possible", 0, 2, {.at_most = 2}, kT},
      {"at most, too many certain", 3, 3, {.at_most = 2}, kF},
      {"at most, perhaps", 2, 3, {.at_most = 2}, kU},
      {"at most none, of none", 0, 0, {.at_most = 0}, kT},
      {"at most none, perhaps one", 0, 1, {.at_most = 0}, kU},
      {"between, within", 2, 3, {.at_least = 2, .at_most = 3}, kT},
      {"between, too few", 0, 1, {.at_least = 2, .at_most = 3}, kF},
      {"between, too many", 4, 5, {.at_least = 2, .at_most = 3}, kF},
      {"between, perhaps too few", 1, 3, {.at_least = 2, .at_most = 3}, kU},
      {"between, perhaps too many", 2, 4, {.at_least = 2, .at_most = 3}, kU},
      {"no bounds", 0, 5, {}, kT},
  };
  for (const auto& c : kCases) {
    SCOPED_TRACE(c.name);
    EXPECT_EQ(JudgeCount(c.certain, c.possible, c.bounds), c.want);
  }
}

struct Case {
  const char* condition;
  const char* declared;
  const char* want;
};

void ExpectTruths(const std::vector<Case>& cases) {
  for (const Case& c : cases)
    EXPECT_EQ(TruthOf(c.condition, c.declared), c.want) << c.condition << " of " << c.declared;
}

TEST(Judge, CombinesConditions) {
  ExpectTruths({
      {"{all: [{consent: {is: true}}, {opt-in: {is: true}}]}", "consent: true, opt-in: true", "true"},
      {"{all: [{consent: {is: true}}, {opt-in: {is: true}}]}", "opt-in: true", "unknown"},
      {"{all: [{consent: {is: true}}, {opt-in: {is: true}}]}", "opt-in: false", "false"},
      {"{any: [{consent: {is: true}}, {opt-in: {is: true}}]}", "opt-in: true", "true"},
      {"{any: [{consent: {is: true}}, {opt-in: {is: true}}]}", "opt-in: false", "unknown"},
      {"{any: [{consent: {is: true}}, {opt-in: {is: true}}]}", "consent: false, opt-in: false", "false"},
      {"{not: {consent: {is: true}}}", "", "unknown"},
      {"{not: {consent: {is: true}}}", "consent: false", "true"},
      {"{at_least: {count: 1, of: [{consent: {is: true}}, {opt-in: {is: true}}]}}", "opt-in: true", "true"},
      {"{at_least: {count: 2, of: [{consent: {is: true}}, {opt-in: {is: true}}]}}", "opt-in: true", "unknown"},
      {"{at_least: {count: 2, of: [{consent: {is: true}}, {opt-in: {is: true}}]}}", "opt-in: false", "false"},
      {"{signal: watched-public}", "purpose: mass surveillance, data: {subjects: [residents]}", "true"},
      {"{signal: watched-public}", "purpose: mass surveillance", "unknown"},
      {"{signal: watched-public}", "purpose: footfall", "false"},
      {"{consent: {is: true}, opt-in: {is: true}}", "consent: true", "false"},
  });
}

// DETAILS 22.
TEST(Judge, SeveralOperatorsUnderOneFieldMustAllHold) {
  ExpectTruths({
      {"{usage.seats: {over: 5, under: 10}}", "usage: {seats: 7}", "true"},
      {"{usage.seats: {over: 5, under: 10}}", "usage: {seats: 10}", "false"},
      {"{usage.seats: {over: 5, under: 10}}", "", "unknown"},
      {"{customer.sector: {declared: true, is: police}}", "", "false"},
      {"{customer.sector: {is: police, in: [police, retail]}}", "", "unknown"},
      // One element must meet all operators.
      {"{\"services[].cameras\": {over: 5, under: 10}}", "services: [{cameras: 3}, {cameras: 20}]", "false"},
      {"{\"services[].cameras\": {over: 5, under: 10}}", "services: [{cameras: 3}, {cameras: 7}]", "true"},
  });
}

// DETAILS 20.
TEST(Judge, APathThroughAListHoldsOfSomeElement) {
  const char* const kIs = "{\"services[].name\": {is: storage}}";
  ExpectTruths({
      {kIs, "services: [{name: counting}, {name: storage}]", "true"},
      {kIs, "services: [{name: counting}, {}]", "unknown"},
      {kIs, "services: [{name: storage}, {}]", "true"},
      {kIs, "services: [{name: counting}]", "false"},
      {kIs, "services: []", "false"},
      {kIs, "", "unknown"},
      {kIs, "services: [5]", "unknown"},
      {kIs, "services: [null, {name: counting}]", "unknown"},
      {kIs, "services: {name: storage}", "unknown"},
      {"{\"services[].name\": {declared: true}}", "services: [{name: storage}, {name: counting}]", "true"},
      {"{\"services[].name\": {declared: true}}", "services: [{name: storage}, {}]", "false"},
      {"{\"services[].name\": {declared: true}}", "services: []", "true"},
      {"{\"services[].name\": {declared: true}}", "", "false"},
      {"{\"services[].name\": {declared: false}}", "services: [{name: storage}, {}]", "true"},
  });
}

// DETAILS 48, 49.
TEST(Judge, WalksLists) {
  ExpectTruths({
      {"{some: services, where: {name: {is: storage}}}", "services: [{name: counting}, {name: storage}]", "true"},
      {"{some: services, where: {name: {is: storage}}}", "services: [{name: counting}, {}]", "unknown"},
      {"{some: services, where: {name: {is: storage}}}", "services: []", "false"},
      {"{some: services, where: {name: {is: storage}}}", "", "unknown"},
      {"{some: services, where: {name: {is: storage}, cameras: {over: 1}}}",
       "services: [{name: storage, cameras: 1}, {name: counting, cameras: 2}]", "false"},
      {"{every: services, where: {name: {is: vision}}}", "services: [{name: counting}, {name: face-search}]", "true"},
      {"{every: services, where: {name: {is: vision}}}", "services: [{name: counting}, {}]", "unknown"},
      {"{every: services, where: {name: {is: vision}}}", "services: [{name: storage}, {}]", "false"},
      {"{every: services, where: {name: {is: vision}}}", "services: []", "true"},
      {"{every: services, where: {name: {is: vision}}}", "", "unknown"},
      {"{every: services, where: {name: {is: vision}}}", "services: [{name: counting}, 7]", "unknown"},
      {"{every: services, where: {name: {is: vision}}}", "services: {name: counting}", "unknown"},
      {"{count: {of: services, at_least: 2}}", "services: [{}, {}]", "true"},
      {"{count: {of: services, at_least: 2}}", "services: [{}]", "false"},
      {"{count: {of: services, at_least: 2}}", "services: [{}, null]", "unknown"},
      {"{count: {of: services, at_most: 0}}", "", "unknown"},
      {"{count: {of: services, where: {cameras: {over: 5}}, over: 1}}", "services: [{cameras: 6}, {cameras: 9}, {}]",
       "true"},
      {"{count: {of: services, where: {cameras: {over: 5}}, under: 2}}", "services: [{cameras: 6}, {}]", "unknown"},
  });
}

// DETAILS 2, 70: no value is put in the place of what is not there.
TEST(Judge, AnAbsentListWhoseAbsenceCountsIsFalseToEveryOperator) {
  for (const char* condition :
       {"{some: partners, where: {name: {is: x}}}", "{every: partners, where: {name: {is: x}}}",
        "{count: {of: partners, at_most: 5}}", "{\"partners[].name\": {is: x}}", "{partners: {declared: true}}"}) {
    EXPECT_EQ(TruthOf(condition, ""), "false") << condition;
    EXPECT_EQ(TruthOf(condition, "partners: null"), "false") << condition;
  }
  EXPECT_EQ(TruthOf("{every: services, where: {name: {is: vision}}}", "", /*undeclared_no=*/true), "false");
  EXPECT_EQ(TruthOf("{every: partners, where: {name: {is: x}}}", "partners: 7"), "unknown");
}

TEST(Judge, OpensAConditionByOneStep) {
  const struct {
    const char* condition;
    const char* declared;
    Opened::Kind kind;
    std::size_t parts;
  } kCases[] = {
      {"{consent: {is: true}}", "", Opened::Kind::kLeaf, 0},
      {"{usage.seats: {over: 5, under: 10}}", "", Opened::Kind::kAll, 2},
      {"{all: [{consent: {is: true}}, {signal: watched}]}", "", Opened::Kind::kAll, 2},
      {"{any: [{consent: {is: true}}, {signal: watched}]}", "", Opened::Kind::kAny, 2},
      {"{not: {consent: {is: true}}}", "", Opened::Kind::kNot, 1},
      {"{signal: watched-public}", "", Opened::Kind::kAll, 1},
      {"{some: services, where: {cameras: {over: 5}}}", "services: [{}, {}, 5]", Opened::Kind::kAny, 3},
      {"{every: services, where: {cameras: {over: 5}}}", "services: [{}, {}]", Opened::Kind::kAll, 2},
      {"{count: {of: services, over: 5}}", "services: [{}, {}]", Opened::Kind::kCount, 2},
      {"{count: {of: services, over: 5}}", "", Opened::Kind::kLeaf, 0},
      {"{text: {mentions: watching}}", "", Opened::Kind::kLeaf, 0},
  };
  for (const auto& c : kCases) {
    SCOPED_TRACE(c.condition);
    const Lab lab(c.condition, c.declared);
    const Opened opened = lab.judge().Open(lab.condition(), lab.facts().root());
    EXPECT_EQ(opened.kind, c.kind);
    EXPECT_THAT(opened.parts, SizeIs(c.parts));
  }
}

}  // namespace
}  // namespace proviso
