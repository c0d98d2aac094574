#include "text/matcher.h"

#include <algorithm>
#include <bit>
#include <cstring>
#include <iterator>
#include <limits>
#include <map>
#include <span>
#include <utility>

#include "base/stopwatch.h"
#include "text/characters.h"
#include "text/phrase_cover.h"

namespace proviso {
namespace {

using Kind = PhraseStep::Kind;

constexpr std::size_t kNoMatch = static_cast<std::size_t>(-1);

// What was found out about a state, by a number of the state. Kept from one phrase to the next, so that it seldom has
// to grow.
class Memo {
 public:
  std::size_t size() const { return size_; }

  void Clear() {
    size_ = 0;
    if (++epoch_ != 0) return;
    slots_.assign(slots_.size(), {});
    epoch_ = 1;
  }

  const std::size_t* Find(std::uint64_t key) const {
    for (std::size_t i = Home(key); slots_[i].epoch == epoch_; i = (i + 1) & (slots_.size() - 1)) {
      if (slots_[i].key == key) return &slots_[i].end;
    }
    return nullptr;
  }

  void Add(std::uint64_t key, std::size_t end) {
    if (++size_ * 2 > slots_.size()) Grow();
    Put(key, end);
  }

  // Keeps what has at least the key `first`.
  void Forget(std::uint64_t first) {
    const std::vector<Slot> old = slots_;
    const std::uint32_t epoch = epoch_;
    Clear();
    for (const Slot& slot : old) {
      if (slot.epoch == epoch && slot.key >= first) Add(slot.key, slot.end);
    }
  }

 private:
  struct Slot {
    std::uint64_t key = 0;
    std::size_t end = 0;
    std::uint32_t epoch = 0;
  };

  std::size_t Home(std::uint64_t key) const { return key * 0x9E3779B97F4A7C15 >> shift_; }
  void Put(std::uint64_t key, std::size_t end) {
    std::size_t i = Home(key);
    while (slots_[i].epoch == epoch_) i = (i + 1) & (slots_.size() - 1);
    slots_[i] = {key, end, epoch_};
  }
  void Grow() {
    const std::vector<Slot> old = std::exchange(slots_, std::vector<Slot>(slots_.size() * 2));
    --shift_;
    for (const Slot& slot : old) {
      if (slot.epoch == epoch_) Put(slot.key, slot.end);
    }
  }

  std::vector<Slot> slots_ = std::vector<Slot>(256);
  int shift_ = 64 - 8;
  std::uint32_t epoch_ = 1;
  std::size_t size_ = 0;
};

// One phrase over one text. From a step and a place in the text it does not matter how one came there, so the end that
// can be reached is remembered for every place where there is a choice: the whole text costs at most (choices x gap
// words) a character, whatever the phrase. The recursion is as deep as the phrase has choices, never as deep as the
// text is long.
class PhraseRun {
 public:
  PhraseRun(const PhrasePrograms& programs, std::size_t phrase, std::string_view text, const Segments& segments,
            Memo& memo)
      : programs_(programs),
        steps_(programs.Steps(phrase)),
        step_count_(programs.StepCount(phrase)),
        text_(text),
        segments_(segments),
        memo_(memo) {
    memo_.Clear();
  }

  // The end of the longest match that begins at `begin`. Calls come with ascending `begin`.
  std::size_t LongestFrom(std::size_t begin) {
    if (memo_.size() > memo_limit_) Forget(begin);
    return Longest({0, begin, true});
  }

  // The gaps of the first derivation of a match that LongestFrom() found.
  std::vector<Range> GapsOf(Range place) {
    std::vector<Range> gaps;
    State state = {0, place.begin, true};
    while (steps_[state.step].kind != Kind::kDone) {
      const PhraseStep& step = steps_[state.step];
      if (step.kind == Kind::kFork) {
        const State first = {state.step + 1, state.at, state.word_due};
        state = Longest(first) == place.end ? first : State{step.at, state.at, state.word_due};
      } else if (step.kind == Kind::kGap) {
        std::size_t next = 0;
        ForEachGapEnd(step, state.at, [&](std::size_t end) {
          next = end;
          return Longest({state.step + 1, end, true}) != place.end;
        });
        gaps.push_back({state.at, next});
        state = {state.step + 1, next, true};
      } else {
        state = Advance(state);
      }
    }
    return gaps;
  }

 private:
  struct State {
    std::size_t step = 0;  // counted from the program's first
    std::size_t at = 0;
    bool word_due = false;  // a word may begin right here: the start of the match, or the end of a gap
  };

  // Over a word, or where a jump or a letter leads to; `at` is kNoMatch when the word does not stand there.
  State Advance(State state) const {
    const PhraseStep& step = steps_[state.step];
    if (step.kind == Kind::kJump) return {step.at, state.at, state.word_due};
    if (step.kind == Kind::kLetter) return {StepOfLetter(step, state), state.at, state.word_due};
    return {state.step + 1, WordEnd(step, state.at, state.word_due), false};
  }

