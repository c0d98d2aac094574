// The truth of every condition of a network for one descriptor after the other.
//
// What a descriptor that says nothing comes to is found once. Of each descriptor only those leaves are judged that it
// may change, and what hangs on the changed ones is followed upwards; before the next one that is taken back.
#pragma once

#include <cstdint>
#include <span>
#include <utility>
#include <vector>

#include "eval/facts.h"
#include "plan/plan.h"
#include "proviso/evaluate.h"

namespace proviso {

class Judge;

class NetworkState {
 public:
  NetworkState(const RulesetPlan& plan, bool undeclared_no);
  NetworkState(const NetworkState&) = delete;
  NetworkState& operator=(const NetworkState&) = delete;

  // `facts` are those of the descriptor, read with the same `undeclared_no`.
  void Read(const Facts& facts);

  Truth Of(NodeNumber node) const { return truths_[node]; }
  // The leaves that were judged anew; all others, and what they rest on, are as in `silence()`. Ascending.
  const std::vector<NodeNumber>& judged() const { return judged_; }

  // The descriptor that says nothing, and the truths that it comes to: no field is declared, save that the texts that
  // every declaration must hold are there, and empty (or one text, where there is none such).
  const Facts& silence() const { return silence_; }
  Truth InSilence(NodeNumber node) const { return silent_truths_[node]; }

 private:
  Truth JudgeLeaf(const Judge& judge, NodeNumber leaf) const;
  Truth JudgeNode(NodeNumber node) const;
  void Mark(NodeNumber node) { marks_[node / 64] |= std::uint64_t{1} << (node % 64); }
  void Mark(std::span<const NodeNumber> nodes) {
    for (const NodeNumber node : nodes) Mark(node);
  }
  void MarkLeaves(const Facts& facts);
  void Set(NodeNumber node, Truth truth);

  const RulesetPlan& plan_;
  const Network& network_;
  const Descriptor nothing_;
  Facts silence_;
  std::vector<Truth> silent_truths_, truths_;
  std::vector<NodeNumber> changed_;  // truths_ that differ from silent_truths_
  std::vector<NodeNumber> judged_;
  std::vector<std::uint64_t> marks_;  // by node: to be judged
};

}  // namespace proviso
