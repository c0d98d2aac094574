#include "support/reference_tree.h"

#include <algorithm>

#include "support/reference_facts.h"

namespace proviso::reference {
namespace {

std::string Operand(const Predicate& predicate) {
  std::string operand = std::string(ToString(predicate.op));
  for (const std::size_t term : predicate.terms) operand += " t" + std::to_string(term);
  for (const std::size_t entry : predicate.entries) operand += " e" + std::to_string(entry);
  for (const Quantity& quantity : predicate.quantities) operand += " " + ToString(quantity);
  for (const Date& date : predicate.dates) operand += " " + ToString(date);
  for (const std::string& text : predicate.texts) operand += " '" + text + "'";
  for (const bool flag : predicate.flags) operand += flag ? " true" : " false";
  if (predicate.pattern) operand += " /" + predicate.pattern->text() + "/";
  return operand;
}

Node Leaf(std::string place, Fact fact, const Field* field, const Predicate* predicate) {
  Node node;
  if (predicate != nullptr) node.key = place + " " + Operand(*predicate);
  node.place = std::move(place);
  node.fact = std::move(fact);
  node.field = field;
  node.predicate = predicate;
  return node;
}

Node Group(Node::Kind kind, std::vector<Node> children) {
  Node node;
  node.kind = kind;
  node.children = std::move(children);
  return node;
}

// A list, or what would stand in its elements, of which nothing can be read: each question about it is its own.
Node OpaqueLeaf(const World& world, const Condition& condition, std::string place, Fact fact) {
  Node node = Leaf(std::move(place), std::move(fact), nullptr, nullptr);
  node.key = node.place + " " + Describe(condition, world.model);
  return node;
}

Evidence Unreadable(const std::string& path, const Value& value) {
  return {.field = path, .truth = Truth::kUnknown, .value = AsWritten(value), .span = value.span};
}

std::vector<Evidence> HiderEvidence(const Slot& slot) {
  if (slot.hider == nullptr) return {};
  return {Unreadable(slot.hider_path, *slot.hider)};
}

// What a condition makes of a place that no object holds: its operators hold of one element, so they are one leaf.
Fact Joined(const std::vector<Fact>& operators) {
  Fact joined{Truth::kTrue, {}, {}};
  for (const Fact& fact : operators) joined.truth = And(joined.truth, fact.truth);
  for (const Fact& fact : operators) {
    if (fact.truth == joined.truth && joined.truth == Truth::kFalse) joined.evidence = fact.evidence;
    if (fact.truth == joined.truth && joined.truth == Truth::kUnknown) joined.fields = fact.fields;
  }
  return joined;
}

void Count(Tally& tally, const std::string& form, Truth truth) { ++tally[form][static_cast<std::size_t>(truth)]; }

std::string Form(const Field& field, const Predicate& predicate) {
  return std::string(ToString(field.type)) + " " + std::string(ToString(predicate.op));
}

class Builder {
 public:
  Builder(const World& world, const Scope& scope, Tally& tally) : world_(world), scope_(scope), tally_(tally) {}

  Node Build(const Condition& condition) {
    switch (condition.kind) {
      case Condition::Kind::kAll:
        return Counted("all", Group(Node::Kind::kAll, Children(condition)));
      case Condition::Kind::kAny:
        return Counted("any", Group(Node::Kind::kAny, Children(condition)));
      case Condition::Kind::kNot:
        return Counted("not", Group(Node::Kind::kNot, Children(condition)));
      case Condition::Kind::kAtLeast: {
        Node node = Group(Node::Kind::kCount, Children(condition));
        node.bounds = condition.bounds;
        return Counted("at_least", std::move(node));
      }
      case Condition::Kind::kSignal:
        return Counted("signal", Build(world_.model.signals[condition.index].condition));
      case Condition::Kind::kField:
        return FieldNode(condition);
      case Condition::Kind::kText:
        return TextNode(condition);
      case Condition::Kind::kSome:
        return Counted("some", ListNode(condition, Node::Kind::kAny));
      case Condition::Kind::kEvery:
        return Counted("every", ListNode(condition, Node::Kind::kAll));
      case Condition::Kind::kCount:
        return Counted("count", ListNode(condition, Node::Kind::kCount));
    }
    return {};
  }

