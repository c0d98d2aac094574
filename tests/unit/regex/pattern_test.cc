#include "regex/pattern.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace proviso {
namespace {

struct Refused {
  const char* name;
  const char* pattern;
  const char* message;  // a part of it
  const char* underlined;
  const char* help;  // a part of it
};

TEST(Pattern, FaultsAreToldInOurWordsWithTheirPlace) {
  const Refused cases[] = {
      {"look-ahead", "weapon(?=s)", "look-ahead is not part of RE2", "(?=", "`except`"},
      {"negative look-ahead", "weapon(?!s)", "look-ahead", "(?!", "`denies`"},
      {"look-behind", "(?<=no )weapon", "look-behind is not part of RE2", "(?<=", "`except`"},
      {"negative look-behind", "(?<!no )weapon", "look-behind", "(?<!", "`denies`"},
      {"group named the other way", "a(?<name>b)", "groups are not named so", "(?<name>", "(?P<name>"},
      {"backreference", "(a|b)-\\1", "references back to a group", "\\1", "list the alternatives"},
      {"backreference after an escaped backslash", "\\\\1(a)\\1", "references back", "\\1", "alternatives"},
      {"backreference by name", "(?P<n>a)(?P=n)", "references back", "(?P=", "alternatives"},
      {"possessive", "a++b", "possessive quantifiers", "++", "leave out the last `+`"},
      {"possessive star", "a*+b", "possessive quantifiers", "*+", "leave out"},
      {"atomic group", "(?>a)", "atomic groups", "(?>", "(?:...)"},
      {"two repeats", "a**", "two repeats in a row", "**", "group"},
      {"repeat over 1000", "xa{1001}", "a repeat over 1000", "{1001}", "..."},
      {"nested repeats over 1000", "(a{1000}){10}", "a repeat over 1000", "{10}", "..."},
      {"repeat backwards", "a{5,2}", "ends before it begins", "{5,2}", "smaller"},
      {"nothing to repeat", "*a", "nothing stands before", "*", "\\*"},
      {"class left open", "a[bc", "`[` without its `]`", "[", "\\["},
      {"parenthesis left open", "a[(](b", "`(` without its `)`", "(", "\\("},
      {"parenthesis too many", "[)]a)", "`)` without its `(`", ")", "\\)"},
      {"half an escape", "a\\", "middle of an escape", "\\", "\\\\"},
      {"end of text as elsewhere", "a\\Z", "unknown escape", "\\Z", "\\z"},
      {"unknown class", "[[:nope:]]", "unknown character class", "[:nope:]", ""},
      {"unknown property", "\\p{Nope}", "unknown character class", "\\p{Nope}", ""},
      {"range backwards", "[z-a]", "the range", "z-a", "earlier character first"},
      {"single bytes", "a\\Cb", "single bytes", "\\C", "(?s:.)"},
      {"letter case asked for", "(?s-i:US)", "letter case", "(?s-i", "leave out the `i`"},
      {"not UTF-8", "a\xff", "not UTF-8", "a\xff", ""},
  };
  for (const Refused& c : cases) {
    SCOPED_TRACE(c.name);
    PatternError error;
    const std::string text = c.pattern;
    ASSERT_FALSE(Pattern::Compile(text, error));
    EXPECT_NE(error.message.find(c.message), std::string::npos) << error.message;
    EXPECT_NE(error.help.find(c.help), std::string::npos) << error.help;
    EXPECT_EQ(text.substr(error.offset, error.length), c.underlined);
    EXPECT_FALSE(error.matches_empty);
  }
  // The place is that of the group's fault, not of the same letters in a class.
  PatternError error;
  EXPECT_FALSE(Pattern::Compile("[(]a\\\\1(b)\\1", error));
  EXPECT_EQ(error.offset, 10u);
  EXPECT_FALSE(Pattern::Compile("[(](b", error));
  EXPECT_EQ(error.offset, 3u);
}

TEST(Pattern, WhatMatchesWithoutACharacterIsRefused) {
  for (const char* text : {"", "a*", "a|", "(a?)(b?)", "\\b", "\\B", "^", "$", "(?m:$)", "\\n?(?m:^)", "x*\\b"}) {
    PatternError error;
    EXPECT_FALSE(Pattern::Compile(text, error)) << text;
    EXPECT_TRUE(error.matches_empty) << text;
  }
  for (const char* text : {"a+", "\\ba", "^a", "a|b$", "(?i:a)", "(?s-m:a.)", "\\Q(?=\\E"}) {
    PatternError error;
    EXPECT_TRUE(Pattern::Compile(text, error)) << text << ": " << error.message;
  }
}

struct Found {
  const char* name;
  const char* pattern;
  const char* subject;
  std::vector<std::string> want;
};

TEST(Pattern, FindAllIsLeftmostFirstWithoutOverlap) {
  const Found cases[] = {
      {"each in turn", "a.", "abacad", {"ab", "ac", "ad"}},
      {"the first alternative, not the longest", "mass|mass surveillance", "mass surveillance", {"mass"}},
      {"no overlap", "aba", "ababa", {"aba"}},
      {"word boundaries see what was before", "\\ba", "aa a", {"a", "a"}},
      {"the start of the text is there once", "^a", "aaa", {"a"}},
      {"letter case does not count", "DRAGNET", "Dragnet dragnet", {"Dragnet", "dragnet"}},
      {"characters, not bytes", "c.f.", "café ", {"café"}},
      {"empty matches are left out", "\\Bx*", "axxb", {"xx"}},
      {"none", "zebra", "horse", {}},
  };
  for (const Found& c : cases) {
    SCOPED_TRACE(c.name);
    PatternError error;
    const std::optional<Pattern> pattern = Pattern::Compile(c.pattern, error);
    if (!pattern) {
      EXPECT_TRUE(error.matches_empty) << error.message;  // told at compile time already
      continue;
    }
    std::vector<std::string> got;
    const std::string subject = c.subject;
    for (const Range place : pattern->FindAll(subject))
      got.push_back(subject.substr(place.begin, place.end - place.begin));
    EXPECT_EQ(got, c.want);
    EXPECT_EQ(pattern->Find(subject).has_value(), !c.want.empty());
  }
}

// The lazy automaton of this one does not fit its budget; the answer has to come all the same.
TEST(Pattern, ABudgetThatRunsOutIsNoMissingMatch) {
  PatternError error;
  const std::optional<Pattern> pattern = Pattern::Compile("(?s:[ab]*a[ab]{400}c)", error);
  ASSERT_TRUE(pattern) << error.message;
  std::string subject;
  std::uint32_t state = 1;
  for (int i = 0; i < 20'000; ++i) {
    state = state * 1664525 + 1013904223;
    subject += (state >> 24) % 2 == 0 ? 'a' : 'b';
  }
  EXPECT_FALSE(pattern->Find(subject));
  subject[subject.size() - 401] = 'a';
  EXPECT_TRUE(pattern->Find(subject + "c"));
}

}  // namespace
}  // namespace proviso
