#include <algorithm>
#include <array>
#include <numeric>

#include "check/draft.h"
#include "proviso/near.h"

namespace proviso {
namespace {

constexpr std::array<std::string_view, 3> kHeads = {"policy", "library", "tests_for"};

struct Head {
  std::string_view key;  // one of kHeads
  const Member* member = nullptr;
};

const Member* FindMember(const Value& mapping, std::string_view key) {
  const auto at = std::ranges::find(mapping.members, key, &Member::key);
  return at == mapping.members.end() ? nullptr : &*at;
}

void TellNoHead(const Value& root, Diagnostics& out) {
  std::string help = "write `policy: NAME` or `library: NAME` on top; a file of tests has `tests_for: NAME`";
  for (const Member& member : root.members) {
    const std::vector<std::string> heads(kHeads.begin(), kHeads.end());
    const std::vector<std::string> near = NearNames(member.key, heads, 1);
    if (!near.empty()) help = "did you mean " + Quoted(near.front()) + " for " + Quoted(member.key) + "?";
  }
  out.Error(code::kNotAModule, FirstKey(root), "this file names neither a policy nor a library", std::move(help));
}

// What kind of file it is, by the first of its naming keys.
std::optional<Head> FindHead(const Value& root, Diagnostics& out) {
  if (root.kind != Value::Kind::kObject) {
    out.Error(code::kNotAModule, root.span, "a module is a mapping, not " + std::string(ShapeOf(root)),
              "write `policy: NAME` or `library: NAME` on top");
    return std::nullopt;
  }
  std::optional<Head> head;
  for (const std::string_view key : kHeads) {
    const Member* const member = FindMember(root, key);
    if (member == nullptr) continue;
    if (!head) {
      head = Head{key, member};
      continue;
    }
    Diagnostic& fault =
        out.Error(code::kNotAModule, member->key_span, "a file is one of a policy, a library and a file of tests",
                  "remove " + Quoted(key) + ", or split the file");
    fault.labels.push_back(
        {head->member->key_span, "but this makes it " + std::string(head->key == "policy" ? "a policy" : "a library")});
  }
  if (!head) TellNoHead(root, out);
  return head;
}

// Keys that make sense, but not here, get a better word than "unknown".
void CheckModuleKeys(const Value& root, const Head& head, Draft& draft) {
  const MappingKind& kind = head.key == "policy" ? kPolicyKeys : head.key == "library" ? kLibraryKeys : kTestFileKeys;
  CheckMissingKeys(root, kind, head.member->key_span, draft.out);
  for (const Member& member : root.members) {
    const bool is_head = std::ranges::find(kHeads, member.key) != kHeads.end();  // a second one has been told
    if (is_head || kind.Takes(member.key)) continue;
    if (head.key == "library" && kPolicyKeys.Takes(member.key)) {
      draft.out.Error(code::kUnknownKey, member.key_span, "a library has no " + Quoted(member.key),
                      "move it to a policy that uses the library");
    } else {
      TellUnknownKey(member, kind, draft.out);
    }
  }
}

struct Found {
  std::string name;
  bool is_policy = false;
  const Tree* tree = nullptr;
  Span span;  // of the name
};

struct Collected {
  std::vector<Found> modules;
  std::vector<Found> tests;
  std::set<std::string> lost;  // names that were defined twice
};

Collected FindModules(const std::vector<Tree>& trees, Draft& draft) {
  Collected collected;
  for (const Tree& tree : trees) {
    const std::optional<Head> head = FindHead(tree.root, draft.out);
    if (!head) {
      draft.module_lost = true;
      continue;
    }
    CheckModuleKeys(tree.root, *head, draft);
    const Value& value = head->member->value;
    std::optional<std::string> name = head->key == "tests_for" ? ReadText(value, "`tests_for`", draft.out)
                                                               : ReadName(value, Quoted(head->key), draft.out);
    if (!name && head->key == "tests_for") continue;
    if (!name) {
      // It stays a module, under its spelling: what is wrong inside it shall be told too.
      draft.module_lost = true;
      name = value.text;
    }
    auto& list = head->key == "tests_for" ? collected.tests : collected.modules;
    list.push_back({*name, head->key == "policy", &tree, value.span});
  }
  return collected;
}

// Sorted by name; of two with one name the first by place stays.
void RemoveDuplicates(Collected& collected, Diagnostics& out) {
  std::ranges::sort(collected.modules,
                    [](const Found& a, const Found& b) { return std::tie(a.name, a.span) < std::tie(b.name, b.span); });
  std::vector<Found> kept;
  for (Found& found : collected.modules) {
    if (!kept.empty() && kept.back().name == found.name) {
      Diagnostic& fault = out.Error(code::kDuplicateModule, found.span, "two modules are called " + Quoted(found.name),
                                    "rename one of them, or load one of the files only");
      fault.labels.push_back({kept.back().span, "the other one"});
      collected.lost.insert(found.name);
      continue;
    }
    kept.push_back(std::move(found));
  }
  collected.modules = std::move(kept);
}

void TellUnknownLibrary(const Value& item, const std::string& name, Draft& draft) {
  if (draft.surroundings.files_lost || draft.module_lost) return;
  std::vector<std::string> known = draft.surroundings.base_libraries;
  for (const Module& module : draft.model.modules) {
    if (!module.is_policy) known.push_back(module.name);
  }
  std::string help = draft.Near(name, known);
  if (help.empty()) help = "load the file that defines it with `--policy`";
  draft.out.Error(code::kUnknownLibrary, item.span, "unknown library " + Quoted(name), std::move(help));
}

std::optional<std::size_t> FindModule(const Model& model, std::string_view name) {
  const auto at =
      std::ranges::lower_bound(model.modules, name, {}, [](const Module& m) { return std::string_view(m.name); });
  if (at == model.modules.end() || at->name != name) return std::nullopt;
  return static_cast<std::size_t>(at - model.modules.begin());
}

// What `module` names under `uses` itself.
std::vector<std::size_t> ReadUses(std::size_t module, Draft& draft) {
  std::vector<std::size_t> used;
  const Value* const uses = draft.roots[module]->Find("uses");
  if (uses == nullptr) return used;
  for (const Value* const item : ReadList(*uses, "`uses`", draft.out)) {
    const std::optional<std::string> name = ReadText(*item, "a library's name", draft.out);
    const std::optional<std::size_t> found = name ? FindModule(draft.model, *name) : std::nullopt;
    if (!found) {
      draft.blind[module] = true;
      if (name) TellUnknownLibrary(*item, *name, draft);
    } else if (draft.model.modules[*found].is_policy) {
      draft.blind[module] = true;
      draft.out.Error(code::kUnknownLibrary, item->span, Quoted(*name) + " is a policy; only libraries can be used",
                      "move what both need into a library");
    } else {
      used.push_back(*found);
    }
  }
  return used;
}

// `sees` and `blind` along `uses`, transitively.
void CloseScopes(const std::vector<std::vector<std::size_t>>& uses, Draft& draft) {
  const std::size_t count = uses.size();
  const std::vector<bool> own_blind = draft.blind;
  for (std::size_t module = 0; module < count; ++module) {
    std::vector<bool>& seen = draft.sees[module];
    std::vector<std::size_t> open = {module};
    while (!open.empty()) {
      const std::size_t at = open.back();
      open.pop_back();
      if (seen[at]) continue;
      seen[at] = true;
      if (own_blind[at]) draft.blind[module] = true;
      open.insert(open.end(), uses[at].begin(), uses[at].end());
    }
    for (std::size_t other = 0; other < count; ++other) {
      if (seen[other] && other != module) draft.model.modules[module].uses.push_back(other);
    }
  }
}

void CollectTestFiles(const Collected& collected, Draft& draft) {
  for (const Found& found : collected.tests) {
    const std::optional<std::size_t> module = FindModule(draft.model, found.name);
    if (module) {
      draft.test_files.push_back({*module, &found.tree->root});
      continue;
    }
    if (draft.surroundings.files_lost || draft.module_lost) continue;
    std::vector<std::string> known;
    for (const Module& candidate : draft.model.modules) known.push_back(candidate.name);
    std::string help = draft.Near(found.name, known);
    if (help.empty()) help = "load the module together with its tests";
    draft.out.Error(code::kUnknownLibrary, found.span, "no module is called " + Quoted(found.name), std::move(help));
  }
}

}  // namespace

void CollectModules(const std::vector<Tree>& trees, Draft& draft) {
  Collected collected = FindModules(trees, draft);
  RemoveDuplicates(collected, draft.out);
  for (const Found& found : collected.modules) {
    draft.model.modules.push_back({found.name, found.is_policy, found.tree->named, {}, found.tree->source});
    draft.roots.push_back(&found.tree->root);
  }
  const std::size_t count = draft.roots.size();
  draft.sees.assign(count, std::vector<bool>(count, false));
  draft.blind.assign(count, false);
  std::vector<std::vector<std::size_t>> uses(count);
  for (std::size_t module = 0; module < count; ++module) {
    draft.blind[module] = collected.lost.contains(draft.model.modules[module].name);
    uses[module] = ReadUses(module, draft);
  }
  CloseScopes(uses, draft);
  CollectTestFiles(collected, draft);
}

}  // namespace proviso
