// The lexicon against its definition, read out slowly: every cue looked at for every mention.
#include <gtest/gtest.h>

#include <algorithm>
#include <chrono>
#include <map>
#include <string>
#include <vector>

#include "text/lexicon.h"
#include "unit/text/naive_matcher.h"
#include "unit/text/random_text.h"

namespace proviso {
namespace {

struct NaiveCue {
  Range place;
  bool hedge = false, after = false;
  std::optional<std::size_t> reach;
};

bool Share(Range a, Range b) { return a.begin < b.end && b.begin < a.end; }
bool Within(Range inner, Range outer) { return outer.begin <= inner.begin && inner.end <= outer.end; }
std::size_t Size(Range range) { return range.end - range.begin; }

// One view of one text.
class NaiveReader {
 public:
  NaiveReader(const std::vector<LexiconEntry>& entries, const CueSection& denials, const CueSection& hedges,
              const View& view, const std::vector<Range>* only = nullptr)
      : entries_(entries),
        sections_{&denials, &hedges},
        view_(view),
        only_(only),
        segments_(Segment(view.text)),
        matcher_(view.text, segments_) {}

  // The strongest reading of every place.
  void Read(std::map<std::pair<std::size_t, Range>, int>& readings) const {
    const std::vector<NaiveCue> cues = LiveCues();
    for (std::size_t entry = 0; entry < entries_.size(); ++entry) {
      for (const PhraseMatch& match : Matches(entry)) {
        const auto touches = [&](Range word) { return Share(word, match.place); };
        if (only_ != nullptr && std::none_of(only_->begin(), only_->end(), touches)) continue;
        const auto [at, is_new] = readings.try_emplace({entry, view_.Original(match.place)}, 2);
        at->second = std::min(at->second, ReadingOf(match, cues));
      }
    }
  }

 private:
  std::vector<Range> Places(const std::vector<Phrase>& phrases) const {
    std::vector<Range> places;
    for (const Phrase& phrase : phrases) {
      for (const PhraseMatch& match : matcher_.FindAll(phrase.root, 0)) places.push_back(match.place);
    }
    return places;
  }

  std::vector<PhraseMatch> Matches(std::size_t entry) const {
    std::vector<PhraseMatch> matches;
    for (const Phrase& phrase : entries_[entry].phrases) {
      for (PhraseMatch& match : matcher_.FindAll(phrase.root, 0)) matches.push_back(std::move(match));
    }
    for (const Pattern& pattern : entries_[entry].patterns) {
      for (const Range place : pattern.FindAll(view_.text)) matches.push_back({0, place, {}});
    }
    for (const Range except : Places(entries_[entry].except)) {
      std::erase_if(matches, [&](const PhraseMatch& match) { return Share(match.place, except); });
    }
    return matches;
  }

  std::vector<NaiveCue> LiveCues() const {
    std::vector<NaiveCue> cues;
    for (const bool hedge : {false, true}) {
      const std::vector<Range> pseudo = Places(sections_[hedge]->pseudo);
      for (const bool after : {false, true}) {
        for (const Cue& cue : after ? sections_[hedge]->after : sections_[hedge]->before) {
          for (const Range place : Places({cue.phrase})) {
            if (std::none_of(pseudo.begin(), pseudo.end(), [&](Range p) { return Share(p, place); }))
              cues.push_back({place, hedge, after, cue.reach});
          }
        }
      }
    }
    const std::vector<NaiveCue> all = cues;
    std::erase_if(cues, [&](const NaiveCue& cue) {
      return std::any_of(all.begin(), all.end(), [&](const NaiveCue& other) {
        return Within(cue.place, other.place) && Size(cue.place) < Size(other.place);
      });
    });
    return cues;
  }

  bool Governs(const NaiveCue& cue, Range mention) const {
    if (cue.after ? cue.place.begin < mention.end : cue.place.end > mention.begin) return false;
    const Range between = cue.after ? Range{mention.end, cue.place.begin} : Range{cue.place.end, mention.begin};
    for (const std::size_t end : segments_.sentence_ends) {
      if (between.begin <= end && end <= between.end) return false;
    }
    for (const Range end : Places(sections_[cue.hedge]->ends)) {
      if (Within(end, between)) return false;
    }
    const auto words = std::count_if(segments_.words.begin(), segments_.words.end(),
                                     [&](Range word) { return Within(word, between); });
    return !cue.reach || static_cast<std::size_t>(words) <= *cue.reach;
  }

  // 0 asserted, 1 hedged, 2 denied.
  int ReadingOf(const PhraseMatch& match, const std::vector<NaiveCue>& cues) const {
    bool denied = false, hedged = false;
    for (const NaiveCue& cue : cues) {
      for (const Range gap : match.gaps) hedged = hedged || Within(cue.place, gap);
      if (Governs(cue, match.place)) (cue.hedge ? hedged : denied) = true;
    }
    return hedged ? 1 : denied ? 2 : 0;
  }

