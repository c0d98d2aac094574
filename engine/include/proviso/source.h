// Named text and places in it.
//
// Everything Proviso reads (modules, descriptors, mappings) is a Source. Inside the engine a place is always a
// byte span; it becomes a line and a column only when a person or a report is told of it.
#pragma once

#include <cstddef>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <vector>

namespace proviso {

// A half-open range of bytes, `[begin, end)`, in the source with index `source` of the list at hand. Where only one
// source is in play (a file of descriptors), `source` is 0.
struct Span {
  std::size_t source = 0;
  std::size_t begin = 0;
  std::size_t end = 0;

  friend bool operator==(const Span&, const Span&) = default;
  friend auto operator<=>(const Span&, const Span&) = default;
};

// Both count from 1. A column counts characters (Unicode code points), as an editor shows them.
struct Position {
  std::size_t line = 1;
  std::size_t column = 1;

  friend bool operator==(const Position&, const Position&) = default;
};

// A text with the name it is told by, or a stretch of one that begins with line `first_line` of it: places are told as
// they are in the whole. Immutable and cheap to copy: copies share it, threads may.
class Source {
 public:
  Source() : Source("", "") {}
  Source(std::string name, std::string text, std::size_t first_line = 1);

  const std::string& name() const { return data_->name; }
  const std::string& text() const { return data_->text; }
  // Where what is to be read begins: behind a byte-order mark, which stands on a first line or is none.
  std::size_t begin() const;

  // An offset past the end is taken as the end.
  Position At(std::size_t offset) const;
  // Line `line` (as `At` counts) without its line break; empty outside of the text.
  std::string_view Line(std::size_t line) const;

 private:
  // Invariant: once made, `line_starts` and `checkpoints` fit `text`.
  struct Data {
    std::string name;
    std::string text;
    std::size_t first_line = 1;
    std::once_flag indexed;
    std::vector<std::size_t> line_starts;
    // How many characters lie before every 4096th byte: a JSON file may be one line of a hundred megabytes, and a
    // column in it must not cost a walk along all of it.
    std::vector<std::size_t> checkpoints;
  };

  // With its lines found, which waits for the first place that is told: most texts never tell one.
  const Data& Indexed() const;

  std::shared_ptr<Data> data_;
};

}  // namespace proviso
