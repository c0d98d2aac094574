#include "eval/trace.h"

#include "eval/evidence.h"

namespace proviso {
namespace {

std::string ReasonOf(const Judge& judge, const Leaf& leaf, Truth truth, bool has_evidence) {
  if (leaf.absent_list) return leaf.absence_counts ? "not declared, and that counts as no" : "not declared";
  if (leaf.condition->kind == Condition::Kind::kText) {
    if (leaf.scope->texts.empty() && truth != Truth::kTrue) return "no text is declared";
    if (truth == Truth::kUnknown && !has_evidence) return "a required text is not declared or cannot be read";
    if (truth == Truth::kFalse && !has_evidence) return "no text says so";
    return "";
  }
  if (leaf.fact == nullptr) return truth == Truth::kUnknown ? "cannot be read" : "";
  switch (leaf.fact->state) {
    case Fact::State::kAbsent:
      if (truth == Truth::kTrue) return "";
      return truth == Truth::kFalse && leaf.predicate != nullptr && leaf.predicate->op != Operator::kDeclared
                 ? "not declared, and that counts as no"
                 : "not declared";
    case Fact::State::kFault:
      return "what is declared cannot be read";
    case Fact::State::kDeclared:
      break;
  }
  if (truth == Truth::kFalse && !has_evidence && leaf.fact->text != nullptr) return "the text does not say so";
  if (truth == Truth::kUnknown && leaf.predicate != nullptr && !leaf.predicate->terms.empty()) {
    return judge.plan().model.fields[leaf.condition->index].path + " holds a term that is unknown or too broad to tell";
  }
  return "";
}

Trace TraceOfLeaf(const Judge& judge, const Leaf& leaf) {
  Trace trace;
  trace.truth = judge.Of(leaf);
  const RulesetPlan& plan = judge.plan();
  if (leaf.condition->kind == Condition::Kind::kText) {
    trace.label = "text " + Describe(*leaf.predicate);
  } else if (leaf.predicate != nullptr) {
    trace.label = (leaf.fact != nullptr ? leaf.fact->path : plan.model.fields[leaf.condition->index].path) + " " +
                  Describe(*leaf.predicate);
  } else {
    trace.label = leaf.fact != nullptr ? leaf.fact->path
                  : leaf.counted       ? "an element"
                                       : plan.model.fields[leaf.condition->index].path;
  }
  AppendEvidence(judge, leaf, trace.evidence);
  Deduplicate(trace.evidence);
  trace.reason = ReasonOf(judge, leaf, trace.truth, !trace.evidence.empty());
  return trace;
}

std::string LabelOf(const Judge& judge, const Condition& condition) {
  switch (condition.kind) {
    case Condition::Kind::kAll:
      return "all of";
    case Condition::Kind::kAny:
      return "any of";
    case Condition::Kind::kNot:
      return "not";
    default:
      return Describe(condition, judge.plan().model);
  }
}

}  // namespace

Trace TraceOf(const Judge& judge, const Condition& condition, const Scope& scope) {
  const Opened opened = judge.Open(condition, scope);
  if (opened.kind == Opened::Kind::kLeaf) return TraceOfLeaf(judge, opened.leaf);
  Trace trace;
  trace.label = LabelOf(judge, condition);
  trace.truth = judge.Of(condition, scope);
  for (const Opened::Part& part : opened.parts) {
    Trace child =
        part.condition == nullptr ? TraceOfLeaf(judge, part.leaf) : TraceOf(judge, *part.condition, *part.scope);
    if (part.element != nullptr && part.condition != nullptr) {
      // `services[1].` names the element whose condition this is.
      child.label = part.element->prefix.substr(0, part.element->prefix.size() - 1) + ": " + child.label;
    }
    trace.children.push_back(std::move(child));
  }
  return trace;
}

}  // namespace proviso
