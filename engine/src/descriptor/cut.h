// Where one record of a stream ends and the next begins, as far as it can be told without reading them.
#pragma once

#include <string_view>

namespace proviso {

// A line of NDJSON, without its line break, that holds nothing.
inline bool IsBlankLine(std::string_view line) { return line.find_first_not_of(" \t\r") == std::string_view::npos; }

}  // namespace proviso
