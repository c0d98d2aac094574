#include "report/report.h"

#include "proviso/printable.h"

namespace proviso {

void Summary::Count(const Result& result) {
  Count(result.assessment.decision);
  if (!result.valid() && invalid_places.size() < kMostPlaces) invalid_places.push_back(PlaceOf(result));
}

void Summary::Add(const Summary& further) {
  deny += further.deny;
  ask += further.ask;
  review += further.review;
  allow += further.allow;
  invalid += further.invalid;
  for (const std::string& place : further.invalid_places) {
    if (invalid_places.size() < kMostPlaces) invalid_places.push_back(place);
  }
}

void Summary::Count(Decision decision) {
  switch (decision) {
    case Decision::kInvalid:
      ++invalid;
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
