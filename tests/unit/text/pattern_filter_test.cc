#include "text/pattern_filter.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <vector>

#include "text/normalise.h"
#include "unit/text/random_text.h"

namespace proviso {
namespace {

std::vector<Pattern> Compile(const std::vector<std::string>& texts) {
  std::vector<Pattern> patterns;
  for (const std::string& text : texts) {
    PatternError error;
    std::optional<Pattern> pattern = Pattern::Compile(text, error);
    if (pattern) patterns.push_back(*std::move(pattern));
  }
  return patterns;
}

std::vector<std::uint32_t> Candidates(const std::string& pattern, const std::string& text) {
  return PatternFilter(Compile({pattern})).Candidates(NormaliseJoined(text).text);
}

TEST(PatternFilter, LeavesOutWhatCannotMatch) {
  EXPECT_FALSE(Candidates("pattern[- ]of[- ]life", "the Pattern-of life").empty());
  EXPECT_TRUE(Candidates("pattern[- ]of[- ]life", "the pattern of a day").empty());
  EXPECT_TRUE(Candidates("face\\s+(search|match)", "face found").empty());
  EXPECT_FALSE(Candidates("face\\s+(search|match)", "a face \n match").empty());
  EXPECT_FALSE(Candidates("KELVIN",
                          "kelvin \xE2\x84\xAA"
                          "elvin")
                   .empty());
}

TEST(PatternFilter, RunsEverywhereWhatHoldsNoLettersOfItsOwn) {
  const PatternFilter filter(Compile({"[0-9]{4}", "a|b", "surveillance"}));
  EXPECT_EQ(std::vector<std::uint32_t>(filter.always().begin(), filter.always().end()),
            (std::vector<std::uint32_t>{0, 1}));
  EXPECT_EQ(filter.Candidates("nothing"), (std::vector<std::uint32_t>{0, 1}));
  EXPECT_EQ(filter.Candidates("surveillance"), (std::vector<std::uint32_t>{0, 1, 2}));
  EXPECT_TRUE(PatternFilter().Candidates("surveillance").empty());
}

// Every pattern that RE2 finds is a candidate, whatever it is made of.
TEST(PatternFilter, NeverMissesWhatMatches) {
  const std::vector<std::string> parts = {
      "mass", "surve",    "K",    "s+",        "\\W+", ".{0,9}", "(a|mass|not)", "[a-m]ot", "(no)?", "\\bdon",
      "t\\b", "\xC3\xA9", "[^x]", "(?i:MAS)s", "a*",   "(b|c)+", "(?:not|no)",   "ssss?",   "\\d"};
  std::size_t matched = 0, left_out = 0;
  for (std::uint64_t seed = 0; seed < 3'000; ++seed) {
    Draw draw(seed);
    std::vector<std::string> texts;
    for (std::size_t i = 0; i < 5; ++i) {
      std::string text;
      for (std::size_t k = draw.Below(4) + 1; k > 0; --k) text += parts[draw.Below(parts.size())];
      if (draw.Below(4) == 0) text += "|" + parts[draw.Below(parts.size())];
      texts.push_back(text);
    }
    const std::vector<Pattern> patterns = Compile(texts);
    const PatternFilter filter(patterns);
    for (std::size_t t = 0; t < 4; ++t) {
      std::string original = draw.Text(14);
      if (t == 0) original += " mass surve \xE2\x84\xAA mASS\xC5\xBF not a s";
      const std::string text = NormaliseJoined(original).text;
      const std::vector<std::uint32_t> candidates = filter.Candidates(text);
      for (std::uint32_t p = 0; p < patterns.size(); ++p) {
        const bool is_candidate = std::ranges::binary_search(candidates, p);
        const bool matches = patterns[p].Find(text).has_value();
        ASSERT_TRUE(is_candidate || !matches)
            << "seed " << seed << ": `" << patterns[p].text() << "` in `" << text << "`";
        matched += matches ? 1 : 0;
        left_out += is_candidate ? 0 : 1;
      }
    }
  }
  EXPECT_GT(matched, 5'000u);  // or the draws say nothing
  EXPECT_GT(left_out, 5'000u);
}

}  // namespace
}  // namespace proviso
