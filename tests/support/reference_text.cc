#include "support/reference_text.h"

#include <algorithm>
#include <map>

#include "support/reference_phrases.h"
#include "text/normalise.h"

namespace proviso::reference {
namespace {

bool Overlap(const Range& a, const Range& b) { return a.begin < b.end && b.begin < a.end; }
bool Within(const Range& inner, const Range& outer) { return outer.begin <= inner.begin && inner.end <= outer.end; }

struct FoundCue {
  const Cue* cue = nullptr;
  bool before = true;
  bool hedge = false;
  Range place;
};

std::vector<Range> FindPhrases(const std::vector<Phrase>& phrases, const Characters& text) {
  std::vector<Range> found;
  for (const Phrase& phrase : phrases) {
    for (const PhraseMatch& match : FindPhrase(phrase.root, text)) found.push_back(match.place);
  }
  return found;
}

// The cues of one section that no look-alike of the same section voids.
void AddCues(const CueSection& section, bool hedge, const Characters& text, std::vector<FoundCue>& out) {
  const std::vector<Range> pseudo = FindPhrases(section.pseudo, text);
  const auto add = [&](const std::vector<Cue>& cues, bool before) {
    for (const Cue& cue : cues) {
      for (const PhraseMatch& match : FindPhrase(cue.phrase.root, text)) {
        const bool is_void =
            std::any_of(pseudo.begin(), pseudo.end(), [&](const Range& p) { return Overlap(p, match.place); });
        if (!is_void) out.push_back({&cue, before, hedge, match.place});
      }
    }
  };
  add(section.before, true);
  add(section.after, false);
}

std::vector<FoundCue> StandingCues(const Model& model, const Characters& text) {
  std::vector<FoundCue> all;
  AddCues(model.denials, false, text, all);
  AddCues(model.hedges, true, text, all);
  std::vector<FoundCue> standing;
  for (const FoundCue& cue : all) {
    const bool inside_longer = std::any_of(all.begin(), all.end(), [&](const FoundCue& other) {
      return other.place != cue.place && Within(cue.place, other.place);
    });
    if (!inside_longer) standing.push_back(cue);
  }
  return standing;
}

struct JudgedMatch {
  PhraseMatch match;
  MentionReading reading = MentionReading::kAsserted;
  std::optional<Range> cue;
};

class Judge {
 public:
  Judge(const Model& model, const Characters& text)
      : text_(text),
        cues_(StandingCues(model, text)),
        denial_ends_(FindPhrases(model.denials.ends, text)),
        hedge_ends_(FindPhrases(model.hedges.ends, text)) {}

  JudgedMatch operator()(const PhraseMatch& match) const {
    std::vector<Candidate> denying, hedging;
    for (const FoundCue& cue : cues_) {
      if (InGap(cue.place, match)) {
        hedging.push_back({0, cue.place});
      } else if (const std::optional<std::size_t> distance = Governs(cue, match.place)) {
        (cue.hedge ? hedging : denying).push_back({*distance, cue.place});
      }
    }
    if (!hedging.empty()) return {match, MentionReading::kHedged, Nearest(hedging)};
    if (!denying.empty()) return {match, MentionReading::kDenied, Nearest(denying)};
    return {match, MentionReading::kAsserted, std::nullopt};
  }

 private:
  struct Candidate {
    std::size_t distance = 0;
    Range place;
  };

  static bool InGap(const Range& cue, const PhraseMatch& match) {
    for (const std::vector<Range>& laying : match.gaps) {
      for (const Range& gap : laying) {
        if (Within(cue, gap)) return true;
      }
    }
    return false;
  }

  std::optional<std::size_t> Governs(const FoundCue& cue, const Range& match) const {
    if (cue.before ? cue.place.end > match.begin : cue.place.begin < match.end) return std::nullopt;
    const Range between = cue.before ? Range{cue.place.end, match.begin} : Range{match.end, cue.place.begin};
    if (SentenceEndsBetween(text_, between.begin, between.end)) return std::nullopt;
    for (const Range& end_word : cue.hedge ? hedge_ends_ : denial_ends_) {
      if (Within(end_word, between)) return std::nullopt;
    }
    if (cue.cue->reach && WordsBetween(text_, between.begin, between.end) > *cue.cue->reach) return std::nullopt;
    return between.end - between.begin;
  }

