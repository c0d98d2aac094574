#include "eval/evidence.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "unit/descriptor/read_text.h"
#include "unit/eval/lab.h"

namespace proviso {
namespace {

using ::testing::ElementsAre;

constexpr Truth kF = Truth::kFalse;
constexpr Truth kU = Truth::kUnknown;
constexpr Truth kT = Truth::kTrue;

std::vector<Evidence> EvidenceOf(const Lab& lab) {
  std::vector<Evidence> evidence;
  AppendEvidence(lab.judge(), lab.condition(), lab.facts().root(), evidence);
  return evidence;
}

TEST(Decides, NamesThePartsThatMadeTheWhole) {
  using Kind = Opened::Kind;
  const struct {
    Kind kind;
    Truth whole, part;
    bool want;
  } kCases[] = {
      {Kind::kAll, kT, kT, true},   {Kind::kAll, kF, kF, true},    {Kind::kAll, kF, kT, false},
      {Kind::kAll, kF, kU, false},  {Kind::kAll, kU, kU, true},    {Kind::kAny, kT, kT, true},
      {Kind::kAny, kT, kF, false},  {Kind::kAny, kT, kU, false},   {Kind::kAny, kF, kF, true},
      {Kind::kAny, kU, kU, true},   {Kind::kAny, kU, kF, false},   {Kind::kNot, kT, kF, true},
      {Kind::kNot, kF, kT, true},   {Kind::kCount, kT, kT, true},  {Kind::kCount, kT, kF, false},
      {Kind::kCount, kU, kU, true}, {Kind::kCount, kU, kF, false},
  };
  for (const auto& c : kCases) {
    EXPECT_EQ(Decides(c.kind, c.whole, c.part), c.want)
        << static_cast<int>(c.kind) << ": " << ToString(c.whole) << " by " << ToString(c.part);
  }
}

TEST(Evidence, IsWhatWasDeclared) {
  const struct {
    const char* condition;
    const char* declared;
    std::vector<std::string> want;
  } kCases[] = {
      {"{consent: {is: true}}", "consent: 'Yes'", {"consent = Yes"}},
      {"{consent: {is: true}}", "consent: false", {"consent = false (false)"}},
      {"{usage.seats: {over: 5}}", "usage: {seats: '1,400'}", {"usage.seats = 1,400"}},
      {"{data.subjects: {includes: civilians}}",
       "data: {subjects: [employees, residents, travellers]}",
       {"data.subjects = residents, term civilians", "data.subjects = travellers, term civilians"}},
      {"{data.subjects: {includes: civilians}}",
       "data: {subjects: [employees]}",
       {"data.subjects = employees, term civilians (false)"}},
      {"{data.subjects: {includes: civilians}}", "data: {subjects: []}", {"data.subjects = [] (false)"}},
      {"{data.subjects: {includes: residents}}",
       "data: {subjects: [civilians, employees]}",
       {"data.subjects = civilians, term residents (unknown)"}},
      {"{data.subjects: {includes: residents}}",
       "data: {subjects: [xyzzy, employees]}",
       {"data.subjects = xyzzy, term residents (unknown)"}},
      {"{capabilities: {includes: recognition}}",
       "services: [{name: face-search}]",
       {"services[0].name = face-search, term recognition, implied by face-search"}},
      {"{main: {is: recognition}}", "main: Blurring", {"main = Blurring, term recognition, implied by Blurring"}},
      {"{data.subjects: {declared: true}}",
       "data: {subjects: [residents, 5]}",
       {"data.subjects = [residents, 5], declared"}},
      {"{data.subjects: {declared: false}}", "", {"data.subjects is not declared"}},
      {"{opt-in: {is: true}}", "", {"opt-in is not declared (false)"}},
      // Plain absence is told as a question, not as a fact.
      {"{consent: {is: true}}", "", {}},
      {"{usage.seats: {over: 5}}", "usage: {seats: a few}", {"usage.seats = a few (unknown)"}},
      {"{partners: {declared: true}}", "", {"partners is not declared (false)"}},
      {"{every: partners, where: {name: {is: x}}}", "", {"partners is not declared (false)"}},
      {"{\"services[].cameras\": {over: 5}}",
       "services: [{cameras: 3}, {cameras: 7}, {cameras: 9}]",
       {"services[1].cameras = 7", "services[2].cameras = 9"}},
      {"{\"services[].cameras\": {declared: true}}",
       "services: [{cameras: 3}, {}]",
       {"services[1].cameras is not declared (false)"}},
      {"{every: services, where: {cameras: {over: 5}}}",
       "services: [{cameras: 3}, {cameras: 7}]",
       {"services[0].cameras = 3 (false)"}},
  };
  for (const auto& c : kCases) {
    SCOPED_TRACE(std::string(c.condition) + " of " + c.declared);
    EXPECT_EQ(LinesOf(EvidenceOf(Lab(c.condition, c.declared))), c.want);
  }
}

TEST(Evidence, OfTextsIsTheWordsAndWhatGovernsThem) {
  const struct {
    const char* condition;
    const char* declared;
    std::vector<std::string> want;
  } kCases[] = {
      {"{purpose: {mentions: watching}}",
       "purpose: Mass-Surveillance of cities",
       {"purpose = Mass-Surveillance asserted, entry watching"}},
      {"{purpose: {mentions: watching}}",
       "purpose: We may do mass surveillance",
       {"purpose = mass surveillance hedged, entry watching, cue may (unknown)"}},
      {"{purpose: {mentions: watching}}",
       "purpose: There is no mass surveillance",
       {"purpose = mass surveillance denied, entry watching, cue no (false)"}},
      {"{purpose: {denies: watching}}",
       "purpose: There is no mass surveillance",
       {"purpose = mass surveillance denied, entry watching, cue no"}},
      {"{purpose: {denies: watching}}",
       "purpose: There is no mass surveillance, notes: mass surveillance",
       {"notes = mass surveillance asserted, entry watching (false)"}},
      {"{purpose: {mentions: watching}}", "purpose: footfall", {}},
      {"{purpose: {mentions: watching}}", "purpose: 5", {"purpose = 5 (unknown)"}},
      {"{purpose: {mentions: watching}}",
       "purpose: \"mass\\u200B surveill\\u0430nce\"",
       {"purpose = mass\u200B surveill\u0430nce asserted, entry watching, folded"}},
      {"{purpose: {matches: 'foot\\w+'}}", "purpose: A FootFall count", {"purpose = FootFall asserted"}},
      {"{text: {mentions: watching}}",
       "purpose: mass surveillance, notes: it watches the crowd",
       {"notes = watches the crowd asserted, entry watching", "purpose = mass surveillance asserted, entry watching"}},
      {"{text: {mentions: [watching, consent]}}",
       "purpose: with consent mass surveillance",
       {"purpose = with consent asserted, entry consent", "purpose = mass surveillance asserted, entry watching"}},
      {"{text: {mentions: watching}}", "purpose: x, notes: 5", {"notes = 5 (unknown)"}},
  };
  for (const auto& c : kCases) {
    SCOPED_TRACE(std::string(c.condition) + " of " + c.declared);
    EXPECT_EQ(LinesOf(EvidenceOf(Lab(c.condition, c.declared))), c.want);
  }
}

// DETAILS 74.
TEST(Evidence, OfAWholeIsThatOfThePartsThatDecided) {
  const struct {
    const char* condition;
    const char* declared;
    std::vector<std::string> want;
  } kCases[] = {
      {"{all: [{consent: {is: true}}, {signed: {declared: true}}]}",
       "consent: true, signed: 2026-01-01",
       {"consent = true", "signed = 2026-01-01, declared"}},
      {"{all: [{consent: {is: true}}, {opt-in: {is: true}}]}", "consent: true", {"opt-in is not declared (false)"}},
      {"{any: [{consent: {is: true}}, {opt-in: {is: true}}, {main: {is: blurring}}]}",
       "consent: false, opt-in: true, main: blurring",
       {"opt-in = true", "main = blurring, term blurring"}},
      {"{any: [{consent: {is: true}}, {opt-in: {is: true}}]}",
       "consent: no, opt-in: no",
       {"consent = no (false)", "opt-in = no (false)"}},
      {"{not: {consent: {is: true}}}", "consent: false", {"consent = false (false)"}},
      {"{not: {opt-in: {is: true}}}", "", {"opt-in is not declared (false)"}},
      {"{signal: watched}", "purpose: mass surveillance", {"purpose = mass surveillance asserted, entry watching"}},
  };
  for (const auto& c : kCases) {
    SCOPED_TRACE(std::string(c.condition) + " of " + c.declared);
    EXPECT_EQ(LinesOf(EvidenceOf(Lab(c.condition, c.declared))), c.want);
  }
}

TEST(Evidence, HasItsPlaceInTheTextAndInTheFile) {
  const struct {
    const char* condition;
    const char* declared;
    const char* span;
  } kCases[] = {
      {"{purpose: {mentions: watching}}", "purpose: the mass surveillance of", "mass surveillance"},
      {"{purpose: {mentions: watching}}", "purpose: \"\\tmass \\\n  surveillance of\"", "mass \\\n  surveillance"},
      {"{purpose: {mentions: watching}}", "purpose: 'it''s mass\n  surveillance.'", "mass\n  surveillance"},
      {"{purpose: {matches: 'foot\\w+'}}", "purpose: \u00E9\u00E9 FootFall", "FootFall"},
      {"{consent: {is: true}}", "consent: 'Yes'", "'Yes'"},
      {"{data.subjects: {includes: civilians}}", "data: {subjects: [employees, residents]}", "residents"},
      {"{data.subjects: {declared: true}}", "data: {subjects: [employees, residents]}", "[employees, residents]"},
  };
  for (const auto& c : kCases) {
    SCOPED_TRACE(c.declared);
    const Lab lab(c.condition, c.declared);
    const auto evidence = EvidenceOf(lab);
    ASSERT_EQ(evidence.size(), 1U);
    ASSERT_TRUE(evidence[0].span);
    EXPECT_EQ(TextAt(lab.source(), *evidence[0].span), c.span);
    if (!evidence[0].start) continue;
    const std::string& text = lab.fact("purpose").text->value->text;
    EXPECT_EQ(text.substr(*evidence[0].start, *evidence[0].end - *evidence[0].start), evidence[0].value);
  }
}

TEST(Evidence, EqualOnesAreToldOnce) {
  std::vector<Evidence> evidence = {{.field = "b"}, {.field = "a"}, {.field = "b"}, {.field = "b", .value = "x"}};
  Deduplicate(evidence);
  EXPECT_THAT(LinesOf(evidence), ElementsAre("b = ", "a = ", "b = x"));
}

}  // namespace
}  // namespace proviso
