// What yaml-cpp would accept in silence, or choke on, is found in the bytes before it sees them.
#pragma once

#include <vector>

#include "proviso/diagnostic.h"
#include "proviso/source.h"
#include "syntax/yaml.h"

namespace proviso {

// Who wrote the file decides which characters it may hold: an author's module is refused what could deceive its reader
// (bidirectional controls, odd line breaks); in a customer's descriptor they are something to judge.
enum class YamlCharacters : std::uint8_t { kModule, kDescriptor };

struct Precheck {
  bool ok = true;
  // Tabs in the indentation of lines with content, in order. Inside a scalar of several lines they are text; elsewhere
  // a fault.
  std::vector<std::size_t> tabs;
};

// Bytes [range.begin, range.end) of the source, behind which `left_out` more were not kept. Tells every fault that it
// sees.
Precheck PrecheckYaml(const Source& source, Span range, std::size_t left_out, YamlCharacters characters,
                      const YamlLimits& limits, Diagnostics& out);

}  // namespace proviso
