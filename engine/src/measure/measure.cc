#include "proviso/measure.h"

#include <cmath>

namespace proviso {
namespace {

constexpr double kZ = 1.959964;  // two-sided 95 %

class Mean {
 public:
  void Add(const std::optional<Proportion>& proportion) {
    if (!proportion) return;
    sum_ += proportion->value;
    ++count_;
  }
  std::optional<double> Value() const {
    return count_ == 0 ? std::nullopt : std::optional(sum_ / static_cast<double>(count_));
  }

 private:
  double sum_ = 0;
  std::size_t count_ = 0;
};

double DiceOfJaccard(double jaccard) { return 2 * jaccard / (1 + jaccard); }

}  // namespace

void SignalCounts::Add(Labelled label, bool is_denied, Truth found) {
  if (label == Labelled::kUnclear) {
    ++unclear;
    return;
  }
  const bool holds = found == Truth::kTrue;
  if (found == Truth::kUnknown) ++open;
  if (is_denied) {
    ++denied;
    if (holds) ++denied_found;
  }
  if (label == Labelled::kYes) {
    ++(holds ? true_positives : false_negatives);
  } else {
    ++(holds ? false_positives : true_negatives);
  }
}

SignalCounts& SignalCounts::operator+=(const SignalCounts& other) {
  true_positives += other.true_positives;
  false_positives += other.false_positives;
  false_negatives += other.false_negatives;
  true_negatives += other.true_negatives;
  open += other.open;
  unclear += other.unclear;
  denied += other.denied;
  denied_found += other.denied_found;
  return *this;
}

std::optional<Proportion> Wilson(std::size_t successes, std::size_t trials) {
  if (trials == 0) return std::nullopt;
  const auto n = static_cast<double>(trials);
  const double p = static_cast<double>(successes) / n;
  const double scale = 1 + kZ * kZ / n;
  const double center = (p + kZ * kZ / (2 * n)) / scale;
  const double half = kZ / scale * std::sqrt(p * (1 - p) / n + kZ * kZ / (4 * n * n));
  // At the ends the interval touches 0 or 1; rounding must not leave it beside them.
  return Proportion{p, successes == 0 ? 0 : center - half, successes == trials ? 1 : center + half};
}

Quality QualityOf(const SignalCounts& counts) {
  const std::size_t hits = counts.true_positives;
  Quality quality{.precision = Wilson(hits, hits + counts.false_positives),
                  .recall = Wilson(hits, hits + counts.false_negatives),
                  .f1 = Wilson(hits, hits + counts.false_positives + counts.false_negatives)};
  if (quality.f1) {
    quality.f1 =
        Proportion{DiceOfJaccard(quality.f1->value), DiceOfJaccard(quality.f1->low), DiceOfJaccard(quality.f1->high)};
  }
  return quality;
}

MacroQuality MacroOf(std::span<const SignalCounts> signals) {
  Mean precision, recall, f1;
  for (const SignalCounts& counts : signals) {
    const Quality quality = QualityOf(counts);
    precision.Add(quality.precision);
    recall.Add(quality.recall);
    f1.Add(quality.f1);
  }
  return {precision.Value(), recall.Value(), f1.Value()};
}

SignalCounts MicroOf(std::span<const SignalCounts> signals) {
  SignalCounts sum;
  for (const SignalCounts& counts : signals) sum += counts;
  return sum;
}

}  // namespace proviso
