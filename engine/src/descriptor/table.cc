#include "descriptor/table.h"

#include <algorithm>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "base/codes.h"
#include "descriptor/csv.h"
#include "descriptor/map_record.h"
#include "proviso/near.h"

namespace proviso {
namespace {

// For each column of the mapping the cell of a row that holds it.
class Header {
 public:
  Header(const Mapping& mapping, const Source& source, const CsvRow& row, Diagnostics& faults)
      : row_(row), text_(source.text()) {
    for (std::size_t i = 0; i < row.cells.size(); ++i) {
      names_.push_back(ColumnKey(DecodeCell(text_, row.cells[i]).text));
      cells_[names_.back()].push_back(i);
    }
    for (const std::string& column : mapping.data().columns) columns_.push_back(Find(mapping, column, faults));
  }

  const std::vector<std::size_t>& columns() const { return columns_; }

 private:
  std::size_t Find(const Mapping& mapping, const std::string& column, Diagnostics& faults) const {
    const auto found = cells_.find(column);
    if (found == cells_.end()) {
      faults.Error(
          code::kUnknownColumn, row_.span,
          "the mapping `" + mapping.name() + "` reads a column `" + column + "`, which this table does not have",
          Help(column));
      return 0;
    }
    if (found->second.size() > 1) {
      const auto place = [&](std::size_t i) { return Span{0, row_.cells[i].begin, row_.cells[i].end}; };
      faults
          .Error(code::kDuplicateColumn, place(found->second[1]),
                 "the mapping `" + mapping.name() + "` reads a column `" + column +
                     "`, and this table has several of that name",
                 "rename all but one")
          .labels.push_back({place(found->second[0]), "the first is here"});
    }
    return found->second.front();
  }

  std::string Help(const std::string& column) const {
    for (const char separator : {';', '\t'}) {
      if (names_.size() == 1 &&
          text_.substr(row_.span.begin, row_.span.end - row_.span.begin).find(separator) != std::string_view::npos) {
        return "this table seems to separate its columns by " + std::string(separator == ';' ? "`;`" : "tabs") +
               "; save it with commas";
      }
    }
    const std::string near = DidYouMean(column, names_);
    return near.empty() ? "is this the right mapping for this table?" : near;
  }

  const CsvRow& row_;
  std::string_view text_;
  std::vector<std::string> names_;
  std::map<std::string, std::vector<std::size_t>> cells_;
  std::vector<std::size_t> columns_;
};

std::vector<std::optional<Value>> CellsOfRow(std::string_view text, const CsvRow& row,
                                             const std::vector<std::size_t>& columns) {
  std::vector<std::optional<Value>> cells;
  for (const std::size_t column : columns) {
    std::optional<Value> cell;
    if (column < row.cells.size()) cell = DecodeCell(text, row.cells[column]);
    if (cell && IsBlank(cell->text)) cell.reset();  // an empty cell is silence, not an empty text
    cells.push_back(std::move(cell));
  }
  return cells;
}

}  // namespace

std::shared_ptr<const TableHeader> ReadHeader(const RecordMaker& maker, std::size_t& at,
                                              const std::function<void(Record)>& sink) {
  CsvReader reader(maker.source().text(), at, maker.limits().descriptor_bytes);
  auto row = reader.Next(maker.limits().nodes);
  at = reader.at();
  if (!row) return nullptr;
  if (maker.mapping() == nullptr) {
    sink(maker.Fault(code::kCsvColumns, row->span, "a table is read through a mapping, and there is none",
                     "name one with `--map`"));
    return nullptr;
  }
  Diagnostics faults = std::move(row->faults);
  if (row->cell_count > row->cells.size()) {
    faults.Error(code::kTooLarge, row->span, "this table has " + std::to_string(row->cell_count) + " columns",
                 "at most " + std::to_string(maker.limits().nodes) + " can be read");
  }
  const Header header(*maker.mapping(), maker.source(), *row, faults);
  if (faults.HasErrors()) {
    Record record = maker.Fault(code::kCsvColumns, row->span, "", "");
    record.misfit = true;
    faults.Sort();
    record.faults = std::move(faults.all);
    sink(std::move(record));
    return nullptr;
  }
  return std::make_shared<TableHeader>(TableHeader{header.columns(), row->cell_count});
}

void ReadTable(RecordMaker& maker, const InputPart& part, const std::function<void(Record)>& sink) {
  std::size_t at = maker.source().begin();
  const auto header = part.header ? part.header : ReadHeader(maker, at, sink);
  if (!header) return;
  CsvReader reader(maker.source().text(), at, maker.limits().descriptor_bytes);
  while (auto row = reader.Next(header->cell_count)) {
    const auto cells = CellsOfRow(maker.source().text(), *row, header->cells);
    if (part.left_out > 0) {
      reader.TellTooLong(*row);
    } else if (row->cell_count != header->cell_count && row->faults.all.empty()) {
      row->faults.Error(code::kCsvColumns, row->span,
                        "this row has " + std::to_string(row->cell_count) + " cells, and the table has " +
                            std::to_string(header->cell_count) + " columns",
                        "is a comma or a line break missing its quotes?");
    }
    sink(maker.FromCells(cells, row->span, std::move(row->faults)));
  }
}

}  // namespace proviso
