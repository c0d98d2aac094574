#include <algorithm>
#include <cctype>
#include <string>
#include <utility>

#include "base/codes.h"
#include "descriptor/dotted.h"
#include "descriptor/json.h"
#include "descriptor/mapping.h"
#include "descriptor/table.h"
#include "proviso/descriptor.h"
#include "proviso/near.h"
#include "syntax/yaml.h"

namespace proviso {
namespace {

using Sink = std::function<void(Record)>;

std::string_view Trim(std::string_view text) {
  const std::size_t begin = text.find_first_not_of(" \t\r\n");
  if (begin == std::string_view::npos) return {};
  return text.substr(begin, text.find_last_not_of(" \t\r\n") + 1 - begin);
}

// The id, or why there is none.
std::optional<std::string> ReadId(const Value& root, Diagnostics& faults) {
  const Value* const id = root.Find("id");
  constexpr std::string_view kHelp = "give every descriptor an `id`: a text that is not blank, or a whole number";
  if (id == nullptr || id->kind == Value::Kind::kNull) {
    faults.Error(code::kMissingId, {0, root.span.begin, std::min(root.span.begin + 1, root.span.end)}, "this descriptor has no `id`", std::string(kHelp));
    return std::nullopt;
  }
  const bool whole = id->kind == Value::Kind::kNumber && id->text.find_first_not_of("-0123456789") == std::string::npos;
  if (whole || (id->kind == Value::Kind::kText && !id->faulty && !Trim(id->text).empty())) return id->text;
  faults.Error(code::kMissingId, id->span, "this is no usable `id`", std::string(kHelp));
  return std::nullopt;
}

class DescriptorReader {
 public:
  DescriptorReader(std::shared_ptr<const Source> source, const Mapping* mapping, const InputLimits& limits, const Sink& sink)
      : source_(std::move(source)), mapping_(mapping), limits_(limits), sink_(sink) {}

  void ReadYaml() {
    const YamlLimits limits{.bytes = limits_.descriptor_bytes, .depth = limits_.depth, .nodes = limits_.nodes};
    ParseYamlStream(*source_, limits, [&](std::optional<Value> value, Span place, Diagnostics faults) {
      Emit(std::move(value), place, std::move(faults));
    });
  }

  void ReadJson() {
    const auto [text, offset] = WithoutByteOrderMark();
    if (Trim(text).empty()) return;
    ParseJsonFile(text, offset, limits_, [&](std::optional<Value> value, Span place, Diagnostics faults) {
      if (place.end - place.begin > limits_.descriptor_bytes) {
        value.reset();
        TellTooLarge(place, faults);
      }
      Emit(std::move(value), place, std::move(faults));
    });
  }

  void ReadNdjson() {
    const auto [text, offset] = WithoutByteOrderMark();
    for (std::size_t begin = 0; begin < text.size();) {
      const std::size_t end = std::min(text.find('\n', begin), text.size());
      const std::string_view line = Trim(text.substr(begin, end - begin));
      if (!line.empty()) ReadLine(line, offset + static_cast<std::size_t>(line.data() - text.data()));
      begin = end + 1;
    }
  }

  void ReadCsv() {
    bool header = true;
    bool fits = false;
    ReadTable(source_->text(), limits_, [&](Row row) {
      if (header) {
        header = false;
        fits = ReadHeader(std::move(row));
      } else if (fits) {
        ReadRow(std::move(row));
      }
    });
  }

 private:
  std::pair<std::string_view, std::size_t> WithoutByteOrderMark() const {
    const std::string_view text = source_->text();
    const std::size_t skip = text.starts_with("\xEF\xBB\xBF") ? 3 : 0;
    return {text.substr(skip), skip};
  }

  void TellTooLarge(Span place, Diagnostics& faults) const {
    faults.Error(code::kTooLarge, {0, place.begin, place.begin + 1},
                 "this descriptor is " + std::to_string(place.end - place.begin) + " bytes long; the limit is " + std::to_string(limits_.descriptor_bytes),
                 "shorten it, or split it");
  }

  void ReadLine(std::string_view line, std::size_t offset) {
    const Span place{0, offset, offset + line.size()};
    Diagnostics faults;
    std::optional<Value> value;
    if (line.size() > limits_.descriptor_bytes) {
      TellTooLarge(place, faults);
    } else {
      value = ParseJson(line, offset, limits_, faults);
    }
    Emit(std::move(value), place, std::move(faults));
  }

