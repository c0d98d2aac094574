// A phrase as a flat program: steps that only ever lead forward, so that running it ends and its states can be
// remembered.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "text/phrase.h"

namespace proviso {

struct PhraseStep {
  enum class Kind : std::uint8_t {
    kWord,  // `text` at a word's boundary, after a separator unless the place is one where a word is due
    kGap,   // at most `words` words
    kFork,  // the next step, or else `target`
    kJump,  // to `target`
    kDone,
  };
  Kind kind = Kind::kDone;
  bool open_end = false;
  bool opens_in_word = false, closes_in_word = false;  // the first, last character of `text` is a word character
  std::string text;
  std::size_t words = 0;
  std::size_t target = 0;
};

// By what a phrase may begin: a text that has none of its keys cannot match it.
struct PhraseKey {
  std::string text;   // the word characters that the first word begins with, or its first character if that is none
  bool stem = false;  // the run of word characters in the text may go on
};

struct PhraseProgram {
  std::vector<PhraseStep> steps;  // the last is kDone
  std::vector<PhraseKey> keys;
  bool has_gaps = false;
};

template <class Archive>
void Describe(Archive& archive, PhraseStep& step) {
  auto& [kind, open_end, opens_in_word, closes_in_word, text, words, target] = step;
  archive(kind, open_end, opens_in_word, closes_in_word, text, words, target);
}

template <class Archive>
void Describe(Archive& archive, PhraseProgram& program) {
  auto& [steps, keys, has_gaps] = program;  // the keys are in the index
  archive(steps, has_gaps);
}

PhraseProgram MakeProgram(const PhraseNode& root);

}  // namespace proviso
