#include "report/layout.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "report/evidence.h"

namespace proviso {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

constexpr Painter kPlain;

Span At(const Source& source, std::string_view words) {
  const std::size_t begin = source.text().find(words);
  return {0, begin, begin + words.size()};
}

Evidence Match(const Source& source, std::string_view words, Evidence::Reading reading) {
  const Span span = At(source, words);
  Evidence evidence{.field = "purpose", .reading = reading, .value = std::string(words), .entry = "dragnet"};
  evidence.start = span.begin;
  evidence.end = span.end;
  evidence.span = span;
  return evidence;
}

TEST(WrapLines, CountsColumnsAndLeavesLongWordsWhole) {
  EXPECT_THAT(WrapLines("aa bb cc", 5, 5), ElementsAre("aa bb", "cc"));
  EXPECT_THAT(WrapLines("a https://example.com/x b", 6, 6), ElementsAre("a", "https://example.com/x", "b"));
  EXPECT_THAT(WrapLines("漢字 漢字", 8, 8), ElementsAre("漢字", "漢字"));
  EXPECT_THAT(WrapLines("", 8, 8), ElementsAre(""));
  EXPECT_THAT(WrapLines("a\nb\x1b", 80, 80), ElementsAre("a b\\u{1B}"));
}

TEST(Quote, UnderlinesEachMarkInItsLine) {
  const Source source("a.yaml", "id: x\npurpose: dragnet search, then a dragnet\n");
  const Span first = At(source, "dragnet search");
  const Span second{0, source.text().rfind("dragnet"), source.text().rfind("dragnet") + 7};
  EXPECT_EQ(Quote(source, {{.span = first}, {.span = second}}, 2, kPlain),
            "    2 | purpose: dragnet search, then a dragnet\n"
            "      |          ^~~~~~~~~~~~~~         ^~~~~~~\n");
}

TEST(Quote, AMarkOverALineBreakStandsOnBothLines) {
  const Source source("a.yaml", "purpose: |\n  mass\n  surveillance\n");
  EXPECT_EQ(Quote(source, {{.span = At(source, "mass\n  surveillance")}}, 0, kPlain),
            "  2 |   mass\n    |   ^~~~\n  3 |   surveillance\n    |   ^~~~~~~~~~~~\n");
}

TEST(Quote, LongLinesAreCutToThePage) {
  std::string text = "{\"purpose\": \"";
  for (int i = 0; i < 200; ++i) text += "word ";
  const Source source("a.json", text + "dragnet search\"}");
  const std::string quoted = Quote(source, {{.span = At(source, "dragnet search")}}, 4, kPlain);
  EXPECT_THAT(quoted, HasSubstr("dragnet search"));
  std::size_t longest = 0;
  for (std::size_t at = 0; at < quoted.size();) {
    const std::size_t end = quoted.find('\n', at);
    longest = std::max(longest, end - at);
    at = end + 1;
  }
  EXPECT_LE(longest, kPageWidth + 4);  // bytes: two cut ends of three bytes each
}

TEST(ShowEvidence, DenialsAndHedgesLookDifferent) {
  const Source source("a.yaml", "purpose: no dragnet search, may be a dragnet sweep");
  Evidence denied = Match(source, "dragnet search", Evidence::Reading::kDenied);
  denied.cue = "no";
  Evidence hedged = Match(source, "dragnet sweep", Evidence::Reading::kHedged);
  hedged.cue = "may";
  EXPECT_EQ(ShowEvidence({denied, hedged}, source, 2, kPlain),
            "  a.yaml:1:13: purpose denies dragnet\n"
            "    1 | purpose: no dragnet search, may be a dragnet sweep\n"
            "      |             -------------- denied by `no`\n"
            "  a.yaml:1:38: purpose may mention dragnet\n"
            "    1 | purpose: no dragnet search, may be a dragnet sweep\n"
            "      |                                      ~~~~~~~~~~~~? hedged by `may`\n");
}

TEST(ShowEvidence, AValueIsShownOnceWithAllThatItStandsFor) {
  const Source source("a.yaml", "data: {subjects: [residents]}");
  Evidence list{.field = "data.subjects", .presence = true, .value = "[residents]"};
  Evidence value{.field = "data.subjects", .value = "residents", .term = "civilians"};
  value.span = At(source, "residents");
  Evidence other = value;
  other.truth = Truth::kFalse;
  other.term = "employees";
  EXPECT_EQ(ShowEvidence({list, value, other, value}, source, 2, kPlain),
            "  a.yaml:1:19: data.subjects: residents (is civilians, is not employees)\n");
}

TEST(NotDeclaredOf, LeavesOutWhatIsUnclear) {
  Finding finding{.state = State::kUndetermined};
  finding.unknown = {"customer.sector", "services[].name"};
  finding.unclear = {"services[].name"};
  finding.evidence.push_back({.field = "approvals", .truth = Truth::kFalse, .declared = false});
  finding.evidence.push_back({.field = "approvals", .truth = Truth::kFalse, .declared = false});
  EXPECT_THAT(NotDeclaredOf(finding), ElementsAre("approvals", "customer.sector"));
}

TEST(ShowEvidence, ValuesTellTheTermTheyStandFor) {
  const Source source("a.yaml", "data: {subjects: [residents]}");
  Evidence value{.field = "data.subjects", .value = "residents", .term = "civilians"};
  value.span = At(source, "residents");
  Evidence absent{.field = "customer.sector", .truth = Truth::kUnknown, .declared = false};
  Evidence implied{.field = "services", .value = "vision", .term = "face-recognition", .implied_by = "vision"};
  EXPECT_EQ(ShowEvidence({value, absent, implied}, source, 2, kPlain),
            "  a.yaml:1:19: data.subjects: residents (is civilians)\n"
            "  services: vision (implies face-recognition)\n");
}

}  // namespace
}  // namespace proviso
