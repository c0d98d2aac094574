// Syntax trees to a model: names, types, operands, cycles. Tells every fault; gives a model only when there is none.
#pragma once

#include <optional>
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

// Warnings alone do not stop a model.
std::optional<Model> Check(const std::vector<Tree>& trees, const ModuleLimits& limits, Diagnostics& out);

}  // namespace proviso
