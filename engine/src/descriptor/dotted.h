// `"data.subjects": x` says the same as `data: {subjects: x}`.
#pragma once

#include <cstddef>
#include <vector>

#include "proviso/descriptor.h"

namespace proviso {

struct TreeSize {
  std::size_t nodes = 0;
  std::size_t depth = 0;
};

// What a value will be once its dotted keys are filed: a short key may stand for many levels, so ask before filing
// hostile input.
TreeSize SizeWhenFiled(const Value& value);

// Files dotted keys of an object, at every depth, under the nested spelling. Where both spellings stand, objects are
// merged member by member; two other values that differ leave one that is marked faulty, and a warning with both
// places.
void FileDottedKeys(Value& object, std::vector<Diagnostic>& warnings);

// Whether two values say the same, places and the order of members apart.
bool SameValue(const Value& a, const Value& b);

}  // namespace proviso
