#include "text/phrase_run.h"

#include <algorithm>
#include <cstring>
#include <iterator>

#include "text/characters.h"

namespace proviso {
namespace {

using Kind = PhraseStep::Kind;

}  // namespace

PhraseRun::PhraseRun(const PhrasePrograms& programs, std::size_t phrase, std::string_view text,
                     const Segments& segments, PhraseMemo& memo)
    : programs_(programs),
      steps_(programs.Steps(phrase)),
      step_count_(programs.StepCount(phrase)),
      text_(text),
      segments_(segments),
      memo_(memo) {
  memo_.Clear();
}

std::size_t PhraseRun::LongestFrom(std::size_t begin) {
  if (memo_.size() > memo_limit_) Forget(begin);
  return Longest({0, begin, true});
}

std::vector<Range> PhraseRun::GapsOf(Range place) {
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

// Over a word, or where a jump or a letter leads to; `at` is kNoMatch when the word does not stand there.
PhraseRun::State PhraseRun::Advance(State state) const {
  const PhraseStep& step = steps_[state.step];
  if (step.kind == Kind::kJump) return {step.at, state.at, state.word_due};
  if (step.kind == Kind::kWord) return {state.step + 1, WordEnd(step, state.at, state.word_due), false};
  const std::size_t next = StepOfLetter(step, state);
  return {next, next == 0 ? kNoMatch : state.at, state.word_due};
}

std::size_t PhraseRun::Longest(State state) {
  while (true) {
    const PhraseStep& step = steps_[state.step];
    if (step.kind == Kind::kDone) return state.at;
    if (step.kind == Kind::kFork && IsBarred({state.step + 1, state.at, state.word_due})) {
      state.step = step.at;  // nothing to choose, nothing to remember
    } else if (step.kind == Kind::kFork || step.kind == Kind::kGap) {
      break;
    } else {
      state = Advance(state);
      if (state.at == kNoMatch) return kNoMatch;
    }
  }
  const std::uint64_t key = Key(state);
  if (const std::size_t* known = memo_.Find(key)) return *known;
  const std::size_t end = LongestOfChoices(state);
  memo_.Add(key, end);
  return end;
}

// 0: no alternative begins with the letter that stands here.
std::size_t PhraseRun::StepOfLetter(const PhraseStep& step, State state) const {
  const std::size_t begin = state.word_due ? state.at : PastSeparators(state.at);
  return begin < text_.size() ? programs_.letters[step.at + LetterOf(text_[begin])] : 0;
}

std::size_t PhraseRun::PastSeparators(std::size_t at) const {
  while (at < text_.size()) {
    std::size_t next = at;
    if (!IsSeparator(Next(text_, next))) break;
    at = next;
  }
  return at;
}

bool PhraseRun::IsBarred(State state) const {
  return steps_[state.step].kind == Kind::kWord && Advance(state).at == kNoMatch;
}

std::size_t PhraseRun::LongestOfChoices(State state) {
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
void PhraseRun::ForEachGapEnd(const PhraseStep& gap, std::size_t begin, Visit visit) const {
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

// Words begin where runs do. `next` is the first word from the range's begin on; the one before it may reach into the
// range.
template <typename Visit>
void PhraseRun::ForEachWordStart(std::uint32_t letters, Range range, std::vector<Range>::const_iterator next,
                                 Visit visit) const {
  if (next != segments_.words.begin() && std::prev(next)->end > range.begin) --next;
  const auto visit_run = [&](Range run) {
    const bool may_begin =
        run.begin > range.begin && run.begin < range.end && (letters & LetterBit(text_[run.begin])) != 0;
    return !may_begin || visit(run.begin);
  };
  while (next != segments_.words.end() && next->begin < range.end && ForEachRun(text_, *next, visit_run)) ++next;
}

std::size_t PhraseRun::WordEnd(const PhraseStep& word, std::size_t at, bool word_due) const {
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

// What lies before `begin` is not asked for again.
void PhraseRun::Forget(std::size_t begin) {
  memo_.Forget(Key({0, begin, false}));
  memo_limit_ = std::max<std::size_t>(kMemoLimit, memo_.size() * 2);
}

}  // namespace proviso
