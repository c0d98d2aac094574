#include "text/lexicon.h"

#include <algorithm>
#include <tuple>
#include <utility>

#include "base/archive.h"
#include "base/stopwatch.h"
#include "text/cues.h"
#include "text/matcher.h"
#include "text/pattern_filter.h"
#include "text/segment.h"

namespace proviso {

// What a phrase of the mention index stands for.
struct MentionRole {
  std::uint32_t entry = 0;
  std::uint32_t except = 0;  // 1: of the entry's exceptions
};

namespace {

// A match before its entry's exceptions and the cues have been heard; in the normalised text.
struct Candidate {
  std::size_t entry = 0;
  Range place;
  std::vector<Range> gaps;
};

}  // namespace

struct Lexicon::Data {
  PhraseIndex mentions, cues;
  FlatArray<MentionRole> mention_roles;
  std::vector<CueRole> cue_roles;
  std::vector<Pattern> patterns;
  std::vector<std::size_t> pattern_entries;  // by pattern
  PatternFilter pattern_filter;

  void AddEntries(const std::vector<LexiconEntry>& entries, const std::vector<std::string>& sample);
  void AddSection(const CueSection& section, bool hedge, std::vector<const PhraseNode*>& roots);
  std::vector<Candidate> Candidates(std::string_view normal, const Segments& segments, TextCosts* costs) const;
  // `only`, where given: matches that touch none of these are left out, and the others needed folding.
  void ReadView(const View& view, std::string_view original, const std::vector<Range>* only, TextCosts* costs,
                std::vector<Mention>& mentions_out) const;
};

void Lexicon::Data::AddEntries(const std::vector<LexiconEntry>& entries, const std::vector<std::string>& sample) {
  std::vector<const PhraseNode*> roots;
  std::vector<MentionRole> roles;
  for (std::size_t number = 0; number < entries.size(); ++number) {
    const auto add = [&](const std::vector<Phrase>& phrases, bool except) {
      for (const Phrase& phrase : phrases) {
        roots.push_back(&phrase.root);
        roles.push_back({static_cast<std::uint32_t>(number), except ? 1U : 0U});
      }
    };
    add(entries[number].phrases, false);
    add(entries[number].except, true);
    for (const Pattern& pattern : entries[number].patterns) {
      patterns.push_back(pattern);
      pattern_entries.push_back(number);
    }
  }
  mentions = PhraseIndex(roots, sample);
  mention_roles = FlatArray(std::move(roles));
  pattern_filter = PatternFilter(patterns);
}

void Lexicon::Data::AddSection(const CueSection& section, bool hedge, std::vector<const PhraseNode*>& roots) {
  const auto add = [&](const Phrase& phrase, CueKind kind, std::optional<std::size_t> reach) {
    roots.push_back(&phrase.root);
    cue_roles.push_back({hedge, kind, reach});
  };
  for (const Cue& cue : section.before) add(cue.phrase, CueKind::kBefore, cue.reach);
  for (const Cue& cue : section.after) add(cue.phrase, CueKind::kAfter, cue.reach);
  for (const Phrase& phrase : section.pseudo) add(phrase, CueKind::kPseudo, std::nullopt);
  for (const Phrase& phrase : section.ends) add(phrase, CueKind::kEnds, std::nullopt);
}

// All matches that their entry's `except` leaves.
std::vector<Candidate> Lexicon::Data::Candidates(std::string_view normal, const Segments& segments,
                                                 TextCosts* costs) const {
  std::vector<Candidate> found;
  std::vector<std::pair<std::size_t, Range>> excepted;
  const std::vector<std::uint32_t> patterns_to_run = pattern_filter.Candidates(normal);
  Stopwatch watch(costs != nullptr);
  for (const std::uint32_t pattern : patterns_to_run) {
    const std::size_t before = found.size();
    for (const Range place : patterns[pattern].FindAll(normal)) found.push_back({pattern_entries[pattern], place, {}});
    if (costs != nullptr) costs->Add(costs->patterns[pattern], found.size() > before, watch.Lap());
  }
  // What is excepted from nothing need not be found. The exceptions of an entry have the numbers behind its phrases.
  const auto wanted = [&](std::size_t phrase, const std::vector<PhraseMatch>& before) {
    const MentionRole role = mention_roles[phrase];
    const auto is_of_entry = [&](const Candidate& candidate) { return candidate.entry == role.entry; };
    return role.except == 0 || (!before.empty() && mention_roles[before.back().phrase].entry == role.entry) ||
           std::ranges::any_of(found, is_of_entry);
  };
  for (PhraseMatch& match : mentions.FindAll(normal, segments, wanted, PhraseIndex::Prefilter::kOn, costs)) {
    const MentionRole role = mention_roles[match.phrase];
    if (role.except != 0) {
      excepted.emplace_back(role.entry, match.place);
    } else {
      found.push_back({role.entry, match.place, std::move(match.gaps)});
    }
  }
  if (excepted.empty()) return found;
  std::sort(excepted.begin(), excepted.end());
  for (auto first = excepted.begin(); first != excepted.end();) {
    const std::size_t entry = first->first;
    std::vector<Range> places;
    for (; first != excepted.end() && first->first == entry; ++first) places.push_back(first->second);
    const RangeSet exceptions(std::move(places));
    std::erase_if(found, [&](const Candidate& candidate) {
      return candidate.entry == entry && exceptions.Overlaps(candidate.place);
    });
  }
  return found;
}

namespace {

void SetReading(Mention& mention, const Candidate& candidate, const CueMap& cues, const View& view) {
  const std::optional<NearCue> denial = cues.Governing(candidate.place, false);
  std::optional<NearCue> hedge = cues.Governing(candidate.place, true);
  // "collects no biometric data" may be read either way.
  const std::optional<NearCue> inside = cues.Inside(candidate.gaps);
  if (inside && (!hedge || inside->Before(*hedge))) hedge = inside;
  if (!denial && !hedge) return;
  mention.reading = hedge ? MentionReading::kHedged : MentionReading::kDenied;
  mention.cue = view.Original(hedge ? hedge->place : denial->place);
}

// Asserted wins over hedged over denied.
int Weight(MentionReading reading) {
  switch (reading) {
    case MentionReading::kAsserted:
      return 0;
    case MentionReading::kHedged:
      return 1;
    case MentionReading::kDenied:
      return 2;
  }
  return 0;
}

}  // namespace

void Lexicon::Data::ReadView(const View& view, std::string_view original, const std::vector<Range>* only,
                             TextCosts* costs, std::vector<Mention>& mentions_out) const {
  const Segments segments = Segment(view.text);
  if (costs != nullptr) costs->words += segments.words.size();
  std::vector<Candidate> candidates = Candidates(view.text, segments, costs);
  if (only != nullptr) {
    const RangeSet touched(*only);
    std::erase_if(candidates, [&](const Candidate& candidate) { return !touched.Overlaps(candidate.place); });
  }
  if (candidates.empty()) return;
  const CueMap cue_map(cues.FindAll(view.text, segments), cue_roles, segments);
  for (const Candidate& candidate : candidates) {
    Mention mention;
    mention.entry = candidate.entry;
    mention.place = view.Original(candidate.place);
    SetReading(mention, candidate, cue_map, view);
    if (only != nullptr) {
      mention.folded = true;
    } else if (!view.begins.empty()) {
      mention.folded = IsFolded(
          original.substr(mention.place.begin, mention.place.end - mention.place.begin),
          std::string_view(view.text).substr(candidate.place.begin, candidate.place.end - candidate.place.begin));
    }
    mentions_out.push_back(mention);
  }
}

Lexicon::Lexicon() : data_(std::make_unique<const Data>()) {}
Lexicon::Lexicon(const std::vector<LexiconEntry>& entries, const CueSection& denials, const CueSection& hedges,
                 const std::vector<std::string>& sample) {
  auto data = std::make_unique<Data>();
  data->AddEntries(entries, sample);
  std::vector<const PhraseNode*> cue_roots;
  data->AddSection(denials, false, cue_roots);
  data->AddSection(hedges, true, cue_roots);
  data->cues = PhraseIndex(cue_roots, sample);
  data_ = std::move(data);
}
Lexicon::~Lexicon() = default;
Lexicon::Lexicon(Lexicon&&) noexcept = default;
Lexicon& Lexicon::operator=(Lexicon&&) noexcept = default;

std::vector<Mention> Lexicon::FindAll(const NormalText& text, std::string_view original, TextCosts* costs) const {
  Stopwatch watch(costs != nullptr);
  if (costs != nullptr) {
    ++costs->texts;
    costs->bytes += original.size();
    costs->phrases.resize(data_->mentions.size());
    costs->patterns.resize(data_->patterns.size());
  }
  std::vector<Mention> found;
  data_->ReadView(text.joined, original, nullptr, costs, found);
  if (text.spaced) data_->ReadView(*text.spaced, original, nullptr, costs, found);
  for (const UnmaskedView& unmasked : text.unmasked)
    data_->ReadView(unmasked.view, original, &unmasked.words, costs, found);
  std::stable_sort(found.begin(), found.end(), [](const Mention& a, const Mention& b) {
    return std::tuple(a.entry, a.place, Weight(a.reading)) < std::tuple(b.entry, b.place, Weight(b.reading));
  });
  const auto same_place = [](const Mention& a, const Mention& b) { return a.entry == b.entry && a.place == b.place; };
  found.erase(std::unique(found.begin(), found.end(), same_place), found.end());
  if (costs != nullptr) costs->searching += watch.Lap();
  return found;
}

std::vector<std::size_t> Lexicon::PatternsOfEveryText() const {
  return {data_->pattern_filter.always().begin(), data_->pattern_filter.always().end()};
}

template <class Archive>
void Describe(Archive& archive, CueRole& role) {
  auto& [hedge, kind, reach] = role;
  archive(hedge, kind, reach);
}

template <class Archive>
void Describe(Archive& archive, Lexicon& lexicon) {
  auto data = std::make_unique<Lexicon::Data>();
  Lexicon::Data& from = Archive::kReads ? *data : const_cast<Lexicon::Data&>(*lexicon.data_);
  archive(from.mentions, from.cues, from.mention_roles, from.cue_roles, from.patterns, from.pattern_entries,
          from.pattern_filter);
  if constexpr (Archive::kReads) lexicon.data_ = std::move(data);
}

template void Describe(ArchiveWriter& archive, Lexicon& lexicon);
template void Describe(ArchiveReader& archive, Lexicon& lexicon);

}  // namespace proviso
