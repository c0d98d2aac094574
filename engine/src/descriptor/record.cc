#include "descriptor/record.h"

#include <utility>

#include "base/codes.h"
#include "descriptor/dotted.h"
#include "descriptor/map_record.h"

namespace proviso {
namespace {

std::string Trimmed(std::string_view text) {
  constexpr std::string_view kSpace = " \t\r\n";
  const std::size_t begin = text.find_first_not_of(kSpace);
  return begin == std::string_view::npos ? ""
                                         : std::string(text.substr(begin, text.find_last_not_of(kSpace) + 1 - begin));
}

bool IsInteger(std::string_view number) {
  if (number.starts_with('-') || number.starts_with('+')) number.remove_prefix(1);
  return !number.empty() && number.find_first_not_of("0123456789") == std::string_view::npos;
}

// The id that an object declares; empty with a fault when it declares none.
std::string ReadId(const Value& root, Span place, Diagnostics& faults) {
  const Value* const id = root.Find("id");
  const Span here{place.source, place.begin, std::min(place.begin + 1, place.end)};
  const char* const help = "give every descriptor an `id`: a text that is not blank, or a whole number";
  if (id == nullptr || id->kind == Value::Kind::kNull) {
    faults.Error(code::kMissingId, id == nullptr ? here : id->span, "this descriptor has no `id`", help);
  } else if (id->kind == Value::Kind::kText && !IsBlank(id->text)) {
    return Trimmed(id->text);
  } else if (id->kind == Value::Kind::kNumber && IsInteger(id->text)) {
    return id->text;
  } else if (id->kind == Value::Kind::kText) {
    faults.Error(code::kMissingId, id->span, "this `id` is blank", help);
  } else {
    const bool scalar = id->kind == Value::Kind::kNumber || id->kind == Value::Kind::kBool;
    faults.Error(code::kMissingId, id->span, "this `id` is neither a text nor a whole number",
                 scalar ? "quote it" : help);
  }
  return "";
}

void TellNotAnObject(const Value& root, Span place, Diagnostics& faults) {
  const bool list = root.kind == Value::Kind::kList;
  const Span here{place.source, place.begin, std::min(place.begin + 1, place.end)};
  faults.Error(code::kNotAnObject, list ? here : root.span,
               list ? "a list stands where a descriptor should" : "this is no descriptor: it has no fields",
               list ? "in YAML, put `---` between descriptors; in JSON, put them into one list"
                    : "write `id: NAME`, then the fields");
}

}  // namespace

Record RecordMaker::FromTree(std::optional<Value> root, Span place, std::string id, Diagnostics faults) {
  const std::size_t row = row_++;
  std::vector<Diagnostic> warnings;
  if (root && root->kind != Value::Kind::kObject) {
    TellNotAnObject(*root, place, faults);
    root.reset();
  }
  if (root && mapping_ != nullptr) {
    const auto cells = CellsOf(mapping_->data(), *root);
    root = MapRecord(mapping_->data(), cells, row, place, warnings);
  }
  return Finish(std::move(root), place, std::move(id), std::move(faults), std::move(warnings));
}

Record RecordMaker::FromCells(std::span<const std::optional<Value>> cells, Span place, Diagnostics faults) {
  std::vector<Diagnostic> warnings;
  Value root = MapRecord(mapping_->data(), cells, row_++, place, warnings);
  return Finish(std::move(root), place, "", std::move(faults), std::move(warnings));
}

Record RecordMaker::Fault(std::string_view code, Span place, std::string message, std::string help) const {
  Diagnostics faults;
  faults.Error(code, place, std::move(message), std::move(help));
  return Finish(std::nullopt, place, "", std::move(faults), {});
}

Record RecordMaker::Finish(std::optional<Value> root, Span place, std::string id, Diagnostics faults,
                           std::vector<Diagnostic> warnings) const {
  Record record{.source = source_, .id = std::move(id), .span = place};
  if (root) {
    const TreeSize size = SizeWhenFiled(*root);
    const Span here{place.source, place.begin, std::min(place.begin + 1, place.end)};
    if (size.depth > limits_.depth || size.nodes > limits_.nodes) {
      faults.Error(
          size.depth > limits_.depth ? code::kTooDeep : code::kTooManyNodes, here,
          "the dotted keys of this stand for more than a descriptor may hold",
          "at most " + std::to_string(limits_.depth) + " levels and " + std::to_string(limits_.nodes) + " values");
    } else {
      FileDottedKeys(*root, warnings);
      record.id = ReadId(*root, place, faults);
    }
  }
  faults.Sort();
  record.faults = std::move(faults.all);
  if (record.faults.empty()) record.descriptor = Descriptor{record.id, *std::move(root), source_, std::move(warnings)};
  return record;
}

}  // namespace proviso
