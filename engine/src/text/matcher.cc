#include "text/matcher.h"

#include <algorithm>
#include <bit>
#include <limits>
#include <map>
#include <span>
#include <utility>

#include "base/stopwatch.h"
#include "text/characters.h"
#include "text/phrase_cover.h"
#include "text/phrase_run.h"

namespace proviso {
namespace {

using Kind = PhraseStep::Kind;

std::int16_t Narrow(int distance) {
  using Limits = std::numeric_limits<std::int16_t>;
  return static_cast<std::int16_t>(std::clamp<int>(distance, Limits::min(), Limits::max()));
}

}  // namespace

PhraseIndex::PhraseIndex(const std::vector<const PhraseNode*>& roots, const std::vector<std::string>& sample) {
  PhraseProgrammer programmer;
  WordNumberer words;
  CoverFinder covers(words);
  std::vector<Start> starts;
  std::vector<std::uint32_t> uncovered;
  std::vector<Nearby> nearby;
  std::vector<std::uint64_t> set_bits;
  for (const PhraseNode* root : roots) {
    programmer.Add(*root);
    covers.Count(*root);
  }
  for (const std::string& text : sample) covers.CountText(text);
  programs_ = programmer.Take();

  std::map<std::vector<WordNumber>, WordSet> known_sets;
  const auto set_of = [&](const std::vector<WordNumber>& members) {
    const auto [known, is_new] = known_sets.try_emplace(members);
    if (!is_new) return known->second;
    // One bit in eight, at most: a word that is none of them seldom passes.
    WordSet set{
        .first = static_cast<std::uint32_t>(set_bits.size()),
        .bits = static_cast<std::uint32_t>(std::max<int>(6, static_cast<int>(std::bit_width(members.size() * 8 - 1))))};
    set_bits.resize(set_bits.size() + (std::size_t{1} << set.bits) / 64);
    for (const WordNumber word : members) {
      const std::uint32_t bit = HashOf(word) >> (32 - set.bits);
      set_bits[set.first + bit / 64] |= std::uint64_t{1} << (bit % 64);
    }
    return known->second = set;
  };

  struct Draft {
    Trigger trigger;
    std::vector<NearWords> near;
  };
  std::vector<std::vector<Draft>> by_word(words.size());
  for (std::size_t phrase = 0; phrase < roots.size(); ++phrase) {
    const PhraseNode& root = *roots[phrase];
    Start start;
    const auto first_words = covers.FirstWords(root);
    start.any = MayBeginWithMark(root) || !first_words;
    if (start.any == 0) start.set = set_of(*first_words);
    const PhraseStep* steps = programs_.Steps(phrase);
    start.has_gaps = std::any_of(steps, steps + programs_.StepCount(phrase),
                                 [](const PhraseStep& step) { return step.kind == Kind::kGap; });
    starts.push_back(start);
    const auto cover = covers.Find(root);
    if (!cover) {
      uncovered.push_back(static_cast<std::uint32_t>(phrase));
      continue;
    }
    for (const CoverWord& word : *cover) {
      Draft draft{.near = word.near};
      draft.trigger = {.phrase = static_cast<std::uint32_t>(phrase),
                       .before_least = Narrow(word.before.least),
                       .before_most = Narrow(word.before.most),
                       .nearby_count = static_cast<std::uint32_t>(word.near.size())};
      by_word[word.word].push_back(std::move(draft));
    }
  }
  // What is read one after the other stands one behind the other.
  std::vector<std::vector<Trigger>> triggers;
  for (std::vector<Draft>& of_word : by_word) {
    std::vector<Trigger>& row = triggers.emplace_back();
    for (Draft& draft : of_word) {
      draft.trigger.nearby = static_cast<std::uint32_t>(nearby.size());
      row.push_back(draft.trigger);
      for (const NearWords& near : draft.near) {
        Nearby place{
            .set = set_of(near.words), .least = Narrow(near.distance.least), .most = Narrow(near.distance.most)};
        for (const WordNumber one : near.words) place.mask.Add(one);
        nearby.push_back(place);
      }
    }
  }
  words_ = words.MakeTable();
  starts_ = FlatArray(std::move(starts));
  triggers_ = FlatRows(triggers);
  nearby_ = FlatArray(std::move(nearby));
  set_bits_ = FlatArray(std::move(set_bits));
  uncovered_ = FlatArray(std::move(uncovered));
}

// One text. What it needs is kept for the next one of the same thread.
class PhraseSearch {
 public:
  void Run(const PhraseIndex& index, std::string_view text, const Segments& segments, const PhraseIndex::Wanted& wanted,
           PhraseIndex::Prefilter prefilter, TextCosts* costs, std::vector<PhraseMatch>& matches) {
    const auto is_wanted = [&](std::size_t phrase) { return wanted == nullptr || wanted(phrase, matches); };
    const bool on = prefilter == PhraseIndex::Prefilter::kOn;
    Stopwatch watch(costs != nullptr);
    hits_.clear();
    if (on) {
      ReadWords(index, text, segments);
      for (std::size_t word = 0; word < segments.words.size(); ++word) Trigger(index, word);
      for (const std::uint32_t phrase : index.uncovered_) hits_.push_back({phrase, kEverywhere, kEverywhere});
      std::ranges::sort(hits_);
    }
    watch.Lap();
    for (std::size_t i = 0; i < hits_.size();) {
      const std::uint32_t phrase = hits_[i].phrase;
      std::size_t end = i;
      while (end < hits_.size() && hits_[end].phrase == phrase) ++end;
      const std::size_t before = matches.size();
      if (!is_wanted(phrase)) {
        i = end;
        continue;
      }
      if (hits_[i].first == kEverywhere) {
        TryEverywhere(index, phrase, text, segments, matches);
      } else {
        PhraseRun run(index.programs_, phrase, text, segments, memo_);
        Try(index, phrase, std::span(hits_).subspan(i, end - i), text, segments, run, matches);
      }
      if (costs != nullptr) costs->Add(costs->phrases[phrase], matches.size() > before, watch.Lap());
      i = end;
    }
    for (std::size_t phrase = 0; !on && phrase < index.size(); ++phrase) {
      if (is_wanted(phrase)) TryEverywhere(index, phrase, text, segments, matches);
    }
    std::ranges::sort(matches, {}, [](const PhraseMatch& match) { return std::pair(match.place.begin, match.phrase); });
  }

