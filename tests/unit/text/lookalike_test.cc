#include "text/lookalike.h"

#include <gtest/gtest.h>

#include "tables/confusables.h"

namespace proviso {
namespace {

TEST(Lookalike, TheTableIsWhatIcuSays) {
  const std::map<char32_t, char32_t> told = LatinConfusables();
  EXPECT_GT(told.size(), 500u);
  for (char32_t c = 0; c <= 0x10FFFF; ++c) {
    const auto found = told.find(c);
    ASSERT_EQ(LatinLookalike(c), found == told.end() ? 0 : found->second) << static_cast<std::uint32_t>(c);
  }
}

TEST(Lookalike, CapitalsLookLikeCapitals) {
  EXPECT_EQ(LatinLookalike(U'\u0412'), U'b');  // Cyrillic Ve
  EXPECT_EQ(LatinLookalike(U'\u0432'), 0u);    // its small form
  EXPECT_EQ(LatinLookalike(U'\u0430'), U'a');
  EXPECT_EQ(LatinLookalike(U'a'), 0u);
}

}  // namespace
}  // namespace proviso
