#include "descriptor/table.h"

#include <utility>

#include "base/codes.h"

namespace proviso {
namespace {

class TableReader {
 public:
  TableReader(std::string_view text, const InputLimits& limits) : text_(text), limits_(limits) {}

  void Read(const std::function<void(Row)>& sink) {
    while (at_ < text_.size()) {
      if (SkipBlankLine()) continue;
      Row row;
      row.span = {0, at_, at_};
      ReadRow(row);
      row.span.end = end_of_content_;
      if (row.span.end - row.span.begin > limits_.descriptor_bytes) {
        row.faults.Error(code::kTooLarge, {0, row.span.begin, row.span.begin + 1},
                         "this row is " + std::to_string(row.span.end - row.span.begin) + " bytes long; the limit is " + std::to_string(limits_.descriptor_bytes),
                         "shorten it, or split it");
        row.cells.clear();
      }
      sink(std::move(row));
    }
  }

 private:
  bool AtBreak() const { return text_[at_] == '\n' || text_[at_] == '\r'; }

  void PassBreak() {
    if (text_[at_] == '\r' && at_ + 1 < text_.size() && text_[at_ + 1] == '\n') ++at_;
    ++at_;
  }

  bool SkipBlankLine() {
    if (!AtBreak()) return false;
    PassBreak();
    return true;
  }

  void ReadRow(Row& row) {
    while (true) {
      row.cells.push_back(at_ < text_.size() && text_[at_] == '"' ? ReadQuoted(row) : ReadPlain(row));
      end_of_content_ = at_;
      if (at_ >= text_.size()) return;
      if (text_[at_] == ',') {
        ++at_;
        continue;
      }
      PassBreak();
      return;
    }
  }

  Value ReadPlain(Row& row) {
    Value cell;
    cell.kind = Value::Kind::kText;
    const std::size_t begin = at_;
    while (at_ < text_.size() && text_[at_] != ',' && !AtBreak()) ++at_;
    cell.text = text_.substr(begin, at_ - begin);
    cell.span = {0, begin, at_};
    cell.runs = {{0, begin}};
    RefuseNul(cell, row);
    return cell;
  }

  Value ReadQuoted(Row& row) {
    Value cell;
    cell.kind = Value::Kind::kText;
    cell.quoted = true;
    const std::size_t begin = at_++;
    cell.runs = {{0, at_}};
    while (at_ < text_.size()) {
      const std::size_t quote = std::min(text_.find('"', at_), text_.size());
      cell.text += text_.substr(at_, quote - at_);
      at_ = quote;
      if (at_ >= text_.size()) break;
      if (at_ + 1 < text_.size() && text_[at_ + 1] == '"') {
        cell.text += '"';
        at_ += 2;
        cell.runs.push_back({cell.text.size(), at_});
        continue;
      }
      ++at_;
      cell.span = {0, begin, at_};
      PassStrayText(row);
      RefuseNul(cell, row);
      return cell;
    }
    cell.span = {0, begin, text_.size()};
    row.faults.Error(code::kCsvSyntax, {0, begin, begin + 1}, "this quote is never closed, so nothing after it can be told apart",
                     "close the quote; a quote inside a quoted cell is written twice");
    return cell;
  }

  void PassStrayText(Row& row) {
    const std::size_t begin = at_;
    while (at_ < text_.size() && text_[at_] != ',' && !AtBreak()) ++at_;
    if (at_ == begin) return;
    row.faults.Error(code::kCsvSyntax, {0, begin, at_}, "text after the end of a quoted cell", "write quotes inside a quoted cell twice");
  }

  static void RefuseNul(const Value& cell, Row& row) {
    if (cell.text.find('\0') == std::string::npos) return;
    row.faults.Error(code::kControlCharacter, cell.span, "a cell with a NUL byte", "export the table again as text");
  }

  std::string_view text_;
  const InputLimits& limits_;
  std::size_t at_ = 0;
  std::size_t end_of_content_ = 0;
};

}  // namespace

void ReadTable(std::string_view text, const InputLimits& limits, const std::function<void(Row)>& sink) {
  TableReader(text, limits).Read(sink);
}

}  // namespace proviso
