// The shipped modules and mappings, as they lie in rules/ when the binary is built.
#pragma once

#include <string>
#include <utility>
#include <vector>

namespace proviso {

struct EmbeddedFile {
  std::string path;  // relative to the repository: `rules/libraries/workload.yaml`
  std::string text;
};

// Sorted by path. Defined in a file that the build generates (cmake/embed_rules.cmake).
std::vector<EmbeddedFile> EmbeddedRules();

}  // namespace proviso
