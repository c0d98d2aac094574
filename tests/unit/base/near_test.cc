#include "proviso/near.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace proviso {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

const std::vector<std::string> kFields = {"purpose", "data.subjects", "data.retention", "customer.sector",
                                          "services[].name"};

TEST(Near, NearestFirstThenByName) {
  EXPECT_THAT(NearNames("purposes", kFields), ElementsAre("purpose"));
  EXPECT_THAT(NearNames("data.subject", kFields), ElementsAre("data.subjects"));
  const std::vector<std::string> same = {"cat", "bat", "hat", "rat"};
  EXPECT_THAT(NearNames("mat", same), ElementsAre("bat", "cat", "hat"));
  EXPECT_THAT(NearNames("mat", same, 1), ElementsAre("bat"));
}

TEST(Near, NeighboursSwappedAreOneEdit) {
  const std::vector<std::string> known = {"mtilitary", "imlitary", "militray"};
  EXPECT_THAT(NearNames("military", known), ElementsAre("imlitary", "militray", "mtilitary"));
}

TEST(Near, CaseAndJointsDoNotCount) {
  EXPECT_THAT(NearNames("Data_Subjects", {kFields}), ElementsAre("data.subjects"));
  const std::vector<std::string> known = {"law-enforcement"};
  EXPECT_THAT(NearNames("LAW ENFORCEMENT", known), ElementsAre("law-enforcement"));
}

TEST(Near, WhereNothingIsCloseASharedWordCounts) {
  const std::vector<std::string> known = {"bulk-collection-of-phone-records", "public-health-surveillance"};
  EXPECT_THAT(NearNames("phone", known), ElementsAre("bulk-collection-of-phone-records"));
  EXPECT_THAT(NearNames("of", known), IsEmpty());
}

TEST(Near, FarNamesAndEndlessNamesAreNotOffered) {
  EXPECT_THAT(NearNames("xyzzy", kFields), IsEmpty());
  EXPECT_THAT(NearNames("", kFields), IsEmpty());
  EXPECT_THAT(NearNames(std::string(100'000, 'a'), kFields), IsEmpty());
}

TEST(Near, CharactersCountNotBytes) {
  const std::vector<std::string> known = {"υγεία"};
  EXPECT_THAT(NearNames("υγεια", known), ElementsAre("υγεία"));
  EXPECT_THAT(NearNames("\xFF\x80", known), IsEmpty());
}

TEST(Near, Sentence) {
  const std::vector<std::string> known = {"bat", "cat", "hat"};
  EXPECT_EQ(DidYouMean("bats", known), "did you mean `bat`?");
  EXPECT_EQ(DidYouMean("mat", known), "did you mean `bat`, `cat` or `hat`?");
  EXPECT_EQ(DidYouMean("xyzzy", known), "");
}

}  // namespace
}  // namespace proviso
