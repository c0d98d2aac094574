#include "plan/network.h"

#include <algorithm>
#include <map>
#include <string>
#include <tuple>
#include <utility>

#include "plan/plan.h"

namespace proviso {
namespace {

using Kind = NetworkNode::Kind;

// A node while the network is made; leaves have no children.
struct Draft {
  Kind kind = Kind::kLeaf;
  std::vector<NodeNumber> children;
  Bounds bounds;
  NetworkLeaf leaf;
};

void Number(Condition& condition, std::vector<const Condition*>& numbered) {
  condition.number = numbered.size();
  numbered.push_back(&condition);
  for (Condition& child : condition.children) Number(child, numbered);
}

// Whether anything in it asks what all texts of the descriptor say.
bool LooksAtAllTexts(const Condition& condition) {
  return std::ranges::any_of(condition.predicates, [](const Predicate& p) { return p.op == Operator::kDenies; }) ||
         std::ranges::any_of(condition.children, &LooksAtAllTexts);
}

class NetworkMaker {
 public:
  explicit NetworkMaker(const RulesetPlan& plan) : plan_(plan), model_(plan.model) {
    of_condition_.assign(plan.conditions.size(), kNoNode);
    of_signal_.assign(model_.signals.size(), kNoNode);
  }

  Network Make() {
    for (std::size_t s = 0; s < model_.signals.size(); ++s) OfSignal(s);
    for (const Policy& policy : model_.policies) {
      const NodeNumber applies = policy.applies ? Of(*policy.applies) : kNoNode;
      auto& rules = network_.of_rule.emplace_back();
      for (const Rule& rule : policy.rules) {
        std::vector<NodeNumber> parts;
        if (rule.when) parts.push_back(Of(*rule.when));
        if (rule.unless) parts.push_back(Join(Kind::kNot, {Of(*rule.unless)}));
        if (rule.require) parts.push_back(Join(Kind::kNot, {Of(*rule.require)}));
        Network::RuleNodes nodes{.bound = Join(Kind::kAll, parts)};
        nodes.applied = nodes.bound;
        if (applies != kNoNode) {
          parts.push_back(applies);
          nodes.applied = Join(Kind::kAll, parts);
        }
        rules.push_back(nodes);
      }
    }
    LeavesFirst();
    Link();
    NoteUses();
    return std::move(network_);
  }

 private:
  NodeNumber OfSignal(std::size_t signal) {
    NodeNumber& node = of_signal_[signal];
    if (node == kNoNode) {
      const NodeNumber made = Of(model_.signals[signal].condition);
      of_signal_[signal] = made;
      return made;
    }
    return node;
  }

  NodeNumber Of(const Condition& condition) {
    const NodeNumber node = Make(condition);
    of_condition_[condition.number] = node;
    return node;
  }

  NodeNumber Make(const Condition& condition) {
    switch (condition.kind) {
      case Condition::Kind::kAll:
      case Condition::Kind::kAny:
      case Condition::Kind::kNot:
      case Condition::Kind::kAtLeast: {
        std::vector<NodeNumber> children;
        for (const Condition& child : condition.children) children.push_back(Of(child));
        const Kind kind = condition.kind == Condition::Kind::kAll   ? Kind::kAll
                          : condition.kind == Condition::Kind::kAny ? Kind::kAny
                          : condition.kind == Condition::Kind::kNot ? Kind::kNot
                                                                    : Kind::kCount;
        return Join(kind, std::move(children), condition.bounds);
      }
      case Condition::Kind::kSignal:
        return OfSignal(condition.index);
      case Condition::Kind::kText:
        return OfPredicates(condition, "text\n");
      case Condition::Kind::kField:
        if (plan_.places[condition.index].layout == 0)
          return OfPredicates(condition, std::to_string(condition.index) + "\n");
        break;
      default:
        break;
    }
    return Leaf("list\n" + Describe(condition, model_), {static_cast<std::uint32_t>(condition.number)});
  }

