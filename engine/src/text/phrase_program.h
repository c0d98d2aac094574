// Phrases as flat programs: steps that only ever lead forward, so that running one ends and its states can be
// remembered. The programs of many phrases stand in two arrays, which can be kept and loaded as they are.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "base/flat_array.h"
#include "text/phrase.h"

namespace proviso {

struct PhraseStep {
  enum class Kind : std::uint8_t {
    kWord,    // a word at a word's boundary, after a separator unless the place is one where a word is due
    kGap,     // at most `size` words
    kFork,    // the next step, or else the one at `at`
    kJump,    // to the step at `at`
    kLetter,  // to the step that the table `at` has for the letter with which the next word begins
    kDone,
  };
  static constexpr std::uint8_t kOpenEnd = 1;
  static constexpr std::uint8_t kOpensInWord = 2;   // its first character is a word character
  static constexpr std::uint8_t kClosesInWord = 4;  // its last character is one

  Kind kind = Kind::kDone;
  std::uint8_t flags = 0;  // of words
  std::uint16_t size = 0;  // words: bytes; gaps: words
  // Words: offset into the texts; forks and jumps: a step, counted from the program's first; gaps: with which letters
  // the words behind it may begin, see LetterBit().
  std::uint32_t at = 0;
};

// The letters a to z, and one that stands for all other characters.
inline constexpr std::size_t kLetters = 27;
constexpr std::size_t LetterOf(char c) {
  return c >= 'a' && c <= 'z' ? static_cast<std::size_t>(c - 'a') : kLetters - 1;
}
constexpr std::uint32_t LetterBit(char c) { return 1U << LetterOf(c); }
inline constexpr std::uint32_t kOtherLetters = 1U << (kLetters - 1);

struct PhrasePrograms {
  FlatArray<PhraseStep> steps;  // of one phrase after the other; each ends in kDone
  FlatArray<std::uint32_t> begins;
  FlatArray<char> texts;
  FlatArray<std::uint16_t> letters;  // tables of kLetters steps, counted from the program's first; 0: none

  std::size_t size() const { return begins.size(); }
  const PhraseStep* Steps(std::size_t phrase) const { return steps.begin() + begins[phrase]; }
  // How many steps the phrase has.
  std::size_t StepCount(std::size_t phrase) const {
    return (phrase + 1 < begins.size() ? begins[phrase + 1] : steps.size()) - begins[phrase];
  }
  std::string_view Text(const PhraseStep& word) const { return {texts.begin() + word.at, word.size}; }
};

template <class Archive>
void Describe(Archive& archive, PhrasePrograms& programs) {
  auto& [steps, begins, texts, letters] = programs;
  archive(steps, begins, texts, letters);
}

class PhraseProgrammer {
 public:
  void Add(const PhraseNode& root);
  PhrasePrograms Take() {
    return {FlatArray(std::move(steps_)), FlatArray(std::move(begins_)), FlatArray(std::move(texts_)),
            FlatArray(std::move(letters_))};
  }

 private:
  PhraseStep& Put(PhraseStep::Kind kind);
  std::uint32_t Here() const { return static_cast<std::uint32_t>(steps_.size() - begins_.back()); }
  void Emit(const PhraseNode& node);
  void EmitWord(const PhraseNode& node);
  std::uint32_t FirstLetters(std::size_t begin, std::size_t step) const;
  void EmitEither(const std::vector<PhraseNode>& children);
  bool EmitByLetter(const std::vector<PhraseNode>& children);
  void EmitChain(const std::vector<const PhraseNode*>& children, std::vector<std::uint32_t>& jumps);

  std::vector<PhraseStep> steps_;
  std::vector<std::uint32_t> begins_;
  std::vector<char> texts_;
  std::vector<std::uint16_t> letters_;
  std::unordered_map<std::string, std::uint32_t> offsets_;  // of words in the texts
};

}  // namespace proviso
