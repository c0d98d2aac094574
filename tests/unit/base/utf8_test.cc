#include "base/utf8.h"

#include <gtest/gtest.h>

namespace proviso {
namespace {

TEST(Utf8, FindsTheFirstByteThatIsNone) {
  const struct {
    std::string_view text;
    std::size_t want;
  } kCases[] = {
      {"", std::string_view::npos},
      {"a", std::string_view::npos},
      {"é€𝔴", std::string_view::npos},
      {"\xEF\xBF\xBF", std::string_view::npos},
      {"\xff", 0},
      {"a\xC3", 1},
      {"é\xC0\xAF", 2},         // overlong
      {"\xED\xA0\x80", 0},      // a surrogate
      {"\xF4\x90\x80\x80", 0},  // past the last code point
      {"\xE2\x82", 0},
      {"\x80", 0},
  };
  for (const auto& [text, want] : kCases) EXPECT_EQ(FindBadUtf8(text), want) << text;
}

TEST(Utf8, WritesWhatItReads) {
  std::string again;
  const std::string_view text = "aé€𝔴z";
  for (std::size_t at = 0; at < text.size();) {
    char32_t c = 0;
    at += DecodeUtf8(text, at, c);
    AppendUtf8(c, again);
  }
  EXPECT_EQ(again, text);
}

}  // namespace
}  // namespace proviso
