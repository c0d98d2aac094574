#include "check/cycles.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace proviso {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

TEST(Cycles, EachGroupGivesItsShortestFromItsSmallestNode) {
  EXPECT_THAT(FindCycles({}), IsEmpty());
  EXPECT_THAT(FindCycles({{1}, {2}, {}}), IsEmpty());
  EXPECT_THAT(FindCycles({{1, 2}, {2}, {}}), IsEmpty());
  EXPECT_THAT(FindCycles({{0}}), ElementsAre(ElementsAre(0)));
  EXPECT_THAT(FindCycles({{1}, {2}, {0}}), ElementsAre(ElementsAre(0, 1, 2)));
  EXPECT_THAT(FindCycles({{1}, {2, 0}, {0}}), ElementsAre(ElementsAre(0, 1)));
  EXPECT_THAT(FindCycles({{3}, {1}, {0}, {2}, {0}}), ElementsAre(ElementsAre(0, 3, 2), ElementsAre(1)));
  EXPECT_THAT(FindCycles({{1}, {2}, {1}}), ElementsAre(ElementsAre(1, 2)));
}

TEST(Cycles, LongestPathsAddWeights) {
  EXPECT_THAT(LongestPaths({{1, 2}, {2}, {}}, {1, 10, 100}), ElementsAre(111, 110, 100));
  EXPECT_THAT(LongestPaths({{}, {0}, {0, 1}}, {5, 1, 1}), ElementsAre(5, 6, 7));
}

TEST(Cycles, ChainsOfAnyLengthAreWalked) {
  constexpr std::size_t kLength = 300'000;
  std::vector<std::vector<std::size_t>> edges(kLength);
  for (std::size_t i = 0; i < kLength; ++i) edges[i] = {(i + 1) % kLength};
  EXPECT_EQ(FindCycles(edges).front().size(), kLength);
  edges.back().clear();
  EXPECT_THAT(FindCycles(edges), IsEmpty());
  EXPECT_EQ(LongestPaths(edges, std::vector<std::size_t>(kLength, 1)).front(), kLength);
}

}  // namespace
}  // namespace proviso
