// What the matcher has to find, by trying everything: straight from the definition, as slow as it likes.
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "text/characters.h"
#include "text/matcher.h"
#include "text/phrase.h"
#include "text/segment.h"

namespace proviso {

class NaiveMatcher {
 public:
  NaiveMatcher(std::string_view text, const Segments& segments) : text_(text), segments_(segments) {}

  std::vector<PhraseMatch> FindAll(const PhraseNode& root, std::size_t number) const {
    std::vector<PhraseMatch> matches;
    std::size_t from = 0;
    for (std::size_t at = 0; at < text_.size(); Next(text_, at)) {
      if (at < from) continue;
      PhraseMatch best;
      Try(root, {at, true, {}}, [&](const State& end) {
        if (end.at > best.place.end || best.place.end == 0) best = {number, {at, end.at}, end.gaps};
      });
      if (best.place.end == 0) continue;
      from = best.place.end;
      matches.push_back(best);
    }
    return matches;
  }

 private:
  struct State {
    std::size_t at = 0;
    bool word_due = false;
    std::vector<Range> gaps;
  };
  using Then = std::function<void(const State&)>;

  // Calls `then` for every way, in the order in which they count.
  void Try(const PhraseNode& node, const State& state, const Then& then) const {
    switch (node.kind) {
      case PhraseNode::Kind::kWord:
        return TryWord(node, state, then);
      case PhraseNode::Kind::kSequence:
        return TrySequence(node.children, 0, state, then);
      case PhraseNode::Kind::kEither:
        for (const PhraseNode& child : node.children) Try(child, state, then);
        return;
      case PhraseNode::Kind::kOptional:
        Try(node.children.front(), state, then);
        return then(state);
      case PhraseNode::Kind::kGap:
        return TryGap(node, state, then);
    }
  }

  void TrySequence(const std::vector<PhraseNode>& nodes, std::size_t index, const State& state,
                   const Then& then) const {
    if (index == nodes.size()) return then(state);
    Try(nodes[index], state, [&](const State& next) { TrySequence(nodes, index + 1, next, then); });
  }

  void TryWord(const PhraseNode& node, State state, const Then& then) const {
    std::size_t separators = 0;
    while (!state.word_due && state.at < text_.size()) {
      std::size_t next = state.at;
      if (!IsSeparator(Next(text_, next))) break;
      state.at = next;
      ++separators;
    }
    if (!state.word_due && separators == 0) return;
    if (text_.substr(state.at, node.text.size()) != node.text) return;
    if (WordCharacterAt(text_, state.at) && WordCharacterBefore(text_, state.at)) return;
    state.at += node.text.size();
    state.word_due = false;
    while (node.open_end && WordCharacterAt(text_, state.at)) Next(text_, state.at);
    if (WordCharacterBefore(text_, state.at) && WordCharacterAt(text_, state.at)) return;
    then(state);
  }

  void TryGap(const PhraseNode& node, const State& state, const Then& then) const {
    for (std::size_t end = state.at; end < text_.size();) {
      Next(text_, end);
      std::size_t words = 0;
      for (const Range word : segments_.words) words += word.begin >= state.at && word.end <= end ? 1 : 0;
      bool sentence_ends = false;
      for (const std::size_t e : segments_.sentence_ends) sentence_ends = sentence_ends || (state.at <= e && e <= end);
      if (words > node.words || sentence_ends) return;
      State next = {end, true, state.gaps};
      next.gaps.push_back({state.at, end});
      then(next);
    }
  }

  std::string_view text_;
  const Segments& segments_;
};

}  // namespace proviso
