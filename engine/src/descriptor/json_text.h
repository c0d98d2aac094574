// The texts of JSON: escapes decoded, every byte with its place.
#pragma once

#include <string_view>

#include "base/placed_text.h"
#include "proviso/diagnostic.h"

namespace proviso {

// Decodes the bytes [begin, end) between the quotes of a JSON text. Faults go to `out`; what is at fault becomes
// U+FFFD.
PlacedText DecodeJsonText(std::string_view source, std::size_t begin, std::size_t end, Diagnostics& out);

}  // namespace proviso
