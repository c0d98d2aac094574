#include "descriptor/mapping.h"

#include <algorithm>

#include "base/codes.h"
#include "proviso/near.h"
#include "syntax/yaml.h"

namespace proviso {
namespace {

constexpr std::string_view kSpace = " \t\r\n\xC2\xA0";

std::string_view Trim(std::string_view text) {
  const std::size_t begin = text.find_first_not_of(" \t\r\n");
  if (begin == std::string_view::npos) return {};
  return text.substr(begin, text.find_last_not_of(" \t\r\n") + 1 - begin);
}

// A part of a text, with its places.
Value Slice(const Value& text, std::size_t begin, std::size_t end) {
  Value part;
  part.kind = Value::Kind::kText;
  part.text = text.text.substr(begin, end - begin);
  part.runs.push_back({0, SourceOffset(text, begin)});
  for (const TextRun& run : text.runs) {
    if (run.text_begin > begin && run.text_begin < end) part.runs.push_back({run.text_begin - begin, run.source_begin});
  }
  part.span = {0, part.runs.front().source_begin, end > begin ? SourceOffset(text, end - 1) + 1 : part.runs.front().source_begin};
  return part;
}

class MappingReader {
 public:
  MappingReader(const Value& root, Diagnostics& out) : root_(root), out_(out) {}

  Mapping::Data Read() {
    Mapping::Data data;
    if (root_.kind != Value::Kind::kObject) {
      out_.Error(code::kNotAModule, root_.span, "a mapping is a mapping of keys", "begin with `mapping: NAME`");
      return data;
    }
    Allow(root_, {"mapping", "title", "source", "fields"});
    if (const Value* name = Need(root_, "mapping", Value::Kind::kText, "a name")) data.name = name->text;
    const Value* const fields = Need(root_, "fields", Value::Kind::kObject, "a mapping of fields to columns");
    if (fields == nullptr) return data;
    bool has_id = false;
    for (const Member& member : fields->members) {
      has_id = has_id || member.key == "id";
      data.fields.push_back(ReadField(member));
    }
    if (!has_id) out_.Error(code::kMissingKey, fields->span, "nothing says what a descriptor's `id` is", "add `id: COLUMN`, or `id: {row: \"PREFIX-\", width: 4}` to number the rows");
    return data;
  }

 private:
  void Allow(const Value& object, std::initializer_list<std::string_view> keys) {
    const std::vector<std::string> known(keys.begin(), keys.end());
    for (const Member& member : object.members) {
      if (std::ranges::find(known, member.key) == known.end()) {
        out_.Error(code::kUnknownKey, member.key_span, "unknown key `" + member.key + "`", DidYouMean(member.key, known));
      }
    }
  }

  const Value* Need(const Value& object, std::string_view key, Value::Kind kind, std::string_view wanted) {
    const Value* const value = object.Find(key);
    if (value == nullptr) {
      out_.Error(code::kMissingKey, object.span, "`" + std::string(key) + "` is missing", "add it: " + std::string(wanted));
    } else if (value->kind != kind) {
      out_.Error(code::kWrongShape, value->span, "`" + std::string(key) + "` should be " + std::string(wanted));
      return nullptr;
    }
    return value;
  }

  MappedField ReadField(const Member& member) {
    MappedField field;
    field.path = ReadPath(member);
    const Value& spec = member.value;
    if (spec.kind == Value::Kind::kText) {
      AddColumn(field, spec);
      return field;
    }
    if (spec.kind != Value::Kind::kObject) {
      out_.Error(code::kWrongShape, spec.span, "`" + member.key + "` should be a column's name, or a mapping with `column`, `columns` or `value`");
      return field;
    }
    if (member.key == "id" && spec.Find("row") != nullptr) {
      ReadRowNumber(spec, field);
      return field;
    }
    Allow(spec, {"column", "columns", "values", "split", "value"});
    const int sources = (spec.Find("column") != nullptr) + (spec.Find("columns") != nullptr) + (spec.Find("value") != nullptr);
    if (sources != 1) {
      out_.Error(code::kWrongShape, spec.span, "`" + member.key + "` needs just one of `column`, `columns` and `value`");
      return field;
    }
    if (const Value* constant = spec.Find("value")) field.constant = *constant;
    if (const Value* column = spec.Find("column")) AddColumn(field, *column);
    if (const Value* columns = spec.Find("columns")) ReadColumns(*columns, field);
    if (const Value* values = spec.Find("values")) ReadValues(*values, field);
    if (const Value* split = spec.Find("split")) ReadSplit(*split, field);
    return field;
  }

