// `aliases:` and `implies:`: what hangs on terms once all modules' terms are there.
#include <algorithm>

#include "check/draft.h"
#include "check/terms.h"
#include "text/normalise.h"

namespace proviso {
namespace {

// Where the names of a taxonomy stand: its terms and, as they are read, their aliases.
using Places = std::map<std::pair<std::size_t, std::string>, Span>;

// Calls `each` with every (taxonomy, term, texts) of the mapping of mappings under `section`.
template <typename Each>
void ForEachTerm(Draft& draft, std::string_view section, const Each& each) {
  for (std::size_t module = 0; module < draft.roots.size(); ++module) {
    const Value* const mapping = FindSection(draft, module, section);
    if (mapping == nullptr) continue;
    for (const Member& tree : mapping->members) {
      const auto taxonomy = Resolve(draft, draft.taxonomies, kTaxonomyKind, tree.key, tree.key_span, module);
      if (!taxonomy || !ExpectMapping(tree.value, Quoted(tree.key), draft.out)) continue;
      for (const Member& member : tree.value.members) {
        if (!CheckKeyText(member, "a term", draft.out)) continue;
        const auto term = ResolveTerm(draft, *taxonomy, member.key, member.key_span, module);
        if (term) each(module, TermRef{*taxonomy, *term}, member);
      }
    }
  }
}

// A list of texts, or one.
std::vector<const Value*> Texts(const Member& member, Draft& draft) {
  if (member.value.kind == Value::Kind::kText) return {&member.value};
  return ReadList(member.value, Quoted(member.key), draft.out);
}

void AddAlias(TermRef ref, const Value& value, Places& places, Draft& draft) {
  const std::optional<std::string> alias = ReadText(value, "an alias", draft.out);
  if (!alias) return;
  const std::string key = TermKey(*alias);
  Names& names = draft.terms[ref.taxonomy];
  Taxonomy& taxonomy = draft.model.taxonomies[ref.taxonomy];
  const std::optional<std::size_t> other = names.Find(key);
  if (!other) {
    // An alias belongs to the modules of its term: whoever sees the term may use it.
    names.index.emplace(key, ref.term);
    places.emplace(std::pair(ref.taxonomy, key), value.span);
    taxonomy.terms[ref.term].aliases.push_back(*alias);
    return;
  }
  if (*other == ref.term) return;  // a spelling that it has already
  const std::string& other_name = taxonomy.terms[*other].name;
  const auto other_alias = places.find(std::pair(ref.taxonomy, key));
  const bool is_alias = other_alias != places.end();
  Diagnostic& fault =
      draft.out.Error(code::kAliasConflict, value.span,
                      Quoted(*alias) + " cannot be an alias of " + Quoted(taxonomy.terms[ref.term].name) + ": it is " +
                          (is_alias ? "one of " : "the term ") + Quoted(other_name) + " already",
                      "one spelling stands for one term of a taxonomy");
  fault.labels.push_back({is_alias ? other_alias->second : names.places[*other], "here"});
}

// `TERM` of the same taxonomy, or `TAXONOMY/TERM`.
std::optional<TermRef> ReadImplied(std::size_t module, TermRef from, const Value& value, Draft& draft) {
  const std::optional<std::string> text = ReadText(value, "an implied term", draft.out);
  if (!text) return std::nullopt;
  const std::size_t slash = text->find('/');
  if (slash == std::string::npos) {
    const auto term = ResolveTerm(draft, from.taxonomy, *text, value.span, module);
    return term ? std::optional(TermRef{from.taxonomy, *term}) : std::nullopt;
  }
  const std::string taxonomy_name = text->substr(0, slash);
  const auto taxonomy = Resolve(draft, draft.taxonomies, kTaxonomyKind, taxonomy_name, Inside(value, 0, slash), module);
  if (!taxonomy) return std::nullopt;
  const std::string name = text->substr(slash + 1);
  const auto term =
      ResolveTerm(draft, *taxonomy, name, Inside(value, std::min(slash + 1, text->size() - 1), name.size()), module);
  return term ? std::optional(TermRef{*taxonomy, *term}) : std::nullopt;
}

}  // namespace

void CollectAliases(Draft& draft) {
  Places places;
  ForEachTerm(draft, "aliases", [&](std::size_t, TermRef ref, const Member& member) {
    for (const Value* const value : Texts(member, draft)) AddAlias(ref, *value, places, draft);
  });
}

void CollectImplications(Draft& draft) {
  ForEachTerm(draft, "implies", [&](std::size_t module, TermRef ref, const Member& member) {
    for (const Value* const value : Texts(member, draft)) {
      const std::optional<TermRef> implied = ReadImplied(module, ref, *value, draft);
      std::vector<TermRef>& implies = draft.model.taxonomies[ref.taxonomy].terms[ref.term].implies;
      if (implied && std::ranges::find(implies, *implied) == implies.end()) implies.push_back(*implied);
    }
  });
}

}  // namespace proviso