 private:
  static constexpr std::uint32_t kEverywhere = std::numeric_limits<std::uint32_t>::max();

  // A phrase may match from one of these words of the text on.
  struct Hit {
    std::uint32_t phrase = 0;
    std::uint32_t first = 0, last = 0;

    friend auto operator<=>(const Hit&, const Hit&) = default;
  };

  void ReadWords(const PhraseIndex& index, std::string_view text, const Segments& segments) {
    numbers_.clear();
    begins_.clear();
    masks_.clear();
    for (const Range word : segments.words) {
      begins_.push_back(static_cast<std::uint32_t>(numbers_.size()));
      PhraseIndex::WordMask mask;
      const auto found = [&](WordNumber number) {
        numbers_.push_back(number);
        mask.Add(number);
      };
      ForEachRun(text, word, [&](Range run) {
        index.words_.Find(text.substr(run.begin, run.end - run.begin), found);
        return true;
      });
      masks_.push_back(mask);
    }
    begins_.push_back(static_cast<std::uint32_t>(numbers_.size()));
  }

  void Trigger(const PhraseIndex& index, std::size_t word) {
    const auto here = static_cast<std::ptrdiff_t>(word);
    const auto count = static_cast<std::ptrdiff_t>(masks_.size());
    for (std::uint32_t i = begins_[word]; i < begins_[word + 1]; ++i) {
      for (const PhraseIndex::Trigger& trigger : index.triggers_[numbers_[i]]) {
        if (!AllNearby(index, trigger, here)) continue;
        const std::ptrdiff_t first = std::max<std::ptrdiff_t>(0, here - trigger.before_most);
        const std::ptrdiff_t last = std::min(count - 1, here - trigger.before_least);
        if (first > last) continue;
        hits_.push_back({trigger.phrase, static_cast<std::uint32_t>(first), static_cast<std::uint32_t>(last)});
      }
    }
  }

  bool AllNearby(const PhraseIndex& index, const PhraseIndex::Trigger& trigger, std::ptrdiff_t here) const {
    for (std::uint32_t n = 0; n < trigger.nearby_count; ++n) {
      if (!IsNearby(index, index.nearby_[trigger.nearby + n], here)) return false;
    }
    return true;
  }

