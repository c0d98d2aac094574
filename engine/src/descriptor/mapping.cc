#include "descriptor/mapping.h"

#include <algorithm>
#include <array>
#include <map>

#include "base/codes.h"
#include "proviso/near.h"
#include "syntax/yaml.h"

namespace proviso {
namespace {

constexpr std::size_t kMostWidth = 20;

bool IsKebab(std::string_view name) {
  const bool letters = name.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789-") == std::string_view::npos;
  return letters && !name.empty() && name.front() != '-' && name.back() != '-' &&
         name.find("--") == std::string_view::npos;
}

bool IsStep(std::string_view step) {
  return !step.empty() && step.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789-_") == std::string_view::npos;
}

std::vector<std::string> SplitPath(std::string_view path) {
  std::vector<std::string> steps;
  for (std::size_t at = 0; at <= path.size();) {
    const std::size_t dot = std::min(path.find('.', at), path.size());
    steps.emplace_back(path.substr(at, dot - at));
    at = dot + 1;
  }
  return steps;
}

bool IsScalar(const Value& value) { return value.kind != Value::Kind::kList && value.kind != Value::Kind::kObject; }

class MappingReader {
 public:
  explicit MappingReader(Diagnostics& out) : out_(out) {}

  Mapping::Data Read(const Value& root) {
    static const std::vector<std::string> kKeys = {"mapping", "title", "source", "fields"};
    if (root.kind != Value::Kind::kObject) {
      out_.Error(code::kWrongShape, root.span, "a mapping is a YAML mapping", "write `mapping: NAME`, then `fields:`");
      return {};
    }
    CheckKeys(root, kKeys);
    ReadName(root);
    for (const char* key : {"title", "source"}) {
      const Value* const value = root.Find(key);
      if (value != nullptr && !IsScalar(*value))
        out_.Error(code::kWrongShape, value->span, "this should be a text", "write one text, in quotes if need be");
    }
    const Value* const fields = Need(root, "fields", "it says which column each field is read from");
    if (fields != nullptr) ReadFields(*fields);
    return std::move(data_);
  }

 private:
  void CheckKeys(const Value& object, const std::vector<std::string>& known) {
    for (const Member& member : object.members) {
      if (std::ranges::find(known, member.key) != known.end()) continue;
      std::string help = DidYouMean(member.key, known);
      if (help.empty()) {
        for (const std::string& key : known) help += (help.empty() ? "known are `" : ", `") + key + "`";
      }
      out_.Error(code::kUnknownKey, member.key_span, "unknown key `" + member.key + "`", help);
    }
  }

  const Value* Need(const Value& object, const std::string& key, const std::string& why) {
    const Value* const value = object.Find(key);
    if (value == nullptr || value->kind == Value::Kind::kNull) {
      out_.Error(code::kMissingKey, value == nullptr ? FirstKeyOf(object) : value->span, "`" + key + "` is missing",
                 why);
      return nullptr;
    }
    return value;
  }

  static Span FirstKeyOf(const Value& object) {
    return object.members.empty() ? object.span : object.members.front().key_span;
  }

  void ReadName(const Value& root) {
    const Value* const name = Need(root, "mapping", "write `mapping: NAME`");
    if (name == nullptr) return;
    if (name->kind == Value::Kind::kText && IsKebab(name->text)) {
      data_.name = name->text;
    } else {
      out_.Error(code::kBadName, name->span, "the name of a mapping is kebab-case",
                 "small letters, digits and single hyphens: `intake-2026`");
    }
  }

  void ReadFields(const Value& fields) {
    if (fields.kind != Value::Kind::kObject) {
      out_.Error(code::kWrongShape, fields.span, "`fields` maps field paths to columns",
                 "write `purpose: COLUMN` lines under it");
      return;
    }
    if (fields.Find("id") == nullptr) {
      out_.Error(code::kMissingKey, FirstKeyOf(fields), "no field `id`: a descriptor needs one",
                 "write `id: COLUMN`, or `id: {row: \"2026-\"}` to number the rows");
    }
    for (const Member& member : fields.members) ReadField(member);
    CheckOverlaps(fields);
  }

