// Quantities as people write them: `1,400 TB`, `90 days`, `3 million`. Exact: no binary floating point takes part.
#pragma once

#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace proviso {

// Invariant: the value times 10^9, exactly. Bytes count bytes, durations count seconds.
__extension__ typedef __int128 Int128;  // both compilers have it; ISO C++ has no name for it

struct Quantity {
  Int128 nano = 0;

  friend bool operator==(const Quantity&, const Quantity&) = default;
  friend auto operator<=>(const Quantity&, const Quantity&) = default;
};

enum class QuantityKind : std::uint8_t { kNumber, kCount, kBytes, kDuration };

struct QuantityResult {
  std::optional<Quantity> quantity;
  std::string problem;  // when there is none: what is wrong, e.g. "`1,4` groups digits in threes"
};

// DETAILS of the reading: thousands are commas in groups of three, `.` is decimal; number and count take thousand,
// million, billion, trillion, k, m, bn; bytes need a unit save 0 (KB = 1000, KiB = 1024, bits refused); durations need
// a unit save 0 (`min`, not `m`; a month is 30 days, a year 365, twelve months a year; compounds add up). Ranges and
// approximations are refused.
QuantityResult ParseQuantity(std::string_view text, QuantityKind kind);

// Without unit: the plain decimal number, for labels.
std::string ToString(Quantity quantity);

}  // namespace proviso
