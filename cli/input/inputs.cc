#include "input/inputs.h"

#include <algorithm>
#include <istream>
#include <memory>
#include <utility>

#include "input/byte_stream.h"
#include "input/files.h"
#include "usage_error.h"

namespace proviso {

bool IsDescriptorName(std::string_view name, bool has_mapping) {
  for (const char* extension : {".yaml", ".yml", ".json", ".ndjson", ".jsonl"}) {
    if (HasExtension(name, extension)) return true;
  }
  return has_mapping && HasExtension(name, ".csv");
}

namespace {

// What a folder holds; a folder without any descriptor, and a table that nothing maps, is something that cannot be
// read.
void AddFolder(const std::string& folder, bool has_mapping, Inputs& out) {
  FolderListing listing = ListFolder(folder, [](std::string_view name) { return IsDescriptorName(name, true); });
  if (listing.files.empty() && listing.problems.empty()) {
    out.all.push_back(
        {folder, "it holds no descriptor: no *.yaml, *.yml, *.json, *.ndjson, *.jsonl or *.csv file", false});
  }
  for (std::string& file : listing.files) {
    const bool readable = IsDescriptorName(file, has_mapping);
    out.all.push_back(
        {std::move(file), readable ? "" : "a table is read through a mapping; name one with --map", false});
  }
  for (const std::string& problem : listing.problems) {
    const std::size_t colon = problem.rfind(": ");
    out.all.push_back({problem.substr(0, colon), problem.substr(colon + 2), false});
  }
  for (const std::string& link : listing.links) {
    out.notes.push_back("`" + link + "` is a link to a folder and was not followed; name it to have it read");
  }
}

InputRecord Failure(const std::string& path, std::string_view code, std::string message, std::string help = "") {
  InputRecord failure{.record = {}, .failure = true, .no_place = true};
  failure.record.source = std::make_shared<const Source>(path, "");
  failure.record.faults.push_back({code, DiagnosticSeverity::kError, std::move(message), Span{}, {}, std::move(help)});
  return failure;
}

InputRecord Unreadable(const std::string& path, const std::string& problem) {
  return Failure(path, "unreadable-file", "cannot read `" + path + "`: " + problem);
}

// A name decides where it can; a table on standard input is known by its mapping and by not being JSON.
InputFormat FormatOf(const Input& input, std::string_view text, const Mapping* mapping) {
  const InputFormat guess = GuessFormat(input.standard_input ? "" : input.path, text);
  if (mapping == nullptr || guess != InputFormat::kYaml) return guess;
  const bool says_yaml = HasExtension(input.path, ".yaml") || HasExtension(input.path, ".yml");
  return says_yaml ? guess : InputFormat::kCsv;
}

}  // namespace

Inputs FindInputs(const std::vector<std::string>& operands, bool has_mapping) {
  Inputs inputs;
  bool standard_input = false;
  for (const std::string& operand : operands) {
    if (operand == "-") {
      if (std::exchange(standard_input, true)) throw UsageError("`-` (standard input) is named twice");
      inputs.all.push_back({kStandardInputName, "", true});
    } else if (IsFolder(operand)) {
      AddFolder(operand, has_mapping, inputs);
    } else if (HasExtension(operand, ".csv") && !has_mapping) {
      throw UsageError("`" + operand + "` is a table, and a table is read through a mapping",
                       "name one with --map FILE, or a shipped one by its name");
    } else {
      inputs.all.push_back({operand, "", false});
    }
  }
  return inputs;
}

InputRecord EmptyInput(const std::string& path) {
  return Failure(path, "empty-file", "`" + path + "` holds no descriptor");
}

namespace {

constexpr std::size_t kPiece = std::size_t{256} << 10;
constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";

class WindowReader {
 public:
  WindowReader(const Inputs& inputs, std::size_t number, const ReadOptions& options,
               const std::function<bool(Window)>& sink)
      : input_(inputs.all[number]), number_(number), options_(options), sink_(sink) {}

