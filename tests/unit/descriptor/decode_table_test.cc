#include <gtest/gtest.h>

#include "proviso/descriptor.h"

namespace proviso {
namespace {

TEST(DecodeTable, GivesUtf8) {
  const struct {
    const char* name;
    std::string bytes;
    std::string want;
  } kCases[] = {
      {"nothing", "", ""},
      {"ASCII", "a,b\r\n", "a,b\r\n"},
      {"UTF-8 as it is", "caf\u00E9 \u201Ca\u201D \U0001F600", "caf\u00E9 \u201Ca\u201D \U0001F600"},
      {"byte-order mark",
       "\xEF\xBB\xBF"
       "a",
       "a"},
      {"a byte-order mark alone", "\xEF\xBB\xBF", ""},
      {"Latin letters", "caf\xE9", "caf\u00E9"},
      {"curly quotes, dash, euro",
       "\x93"
       "a\x94 \x96 \x80",
       "\u201Ca\u201D \u2013 \u20AC"},
      {"apostrophe of a denial", "don\x92t", "don\u2019t"},
      {"the last byte", "\xFF", "\u00FF"},
      {"five bytes without meaning", "\x81\x8D\x8F\x90\x9D", "\uFFFD\uFFFD\uFFFD\uFFFD\uFFFD"},
      // More UTF-8 than strays: only the strays are read as Windows-1252.
      {"a stray in UTF-8", "\u00E9\u00E9 \xE9", "\u00E9\u00E9 \u00E9"},
      // Not more: the two bytes of the one character are two characters of Windows-1252.
      {"as many strays as characters", "\xC3\xA9 \xE9", "\u00C3\u00A9 \u00E9"},
      {"a character cut off", "a\xE2\x82", "a\u00E2\u201A"},
  };
  for (const auto& c : kCases) {
    SCOPED_TRACE(c.name);
    EXPECT_EQ(DecodeTable(c.bytes), c.want);
  }
}

}  // namespace
}  // namespace proviso
