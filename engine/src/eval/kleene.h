// Kleene's strong logic over any number of parts, whatever they are: `truth_of` tells the truth of one.
#pragma once

#include <cstddef>

#include "model/model.h"
#include "proviso/evaluate.h"

namespace proviso {

// How a count of true and unknown parts stands to bounds.
Truth JudgeCount(std::size_t certain, std::size_t possible, const Bounds& bounds);

// Looks no further than the first part that is false.
template <typename Parts, typename TruthOf>
Truth JudgeAll(const Parts& parts, TruthOf truth_of) {
  Truth truth = Truth::kTrue;
  for (const auto& part : parts) {
    truth = And(truth, truth_of(part));
    if (truth == Truth::kFalse) break;
  }
  return truth;
}

// Looks no further than the first part that is true.
template <typename Parts, typename TruthOf>
Truth JudgeAny(const Parts& parts, TruthOf truth_of) {
  Truth truth = Truth::kFalse;
  for (const auto& part : parts) {
    truth = Or(truth, truth_of(part));
    if (truth == Truth::kTrue) break;
  }
  return truth;
}

template <typename Parts, typename TruthOf>
Truth JudgeCountOf(const Parts& parts, const Bounds& bounds, TruthOf truth_of) {
  std::size_t certain = 0;
  std::size_t possible = 0;
  for (const auto& part : parts) {
    const Truth truth = truth_of(part);
    certain += truth == Truth::kTrue ? 1 : 0;
    possible += truth != Truth::kFalse ? 1 : 0;
  }
  return JudgeCount(certain, possible, bounds);
}

}  // namespace proviso
