#include "eval/open_fields.h"

#include <algorithm>

namespace proviso {
namespace {

// The fields of the texts that hedge what the operator asks.
void AddHedged(const std::vector<const DeclaredText*>& texts, const Predicate& predicate,
               std::set<std::size_t>& fields) {
  for (const DeclaredText* text : texts) {
    for (const std::size_t entry : predicate.entries) {
      if (ReadingsOf(*text, entry).hedged) fields.insert(text->field);
    }
  }
}

// The fields that a text leaf waits for.
std::vector<std::size_t> TextFieldsOf(const Judge& judge, const Leaf& leaf) {
  const Scope& scope = *leaf.scope;
  const std::vector<std::size_t>& all = judge.plan().layouts[scope.layout].text_fields;
  std::set<std::size_t> fields(scope.required_texts_absent.begin(), scope.required_texts_absent.end());
  AddHedged(scope.texts, *leaf.predicate, fields);
  fields.insert(scope.unreadable_text_fields.begin(), scope.unreadable_text_fields.end());
  if (fields.empty() && !all.empty()) {
    const auto required =
        std::ranges::find_if(all, [&](std::size_t f) { return judge.plan().model.fields[f].required; });
    fields.insert(required != all.end() ? *required : all.front());
  }
  return {fields.begin(), fields.end()};
}

}  // namespace

const Scope& ScopeOfTexts(const Judge& judge, const Leaf& leaf) {
  return leaf.condition->kind == Condition::Kind::kText ? *leaf.scope : judge.facts().root();
}

std::vector<std::size_t> FieldsOf(const Judge& judge, const Leaf& leaf) {
  if (leaf.condition->kind == Condition::Kind::kText) return TextFieldsOf(judge, leaf);
  std::set<std::size_t> fields;
  const bool denies = leaf.predicate != nullptr && leaf.predicate->op == Operator::kDenies && leaf.fact != nullptr;
  if (denies) {
    const Scope& root = judge.facts().root();
    if (leaf.fact->state == Fact::State::kAbsent) fields.insert(leaf.condition->index);
    fields.insert(root.unreadable_text_fields.begin(), root.unreadable_text_fields.end());
    AddHedged(root.texts, *leaf.predicate, fields);
  }
  if (fields.empty()) fields.insert(leaf.condition->index);
  return {fields.begin(), fields.end()};
}

namespace {

void AppendLeaf(const Judge& judge, const Leaf& leaf, OpenFields& out) {
  const bool of_texts = leaf.condition->kind == Condition::Kind::kText ||
                        (leaf.predicate != nullptr && leaf.predicate->op == Operator::kDenies);
  std::set<std::size_t> unclear;  // of texts: what hedges, and what cannot be read or is hidden
  if (of_texts) {
    const Scope& scope = ScopeOfTexts(judge, leaf);
    AddHedged(scope.texts, *leaf.predicate, unclear);
    unclear.insert(scope.unreadable_text_fields.begin(), scope.unreadable_text_fields.end());
  }
  const bool is_there = !leaf.absent_list && (leaf.fact == nullptr || leaf.fact->state != Fact::State::kAbsent);
  for (const std::size_t field : FieldsOf(judge, leaf)) {
    const std::string& path = judge.plan().model.fields[field].path;
    out.all.insert(path);
    if (of_texts ? unclear.contains(field) : is_there) out.unclear.insert(path);
  }
}

}  // namespace

void AppendOpenFields(const Judge& judge, const Condition& condition, const Scope& scope, OpenFields& out) {
  const Opened opened = judge.Open(condition, scope);
  if (opened.kind == Opened::Kind::kLeaf) {
    if (judge.Of(opened.leaf) == Truth::kUnknown) AppendLeaf(judge, opened.leaf, out);
    return;
  }
  for (const Opened::Part& part : opened.parts) {
    if (judge.Of(part) != Truth::kUnknown) continue;
    if (part.condition == nullptr) {
      AppendLeaf(judge, part.leaf, out);
    } else {
      AppendOpenFields(judge, *part.condition, *part.scope, out);
    }
  }
}

}  // namespace proviso
