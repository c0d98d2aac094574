// What a measurement of signals against labels found, for people and programs.
#pragma once

#include <cstddef>
#include <string>
#include <utility>
#include <vector>

#include "proviso/measure.h"

namespace proviso {

// A signal that holds and should not, or the other way round.
struct LabelMiss {
  // kOpen: the signal is unknown, so it asks. kDeniedFound: the text denies it, and it was taken for an assertion.
  enum class Kind { kFalsePositive, kDeniedFound, kFalseNegative, kOpen };

  std::string signal, id, place;
  Kind kind = Kind::kFalsePositive;
  std::vector<std::string> words;  // `FIELD: TEXT`: what matched, or what was declared
};

struct Measurement {
  std::vector<std::pair<std::string, SignalCounts>> signals;  // by name
  std::vector<LabelMiss> misses;
  std::vector<std::string> unlabelled;  // descriptors without a label, each with its place
  std::size_t labelled = 0, invalid = 0;
};

// Two lines a signal, so that the figures with their intervals fit in 80 columns. `verbose` adds the misses.
std::string MeasurementText(const Measurement& measured, bool verbose);
std::string MeasurementMarkdown(const Measurement& measured, bool verbose);
std::string MeasurementJson(const Measurement& measured, bool verbose);

}  // namespace proviso
