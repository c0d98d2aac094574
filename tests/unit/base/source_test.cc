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

TEST(Source, ColumnsOfLongLinesAreCountedFromTheirStart) {
  std::string text = "é\n";
  for (int i = 0; i < 10'000; ++i) text += "äb";
  const Source source("a.json", text);
  const auto at = [&](std::size_t pairs) { return source.At(3 + 3 * pairs); };
  EXPECT_EQ(at(0), (Position{2, 1}));
  EXPECT_EQ(at(1365), (Position{2, 2731}));
  EXPECT_EQ(at(9'999), (Position{2, 19'999}));
  EXPECT_EQ(source.At(text.size()), (Position{2, 20'001}));
}

// Editors show none: the first line begins behind it.
TEST(Source, AByteOrderMarkIsNoColumn) {
  const Source source("a.yaml", "\xEF\xBB\xBFid: x\nsecond");
  EXPECT_EQ(source.Line(1), "id: x");
  EXPECT_EQ(source.At(0), (Position{1, 1}));
  EXPECT_EQ(source.At(3), (Position{1, 1}));
  EXPECT_EQ(source.At(source.text().find('x')), (Position{1, 5}));
  EXPECT_EQ(source.At(source.text().find("second")), (Position{2, 1}));
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
