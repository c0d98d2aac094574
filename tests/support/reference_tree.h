// A condition written out in full for one descriptor: signals in place, one child for each element of a list.
#pragma once

#include <array>
#include <map>
#include <string>
#include <vector>

#include "support/reference_leaves.h"

namespace proviso::reference {

struct Node {
  enum class Kind { kLeaf, kAll, kAny, kNot, kCount };
  Kind kind = Kind::kLeaf;
  std::vector<Node> children;
  Bounds bounds;

  // Leaves only.
  Fact fact;
  std::string key;               // concrete place, operator, operand: leaves with the same key are one
  std::string place;             // concrete
  const Field* field = nullptr;  // none: about `text:`, or an element that is no object
  const Predicate* predicate = nullptr;
};

// How often each form of condition came out false, unknown, true; by the form's name.
using Tally = std::map<std::string, std::array<std::size_t, 3>>;

Node BuildNode(const World& world, const Condition& condition, const Scope& scope, Tally& tally);

// What some leaves are taken to be instead of unknown, by key.
using Answers = std::map<std::string, Truth>;

Truth TruthOf(const Node& node, const Answers& answers = {});
// The leaves that decided the node's truth.
std::vector<Evidence> EvidenceOf(const Node& node);
// Unknown leaves below unknown nodes.
void CollectUnknown(const Node& node, std::vector<const Node*>& leaves);

}  // namespace proviso::reference
