// CSV by RFC 4180: commas, quotes, doubled quotes, line breaks inside quotes; lines end in LF or CRLF.
#pragma once

#include <cstddef>
#include <cstdint>
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

// Reads row after row. A fault of a row leaves the next row readable. A quote that is never closed, or closed in the
// middle of a cell of a later line, must have been forgotten on its own line: the row is taken to end there, and no row
// behind it is lost.
class CsvReader {
 public:
  CsvReader(const Source& source, std::size_t most_bytes) : CsvReader(source.text(), source.begin(), most_bytes) {}
  CsvReader(std::string_view text, std::size_t at, std::size_t most_bytes)
      : text_(text), at_(at), most_bytes_(most_bytes) {}

  // Empty lines are no rows. Keeps the first `most_cells` cells and counts the others.
  std::optional<CsvRow> Next(std::size_t most_cells);

  // A row of which not all was kept: told, unless it was already.
  void TellTooLong(CsvRow& row) const;

  std::size_t at() const { return at_; }
  // Whether what was read last could be another thing if the text went on.
  bool ran_out() const { return ran_out_; }

  enum class End : std::uint8_t { kCell, kRow };
  // For rows too long to be kept: goes behind the cell that begins here, or (`inside`) whose text without quotes goes
  // on here, and behind the comma or line break that ends it.
  End SkipCell(bool inside);

 private:
  CsvCell ReadCell(CsvRow& row);
  void PassLineBreak();
  void EndWithLine(CsvRow& row, std::size_t quote);
  bool ReadQuoted(CsvRow& row);
  void ReadPlain(CsvRow& row);
  static void Tell(CsvRow& row, std::string_view code, std::size_t at, std::size_t length, std::string_view message,
                   std::string_view help);

  std::string_view text_;
  std::size_t at_;
  std::size_t most_bytes_;
  bool ran_out_ = false;
  // In the row at hand: a quote over several lines that is not closed as it should be.
  std::optional<std::size_t> forgotten_;
};

// The text of a cell, doubled quotes undone; its span is the cell.
Value DecodeCell(std::string_view text, const CsvCell& cell);

}  // namespace proviso
