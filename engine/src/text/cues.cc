#include "text/cues.h"

#include <algorithm>
#include <tuple>

namespace proviso {
namespace {

struct FoundCue {
  Range place;
  const CueRole* role = nullptr;
};

std::size_t Size(Range range) { return range.end - range.begin; }

std::vector<Range> PlacesOf(const std::vector<PhraseMatch>& matches, const std::vector<CueRole>& roles, CueKind kind,
                            bool hedge) {
  std::vector<Range> places;
  for (const PhraseMatch& match : matches) {
    const CueRole& role = roles[match.phrase];
    if (role.kind == kind && role.hedge == hedge) places.push_back(match.place);
  }
  return places;
}

// Without those that lie within a longer one.
std::vector<FoundCue> Outermost(std::vector<FoundCue> cues) {
  // The longer first among those that begin together, so that what holds a cue always comes before it.
  std::stable_sort(cues.begin(), cues.end(), [](const FoundCue& a, const FoundCue& b) {
    return std::tuple(a.place.begin, b.place.end) < std::tuple(b.place.begin, a.place.end);
  });
  std::vector<FoundCue> kept;
  std::size_t reached = 0;  // the greatest end so far
  std::size_t before = 0;   // the same, cues of this very place left out
  for (std::size_t i = 0; i < cues.size(); ++i) {
    if (i == 0 || cues[i].place != cues[i - 1].place) before = reached;
    if (before < cues[i].place.end) kept.push_back(cues[i]);
    reached = std::max(reached, cues[i].place.end);
  }
  return kept;
}

std::vector<FoundCue> LiveCues(const std::vector<PhraseMatch>& matches, const std::vector<CueRole>& roles) {
  const std::array<RangeSet, 2> pseudo = {RangeSet(PlacesOf(matches, roles, CueKind::kPseudo, false)),
                                          RangeSet(PlacesOf(matches, roles, CueKind::kPseudo, true))};
  std::vector<FoundCue> cues;
  for (const PhraseMatch& match : matches) {
    const CueRole& role = roles[match.phrase];
    if (role.kind != CueKind::kBefore && role.kind != CueKind::kAfter) continue;
    if (!pseudo[role.hedge ? 1 : 0].Overlaps(match.place)) cues.push_back({match.place, &role});
  }
  return Outermost(std::move(cues));
}

}  // namespace

RangeSet::RangeSet(std::vector<Range> ranges)
    : sorted_(std::move(ranges)), least_end_(sorted_.size()), greatest_end_(sorted_.size()) {
  std::sort(sorted_.begin(), sorted_.end());
  std::size_t end = 0;
  for (std::size_t i = 0; i < sorted_.size(); ++i) greatest_end_[i] = end = std::max(end, sorted_[i].end);
  for (std::size_t i = sorted_.size(); i-- > 0;) {
    least_end_[i] = i + 1 < sorted_.size() ? std::min(sorted_[i].end, least_end_[i + 1]) : sorted_[i].end;
  }
}

bool RangeSet::HasWithin(Range range) const {
  const auto first = std::lower_bound(sorted_.begin(), sorted_.end(), range.begin,
                                      [](Range candidate, std::size_t begin) { return candidate.begin < begin; });
  return first != sorted_.end() && least_end_[static_cast<std::size_t>(first - sorted_.begin())] <= range.end;
}

bool RangeSet::Overlaps(Range range) const {
  const auto after = std::lower_bound(sorted_.begin(), sorted_.end(), range.end,
                                      [](Range candidate, std::size_t end) { return candidate.begin < end; });
  return after != sorted_.begin() && greatest_end_[static_cast<std::size_t>(after - sorted_.begin()) - 1] > range.begin;
}

bool NearCue::Before(const NearCue& other) const {
  return std::tuple(distance, Size(other.place), place.begin) <
         std::tuple(other.distance, Size(place), other.place.begin);
}

CueMap::CueMap(const std::vector<PhraseMatch>& matches, const std::vector<CueRole>& roles, const Segments& segments)
    : segments_(segments),
      ends_{RangeSet(PlacesOf(matches, roles, CueKind::kEnds, false)),
            RangeSet(PlacesOf(matches, roles, CueKind::kEnds, true))} {
  for (const FoundCue& cue : LiveCues(matches, roles)) {
    all_.emplace_back(cue.place, cue.role->hedge);
    const auto same = std::find_if(groups_.begin(), groups_.end(), [&](const Group& group) {
      return group.role.hedge == cue.role->hedge && group.role.kind == cue.role->kind &&
             group.role.reach == cue.role->reach;
    });
    if (same == groups_.end()) {
      groups_.push_back({*cue.role, {cue.place}});
    } else {
      same->places.push_back(cue.place);
    }
  }
  std::sort(all_.begin(), all_.end());
  for (Group& group : groups_) {
    const bool before = group.role.kind == CueKind::kBefore;
    std::sort(group.places.begin(), group.places.end(), [before](Range a, Range b) {
      return before ? std::tuple(a.end, b.begin) < std::tuple(b.end, a.begin)
                    : std::tuple(a.begin, b.end) < std::tuple(b.begin, a.end);
    });
  }
}

bool CueMap::Reaches(Range between, const CueRole& role) const {
  return !segments_.SentenceEndsWithin(between) && !ends_[role.hedge ? 1 : 0].HasWithin(between) &&
         (!role.reach || segments_.WordsWithin(between) <= *role.reach);
}

std::optional<NearCue> CueMap::Governing(Range mention, bool hedge) const {
  std::optional<NearCue> nearest;
  for (const Group& group : groups_) {
    if (group.role.hedge != hedge) continue;
    const bool before = group.role.kind == CueKind::kBefore;
    Range place, between;
    if (before) {
      const auto after = std::upper_bound(group.places.begin(), group.places.end(), mention.begin,
                                          [](std::size_t begin, Range cue) { return begin < cue.end; });
      if (after == group.places.begin()) continue;
      place = *std::prev(after);
      between = {place.end, mention.begin};
    } else {
      const auto found = std::lower_bound(group.places.begin(), group.places.end(), mention.end,
                                          [](Range cue, std::size_t end) { return cue.begin < end; });
      if (found == group.places.end()) continue;
      place = *found;
      between = {mention.end, place.begin};
    }
    if (!Reaches(between, group.role)) continue;
    const NearCue cue = {place, Size(between), hedge};
    if (!nearest || cue.Before(*nearest)) nearest = cue;
  }
  return nearest;
}

std::optional<NearCue> CueMap::Inside(const std::vector<Range>& gaps) const {
  std::optional<NearCue> best;
  for (const Range gap : gaps) {
    auto found =
        std::lower_bound(all_.begin(), all_.end(), gap.begin,
                         [](const std::pair<Range, bool>& cue, std::size_t begin) { return cue.first.begin < begin; });
    for (; found != all_.end() && found->first.begin < gap.end; ++found) {
      const NearCue cue = {found->first, 0, found->second};
      if (cue.place.end <= gap.end && (!best || cue.Before(*best))) best = cue;
    }
  }
  return best;
}

}  // namespace proviso
