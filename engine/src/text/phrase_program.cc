#include "text/phrase_program.h"

#include <algorithm>

#include "text/characters.h"

namespace proviso {
namespace {

using Node = PhraseNode::Kind;
using Step = PhraseStep::Kind;

void Emit(const PhraseNode& node, std::vector<PhraseStep>& steps);

std::size_t Put(std::vector<PhraseStep>& steps, Step kind) {
  PhraseStep step;
  step.kind = kind;
  steps.push_back(std::move(step));
  return steps.size() - 1;
}

void EmitWord(const PhraseNode& node, std::vector<PhraseStep>& steps) {
  PhraseStep& step = steps[Put(steps, Step::kWord)];
  step.text = node.text;
  step.open_end = node.open_end;
  step.opens_in_word = WordCharacterAt(node.text, 0);
  step.closes_in_word = WordCharacterBefore(node.text, node.text.size());
}

void EmitEither(const PhraseNode& node, std::vector<PhraseStep>& steps) {
  std::vector<std::size_t> jumps;
  for (std::size_t i = 0; i + 1 < node.children.size(); ++i) {
    const std::size_t fork = Put(steps, Step::kFork);
    Emit(node.children[i], steps);
    jumps.push_back(Put(steps, Step::kJump));
    steps[fork].target = steps.size();
  }
  Emit(node.children.back(), steps);
  for (const std::size_t jump : jumps) steps[jump].target = steps.size();
}

void Emit(const PhraseNode& node, std::vector<PhraseStep>& steps) {
  switch (node.kind) {
    case Node::kWord:
      EmitWord(node, steps);
      break;
    case Node::kSequence:
      for (const PhraseNode& child : node.children) Emit(child, steps);
      break;
    case Node::kEither:
      EmitEither(node, steps);
      break;
    case Node::kOptional: {
      const std::size_t fork = Put(steps, Step::kFork);
      Emit(node.children.front(), steps);
      steps[fork].target = steps.size();
      break;
    }
    case Node::kGap:
      steps[Put(steps, Step::kGap)].words = node.words;
      break;
  }
}

PhraseKey KeyOf(const PhraseNode& word) {
  std::size_t end = 0;
  if (!WordCharacterAt(word.text, 0)) {
    Next(word.text, end);
    return {word.text.substr(0, end), false};
  }
  while (WordCharacterAt(word.text, end)) Next(word.text, end);
  return {word.text.substr(0, end), word.open_end && end == word.text.size()};
}

// Adds the keys of the words that may come first; true when all of `node` may be left out.
bool AddKeys(const PhraseNode& node, std::vector<PhraseKey>& keys) {
  switch (node.kind) {
    case Node::kWord:
      keys.push_back(KeyOf(node));
      return false;
    case Node::kSequence:
      for (const PhraseNode& child : node.children) {
        if (!AddKeys(child, keys)) return false;
      }
      return true;
    case Node::kEither:
      for (const PhraseNode& child : node.children) AddKeys(child, keys);
      return false;
    case Node::kOptional:
      AddKeys(node.children.front(), keys);
      return true;
    case Node::kGap:
      return false;  // a gap follows a word
  }
  return false;
}

}  // namespace

PhraseProgram MakeProgram(const PhraseNode& root) {
  PhraseProgram program;
  Emit(root, program.steps);
  Put(program.steps, Step::kDone);
  AddKeys(root, program.keys);
  program.has_gaps = std::ranges::find(program.steps, Step::kGap, &PhraseStep::kind) != program.steps.end();
  return program;
}

}  // namespace proviso