  bool Run(std::istream& in) {
    if (!input_.problem.empty()) return Fail(Unreadable(input_.path, input_.problem));
    stream_ = input_.standard_input ? OpenStandardInput(in, options_.interrupt) : OpenFileStream(input_.path);
    ReadStart();
    if (Stopped()) return false;
    if (!stream_->problem().empty()) return Fail(Unreadable(input_.path, stream_->problem()));
    if (piece_.starts_with("\xFF\xFE") || piece_.starts_with("\xFE\xFF")) {
      return Fail(
          Failure(input_.path, "not-utf8", "`" + input_.path + "` is UTF-16 or UTF-32, not UTF-8", "save it as UTF-8"));
    }
    format_ = FormatOf(input_, piece_, options_.mapping);
    const bool whole = format_ == InputFormat::kJson || (format_ == InputFormat::kYaml && options_.mapping != nullptr);
    if (whole) return ReadWhole();
    return (format_ != InputFormat::kCsv || OpenTable()) && ReadParts();
  }

 private:
  bool Stopped() const { return options_.interrupt != nullptr && options_.interrupt->stopped(); }

  // As much as tells the format: by a name four bytes, for a mark at the beginning; else what begins a second line.
  void ReadStart() {
    constexpr std::string_view kSpace = " \t\r\n";
    const bool named = !input_.standard_input && IsDescriptorName(input_.path, true);
    while (piece_.size() < 2 * options_.limits.descriptor_bytes) {
      const std::size_t first = std::min(piece_.find_first_not_of(kSpace), piece_.size());
      const std::size_t line_end = std::min(piece_.find('\n', first), piece_.size());
      const bool enough = named || piece_.find_first_not_of(kSpace, line_end) != std::string::npos;
      if (enough && piece_.size() >= 4) return;
      if (!stream_->Read(kPiece, piece_)) return;
    }
  }

  Window MakeWindow() const {
    Window window;
    window.input = number_;
    window.format = format_;
    window.header = header_;
    // A table's stretches are counted as they were decoded.
    if (stream_ && format_ != InputFormat::kCsv) window.size = stream_->size();
    return window;
  }

  bool HandRecords(std::vector<InputRecord> records, bool last) {
    Window window = MakeWindow();
    window.records = std::move(records);
    window.last = last;
    return sink_(std::move(window));
  }

  bool Fail(InputRecord failure) {
    std::vector<InputRecord> records;
    records.push_back(std::move(failure));
    return HandRecords(std::move(records), true);
  }

  // JSON cannot be cut; its records are handed on as they are read.
  bool ReadWhole() {
    const std::size_t size = stream_->size().value_or(0);
    if (size <= kMaxFileBytes) piece_.reserve(size + kPiece + 1);
    while (std::max(size, piece_.size()) <= kMaxFileBytes && stream_->Read(kPiece, piece_)) {
    }
    if (Stopped()) return false;
    if (!stream_->problem().empty()) return Fail(Unreadable(input_.path, stream_->problem()));
    if (std::max(size, piece_.size()) > kMaxFileBytes)
      return Fail(Unreadable(input_.path, "it is larger than 1024 MiB"));
    const auto source = std::make_shared<const Source>(input_.path, std::move(piece_));
    std::vector<InputRecord> records;
    std::size_t bytes = 0;
    bool wanted = true;
    ReadDescriptors(source, format_, options_.mapping, options_.limits, [&](Record record) {
      if (!wanted) return;
      bytes += record.span.end - record.span.begin;
      records.push_back({.record = std::move(record)});
      if (records.size() < options_.part.records && bytes < options_.part.bytes) return;
      bytes = 0;
      wanted = HandRecords(std::exchange(records, {}), false);
    });
    return wanted && HandRecords(std::move(records), true);
  }

