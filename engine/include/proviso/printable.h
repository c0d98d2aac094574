// Untrusted text made safe for a terminal: control characters, bidirectional overrides and broken UTF-8 become visible.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace proviso {

// Tabs become a space, other control characters and bidirectional controls `\u{..}`, broken bytes U+FFFD. Line breaks
// become a space too: the result is one line.
std::string Printable(std::string_view text);

bool IsUtf8(std::string_view text);

// Columns that `text` takes on a terminal: combining marks none, East Asian wide characters two.
std::size_t DisplayWidth(std::string_view printable);

struct Excerpt {
  std::string text;        // printable
  std::size_t indent = 0;  // columns before the marked range
  std::size_t width = 0;   // columns of the marked range
};

// The part of `line` around the bytes [from, to), at most about `characters` wide, cut ends shown as `…`.
Excerpt CutLine(std::string_view line, std::size_t from, std::size_t to, std::size_t characters);

}  // namespace proviso
