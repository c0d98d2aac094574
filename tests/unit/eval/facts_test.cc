#include "eval/facts.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "unit/descriptor/read_text.h"
#include "unit/eval/lab.h"

namespace proviso {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::SizeIs;

const std::string kAny = "{consent: {is: true}}";

std::string StateOf(const Fact& fact) {
  constexpr std::string_view kStates[] = {"absent", "fault", "declared"};
  return std::string(kStates[static_cast<std::size_t>(fact.state)]) + (fact.present ? ", present" : "");
}

std::vector<std::string> WarningsOf(const Lab& lab) { return Told(lab.facts().warnings(), lab.source()); }

TEST(Facts, AFieldIsAbsentDeclaredOrAtFault) {
  const struct {
    const char* field;
    const char* declared;
    const char* want;
    std::vector<std::string> told;
  } kCases[] = {
      {"purpose", "", "absent", {}},
      {"purpose", "purpose: null", "absent", {}},
      {"purpose", "purpose: ''", "declared, present", {}},
      {"purpose", "purpose: 5", "fault, present", {"wrong-type \"5\""}},
      {"purpose", "purpose: [x]", "fault, present", {"wrong-type \"[x]\""}},
      {"data.subjects", "data: {}", "absent", {}},
      {"data.subjects", "data: null", "absent", {}},
      {"data.subjects", "data: {subjects: []}", "declared, present", {}},
      {"data.subjects", "data: {subjects: residents}", "declared, present", {}},
      {"data.subjects", "data: {subjects: {a: b}}", "fault, present", {"wrong-type \"{a: b}\""}},
      {"data.subjects", "data: {subjects: [employees, 5]}", "declared, present", {"wrong-type \"5\""}},
      {"data.subjects", "data: {subjects: [xyzzy]}", "declared, present", {"unknown-term \"xyzzy\""}},
      // One fault of a parent, though two fields lie in it.
      {"data.subjects", "data: 7", "fault", {"wrong-type \"7\""}},
      {"customer.sector", "customer: {sector: no}", "declared, present", {"unknown-term \"no\""}},
      {"customer.sector", "customer: {sector: [police]}", "fault, present", {"wrong-type \"[police]\""}},
      {"consent", "consent: 'Yes'", "declared, present", {}},
      {"consent", "consent: 1", "fault, present", {"wrong-type \"1\""}},
      {"consent", "consent: on", "fault, present", {"wrong-type \"on\""}},
      {"usage.share", "usage: {share: '-0.5'}", "declared, present", {}},
      {"usage.share", "usage: {share: true}", "fault, present", {"wrong-type \"true\""}},
      {"usage.seats", "usage: {seats: -1}", "fault, present", {"wrong-type \"-1\""}},
      {"usage.storage", "usage: {storage: 5}", "fault, present", {"wrong-type \"5\""}},
      {"usage.storage", "usage: {storage: 5 TB}", "declared, present", {}},
      {"data.retention", "data: {retention: up to 90 days}", "fault, present", {"wrong-type \"up to 90 days\""}},
      {"signed", "signed: 2026-02-30", "fault, present", {"wrong-type \"2026-02-30\""}},
      {"services", "services: []", "declared, present", {}},
      {"services", "services: {name: storage}", "fault, present", {"wrong-type \"{name: storage}\""}},
      {"services", "services: [{}, 7]", "declared, present", {"wrong-type \"7\""}},
      // What contradicts itself was told when the descriptor was read.
      {"consent", "a.b: 1, consent: true", "declared, present", {"unknown-field \"a.b\""}},
      {"data.subjects", "data: {subjects: [residents]}, data.subjects: [employees]", "fault, present", {}},
  };
  for (const auto& c : kCases) {
    SCOPED_TRACE(c.declared);
    const Lab lab(kAny, c.declared);
    EXPECT_EQ(StateOf(lab.fact(c.field)), c.want);
    EXPECT_EQ(WarningsOf(lab), c.told);
  }
}

TEST(Facts, WarningsNameTheFieldAndTheWayOut) {
  const struct {
    const char* declared;
    const char* message;
    const char* help;
  } kCases[] = {
      {"purposes: x", "`purposes`", "`purpose`"},
      {"usage: {seat: 5}", "`usage.seat`", "`usage.seats`"},
      {"services: [{}, {names: storage}]", "`services[1].names`", "`name`"},
      {"customer: {sector: polise}", "`polise` is not a term of `sector`", "`police`"},
      {"data: {subjects: [employees, 5]}", "`data.subjects[1]`", ""},
      {"data: [1]", "`data` holds", ""},
      {"usage: {storage: 5}", "`usage.storage`", ""},
      {"services: [{cameras: many}]", "`services[0].cameras`", ""},
      {"services: [text]", "`services[0]` should be an object", ""},
  };
  for (const auto& c : kCases) {
    SCOPED_TRACE(c.declared);
    const Lab lab(kAny, c.declared);
    ASSERT_THAT(lab.facts().warnings(), SizeIs(1));
    EXPECT_THAT(lab.facts().warnings()[0].message, HasSubstr(c.message));
    EXPECT_THAT(lab.facts().warnings()[0].help, HasSubstr(c.help));
    EXPECT_EQ(lab.facts().warnings()[0].severity, DiagnosticSeverity::kWarning);
  }
}

// An alias says in one place what two fields declare.
TEST(Facts, EveryFieldThatCannotBeReadIsToldWhereverItsValueStands) {
  const Lab lab(kAny, "data: {subjects: &x [5]}, capabilities: *x");
  ASSERT_THAT(lab.facts().warnings(), SizeIs(2));
  EXPECT_THAT(lab.facts().warnings()[0].message, HasSubstr("`capabilities[0]`"));
  EXPECT_THAT(lab.facts().warnings()[1].message, HasSubstr("`data.subjects[0]`"));
}

TEST(Facts, UnknownFieldsAreWarnedOfAtTheirKey) {
  EXPECT_THAT(WarningsOf(Lab(kAny, "x: {y: 1}, usage: {z: 2, seats: 3}, services: [{w: {v: 1}, id: s}]")),
              ElementsAre("unknown-field \"w\"", "unknown-field \"id\"", "unknown-field \"x\"", "unknown-field \"z\""));
}

TEST(Facts, AMillionWarningsFillNoReport) {
  std::string declared = "data: {subjects: [";
  for (int i = 0; i < 1000; ++i) declared += "1, ";
  const Lab lab(kAny, declared + "1]}");
  EXPECT_THAT(lab.facts().warnings(), SizeIs(101));
  EXPECT_THAT(lab.facts().warnings().back().message, HasSubstr("901 more"));
}

TEST(Facts, TermsKnowTheirPlaceAndAliases) {
  const Lab lab(kAny, "data: {subjects: [residents, xyzzy]}, customer: {sector: LEA}");
  const Fact& subjects = lab.fact("data.subjects");
  ASSERT_THAT(subjects.terms, SizeIs(2));
  EXPECT_EQ(subjects.terms[0].path, "data.subjects[0]");
  EXPECT_TRUE(subjects.terms[0].term);
  EXPECT_EQ(subjects.terms[1].path, "data.subjects[1]");
  EXPECT_FALSE(subjects.terms[1].term);
  const Fact& sector = lab.fact("customer.sector");
  ASSERT_THAT(sector.terms, SizeIs(1));
  EXPECT_EQ(sector.terms[0].path, "customer.sector");
  ASSERT_TRUE(sector.terms[0].term);
  EXPECT_EQ(lab.plan()
                .model.taxonomies[*lab.plan().model.FindField("customer.sector")->taxonomy]
                .terms[*sector.terms[0].term]
                .name,
            "police");
}

// DETAILS 26.
TEST(Facts, TextsAreInOrderOfPathThenElement) {
  const Lab lab(
      kAny,
      "services: [{remarks: f, notes: d}, {}, {notes: e}], purpose: c, partners: [{name: b}], notes: a, unknown: text");
  std::vector<std::string> texts;
  for (const DeclaredText* text : lab.facts().root().texts) texts.push_back(text->path + " = " + text->value->text);
  EXPECT_THAT(texts, ElementsAre("notes = a", "partners[0].name = b", "purpose = c", "services[0].notes = d",
                                 "services[2].notes = e", "services[0].remarks = f"));
  ASSERT_THAT(lab.fact("services").elements, SizeIs(3));
  EXPECT_THAT(lab.fact("services").elements[0]->texts, SizeIs(2));
  EXPECT_THAT(lab.fact("services").elements[1]->texts, IsEmpty());
}

TEST(Facts, MentionsOfATextAreFoundByEntry) {
  const Lab lab(kAny, "purpose: with consent. No mass surveillance. Mass surveillance");
  const DeclaredText& text = *lab.fact("purpose").text;
  const auto entry = [&](std::string_view name) {
    const auto& entries = lab.plan().model.entries;
    return static_cast<std::size_t>(std::ranges::find(entries, name, &Entry::name) - entries.begin());
  };
  const auto [first, last] = text.Of(entry("watching"));
  ASSERT_EQ(last - first, 2);
  EXPECT_EQ(first[0].reading, MentionReading::kDenied);
  EXPECT_EQ(first[1].reading, MentionReading::kAsserted);
  const auto [consent, end] = text.Of(entry("consent"));
  ASSERT_EQ(end - consent, 1);
  EXPECT_EQ(text.value->text.substr(consent->place.begin, consent->place.end - consent->place.begin), "with consent");
}

TEST(Facts, WhatElementsImplyIsTheDescriptorsToo) {
  const Lab lab(kAny, "services: [{name: counting}, {name: face-search}]");
  ASSERT_THAT(lab.facts().root().implications, SizeIs(1));
  EXPECT_EQ(lab.facts().root().implications[0].field_path, "services[1].name");
  EXPECT_THAT(lab.fact("services").elements[0]->implications, IsEmpty());
}

TEST(Facts, AbsenceCountsByTheFieldOrByTheCommandLine) {
  const Lab ask(kAny, "");
  EXPECT_FALSE(ask.facts().AbsenceIsFalse(ask.field("consent")));
  EXPECT_TRUE(ask.facts().AbsenceIsFalse(ask.field("opt-in")));
  const Lab no(kAny, "", /*undeclared_no=*/true);
  EXPECT_TRUE(no.facts().AbsenceIsFalse(no.field("consent")));
}

}  // namespace
}  // namespace proviso
