#include "eval/network_state.h"

#include <bit>
#include <string>

#include "eval/judge.h"

namespace proviso {
namespace {

using Kind = NetworkNode::Kind;

void Declare(Value& object, const std::vector<std::string>& keys, std::size_t at) {
  object.kind = Value::Kind::kObject;
  for (Member& member : object.members) {
    if (member.key == keys[at]) return Declare(member.value, keys, at + 1);
  }
  Member& member = object.members.emplace_back();
  member.key = keys[at];
  if (at + 1 < keys.size()) return Declare(member.value, keys, at + 1);
  member.value.kind = Value::Kind::kText;
}

Descriptor Nothing(const RulesetPlan& plan) {
  Descriptor descriptor{.id = "nothing"};
  descriptor.root.kind = Value::Kind::kObject;
  const Layout::Slot* first = nullptr;
  bool any = false;
  for (const Layout::Slot& slot : plan.layouts.front().slots) {
    const Field& field = plan.model.fields[slot.field];
    if (field.type != FieldType::kText) continue;
    if (first == nullptr) first = &slot;
    if (!field.required) continue;
    Declare(descriptor.root, slot.keys, 0);
    any = true;
  }
  if (!any && first != nullptr) Declare(descriptor.root, first->keys, 0);
  return descriptor;
}

}  // namespace

NetworkState::NetworkState(const RulesetPlan& plan, bool undeclared_no)
    : plan_(plan),
      network_(plan.network),
      nothing_(Nothing(plan)),
      silence_(plan, nothing_, undeclared_no),
      truths_(network_.nodes.size(), Truth::kUnknown),
      marks_((network_.nodes.size() + 63) / 64) {
  const Judge judge(plan, silence_);
  for (NodeNumber node = 0; node < network_.nodes.size(); ++node)
    truths_[node] = node < network_.leaves.size() ? JudgeLeaf(judge, node) : JudgeNode(node);
  silent_truths_ = truths_;
}

Truth NetworkState::JudgeLeaf(const Judge& judge, NodeNumber number) const {
  const NetworkLeaf& leaf = network_.leaves[number];
  const Condition& condition = *plan_.conditions[leaf.condition];
  const Scope& root = judge.facts().root();
  if (leaf.predicate == NetworkLeaf::kNoPredicate) return judge.Of(condition, root);
  const Predicate& predicate = condition.predicates[leaf.predicate];
  if (condition.kind == Condition::Kind::kText) return JudgeTexts(plan_, judge.facts(), predicate, root);
  return JudgeFact(plan_, judge.facts(),
                   {.condition = &condition,
                    .predicate = &predicate,
                    .scope = &root,
                    .fact = &root.facts[plan_.places[condition.index].slot]});
}

Truth NetworkState::JudgeNode(NodeNumber number) const {
  const NetworkNode& node = network_.nodes[number];
  const std::span<const NodeNumber> children = network_.children[number];
  const auto truth_of = [&](NodeNumber child) { return truths_[child]; };
  switch (node.kind) {
    case Kind::kAll:
      return JudgeAll(children, truth_of);
    case Kind::kAny:
      return JudgeAny(children, truth_of);
    case Kind::kNot:
      return Not(truths_[children.front()]);
    case Kind::kLeaf:
    case Kind::kCount:
      break;
  }
  return JudgeCountOf(children, network_.bounds[node.bounds], truth_of);
}

// Marks what the descriptor may have changed against silence; LeafUses says by what a leaf may change.
void NetworkState::MarkLeaves(const Facts& facts) {
  const LeafUses& uses = network_.uses;
  const Scope& root = facts.root();
  const Scope& silent = silence_.root();
  const auto compare = [&](std::size_t slot) {
    Mark(uses.by_slot[slot]);
    if (root.facts[slot].state != silent.facts[slot].state) Mark(uses.by_slot_state[slot]);
  };
  for (const std::size_t slot : facts.declared()) compare(slot);
  for (const std::size_t slot : silence_.declared()) compare(slot);
  for (const DeclaredText* text : root.texts) {
    std::size_t last = kNoSlot;
    for (const Mention& mention : text->mentions) {
      if (mention.entry != last) Mark(uses.by_entry[mention.entry]);
      last = mention.entry;
    }
  }
  for (const Implication& implication : root.implications) Mark(uses.by_taxonomy[implication.implied.taxonomy]);
  const bool same_texts = root.texts.empty() == silent.texts.empty() && root.unreadable_text_fields.empty() &&
                          root.unreadable_texts.empty() && root.required_texts_absent == silent.required_texts_absent;
  if (!same_texts) Mark(uses.of_texts.span());
  if (!same_texts || !root.texts.empty()) Mark(uses.of_words.span());
}

void NetworkState::Set(NodeNumber node, Truth truth) {
  if (truths_[node] == truth) return;
  truths_[node] = truth;
  changed_.push_back(node);
  Mark(network_.parents[node]);
}

void NetworkState::Read(const Facts& facts) {
  for (const NodeNumber node : changed_) truths_[node] = silent_truths_[node];
  changed_.clear();
  judged_.clear();
  MarkLeaves(facts);
  const Judge judge(plan_, facts);
  // A node's parents have higher numbers, so that what it marks is yet to come.
  for (std::size_t word = 0; word < marks_.size(); ++word) {
    while (marks_[word] != 0) {
      const auto node = static_cast<NodeNumber>(word * 64 + static_cast<std::size_t>(std::countr_zero(marks_[word])));
      marks_[word] &= marks_[word] - 1;
      if (node < network_.leaves.size()) {
        judged_.push_back(node);
        Set(node, JudgeLeaf(judge, node));
      } else {
        Set(node, JudgeNode(node));
      }
    }
  }
}

}  // namespace proviso