  std::vector<std::string> ReadPath(const Member& member) {
    if (member.key.find_first_of("[]") != std::string::npos) {
      out_.Error(code::kBadValue, member.key_span, "a mapping fills no fields of list elements", "map a field without `[]`");
    }
    std::vector<std::string> path;
    std::size_t begin = 0;
    while (true) {
      const std::size_t dot = std::min(member.key.find('.', begin), member.key.size());
      path.push_back(member.key.substr(begin, dot - begin));
      if (dot == member.key.size()) break;
      begin = dot + 1;
    }
    return path;
  }

  void AddColumn(MappedField& field, const Value& column) {
    if (column.kind != Value::Kind::kText || column.text.empty()) {
      out_.Error(code::kWrongShape, column.span, "a column's name should be a text", "quote it if it looks like a number");
      return;
    }
    field.columns.push_back(column.text);
    field.column_spans.push_back(column.span);
  }

  void ReadColumns(const Value& columns, MappedField& field) {
    if (columns.kind != Value::Kind::kList || columns.items.empty()) {
      out_.Error(code::kWrongShape, columns.span, "`columns` should be a list of column names");
      return;
    }
    for (const Value& column : columns.items) AddColumn(field, column);
  }

  void ReadValues(const Value& values, MappedField& field) {
    if (values.kind != Value::Kind::kObject || values.members.empty()) {
      out_.Error(code::kWrongShape, values.span, "`values` should map cells to values", "for example {\"Yes\": true, \"No\": false}");
      return;
    }
    for (const Member& member : values.members) field.values.emplace_back(ColumnKey(member.key), member.value);
  }

  void ReadSplit(const Value& split, MappedField& field) {
    if (split.kind != Value::Kind::kText || split.text.empty()) {
      out_.Error(code::kWrongShape, split.span, "`split` should be the text between two entries", "for example \";\"");
      return;
    }
    field.split = split.text;
  }

  void ReadRowNumber(const Value& spec, MappedField& field) {
    Allow(spec, {"row", "width"});
    const Value* const prefix = spec.Find("row");
    field.row_prefix = prefix->text;
    if (prefix->kind != Value::Kind::kText) out_.Error(code::kWrongShape, prefix->span, "`row` should be the text before the number", "quote it");
    const Value* const width = spec.Find("width");
    if (width == nullptr) return;
    if (width->kind != Value::Kind::kNumber || width->text.size() != 1 || width->text[0] == '-') {
      out_.Error(code::kBadValue, width->span, "`width` should be a number from 0 to 9");
      return;
    }
    field.row_width = static_cast<std::size_t>(width->text[0] - '0');
  }

