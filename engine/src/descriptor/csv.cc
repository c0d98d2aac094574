#include "descriptor/csv.h"

#include <algorithm>
#include <string>
#include <utility>

#include "base/codes.h"
#include "base/placed_text.h"
#include "base/utf8.h"

namespace proviso {
namespace {

constexpr std::size_t kMostFaults = 10;  // of one row; the first tell enough

}  // namespace

void CsvReader::Tell(CsvRow& row, std::string_view code, std::size_t at, std::size_t length, std::string_view message,
                     std::string_view help) {
  if (row.faults.all.size() < kMostFaults)
    row.faults.Error(code, {0, at, at + length}, std::string(message), std::string(help));
}

std::optional<CsvRow> CsvReader::Next(std::size_t most_cells) {
  ran_out_ = false;
  while (at_ < text_.size() && (text_[at_] == '\n' || text_.substr(at_, 2) == "\r\n")) ++at_;
  if (at_ >= text_.size()) return std::nullopt;
  CsvRow row;
  row.span.begin = at_;
  forgotten_.reset();
  while (true) {
    const CsvCell cell = ReadCell(row);
    if (row.cell_count++ < most_cells) row.cells.push_back(cell);
    if (forgotten_ || at_ >= text_.size() || text_[at_] != ',') break;
    ++at_;
  }
  row.span.end = at_;
  if (forgotten_) EndWithLine(row, *forgotten_);
  PassLineBreak();
  if (row.span.end - row.span.begin > most_bytes_) {
    TellTooLong(row);
  } else if (const std::size_t bad = FindBadUtf8(text_.substr(0, row.span.end), row.span.begin);
             bad != std::string_view::npos) {
    Tell(row, code::kNotUtf8, bad, 1, "this byte is not UTF-8", "save the table as UTF-8");
  }
  return row;
}

void CsvReader::TellTooLong(CsvRow& row) const {
  if (std::ranges::any_of(row.faults.all, [](const Diagnostic& d) { return d.code == code::kTooLarge; })) return;
  Tell(row, code::kTooLarge, row.span.begin, 1, "this row is more than " + std::to_string(most_bytes_) + " bytes long",
       "is a quote left open in it?");
}

void CsvReader::PassLineBreak() {
  if (at_ < text_.size()) {
    at_ += text_[at_] == '\r' ? 2 : 1;
  } else {
    ran_out_ = true;
  }
}

CsvReader::End CsvReader::SkipCell(bool inside) {
  ran_out_ = false;
  forgotten_.reset();
  CsvRow unused;
  unused.cells.emplace_back();
  if (inside) {
    ReadPlain(unused);
  } else {
    ReadCell(unused);
  }
  if (forgotten_) EndWithLine(unused, *forgotten_);
  if (!forgotten_ && at_ < text_.size() && text_[at_] == ',') {
    ++at_;
    return End::kCell;
  }
  PassLineBreak();
  return End::kRow;
}

void CsvReader::EndWithLine(CsvRow& row, std::size_t quote) {
  std::size_t end = std::min(text_.find('\n', quote), text_.size());
  if (end > quote && end < text_.size() && text_[end - 1] == '\r') --end;
  row.faults.all.clear();
  Tell(row, code::kCsvSyntax, quote, 1,
       "this quote is not closed on its line, nor rightly behind it, so the row ends here",
       "close it; a quote inside a cell is written twice: `\"\"`");
  row.span.end = at_ = end;
  if (!row.cells.empty()) row.cells.back() = {quote, end, false};
}

// Leaves `at_` at the comma, the line break or the end behind the cell.
CsvCell CsvReader::ReadCell(CsvRow& row) {
  CsvCell cell{.begin = at_};
  cell.quoted = at_ < text_.size() && text_[at_] == '"' && ReadQuoted(row);
  cell.end = at_;
  ReadPlain(row);
  if (cell.quoted && at_ > cell.end) {
    if (text_.substr(cell.begin, cell.end - cell.begin).find('\n') != std::string_view::npos) forgotten_ = cell.begin;
    Tell(row, code::kCsvSyntax, cell.end, at_ - cell.end, "text behind a closing quote",
         "a quote inside a cell is written twice: `\"\"`");
  }
  cell.end = at_;
  return cell;
}

// False when the quote is never closed, or only behind what a row may hold.
bool CsvReader::ReadQuoted(CsvRow& row) {
  const std::size_t begin = at_++;
  while (true) {
    const std::size_t quote = text_.find('"', at_);
    if (quote == std::string_view::npos || quote - begin > most_bytes_) {
      if (quote == std::string_view::npos && text_.size() - begin <= most_bytes_) ran_out_ = true;
      forgotten_ = begin;
      return false;
    }
    if (const std::size_t nul = text_.substr(at_, quote - at_).find('\0'); nul != std::string_view::npos) {
      Tell(row, code::kControlCharacter, at_ + nul, 1, "a NUL byte", "save the table as UTF-8 text");
    }
    at_ = quote + 1;
    if (at_ >= text_.size()) ran_out_ = true;
    if (at_ >= text_.size() || text_[at_] != '"') return true;
    ++at_;
  }
}

void CsvReader::ReadPlain(CsvRow& row) {
  for (; at_ < text_.size(); ++at_) {
    const char c = text_[at_];
    if (c == ',' || c == '\n' || (c == '\r' && text_.substr(at_, 2) == "\r\n")) return;
    if (c == '"')
      Tell(row, code::kCsvSyntax, at_, 1, "a quote inside a cell without quotes",
           "put the whole cell in quotes, and write the inner quote twice");
    if (c == '\0') Tell(row, code::kControlCharacter, at_, 1, "a NUL byte", "save the table as UTF-8 text");
    if (c == '\r' && at_ + 1 == text_.size()) ran_out_ = true;
    if (c == '\r')
      Tell(row, code::kCsvSyntax, at_, 1, "a carriage return without a line feed", "end lines with a line feed");
  }
  ran_out_ = true;
}

Value DecodeCell(std::string_view text, const CsvCell& cell) {
  Value value;
  value.kind = Value::Kind::kText;
  value.quoted = cell.quoted;
  value.span = {0, cell.begin, cell.end};
  if (!cell.quoted) {
    value.text = text.substr(cell.begin, cell.end - cell.begin);
    value.runs.push_back({0, cell.begin});
    return value;
  }
  PlacedText placed;
  for (std::size_t at = cell.begin + 1; at + 1 < cell.end;) {
    const std::size_t quote = std::min(text.find('"', at), cell.end - 1);
    // The first of two quotes is text, the second is not.
    const std::size_t end = std::min(quote + 1, cell.end - 1);
    placed.Append(text.substr(at, end - at), at);
    at = quote + 2;
  }
  value.text = std::move(placed.text);
  value.runs = std::move(placed.runs);
  if (value.runs.empty()) value.runs.push_back({0, cell.begin + 1});
  return value;
}

}  // namespace proviso
