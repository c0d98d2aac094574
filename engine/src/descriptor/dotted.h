// `"data.subjects": x` says the same as `data: {subjects: x}`.
#pragma once

#include <vector>

#include "proviso/descriptor.h"

namespace proviso {

// Files dotted keys of an object, at every depth, under the nested spelling. Where both spellings stand, objects are merged member by member; two other
// values that differ leave one that is marked faulty, and a warning with both places.
void FileDottedKeys(Value& object, std::vector<Diagnostic>& warnings);

// Whether two values say the same, places apart.
bool SameValue(const Value& a, const Value& b);

}  // namespace proviso
