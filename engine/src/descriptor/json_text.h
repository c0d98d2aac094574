// The texts of JSON: escapes decoded, every byte with its place.
#pragma once

#include <cstddef>
#include <string_view>

#include "base/placed_text.h"
#include "proviso/diagnostic.h"

namespace proviso {

// Of one JSON value; the first tell enough.
inline constexpr std::size_t kMostJsonFaults = 20;

// Decodes the bytes [begin, end) between the quotes of a JSON text. Faults go to `out` until it holds
// `kMostJsonFaults`; what is at fault becomes U+FFFD.
PlacedText DecodeJsonText(std::string_view source, std::size_t begin, std::size_t end, Diagnostics& out);

}  // namespace proviso
