// Where the bytes of a decoded YAML scalar stand in its source. yaml-cpp tells only where a scalar begins.
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "proviso/descriptor.h"

namespace proviso {

struct ScalarPlace {
  std::size_t begin = 0;  // of the first character, an opening quote or block indicator included
  std::size_t end = 0;    // past the last
  std::vector<TextRun> runs;
  bool quoted = false;  // quotes or a block
};

// `at`: where yaml-cpp says that the scalar begins (before an anchor, if it has one); `plain`: it is neither quoted nor
// a block; `value`: as yaml-cpp decoded it. Empty when the source does not say that value, which means that it was
// misread (an unclosed quote).
std::optional<ScalarPlace> PlaceScalar(std::string_view source, std::size_t at, bool plain, std::string_view value);

}  // namespace proviso