  NodeNumber OfPredicates(const Condition& condition, const std::string& place) {
    std::vector<NodeNumber> parts;
    for (std::uint32_t p = 0; p < condition.predicates.size(); ++p) {
      parts.push_back(
          Leaf(place + IdentityOf(condition.predicates[p]), {static_cast<std::uint32_t>(condition.number), p}));
    }
    return Join(Kind::kAll, std::move(parts));
  }

  NodeNumber Leaf(const std::string& identity, NetworkLeaf leaf) {
    const auto [known, is_new] = known_leaves_.try_emplace(identity, drafts_.size());
    if (is_new) drafts_.push_back({.leaf = leaf});
    return known->second;
  }

  NodeNumber Join(Kind kind, std::vector<NodeNumber> children, Bounds bounds = {}) {
    if (kind == Kind::kAll || kind == Kind::kAny) {
      std::ranges::sort(children);
      children.erase(std::unique(children.begin(), children.end()), children.end());
      if (children.size() == 1) return children.front();
    }
    const auto key = std::tuple(kind, children, bounds.at_least, bounds.at_most);
    const auto [known, is_new] = known_joins_.try_emplace(key, drafts_.size());
    if (is_new) drafts_.push_back({kind, std::move(children), bounds, {}});
    return known->second;
  }

  // Children have lower numbers than their parents already; leaves go before all others.
  void LeavesFirst() {
    std::vector<NodeNumber> number_of(drafts_.size());
    NodeNumber next = 0;
    for (const bool leaves : {true, false}) {
      for (std::size_t i = 0; i < drafts_.size(); ++i) {
        if ((drafts_[i].kind == Kind::kLeaf) == leaves) number_of[i] = next++;
      }
    }
    std::vector<Draft> sorted(drafts_.size());
    for (std::size_t i = 0; i < drafts_.size(); ++i) {
      for (NodeNumber& child : drafts_[i].children) child = number_of[child];
      sorted[number_of[i]] = std::move(drafts_[i]);
    }
    drafts_ = std::move(sorted);
    const auto renumber = [&](NodeNumber& node) {
      if (node != kNoNode) node = number_of[node];
    };
    std::ranges::for_each(of_condition_, renumber);
    std::ranges::for_each(of_signal_, renumber);
    for (auto& rules : network_.of_rule) {
      for (Network::RuleNodes& nodes : rules) {
        renumber(nodes.bound);
        renumber(nodes.applied);
      }
    }
  }

  void Link() {
    std::vector<std::vector<NodeNumber>> parents_of(drafts_.size());
    std::vector<std::vector<NodeNumber>> children_of;
    std::vector<NetworkNode> nodes;
    std::vector<NetworkLeaf> leaves;
    for (std::size_t n = 0; n < drafts_.size(); ++n) {
      Draft& draft = drafts_[n];
      NetworkNode& node = nodes.emplace_back(NetworkNode{.kind = draft.kind});
      for (const NodeNumber child : draft.children) {
        std::vector<NodeNumber>& known = parents_of[child];
        if (known.empty() || known.back() != n) known.push_back(static_cast<NodeNumber>(n));
      }
      children_of.push_back(std::move(draft.children));
      if (draft.kind == Kind::kCount) {
        node.bounds = static_cast<std::uint32_t>(network_.bounds.size());
        network_.bounds.push_back(draft.bounds);
      }
      if (draft.kind == Kind::kLeaf) leaves.push_back(draft.leaf);
    }
    network_.nodes = FlatArray(std::move(nodes));
    network_.children = FlatRows(children_of);
    network_.parents = FlatRows(parents_of);
    network_.leaves = FlatArray(std::move(leaves));
    network_.of_condition = FlatArray(std::move(of_condition_));
    network_.of_signal = FlatArray(std::move(of_signal_));
  }

