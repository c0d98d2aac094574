// Where the bytes of a decoded YAML scalar stand in its source. yaml-cpp tells only where a scalar begins.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "proviso/descriptor.h"

namespace proviso {

enum class ScalarStyle : std::uint8_t { kPlain, kQuoted, kBlock };

enum class ScalarProblem : std::uint8_t {
  kNone,
  kUnclosed,   // the closing quote is missing: yaml-cpp takes the end of the file for it
  kBadEscape,  // not YAML's, or one that yaml-cpp decodes to broken UTF-8
  kDiffers,    // read by the rules of YAML, the source says something else than yaml-cpp's value
};

struct ScalarPlace {
  std::size_t begin = 0;  // of the first character, an opening quote or block indicator included
  std::size_t end = 0;    // past the last
  std::vector<TextRun> runs;
  ScalarProblem problem = ScalarProblem::kNone;
  std::size_t problem_at = 0;
};

// The style of the scalar at `at`, its properties passed.
ScalarStyle StyleAt(std::string_view source, std::size_t at);

// `at`: the first character of the scalar; `value`: as yaml-cpp decoded it.
ScalarPlace PlaceScalar(std::string_view source, std::size_t at, std::string_view value);

// The same for one in quotes alone.
ScalarPlace PlaceQuoted(std::string_view source, std::size_t at, std::string_view value);

// Line breaks are `\n` and `\r\n`; a lone `\r` was refused before.
bool IsBreak(std::string_view source, std::size_t at);
std::size_t PastBreak(std::string_view source, std::size_t at);

}  // namespace proviso
