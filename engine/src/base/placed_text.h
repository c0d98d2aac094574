// A text that is put together out of pieces of a source, with the map of where each byte came from.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "proviso/descriptor.h"

namespace proviso {

struct PlacedText {
  std::string text;
  std::vector<TextRun> runs;  // as few as can be: a new one begins only where text and source stop going side by side

  // Bytes that stand in the source as they are, from `source` on.
  void Append(std::string_view bytes, std::size_t source) {
    if (bytes.empty()) return;
    if (runs.empty() || runs.back().source_begin + (text.size() - runs.back().text_begin) != source) {
      runs.push_back({text.size(), source});
    }
    text += bytes;
  }

  // Bytes that one place of the source stands for: an escape, a folded line break, the joint of two columns.
  void AppendAt(std::string_view bytes, std::size_t source) {
    for (std::size_t i = 0; i < bytes.size(); ++i) Append(bytes.substr(i, 1), source);
  }
};

}  // namespace proviso
