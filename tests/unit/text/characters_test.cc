#include "text/characters.h"

#include <gtest/gtest.h>

#include <string>

namespace proviso {
namespace {

TEST(Characters, WalkingBothWays) {
  const std::string text = "aé€𝔴z";
  std::u32string forth, back;
  for (std::size_t at = 0; at < text.size();) forth += Next(text, at);
  for (std::size_t at = text.size(); at > 0;) back += Previous(text, at);
  EXPECT_TRUE(forth == U"aé€𝔴z");
  EXPECT_TRUE(back == U"z𝔴€éa");
  std::string again;
  for (const char32_t c : forth) Append(again, c);
  EXPECT_EQ(again, text);
}

TEST(Characters, WordCharacters) {
  for (const char32_t c : std::u32string_view(U"aZ09_éßжمक़̣漢ʼ")) {
    EXPECT_TRUE(IsWordCharacter(c)) << static_cast<unsigned>(c);
  }
  for (const char32_t c : std::u32string_view(U" -'’.,;/&+№…·•«»“”–—€\n")) {
    EXPECT_FALSE(IsWordCharacter(c)) << static_cast<unsigned>(c);
  }
}

TEST(Characters, Separators) {
  for (const char32_t c : std::u32string_view(U" -\t\n\r–—‐‑\u00A0\u2028\u3000−")) {
    EXPECT_TRUE(IsSeparator(c)) << static_cast<unsigned>(c);
  }
  for (const char32_t c : std::u32string_view(U"a_,/'\"’.;·•~")) {
    EXPECT_FALSE(IsSeparator(c)) << static_cast<unsigned>(c);
  }
}

}  // namespace
}  // namespace proviso
