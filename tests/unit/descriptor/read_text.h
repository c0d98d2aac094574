// Descriptors out of text literals, and what is wrong with them. A place is told by the text that it covers.
#pragma once

#include <string>
#include <vector>

#include "proviso/descriptor.h"

namespace proviso {

std::string TextAt(const Source& source, Span span);
// `code "underlined"` of each, in order.
std::vector<std::string> Told(const std::vector<Diagnostic>& diagnostics, const Source& source);

// The mapping must be right.
Mapping MappingOf(const std::string& yaml);

// All records; the laws of places are checked on each. `mapping`: its YAML, empty for none.
std::vector<Record> ReadRecords(const std::string& text, InputFormat format, const std::string& mapping = "",
                                const InputLimits& limits = {});
// `id {fields}` of a descriptor, its warnings behind it; `id! code "underlined"` of a record at fault.
std::vector<std::string> Lines(const std::vector<Record>& records);

// One JSON value, which must be right.
Value FromJson(const std::string& json);

}  // namespace proviso
