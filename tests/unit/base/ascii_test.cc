#include "base/ascii.h"

#include <gtest/gtest.h>

#include <cctype>

namespace proviso {
namespace {

// As <cctype> has it in the locale "C", where no byte beyond ASCII is anything.
TEST(Ascii, IsWhatTheLocaleCSays) {
  for (int byte = 0; byte < 256; ++byte) {
    const char c = static_cast<char>(byte);
    EXPECT_EQ(IsDigit(c), std::isdigit(byte) != 0) << byte;
    EXPECT_EQ(IsLetter(c), std::isalpha(byte) != 0) << byte;
    EXPECT_EQ(ToLower(c), static_cast<char>(std::tolower(byte))) << byte;
    EXPECT_EQ(HexValue(c) >= 0, std::isxdigit(byte) != 0) << byte;
  }
  EXPECT_EQ(HexValue('0'), 0);
  EXPECT_EQ(HexValue('9'), 9);
  EXPECT_EQ(HexValue('a'), 10);
  EXPECT_EQ(HexValue('F'), 15);
  EXPECT_EQ(ToLower("Ünïcode GB"), "Ünïcode gb");
}

}  // namespace
}  // namespace proviso
