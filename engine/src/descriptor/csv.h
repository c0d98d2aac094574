// CSV by RFC 4180: commas, quotes, doubled quotes, line breaks inside quotes; lines end in LF or CRLF.
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "proviso/descriptor.h"

namespace proviso {

// The bytes of a cell, its quotes included.
struct CsvCell {
  std::size_t begin = 0;
  std::size_t end = 0;
  bool quoted = false;
};

struct CsvRow {
  std::vector<CsvCell> cells;  // no more than were asked for
  std::size_t cell_count = 0;  // as many as there are
  Span span;
  Diagnostics faults;
};

// Reads row after row. A fault of a row leaves the next row readable, save for a quote that is never closed: its row is
// the last.
class CsvReader {
 public:
  CsvReader(const Source& source, std::size_t most_bytes);

  // Empty lines are no rows. Keeps the first `most_cells` cells and counts the others.
  std::optional<CsvRow> Next(std::size_t most_cells);

 private:
  CsvCell ReadCell(CsvRow& row);
  bool ReadQuoted(CsvRow& row);
  void ReadPlain(CsvRow& row);
  void Tell(CsvRow& row, std::string_view code, std::size_t at, std::size_t length, std::string_view message,
            std::string_view help);

  std::string_view text_;
  std::size_t at_ = 0;
  std::size_t most_bytes_;
};

// The text of a cell, doubled quotes undone; its span is the cell.
Value DecodeCell(std::string_view text, const CsvCell& cell);

}  // namespace proviso
