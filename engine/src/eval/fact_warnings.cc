#include "eval/fact_warnings.h"

#include "base/codes.h"

namespace proviso {
namespace {

constexpr std::size_t kMostWarnings = 100;

}  // namespace

std::string_view Wanted(FieldType type) {
  switch (type) {
    case FieldType::kText:
      return "a text";
    case FieldType::kTerm:
      return "a term (one text)";
    case FieldType::kTerms:
      return "a list of terms";
    case FieldType::kFlag:
      return "true or false";
    case FieldType::kNumber:
      return "a number";
    case FieldType::kCount:
      return "a whole number that is not negative";
    case FieldType::kBytes:
      return "a size with its unit, such as `1,400 TB`";
    case FieldType::kDuration:
      return "a duration with its unit, such as `90 days`";
    case FieldType::kDate:
      return "a date as YYYY-MM-DD";
    case FieldType::kList:
      return "a list of objects";
  }
  return "";
}

std::string_view Found(const Value& value) {
  switch (value.kind) {
    case Value::Kind::kNull:
      return "null";
    case Value::Kind::kBool:
      return "a boolean";
    case Value::Kind::kNumber:
      return "a number";
    case Value::Kind::kText:
      return "a text";
    case Value::Kind::kList:
      return "a list";
    case Value::Kind::kObject:
      return "an object";
  }
  return "";
}

bool FactWarnings::HasRoom() const { return warnings_.size() < kMostWarnings; }

void FactWarnings::Add(std::string_view code, Span span, std::string message, std::string help) {
  if (HasRoom()) {
    warnings_.push_back({code, DiagnosticSeverity::kWarning, std::move(message), span, {}, std::move(help)});
  } else {
    ++untold_;
    untold_span_ = span;
  }
}

std::vector<Diagnostic> FactWarnings::Take() {
  if (untold_ > 0) {
    warnings_.push_back({code::kTooLarge,
                         DiagnosticSeverity::kWarning,
                         "and " + std::to_string(untold_) + " more warnings of this descriptor",
                         untold_span_,
                         {},
                         ""});
  }
  return std::move(warnings_);
}

}  // namespace proviso
