#include "plan/plan_archive.h"

#include <utility>

#include "base/archive.h"

// Each binding names all members of its struct, so that one that is added cannot be forgotten here.
namespace proviso {

template <class Archive>
void Describe(Archive& archive, Quantity& quantity) {
  auto high = static_cast<std::uint64_t>(quantity.nano >> 64);
  auto low = static_cast<std::uint64_t>(quantity.nano);
  archive(high, low);
  quantity.nano = (static_cast<Int128>(high) << 64) | low;
}

template <class Archive>
void Describe(Archive& archive, Date& date) {
  auto& [year, month, day] = date;
  archive(year, month, day);
}

template <class Archive>
void Describe(Archive& archive, Span& span) {
  auto& [source, begin, end] = span;
  archive(source, begin, end);
}

template <class Archive>
void Describe(Archive& archive, PathStep& step) {
  auto& [key, each] = step;
  archive(key, each);
}

template <class Archive>
void Describe(Archive& archive, Field& field) {
  auto& [path, steps, type, taxonomy, required, undeclared_no, question, module, span] = field;
  archive(path, steps, type, taxonomy, required, undeclared_no, question, module, span);
}

template <class Archive>
void Describe(Archive& archive, TermRef& ref) {
  auto& [taxonomy, term] = ref;
  archive(taxonomy, term);
}

template <class Archive>
void Describe(Archive& archive, Term& term) {
  auto& [name, aliases, broader, implies, span] = term;
  archive(name, aliases, broader, implies, span);
}

template <class Archive>
void Describe(Archive& archive, Taxonomy& taxonomy) {
  auto& [name, terms] = taxonomy;
  archive(name, terms);
}

template <class Archive>
void Describe(Archive& archive, Entry& entry) {
  auto& [name, lexicon, module, span] = entry;  // of `lexicon` the plan keeps the texts
  archive(name, module, span);
}

template <class Archive>
void Describe(Archive& archive, EntryTexts& texts) {
  auto& [phrases, patterns, except] = texts;
  archive(phrases, patterns, except);
}

template <class Archive>
void Describe(Archive& archive, Predicate& predicate) {
  auto& [op, terms, entries, quantities, dates, texts, flags, pattern, written, span] = predicate;
  archive(op, terms, entries, quantities, dates, texts, flags, pattern, written, span);
}

template <class Archive>
void Describe(Archive& archive, Bounds& bounds) {
  auto& [at_least, at_most] = bounds;
  archive(at_least, at_most);
}

template <class Archive>
void Describe(Archive& archive, Condition& condition) {
  auto& [kind, children, index, predicates, bounds, span, number] = condition;
  archive(kind, children, index, predicates, bounds, span);
}

template <class Archive>
void Describe(Archive& archive, Signal& signal) {
  auto& [name, condition, module, span] = signal;
  archive(name, condition, module, span);
}

template <class Archive>
void Describe(Archive& archive, Rule& rule) {
  auto& [id, title, message, remedy, clauses, effect, severity, from, until, when, unless, require, span] = rule;
  archive(id, title, message, remedy, clauses, effect, severity, from, until, when, unless, require, span);
}

template <class Archive>
void Describe(Archive& archive, UndecidableClause& undecidable) {
  auto& [clause, gist, why, span] = undecidable;
  archive(clause, gist, why, span);
}

template <class Archive>
void Describe(Archive& archive, Policy& policy) {
  auto& [name, title, publisher, edition, source, caveat, applies, rules, not_decidable, module, span] = policy;
  archive(name, title, publisher, edition, source, caveat, applies, rules, not_decidable, module, span);
}

template <class Archive>
void Describe(Archive& archive, Module& module) {
  auto& [name, is_policy, named, uses, source] = module;
  archive(name, is_policy, named, uses, source);
}

template <class Archive>
void Describe(Archive& archive, Model& model) {
  auto& [modules, fields, taxonomies, entries, signals, denials, hedges, policies, tests] = model;
  archive(modules, fields, taxonomies, entries, signals, policies);
}

template <class Archive>
void Describe(Archive& archive, Layout::Slot& slot) {
  auto& [field, keys, element_layout] = slot;
  archive(field, keys, element_layout);
}

template <class Archive>
void Describe(Archive& archive, Layout& layout) {
  auto& [slots, keys, parent, list_slot, text_fields] = layout;
  archive(slots, parent, list_slot, text_fields);
  if constexpr (Archive::kReads) PlanKeys(layout);
}

template <class Archive>
void Describe(Archive& archive, FieldPlace& place) {
  auto& [layout, slot] = place;
  archive(layout, slot);
}

template <class Archive>
void Describe(Archive& archive, TermClosure& closure) {
  auto& [implied] = closure;
  archive(implied);
}

template <class Archive>
void Describe(Archive& archive, TaxonomyPlan& taxonomy) {
  auto& [terms, broader, by_key, names] = taxonomy;
  archive(terms, broader, by_key, names);
}

template <class Archive>
void Describe(Archive& archive, LeafUses& uses) {
  auto& [by_slot, by_slot_state, by_entry, by_taxonomy, of_texts, of_words] = uses;
  archive(by_slot, by_slot_state, by_entry, by_taxonomy, of_texts, of_words);
}

template <class Archive>
void Describe(Archive& archive, Network::RuleNodes& rule) {
  auto& [bound, applied] = rule;
  archive(bound, applied);
}

template <class Archive>
void Describe(Archive& archive, Network& network) {
  auto& [nodes, children, parents, bounds, leaves, uses, of_condition, of_signal, of_rule] = network;
  archive(nodes, children, parents, bounds, leaves, uses, of_condition, of_signal, of_rule);
}

template <class Archive>
void Describe(Archive& archive, RulesetPlan& plan) {
  auto& [model, lexicon, layouts, places, taxonomies, conditions, network, vocabulary] = plan;
  archive(model, lexicon, layouts, places, taxonomies, network, vocabulary);
  if constexpr (Archive::kReads) conditions = NumberConditions(model);
}

std::string WritePlan(const RulesetPlan& plan) {
  ArchiveWriter archive;
  archive(plan);
  return archive.Take();
}

std::optional<RulesetPlan> ReadPlan(std::string_view bytes) {
  ArchiveReader archive(bytes);
  RulesetPlan plan;
  archive(plan);
  if (!archive.ok() || !archive.at_end()) return std::nullopt;
  return plan;
}

}  // namespace proviso
