#include "text/phrase_program.h"

#include <array>
#include <optional>

#include "text/characters.h"

namespace proviso {
namespace {

using Node = PhraseNode::Kind;
using Kind = PhraseStep::Kind;

constexpr std::size_t kFewestByLetter = 4;

// The first byte of the word with which every match of the node begins; none when there are several.
std::optional<char> FirstLetter(const PhraseNode& node) {
  if (node.kind == Node::kWord) return node.text.front();
  if (node.kind == Node::kSequence) return FirstLetter(node.children.front());
  return std::nullopt;
}

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

void PhraseProgrammer::EmitEither(const std::vector<PhraseNode>& children) {
  if (children.size() >= kFewestByLetter && EmitByLetter(children)) return;
  std::vector<const PhraseNode*> chain;
  for (const PhraseNode& child : children) chain.push_back(&child);
  std::vector<std::uint32_t> jumps;
  EmitChain(chain, jumps);
  for (const std::uint32_t jump : jumps) steps_[begins_.back() + jump].at = Here();
}

// One alternative or else the next. All but the last jump to where the caller says.
void PhraseProgrammer::EmitChain(const std::vector<const PhraseNode*>& children, std::vector<std::uint32_t>& jumps) {
  for (std::size_t i = 0; i + 1 < children.size(); ++i) {
    const std::uint32_t fork = Here();
    Put(Kind::kFork);
    Emit(*children[i]);
    jumps.push_back(Here());
    Put(Kind::kJump);
    steps_[begins_.back() + fork].at = Here();
  }
  Emit(*children.back());
}

// Many alternatives, each of which begins with a letter of its own: only those of the letter that stands in the text
// are tried. They stay in the order in which they are written; those of other letters cannot match there.
bool PhraseProgrammer::EmitByLetter(const std::vector<PhraseNode>& children) {
  std::array<std::vector<const PhraseNode*>, kLetters> groups;
  for (const PhraseNode& child : children) {
    const std::optional<char> letter = FirstLetter(child);
    if (!letter) return false;
    groups[LetterOf(*letter)].push_back(&child);
  }
  const std::size_t table = letters_.size();
  letters_.resize(table + kLetters);
  Put(Kind::kLetter).at = static_cast<std::uint32_t>(table);
  std::vector<std::uint32_t> jumps;
  for (std::size_t letter = 0; letter < kLetters; ++letter) {
    if (groups[letter].empty()) continue;
    letters_[table + letter] = static_cast<std::uint16_t>(Here());
    EmitChain(groups[letter], jumps);
    jumps.push_back(Here());
    Put(Kind::kJump);
  }
  for (const std::uint32_t jump : jumps) steps_[begins_.back() + jump].at = Here();
  return true;
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
      EmitEither(node.children);
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
    for (std::size_t letter = 0; here.kind == Kind::kLetter && letter < kLetters; ++letter) {
      if (letters_[here.at + letter] != 0) open.push_back(begin + letters_[here.at + letter]);
    }
    if (here.kind == Kind::kFork || here.kind == Kind::kJump) open.push_back(begin + here.at);
  }
  return letters;
}

void PhraseProgrammer::Add(const PhraseNode& root) {
  const std::size_t begin = steps_.size();
  begins_.push_back(static_cast<std::uint32_t>(begin));
  Emit(root);
  Put(Kind::kDone);
  for (std::size_t i = begin; i < steps_.size(); ++i) {
    if (steps_[i].kind == Kind::kGap) steps_[i].at = FirstLetters(begin, i + 1);
  }
}

}  // namespace proviso