  const std::vector<LexiconEntry>& entries_;
  const CueSection* sections_[2];
  const View& view_;
  const std::vector<Range>* only_;  // an unmasked view's words
  const Segments segments_;
  const NaiveMatcher matcher_;
};

std::vector<Phrase> SomePhrases(Draw& draw, std::size_t most) {
  std::vector<Phrase> phrases;
  for (std::size_t i = draw.Below(most + 1); i > 0; --i) {
    PhraseError error;
    if (std::optional<Phrase> phrase = ParsePhrase(draw.PhraseText(1), {}, error))
      phrases.push_back(*std::move(phrase));
  }
  return phrases;
}

std::vector<Cue> SomeCues(Draw& draw) {
  std::vector<Cue> cues;
  for (Phrase& phrase : SomePhrases(draw, 2)) {
    Cue cue = {std::move(phrase), std::nullopt};
    if (draw.Below(3) == 0) cue.reach = draw.Below(3);
    cues.push_back(std::move(cue));
  }
  return cues;
}

CueSection SomeSection(Draw& draw) {
  CueSection section;
  section.before = SomeCues(draw);
  section.after = SomeCues(draw);
  section.pseudo = SomePhrases(draw, 1);
  section.ends = SomePhrases(draw, 1);
  return section;
}

std::vector<LexiconEntry> SomeEntries(Draw& draw) {
  std::vector<LexiconEntry> entries(2);
  for (LexiconEntry& entry : entries) {
    entry.phrases = SomePhrases(draw, 3);
    entry.except = SomePhrases(draw, 1);
    PatternError error;
    if (std::optional<Pattern> pattern = Pattern::Compile(draw.Of({"b.a", "\\bab", "[é-ü]+", "a\\W+b", "^a*b"}), error);
        pattern && draw.Below(2) == 0) {
      entry.patterns.push_back(*std::move(pattern));
    }
  }
  return entries;
}

bool IsBoundary(const std::string& text, std::size_t at) {
  return at == text.size() || (at < text.size() && (static_cast<unsigned char>(text[at]) & 0xC0) != 0x80);
}

TEST(LexiconProperty, AgreesWithTheDefinition) {
  std::size_t met[3] = {0, 0, 0};
  for (std::uint64_t seed = 0; seed < 10'000; ++seed) {
    Draw draw(seed);
    const std::vector<LexiconEntry> entries = SomeEntries(draw);
    const CueSection denials = SomeSection(draw), hedges = SomeSection(draw);
    const std::string original = draw.Text(14);
    const NormalText text = Normalise(original);

    std::map<std::pair<std::size_t, Range>, int> want;
    NaiveReader(entries, denials, hedges, text.joined).Read(want);
    if (text.spaced) NaiveReader(entries, denials, hedges, *text.spaced).Read(want);
    for (const UnmaskedView& unmasked : text.unmasked)
      NaiveReader(entries, denials, hedges, unmasked.view, &unmasked.words).Read(want);

    const std::vector<Mention> got = Lexicon(entries, denials, hedges).FindAll(text, original);
    ASSERT_EQ(got.size(), want.size()) << "seed " << seed << ": " << original;
    auto expected = want.begin();
    for (const Mention& mention : got) {
      const int reading = mention.reading == MentionReading::kAsserted ? 0
                          : mention.reading == MentionReading::kHedged ? 1
                                                                       : 2;
      ASSERT_EQ(std::pair(mention.entry, mention.place), expected->first) << "seed " << seed << ": " << original;
      ASSERT_EQ(reading, expected->second) << "seed " << seed << ": " << original;
      ASSERT_EQ(mention.cue.has_value(), reading != 0);
      for (const Range range : {mention.place, mention.cue.value_or(mention.place)}) {
        ASSERT_LT(range.begin, range.end);
        ASSERT_LE(range.end, original.size());
        ASSERT_TRUE(IsBoundary(original, range.begin) && IsBoundary(original, range.end))
            << "seed " << seed << ": " << original;
      }
      ++met[reading];
      ++expected;
    }
  }
  for (const std::size_t count : met) EXPECT_GT(count, 1'000u);  // or the draws say nothing
}

std::string Repeat(const std::string& part, std::size_t bytes) {
  std::string text;
  while (text.size() < bytes) text += part;
  return text;
}

TEST(LexiconProperty, StaysNearLinear) {
  LexiconEntry entry;
  entry.phrases = {MustParse("a ...50 b"), MustParse("a*"), MustParse("c [a ...5 a]")};
  entry.except = {MustParse("a c")};
  CueSection denials, hedges;
  denials.before = {{MustParse("not"), std::nullopt}, {MustParse("never"), 3}};
  denials.after = {{MustParse("not"), std::nullopt}};
  denials.ends = {MustParse("but")};
  hedges.before = {{MustParse("not a"), std::nullopt}, {MustParse("may"), 1}};
  const Lexicon lexicon({entry}, denials, hedges);
  constexpr std::size_t kMegabyte = 1 << 20;
  for (const char* part : {"a ", "not a ", "not a but never ", "a c ", "a\u200B", "may never a, ", "é ", "а", "...",
                           "\n\n", "((((", "№"}) {
    SCOPED_TRACE(part);
    const std::string text = Repeat(part, kMegabyte);
    const auto start = std::chrono::steady_clock::now();
    lexicon.FindAll(Normalise(text), text);
    const std::chrono::duration<double> spent = std::chrono::steady_clock::now() - start;
    EXPECT_LT(spent.count(), 60.0);
  }
}

}  // namespace
}  // namespace proviso