  // How a table's bytes are to be read is known when all of them were seen. Standard input can be read once, so it is
  // kept in a file meanwhile.
  bool OpenTable() {
    if (input_.standard_input) {
      stream_ = Spool(*stream_, std::exchange(piece_, {}));
      stream_->Read(kPiece, piece_);
    }
    if (piece_.starts_with(kByteOrderMark)) piece_.erase(0, kByteOrderMark.size());
    do {
      decoder_.Count(piece_);
      piece_.clear();
    } while (!Stopped() && stream_->Read(kPiece, piece_));
    decoder_.EndCount();
    if (Stopped()) return false;
    if (!stream_->problem().empty() || !stream_->Rewind()) return Fail(Unreadable(input_.path, stream_->problem()));
    while (piece_.size() < 4 && stream_->Read(kPiece, piece_)) {
    }
    if (piece_.starts_with(kByteOrderMark)) piece_.erase(0, kByteOrderMark.size());
    return true;
  }

  void Add(InputCutter& cutter, bool last) {
    if (format_ != InputFormat::kCsv || decoder_.is_utf8()) {
      cutter.Add(piece_);
    } else {
      std::string decoded;
      decoder_.Decode(piece_, last, decoded);
      cutter.Add(decoded);
    }
    piece_.clear();
    if (last) cutter.End();
  }

  bool ReadParts() {
    InputCutter cutter(format_, options_.limits, options_.part);
    bool more = true;
    Add(cutter, false);
    while (more) {
      while (auto cut = cutter.Next()) {
        if (!Hand(*std::move(cut), false)) return false;
        if (misfit_) return true;
      }
      more = stream_->Read(kPiece, piece_);
      if (!more && stream_->cut_short()) return false;
      if (!more && !stream_->problem().empty()) return Fail(Unreadable(input_.path, stream_->problem()));
      Add(cutter, !more);
    }
    std::optional<InputCut> cut = cutter.Next();
    while (cut) {
      std::optional<InputCut> next = cutter.Next();
      if (!Hand(*std::move(cut), !next)) return false;
      if (misfit_ || !next) return true;
      cut = std::move(next);
    }
    return HandRecords({}, true);
  }

  bool Hand(InputCut cut, bool last) {
    if (format_ == InputFormat::kCsv && !header_) {
      if (!ReadHeader(cut)) return false;
      if (misfit_ || !last) return true;
      return HandRecords({}, true);
    }
    Window window = MakeWindow();
    window.cut = std::move(cut);
    if (format_ == InputFormat::kCsv) --window.cut.first_record;  // the header is none
    window.last = last;
    return sink_(std::move(window));
  }

  // Blank lines may come before.
  bool ReadHeader(const InputCut& cut) {
    const auto source = std::make_shared<const Source>(input_.path, cut.text, cut.first_line);
    std::vector<InputRecord> faults;
    header_ = ReadTableHeader(source, *options_.mapping, options_.limits,
                              [&](Record record) { faults.push_back({.record = std::move(record), .failure = true}); });
    misfit_ = !faults.empty();
    return !misfit_ || HandRecords(std::move(faults), true);
  }

  const Input& input_;
  std::size_t number_;
  const ReadOptions& options_;
  const std::function<bool(Window)>& sink_;
  std::unique_ptr<ByteStream> stream_;
  std::string piece_;  // read and not handed on
  InputFormat format_ = InputFormat::kYaml;
  TableDecoder decoder_;
  std::shared_ptr<const TableHeader> header_;
  bool misfit_ = false;  // the table's header does not fit the mapping
};

}  // namespace

bool ReadInput(const Inputs& inputs, std::size_t number, const ReadOptions& options, std::istream& in,
               const std::function<bool(Window)>& sink) {
  return WindowReader(inputs, number, options, sink).Run(in);
}

std::vector<InputRecord> ReadWindow(Window window, const Inputs& inputs, const ReadOptions& options) {
  std::vector<InputRecord> records = std::move(window.records);
  if (window.cut.text.empty()) return records;
  const auto source =
      std::make_shared<const Source>(inputs.all[window.input].path, std::move(window.cut.text), window.cut.first_line);
  const InputPart part{window.cut.first_record, window.cut.left_out, window.cut.behind, std::move(window.header)};
  ReadDescriptors(
      source, window.format, options.mapping, options.limits,
      [&](Record record) { records.push_back({.record = std::move(record)}); }, part);
  return records;
}

}  // namespace proviso
