#include "descriptor/cut.h"

#include <algorithm>
#include <utility>

#include "base/utf8.h"
#include "descriptor/csv.h"
#include "proviso/descriptor.h"
#include "syntax/yaml.h"

namespace proviso {
namespace {

// Of a record that is too large so much is kept, to be shown and to be known by.
constexpr std::size_t kHead = std::size_t{64} << 10;
constexpr std::size_t kMarker = 4;    // bytes of `---` or `...` with the blank behind it
constexpr std::size_t kShown = 1024;  // of a line that is shown as it stands behind
// A row of a table is given up later than it is too large: what it holds may still tell its id.
constexpr std::size_t kRowPatience = 4;

std::size_t CountLines(std::string_view text) { return static_cast<std::size_t>(std::ranges::count(text, '\n')); }

}  // namespace

InputCutter::InputCutter(InputFormat format, const InputLimits& limits, const PartSize& size)
    : format_(format), limits_(limits), size_(size) {}

void InputCutter::Add(std::string_view bytes) {
  if (at_ > buffer_.size() / 2) {
    buffer_.erase(0, at_);
    scanned_ -= std::min(scanned_, at_);
    at_ = 0;
  }
  buffer_ += bytes;
}

std::optional<InputCut> InputCutter::Next() {
  if (skipping_ && !Skip()) return std::nullopt;
  if (part_) return std::exchange(part_, std::nullopt);
  switch (format_) {
    case InputFormat::kNdjson:
      return NextLines();
    case InputFormat::kCsv:
      return NextRows();
    default:
      return NextDocuments();
  }
}

// Hands out the bytes up to `end`, which hold `records`.
std::optional<InputCut> InputCutter::Take(std::size_t end, std::size_t records) {
  if (end == at_) return std::nullopt;
  InputCut cut;
  cut.text = buffer_.substr(at_, end - at_);
  cut.first_line = line_;
  cut.first_record = records_;
  cut.records = records;
  line_ += CountLines(cut.text);
  records_ += records;
  offset_ += end - at_;
  cut.end = offset_;
  at_ = end;
  scanned_ = std::max(scanned_, at_);
  return cut;
}

// From here on the record at hand, of which the bytes up to `head` are kept, is passed over.
void InputCutter::BeginSkip(std::size_t head) {
  part_ = Take(head, 0);
  skipping_ = true;
  scanned_ = at_;
}

// Leaves `part_` empty where what was passed over is nothing at all.
void InputCutter::EndSkip(bool is_record) {
  skipping_ = false;
  part_->end = offset_;
  part_->records = is_record ? 1 : 0;
  records_ += part_->records;
  if (!is_record) part_.reset();
}

void InputCutter::Drop(std::size_t end, bool counted) {
  line_ += CountLines(std::string_view(buffer_).substr(at_, end - at_));
  offset_ += end - at_;
  if (counted) part_->left_out += end - at_;
  at_ = end;
  scanned_ = std::max(scanned_, at_);
}

// False when more must be added before the record's end is known.
bool InputCutter::Skip() {
  switch (format_) {
    case InputFormat::kNdjson:
      return SkipLine();
    case InputFormat::kCsv:
      return SkipRow();
    default:
      return SkipDocument();
  }
}

std::optional<InputCut> InputCutter::NextLines() {
  const std::string_view text = buffer_;
  std::size_t end = at_;
  std::size_t records = 0;
  while (end < text.size() && end - at_ < size_.bytes && records < size_.records) {
    const std::size_t begin = end + (offset_ == 0 && end == at_ ? PastByteOrderMark(text.substr(end)) : 0);
    std::size_t line_end = text.find('\n', std::max(begin, scanned_));
    scanned_ = line_end == std::string_view::npos ? text.size() : line_end;
    if (line_end == std::string_view::npos) {
      if (!ended_) break;
      line_end = text.size();
    }
    if (!IsBlankLine(text.substr(begin, line_end - begin))) ++records;
    end = std::min(line_end + 1, text.size());
  }
  if (end == at_ && text.size() - at_ > std::max(limits_.descriptor_bytes, kHead) && !ended_) {
    BeginSkip(at_ + kHead);
    blank_ = IsBlankLine(part_->text.substr(part_->first_line == 1 ? PastByteOrderMark(part_->text) : 0));
    return Next();
  }
  return Take(end, records);
}

bool InputCutter::SkipLine() {
  const std::string_view text = buffer_;
  const std::size_t line_end = std::min(text.find('\n', at_), text.size());
  blank_ = blank_ && IsBlankLine(text.substr(at_, line_end - at_));
  Drop(line_end, true);
  if (at_ == text.size() && !ended_) return false;
  if (at_ < text.size()) Drop(at_ + 1, false);
  EndSkip(!blank_);
  return true;
}

std::optional<InputCut> InputCutter::NextDocuments() {
  const std::string_view text = buffer_;
  std::size_t end = at_;  // of the documents that are whole
  std::size_t documents = 0;
  std::size_t begin = std::max(scanned_, at_);
  while (documents < size_.records && end - at_ < size_.bytes && begin < text.size()) {
    const std::size_t line_end = text.find('\n', begin);
    if (line_end == std::string_view::npos && !ended_) break;
    if (IsYamlMarker(text.substr(begin, line_end == std::string_view::npos ? line_end : line_end - begin)) &&
        begin > at_) {
      end = begin;
      ++documents;
    }
    begin = line_end == std::string_view::npos ? text.size() : line_end + 1;
  }
  // A line that begins a further part is looked at again, as the first of it.
  scanned_ = end > at_ ? end : begin;
  if (begin == text.size() && ended_ && end - at_ < size_.bytes && documents < size_.records) {
    end = text.size();
    ++documents;
  }
  if (end == at_ && !ended_ && text.size() - at_ > std::max(limits_.descriptor_bytes, kHead) + 2 * kMarker) {
    // What may yet turn out to be a marker is left to be looked at.
    BeginSkip(std::min(at_ + kHead, text.size() - begin < kMarker ? begin : text.size()));
    line_begun_ = part_->text.back() != '\n';
    return Next();
  }
  auto cut = Take(end, documents);
  if (cut && at_ < text.size()) {
    cut->behind = std::min({text.find('\n', at_) - at_, text.size() - at_, kShown});
    cut->text += text.substr(at_, cut->behind);
  }
  return cut;
}

bool InputCutter::SkipDocument() {
  while (true) {
    const std::string_view text = buffer_;
    if (!line_begun_) {
      const std::string_view line = text.substr(at_, text.find('\n', at_) - at_);
      const bool whole = at_ + line.size() < text.size() || ended_;
      if (!whole && line.size() < kMarker) return false;
      if (at_ == text.size() || IsYamlMarker(line)) {
        EndSkip(true);
        return true;
      }
      line_begun_ = true;
    }
    const std::size_t line_end = text.find('\n', at_);
    Drop(line_end == std::string_view::npos ? text.size() : line_end + 1, true);
    if (line_end == std::string_view::npos && !ended_) return false;
    line_begun_ = false;
  }
}

std::optional<InputCut> InputCutter::NextRows() {
  const std::string_view text = buffer_;
  CsvReader reader(text, at_ + (offset_ == 0 ? PastByteOrderMark(text.substr(at_)) : 0), limits_.descriptor_bytes);
  std::size_t end = at_;
  std::size_t rows = 0;
  // The header comes by itself.
  const std::size_t most = records_ == 0 ? 1 : size_.records;
  while (rows < most && end - at_ < size_.bytes && end < text.size()) {
    const auto row = reader.Next(0);
    if (reader.ran_out() && !ended_) break;
    rows += row ? 1 : 0;
    end = reader.at();
  }
  if (end == at_ && !ended_ && text.size() - at_ > kRowPatience * limits_.descriptor_bytes + kHead) {
    BeginSkip(HeadOfRow());
    return Next();
  }
  return Take(end, rows);
}

// How much is kept of a row that does not end in the buffer: its whole cells; all of it when they are not enough to
// show that it is too long, because it ends in a long text without quotes.
std::size_t InputCutter::HeadOfRow() {
  CsvReader reader(buffer_, at_, limits_.descriptor_bytes);
  std::size_t end = at_;
  while (true) {
    if (reader.SkipCell(false) == CsvReader::End::kRow || reader.ran_out()) break;
    end = reader.at();
  }
  in_cell_ = end - at_ <= limits_.descriptor_bytes;
  return in_cell_ ? buffer_.size() : end;
}

bool InputCutter::SkipRow() {
  while (at_ < buffer_.size()) {
    CsvReader reader(buffer_, at_, limits_.descriptor_bytes);
    const CsvReader::End end = reader.SkipCell(in_cell_);
    if (reader.ran_out() && !ended_) {
      const bool quoted = !in_cell_ && buffer_[at_] == '"';
      if (quoted && buffer_.size() - at_ <= kRowPatience * limits_.descriptor_bytes + kHead) return false;
      in_cell_ = true;
      Drop(buffer_.size() - (buffer_.back() == '\r' ? 1 : 0), true);
      return false;
    }
    Drop(reader.at(), true);
    in_cell_ = false;
    if (end == CsvReader::End::kRow) {
      EndSkip(true);
      return true;
    }
  }
  if (ended_) EndSkip(true);
  return ended_;
}

}  // namespace proviso