 private:
  Node Counted(const std::string& form, Node node) {
    Count(tally_, form, TruthOf(node));
    return node;
  }

  std::vector<Node> Children(const Condition& condition) {
    std::vector<Node> children;
    for (const Condition& child : condition.children) children.push_back(Build(child));
    return children;
  }

  Node FieldNode(const Condition& condition) {
    const Field& field = world_.model.fields[condition.index];
    const bool each = HasEach(field, scope_);
    if (each && condition.predicates.size() == 1 && condition.predicates[0].op == Operator::kDeclared) {
      const Predicate& predicate = condition.predicates[0];
      Node leaf = Leaf(scope_.path + "/" + field.path, DeclaredFact(world_, scope_, field, predicate.flags.front()),
                       &field, &predicate);
      Count(tally_, "each declared", leaf.fact.truth);
      return leaf;
    }
    std::vector<Node> slots;
    for (const Slot& slot : Slots(world_, field, scope_)) {
      std::vector<Node> operators;
      std::vector<Fact> facts;
      for (const Predicate& predicate : condition.predicates) {
        facts.push_back(OperatorFact(world_, field, slot, predicate));
        Count(tally_, Form(field, predicate), facts.back().truth);
        operators.push_back(Leaf(slot.path, facts.back(), &field, &predicate));
      }
      if (slot.out_of_reach) {
        slots.push_back(OpaqueLeaf(world_, condition, slot.path, Joined(facts)));
        Fact& fact = slots.back().fact;
        if (slot.state == Slot::State::kFault)
          fact.evidence = fact.truth == Truth::kUnknown ? HiderEvidence(slot) : std::vector<Evidence>{};
      } else {
        slots.push_back(Group(Node::Kind::kAll, std::move(operators)));
      }
    }
    Node node = each ? Group(Node::Kind::kAny, std::move(slots)) : std::move(slots.front());
    if (each) Count(tally_, "each", TruthOf(node));
    if (condition.predicates.size() > 1) Count(tally_, "several operators", TruthOf(node));
    return node;
  }

  Node TextNode(const Condition& condition) {
    std::vector<Node> operators;
    for (const Predicate& predicate : condition.predicates) {
      operators.push_back(Leaf(scope_.path + "/text:", TextFact(world_, scope_, predicate), nullptr, &predicate));
      Count(tally_, "text: " + std::string(ToString(predicate.op)), operators.back().fact.truth);
    }
    return Group(Node::Kind::kAll, std::move(operators));
  }

  Node ListNode(const Condition& condition, Node::Kind kind) {
    const Field& list = world_.model.fields[condition.index];
    Node node;
    node.kind = kind;
    node.bounds = condition.bounds;
    std::vector<Node> missing;  // nobody knows how many elements these would hold
    for (const Slot& slot : Slots(world_, list, scope_)) {
      if (slot.state == Slot::State::kValue && slot.value->kind == Value::Kind::kList) {
        AddElements(condition, list, slot, node.children);
      } else {
        Fact fact = slot.state == Slot::State::kAbsent ? AbsentFact(list, slot) : FaultFact(list, slot);
        if (slot.hider != nullptr) fact.evidence = HiderEvidence(slot);
        missing.push_back(OpaqueLeaf(world_, condition, slot.path, fact));
      }
    }
    if (kind == Node::Kind::kCount && !missing.empty()) return Group(Node::Kind::kAll, std::move(missing));
    node.children.insert(node.children.end(), missing.begin(), missing.end());
    return node;
  }