  void ReadField(const Member& member) {
    MappedField field{.steps = SplitPath(member.key)};
    if (!std::ranges::all_of(field.steps, IsStep)) {
      const bool list = member.key.find("[]") != std::string::npos;
      out_.Error(code::kBadName, member.key_span, "`" + member.key + "` is not a field that a mapping can fill",
                 list ? "a mapping fills no lists of objects"
                      : "steps of small letters, digits, `-` and `_`, with dots between");
      return;
    }
    const Value& spec = member.value;
    if (spec.kind == Value::Kind::kObject) {
      ReadSpec(member, field);
    } else if (IsScalar(spec) && spec.kind != Value::Kind::kNull) {
      AddColumn(spec, field);
    } else {
      out_.Error(code::kWrongShape, spec.kind == Value::Kind::kNull ? member.key_span : spec.span,
                 "`" + member.key + "` needs a column",
                 "write `" + member.key + ": COLUMN`, or `{columns: [...]}` for several");
    }
    data_.fields.push_back(std::move(field));
  }

  void ReadSpec(const Member& member, MappedField& field) {
    static const std::vector<std::string> kKeys = {"column", "columns", "values", "split", "value", "row", "width"};
    const Value& spec = member.value;
    CheckKeys(spec, kKeys);
    ReadColumns(spec, field);
    if (const Value* const value = spec.Find("value")) field.constant = *value;
    if (const Value* const values = spec.Find("values")) ReadValues(*values, field);
    if (const Value* const split = spec.Find("split")) ReadSplit(*split, field);
    ReadRow(spec, member.key == "id", field);
    if (field.constant && (!field.columns.empty() || field.row || field.values || !field.split.empty())) {
      out_.Error(code::kWrongShape, spec.span, "`value` is the same for every record, so nothing else stands beside it",
                 "remove it, or the column");
    } else if (!field.constant && field.columns.empty() && !field.row && !spec.Find("column") &&
               !spec.Find("columns")) {
      out_.Error(code::kMissingKey, spec.span, "`" + member.key + "` has neither `column`, `columns` nor `value`",
                 "say where its value comes from");
    }
  }

  void ReadColumns(const Value& spec, MappedField& field) {
    const Value* const one = spec.Find("column");
    const Value* const several = spec.Find("columns");
    if (one != nullptr && several != nullptr)
      out_.Error(code::kWrongShape, spec.span, "`column` and `columns` at once", "keep one of them");
    if (one != nullptr) AddColumn(*one, field);
    if (several == nullptr) return;
    if (several->kind != Value::Kind::kList || several->items.empty()) {
      out_.Error(code::kWrongShape, several->span, "`columns` is a list of column names", "write `columns: [A, B]`");
      return;
    }
    for (const Value& column : several->items) AddColumn(column, field);
  }

  void AddColumn(const Value& column, MappedField& field) {
    const std::string key = IsScalar(column) ? ColumnKey(column.text) : "";
    if (key.empty()) {
      out_.Error(code::kWrongShape, column.span, "this should be the name of a column",
                 "write the column's name as it stands in the table's first row");
      return;
    }
    const auto found = std::ranges::find(data_.columns, key);
    field.columns.push_back(static_cast<std::size_t>(found - data_.columns.begin()));
    if (found == data_.columns.end()) data_.columns.push_back(key);
  }

  void ReadValues(const Value& values, MappedField& field) {
    if (values.kind != Value::Kind::kObject || values.members.empty()) {
      out_.Error(code::kWrongShape, values.span, "`values` maps cells to what they mean",
                 "write `values: {\"Yes\": true, \"No\": false}`");
      return;
    }
    field.values.emplace();
    std::map<std::string, Span> seen;
    for (const Member& member : values.members) {
      const std::string key = ColumnKey(member.key);
      const auto [first, is_new] = seen.emplace(key, member.key_span);
      if (!is_new) {
        out_.Error(code::kDuplicateKey, member.key_span, "the cell `" + key + "` stands here twice, white space apart",
                   "keep one of them")
            .labels.push_back({first->second, "first written here"});
      }
      const bool plain = IsScalar(member.value) ||
                         (member.value.kind == Value::Kind::kList && std::ranges::all_of(member.value.items, IsScalar));
      if (!plain) out_.Error(code::kWrongShape, member.value.span, "a cell means a value or a list of values", "");
      field.values->emplace_back(key, member.value);
    }
  }

