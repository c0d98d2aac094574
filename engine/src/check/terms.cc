#include "check/terms.h"

#include "text/normalise.h"

namespace proviso {
namespace {

// The taxonomies that have a term of this key and that `module` sees.
std::vector<std::string> OtherTaxonomies(const Draft& draft, std::string_view key, std::size_t module) {
  std::vector<std::string> found;
  for (std::size_t t = 0; t < draft.terms.size(); ++t) {
    const std::optional<std::size_t> term = draft.terms[t].Find(key);
    if (term && draft.Sees(module, draft.terms[t].modules[*term])) found.push_back(draft.model.taxonomies[t].name);
  }
  return found;
}

std::vector<std::string> Spellings(const Draft& draft, std::size_t taxonomy, std::size_t module) {
  std::vector<std::string> known;
  const std::vector<Term>& terms = draft.model.taxonomies[taxonomy].terms;
  for (std::size_t t = 0; t < terms.size(); ++t) {
    if (!draft.Sees(module, draft.terms[taxonomy].modules[t])) continue;
    known.push_back(terms[t].name);
    known.insert(known.end(), terms[t].aliases.begin(), terms[t].aliases.end());
  }
  return known;
}

}  // namespace

std::optional<std::size_t> ResolveTerm(Draft& draft, std::size_t taxonomy, std::string_view name, Span span,
                                       std::size_t module) {
  const std::string key = TermKey(name);
  const Names& names = draft.terms[taxonomy];
  const std::optional<std::size_t> found = names.Find(key);
  if (found && draft.Sees(module, names.modules[*found])) return found;
  if (draft.blind[module] || names.broken.contains("")) return std::nullopt;
  if (found) {
    TellNotInScope(draft, names, kTermKind, *found, name, span);
    return std::nullopt;
  }
  const std::vector<std::string> others = OtherTaxonomies(draft, key, module);
  std::string help =
      others.empty() ? draft.Near(name, Spellings(draft, taxonomy, module)) : "it is a term of " + OneOf(others, "and");
  if (help.empty()) help = "add it to `terms:`, or see `proviso list terms`";
  draft.out.Error(code::kUnknownTerm, span,
                  "unknown term " + Quoted(name) + " in the taxonomy " + Quoted(draft.model.taxonomies[taxonomy].name),
                  std::move(help));
  return std::nullopt;
}

}  // namespace proviso