  std::size_t Longest(State state) {
    while (true) {
      state.step = SkipBarredForks(state);
      const PhraseStep& step = steps_[state.step];
      if (step.kind == Kind::kDone) return state.at;
      if (step.kind == Kind::kLetter) {
        state.step = StepOfLetter(step, state);
        if (state.step == 0) return kNoMatch;
      } else if (step.kind == Kind::kWord || step.kind == Kind::kJump) {
        state = Advance(state);
        if (state.at == kNoMatch) return kNoMatch;
      } else if (step.kind == Kind::kFork && IsBarred({state.step + 1, state.at, state.word_due})) {
        state.step = step.at;  // most of many alternatives do not stand here: nothing to choose, nothing to remember
      } else {
        break;
      }
    }
    const std::uint64_t key = Key(state);
    if (const std::size_t* known = memo_.Find(key)) return *known;
    const std::size_t end = LongestOfChoices(state);
    memo_.Add(key, end);
    return end;
  }

  // 0: no alternative begins with the letter that stands here.
  std::size_t StepOfLetter(const PhraseStep& step, State state) const {
    const std::size_t begin = state.word_due ? state.at : PastSeparators(state.at);
    return begin < text_.size() ? programs_.letters[step.at + LetterOf(text_[begin])] : 0;
  }

  // Past the alternatives whose first letter is not what stands here: most of most phrases, at a load and a comparison
  // each.
  std::size_t SkipBarredForks(State state) const {
    std::size_t at = state.step;
    if (steps_[at].kind != Kind::kFork || steps_[at].flags == 0) return at;
    const std::size_t begin = state.word_due ? state.at : PastSeparators(state.at);
    const std::uint8_t here = begin < text_.size() ? static_cast<std::uint8_t>(text_[begin]) : 0;
    while (steps_[at].kind == Kind::kFork && steps_[at].flags != 0 && steps_[at].flags != here) at = steps_[at].at;
    return at;
  }

  std::size_t PastSeparators(std::size_t at) const {
    while (at < text_.size()) {
      std::size_t next = at;
      if (!IsSeparator(Next(text_, next))) break;
      at = next;
    }
    return at;
  }

  bool IsBarred(State state) const { return steps_[state.step].kind == Kind::kWord && Advance(state).at == kNoMatch; }

  std::size_t LongestOfChoices(State state) {
    const PhraseStep& step = steps_[state.step];
    std::size_t best = kNoMatch;
    const auto offer = [&best](std::size_t end) {
      if (end != kNoMatch && (best == kNoMatch || end > best)) best = end;
    };
    if (step.kind == Kind::kFork) {
      offer(Longest({state.step + 1, state.at, state.word_due}));
      offer(Longest({step.at, state.at, state.word_due}));
    } else {
      ForEachGapEnd(step, state.at, [&](std::size_t end) {
        offer(Longest({state.step + 1, end, true}));
        return true;
      });
    }
    return best;
  }

  // Calls `visit` with each place after `begin` where a word may begin that has at most the gap's words and no
  // sentence's end before it, nearest first, until it returns false.
  template <typename Visit>
  void ForEachGapEnd(const PhraseStep& gap, std::size_t begin, Visit visit) const {
    std::size_t limit = text_.size();
    const auto end = std::lower_bound(segments_.sentence_ends.begin(), segments_.sentence_ends.end(), begin);
    if (end != segments_.sentence_ends.end()) limit = std::min(limit, *end);
    const auto word = std::lower_bound(segments_.words.begin(), segments_.words.end(), begin,
                                       [](Range candidate, std::size_t at) { return candidate.begin < at; });
    if (static_cast<std::size_t>(segments_.words.end() - word) > gap.size)
      limit = std::min(limit, (word + static_cast<std::ptrdiff_t>(gap.size))->end);
    if ((gap.at & kOtherLetters) == 0) {
      ForEachWordStart(gap.at, {begin, limit}, word, visit);
      return;
    }
    bool in_word = WordCharacterBefore(text_, begin);
    for (std::size_t at = begin; at < limit;) {
      const std::size_t here = at;
      const char32_t c = Next(text_, at);
      const bool is_word = IsWordCharacter(c);
      const bool may_begin = is_word ? !in_word : !IsSeparator(c);
      in_word = is_word;
      if (here > begin && may_begin && !visit(here)) return;
    }
  }

  // Words begin at the runs of Segments, and behind their inner apostrophes. `next` is the first run from the range's
  // begin on; the run before it may reach into the range.
  template <typename Visit>
  void ForEachWordStart(std::uint32_t letters, Range range, std::vector<Range>::const_iterator next,
                        Visit visit) const {
    if (next != segments_.words.begin() && std::prev(next)->end > range.begin) --next;
    for (; next != segments_.words.end() && next->begin < range.end; ++next) {
      const auto may_begin = [&](std::size_t at) {
        return at > range.begin && at < range.end && (letters & LetterBit(text_[at])) != 0;
      };
      if (may_begin(next->begin) && !visit(next->begin)) return;
      for (std::size_t at = next->begin; at < next->end; ++at) {
        if (text_[at] == '\'' && may_begin(at + 1) && !visit(at + 1)) return;
      }
    }
  }

