#include "descriptor/map_record.h"

#include <algorithm>
#include <string>
#include <utility>

#include "base/codes.h"
#include "base/placed_text.h"

namespace proviso {
namespace {

constexpr std::string_view kJoint = "\n\n";

bool IsScalar(const Value& value) { return value.kind != Value::Kind::kList && value.kind != Value::Kind::kObject; }

// The bytes [begin, end) of a text, with their places.
void AppendPart(const Value& text, std::size_t begin, std::size_t end, PlacedText& out) {
  while (begin < end) {
    const auto next = std::ranges::upper_bound(text.runs, begin, {}, &TextRun::text_begin);
    const std::size_t stop = next == text.runs.end() ? end : std::min(end, next->text_begin);
    out.Append(std::string_view(text.text).substr(begin, stop - begin), SourceOffset(text, begin));
    begin = stop;
  }
}

Value MakeText(PlacedText placed, Span span) {
  Value value;
  value.kind = Value::Kind::kText;
  value.quoted = true;  // a cell is a text, whatever it looks like
  value.text = std::move(placed.text);
  value.runs = std::move(placed.runs);
  value.span = span;
  return value;
}

// What a mapping file says has no place in the record: it takes the place of the cell that it stands for, every byte
// the first of it. (An empty place is none.)
Value Moved(Value value, Span place) {
  PlacedText placed;
  if (place.begin < place.end) placed.AppendAt(value.text, place.begin);
  value.span = place;
  value.runs = std::move(placed.runs);
  for (Value& item : value.items) item = Moved(std::move(item), place);
  for (Member& member : value.members) {
    member.key_span = place;
    member.value = Moved(std::move(member.value), place);
  }
  return value;
}

class FieldMapper {
 public:
  FieldMapper(const MappedField& field, std::span<const std::optional<Value>> cells, std::size_t row, Span place,
              std::vector<Diagnostic>& warnings)
      : field_(field), cells_(cells), row_(row), place_(place), warnings_(warnings) {}

  std::optional<Value> Map() {
    if (field_.constant) return Moved(*field_.constant, {0, place_.begin, place_.begin});
    std::vector<const Value*> parts;
    for (const std::size_t column : field_.columns) {
      if (cells_[column]) parts.push_back(&*cells_[column]);
    }
    if (parts.empty()) return field_.row ? std::optional(RowText()) : std::nullopt;
    if (!field_.split.empty()) return Split(parts);
    if (parts.size() == 1) return Meaning(*parts.front());
    return Join(parts);
  }

 private:
  Value RowText() const {
    std::string number = std::to_string(row_);
    if (number.size() < field_.row->width) number.insert(0, field_.row->width - number.size(), '0');
    Value value = MakeText({}, {0, place_.begin, place_.begin});
    value.text = field_.row->prefix + number;
    return value;
  }

  // What a cell means by `values`: itself where there are none, nothing where they do not know it.
  std::optional<Value> Meaning(const Value& cell) const {
    if (!field_.values) return cell;
    if (cell.kind == Value::Kind::kList) {
      Value list = cell;
      for (Value& item : list.items) item = MeaningOrNull(item);
      return list;
    }
    if (!IsScalar(cell)) return std::nullopt;
    const auto found = std::ranges::find(*field_.values, ColumnKey(cell.text), &std::pair<std::string, Value>::first);
    if (found == field_.values->end() || found->second.kind == Value::Kind::kNull) return std::nullopt;
    return Moved(found->second, cell.span);
  }

  // An element of a list that means nothing known is an unknown element, not a missing one.
  Value MeaningOrNull(const Value& item) const {
    if (auto meaning = Meaning(item)) return *std::move(meaning);
    Value null;
    null.span = item.span;
    return null;
  }

  std::optional<Value> Join(const std::vector<const Value*>& parts) const {
    PlacedText joined;
    Span span = parts.front()->span;
    for (const Value* part : parts) {
      span.begin = std::min(span.begin, part->span.begin);
      span.end = std::max(span.end, part->span.end);
    }
    for (const Value* part : parts) {
      if (!IsScalar(*part)) return Unreadable(*part);
      if (!joined.text.empty()) joined.AppendAt(kJoint, LastPlace(joined));
      AppendPart(*part, 0, part->text.size(), joined);
    }
    return Meaning(MakeText(std::move(joined), span));
  }

