// The one clock of the engine: how long a stretch of work took, for profiles. No result may hang on it.
#pragma once

#include <chrono>
#include <cstdint>

namespace proviso {

class Stopwatch {
 public:
  // One that is not on never reads the clock, and all its laps are 0.
  explicit Stopwatch(bool on) : on_(on) {
    if (on_) last_ = Clock::now();
  }

  // Nanoseconds since the lap before, or since the beginning.
  std::uint64_t Lap() {
    if (!on_) return 0;
    const Clock::time_point now = Clock::now();
    const auto passed = std::chrono::duration_cast<std::chrono::nanoseconds>(now - last_).count();
    last_ = now;
    return static_cast<std::uint64_t>(passed);
  }

 private:
  using Clock = std::chrono::steady_clock;
  bool on_;
  Clock::time_point last_;
};

}  // namespace proviso
