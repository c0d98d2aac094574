// Syntax trees to a model: names, types, operands, cycles. Tells every fault; gives a model only when there is none.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "model/model.h"
#include "proviso/compile.h"
#include "proviso/descriptor.h"

namespace proviso {

// One parsed file: its root and which source it is.
struct Tree {
  Value root;
  std::size_t source = 0;
  bool named = true;  // handed over by the user; false: of the base, reached through `uses`
};

// What lies around the trees.
struct Surroundings {
  bool files_lost = false;                  // some file could not be parsed: what it defines is not known
  std::vector<std::string> base_libraries;  // libraries that `uses` could have reached
};

// Warnings alone do not stop a model. Names that a lost file may define are not told as unknown: a module that uses a
// library which nobody defines has its unknown and unreachable names left alone, and with `files_lost` that library
// itself, too.
std::optional<Model> Check(const std::vector<Tree>& trees, const ModuleLimits& limits, const Surroundings& surroundings,
                           Diagnostics& out);

}  // namespace proviso
