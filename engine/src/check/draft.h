// A model in the making: what the checks of one family leave for the next. Names come first (modules, then all that
// they define), then what refers to them.
#pragma once

#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "check/check.h"
#include "check/shape.h"
#include "model/model.h"

namespace proviso {

// The names of one kind that the loaded modules define; an index is one into the model.
struct Names {
  std::map<std::string, std::size_t, std::less<>> index;
  // By index: all modules that define it (shared taxonomies, terms, lists).
  std::vector<std::vector<std::size_t>> modules;
  std::vector<Span> places;                   // by index: where it is first defined
  std::set<std::string, std::less<>> broken;  // defined, but in a way that cannot be used; that has been told

  void Add(const std::string& name, std::size_t at, std::size_t module, Span place);
  std::optional<std::size_t> Find(std::string_view name) const;
};

// How messages call the names, and the fault of one that nobody defines.
struct NameKind {
  std::string_view word;
  code::Code unknown;
};
inline constexpr NameKind kFieldKind{"field", code::kUnknownField};
inline constexpr NameKind kTaxonomyKind{"taxonomy", code::kUnknownTaxonomy};
inline constexpr NameKind kTermKind{"term", code::kUnknownTerm};
inline constexpr NameKind kEntryKind{"vocabulary entry", code::kUnknownEntry};
inline constexpr NameKind kSignalKind{"signal", code::kUnknownSignal};

struct TestFile {
  std::size_t module = 0;
  const Value* root = nullptr;
};

struct Draft {
  const ModuleLimits& limits;
  const Surroundings& surroundings;
  Diagnostics& out;

  Model model;
  std::vector<const Value*> roots;      // by module
  std::vector<std::vector<bool>> sees;  // by module: the modules in its scope, itself included
  // By module: it uses something that could not be found or read, so a name that it lacks may well be defined there.
  // Such names are left alone until that is mended: one fault is told once.
  std::vector<bool> blind;
  bool module_lost = false;  // some file could not be read as a module at all
  std::vector<TestFile> test_files;

  Names fields, taxonomies, entries, signals;
  std::vector<Names> terms;            // by taxonomy, by TermKey; aliases too
  std::vector<std::size_t> policy_of;  // by module: index into Model::policies, or kNoPolicy
  // By signal: how many conditions it comes to, the signals that it uses opened; never more than one past the limit.
  std::vector<std::size_t> signal_sizes;

  bool Sees(std::size_t module, const std::vector<std::size_t>& definers) const;
  // Some names that `module` defines cannot be known: who sees it is blind.
  void LoseNamesOf(std::size_t module);
  // "did you mean …?"; empty once so many faults were found that the search would cost more than it helps.
  std::string Near(std::string_view name, const std::vector<std::string>& known) const;
  // Where nothing is near, some of what there is.
  std::string NearOrKnown(std::string_view name, const std::vector<std::string>& known) const;
};

// Those of `names` that `module` sees.
std::vector<std::string> VisibleNames(const Draft& draft, const Names& names, std::size_t module);

// The index of `name` as `module` sees it. Otherwise tells that it is unknown or not in scope, or stays silent where
// that would only repeat another fault.
std::optional<std::size_t> Resolve(Draft& draft, const Names& names, NameKind kind, std::string_view name, Span span,
                                   std::size_t module);
void TellNotInScope(Draft& draft, const Names& names, NameKind kind, std::size_t index, std::string_view name,
                    Span span);

// One definition of a name in a section of a module (`signals`, `vocabulary`).
struct Definition {
  std::size_t module = 0;
  const Member* member = nullptr;
};
// All definitions in a section, by name; a name that is defined twice is told. Names that are not kebab-case are told
// and kept.
std::map<std::string, Definition> CollectDefinitions(Draft& draft, std::string_view section, std::string_view what);

// The mapping under `section` of a module's root; null when it is not there or no mapping (that is told).
const Value* FindSection(Draft& draft, std::size_t module, std::string_view section);

// modules.cc: which modules there are, and who sees whom.
void CollectModules(const std::vector<Tree>& trees, Draft& draft);
// taxonomy.cc, links.cc
void CollectTaxonomies(Draft& draft);
void CollectAliases(Draft& draft);
void CollectImplications(Draft& draft);
// fields.cc
void CollectFields(Draft& draft);
// vocabulary.cc
void CollectVocabulary(Draft& draft);
// signals.cc: the names; and once everything else has its name, the conditions.
void CollectSignals(Draft& draft);
// policies.cc
void CollectPolicies(Draft& draft);
// tests.cc
void CollectTests(Draft& draft);

}  // namespace proviso
