// The units that quantities are written in, each with what one of it is.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>

#include "base/quantity.h"

namespace proviso {

inline constexpr std::int64_t kDay = 86'400;  // seconds

// `factor` is what one of the unit is in the base unit. Months are counted apart: twelve are a year.
struct Unit {
  std::string_view name;
  Int128 factor;
  bool months = false;
};

// Names are in lower case. Of numbers and counts: scales (`thousand`, `k`).
std::span<const Unit> UnitsOf(QuantityKind kind);

}  // namespace proviso