  // A value becomes a descriptor, or its faults a record of their own.
  void Emit(std::optional<Value> value, Span place, Diagnostics faults) {
    Record record{.source = source_, .span = place};
    if (value && value->kind != Value::Kind::kObject) {
      const bool list = value->kind == Value::Kind::kList;
      faults.Error(code::kNotAnObject, {0, value->span.begin, std::min(value->span.begin + 1, value->span.end)},
                   "a descriptor should be an object, not " + std::string(list ? "a list" : "a single value"),
                   list ? "in YAML, separate descriptors by `---` lines; in JSON, write a list as the whole file" : "write `id: …` and the declared fields");
      value.reset();
    }
    if (value && mapping_ != nullptr) value = MapObject(*value);
    if (value) {
      Descriptor descriptor;
      FileDottedKeys(*value, descriptor.warnings);
      if (const Value* id = value->Find("id"); id != nullptr && !id->text.empty()) record.id = id->text;
      if (auto id = ReadId(*value, faults)) {
        descriptor.id = std::move(*id);
        descriptor.root = std::move(*value);
        descriptor.source = source_;
        record.descriptor = std::move(descriptor);
      }
    }
    record.faults = std::move(faults.all);
    ++row_;
    sink_(std::move(record));
  }

  // Columns of a JSON record are dotted paths.
  Value MapObject(const Value& object) const {
    Value root;
    root.kind = Value::Kind::kObject;
    root.span = object.span;
    for (const MappedField& field : mapping_->data().fields) {
      std::vector<const Value*> cells;
      for (const std::string& column : field.columns) cells.push_back(FindPath(object, column));
      PutMapped(root, field, cells, object.span);
    }
    return root;
  }

  static const Value* FindPath(const Value& object, std::string_view path) {
    if (const Value* whole = object.Find(path)) return whole;
    const std::size_t dot = path.find('.');
    if (dot == std::string_view::npos) return nullptr;
    const Value* const inner = object.Find(path.substr(0, dot));
    return inner == nullptr ? nullptr : FindPath(*inner, path.substr(dot + 1));
  }

  void PutMapped(Value& root, const MappedField& field, const std::vector<const Value*>& cells, Span record) const {
    auto value = MapCells(field, cells, row_);
    if (!value) return;
    if (field.constant || field.row_prefix) {
      // Said by the mapping, not by the record: it stands where the record does.
      value->span = {0, record.begin, record.begin};
      value->runs.clear();
    }
    Put(root, field.path, std::move(*value));
  }

  bool ReadHeader(Row row) {
    Diagnostics faults = std::move(row.faults);
    std::vector<std::string> names;
    for (const Value& cell : row.cells) names.push_back(ColumnKey(cell.text));
    width_ = names.size();
    for (const MappedField& field : mapping_->data().fields) {
      std::vector<std::size_t> places;
      for (const std::string& column : field.columns) places.push_back(FindColumn(column, names, row, faults));
      columns_.push_back(std::move(places));
    }
    if (!faults.HasErrors()) return true;
    sink_({.source = source_, .span = row.span, .faults = std::move(faults.all), .misfit = true});
    return false;
  }

  std::size_t FindColumn(const std::string& column, const std::vector<std::string>& names, const Row& row, Diagnostics& faults) const {
    const auto found = std::ranges::find(names, ColumnKey(column));
    const Span header{0, row.span.begin, std::min(row.span.begin + 1, row.span.end)};
    if (found == names.end()) {
      faults.Error(code::kUnknownColumn, header, "mapping `" + mapping_->name() + "` reads a column `" + column + "`, and this table has none of that name",
                   DidYouMean(column, names));
      return 0;
    }
    const auto place = static_cast<std::size_t>(found - names.begin());
    if (std::find(found + 1, names.end(), *found) != names.end()) {
      faults.Error(code::kDuplicateColumn, row.cells[place].span, "several columns are named `" + column + "`, so mapping `" + mapping_->name() + "` cannot tell which to read",
                   "rename one of them");
    }
    return place;
  }