  static Range Nearest(const std::vector<Candidate>& cues) {
    const auto length = [](const Candidate& c) { return c.place.end - c.place.begin; };
    return std::min_element(cues.begin(), cues.end(),
                            [&](const Candidate& a, const Candidate& b) {
                              if (a.distance != b.distance) return a.distance < b.distance;
                              if (length(a) != length(b)) return length(a) > length(b);
                              return a.place.begin < b.place.begin;
                            })
        ->place;
  }

  const Characters& text_;
  std::vector<FoundCue> cues_;
  std::vector<Range> denial_ends_, hedge_ends_;
};

// A pattern's matches as code points.
std::vector<PhraseMatch> FindPattern(const Pattern& pattern, const View& view, const Characters& text) {
  std::vector<PhraseMatch> found;
  for (const Range& range : pattern.FindAll(view.text)) {
    const auto index = [&](std::size_t offset) {
      return static_cast<std::size_t>(std::lower_bound(text.offsets.begin(), text.offsets.end(), offset) -
                                      text.offsets.begin());
    };
    found.push_back({{index(range.begin), index(range.end)}, {}});
  }
  return found;
}

// `masked`, where given, are the words of an unmasked view: matches count there that overlap one of them.
void AddMentions(const Model& model, std::size_t entry, const View& view, std::string_view original,
                 const std::vector<Range>* masked, std::vector<Mention>& out) {
  const Characters text(view.text);
  const LexiconEntry& lexicon = model.entries[entry].lexicon;
  std::vector<PhraseMatch> matches;
  for (const Phrase& phrase : lexicon.phrases) {
    for (PhraseMatch& match : FindPhrase(phrase.root, text)) matches.push_back(std::move(match));
  }
  for (const Pattern& pattern : lexicon.patterns) {
    for (PhraseMatch& match : FindPattern(pattern, view, text)) matches.push_back(std::move(match));
  }
  const std::vector<Range> except = FindPhrases(lexicon.except, text);
  const Judge judge(model, text);
  const auto original_range = [&](const Range& r) {
    return view.Original({text.offsets[r.begin], text.offsets[r.end]});
  };
  for (const PhraseMatch& match : matches) {
    if (std::any_of(except.begin(), except.end(), [&](const Range& e) { return Overlap(e, match.place); })) continue;
    const Range bytes = {text.offsets[match.place.begin], text.offsets[match.place.end]};
    if (masked != nullptr &&
        std::none_of(masked->begin(), masked->end(), [&](const Range& word) { return Overlap(word, bytes); })) {
      continue;
    }
    const JudgedMatch judged = judge(match);
    const Range place = original_range(match.place);
    const bool folded = masked != nullptr || IsFolded(original.substr(place.begin, place.end - place.begin));
    Mention mention{entry, place, judged.reading, folded, std::nullopt};
    if (judged.cue) mention.cue = original_range(*judged.cue);
    out.push_back(mention);
  }
}

// Asserted wins over hedged over denied.
int Rank(MentionReading reading) {
  return reading == MentionReading::kAsserted ? 0 : reading == MentionReading::kHedged ? 1 : 2;
}

}  // namespace

std::vector<Mention> ReferenceMentions(const Model& model, std::size_t entry, std::string_view original) {
  const NormalText normal = Normalise(original);
  std::vector<Mention> found;
  AddMentions(model, entry, normal.joined, original, nullptr, found);
  if (normal.spaced) AddMentions(model, entry, *normal.spaced, original, nullptr, found);
  for (const UnmaskedView& unmasked : normal.unmasked)
    AddMentions(model, entry, unmasked.view, original, &unmasked.words, found);
  std::map<Range, Mention> by_place;
  for (const Mention& mention : found) {
    const auto [kept, is_new] = by_place.emplace(mention.place, mention);
    if (!is_new && Rank(mention.reading) < Rank(kept->second.reading)) kept->second = mention;
  }
  std::vector<Mention> mentions;
  for (const auto& [place, mention] : by_place) mentions.push_back(mention);
  return mentions;
}

std::optional<Range> ReferencePatternMatch(const Pattern& pattern, std::string_view original) {
  const NormalText normal = Normalise(original);
  if (const auto found = pattern.Find(normal.joined.text)) return normal.joined.Original(*found);
  if (!normal.spaced) return std::nullopt;
  const auto found = pattern.Find(normal.spaced->text);
  if (!found) return std::nullopt;
  return normal.spaced->Original(*found);
}

}  // namespace proviso::reference
