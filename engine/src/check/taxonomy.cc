// `terms:` of all modules, merged: a term that stands in two places has both broader terms.
#include <algorithm>

#include "check/cycles.h"
#include "check/draft.h"
#include "text/normalise.h"

namespace proviso {
namespace {

// One module's part of one taxonomy.
struct Reader {
  Draft& draft;
  std::size_t taxonomy;
  std::size_t module;

  Taxonomy& Tree() const { return draft.model.taxonomies[taxonomy]; }

  void ReadItems(const Value& list, std::optional<std::size_t> broader) const {
    for (const Value& item : list.items) {
      if (item.kind == Value::Kind::kObject) {
        for (const Member& member : item.members) ReadMember(member, broader);
      } else if (item.kind == Value::Kind::kList) {
        draft.out.Error(code::kWrongShape, item.span,
                        "a term is a text, or a mapping of it to its narrower terms, not a list",
                        "write `- BROADER: [NARROWER, …]`");
      } else if (const std::optional<std::string> name = ReadText(item, "a term", draft.out)) {
        AddTerm(*name, item.span, broader);
      }
    }
  }

  void ReadMember(const Member& member, std::optional<std::size_t> broader) const {
    if (!CheckKeyText(member, "a term", draft.out)) return;
    const std::optional<std::size_t> term = AddTerm(member.key, member.key_span, broader);
    const Value& narrower = member.value;
    if (narrower.kind == Value::Kind::kNull) return;
    if (narrower.kind != Value::Kind::kList) {
      draft.out.Error(code::kWrongShape, narrower.span,
                      "narrower terms are a list, not " + std::string(ShapeOf(narrower)),
                      "write `" + member.key + ": [NARROWER, …]`");
    } else if (term) {
      ReadItems(narrower, term);
    }
  }

  std::optional<std::size_t> AddTerm(const std::string& name, Span span, std::optional<std::size_t> broader) const {
    const std::string key = TermKey(name);
    if (key.empty() || key == "-" || name.find('/') != std::string::npos) {
      draft.out.Error(code::kBadName, span, Quoted(name) + " cannot be a term", "a term is any words without `/`");
      return std::nullopt;
    }
    Names& names = draft.terms[taxonomy];
    std::optional<std::size_t> at = names.Find(key);
    if (!at) {
      if (Tree().terms.size() >= draft.limits.terms) return TellTooMany(span);
      at = Tree().terms.size();
      Tree().terms.push_back({.name = name, .span = span});
    }
    names.Add(key, *at, module, span);
    Term& term = Tree().terms[*at];
    if (broader && std::ranges::find(term.broader, *broader) == term.broader.end()) term.broader.push_back(*broader);
    return at;
  }

  std::nullopt_t TellTooMany(Span span) const {
    if (!draft.terms[taxonomy].broken.insert("").second) return std::nullopt;  // once a taxonomy
    draft.out.Error(
        code::kTooLarge, span,
        "the taxonomy " + Quoted(Tree().name) + " has more than " + std::to_string(draft.limits.terms) + " terms");
    return std::nullopt;
  }
};

void ReadSection(const Value& section, std::size_t module, Draft& draft) {
  for (const Member& member : section.members) {
    const std::size_t taxonomy = *draft.taxonomies.Find(member.key);
    if (member.value.kind != Value::Kind::kList) {
      draft.out.Error(code::kWrongShape, member.value.span,
                      "a taxonomy is a list of terms, not " + std::string(ShapeOf(member.value)),
                      "write `" + member.key + ": [TERM, …]`; narrower terms stand in a list under their term");
      draft.LoseNamesOf(module);
      continue;
    }
    Reader{draft, taxonomy, module}.ReadItems(member.value, std::nullopt);
  }
}

void TellCycles(const Taxonomy& taxonomy, Draft& draft) {
  std::vector<std::vector<std::size_t>> broader;
  for (const Term& term : taxonomy.terms) broader.push_back(term.broader);
  for (const std::vector<std::size_t>& cycle : FindCycles(broader)) {
    std::string chain;
    for (const std::size_t term : cycle) chain += Quoted(taxonomy.terms[term].name) + " under ";
    chain += Quoted(taxonomy.terms[cycle.front()].name);
    Diagnostic& fault = draft.out.Error(code::kTermCycle, taxonomy.terms[cycle.front()].span,
                                        "a term is narrower than itself: " + chain, "take one of the steps away");
    for (std::size_t i = 1; i < cycle.size(); ++i) {
      fault.labels.push_back({taxonomy.terms[cycle[i]].span, "by way of " + Quoted(taxonomy.terms[cycle[i]].name)});
    }
  }
}

}  // namespace

void CollectTaxonomies(Draft& draft) {
  std::vector<const Value*> sections(draft.roots.size());
  // By taxonomy: the modules that define it, and where.
  std::map<std::string, std::vector<std::pair<std::size_t, Span>>> names;
  for (std::size_t module = 0; module < draft.roots.size(); ++module) {
    sections[module] = FindSection(draft, module, "terms");
    if (sections[module] == nullptr) continue;
    for (const Member& member : sections[module]->members) {
      if (CheckKeyText(member, "a taxonomy", draft.out))
        CheckName(member.key, member.key_span, "the taxonomy", draft.out);
      names[member.key].emplace_back(module, member.key_span);
    }
  }
  for (const auto& [name, definers] : names) {
    const std::size_t at = draft.model.taxonomies.size();
    draft.model.taxonomies.push_back({.name = name});
    for (const auto& [module, span] : definers) draft.taxonomies.Add(name, at, module, span);
  }
  draft.terms.resize(draft.model.taxonomies.size());
  for (std::size_t module = 0; module < draft.roots.size(); ++module) {
    if (sections[module] != nullptr) ReadSection(*sections[module], module, draft);
  }
  for (const Taxonomy& taxonomy : draft.model.taxonomies) TellCycles(taxonomy, draft);
}

}  // namespace proviso
