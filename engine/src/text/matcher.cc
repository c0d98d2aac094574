#include "text/matcher.h"

#include <algorithm>
#include <memory>
#include <optional>

#include "text/characters.h"

namespace proviso {
namespace {

using Kind = PhraseStep::Kind;

constexpr std::size_t kNoMatch = static_cast<std::size_t>(-1);

// One phrase over one text. From a step and a place in the text it does not matter how one came there, so the end that
// can be reached is remembered for every place where there is a choice: the whole text costs at most (choices x gap
// words) a character, whatever the phrase. The recursion is as deep as the phrase has choices, never as deep as the
// text is long.
class PhraseRun {
 public:
  PhraseRun(const PhraseProgram& program, std::string_view text, const Segments& segments)
      : steps_(program.steps), text_(text), segments_(segments) {}

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
        state = Longest(first) == place.end ? first : State{step.target, state.at, state.word_due};
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
    std::size_t step = 0;
    std::size_t at = 0;
    bool word_due = false;  // a word may begin right here: the start of the match, or the end of a gap
  };

  // Over a word or a jump; `at` is kNoMatch when the word does not stand there.
  State Advance(State state) const {
    const PhraseStep& step = steps_[state.step];
    if (step.kind == Kind::kJump) return {step.target, state.at, state.word_due};
    return {state.step + 1, WordEnd(step, state.at, state.word_due), false};
  }

  std::size_t Longest(State state) {
    while (steps_[state.step].kind == Kind::kWord || steps_[state.step].kind == Kind::kJump) {
      state = Advance(state);
      if (state.at == kNoMatch) return kNoMatch;
    }
    if (steps_[state.step].kind == Kind::kDone) return state.at;
    const std::uint64_t key = Key(state);
    if (const auto known = memo_.find(key); known != memo_.end()) return known->second;
    const std::size_t end = LongestOfChoices(state);
    memo_.emplace(key, end);
    return end;
  }

  std::size_t LongestOfChoices(State state) {
    const PhraseStep& step = steps_[state.step];
    std::size_t best = kNoMatch;
    const auto offer = [&best](std::size_t end) {
      if (end != kNoMatch && (best == kNoMatch || end > best)) best = end;
    };
    if (step.kind == Kind::kFork) {
      offer(Longest({state.step + 1, state.at, state.word_due}));
      offer(Longest({step.target, state.at, state.word_due}));
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
    if (static_cast<std::size_t>(segments_.words.end() - word) > gap.words)
      limit = std::min(limit, (word + static_cast<std::ptrdiff_t>(gap.words))->end);
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

  std::size_t WordEnd(const PhraseStep& word, std::size_t at, bool word_due) const {
    if (!word_due) {
      const std::size_t begin = at;
      while (at < text_.size()) {
        std::size_t next = at;
        if (!IsSeparator(Next(text_, next))) break;
        at = next;
      }
      if (at == begin) return kNoMatch;
    }
    if (text_.compare(at, word.text.size(), word.text) != 0) return kNoMatch;
    if (word.opens_in_word && WordCharacterBefore(text_, at)) return kNoMatch;
    std::size_t end = at + word.text.size();
    if (!word.open_end) return word.closes_in_word && WordCharacterAt(text_, end) ? kNoMatch : end;
    while (WordCharacterAt(text_, end)) Next(text_, end);
    return end;
  }

  std::uint64_t Key(State state) const {
    return (state.at * steps_.size() + state.step) * 2 + (state.word_due ? 1 : 0);
  }

  // What lies before `begin` is not asked for again.
  void Forget(std::size_t begin) {
    const std::uint64_t first = Key({0, begin, false});
    std::erase_if(memo_, [first](const auto& known) { return known.first < first; });
    memo_limit_ = std::max<std::size_t>(kMemoLimit, memo_.size() * 2);
  }

  static constexpr std::size_t kMemoLimit = 100'000;

  const std::vector<PhraseStep>& steps_;
  std::string_view text_;
  const Segments& segments_;
  std::unordered_map<std::uint64_t, std::size_t> memo_;
  std::size_t memo_limit_ = kMemoLimit;
};

}  // namespace

std::size_t PhraseIndex::Add(const PhraseNode& root) {
  const std::size_t number = programs_.size();
  programs_.push_back(MakeProgram(root));
  for (const PhraseKey& key : programs_.back().keys) {
    std::vector<std::size_t>& phrases = (key.stem ? stems_ : words_)[key.text];
    if (phrases.empty() || phrases.back() != number) phrases.push_back(number);
    if (!key.stem) continue;
    const auto place = std::lower_bound(stem_sizes_.begin(), stem_sizes_.end(), key.text.size());
    if (place == stem_sizes_.end() || *place != key.text.size()) stem_sizes_.insert(place, key.text.size());
  }
  return number;
}

// The phrases that may begin with `run`, each once, by number.
void PhraseIndex::Candidates(std::string_view run, std::vector<std::size_t>& phrases) const {
  phrases.clear();
  std::size_t lists = 0;
  const auto add = [&](const Keys& keys, std::string_view key) {
    const auto found = keys.find(key);
    if (found == keys.end()) return;
    phrases.insert(phrases.end(), found->second.begin(), found->second.end());
    ++lists;
  };
  add(words_, run);
  for (const std::size_t size : stem_sizes_) {
    if (size > run.size()) break;
    add(stems_, run.substr(0, size));
  }
  if (lists < 2) return;
  std::sort(phrases.begin(), phrases.end());
  phrases.erase(std::unique(phrases.begin(), phrases.end()), phrases.end());
}

std::vector<PhraseMatch> PhraseIndex::FindAll(std::string_view normalised, const Segments& segments) const {
  std::vector<PhraseMatch> matches;
  if (programs_.empty()) return matches;
  std::vector<std::size_t> ends(programs_.size(), 0);  // of each phrase's last match
  std::unordered_map<std::size_t, PhraseRun> runs;
  std::vector<std::size_t> candidates;
  for (std::size_t at = 0; at < normalised.size();) {
    const std::size_t begin = at;
    const char32_t c = Next(normalised, at);
    if (IsWordCharacter(c)) {
      while (WordCharacterAt(normalised, at)) Next(normalised, at);
    } else if (IsSeparator(c)) {
      continue;
    }
    Candidates(normalised.substr(begin, at - begin), candidates);
    for (const std::size_t phrase : candidates) {
      if (begin < ends[phrase]) continue;
      PhraseRun& run = runs.try_emplace(phrase, programs_[phrase], normalised, segments).first->second;
      const std::size_t end = run.LongestFrom(begin);
      if (end == kNoMatch) continue;
      ends[phrase] = end;
      matches.push_back({phrase, {begin, end}, {}});
      if (programs_[phrase].has_gaps) matches.back().gaps = run.GapsOf(matches.back().place);
    }
  }
  return matches;
}

}  // namespace proviso
