#include "check/draft.h"

#include <algorithm>

#include "check/shape.h"
#include "proviso/near.h"

namespace proviso {
namespace {

// Past so many faults nobody reads the suggestions, and a hostile file could make their search slow.
constexpr std::size_t kFaultsWithSuggestions = 300;

}  // namespace

void Names::Add(const std::string& name, std::size_t at, std::size_t module, Span place) {
  index.emplace(name, at);
  if (modules.size() <= at) {
    modules.resize(at + 1);
    places.resize(at + 1);
  }
  if (modules[at].empty()) places[at] = place;
  if (std::ranges::find(modules[at], module) == modules[at].end()) modules[at].push_back(module);
}

std::optional<std::size_t> Names::Find(std::string_view name) const {
  const auto at = index.find(name);
  return at == index.end() ? std::nullopt : std::optional(at->second);
}

bool Draft::Sees(std::size_t module, const std::vector<std::size_t>& definers) const {
  return std::ranges::any_of(definers, [&](std::size_t definer) { return sees[module][definer]; });
}

void Draft::LoseNamesOf(std::size_t module) {
  for (std::size_t user = 0; user < sees.size(); ++user) {
    if (sees[user][module]) blind[user] = true;
  }
}

std::string Draft::Near(std::string_view name, const std::vector<std::string>& known) const {
  return out.all.size() > kFaultsWithSuggestions ? "" : DidYouMean(name, known);
}

std::string Draft::NearOrKnown(std::string_view name, const std::vector<std::string>& known) const {
  constexpr std::size_t kFew = 6;
  const std::string near = Near(name, known);
  if (!near.empty()) return near;
  if (known.empty()) return "none is defined here: define it, or add the library that does to `uses`";
  std::vector<std::string> told(known.begin(),
                                known.begin() + static_cast<std::ptrdiff_t>(std::min(known.size(), kFew)));
  std::string help = "define it, or use what there is: ";
  if (known.size() <= kFew) return help + OneOf(told, "and");
  for (const std::string& one : told) help += Quoted(one) + ", ";
  return help + "and more";
}

std::vector<std::string> VisibleNames(const Draft& draft, const Names& names, std::size_t module) {
  std::vector<std::string> visible;
  if (draft.out.all.size() > kFaultsWithSuggestions) return visible;
  for (const auto& [name, at] : names.index) {
    if (draft.Sees(module, names.modules[at])) visible.push_back(name);
  }
  return visible;
}

void TellNotInScope(Draft& draft, const Names& names, NameKind kind, std::size_t index, std::string_view name,
                    Span span) {
  const Module& definer = draft.model.modules[names.modules[index].front()];
  std::string help =
      definer.is_policy ? "move it to a library that both use" : "add " + Quoted(definer.name) + " to `uses`";
  Diagnostic& fault = draft.out.Error(code::kNotInScope, span,
                                      "the " + std::string(kind.word) + " " + Quoted(name) + " is defined in " +
                                          Quoted(definer.name) + ", which is not used here",
                                      std::move(help));
  fault.labels.push_back({names.places[index], "defined here"});
}

std::optional<std::size_t> Resolve(Draft& draft, const Names& names, NameKind kind, std::string_view name, Span span,
                                   std::size_t module) {
  const std::optional<std::size_t> found = names.Find(name);
  if (found && draft.Sees(module, names.modules[*found])) return found;
  if (draft.blind[module] || names.broken.contains(name)) return std::nullopt;
  if (found) {
    TellNotInScope(draft, names, kind, *found, name, span);
  } else {
    draft.out.Error(kind.unknown, span, "unknown " + std::string(kind.word) + " " + Quoted(name),
                    draft.NearOrKnown(name, VisibleNames(draft, names, module)));
  }
  return std::nullopt;
}

std::map<std::string, Definition> CollectDefinitions(Draft& draft, std::string_view section, std::string_view what) {
  std::map<std::string, Definition> definitions;
  for (std::size_t module = 0; module < draft.roots.size(); ++module) {
    const Value* const mapping = FindSection(draft, module, section);
    if (mapping == nullptr) continue;
    for (const Member& member : mapping->members) {
      if (CheckKeyText(member, what, draft.out)) CheckName(member.key, member.key_span, what, draft.out);
      const auto [at, is_new] = definitions.emplace(member.key, Definition{module, &member});
      if (is_new) continue;
      Definition& first = at->second;
      Definition second{module, &member};
      if (second.member->key_span < first.member->key_span) std::swap(first, second);
      Diagnostic& fault = draft.out.Error(code::kDuplicateName, second.member->key_span,
                                          std::string(what) + " " + Quoted(member.key) + " is defined twice",
                                          "rename one of them, or keep it in one library and use that");
      fault.labels.push_back({first.member->key_span, "first defined here"});
    }
  }
  return definitions;
}

const Value* FindSection(Draft& draft, std::size_t module, std::string_view section) {
  const Value* const value = draft.roots[module]->Find(section);
  if (value == nullptr || ExpectMapping(*value, Quoted(section), draft.out)) return value;
  draft.LoseNamesOf(module);
  return nullptr;
}

}  // namespace proviso
