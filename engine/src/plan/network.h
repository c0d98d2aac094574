// The conditions of a model as one network, in which every condition stands once, however often it is written: what a
// descriptor changes is followed from its leaves upwards, and the rest stays as it is.
#pragma once

#include <cstdint>
#include <limits>
#include <vector>

#include "base/flat_array.h"
#include "model/model.h"

namespace proviso {

struct RulesetPlan;

using NodeNumber = std::uint32_t;
inline constexpr NodeNumber kNoNode = std::numeric_limits<NodeNumber>::max();

struct NetworkNode {
  enum class Kind : std::uint32_t { kLeaf, kAll, kAny, kNot, kCount };
  Kind kind = Kind::kLeaf;
  std::uint32_t bounds = 0;  // kCount: of Network::bounds
};

// What is judged as a whole: one operator on one field or on all texts, or a condition about lists.
struct NetworkLeaf {
  static constexpr std::uint32_t kNoPredicate = std::numeric_limits<std::uint32_t>::max();

  std::uint32_t condition = 0;             // its number
  std::uint32_t predicate = kNoPredicate;  // of those of the condition; none: the condition is about lists
};

// By what a leaf's truth may change. Leaves are numbers in these lists.
struct LeafUses {
  // By slot of layout 0: of what is declared there; and where it counts only whether there is a text.
  FlatRows<NodeNumber> by_slot, by_slot_state;
  FlatRows<NodeNumber> by_entry;     // of what any text mentions
  FlatRows<NodeNumber> by_taxonomy;  // of what declared terms imply
  FlatArray<NodeNumber> of_texts;    // of which texts there are, and whether they can be read
  FlatArray<NodeNumber> of_words;    // of the words of any text
};

struct Network {
  FlatArray<NetworkNode> nodes;            // leaves first, then each behind its children
  FlatRows<NodeNumber> children, parents;  // by node
  std::vector<Bounds> bounds;
  FlatArray<NetworkLeaf> leaves;
  LeafUses uses;

  FlatArray<NodeNumber> of_condition;  // by Condition::number; kNoNode within a `where`
  FlatArray<NodeNumber> of_signal;
  struct RuleNodes {
    NodeNumber bound = kNoNode;    // violated, `applies` not asked
    NodeNumber applied = kNoNode;  // violated, `applies` asked
  };
  std::vector<std::vector<RuleNodes>> of_rule;  // by policy, then rule
};

// Numbers every condition of the model, those within `where` too, and returns them by number.
std::vector<const Condition*> NumberConditions(Model& model);

// `plan` has all but its network.
Network MakeNetwork(const RulesetPlan& plan);

// What an operator asks, however it was spelled: `mentions: x` and `mentions: [x]` are one.
std::string IdentityOf(const Predicate& predicate);

}  // namespace proviso