  void AddElements(const Condition& condition, const Field& list, const Slot& slot, std::vector<Node>& out) {
    std::vector<PathStep> steps = list.steps;
    steps.back().each = true;
    for (std::size_t i = 0; i < slot.value->items.size(); ++i) {
      const Value& element = slot.value->items[i];
      const std::string path = slot.path + "[" + std::to_string(i) + "]";
      if (element.kind != Value::Kind::kObject || element.faulty) {
        out.push_back(OpaqueLeaf(world_, condition, path, {Truth::kUnknown, {Unreadable(path, element)}, {list.path}}));
        continue;
      }
      const Scope inner{&element, steps, path};
      out.push_back(Group(Node::Kind::kAll, Builder(world_, inner, tally_).Children(condition)));
    }
  }

  const World& world_;
  const Scope& scope_;
  Tally& tally_;
};

Truth WithinBounds(const Bounds& bounds, std::int64_t least, std::int64_t most) {
  Truth truth = Truth::kTrue;
  if (bounds.at_least) {
    truth = And(truth, least >= *bounds.at_least ? Truth::kTrue
                       : most < *bounds.at_least ? Truth::kFalse
                                                 : Truth::kUnknown);
  }
  if (bounds.at_most) {
    truth = And(truth, most <= *bounds.at_most   ? Truth::kTrue
                       : least > *bounds.at_most ? Truth::kFalse
                                                 : Truth::kUnknown);
  }
  return truth;
}

// Whether a child of this truth belongs to what decided its parent.
bool Decides(Node::Kind kind, Truth parent, Truth child) {
  switch (kind) {
    case Node::Kind::kAll:
      return parent == Truth::kFalse ? child == Truth::kFalse : parent == Truth::kTrue || child != Truth::kFalse;
    case Node::Kind::kAny:
      return parent == Truth::kFalse || child == parent;
    case Node::Kind::kNot:
      return true;
    case Node::Kind::kCount:
      return parent == Truth::kUnknown ? child != Truth::kFalse : child == parent;
    case Node::Kind::kLeaf:
      break;
  }
  return false;
}

}  // namespace

Node BuildNode(const World& world, const Condition& condition, const Scope& scope, Tally& tally) {
  return Builder(world, scope, tally).Build(condition);
}

Truth TruthOf(const Node& node, const Answers& answers) {
  if (node.kind == Node::Kind::kLeaf) {
    const auto answer = answers.find(node.key);
    return node.fact.truth == Truth::kUnknown && answer != answers.end() ? answer->second : node.fact.truth;
  }
  Truth all = Truth::kTrue, any = Truth::kFalse;
  std::int64_t holding = 0, open = 0;
  for (const Node& child : node.children) {
    const Truth truth = TruthOf(child, answers);
    all = And(all, truth);
    any = Or(any, truth);
    holding += truth == Truth::kTrue ? 1 : 0;
    open += truth == Truth::kUnknown ? 1 : 0;
  }
  switch (node.kind) {
    case Node::Kind::kAny:
      return any;
    case Node::Kind::kNot:
      return Not(all);
    case Node::Kind::kCount:
      return WithinBounds(node.bounds, holding, holding + open);
    default:
      return all;
  }
}

std::vector<Evidence> EvidenceOf(const Node& node) {
  if (node.kind == Node::Kind::kLeaf) return node.fact.evidence;
  std::vector<Evidence> all;
  const Truth parent = TruthOf(node);
  for (const Node& child : node.children) {
    if (!Decides(node.kind, parent, TruthOf(child))) continue;
    const std::vector<Evidence> evidence = EvidenceOf(child);
    all.insert(all.end(), evidence.begin(), evidence.end());
  }
  return all;
}

void CollectUnknown(const Node& node, std::vector<const Node*>& leaves) {
  if (TruthOf(node) != Truth::kUnknown) return;
  if (node.kind == Node::Kind::kLeaf) leaves.push_back(&node);
  for (const Node& child : node.children) CollectUnknown(child, leaves);
}

}  // namespace proviso::reference
