#include "model/model.h"

#include <algorithm>

namespace proviso {

std::string_view ToString(FieldType type) {
  switch (type) {
    case FieldType::kText:
      return "text";
    case FieldType::kTerm:
      return "term";
    case FieldType::kTerms:
      return "terms";
    case FieldType::kFlag:
      return "flag";
    case FieldType::kNumber:
      return "number";
    case FieldType::kCount:
      return "count";
    case FieldType::kBytes:
      return "bytes";
    case FieldType::kDuration:
      return "duration";
    case FieldType::kDate:
      return "date";
    case FieldType::kList:
      return "list";
  }
  return "";
}

QuantityKind QuantityKindOf(FieldType type) {
  switch (type) {
    case FieldType::kBytes:
      return QuantityKind::kBytes;
    case FieldType::kDuration:
      return QuantityKind::kDuration;
    case FieldType::kCount:
      return QuantityKind::kCount;
    default:
      return QuantityKind::kNumber;
  }
}

std::string_view ToString(Operator op) {
  switch (op) {
    case Operator::kIs:
      return "is";
    case Operator::kIn:
      return "in";
    case Operator::kIncludes:
      return "includes";
    case Operator::kIncludesAny:
      return "includes_any";
    case Operator::kIncludesAll:
      return "includes_all";
    case Operator::kMentions:
      return "mentions";
    case Operator::kDenies:
      return "denies";
    case Operator::kMatches:
      return "matches";
    case Operator::kOver:
      return "over";
    case Operator::kAtLeast:
      return "at_least";
    case Operator::kUnder:
      return "under";
    case Operator::kAtMost:
      return "at_most";
    case Operator::kBefore:
      return "before";
    case Operator::kAfter:
      return "after";
    case Operator::kDeclared:
      return "declared";
  }
  return "";
}

std::string Citation(const Rule& rule) {
  std::string text;
  for (const std::string& clause : rule.clauses) text += (text.empty() ? "" : "; ") + clause;
  return text;
}

const Field* Model::FindField(std::string_view path) const {
  const auto at =
      std::ranges::lower_bound(fields, path, {}, [](const Field& field) { return std::string_view(field.path); });
  return at != fields.end() && at->path == path ? &*at : nullptr;
}

}  // namespace proviso