  void NoteUses() {
    using Lists = std::vector<std::vector<NodeNumber>>;
    const std::size_t slots = plan_.layouts.front().slots.size();
    Lists by_slot(slots), by_slot_state(slots), by_entry(model_.entries.size()), by_taxonomy(model_.taxonomies.size());
    std::vector<NodeNumber> of_texts, of_words;
    for (std::size_t i = 0; i < network_.leaves.size(); ++i) {
      const NetworkLeaf& leaf = network_.leaves[i];
      const auto number = static_cast<NodeNumber>(i);
      const Condition& condition = *plan_.conditions[leaf.condition];
      if (leaf.predicate == NetworkLeaf::kNoPredicate) {
        by_slot[RootSlot(condition.index)].push_back(number);
        if (LooksAtAllTexts(condition)) of_words.push_back(number);
        continue;
      }
      const Predicate& predicate = condition.predicates[leaf.predicate];
      for (const std::size_t entry : predicate.entries) by_entry[entry].push_back(number);
      const bool of_entries = predicate.op == Operator::kMentions || predicate.op == Operator::kDenies;
      if (condition.kind == Condition::Kind::kText) {
        (of_entries ? of_texts : of_words).push_back(number);
        continue;
      }
      (of_entries ? by_slot_state : by_slot)[plan_.places[condition.index].slot].push_back(number);
      if (predicate.op == Operator::kDenies) of_texts.push_back(number);
      const bool includes = predicate.op == Operator::kIncludes || predicate.op == Operator::kIncludesAny ||
                            predicate.op == Operator::kIncludesAll;
      if (includes) by_taxonomy[*model_.fields[condition.index].taxonomy].push_back(number);
    }
    network_.uses = {FlatRows(by_slot),     FlatRows(by_slot_state),        FlatRows(by_entry),
                     FlatRows(by_taxonomy), FlatArray(std::move(of_texts)), FlatArray(std::move(of_words))};
  }

  // The slot of the descriptor itself below which a field stands.
  std::size_t RootSlot(std::size_t field) const {
    FieldPlace place = plan_.places[field];
    while (place.layout != 0) {
      const Layout& layout = plan_.layouts[place.layout];
      place = {layout.parent, layout.list_slot};
    }
    return place.slot;
  }

  const RulesetPlan& plan_;
  const Model& model_;
  Network network_;
  std::vector<NodeNumber> of_condition_, of_signal_;
  std::vector<Draft> drafts_;
  std::map<std::string, NodeNumber> known_leaves_;
  std::map<std::tuple<Kind, std::vector<NodeNumber>, std::optional<std::int64_t>, std::optional<std::int64_t>>,
           NodeNumber>
      known_joins_;
};

}  // namespace

std::vector<const Condition*> NumberConditions(Model& model) {
  std::vector<const Condition*> numbered;
  for (Signal& signal : model.signals) Number(signal.condition, numbered);
  for (Policy& policy : model.policies) {
    if (policy.applies) Number(*policy.applies, numbered);
    for (Rule& rule : policy.rules) {
      for (std::optional<Condition>* part : {&rule.when, &rule.unless, &rule.require}) {
        if (*part) Number(**part, numbered);
      }
    }
  }
  return numbered;
}

Network MakeNetwork(const RulesetPlan& plan) { return NetworkMaker(plan).Make(); }

std::string IdentityOf(const Predicate& predicate) {
  std::string identity(ToString(predicate.op));
  for (const std::size_t term : predicate.terms) identity += "\n" + std::to_string(term);
  for (const std::size_t entry : predicate.entries) identity += "\n" + std::to_string(entry);
  for (const Quantity& quantity : predicate.quantities) identity += "\n" + ToString(quantity);
  for (const Date& date : predicate.dates) identity += "\n" + ToString(date);
  for (const std::string& text : predicate.texts) identity += "\n" + text;
  for (const bool flag : predicate.flags) identity += flag ? "\ntrue" : "\nfalse";
  if (predicate.pattern) identity += "\n" + predicate.pattern->text();
  return identity;
}

}  // namespace proviso
