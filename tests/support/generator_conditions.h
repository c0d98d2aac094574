// Random conditions over generated fields.
#pragma once

#include <string>
#include <vector>

#include "proviso/descriptor.h"
#include "support/generator.h"

namespace proviso {

struct ConditionPool {
  const std::vector<GeneratedField>& fields;
  const std::vector<GeneratedTaxonomy>& taxonomies;
  std::vector<std::string> entries;
  std::vector<std::string> signals;  // those that may be used
  bool declared = true;              // the operator
};

// A mapping with one or more keys. `list`: the list whose elements it speaks of; empty: the descriptor.
Value GenerateCondition(const ConditionPool& pool, const std::string& list, int depth, Random& random);

}  // namespace proviso
