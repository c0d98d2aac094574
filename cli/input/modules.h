// Modules: the shipped ones out of the binary, the user's from files and folders.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "proviso/ruleset.h"
#include "proviso/source.h"

namespace proviso {

struct ModuleFiles {
  std::vector<Source> modules;
  std::vector<Source> mappings;  // met in folders: no modules, but kept so that `lint` can look at them
};

// The modules and mappings that the binary carries, told as `builtin:libraries/workload.yaml`.
ModuleFiles ShippedModules();

// The same modules, compiled when the binary was built. Empty when the binary's own bytes are damaged: they are to be
// compiled then.
std::optional<Ruleset> ShippedRuleset();

// Files, and folders with all their *.yaml and *.yml. `companions`: NAME.test.yaml comes along with a named NAME.yaml,
// and the other way round. Throws UsageError for what cannot be read, and for a folder without a module.
ModuleFiles LoadModules(const std::vector<std::string>& paths, bool companions);

// The text of a mapping: a file, or the name of one of `shipped`. Throws UsageError when there is neither.
Source FindMapping(const std::string& name, const std::vector<Source>& shipped);

}  // namespace proviso
