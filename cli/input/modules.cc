#include "input/modules.h"

#include <filesystem>
#include <set>

#include "input/embedded.h"
#include "input/files.h"
#include "proviso/near.h"
#include "proviso/stored.h"
#include "usage_error.h"

namespace proviso {
namespace {

// Far above what the compiler takes; it tells of the excess with a place.
constexpr std::size_t kReadLimit = std::size_t{64} << 20;

constexpr std::string_view kTestSuffix = ".test.yaml";

bool IsModuleName(std::string_view name) { return HasExtension(name, ".yaml") || HasExtension(name, ".yml"); }

bool HasTopLevelKey(std::string_view text, std::string_view key) {
  if (text.starts_with(key)) return true;
  return text.find("\n" + std::string(key)) != std::string_view::npos;
}

bool IsMapping(std::string_view text) {
  return HasTopLevelKey(text, "mapping:") && !HasTopLevelKey(text, "policy:") && !HasTopLevelKey(text, "library:") &&
         !HasTopLevelKey(text, "tests_for:");
}

std::string ReadModule(const std::string& path) {
  FileText file = ReadFile(path, kReadLimit);
  if (!file.problem.empty()) throw UsageError("cannot read the module `" + path + "`: " + file.problem);
  return std::move(file.text);
}

// `x.test.yaml` of `x.yaml`, and the other way round; empty when there is none.
std::string Companion(const std::string& path) {
  std::string other;
  if (path.ends_with(kTestSuffix)) {
    other = path.substr(0, path.size() - kTestSuffix.size()) + ".yaml";
  } else if (IsModuleName(path)) {
    other = path.substr(0, path.rfind('.')) + std::string(kTestSuffix);
  }
  return !other.empty() && Exists(other) && !IsFolder(other) ? other : "";
}

// Loads each file once, however often and by whatever path it is named.
class Loader {
 public:
  void AddFile(const std::string& path) {
    if (!IsNew(path)) return;
    files_.modules.emplace_back(path, ReadModule(path));
  }

  void AddFolder(const std::string& folder) {
    const FolderListing listing = ListFolder(folder, IsModuleName);
    if (!listing.problems.empty()) throw UsageError("cannot list the folder " + listing.problems.front());
    if (!listing.links.empty()) {
      throw UsageError("`" + listing.links.front() + "` is a link to a folder, which is not followed",
                       "name the folder that it leads to as well, or take the link away");
    }
    bool any = false;
    for (const std::string& path : listing.files) {
      any = true;
      if (!IsNew(path)) continue;
      std::string text = ReadModule(path);
      auto& list = IsMapping(text) ? files_.mappings : files_.modules;
      list.emplace_back(path, std::move(text));
    }
    if (!any) throw UsageError("the folder `" + folder + "` holds no module", "modules are *.yaml and *.yml files");
  }

  ModuleFiles Take() { return std::move(files_); }

 private:
  bool IsNew(const std::string& path) {
    std::error_code error;
    const std::filesystem::path real = std::filesystem::canonical(path, error);
    return seen_.insert(error ? path : real.string()).second;
  }

  ModuleFiles files_;
  std::set<std::string> seen_;
};

std::string MappingName(const Source& source) { return std::filesystem::path(source.name()).stem().string(); }

}  // namespace

ModuleFiles ShippedModules() {
  constexpr std::string_view kRoot = "rules/";
  constexpr std::string_view kMappings = "rules/mappings/";
  ModuleFiles files;
  for (const EmbeddedFile& file : EmbeddedRules()) {
    auto& list = file.path.starts_with(kMappings) ? files.mappings : files.modules;
    list.emplace_back("builtin:" + std::string(file.path.substr(kRoot.size())), std::string(file.text));
  }
  return files;
}

std::optional<Ruleset> ShippedRuleset() {
  // Kept to the end of the process, and taken apart by nobody.
  static const std::optional<Ruleset>& shipped = *[] {
    const EmbeddedPlan plan = EmbeddedRuleset();
    return new std::optional<Ruleset>(Restore(plan.bytes, plan.key));
  }();
  return shipped;
}

ModuleFiles LoadModules(const std::vector<std::string>& paths, bool companions) {
  Loader loader;
  for (const std::string& path : paths) {
    if (IsFolder(path)) {
      loader.AddFolder(path);
      continue;
    }
    loader.AddFile(path);
    const std::string other = companions ? Companion(path) : "";
    if (!other.empty()) loader.AddFile(other);
  }
  return loader.Take();
}

Source FindMapping(const std::string& name, const std::vector<Source>& shipped) {
  if (Exists(name) || name.find('/') != std::string::npos) {
    FileText file = ReadFile(name, kReadLimit);
    if (!file.problem.empty()) throw UsageError("cannot read the mapping `" + name + "`: " + file.problem);
    return Source(name, std::move(file.text));
  }
  std::vector<std::string> known;
  for (const Source& source : shipped) {
    if (MappingName(source) == name) return source;
    known.push_back(MappingName(source));
  }
  std::string help = DidYouMean(name, known);
  if (help.empty() && !known.empty()) {
    help = "shipped are";
    for (std::size_t i = 0; i < known.size(); ++i) help += (i == 0 ? " `" : ", `") + known[i] + "`";
  }
  throw UsageError("there is no mapping `" + name + "`: neither a file of this name nor a shipped one", help);
}

}  // namespace proviso
