// The shipped modules and mappings, as they lie in rules/ when the binary is built, and the modules compiled.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

namespace proviso {

struct EmbeddedFile {
  std::string_view path;  // relative to the repository: `rules/libraries/workload.yaml`
  std::string_view text;
};

// What Restore() (proviso/stored.h) takes.
struct EmbeddedPlan {
  std::string_view bytes;
  std::uint64_t key = 0;  // of all embedded files: HashOf() path and text of one after the other
};

// Both are defined in a file that the build generates (cli/embed/main.cc).

// Sorted by path.
std::vector<EmbeddedFile> EmbeddedRules();
EmbeddedPlan EmbeddedRuleset();

}  // namespace proviso