  void ReadRow(Row row) {
    Diagnostics faults = std::move(row.faults);
    if (!faults.HasErrors() && row.cells.size() != width_) {
      faults.Error(code::kCsvColumns, {0, row.span.begin, std::min(row.span.begin + 1, row.span.end)},
                   "this row has " + std::to_string(row.cells.size()) + " cells; the header has " + std::to_string(width_), "quote cells that hold commas or line breaks");
    }
    Record record{.source = source_, .span = row.span};
    if (faults.HasErrors()) {
      record.faults = std::move(faults.all);
      ++row_;
      sink_(std::move(record));
      return;
    }
    Value root;
    root.kind = Value::Kind::kObject;
    root.span = row.span;
    const std::vector<MappedField>& fields = mapping_->data().fields;
    for (std::size_t f = 0; f < fields.size(); ++f) {
      std::vector<const Value*> cells;
      for (const std::size_t column : columns_[f]) cells.push_back(&row.cells[column]);
      PutMapped(root, fields[f], cells, row.span);
    }
    const Mapping* const mapping = std::exchange(mapping_, nullptr);
    Emit(std::move(root), row.span, std::move(faults));
    mapping_ = mapping;
  }

  std::shared_ptr<const Source> source_;
  const Mapping* mapping_;
  const InputLimits& limits_;
  const Sink& sink_;
  std::size_t row_ = 0;                            // of data, from 0
  std::size_t width_ = 0;                          // cells of the header
  std::vector<std::vector<std::size_t>> columns_;  // by mapped field: where its columns stand
};

// Several lines, the first of which is a JSON object by itself.
bool LooksLikeNdjson(std::string_view text) {
  const std::size_t end = text.find('\n');
  if (end == std::string_view::npos) return false;
  const std::string_view first = Trim(text.substr(0, end));
  return first.starts_with('{') && first.ends_with('}') && !Trim(text.substr(end)).empty();
}

// The characters of Windows-1252's upper control range; 0 where it has none.
constexpr char32_t kWindows1252[32] = {0x20AC, 0, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160,
                                       0x2039, 0x0152, 0, 0x017D, 0, 0, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022,
                                       0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0, 0x017E, 0x0178};

void AppendUtf8(char32_t c, std::string& out) {
  if (c < 0x80) {
    out += static_cast<char>(c);
  } else if (c < 0x800) {
    out += static_cast<char>(0xC0 | c >> 6);
    out += static_cast<char>(0x80 | (c & 0x3F));
  } else {
    out += static_cast<char>(0xE0 | c >> 12);
    out += static_cast<char>(0x80 | (c >> 6 & 0x3F));
    out += static_cast<char>(0x80 | (c & 0x3F));
  }
}

}  // namespace

InputFormat GuessFormat(std::string_view name, std::string_view text) {
  const std::size_t dot = name.rfind('.');
  std::string extension = dot == std::string_view::npos ? "" : std::string(name.substr(dot + 1));
  std::ranges::transform(extension, extension.begin(), [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
  if (extension == "csv") return InputFormat::kCsv;
  if (extension == "ndjson" || extension == "jsonl") return InputFormat::kNdjson;
  if (extension == "yaml" || extension == "yml") return InputFormat::kYaml;
  const std::string_view body = Trim(text.starts_with("\xEF\xBB\xBF") ? text.substr(3) : text);
  if (extension == "json" || body.starts_with('{') || body.starts_with('[')) {
    return LooksLikeNdjson(body) ? InputFormat::kNdjson : InputFormat::kJson;
  }
  return InputFormat::kYaml;
}

void ReadDescriptors(std::shared_ptr<const Source> source, InputFormat format, const Mapping* mapping, const InputLimits& limits,
                     const std::function<void(Record)>& sink) {
  DescriptorReader reader(std::move(source), mapping, limits, sink);
  switch (format) {
    case InputFormat::kYaml: return reader.ReadYaml();
    case InputFormat::kJson: return reader.ReadJson();
    case InputFormat::kNdjson: return reader.ReadNdjson();
    case InputFormat::kCsv: return reader.ReadCsv();
  }
}

std::string DecodeTable(std::string bytes) {
  if (bytes.starts_with("\xEF\xBB\xBF")) bytes.erase(0, 3);
  if (IsUtf8(bytes)) return bytes;
  std::string text;
  text.reserve(bytes.size() + bytes.size() / 8);
  for (const char byte : bytes) {
    const auto code = static_cast<unsigned char>(byte);
    char32_t c = code;
    if (code >= 0x80 && code < 0xA0) c = kWindows1252[code - 0x80] != 0 ? kWindows1252[code - 0x80] : 0xFFFD;
    AppendUtf8(c, text);
  }
  return text;
}

}  // namespace proviso
