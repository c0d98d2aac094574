#include "text/segment.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace proviso {
namespace {

struct Sentences {
  const char* name;
  const char* text;
  std::vector<std::string> want;  // the text cut at its sentence ends
};

std::vector<std::string> CutAtEnds(const std::string& text) {
  std::vector<std::string> parts;
  std::size_t begin = 0;
  for (const std::size_t end : Segment(text).sentence_ends) {
    parts.push_back(text.substr(begin, end - begin));
    begin = end;
  }
  if (begin < text.size()) parts.push_back(text.substr(begin));
  return parts;
}

TEST(Segment, SentenceEnds) {
  const Sentences cases[] = {
      {"stop before a space", "we do. we act", {"we do.", " we act"}},
      {"stop at the end", "we do.", {"we do."}},
      {"run of stops", "really?! yes", {"really?!", " yes"}},
      {"closing quotes and brackets belong to it", "he said \"yes.\") then", {"he said \"yes.\")", " then"}},
      {"curly and pointed quotes", "“a word.” then «b!» then", {"“a word.”", " then «b!»", " then"}},
      {"German quotes", "„wort.“ dann", {"„wort.“", " dann"}},
      {"no space, no end", "3.5 of a.com is v1.2.3", {"3.5 of a.com is v1.2.3"}},
      {"single letters", "e.g. this, i.e. that, u.s. and j. smith", {"e.g. this, i.e. that, u.s. and j. smith"}},
      {"a letter after an apostrophe is not single", "they don't. we do", {"they don't.", " we do"}},
      {"a single digit is no letter", "step 5. then", {"step 5.", " then"}},
      {"abbreviations",
       "a etc. vs. cf. approx. dr. mr. mrs. ms. inc. ltd. corp. co. no. art. sec. fig. b",
       {"a etc. vs. cf. approx. dr. mr. mrs. ms. inc. ltd. corp. co. no. art. sec. fig. b"}},
      {"an abbreviation is a whole word", "basic. then", {"basic.", " then"}},
      {"two stops after an abbreviation end it", "etc.. then", {"etc..", " then"}},
      {"ellipsis ends", "we... do", {"we...", " do"}},
      {"semicolon", "no;yes; then", {"no;", "yes;", " then"}},
      {"blank line", "one\n\ntwo", {"one\n\n", "two"}},
      {"blank line with spaces and CRLF", "one\r\n \t\r\ntwo", {"one\r\n \t\r\n", "two"}},
      {"lone line break is none", "one\ntwo\r\nthree", {"one\ntwo\r\nthree"}},
      {"CRLF alone is no blank line", "one\r\ntwo", {"one\r\ntwo"}},
      {"hyphen bullet", "do not\n- track", {"do not\n", "- track"}},
      {"bullets of all kinds",
       "a\n* b\n • c\r\n\t· d\n1. e\n22) f",
       {"a\n", "* b\n", " • c\r\n", "\t· d\n", "1.", " e\n", "22) f"}},
      {"a bullet needs a space after it", "mass\n-surveillance\n1.5 times\n*x", {"mass\n-surveillance\n1.5 times\n*x"}},
      {"a bullet may end the text", "a\n-", {"a\n", "-"}},
      {"a year is no bullet", "in\n2026) x", {"in\n2026) x"}},
      {"ideographic stop", "甲。乙", {"甲。", "乙"}},
      {"comma and colon are none", "no a, b: c", {"no a, b: c"}},
  };
  for (const Sentences& c : cases) {
    SCOPED_TRACE(c.name);
    EXPECT_EQ(CutAtEnds(c.text), c.want);
  }
}

TEST(Segment, Words) {
  const std::string text = "don't 'quote' face-match o''x l'été _a 3.5 x'";
  std::vector<std::string> words;
  for (const Range word : Segment(text).words) words.push_back(text.substr(word.begin, word.end - word.begin));
  EXPECT_EQ(words,
            (std::vector<std::string>{"don't", "quote", "face", "match", "o", "x", "l'été", "_a", "3", "5", "x"}));
}

TEST(Segment, Between) {
  const Segments segments = Segment("one two. three; four");
  EXPECT_TRUE(segments.SentenceEndsWithin({8, 9}));  // just past the stop counts
  EXPECT_TRUE(segments.SentenceEndsWithin({4, 8}));
  EXPECT_FALSE(segments.SentenceEndsWithin({4, 7}));
  EXPECT_FALSE(segments.SentenceEndsWithin({9, 14}));
  EXPECT_TRUE(segments.SentenceEndsWithin({9, 20}));
  EXPECT_EQ(segments.WordsWithin({0, 20}), 4u);
  EXPECT_EQ(segments.WordsWithin({1, 20}), 3u);
  EXPECT_EQ(segments.WordsWithin({4, 13}), 1u);
  EXPECT_EQ(segments.WordsWithin({4, 14}), 2u);
  EXPECT_EQ(segments.WordsWithin({5, 6}), 0u);
}

}  // namespace
}  // namespace proviso
