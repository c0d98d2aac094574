// The cues of one text, laid out so that each mention finds those that govern it without looking at the others.
#pragma once

#include <array>
#include <optional>
#include <utility>
#include <vector>

#include "regex/pattern.h"
#include "text/matcher.h"
#include "text/segment.h"

namespace proviso {

enum class CueKind : unsigned char { kBefore, kAfter, kPseudo, kEnds };

// What a phrase of the cue index stands for.
struct CueRole {
  bool hedge = false;  // else a denial
  CueKind kind = CueKind::kBefore;
  std::optional<std::size_t> reach;
};

// Ranges that may overlap each other, asked for what lies within or shares a character.
class RangeSet {
 public:
  explicit RangeSet(std::vector<Range> ranges);
  bool HasWithin(Range range) const;
  bool Overlaps(Range range) const;

 private:
  std::vector<Range> sorted_;
  std::vector<std::size_t> least_end_;     // of sorted_[i...]
  std::vector<std::size_t> greatest_end_;  // of sorted_[...i]
};

// A cue near a mention; the nearer one comes first, then the longer, then the earlier.
struct NearCue {
  Range place;
  std::size_t distance = 0;
  bool hedge = false;

  bool Before(const NearCue& other) const;
};

class CueMap {
 public:
  // `matches` of an index whose phrase i has the role `roles[i]`. Void cues are dropped: those that overlap a
  // look-alike of their section, and those within a longer cue that is not void itself for that reason.
  CueMap(const std::vector<PhraseMatch>& matches, const std::vector<CueRole>& roles, const Segments& segments);

  // The nearest cue of a section that governs the mention from before or after it.
  std::optional<NearCue> Governing(Range mention, bool hedge) const;
  // The longest cue, of either section, within one of a mention's gaps.
  std::optional<NearCue> Inside(const std::vector<Range>& gaps) const;

 private:
  // Cues that differ in place alone: if the nearest one's reach is ended, so is the others'.
  struct Group {
    CueRole role;
    std::vector<Range> places;  // before: by end, then the longer last; after: by begin, then the longer first
  };

  bool Reaches(Range between, const CueRole& role) const;

  const Segments& segments_;
  std::vector<Group> groups_;
  std::vector<std::pair<Range, bool>> all_;  // by place, with `hedge`
  std::array<RangeSet, 2> ends_;             // of denials, of hedges
};

}  // namespace proviso
