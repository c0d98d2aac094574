#include "text/phrase_program.h"

#include "text/characters.h"

namespace proviso {
namespace {

using Node = PhraseNode::Kind;
using Kind = PhraseStep::Kind;

}  // namespace

PhraseStep& PhraseProgrammer::Put(Kind kind) {
  PhraseStep& step = steps_.emplace_back();
  step.kind = kind;
  return step;
}

void PhraseProgrammer::EmitWord(const PhraseNode& node) {
  const auto [known, is_new] = offsets_.try_emplace(node.text, texts_.size());
  if (is_new) texts_.insert(texts_.end(), node.text.begin(), node.text.end());
  PhraseStep& step = Put(Kind::kWord);
  step.at = known->second;
  step.size = static_cast<std::uint16_t>(node.text.size());  // ModuleLimits::phrase_bytes is far below
  if (node.open_end) step.flags |= PhraseStep::kOpenEnd;
  if (WordCharacterAt(node.text, 0)) step.flags |= PhraseStep::kOpensInWord;
  if (WordCharacterBefore(node.text, node.text.size())) step.flags |= PhraseStep::kClosesInWord;
}

void PhraseProgrammer::EmitEither(const PhraseNode& node) {
  const std::size_t first = begins_.back();
  std::vector<std::uint32_t> jumps;
  for (std::size_t i = 0; i + 1 < node.children.size(); ++i) {
    const std::uint32_t fork = Here();
    Put(Kind::kFork);
    Emit(node.children[i]);
    jumps.push_back(Here());
    Put(Kind::kJump);
    steps_[first + fork].at = Here();
  }
  Emit(node.children.back());
  for (const std::uint32_t jump : jumps) steps_[first + jump].at = Here();
}

void PhraseProgrammer::Emit(const PhraseNode& node) {
  switch (node.kind) {
    case Node::kWord:
      EmitWord(node);
      break;
    case Node::kSequence:
      for (const PhraseNode& child : node.children) Emit(child);
      break;
    case Node::kEither:
      EmitEither(node);
      break;
    case Node::kOptional: {
      const std::uint32_t fork = Here();
      Put(Kind::kFork);
      Emit(node.children.front());
      steps_[begins_.back() + fork].at = Here();
      break;
    }
    case Node::kGap:
      Put(Kind::kGap).size = static_cast<std::uint16_t>(node.words);
      break;
  }
}

// With which letters the words begin that may come next at a step of the program that begins at `begin`.
std::uint32_t PhraseProgrammer::FirstLetters(std::size_t begin, std::size_t step) const {
  std::uint32_t letters = 0;
  std::vector<bool> seen(steps_.size() - begin);
  std::vector<std::size_t> open = {step};
  while (!open.empty()) {
    const std::size_t at = open.back();
    open.pop_back();
    if (seen[at - begin]) continue;
    seen[at - begin] = true;
    const PhraseStep& here = steps_[at];
    if (here.kind == Kind::kWord) letters |= LetterBit(texts_[here.at]);
    if (here.kind == Kind::kFork) open.push_back(at + 1);
    if (here.kind == Kind::kFork || here.kind == Kind::kJump) open.push_back(begin + here.at);
  }
  return letters;
}

void PhraseProgrammer::Add(const PhraseNode& root) {
  const std::size_t begin = steps_.size();
  begins_.push_back(static_cast<std::uint32_t>(begin));
  Emit(root);
  Put(Kind::kDone);
  for (std::size_t i = begin; i + 1 < steps_.size(); ++i) {
    if (steps_[i].kind == Kind::kFork && steps_[i + 1].kind == Kind::kWord)
      steps_[i].flags = static_cast<std::uint8_t>(texts_[steps_[i + 1].at]);
    if (steps_[i].kind == Kind::kGap) steps_[i].at = FirstLetters(begin, i + 1);
  }
}

}  // namespace proviso
