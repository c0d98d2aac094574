#include "support/case_file.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace proviso {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

constexpr const char* kText =
    "# why\n-- a.yaml --\nx: 1\n---\ny: -- 2 --\n-- command --\ncheck a.yaml\n-- want --\nallow\n-- want exit --\n0\n";

TEST(CaseFile, PrintsWhatItRead) { EXPECT_EQ(PrintCaseFile(ParseCaseFile(kText)), kText); }

TEST(CaseFile, OnlyWholeLinesStartSections) {
  const CaseFile file = ParseCaseFile(kText);
  ASSERT_EQ(file.sections.size(), 4u);
  EXPECT_EQ(*file.Find("a.yaml"), "x: 1\n---\ny: -- 2 --\n");
  EXPECT_EQ(file.Find("b.yaml"), nullptr);
}

TEST(CaseFile, CommandsAreSplitLikeAShellDoes) {
  EXPECT_THAT(*SplitCommand("check  --only 'a b/*' \"\" -q\n"), ElementsAre("check", "--only", "a b/*", "", "-q"));
  EXPECT_FALSE(SplitCommand("check 'a"));
}

TEST(CaseFile, WhatIsNotWantedMustBeEmpty) {
  const CaseFile file = ParseCaseFile("# why\n-- command --\nlint\n-- want --\nfine\n");
  EXPECT_THAT(CompareCase(file, {"fine\n", "", 0}), IsEmpty());
  EXPECT_THAT(CompareCase(file, {"fine\n", "oops\n", 2}),
              ElementsAre(HasSubstr("want stderr"), HasSubstr("want exit")));
}

TEST(CaseFile, AnUpdatedCaseWantsWhatCameOut) {
  CaseFile file = ParseCaseFile("# why\n-- command --\nlint\n");
  const CaseOutcome outcome{"out\n", "err\n", 1};
  UpdateCase(file, outcome);
  EXPECT_THAT(CompareCase(file, outcome), IsEmpty());
  EXPECT_EQ(PrintCaseFile(file),
            "# why\n-- command --\nlint\n-- want --\nout\n-- want stderr --\nerr\n-- want exit --\n1\n");
}

}  // namespace
}  // namespace proviso
