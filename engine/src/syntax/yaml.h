// YAML text to plain values with places. The only door to yaml-cpp; nothing here knows what a field means.
#pragma once

#include <cstddef>
#include <functional>
#include <optional>
#include <string_view>

#include "proviso/descriptor.h"
#include "proviso/diagnostic.h"
#include "proviso/source.h"

namespace proviso {

struct YamlLimits {
  std::size_t bytes = std::size_t{4} << 20;
  std::size_t depth = 64;
  std::size_t nodes = 200'000;  // of one document, expanded aliases counted
};

// One document. Faults go to `out` with spans of source number `source_index`. Empty when its structure is lost; where
// a fault leaves that whole (a key that stands twice, a tag), the value is given in spite of it, so that what else is
// wrong can be told. Plain scalars follow YAML 1.2's core schema: only `true` and `false` are booleans.
std::optional<Value> ParseYaml(const Source& source, std::size_t source_index, const YamlLimits& limits,
                               Diagnostics& out);

// A stream of documents, one call a document, in order: a value, or none with its faults. A fault of one document loses
// only that document: the stream is cut at its `---` lines first, and each is read by itself. Blank documents are
// skipped. The stream ends at `stream_end`. `left_out`: so many bytes of the last document, which is too large, were
// not kept.
void ParseYamlStream(const Source& source, std::size_t stream_end, const YamlLimits& limits, std::size_t left_out,
                     const std::function<void(std::optional<Value>, Span place, Diagnostics faults)>& sink);

// Whether a line, given without its line break, ends the document before it.
bool IsYamlMarker(std::string_view line);

}  // namespace proviso