  bool IsNearby(const PhraseIndex& index, const PhraseIndex::Nearby& nearby, std::ptrdiff_t here) const {
    const std::ptrdiff_t first = std::max<std::ptrdiff_t>(0, here + nearby.least);
    const std::ptrdiff_t end =
        std::min<std::ptrdiff_t>(static_cast<std::ptrdiff_t>(masks_.size()), here + nearby.most + 1);
    for (std::ptrdiff_t at = first; at < end; ++at) {
      if (!masks_[static_cast<std::size_t>(at)].Meets(nearby.mask)) continue;
      for (std::uint32_t i = begins_[static_cast<std::size_t>(at)]; i < begins_[static_cast<std::size_t>(at) + 1];
           ++i) {
        if (index.Holds(nearby.set, numbers_[i])) return true;
      }
    }
    return false;
  }

  // `hits` are of one phrase, by place.
  void Try(const PhraseIndex& index, std::uint32_t phrase, std::span<const Hit> hits, std::string_view text,
           const Segments& segments, PhraseRun& run, std::vector<PhraseMatch>& matches) {
    const PhraseIndex::Start& start = index.starts_[phrase];
    std::size_t from = 0;  // no match of this phrase begins before it any more
    std::size_t next = 0;  // word of the text to go on with
    for (const Hit& hit : hits) {
      for (std::size_t word = std::max<std::size_t>(hit.first, next); word <= hit.last; ++word) {
        next = word + 1;
        const Range place = segments.words[word];
        if (start.any != 0) {
          const std::size_t begin = word == 0 ? 0 : segments.words[word - 1].end;
          TryWithin(index, phrase, {begin, place.end}, text, run, from, matches);
          continue;
        }
        if (!MayStart(index, start, word)) continue;
        ForEachRun(text, place, [&](Range word_run) {
          TryAt(index, phrase, word_run.begin, run, from, matches);
          return true;
        });
      }
    }
  }

  bool MayStart(const PhraseIndex& index, const PhraseIndex::Start& start, std::size_t word) const {
    for (std::uint32_t i = begins_[word]; i < begins_[word + 1]; ++i) {
      if (index.Holds(start.set, numbers_[i])) return true;
    }
    return false;
  }

  void TryEverywhere(const PhraseIndex& index, std::size_t phrase, std::string_view text, const Segments& segments,
                     std::vector<PhraseMatch>& matches) {
    PhraseRun run(index.programs_, phrase, text, segments, memo_);
    std::size_t from = 0;
    TryWithin(index, phrase, {0, text.size()}, text, run, from, matches);
  }

  // At every run of word characters and every mark that begins within.
  static void TryWithin(const PhraseIndex& index, std::size_t phrase, Range range, std::string_view text,
                        PhraseRun& run, std::size_t& from, std::vector<PhraseMatch>& matches) {
    for (std::size_t at = range.begin; at < range.end;) {
      const std::size_t begin = at;
      const char32_t c = Next(text, at);
      if (IsWordCharacter(c)) {
        while (WordCharacterAt(text, at)) Next(text, at);
      } else if (IsSeparator(c)) {
        continue;
      }
      TryAt(index, phrase, begin, run, from, matches);
    }
  }

  static void TryAt(const PhraseIndex& index, std::size_t phrase, std::size_t begin, PhraseRun& run, std::size_t& from,
                    std::vector<PhraseMatch>& matches) {
    if (begin < from) return;
    const std::size_t end = run.LongestFrom(begin);
    if (end == PhraseRun::kNoMatch) return;
    from = end;
    matches.push_back({phrase, {begin, end}, {}});
    if (index.starts_[phrase].has_gaps != 0) matches.back().gaps = run.GapsOf(matches.back().place);
  }

  // By word of the text: the numbers it has in the index, and a mask of them.
  std::vector<WordNumber> numbers_;
  std::vector<std::uint32_t> begins_;
  std::vector<PhraseIndex::WordMask> masks_;
  std::vector<Hit> hits_;
  PhraseMemo memo_;
};

std::vector<PhraseMatch> PhraseIndex::FindAll(std::string_view normalised, const Segments& segments,
                                              const Wanted& wanted, Prefilter prefilter, TextCosts* costs) const {
  static thread_local PhraseSearch search;
  std::vector<PhraseMatch> matches;
  if (size() > 0) search.Run(*this, normalised, segments, wanted, prefilter, costs, matches);
  return matches;
}

}  // namespace proviso
