// JSON text to plain values with places, by simdjson. Everything is walked, so everything is validated.
#pragma once

#include <cstddef>
#include <functional>
#include <optional>
#include <string_view>

#include "proviso/descriptor.h"
#include "proviso/diagnostic.h"

namespace proviso {

// One JSON value, nothing behind it. `text` stands at `offset` of source 0. Duplicate keys, and numbers that are not JSON's, are faults.
std::optional<Value> ParseJson(std::string_view text, std::size_t offset, const InputLimits& limits, Diagnostics& out);

// A file that is one object, or an array of them: each is handed over with its place and its own faults. Where the syntax breaks, the rest of the file
// cannot be read; the last call says so.
void ParseJsonFile(std::string_view text, std::size_t offset, const InputLimits& limits,
                   const std::function<void(std::optional<Value>, Span place, Diagnostics faults)>& sink);

bool IsUtf8(std::string_view text);

}  // namespace proviso
