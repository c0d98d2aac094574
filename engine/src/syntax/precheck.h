// What yaml-cpp would accept in silence, or choke on, is found in the bytes before it sees them.
#pragma once

#include "proviso/diagnostic.h"
#include "proviso/source.h"
#include "syntax/yaml.h"

namespace proviso {

// Bytes [range.begin, range.end) of the source. Tells every fault that it sees; true when there was none.
bool PrecheckYaml(const Source& source, Span range, const YamlLimits& limits, Diagnostics& out);

}  // namespace proviso