  static std::size_t LastPlace(const PlacedText& placed) {
    return placed.runs.back().source_begin + (placed.text.size() - 1 - placed.runs.back().text_begin);
  }

  Value Unreadable(const Value& part) const {
    warnings_.push_back({code::kWrongType,
                         DiagnosticSeverity::kWarning,
                         "a list or an object cannot be joined with other columns, so the field counts as unknown",
                         part.span,
                         {},
                         "read it from one column alone"});
    Value value = part;
    value.faulty = true;
    return value;
  }

  std::optional<Value> Split(const std::vector<const Value*>& parts) const {
    Value list;
    list.kind = Value::Kind::kList;
    list.span = parts.front()->span;
    for (const Value* part : parts) {
      if (part->kind == Value::Kind::kList) {
        for (const Value& item : part->items) list.items.push_back(MeaningOrNull(item));
      } else if (part->kind == Value::Kind::kText) {
        SplitText(*part, list);
      } else {
        list.items.push_back(MeaningOrNull(*part));
      }
      list.span.begin = std::min(list.span.begin, part->span.begin);
      list.span.end = std::max(list.span.end, part->span.end);
    }
    if (list.items.empty()) return std::nullopt;
    return list;
  }

  void SplitText(const Value& cell, Value& list) const {
    const std::string_view text = cell.text;
    for (std::size_t at = 0; at <= text.size();) {
      const std::size_t stop = std::min(text.find(field_.split, at), text.size());
      std::size_t begin = at;
      std::size_t end = stop;
      while (begin < end && IsBlank(text.substr(begin, 1))) ++begin;
      while (end > begin && IsBlank(text.substr(end - 1, 1))) --end;
      if (begin < end) {
        PlacedText piece;
        AppendPart(cell, begin, end, piece);
        const Span span{0, SourceOffset(cell, begin), SourceOffset(cell, end - 1) + 1};
        list.items.push_back(MeaningOrNull(MakeText(std::move(piece), span)));
      }
      at = stop + field_.split.size();
    }
  }

  const MappedField& field_;
  std::span<const std::optional<Value>> cells_;
  std::size_t row_;
  Span place_;
  std::vector<Diagnostic>& warnings_;
};

void Put(Value& root, std::span<const std::string> steps, Value value, Span place) {
  Value* object = &root;
  for (const std::string& step : steps.first(steps.size() - 1)) {
    auto found = std::ranges::find(object->members, step, &Member::key);
    if (found == object->members.end()) {
      Value inner;
      inner.kind = Value::Kind::kObject;
      inner.span = place;
      object->members.push_back({step, place, std::move(inner)});
      found = object->members.end() - 1;
    }
    object = &found->value;
  }
  const Span key_span = value.span;
  object->members.push_back({steps.back(), key_span, std::move(value)});
}

const Value* FindPath(const Value& object, std::string_view path) {
  if (const Value* const value = object.Find(path)) return value;
  for (std::size_t dot = path.find('.'); dot != std::string_view::npos; dot = path.find('.', dot + 1)) {
    const Value* const inner = object.Find(path.substr(0, dot));
    if (inner == nullptr || inner->kind != Value::Kind::kObject) continue;
    if (const Value* const value = FindPath(*inner, path.substr(dot + 1))) return value;
  }
  return nullptr;
}

}  // namespace

bool IsBlank(std::string_view text) { return ColumnKey(text).empty(); }

Value MapRecord(const Mapping::Data& mapping, std::span<const std::optional<Value>> cells, std::size_t row, Span place,
                std::vector<Diagnostic>& warnings) {
  Value root;
  root.kind = Value::Kind::kObject;
  root.span = place;
  for (const MappedField& field : mapping.fields) {
    auto value = FieldMapper(field, cells, row, place, warnings).Map();
    if (value && value->kind != Value::Kind::kNull) Put(root, field.steps, *std::move(value), place);
  }
  return root;
}

std::vector<std::optional<Value>> CellsOf(const Mapping::Data& mapping, const Value& object) {
  std::vector<std::optional<Value>> cells;
  for (const std::string& column : mapping.columns) {
    const Value* const value = FindPath(object, column);
    const bool silent = value == nullptr || value->kind == Value::Kind::kNull ||
                        (value->kind == Value::Kind::kText && IsBlank(value->text));
    cells.push_back(silent ? std::nullopt : std::optional(*value));
  }
  return cells;
}

}  // namespace proviso
