#include "text/normalise.h"

#include <gtest/gtest.h>

#include <string>

namespace proviso {
namespace {

struct Normal {
  const char* name;
  const char* original;
  const char* joined;
  const char* spaced;  // nullptr: no second view
  bool folded;
};

TEST(Normalise, Texts) {
  const Normal cases[] = {
      {"ASCII is lowered", "Mass SURVEILLANCE, 3%", "mass surveillance, 3%", nullptr, false},
      {"empty", "", "", nullptr, false},
      {"Cyrillic letters in Latin words", "mаss survеillance", "mass surveillance", nullptr, true},
      {"capitals are compared as capitals", "Вulk Іmmigration", "bulk immigration", nullptr, true},
      {"Greek letters in Latin words", "mοnitΟring", "monitoring", nullptr, true},
      {"Latin letters that are none of ASCII", "draɡnet", "dragnet", nullptr, true},
      {"Cyrillic words stay", "Массовое наблюдение", "массовое наблюдение", nullptr, false},
      {"Greek words stay", "μαζική ΣΑΣ", "μαζική σασ", nullptr, false},
      {"Han beside Latin stays", "使用AI监控", "使用ai监控", nullptr, false},
      {"digits are no letters", "w3ap0n", "w3ap0n", nullptr, false},
      {"fullwidth", "ｍａｓｓ　surveillance", "mass surveillance", nullptr, true},
      {"mathematical letters", "𝔴𝔢𝔞𝔭𝔬𝔫", "weapon", nullptr, true},
      {"ligature", "ﬁnger", "finger", nullptr, true},
      {"zero-width space inside a word", "mass\u200Bsurveillance", "masssurveillance", "mass surveillance", true},
      {"several of them are one run", "a\u200B\u200D\u2060b", "ab", "a b", true},
      {"soft hyphen", "sur\u00ADveillance", "surveillance", "sur veillance", true},
      {"zero-width space beside a space", "mass \u200Bsurveillance", "mass surveillance", nullptr, true},
      {"byte order mark in front", "\uFEFFmass", "mass", nullptr, true},
      {"no-break space", "mass\u00A0surveillance", "mass surveillance", nullptr, false},
      {"curly apostrophes", "don’t ‘x’ donʼt don´t", "don't 'x' don't don't", nullptr, false},
      {"curly quotes and dashes", "“mass” – x", "“mass” – x", nullptr, false},
      {"composed and decomposed are one", "cafe\u0301 caf\u00E9", "café café", nullptr, false},
      {"full case folding", "Straße", "strasse", nullptr, false},
      {"NFKC surprises: numero sign", "№ 5", "no 5", nullptr, true},
      {"NFKC surprises: ellipsis", "a… b", "a... b", nullptr, false},
      {"NFKC surprises: superscript", "m²", "m2", nullptr, true},
      {"combining mark after a removed character composes", "e\u200D\u0301", "é", "e \u0301", true},
  };
  for (const Normal& c : cases) {
    SCOPED_TRACE(c.name);
    const NormalText text = Normalise(c.original);
    EXPECT_EQ(text.joined.text, c.joined);
    EXPECT_EQ(text.spaced.has_value(), c.spaced != nullptr);
    EXPECT_EQ(text.spaced ? text.spaced->text : "", c.spaced ? c.spaced : "");
    EXPECT_EQ(IsFolded(c.original), c.folded);
  }
}

struct Masked {
  const char* name;
  const char* original;
  std::vector<std::string> views;
};

TEST(Normalise, MaskedWords) {
  const Masked cases[] = {
      {"nothing is masked", "Mass surveillance of 3 towns in 2024", {}},
      {"digits for letters", "m4ss 5urv3illance", {"mass surveillance"}},
      {"signs for letters", "r@ting of $ubjects", {"rating of subjects"}},
      {"a one is an i or an l", "c1aimant pol1ce", {"ciaimant police", "claimant pollce"}},
      {"in capitals", "S0C14L cr3d1t", {"social credit", "soclal credlt"}},
      {"behind a letter only: an honest number", "mp3 covid19 gpt5 s3", {}},
      {"one letter: an honest number", "5g 3d 1990s 4k $5m 7h", {}},
      {"another digit", "ec2 h264", {}},
      {"in front", "0pen 3ye", {"open eye"}},
      {"spelled out", "c a m e r a  n e t w o r k here", {"camera  network here"}},
      {"with dots", "t.e.n.a.n.t s.c.r.e.e.n.i.n.g: yes", {"tenant screening: yes"}},
      {"with low lines and hyphens", "R_i_s_k b-u-l-k", {"risk bulk"}},
      {"with middle dots", "b\u00B7e\u00B7n\u00B7e\u00B7f\u00B7i\u00B7t", {"benefit"}},
      {"with digits, too", "t.r.4.c.k", {"track"}},
      {"signs that change", "a.b-c d", {}},
      {"three letters", "u.s.a. e.g. i.e.", {}},
      {"the next word is no part of it", "t r a c k of", {"track of"}},
      {"look-alikes are folded first", "m4\u0455s", {"mass"}},
      {"accented letters", "caf3s d3j\u00E0", {"cafes d3j\u00E0"}},
  };
  for (const Masked& c : cases) {
    SCOPED_TRACE(c.name);
    std::vector<std::string> views;
    for (const UnmaskedView& unmasked : Normalise(c.original).unmasked) views.push_back(unmasked.view.text);
    EXPECT_EQ(views, c.views);
  }
}

TEST(Normalise, MaskedWordsAreToldInTheOriginal) {
  const std::string original = "Of r\u00E9gion: t.r.4.c.k all";
  const NormalText text = Normalise(original);
  ASSERT_EQ(text.unmasked.size(), 1U);
  const UnmaskedView& unmasked = text.unmasked.front();
  EXPECT_EQ(unmasked.view.text, "of r\u00E9gion: track all");
  ASSERT_EQ(unmasked.words, (std::vector<Range>{{12, 17}}));
  EXPECT_EQ(unmasked.view.Original({12, 17}), (Range{12, 21}));
  EXPECT_EQ(unmasked.view.Original({18, 21}), (Range{22, 25}));
}

struct Mapped {
  const char* name;
  const char* original;
  const char* normal;  // looked for in the joined view
  const char* want;    // the original bytes
};

TEST(Normalise, RangesLeadBackToTheOriginal) {
  const Mapped cases[] = {
      {"ASCII", "Mass Surveillance", "surveillance", "Surveillance"},
      {"after a wider letter", "ÄÖ Mass", "mass", "Mass"},
      {"look-alikes", "“mаss” survеillance", "mass", "mаss"},
      {"the removed characters at the edges stay outside", "\u200Bmass\u200B surveillance", "mass", "mass"},
      {"the removed characters inside are part", "ma\u00ADss", "mass", "ma\u00ADss"},
      {"part of one character is all of it", "№5", "o5", "№5"},
      {"one character of many", "ﬃ", "f", "ﬃ"},
      {"decomposed", "cafe\u0301!", "é", "e\u0301"},
      {"fullwidth", "x ｍａｓｓ y", "mass", "ｍａｓｓ"},
  };
  for (const Mapped& c : cases) {
    SCOPED_TRACE(c.name);
    const View view = Normalise(c.original).joined;
    const std::size_t begin = view.text.find(c.normal);
    ASSERT_NE(begin, std::string::npos) << view.text;
    const Range place = view.Original({begin, begin + std::string(c.normal).size()});
    EXPECT_EQ(std::string(c.original).substr(place.begin, place.end - place.begin), c.want);
  }
}

TEST(Normalise, TheSpaceOfTheSpacedViewStandsForWhatWasRemoved) {
  const std::string original = "é mass\u200B\u200Bsurveillance";
  const NormalText text = Normalise(original);
  ASSERT_TRUE(text.spaced);
  const std::size_t space = text.spaced->text.find(" surveillance");
  EXPECT_EQ(text.spaced->Original({space, space + 1}), (Range{7, 13}));
  EXPECT_EQ(text.spaced->Original({3, text.spaced->text.size()}), (Range{3, original.size()}));
}

TEST(Normalise, EmptyRanges) {
  const View view = Normalise("é mass").joined;
  EXPECT_EQ(view.Original({3, 3}), (Range{3, 3}));
  EXPECT_EQ(view.Original({view.text.size(), view.text.size()}), (Range{7, 7}));
  EXPECT_EQ(Normalise("\u200B").joined.text, "");
}

TEST(Normalise, FoldedIsAskedOfTheWordsFound) {
  // Cut out of its word, the letter would be Cyrillic; the word made it Latin.
  EXPECT_TRUE(IsFolded("а", "a"));
  EXPECT_FALSE(IsFolded("а", "а"));
  EXPECT_FALSE(IsFolded("Don’t\u00A0Go", "don't go"));
}

TEST(Normalise, CharactersThatNoTextHasAreFoundInPatterns) {
  EXPECT_FALSE(NeverInText("don't [A-Z]\\b"));
  EXPECT_FALSE(NeverInText("Überwachung – «É» ж漢"));
  EXPECT_EQ(NeverInText("é don’t"), (Range{6, 9}));
  EXPECT_EQ(NeverInText("Straße"), (Range{4, 6}));
  EXPECT_EQ(NeverInText("a\u00A0b"), (Range{1, 3}));
  EXPECT_EQ(NeverInText("a\u200Bb"), (Range{1, 4}));
  EXPECT_EQ(NeverInText("…"), (Range{0, 3}));
}

TEST(Keys, TextKey) {
  EXPECT_EQ(TextKey("  Mass \n\t Surveillance\u00A0"), "mass surveillance");
  EXPECT_EQ(TextKey("pattern-of-life"), "pattern-of-life");
  EXPECT_EQ(TextKey(" \n"), "");
}

TEST(Keys, TermKey) {
  EXPECT_EQ(TermKey("Law Enforcement"), "law-enforcement");
  EXPECT_EQ(TermKey("law_enforcement"), "law-enforcement");
  EXPECT_EQ(TermKey(" LAW – - enforcement_ "), "law-enforcement");
  EXPECT_EQ(TermKey("ｌａｗ"), "law");
  EXPECT_EQ(TermKey("Straße"), TermKey("STRASSE"));
  EXPECT_EQ(TermKey("-"), "");
}

}  // namespace
}  // namespace proviso
