// One phrase over one text.
#pragma once

#include <cstdint>
#include <string_view>
#include <utility>
#include <vector>

#include "regex/pattern.h"
#include "text/phrase_program.h"
#include "text/segment.h"

namespace proviso {

// What was found out about a state, by a number of the state. Kept from one phrase to the next, so that it seldom has
// to grow.
class PhraseMemo {
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

// From a step and a place in the text it does not matter how one came there, so the end that can be reached is
// remembered for every place where there is a choice: the whole text costs at most (choices x gap words) a character,
// whatever the phrase. The recursion is as deep as the phrase has choices, never as deep as the text is long.
class PhraseRun {
 public:
  static constexpr std::size_t kNoMatch = static_cast<std::size_t>(-1);

  PhraseRun(const PhrasePrograms& programs, std::size_t phrase, std::string_view text, const Segments& segments,
            PhraseMemo& memo);

  // The end of the longest match that begins at `begin`. Calls come with ascending `begin`.
  std::size_t LongestFrom(std::size_t begin);
  // The gaps of the first derivation of a match that LongestFrom() found.
  std::vector<Range> GapsOf(Range place);

 private:
  struct State {
    std::size_t step = 0;  // counted from the program's first
    std::size_t at = 0;
    bool word_due = false;  // a word may begin right here: the start of the match, or the end of a gap
  };

  State Advance(State state) const;
  std::size_t Longest(State state);
  std::size_t LongestOfChoices(State state);
  bool IsBarred(State state) const;
  std::size_t StepOfLetter(const PhraseStep& step, State state) const;
  std::size_t PastSeparators(std::size_t at) const;
  std::size_t WordEnd(const PhraseStep& word, std::size_t at, bool word_due) const;
  template <typename Visit>
  void ForEachGapEnd(const PhraseStep& gap, std::size_t begin, Visit visit) const;
  template <typename Visit>
  void ForEachWordStart(std::uint32_t letters, Range range, std::vector<Range>::const_iterator next, Visit visit) const;
  std::uint64_t Key(State state) const { return (state.at * step_count_ + state.step) * 2 + (state.word_due ? 1 : 0); }
  void Forget(std::size_t begin);

  static constexpr std::size_t kMemoLimit = 100'000;

  const PhrasePrograms& programs_;
  const PhraseStep* steps_;
  const std::size_t step_count_;
  std::string_view text_;
  const Segments& segments_;
  PhraseMemo& memo_;
  std::size_t memo_limit_ = kMemoLimit;
};

}  // namespace proviso
