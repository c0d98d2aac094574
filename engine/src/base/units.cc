#include "base/units.h"

namespace proviso {
namespace {

constexpr Int128 Power(Int128 base, int exponent) { return exponent == 0 ? 1 : base * Power(base, exponent - 1); }

constexpr Unit kScales[] = {
    {"k", 1'000},
    {"thousand", 1'000},
    {"m", 1'000'000},
    {"million", 1'000'000},
    {"bn", 1'000'000'000},
    {"billion", 1'000'000'000},
    {"trillion", 1'000'000'000'000},
};

constexpr Unit kSizes[] = {
    {"b", 1},
    {"byte", 1},
    {"bytes", 1},
    {"kb", Power(1000, 1)},
    {"kilobyte", Power(1000, 1)},
    {"kilobytes", Power(1000, 1)},
    {"mb", Power(1000, 2)},
    {"megabyte", Power(1000, 2)},
    {"megabytes", Power(1000, 2)},
    {"gb", Power(1000, 3)},
    {"gigabyte", Power(1000, 3)},
    {"gigabytes", Power(1000, 3)},
    {"tb", Power(1000, 4)},
    {"terabyte", Power(1000, 4)},
    {"terabytes", Power(1000, 4)},
    {"pb", Power(1000, 5)},
    {"petabyte", Power(1000, 5)},
    {"petabytes", Power(1000, 5)},
    {"eb", Power(1000, 6)},
    {"exabyte", Power(1000, 6)},
    {"exabytes", Power(1000, 6)},
    {"zb", Power(1000, 7)},
    {"zettabyte", Power(1000, 7)},
    {"zettabytes", Power(1000, 7)},
    {"yb", Power(1000, 8)},
    {"yottabyte", Power(1000, 8)},
    {"yottabytes", Power(1000, 8)},
    {"kib", Power(1024, 1)},
    {"mib", Power(1024, 2)},
    {"gib", Power(1024, 3)},
    {"tib", Power(1024, 4)},
    {"pib", Power(1024, 5)},
    {"eib", Power(1024, 6)},
    {"zib", Power(1024, 7)},
    {"yib", Power(1024, 8)},
};

constexpr Unit kTimes[] = {
    {"s", 1},
    {"sec", 1},
    {"secs", 1},
    {"second", 1},
    {"seconds", 1},
    {"min", 60},
    {"mins", 60},
    {"minute", 60},
    {"minutes", 60},
    {"h", 3600},
    {"hr", 3600},
    {"hrs", 3600},
    {"hour", 3600},
    {"hours", 3600},
    {"d", kDay},
    {"day", kDay},
    {"days", kDay},
    {"wk", 7 * kDay},
    {"wks", 7 * kDay},
    {"week", 7 * kDay},
    {"weeks", 7 * kDay},
    {"mo", 30 * kDay, true},
    {"month", 30 * kDay, true},
    {"months", 30 * kDay, true},
    {"yr", 365 * kDay},
    {"yrs", 365 * kDay},
    {"year", 365 * kDay},
    {"years", 365 * kDay},
};

}  // namespace

std::span<const Unit> UnitsOf(QuantityKind kind) {
  switch (kind) {
    case QuantityKind::kBytes:
      return kSizes;
    case QuantityKind::kDuration:
      return kTimes;
    default:
      return kScales;
  }
}

}  // namespace proviso
