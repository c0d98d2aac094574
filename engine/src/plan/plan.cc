#include "plan/plan.h"

#include <algorithm>
#include <map>
#include <set>
#include <utility>

#include "text/normalise.h"

namespace proviso {
namespace {

TaxonomyPlan PlanTaxonomy(const Taxonomy& taxonomy) {
  TaxonomyPlan plan;
  plan.terms.resize(taxonomy.terms.size());
  const std::size_t row = TaxonomyPlan::RowWords(taxonomy.terms.size());
  std::vector<std::uint64_t> reached(taxonomy.terms.size() * row);
  for (std::size_t i = 0; i < taxonomy.terms.size(); ++i) {
    const Term& term = taxonomy.terms[i];
    plan.names.push_back(term.name);
    plan.by_key.emplace(TermKey(term.name), i);
    for (const std::string& alias : term.aliases) plan.by_key.emplace(TermKey(alias), i);

    std::vector<std::size_t> open = {i};
    while (!open.empty()) {
      const std::size_t at = open.back();
      open.pop_back();
      std::uint64_t& word = reached[i * row + at / 64];
      const std::uint64_t bit = std::uint64_t{1} << (at % 64);
      if ((word & bit) != 0) continue;
      word |= bit;
      for (const std::size_t broader : taxonomy.terms[at].broader) open.push_back(broader);
    }
  }
  plan.broader = FlatArray(std::move(reached));
  return plan;
}

// What declaring a term makes true besides it: implications of it and of all that is broader, and so on from each
// implied term.
std::vector<TermRef> ImpliedBy(TermRef start, const Model& model, const std::vector<TaxonomyPlan>& taxonomies) {
  std::set<TermRef> implied;
  std::vector<TermRef> open = {start};
  std::set<TermRef> seen;
  while (!open.empty()) {
    const TermRef at = open.back();
    open.pop_back();
    if (!seen.insert(at).second) continue;
    const TaxonomyPlan& taxonomy = taxonomies[at.taxonomy];
    for (std::size_t b = 0; b < taxonomy.terms.size(); ++b) {
      if (!taxonomy.AtOrNarrower(at.term, b)) continue;
      for (const TermRef& target : model.taxonomies[at.taxonomy].terms[b].implies) {
        implied.insert(target);
        open.push_back(target);
      }
    }
  }
  return {implied.begin(), implied.end()};
}

// The path up to and with step `last` as written: `services[].regions` for its list field.
std::string PathThrough(const std::vector<PathStep>& steps, std::size_t last) {
  std::string path;
  for (std::size_t i = 0; i <= last; ++i) {
    if (i > 0) path += '.';
    path += steps[i].key;
    if (steps[i].each && i < last) path += "[]";
  }
  return path;
}

void PlanLayouts(RulesetPlan& plan) {
  const Model& model = plan.model;
  plan.places.resize(model.fields.size());
  plan.layouts.emplace_back();
  std::map<std::string, std::size_t> layout_of_list;  // path of the list field -> layout of its elements

  // Fields are sorted by path, and a list's path is a prefix of its elements' paths: lists come first.
  for (std::size_t f = 0; f < model.fields.size(); ++f) {
    const Field& field = model.fields[f];
    std::size_t layout = 0;
    Layout::Slot slot;
    slot.field = f;
    for (std::size_t i = 0; i < field.steps.size(); ++i) {
      slot.keys.push_back(field.steps[i].key);
      if (!field.steps[i].each) continue;
      layout = layout_of_list.at(PathThrough(field.steps, i));
      slot.keys.clear();
    }
    const std::size_t place = plan.layouts[layout].slots.size();
    if (field.type == FieldType::kList) {
      slot.element_layout = plan.layouts.size();
      layout_of_list[field.path] = slot.element_layout;
      plan.layouts.push_back({.parent = layout, .list_slot = place});
    }
    plan.layouts[layout].slots.push_back(std::move(slot));
    plan.places[f] = {layout, place};
    if (field.type == FieldType::kText) {
      for (std::size_t up = layout;; up = plan.layouts[up].parent) {
        plan.layouts[up].text_fields.push_back(f);
        if (up == 0) break;
      }
    }
  }
}

}  // namespace

void PlanKeys(Layout& layout) {
  layout.keys.emplace_back();
  for (std::size_t s = 0; s < layout.slots.size(); ++s) {
    std::size_t at = 0;
    for (const std::string& key : layout.slots[s].keys) {
      layout.keys[at].below.push_back(s);
      const auto [child, is_new] = layout.keys[at].children.try_emplace(key, layout.keys.size());
      at = child->second;
      if (is_new) layout.keys.emplace_back();
    }
    layout.keys[at].slot = s;
  }
}

namespace {

void AddTexts(const Value& value, std::vector<std::string>& texts) {
  if (value.kind == Value::Kind::kText) texts.push_back(NormaliseJoined(value.text).text);
  for (const Value& item : value.items) AddTexts(item, texts);
  for (const Member& member : value.members) AddTexts(member.value, texts);
}

// What the modules' own tests declare: the nearest there is to what will be declared.
std::vector<std::string> SampleOf(const std::vector<ModuleTest>& tests) {
  std::vector<std::string> texts;
  for (const ModuleTest& test : tests) AddTexts(test.given, texts);
  return texts;
}

std::vector<EntryTexts> TextsOf(const std::vector<Entry>& entries) {
  std::vector<EntryTexts> all;
  for (const Entry& entry : entries) {
    EntryTexts& texts = all.emplace_back();
    for (const Phrase& phrase : entry.lexicon.phrases) texts.phrases.push_back(phrase.text);
    for (const Pattern& pattern : entry.lexicon.patterns) texts.patterns.push_back(pattern.text());
    for (const Phrase& phrase : entry.lexicon.except) texts.except.push_back(phrase.text);
  }
  return all;
}

}  // namespace

RulesetPlan MakePlan(Model model) {
  RulesetPlan plan;
  plan.model = std::move(model);
  plan.conditions = NumberConditions(plan.model);
  std::vector<LexiconEntry> entries;
  for (const Entry& entry : plan.model.entries) entries.push_back(entry.lexicon);
  plan.lexicon = Lexicon(entries, plan.model.denials, plan.model.hedges, SampleOf(plan.model.tests));

  for (const Taxonomy& taxonomy : plan.model.taxonomies) plan.taxonomies.push_back(PlanTaxonomy(taxonomy));
  for (std::size_t t = 0; t < plan.taxonomies.size(); ++t) {
    for (std::size_t i = 0; i < plan.taxonomies[t].terms.size(); ++i) {
      plan.taxonomies[t].terms[i].implied = ImpliedBy({t, i}, plan.model, plan.taxonomies);
    }
  }
  PlanLayouts(plan);
  for (Layout& layout : plan.layouts) PlanKeys(layout);
  plan.network = MakeNetwork(plan);
  plan.vocabulary = Lazy(TextsOf(plan.model.entries));
  return plan;
}

}  // namespace proviso
