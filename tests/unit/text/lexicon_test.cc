#include "text/lexicon.h"

#include <gtest/gtest.h>

#include <string>
#include <utility>
#include <vector>

#include "unit/text/random_text.h"

namespace proviso {
namespace {

std::vector<Phrase> Phrases(const std::vector<std::string>& texts) {
  std::vector<Phrase> phrases;
  for (const std::string& text : texts) phrases.push_back(MustParse(text));
  return phrases;
}

LexiconEntry Entry(const std::vector<std::string>& phrases, const std::vector<std::string>& patterns = {},
                   const std::vector<std::string>& except = {}) {
  LexiconEntry entry = {Phrases(phrases), {}, Phrases(except)};
  for (const std::string& text : patterns) {
    PatternError error;
    std::optional<Pattern> pattern = Pattern::Compile(text, error);
    EXPECT_TRUE(pattern) << error.message;
    if (pattern) entry.patterns.push_back(*std::move(pattern));
  }
  return entry;
}

std::vector<Cue> Cues(const std::vector<std::string>& texts, std::optional<std::size_t> reach = std::nullopt) {
  std::vector<Cue> cues;
  for (const std::string& text : texts) cues.push_back({MustParse(text), reach});
  return cues;
}

std::string Part(const std::string& text, Range place) { return text.substr(place.begin, place.end - place.begin); }

// `asserted: words`, `denied: words < cue`, `folded` in front where it is.
std::vector<std::string> Told(const Lexicon& lexicon, const std::string& text) {
  std::vector<std::string> told;
  for (const Mention& mention : lexicon.FindAll(Normalise(text), text)) {
    std::string line = mention.folded ? "folded " : "";
    line += mention.reading == MentionReading::kAsserted ? "asserted"
            : mention.reading == MentionReading::kDenied ? "denied"
                                                         : "hedged";
    line += ": " + Part(text, mention.place);
    if (mention.cue) line += " < " + Part(text, *mention.cue);
    EXPECT_EQ(mention.cue.has_value(), mention.reading != MentionReading::kAsserted);
    told.push_back(line);
  }
  return told;
}

// The cues that most libraries have.
Lexicon Surveillance() {
  CueSection denials, hedges;
  denials.before = Cues({"not", "no", "never", "don't", "may not"});
  denials.before.push_back({MustParse("without"), 2});
  denials.after = Cues({"is (prohibited|forbidden)", "is ruled out"});
  denials.pseudo = Phrases({"not only", "no (increase|change) in"});
  denials.ends = Phrases({"but", "however", "rather than"});
  hedges.before = Cues({"may", "could", "if", "not rule out"});
  hedges.after = Cues({"is (possible|planned)"});
  hedges.pseudo = Phrases({"may day"});
  hedges.ends = Phrases({"because"});
  std::vector<LexiconEntry> entries;
  entries.push_back(Entry({"mass surveillance", "collect* ...3 data"}));
  return {std::move(entries), std::move(denials), std::move(hedges)};
}

struct Reading {
  const char* name;
  const char* text;
  std::vector<std::string> want;
};

TEST(Lexicon, HowAMentionIsMeant) {
  const Lexicon lexicon = Surveillance();
  const Reading cases[] = {
      {"asserted", "We perform mass surveillance", {"asserted: mass surveillance"}},
      {"denied", "We do not perform mass surveillance", {"denied: mass surveillance < not"}},
      {"hedged", "Could later be used for mass surveillance", {"hedged: mass surveillance < Could"}},
      {"none", "We sell bread, not cake", {}},
      {"commas do not end the reach",
       "no monitoring, mass surveillance or scoring",
       {"denied: mass surveillance < no"}},
      {"an end-word does", "not for profit but mass surveillance", {"asserted: mass surveillance"}},
      {"an end-word of the other section does not",
       "not cheap because mass surveillance",
       {"denied: mass surveillance < not"}},
      {"an end-word before the cue or after the mention does not",
       "but not mass surveillance, however",
       {"denied: mass surveillance < not"}},
      {"a sentence's end does", "We do not. Mass surveillance is sold", {"asserted: Mass surveillance"}},
      {"a semicolon does", "We do not; mass surveillance", {"asserted: mass surveillance"}},
      {"a bullet does", "We do not\n- mass surveillance", {"asserted: mass surveillance"}},
      {"a line break does not", "We do not\nperform mass surveillance", {"denied: mass surveillance < not"}},
      {"an abbreviation does not",
       "We do not, e.g. with cameras, mass surveillance",
       {"denied: mass surveillance < not"}},
      {"an ellipsis does", "We do not… mass surveillance", {"asserted: mass surveillance"}},
      {"look-alike", "It is not only mass surveillance", {"asserted: mass surveillance"}},
      {"a look-alike voids what it overlaps alone",
       "not only does it never do mass surveillance",
       {"denied: mass surveillance < never"}},
      {"a look-alike of the other section voids nothing",
       "not on may day mass surveillance",
       {"denied: mass surveillance < not"}},
      {"the longer cue wins", "It may not be used for mass surveillance", {"denied: mass surveillance < may not"}},
      {"the shorter alone", "It may be used for mass surveillance", {"hedged: mass surveillance < may"}},
      {"the longer cue of the other section wins",
       "We do not rule out mass surveillance",
       {"hedged: mass surveillance < not rule out"}},
      {"both kinds", "It may be that we never do mass surveillance", {"hedged: mass surveillance < may"}},
      {"no arithmetic", "never not mass surveillance", {"denied: mass surveillance < not"}},
      {"after", "Mass surveillance is prohibited", {"denied: Mass surveillance < is prohibited"}},
      {"after, hedged", "Mass surveillance of all kinds is planned", {"hedged: Mass surveillance < is planned"}},
      {"after, a sentence on", "Mass surveillance. Smoking is prohibited", {"asserted: Mass surveillance"}},
      {"after, an end-word on", "Mass surveillance but smoking is prohibited", {"asserted: Mass surveillance"}},
      {"a cue before does not work backwards", "Mass surveillance, not bread", {"asserted: Mass surveillance"}},
      {"a cue after does not work forwards",
       "Smoking is prohibited, mass surveillance",
       {"asserted: mass surveillance"}},
      {"within its reach", "without any real mass surveillance", {"denied: mass surveillance < without"}},
      {"beyond its reach", "Without a warrant, it performs mass surveillance", {"asserted: mass surveillance"}},
      {"a nearer cue beyond its reach hides no farther one",
       "never without a warrant or two mass surveillance",
       {"denied: mass surveillance < never"}},
      {"in a gap: either way", "It collects no biometric data", {"hedged: collects no biometric data < no"}},
      {"in a gap, and denied besides",
       "It never collects no biometric data",
       {"hedged: collects no biometric data < no"}},
      {"a look-alike in a gap is none", "It collects not only data", {"asserted: collects not only data"}},
      {"a hedge in a gap", "It collects, if asked, data", {"hedged: collects, if asked, data < if"}},
      {"the nearest is told", "not, never, no mass surveillance", {"denied: mass surveillance < no"}},
      {"each mention by itself",
       "no mass surveillance; mass surveillance",
       {"denied: mass surveillance < no", "asserted: mass surveillance"}},
      {"curly apostrophe", "We don’t do mass surveillance", {"denied: mass surveillance < don’t"}},
      {"a numero sign is read as no", "№ mass surveillance", {"denied: mass surveillance < №"}},
  };
  for (const Reading& c : cases) {
    SCOPED_TRACE(c.name);
    EXPECT_EQ(Told(lexicon, c.text), c.want);
  }
}

// A cue among the words of the mention itself says nothing of it.
TEST(Lexicon, CuesInTheMentionsOwnWordsAreIgnored) {
  CueSection denials;
  denials.before = Cues({"no", "data no"});
  denials.after = Cues({"knock"});
  std::vector<LexiconEntry> entries;
  entries.push_back(Entry({"no knock raid", "data ...2 raid"}));
  const Lexicon lexicon(std::move(entries), std::move(denials), {});
  EXPECT_EQ(Told(lexicon, "a no-knock raid"), (std::vector<std::string>{"asserted: no-knock raid"}));
  // `data no` overlaps the mention's first word and voids the `no` that it holds.
  EXPECT_EQ(Told(lexicon, "data no raid"), (std::vector<std::string>{"asserted: data no raid"}));
}

TEST(Lexicon, ALookAlikeVoidsNothingByItsLength) {
  CueSection denials, hedges;
  denials.before = Cues({"not", "not only then"});
  denials.pseudo = Phrases({"only then"});
  hedges.before = Cues({"only"});
  std::vector<LexiconEntry> entries;
  entries.push_back(Entry({"mass"}));
  const Lexicon lexicon(std::move(entries), std::move(denials), std::move(hedges));
  // "not only then" is void by the look-alike, so that it hides neither "not" nor the hedge within it.
  EXPECT_EQ(Told(lexicon, "not only then mass"), (std::vector<std::string>{"hedged: mass < only"}));
}

TEST(Lexicon, Exceptions) {
  std::vector<LexiconEntry> entries;
  entries.push_back(Entry({"surveillance", "disease control"}, {"\\bsurveil\\w+ of\\b", "eye"},
                          {"disease surveillance", "eye* ...2 doctor"}));
  entries.push_back(Entry({"surveillance"}));
  CueSection denials;
  denials.before = Cues({"no"});
  const Lexicon lexicon(std::move(entries), std::move(denials), {});
  EXPECT_EQ(Told(lexicon, "disease surveillance"), (std::vector<std::string>{"asserted: surveillance"}))
      << "of the other entry";
  EXPECT_EQ(Told(lexicon, "no disease surveillance of"), (std::vector<std::string>{"denied: surveillance < no"}))
      << "a pattern's match as well";
  EXPECT_EQ(Told(lexicon, "eye,doctor eye"), (std::vector<std::string>{"asserted: eye"}));
  EXPECT_EQ(Told(lexicon, "(disease surveillance)eye"),
            (std::vector<std::string>{"asserted: eye", "asserted: surveillance"}))
      << "touching is not sharing";
}

TEST(Lexicon, PatternsAndPhrasesTogether) {
  std::vector<LexiconEntry> entries;
  entries.push_back(Entry({"pattern of life", "life"}, {"\\bpattern[- ]of[- ]life\\b", "of. life", "x\\. y"}));
  CueSection denials;
  denials.before = Cues({"not"});
  denials.after = Cues({"ever"});
  const Lexicon lexicon(std::move(entries), std::move(denials), {});
  // One mention for one place; overlapping ones are mentions of their own.
  EXPECT_EQ(Told(lexicon, "pattern-of-life"),
            (std::vector<std::string>{"asserted: pattern-of-life", "asserted: life"}));
  // Over a sentence's end, the start counts for cues before and the end for those after.
  EXPECT_EQ(Told(lexicon, "not x. y, not ever"), (std::vector<std::string>{"denied: x. y < not"}));
  EXPECT_EQ(Told(lexicon, "x. y ever"), (std::vector<std::string>{"denied: x. y < ever"}));
}

TEST(Lexicon, OnePlaceReadTwoWaysIsAsserted) {
  std::vector<LexiconEntry> entries;
  entries.push_back(Entry({"collects ...1 data", "collects [no] data"}));
  CueSection denials;
  denials.before = Cues({"no"});
  const Lexicon lexicon(std::move(entries), std::move(denials), {});
  EXPECT_EQ(Told(lexicon, "collects no data"), (std::vector<std::string>{"asserted: collects no data"}));
}

TEST(Lexicon, FoldedTextsAreToldInTheOriginal) {
  const Lexicon lexicon = Surveillance();
  const Reading cases[] = {
      {"look-alikes", "mаss survеillance", {"folded asserted: mаss survеillance"}},
      {"fullwidth", "ｍａｓｓ　surveillance", {"folded asserted: ｍａｓｓ　surveillance"}},
      {"zero-width in a word", "ma\u200Bss surveillance", {"folded asserted: ma\u200Bss surveillance"}},
      {"zero-width between words", "mass\u200Bsurveillance", {"folded asserted: mass\u200Bsurveillance"}},
      {"both at once", "ma\u00ADss\u200Bsurveillance and mass surveillance", {"asserted: mass surveillance"}},
      {"soft hyphen", "mass sur\u00ADveillance", {"folded asserted: mass sur\u00ADveillance"}},
      {"no-break space is not folded", "é mass\u00A0surveillance", {"asserted: mass\u00A0surveillance"}},
      {"dash is not folded", "mass – surveillance", {"asserted: mass – surveillance"}},
      {"what is folded elsewhere does not count", "ｘ mass surveillance", {"asserted: mass surveillance"}},
      {"once, though both views have it", "a\u200Bb mass surveillance", {"asserted: mass surveillance"}},
      {"a cue of one view: asserted wins", "n\u200Bo mass surveillance", {"asserted: mass surveillance"}},
      {"a cue of both views", "no a\u200Bb mass surveillance", {"denied: mass surveillance < no"}},
      {"hedged wins over denied", "m\u200Bay, no mass surveillance", {"hedged: mass surveillance < m\u200Bay"}},
      {"denied between words", "no mass\u200Bsurveillance", {"folded denied: mass\u200Bsurveillance < no"}},
  };
  for (const Reading& c : cases) {
    SCOPED_TRACE(c.name);
    EXPECT_EQ(Told(lexicon, c.text), c.want);
  }
}

TEST(Lexicon, OrderAndEmptiness) {
  std::vector<LexiconEntry> entries;
  entries.push_back(Entry({"b"}));
  entries.push_back(Entry({"a"}));
  const Lexicon lexicon(std::move(entries), {}, {});
  const std::string text = "a b a b";
  std::vector<std::pair<std::size_t, Range>> got;
  for (const Mention& mention : lexicon.FindAll(Normalise(text), text)) got.emplace_back(mention.entry, mention.place);
  const std::vector<std::pair<std::size_t, Range>> want = {{0, {2, 3}}, {0, {6, 7}}, {1, {0, 1}}, {1, {4, 5}}};
  EXPECT_EQ(got, want);
  EXPECT_TRUE(Lexicon().FindAll(Normalise(text), text).empty());
  EXPECT_TRUE(lexicon.FindAll(Normalise(""), "").empty());
}

}  // namespace
}  // namespace proviso
