// Which of many patterns may match a text, by the letters that each of their matches must hold: the others need not be
// run. Never leaves out a pattern that matches.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "base/flat_array.h"
#include "regex/pattern.h"

namespace proviso {

// Immutable; threads may share it.
class PatternFilter {
 public:
  PatternFilter() = default;
  // Pattern i of the list has the number i.
  explicit PatternFilter(const std::vector<Pattern>& patterns);

  // The patterns that may match, ascending. `normalised` is a text as Normalise() gives it.
  std::vector<std::uint32_t> Candidates(std::string_view normalised) const;

  // Those that no letters can be found for: they are run on every text.
  const FlatArray<std::uint32_t>& always() const { return always_; }

 private:
  friend class PatternFilterMaker;
  template <class Archive>
  friend void Describe(Archive& archive, PatternFilter& filter) {
    archive(filter.atoms_, filter.letters_, filter.by_bucket_, filter.clauses_, filter.pattern_of_, filter.needed_,
            filter.present_, filter.always_);
  }

  static constexpr std::size_t kShortest = 3;  // bytes of an atom
  static constexpr std::size_t kBuckets = std::size_t{1} << 15;
  struct Atom {
    std::uint32_t begin = 0, size = 0;  // in `letters_`
  };

  static std::size_t BucketAt(const char* text) {
    const auto byte = [&](std::size_t i) { return static_cast<std::uint32_t>(static_cast<unsigned char>(text[i])); };
    return ((byte(0) | byte(1) << 8 | byte(2) << 16) * 0x9E3779B1U) >> 17;
  }

  FlatArray<Atom> atoms_;
  FlatArray<char> letters_;
  FlatRows<std::uint32_t> by_bucket_;    // atoms, by how they begin
  FlatRows<std::uint32_t> clauses_;      // by atom: those that it meets
  FlatArray<std::uint32_t> pattern_of_;  // by clause
  FlatArray<std::uint32_t> needed_;      // by pattern: how many clauses it has
  FlatArray<std::uint64_t> present_;     // by bucket, a bit each: whether any atom begins so
  FlatArray<std::uint32_t> always_;
};

}  // namespace proviso
