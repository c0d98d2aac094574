// Modules in, ruleset or diagnostics out.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "proviso/diagnostic.h"
#include "proviso/ruleset.h"
#include "proviso/source.h"

namespace proviso {

// Every size that an author's input drives has a limit here; reaching one is an error with a place, never a silent
// stop.
struct ModuleLimits {
  std::size_t file_bytes = std::size_t{4} << 20;
  std::size_t depth = 64;
  std::size_t nodes = 200'000;
  std::size_t pattern_bytes = 8192;
  std::size_t phrase_bytes = 1024;
  std::size_t gap_words = 50;
  std::size_t terms = 10'000;         // of one taxonomy
  std::size_t condition_depth = 200;  // signals that use signals counted
};

struct CompileOptions {
  ModuleLimits limits;
  // Modules that stand by: a library of these is compiled when a `uses` reaches it and `modules` has none of that name.
  std::vector<Source> base;
  // Also warn of what compiles and is most likely not what was meant.
  bool criticise = false;
};

struct CompileResult {
  std::optional<Ruleset> ruleset;  // empty when there is any error
  Diagnostics diagnostics;         // errors and warnings, sorted; spans index `sources`
  std::vector<Source> sources;     // the modules that were compiled: `modules`, then what was reached of the base
};

// Compiles modules (policies, libraries, `*.test.yaml` files) that see each other. All faults of all of them are told.
CompileResult Compile(std::vector<Source> modules, const CompileOptions& options = {});

}  // namespace proviso