  const Value& root_;
  Diagnostics& out_;
};

Value WithPlace(Value value, const Value& cell) {
  value.span = cell.span;
  if (value.kind == Value::Kind::kText) value.runs = {{0, cell.span.begin}};
  for (Value& item : value.items) item = WithPlace(item, cell);
  return value;
}

// One cell, or part of one, as the mapping's `values` say.
std::optional<Value> MapCell(const MappedField& field, const Value& cell) {
  if (field.values.empty()) return cell;
  const std::string key = ColumnKey(cell.kind == Value::Kind::kBool ? (cell.boolean ? "true" : "false") : cell.text);
  const auto found = std::ranges::find(field.values, key, &std::pair<std::string, Value>::first);
  if (found == field.values.end()) return std::nullopt;
  return WithPlace(found->second, cell);
}

std::optional<Value> Split(const MappedField& field, const Value& cell) {
  Value list;
  list.kind = Value::Kind::kList;
  list.span = cell.span;
  std::size_t begin = 0;
  while (begin <= cell.text.size()) {
    const std::size_t end = std::min(cell.text.find(field.split, begin), cell.text.size());
    const std::string_view part = Trim(std::string_view(cell.text).substr(begin, end - begin));
    if (!part.empty()) {
      const std::size_t at = static_cast<std::size_t>(part.data() - cell.text.data());
      if (auto item = MapCell(field, Slice(cell, at, at + part.size()))) list.items.push_back(std::move(*item));
    }
    begin = end + field.split.size();
  }
  if (list.items.empty()) return std::nullopt;
  return list;
}

// Several texts as one: a blank line between them ends a sentence.
Value Join(const std::vector<const Value*>& cells) {
  constexpr std::string_view kBetween = "\n\n";
  Value joined = *cells.front();
  for (std::size_t i = 1; i < cells.size(); ++i) {
    const Value& cell = *cells[i];
    joined.runs.push_back({joined.text.size(), cell.span.begin});
    joined.text += kBetween;
    for (const TextRun& run : cell.runs) joined.runs.push_back({joined.text.size() + run.text_begin, run.source_begin});
    joined.text += cell.text;
  }
  return joined;
}

bool IsSilent(const Value* cell) {
  return cell == nullptr || cell->kind == Value::Kind::kNull || (cell->kind == Value::Kind::kText && Trim(cell->text).empty());
}

}  // namespace

std::string ColumnKey(std::string_view name) {
  std::string key;
  for (std::size_t at = 0; at < name.size();) {
    const bool wide = name.substr(at).starts_with("\xC2\xA0");
    if (wide || kSpace.substr(0, 4).find(name[at]) != std::string_view::npos) {
      if (!key.empty() && key.back() != ' ') key += ' ';
      at += wide ? 2 : 1;
    } else {
      key += name[at++];
    }
  }
  if (!key.empty() && key.back() == ' ') key.pop_back();
  return key;
}

void Put(Value& object, const std::vector<std::string>& path, Value value) {
  Value* at = &object;
  for (std::size_t i = 0; i < path.size(); ++i) {
    const auto found = std::ranges::find(at->members, path[i], &Member::key);
    if (found != at->members.end()) {
      at = &found->value;
      continue;
    }
    Member member{path[i], value.span, {}};
    member.value.kind = Value::Kind::kObject;
    member.value.span = value.span;
    at->members.push_back(std::move(member));
    at = &at->members.back().value;
  }
  *at = std::move(value);
}

std::optional<Value> MapCells(const MappedField& field, const std::vector<const Value*>& cells, std::size_t row) {
  if (field.row_prefix) {
    Value id;
    id.kind = Value::Kind::kText;
    const std::string number = std::to_string(row);
    id.text = *field.row_prefix + std::string(field.row_width > number.size() ? field.row_width - number.size() : 0, '0') + number;
    return id;
  }
  if (field.constant) return field.constant;
  std::vector<const Value*> spoken;
  for (const Value* cell : cells) {
    if (!IsSilent(cell)) spoken.push_back(cell);
  }
  if (spoken.empty()) return std::nullopt;
  const bool all_texts = std::ranges::all_of(spoken, [](const Value* cell) { return cell->kind == Value::Kind::kText; });
  const Value value = spoken.size() == 1 || !all_texts ? *spoken.front() : Join(spoken);
  if (!field.split.empty() && value.kind == Value::Kind::kText) return Split(field, value);
  return MapCell(field, value);
}

std::optional<Mapping> Mapping::Parse(const Source& source, Diagnostics& out) {
  const std::size_t before = out.all.size();
  const auto root = ParseYaml(source, 0, {}, out);
  if (!root) return std::nullopt;
  Mapping mapping;
  mapping.data_ = std::make_shared<const Data>(MappingReader(*root, out).Read());
  if (out.all.size() > before) return std::nullopt;
  return mapping;
}

const std::string& Mapping::name() const { return data_->name; }

}  // namespace proviso
