// `mentions` and `denies`, of one text and of all.
#include <gtest/gtest.h>

#include "unit/eval/lab.h"

namespace proviso {
namespace {

const std::string kAsserts = "it does mass surveillance";
const std::string kDenies = "it does no mass surveillance";
const std::string kHedges = "it may do mass surveillance";
const std::string kSilent = "it counts footfall";

struct Case {
  std::string declared;
  const char* mentions;
  const char* denies;
};

void ExpectReadings(const std::string& what, const std::vector<Case>& cases) {
  for (const Case& c : cases) {
    SCOPED_TRACE(what + " of " + c.declared);
    EXPECT_EQ(TruthOf("{" + what + ": {mentions: watching}}", c.declared), c.mentions);
    EXPECT_EQ(TruthOf("{" + what + ": {denies: watching}}", c.declared), c.denies);
  }
}

// DETAILS 27 to 29: an assertion or a hedge in any text outweighs a denial in this one.
TEST(TextLeaves, OfOneText) {
  ExpectReadings("purpose", {
                                {"purpose: " + kAsserts, "true", "false"},
                                {"purpose: " + kDenies, "false", "true"},
                                {"purpose: " + kHedges, "unknown", "false"},
                                {"purpose: " + kSilent, "false", "false"},
                                {"purpose: ''", "false", "false"},
                                {"purpose: ' '", "false", "false"},
                                {"", "unknown", "unknown"},
                                {"purpose: " + kAsserts + ". " + kDenies, "true", "false"},
                                {"purpose: " + kHedges + ". " + kDenies, "unknown", "unknown"},
                                {"purpose: it may do no mass surveillance", "unknown", "false"},
                                {"purpose: not only does it do mass surveillance", "true", "false"},
                                {"purpose: \"it does no counting, but mass surveillance\"", "true", "false"},
                                {"purpose: " + kDenies + ", notes: " + kAsserts, "false", "false"},
                                {"purpose: " + kDenies + ", notes: " + kHedges, "false", "unknown"},
                                {"purpose: " + kDenies + ", notes: 5", "false", "unknown"},
                                {"purpose: " + kDenies + ", services: [{notes: " + kAsserts + "}]", "false", "false"},
                                {"purpose: " + kDenies + ", notes: " + kSilent, "false", "true"},
                                {"purpose: 5", "unknown", "unknown"},
                                {"notes: " + kAsserts, "unknown", "false"},
                            });
}

// DETAILS 25, 26, 28.
TEST(TextLeaves, OfAllTexts) {
  ExpectReadings("text", {
                             {"purpose: " + kAsserts, "true", "false"},
                             {"purpose: " + kDenies, "false", "true"},
                             {"purpose: " + kHedges, "unknown", "false"},
                             {"purpose: " + kSilent, "false", "false"},
                             {"purpose: " + kSilent + ", notes: " + kAsserts, "true", "false"},
                             {"purpose: " + kSilent + ", services: [{}, {notes: " + kAsserts + "}]", "true", "false"},
                             {"purpose: " + kDenies + ", notes: " + kAsserts, "true", "false"},
                             {"purpose: " + kDenies + ", notes: " + kHedges, "unknown", "unknown"},
                             {"purpose: " + kSilent + ", notes: 5", "unknown", "unknown"},
                             // `purpose` is required: without it there may be more to read.
                             {"notes: " + kSilent, "unknown", "unknown"},
                             {"notes: " + kAsserts, "true", "false"},
                             {"notes: " + kDenies, "unknown", "unknown"},
                             {"", "unknown", "unknown"},
                             {"remarks: " + kAsserts, "unknown", "unknown"},
                             {"purpose: " + kSilent + ", remarks: " + kAsserts, "false", "false"},
                         });
}

TEST(TextLeaves, SilenceThatCountsAsNoIsFalse) {
  for (const char* what : {"purpose", "text"}) {
    for (const char* op : {"mentions", "denies"}) {
      const std::string condition = "{" + std::string(what) + ": {" + op + ": watching}}";
      EXPECT_EQ(TruthOf(condition, "", /*undeclared_no=*/true), "false") << condition;
    }
  }
  EXPECT_EQ(TruthOf("{text: {mentions: watching}}", "notes: " + kSilent, /*undeclared_no=*/true), "false");
}

// DETAILS 24: any entry is mentioned, each is denied.
TEST(TextLeaves, SeveralEntries) {
  const struct {
    const char* condition;
    std::string purpose;
    const char* want;
  } kCases[] = {
      {"{mentions: [watching, consent]}", "cameras with consent", "true"},
      {"{mentions: [watching, consent]}", "cameras", "false"},
      {"{mentions: [watching, consent]}", "may do mass surveillance with consent", "unknown"},
      {"{mentions: [watching, consent]}", "may do mass surveillance. Always with consent", "true"},
      {"{denies: [watching, consent]}", "no mass surveillance", "false"},
      {"{denies: [watching, consent]}", "no mass surveillance, not with consent", "true"},
  };
  for (const auto& c : kCases) {
    for (const std::string what : {"purpose", "text"}) {
      const std::string condition = "{" + what + ": " + c.condition + "}";
      EXPECT_EQ(TruthOf(condition, "purpose: \"" + c.purpose + "\""), c.want) << condition << " of " << c.purpose;
    }
  }
}

// DETAILS 32.
TEST(TextLeaves, ACueInsideAMatchAsks) {
  EXPECT_EQ(TruthOf("{purpose: {mentions: watching}}", "purpose: it watches no crowd"), "unknown");
}

// DETAILS 26: `text` inside `where` is the element's.
TEST(TextLeaves, TextsOfAnElement) {
  const std::string condition = "{some: services, where: {text: {mentions: watching}}}";
  EXPECT_EQ(TruthOf(condition, "purpose: " + kAsserts + ", services: [{notes: " + kSilent + "}]"), "false");
  EXPECT_EQ(TruthOf(condition, "services: [{notes: " + kSilent + "}, {notes: " + kAsserts + "}]"), "true");
  EXPECT_EQ(TruthOf(condition, "services: [{name: storage}]"), "unknown");
}

}  // namespace
}  // namespace proviso
