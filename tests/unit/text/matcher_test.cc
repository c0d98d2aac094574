#include "text/matcher.h"

#include <gtest/gtest.h>

#include <chrono>
#include <string>
#include <vector>

#include "text/normalise.h"
#include "unit/text/naive_matcher.h"
#include "unit/text/random_text.h"

namespace proviso {
namespace {

struct Matching {
  const char* name;
  const char* phrase;
  const char* text;  // normalised already
  std::vector<std::string> want;
};

PhraseIndex IndexOf(const std::vector<Phrase>& phrases) {
  std::vector<const PhraseNode*> roots;
  for (const Phrase& phrase : phrases) roots.push_back(&phrase.root);
  return PhraseIndex(roots);
}

std::vector<PhraseMatch> FindAll(const std::string& phrase, const std::string& text) {
  return IndexOf({MustParse(phrase)}).FindAll(text, Segment(text));
}

TEST(Matcher, PhrasesInTexts) {
  const Matching cases[] = {
      {"single word", "mass", "mass massive mass", {"mass", "mass"}},
      {"any run of separators",
       "mass surveillance",
       "mass  surveillance mass-surveillance mass – \r\n surveillance",
       {"mass  surveillance", "mass-surveillance", "mass – \r\n surveillance"}},
      {"no separator, no match",
       "mass surveillance",
       "masssurveillance mass,surveillance mass/surveillance mass_surveillance mass\"surveillance",
       {}},
      {"a hyphen in the phrase is a separator",
       "pattern-of-life",
       "pattern of life pattern-of life",
       {"pattern of life", "pattern-of life"}},
      {"adjacency looks at no sentence end",
       "mass surveillance",
       "mass\n- surveillance mass\n\nsurveillance",
       {"mass\n- surveillance", "mass\n\nsurveillance"}},
      {"a stop is no separator", "mass surveillance", "mass. surveillance", {}},
      {"letters, digits, marks and _ go on", "mass", "mass1 mass_ massé 1mass émass _mass mass\u0301", {}},
      {"an apostrophe ends a word", "population", "population's 'population'", {"population", "population"}},
      {"an apostrophe in the phrase", "don't", "don't don t dont", {"don't"}},
      {"a word after an apostrophe", "homme", "l'homme", {"homme"}},
      {"marks of any kind in a word", "c++ 24/7 u.s. at&t", "c++ 24/7 u.s. at&t", {"c++ 24/7 u.s. at&t"}},
      {"a word that ends in no letter needs no boundary there", "c++", "c++11 xc++", {"c++"}},
      {"a word that begins with no letter", ".net", "a .net .nets x.net", {".net", ".net"}},
      {"open end",
       "monitor*",
       "monitor monitoring monitor-ing monitor's monitoré premonitor",
       {"monitor", "monitoring", "monitor", "monitor", "monitoré"}},
      {"open end needs its stem", "monitor*", "monito", {}},
      {"open end after an apostrophe", "don't*", "don'ts don", {"don'ts"}},
      {"alternatives",
       "(bulk|dragnet) (search*|scan)",
       "bulk searches, dragnet scan, bulk scanner",
       {"bulk searches", "dragnet scan"}},
      {"the longest wins, whatever the order", "(a|a b|a b c)", "a b c a b a", {"a b c", "a b", "a"}},
      {"optional",
       "[the] general [public] eye",
       "the general public eye; general eye",
       {"the general public eye", "general eye"}},
      {"optional at an end widens the match",
       "population [of a city]",
       "population of a city, population of a town",
       {"population of a city", "population"}},
      {"leftmost before longest", "[b] a [b a]", "a b a b a", {"a b a", "b a"}},
      {"no overlap", "a a", "a a a a a", {"a a", "a a"}},
      {"gap of no word", "a ...2 b", "a b", {"a b"}},
      {"gap up to its words", "a ...2 b", "a x x b; a x x x b", {"a x x b"}},
      {"hyphenated words are several", "a ...2 b", "a x-y b a x-y-z b", {"a x-y b"}},
      {"inner apostrophes make one word", "a ...1 b", "a don't b; a d'o'n't b", {"a don't b", "a d'o'n't b"}},
      {"punctuation in a gap", "a ...1 b", "a, (x): \"b\" a/b", {"a, (x): \"b", "a/b"}},
      {"what is left of a word takes no place in a gap", "a ...0 b", "a's b", {"a's b"}},
      {"no sentence end in a gap", "ab ...3 b", "ab. b; ab; b\nab\n\nb\nab\n- b\nab xx. b", {}},
      {"a lone line break in a gap", "a ...3 b", "a\nx\nb", {"a\nx\nb"}},
      {"abbreviations end nothing in a gap", "a ...3 b", "a e.g. x b", {"a e.g. x b"}},
      {"a sentence end after the gap does not count", "a ...3 b", "a x b. c", {"a x b"}},
      {"gap of zero words takes punctuation", "a ...0 b", "a, b a x b", {"a, b"}},
      {"the farther end within the gap's reach", "a ...5 b", "a b x b", {"a b x b"}},
      {"gap and optional", "a ...2 [the] b", "a x y the b, a x y z b", {"a x y the b"}},
      {"optional gap", "a [...2] b", "a b; a, b", {"a b", "a, b"}},
      {"groups with gaps inside", "(a ...1 b|c) d", "a x b d; c d", {"a x b d", "c d"}},
      {"two gaps", "a ...1 b ...1 c", "a x b y c, a x x b c", {"a x b y c"}},
      {"not ASCII", "überwachung* ...2 (bürger|größe)", "überwachungen der bürger", {"überwachungen der bürger"}},
      {"Cyrillic", "массов* наблюдение", "массовое наблюдение", {"массовое наблюдение"}},
      {"ends with the text", "a ...3 b", "a x", {}},
      {"empty text", "a", "", {}},
  };
  for (const Matching& c : cases) {
    SCOPED_TRACE(c.name);
    const std::string text = c.text;
    std::vector<std::string> got;
    for (const PhraseMatch& match : FindAll(c.phrase, text))
      got.push_back(text.substr(match.place.begin, match.place.end - match.place.begin));
    EXPECT_EQ(got, c.want);
  }
}

struct Gapped {
  const char* name;
  const char* phrase;
  const char* text;
  std::vector<std::string> want;  // of the one match
};

// Where several ways lead to the longest match, the first one tells the gaps.
TEST(Matcher, GapsOfTheFirstWay) {
  const Gapped cases[] = {
      {"from word to word", "collect* ...3 data", "collects no biometric data", {" no biometric "}},
      {"no gap", "collect* data", "collects data", {}},
      {"fewest words first", "a ...3 (b|b b) ...3 c", "a b b c", {" ", " b "}},
      {"alternatives as written", "(a ...2 b|a x b)", "a x b", {" x "}},
      {"alternatives as written, the other way", "(a x b|a ...2 b)", "a x b", {}},
      {"optional present first", "a [x] ...2 b", "a x b", {" "}},
      {"the longest, though not the first way", "a ...3 b [c]", "a b b c", {" b "}},
      {"an optional gap is present first", "a [...2] b", "a b", {" "}},
      {"two gaps", "a ...2 b ...2 c", "a, x b c", {", x ", " "}},
  };
  for (const Gapped& c : cases) {
    SCOPED_TRACE(c.name);
    const std::string text = c.text;
    const std::vector<PhraseMatch> matches = FindAll(c.phrase, text);
    ASSERT_EQ(matches.size(), 1u);
    std::vector<std::string> got;
    for (const Range gap : matches.front().gaps) got.push_back(text.substr(gap.begin, gap.end - gap.begin));
    EXPECT_EQ(got, c.want);
  }
}

TEST(Matcher, ManyPhrasesEachByItself) {
  std::vector<Phrase> phrases;
  for (const char* phrase :
       {"mass surveillance", "mass*", "surveillance", "(mass|mas*) surveillance", "[mass] surveillance"})
    phrases.push_back(MustParse(phrase));
  const PhraseIndex index = IndexOf(phrases);
  const std::string text = "mass surveillance";
  const std::vector<PhraseMatch> want = {
      {0, {0, 17}, {}}, {1, {0, 4}, {}}, {3, {0, 17}, {}}, {4, {0, 17}, {}}, {2, {5, 17}, {}}};
  EXPECT_EQ(index.FindAll(text, Segment(text)), want);
  EXPECT_TRUE(PhraseIndex().FindAll(text, Segment(text)).empty());
}

TEST(Matcher, AgreesWithTheNaiveOne) {
  std::size_t met = 0, with_gaps = 0;
  for (std::uint64_t seed = 0; seed < 20'000; ++seed) {
    Draw draw(seed);
    std::vector<Phrase> phrases;
    for (std::size_t i = 0; i < 4; ++i) {
      PhraseError error;
      std::optional<Phrase> phrase = ParsePhrase(draw.PhraseText(), {}, error);
      if (!phrase) continue;
      PhraseError none;
      const std::optional<Phrase> again = ParsePhrase(ToString(phrase->root), {}, none);
      ASSERT_TRUE(again) << "seed " << seed << ": " << phrase->text;
      ASSERT_EQ(ToString(again->root), ToString(phrase->root));
      phrases.push_back(*std::move(phrase));
    }
    const PhraseIndex index = IndexOf(phrases);
    const std::string text = Normalise(draw.Text(14)).joined.text;
    const Segments segments = Segment(text);
    ASSERT_EQ(index.FindAll(text, segments), index.FindAll(text, segments, {}, PhraseIndex::Prefilter::kOff))
        << "seed " << seed << ": " << testing::PrintToString([&] {
             std::vector<std::string> written;
             for (const Phrase& phrase : phrases) written.push_back(phrase.text);
             return written;
           }())
        << " in `" << text << "`";
    std::vector<std::vector<PhraseMatch>> got(phrases.size());
    for (const PhraseMatch& match : index.FindAll(text, segments)) got[match.phrase].push_back(match);
    for (std::size_t i = 0; i < phrases.size(); ++i) {
      const std::vector<PhraseMatch> want = NaiveMatcher(text, segments).FindAll(phrases[i].root, i);
      ASSERT_EQ(got[i], want) << "seed " << seed << ", phrase `" << phrases[i].text << "` in `" << text << "`";
      met += want.size();
      for (const PhraseMatch& match : want) with_gaps += match.gaps.empty() ? 0 : 1;
    }
  }
  EXPECT_GT(met, 20'000u);  // or the draws say nothing
  EXPECT_GT(with_gaps, 1'000u);
}

std::string Repeat(const std::string& part, std::size_t bytes) {
  std::string text;
  while (text.size() < bytes) text += part;
  return text;
}

// Hostile texts and phrases: the bound is generous, quadratic or exponential work would miss it by far.
TEST(Matcher, StaysNearLinear) {
  struct Load {
    const char* name;
    const char* phrase;
    std::string text;
    std::size_t want;
  };
  constexpr std::size_t kMegabyte = 1 << 20;
  const Load loads[] = {
      {"a gap that never closes", "a ...50 b", Repeat("a ", kMegabyte), 0},
      {"three gaps that never close", "a ...50 a ...50 a ...50 b", Repeat("a ", kMegabyte / 4), 0},
      {"a gap that closes late", "a ...50 b", Repeat("a ", kMegabyte) + "b", 1},
      {"choices that multiply",
       "(a|a*) (a|a*) (a|a*) (a|a*) (a|a*) (a|a*) (a|a*) (a|a*) (a|a*) (a|a*) (a|a*) (a|a*) (a|a*) (a|a*) (a|a*) "
       "(a|a*) b",
       Repeat("a ", kMegabyte / 4), 0},
      {"optional words that multiply",
       "[a] [a] [a] [a] [a] [a] [a] [a] [a] [a] [a] [a] [a] [a] [a] [a] [a] [a] [a] [a] b", Repeat("a ", kMegabyte / 4),
       0},
      {"a gap over punctuation", "a ...50 b", "a" + Repeat(",", kMegabyte), 0},
      {"no word at all", "a ...50 b", Repeat("-", kMegabyte), 0},
      {"one endless word", "a* b", Repeat("a", kMegabyte), 0},
  };
  for (const Load& load : loads) {
    SCOPED_TRACE(load.name);
    const auto start = std::chrono::steady_clock::now();
    EXPECT_EQ(FindAll(load.phrase, load.text).size(), load.want);
    const std::chrono::duration<double> spent = std::chrono::steady_clock::now() - start;
    EXPECT_LT(spent.count(), 60.0);
  }
}

}  // namespace
}  // namespace proviso
