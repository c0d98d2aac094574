#include "proviso/source.h"

#include <gtest/gtest.h>

namespace proviso {
namespace {

TEST(Source, ColumnsCountCharactersNotBytes) {
  const Source source("a.yaml", "é: x\r\nsecond");
  EXPECT_EQ(source.At(2), (Position{1, 2}));
  EXPECT_EQ(source.At(source.text().find("second")), (Position{2, 1}));
  EXPECT_EQ(source.At(10'000), (Position{2, 7}));
}

TEST(Source, LinesComeWithoutTheirBreaks) {
  const Source source("a.yaml", "one\r\ntwo\n");
  EXPECT_EQ(source.Line(1), "one");
  EXPECT_EQ(source.Line(2), "two");
  EXPECT_EQ(source.Line(3), "");
  EXPECT_EQ(source.Line(0), "");
  EXPECT_EQ(source.Line(9), "");
}

}  // namespace
}  // namespace proviso