  void ReadSplit(const Value& split, MappedField& field) {
    if (split.kind != Value::Kind::kText || split.text.empty()) {
      out_.Error(code::kWrongShape, split.span, "`split` is the text between the parts of a cell",
                 "write `split: \";\"`");
      return;
    }
    field.split = split.text;
  }

  void ReadRow(const Value& spec, bool is_id, MappedField& field) {
    const Value* const row = spec.Find("row");
    const Value* const width = spec.Find("width");
    if (row == nullptr) {
      if (width != nullptr) out_.Error(code::kWrongShape, width->span, "`width` belongs to `row`", "remove it");
      return;
    }
    if (!is_id) out_.Error(code::kWrongShape, row->span, "`row` makes ids; only `id` takes it", "remove it");
    if (!IsScalar(*row))
      out_.Error(code::kWrongShape, row->span, "`row` is the text before the number of the row",
                 "write `row: \"2026-\"`");
    field.row = RowId{row->text, 0};
    if (width == nullptr) return;
    const bool digits = width->kind == Value::Kind::kNumber && width->text.size() <= 2 &&
                        width->text.find_first_not_of("0123456789") == std::string::npos;
    field.row->width = digits ? std::stoul(width->text) : kMostWidth + 1;
    if (field.row->width > kMostWidth) {
      out_.Error(code::kBadValue, width->span, "`width` is the number of digits, at most " + std::to_string(kMostWidth),
                 "write `width: 4`");
    }
  }

  // `data` and `data.subjects` cannot both be filled.
  void CheckOverlaps(const Value& fields) {
    std::map<std::string, Span> paths;
    for (const Member& member : fields.members) paths.emplace(member.key, member.key_span);
    for (const auto& [path, span] : paths) {
      for (std::size_t dot = path.find('.'); dot != std::string::npos; dot = path.find('.', dot + 1)) {
        const auto outer = paths.find(path.substr(0, dot));
        if (outer == paths.end()) continue;
        out_.Error(code::kDuplicateName, span,
                   "`" + path + "` lies inside `" + outer->first + "`, which has a value of its own",
                   "keep one of the two")
            .labels.push_back({outer->second, "the other is here"});
      }
    }
  }

  Diagnostics& out_;
  Mapping::Data data_;
};

}  // namespace

std::string ColumnKey(std::string_view text) {
  constexpr std::array<std::string_view, 6> kSpaces = {" ", "\t", "\n", "\r", "\xC2\xA0", "\xEF\xBB\xBF"};
  std::string key;
  bool space = false;
  for (std::size_t at = 0; at < text.size();) {
    const auto found =
        std::ranges::find_if(kSpaces, [&](std::string_view s) { return text.substr(at).starts_with(s); });
    if (found != kSpaces.end()) {
      space = true;
      at += found->size();
      continue;
    }
    if (space && !key.empty()) key += ' ';
    space = false;
    key += text[at++];
  }
  return key;
}

std::optional<Mapping> Mapping::Parse(const Source& source, Diagnostics& out) {
  const std::size_t before = out.all.size();
  const auto root = ParseYaml(source, 0, YamlLimits{}, out);
  if (!root) return std::nullopt;
  Data data = MappingReader(out).Read(*root);
  for (std::size_t i = before; i < out.all.size(); ++i) {
    if (out.all[i].severity == DiagnosticSeverity::kError) return std::nullopt;
  }
  Mapping mapping;
  mapping.data_ = std::make_shared<const Data>(std::move(data));
  return mapping;
}

const std::string& Mapping::name() const { return data_->name; }

}  // namespace proviso
