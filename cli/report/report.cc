#include "report/report.h"

#include "proviso/printable.h"

namespace proviso {

void Summary::Count(const Result& result) {
  switch (result.assessment.decision) {
    case Decision::kInvalid:
      ++invalid;
      invalid_places.push_back(PlaceOf(result));
      break;
    case Decision::kDeny:
      ++deny;
      break;
    case Decision::kAsk:
      ++ask;
      break;
    case Decision::kReview:
      ++review;
      break;
    case Decision::kAllow:
      ++allow;
      break;
  }
}

std::span<const ReportFormat> CheckFormats() {
  static constexpr ReportFormat kFormats[] = {
      {"text", &MakeTextReport},
      {"json", &MakeJsonReport},
      {"ndjson", &MakeNdjsonReport},
  };
  return kFormats;
}

std::string PlaceOf(const Source& source, std::size_t offset) {
  const Position at = source.At(offset);
  return Printable(source.name()) + ":" + std::to_string(at.line) + ":" + std::to_string(at.column);
}

std::string PlaceOf(const Result& result) {
  if (result.whole_input) return Printable(result.source->name());
  const Span span = result.faults.empty() ? result.span : result.faults.front().span;
  return PlaceOf(*result.source, span.begin);
}

}  // namespace proviso