  std::size_t WordEnd(const PhraseStep& word, std::size_t at, bool word_due) const {
    if (!word_due) {
      const std::size_t begin = at;
      at = PastSeparators(begin);
      if (at == begin) return kNoMatch;
    }
    // Most words of most phrases differ in their first letter from what stands here.
    const char* const letters = programs_.texts.begin() + word.at;
    if (text_.size() - at < word.size || text_[at] != letters[0]) return kNoMatch;
    if (std::memcmp(text_.data() + at, letters, word.size) != 0) return kNoMatch;
    if ((word.flags & PhraseStep::kOpensInWord) != 0 && WordCharacterBefore(text_, at)) return kNoMatch;
    std::size_t end = at + word.size;
    if ((word.flags & PhraseStep::kOpenEnd) == 0)
      return (word.flags & PhraseStep::kClosesInWord) != 0 && WordCharacterAt(text_, end) ? kNoMatch : end;
    while (WordCharacterAt(text_, end)) Next(text_, end);
    return end;
  }

  std::uint64_t Key(State state) const { return (state.at * step_count_ + state.step) * 2 + (state.word_due ? 1 : 0); }

  // What lies before `begin` is not asked for again.
  void Forget(std::size_t begin) {
    memo_.Forget(Key({0, begin, false}));
    memo_limit_ = std::max<std::size_t>(kMemoLimit, memo_.size() * 2);
  }

  static constexpr std::size_t kMemoLimit = 100'000;

  const PhrasePrograms& programs_;
  const PhraseStep* steps_;
  const std::size_t step_count_;
  std::string_view text_;
  const Segments& segments_;
  Memo& memo_;
  std::size_t memo_limit_ = kMemoLimit;
};

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
  std::vector<std::uint32_t> trigger_begins, uncovered;
  std::vector<Trigger> triggers;
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
  for (std::vector<Draft>& of_word : by_word) {
    trigger_begins.push_back(static_cast<std::uint32_t>(triggers.size()));
    for (Draft& draft : of_word) {
      draft.trigger.nearby = static_cast<std::uint32_t>(nearby.size());
      triggers.push_back(draft.trigger);
      for (const NearWords& near : draft.near) {
        Nearby place{
            .set = set_of(near.words), .least = Narrow(near.distance.least), .most = Narrow(near.distance.most)};
        for (const WordNumber one : near.words) place.mask.Add(one);
        nearby.push_back(place);
      }
    }
  }
  trigger_begins.push_back(static_cast<std::uint32_t>(triggers.size()));
  words_ = words.MakeTable();
  starts_ = FlatArray(std::move(starts));
  trigger_begins_ = FlatArray(std::move(trigger_begins));
  triggers_ = FlatArray(std::move(triggers));
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
      // An inner apostrophe ends a run of word characters.
      std::size_t begin = word.begin;
      for (std::size_t at = word.begin; at < word.end; ++at) {
        if (text[at] != '\'') continue;
        index.words_.Find(text.substr(begin, at - begin), found);
        begin = at + 1;
      }
      index.words_.Find(text.substr(begin, word.end - begin), found);
      masks_.push_back(mask);
    }
    begins_.push_back(static_cast<std::uint32_t>(numbers_.size()));
  }

  void Trigger(const PhraseIndex& index, std::size_t word) {
    const auto here = static_cast<std::ptrdiff_t>(word);
    const auto count = static_cast<std::ptrdiff_t>(masks_.size());
    for (std::uint32_t i = begins_[word]; i < begins_[word + 1]; ++i) {
      const WordNumber number = numbers_[i];
      for (std::uint32_t t = index.trigger_begins_[number]; t < index.trigger_begins_[number + 1]; ++t) {
        const PhraseIndex::Trigger& trigger = index.triggers_[t];
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
        TryAt(index, phrase, place.begin, run, from, matches);
        for (std::size_t at = place.begin; at < place.end; ++at) {
          if (text[at] == '\'') TryAt(index, phrase, at + 1, run, from, matches);
        }
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
    if (end == kNoMatch) return;
    from = end;
    matches.push_back({phrase, {begin, end}, {}});
    if (index.starts_[phrase].has_gaps != 0) matches.back().gaps = run.GapsOf(matches.back().place);
  }

  // By word of the text: the numbers it has in the index, and a mask of them.
  std::vector<WordNumber> numbers_;
  std::vector<std::uint32_t> begins_;
  std::vector<PhraseIndex::WordMask> masks_;
  std::vector<Hit> hits_;
  Memo memo_;
};

std::vector<PhraseMatch> PhraseIndex::FindAll(std::string_view normalised, const Segments& segments,
                                              const Wanted& wanted, Prefilter prefilter, TextCosts* costs) const {
  static thread_local PhraseSearch search;
  std::vector<PhraseMatch> matches;
  if (size() > 0) search.Run(*this, normalised, segments, wanted, prefilter, costs, matches);
  return matches;
}

}  // namespace proviso
