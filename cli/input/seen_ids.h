// Which ids were met, and where first: exactly, for any number of them, without holding them.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

namespace proviso {

struct SeenPlace {
  std::uint64_t line = 0;
  std::uint32_t column = 0;
  std::uint32_t input = 0;  // by its number

  friend bool operator==(const SeenPlace&, const SeenPlace&) = default;
};

// An id is known by a 128-bit hash of it (MurmurHash3): that two of a thousand million ids share one has odds of about
// 1 to 10^21. What does not fit into memory goes to nameless temporary files, sorted by hash; a Bloom filter over each
// keeps most new ids from being looked up there. Memory: half a megabyte, and 1.25 a million ids up to `kMostFilters`.
class SeenIds {
 public:
  explicit SeenIds(std::size_t most_in_memory = 16384);
  ~SeenIds();
  SeenIds(const SeenIds&) = delete;
  SeenIds& operator=(const SeenIds&) = delete;

  // Where `id` was met first, if it was before; else this place is remembered. Throws UsageError when what was written
  // to a temporary file cannot be read again.
  std::optional<SeenPlace> Meet(std::string_view id, const SeenPlace& place);

  struct Entry {
    std::uint64_t high = 0, low = 0;  // the hash
    SeenPlace place;
  };

 private:
  struct Run;  // a sorted file

  const Entry* FindInMemory(const Entry& entry) const;
  void Insert(const Entry& entry);
  void Grow(std::size_t slots);
  void Spill();
  void Merge();
  bool WriteRun(std::vector<Run>& sources, Run& out);

  std::size_t most_in_memory_;
  std::vector<Entry> entries_;        // those in memory, in the order met
  std::vector<std::uint32_t> slots_;  // by hash; 0 is free, else an index into `entries_` plus one
  std::vector<Run> runs_;             // the oldest and largest first
  std::size_t filter_bytes_ = 0;
  bool disk_ = true;  // false once a file could not be written: everything stays in memory from then on
};

// 128 bits of MurmurHash3 (x64), seed 0.
std::array<std::uint64_t, 2> Hash128(std::string_view text);

}  // namespace proviso
