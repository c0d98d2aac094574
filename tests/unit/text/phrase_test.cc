#include "text/phrase.h"

#include <gtest/gtest.h>

#include <string>

namespace proviso {
namespace {

struct Accepted {
  const char* phrase;
  const char* want;  // in its one spelling
};

TEST(Phrase, OneSpellingForAllThatMeanTheSame) {
  const Accepted cases[] = {
      {"mass surveillance", "mass surveillance"},
      {"  Pattern-of--Life ", "pattern of life"},
      {"pattern – of\nlife", "pattern of life"},
      {"monitor* ...5 (population|[the] general public|everyone)",
       "monitor* ...5 (population|[the] general public|everyone)"},
      {"don’t", "don't"},
      {"c++ 24/7 u.s. AT&T R&D", "c++ 24/7 u.s. at&t r&d"},
      {"ＦＵＬＬ width", "full width"},
      {"sur\u00ADveillance", "surveillance"},
      {"mаss", "mass"},  // the second letter is Cyrillic
      {"a (b|(c|d)) ((e))", "a (b|c|d) e"},
      {"(a b) c", "a b c"},
      {"[[a]] b", "[a] b"},
      {"[(a|b)] c", "[a|b] c"},
      {"( a | b  c ) d", "(a|b c) d"},
      {"([a] [b]) c", "[a] [b] c"},
      {"(a ...3 b|c*) ...2 d", "(a ...3 b|c*) ...2 d"},
      {"a [...2] b", "a [...2] b"},
      {"a ...005 b", "a ...5 b"},
      {"a ...0 b", "a ...0 b"},
      {"a …5 b", "a ...5 b"},
      {"[the] population [of a city]", "[the] population [of a city]"},
      {"über* Straße", "über* strasse"},
  };
  for (const Accepted& c : cases) {
    SCOPED_TRACE(c.phrase);
    PhraseError error;
    const std::optional<Phrase> phrase = ParsePhrase(c.phrase, {}, error);
    ASSERT_TRUE(phrase) << error.message;
    EXPECT_EQ(phrase->text, c.phrase);
    EXPECT_EQ(ToString(phrase->root), c.want);
    EXPECT_EQ(phrase->root.kind, PhraseNode::Kind::kSequence);
    const std::optional<Phrase> again = ParsePhrase(c.want, {}, error);
    ASSERT_TRUE(again) << error.message;
    EXPECT_EQ(ToString(again->root), c.want);
  }
}

struct Refused {
  const char* phrase;
  const char* message;  // a part of it
  const char* underlined;
  const char* help;  // a part of it
};

TEST(Phrase, FaultsAreToldWithTheirPlaceAndAWayOut) {
  const Refused cases[] = {
      {"...3 a", "a gap stands between two words", "...3", "leave it out"},
      {"a ...3", "a gap stands between two words", "...3", "leave it out"},
      {"a ...3 [b]", "a gap stands between two words", "...3", "required word"},
      {"[a] ...3 b", "a gap stands between two words", "...3", "required word"},
      {"(a ...3|b)", "a gap stands between two words", "...3", "leave it out"},
      {"a ...3 ...2 b", "two gaps in a row", "...3 ...2", "sum"},
      {"a ...3 [b] ...2 c", "two gaps in a row", "...3 [b] ...2", "required word"},
      {"(a ...3|b) ...2 c", "two gaps in a row", "...3|b) ...2", "sum"},
      {"[a] [b]", "everything in the phrase is optional", "[a] [b]", "brackets"},
      {"", "no words", "", "at least one word"},
      {" - ", "no words", " - ", "at least one word"},
      {"()", "an alternative is empty", "()", "[a]"},
      {"é (a|)", "an alternative is empty", "(a|)", "[a]"},
      {"(|a)", "an alternative is empty", "(|", "[a]"},
      {"[]", "an alternative is empty", "[]", "[a]"},
      {"(a|[b]) c", "an alternative may be empty", "[b]", "[a|b]"},
      {"(a|b", "`(` without its `)`", "(", "close it"},
      {"x [a", "`[` without its `]`", "[", "close it"},
      {"a)", "`)` without its `(`", ")", "open"},
      {"a]", "`]` without its `[`", "]", "open"},
      {"(a]", "`]` without its `[`", "]", "open"},
      {"a|b", "`|` outside of brackets", "|", "(a|b)"},
      {"monitor(ing|s)", "glued to a word", "monitor(ing|s)", "`word*`"},
      {"(a|b)s c", "glued to a word", "(a|b)s", "`word*`"},
      {"a[b]", "glued to a word", "a[b]", "space"},
      {"a**", "`*` stands only at the end of a word", "*", "word*"},
      {"*", "`*` stands only at the end of a word", "*", "word*"},
      {"*a", "`*` stands only at the end of a word", "*", "word*"},
      {"a*b", "`*` stands only at the end of a word", "*", "word*"},
      {"(a|b)*", "`*` stands only at the end of a word", "*", "word*"},
      {"a .*", "`*` stands only at the end of a word", "*", "word*"},
      {"a ...51 b", "over 50 words", "...51", "smaller"},
      {"a ...99999999999999999999999 b", "over 50 words", "...99999999999999999999999", "smaller"},
      {"a ... b", "without a number", "...", "...5"},
      {"é a...5 b", "stands by itself", "a...5", "spaces around it"},
      {"a …5b c", "stands by itself", "…5b", "spaces around it"},
      {"a ...5* c", "stands by itself", "...5", "spaces around it"},
      {"\\bfoo", "`\\` means nothing in a phrase", "\\", "`patterns`"},
  };
  for (const Refused& c : cases) {
    SCOPED_TRACE(c.phrase);
    PhraseError error;
    ASSERT_FALSE(ParsePhrase(c.phrase, {}, error));
    EXPECT_NE(error.message.find(c.message), std::string::npos) << error.message;
    EXPECT_NE(error.help.find(c.help), std::string::npos) << error.help;
    EXPECT_EQ(std::string(c.phrase).substr(error.offset, error.length), c.underlined);
  }
}

TEST(Phrase, LimitsAreKept) {
  PhraseError error;
  EXPECT_FALSE(ParsePhrase(std::string(1025, 'a'), {}, error));
  EXPECT_NE(error.message.find("longer than 1024 bytes"), std::string::npos);
  EXPECT_TRUE(ParsePhrase(std::string(1024, 'a'), {}, error));
  EXPECT_TRUE(ParsePhrase("a ...7 b", {.gap_words = 7}, error));
  EXPECT_FALSE(ParsePhrase("a ...8 b", {.gap_words = 7}, error));
  const std::string deep = std::string(511, '[') + "a" + std::string(511, ']');
  EXPECT_TRUE(ParsePhrase("b", {}, error));
  EXPECT_FALSE(ParsePhrase(deep, {}, error));
  EXPECT_NE(error.message.find("optional"), std::string::npos) << error.message;
}

}  // namespace
}  // namespace proviso
