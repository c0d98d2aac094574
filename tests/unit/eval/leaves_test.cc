#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "unit/eval/lab.h"

namespace proviso {
namespace {

struct Case {
  const char* condition;
  const char* declared;
  const char* want;
};

void ExpectTruths(const std::vector<Case>& cases, bool undeclared_no = false) {
  for (const Case& c : cases)
    EXPECT_EQ(TruthOf(c.condition, c.declared, undeclared_no), c.want) << c.condition << " of " << c.declared;
}

// Every operator, of what is not there.
constexpr const char* kOfAbsent[] = {
    "{customer.sector: {is: police}}",
    "{customer.sector: {in: [police, retail]}}",
    "{customer.sector: {matches: pol}}",
    "{data.subjects: {includes: civilians}}",
    "{data.subjects: {includes_any: [civilians]}}",
    "{data.subjects: {includes_all: [civilians]}}",
    "{purpose: {mentions: watching}}",
    "{purpose: {denies: watching}}",
    "{purpose: {matches: watch}}",
    "{purpose: {is: x}}",
    "{usage.seats: {over: 5}}",
    "{usage.seats: {at_least: 0}}",
    "{usage.seats: {under: 5}}",
    "{usage.seats: {at_most: 5}}",
    "{signed: {before: 2026-01-01}}",
    "{signed: {after: 2026-01-01}}",
    "{consent: {is: false}}",
};

// DETAILS 1 to 3.
TEST(Leaves, SilenceIsUnknownUnlessItCountsAsNo) {
  for (const char* condition : kOfAbsent) {
    SCOPED_TRACE(condition);
    for (const char* silent : {"", "purpose: null, customer: null, data: {subjects: ~}, usage: {seats: null}"}) {
      EXPECT_EQ(TruthOf(condition, silent), "unknown");
      EXPECT_EQ(TruthOf(condition, silent, /*undeclared_no=*/true), "false");
    }
  }
  ExpectTruths({{"{opt-in: {is: false}}", "", "false"},
                {"{opt-in: {is: false}}", "opt-in: null", "false"},
                {"{opt-in: {is: false}}", "opt-in: maybe", "unknown"},
                {"{opt-in: {declared: false}}", "", "true"}});
}

TEST(Leaves, AFaultIsUnknownAlsoWhereAbsenceCountsAsNo) {
  const std::vector<Case> kCases = {
      {"{data.subjects: {includes: civilians}}", "data: 7", "unknown"},
      {"{data.subjects: {includes: civilians}}", "data: {subjects: {x: 1}}", "unknown"},
      {"{usage.seats: {at_most: 5}}", "usage: {seats: a few}", "unknown"},
      {"{customer.sector: {is: police}}", "customer: {sector: [police]}", "unknown"},
      {"{customer.sector: {is: police}}", "customer: {sector: xyzzy}", "unknown"},
      {"{purpose: {mentions: watching}}", "purpose: 5", "unknown"},
      {"{purpose: {mentions: watching}}", "purpose: it may do mass surveillance", "unknown"},
      {"{signed: {before: 2026-01-01}}", "signed: 2026-02-30", "unknown"},
      {"{consent: {is: false}}", "consent: 0", "unknown"},
  };
  ExpectTruths(kCases);
  ExpectTruths(kCases, /*undeclared_no=*/true);
}

// DETAILS 4.
TEST(Leaves, DeclaredIsNeverUnknown) {
  ExpectTruths({
      {"{data.subjects: {declared: true}}", "data: {subjects: [residents]}", "true"},
      {"{data.subjects: {declared: true}}", "data: {subjects: []}", "true"},
      {"{data.subjects: {declared: true}}", "data: {subjects: null}", "false"},
      {"{data.subjects: {declared: true}}", "data: {}", "false"},
      {"{data.subjects: {declared: true}}", "", "false"},
      {"{data.subjects: {declared: true}}", "data: {subjects: 5}", "true"},
      {"{data.subjects: {declared: true}}", "data: {subjects: [xyzzy]}", "true"},
      {"{data.subjects: {declared: false}}", "data: {subjects: [xyzzy]}", "false"},
      {"{data.subjects: {declared: false}}", "", "true"},
      {"{purpose: {declared: true}}", "purpose: ''", "true"},
      {"{capabilities: {declared: true}}", "services: [{name: face-search}]", "false"},
  });
}

// DETAILS 5 to 7, 10, 11, 14, 15.
TEST(Leaves, TermsHoldForWhatIsNarrower) {
  ExpectTruths({
      {"{customer.sector: {is: government}}", "customer: {sector: police}", "true"},
      {"{customer.sector: {is: government}}", "customer: {sector: government}", "true"},
      {"{customer.sector: {is: government}}", "customer: {sector: retail}", "false"},
      {"{customer.sector: {is: police}}", "customer: {sector: government}", "unknown"},
      {"{customer.sector: {in: [police, military]}}", "customer: {sector: government}", "unknown"},
      {"{customer.sector: {in: [police, retail]}}", "customer: {sector: military}", "false"},
      {"{customer.sector: {is: police}}", "customer: {sector: lea}", "true"},
      {"{customer.sector: {is: police}}", "customer: {sector: ' POLICE '}", "true"},
      {"{customer.sector: {is: police}}", "customer: {sector: \"\\uFF50olice\"}", "true"},
      {"{data.subjects: {includes: civilians}}", "data: {subjects: residents}", "true"},
      {"{data.subjects: {includes: civilians}}", "data: {subjects: []}", "false"},
      {"{data.subjects: {includes: civilians}}", "data: {subjects: [residents, xyzzy]}", "true"},
      {"{data.subjects: {includes: civilians}}", "data: {subjects: [employees, xyzzy]}", "unknown"},
      {"{data.subjects: {includes: civilians}}", "data: {subjects: [employees, 5]}", "unknown"},
      {"{data.subjects: {includes: civilians}}", "data: {subjects: [employees, null]}", "unknown"},
      {"{data.subjects: {includes: residents}}", "data: {subjects: [civilians, travellers]}", "unknown"},
      {"{data.subjects: {includes_any: [residents, employees]}}", "data: {subjects: [travellers]}", "false"},
      {"{data.subjects: {includes_any: [residents, employees]}}", "data: {subjects: [employees]}", "true"},
      {"{data.subjects: {includes_all: [residents, employees]}}", "data: {subjects: [residents]}", "false"},
      {"{data.subjects: {includes_all: [civilians, employees]}}", "data: {subjects: [residents, employees]}", "true"},
      {"{data.subjects: {includes_all: [residents, employees]}}", "data: {subjects: [civilians, employees]}",
       "unknown"},
      {"{customer.sector: {matches: '^pol'}}", "customer: {sector: Police}", "true"},
      {"{customer.sector: {matches: '^pol'}}", "customer: {sector: lea}", "false"},
  });
}

// DETAILS 16, 17.
TEST(Leaves, WhatATermImpliesIsIncludedInEveryListOfItsTaxonomy) {
  ExpectTruths({
      {"{capabilities: {includes: recognition}}", "services: [{name: face-search}]", "true"},
      {"{capabilities: {includes: recognition}}", "services: [{name: face-search}], capabilities: []", "true"},
      {"{capabilities: {includes: recognition}}", "services: [{name: vision}]", "unknown"},
      {"{capabilities: {includes: blurring}}", "services: [{name: face-search}]", "unknown"},
      {"{capabilities: {includes: recognition}}", "capabilities: [blurring]", "true"},
      {"{certificates: {includes: iso-27001}}", "services: [{name: storage}]", "true"},
      {"{certificates: {includes: iso-27001}}", "", "false"},
      {"{main: {is: recognition}}", "main: blurring", "true"},
      {"{main: {is: recognition}}", "services: [{name: face-search}]", "unknown"},
      {"{main: {is: face-recognition}}", "main: blurring", "false"},
  });
}

TEST(Leaves, QuantitiesDatesFlagsAndTexts) {
  ExpectTruths({
      {"{usage.storage: {over: 1 PB}}", "usage: {storage: '1,400 TB'}", "true"},
      {"{usage.storage: {over: 1400 TB}}", "usage: {storage: 1.4 PB}", "false"},
      {"{usage.storage: {at_least: 1400 TB}}", "usage: {storage: 1.4 PB}", "true"},
      {"{usage.storage: {at_most: 1 TB}}", "usage: {storage: 5}", "unknown"},
      {"{usage.storage: {at_most: 1 TB}}", "usage: {storage: 0}", "true"},
      {"{data.retention: {at_most: 1 year}}", "data: {retention: 12 months}", "true"},
      {"{data.retention: {under: 1 year}}", "data: {retention: 12 months}", "false"},
      {"{data.retention: {is: 1 month}}", "data: {retention: 30 days}", "true"},
      {"{usage.seats: {in: [3 million, 5]}}", "usage: {seats: '3,000,000'}", "true"},
      {"{usage.seats: {is: 5}}", "usage: {seats: 5.5}", "unknown"},
      {"{usage.share: {under: 0}}", "usage: {share: -0.5}", "true"},
      {"{signed: {before: 2026-01-01}}", "signed: 2026-01-01", "false"},
      {"{signed: {before: 2026-01-01}}", "signed: 2025-12-31T23:59:59Z", "true"},
      {"{signed: {after: 2026-01-01}}", "signed: 2026-01-01", "false"},
      {"{signed: {is: 2026-01-01}}", "signed: 2026-01", "unknown"},
      {"{consent: {is: true}}", "consent: 'YES'", "true"},
      {"{consent: {is: true}}", "consent: no", "false"},
      {"{consent: {in: [true, false]}}", "consent: on", "unknown"},
      {"{purpose: {is: Footfall count}}", "purpose: \"  FOOTFALL\\n count \"", "true"},
      {"{purpose: {is: Footfall count}}", "purpose: footfall counts", "false"},
      {"{purpose: {in: [a, b]}}", "purpose: B", "true"},
      {"{purpose: {is: '5'}}", "purpose: 5", "unknown"},
      {"{purpose: {matches: 'foot.?fall'}}", "purpose: Not a Foot-fall count", "true"},
      {"{purpose: {matches: '^fall'}}", "purpose: footfall", "false"},
  });
}

}  // namespace
}  // namespace proviso
