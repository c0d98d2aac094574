#include "text/pattern_filter.h"

#include <algorithm>
#include <cstring>
#include <map>
#include <string>
#include <utility>

#include "regex/literal_clauses.h"

namespace proviso {

class PatternFilterMaker {
 public:
  PatternFilter Make(const std::vector<Pattern>& patterns) {
    for (const Pattern& pattern : patterns) Add(pattern);
    std::vector<PatternFilter::Atom> atoms;
    std::vector<char> letters;
    std::vector<std::vector<std::uint32_t>> clauses;
    std::vector<std::vector<std::uint32_t>> by_bucket(PatternFilter::kBuckets);
    std::vector<std::uint64_t> present(PatternFilter::kBuckets / 64);
    for (const auto& [text, of_atom] : clauses_of_) {
      const std::size_t bucket = PatternFilter::BucketAt(text.data());
      by_bucket[bucket].push_back(static_cast<std::uint32_t>(atoms.size()));
      present[bucket / 64] |= std::uint64_t{1} << (bucket % 64);
      atoms.push_back({static_cast<std::uint32_t>(letters.size()), static_cast<std::uint32_t>(text.size())});
      letters.insert(letters.end(), text.begin(), text.end());
      clauses.push_back(of_atom);
    }
    PatternFilter filter;
    filter.atoms_ = FlatArray(std::move(atoms));
    filter.letters_ = FlatArray(std::move(letters));
    filter.by_bucket_ = FlatRows(by_bucket);
    filter.clauses_ = FlatRows(clauses);
    filter.pattern_of_ = FlatArray(std::move(pattern_of_));
    filter.needed_ = FlatArray(std::move(needed_));
    filter.present_ = FlatArray(std::move(present));
    filter.always_ = FlatArray(std::move(always_));
    return filter;
  }

 private:
  void Add(const Pattern& pattern) {
    const auto number = static_cast<std::uint32_t>(needed_.size());
    const auto clauses = LiteralClauses(pattern, PatternFilter::kShortest);
    needed_.push_back(static_cast<std::uint32_t>(clauses.size()));
    if (clauses.empty()) always_.push_back(number);
    for (const std::vector<std::string>& clause : clauses) {
      for (const std::string& atom : clause)
        clauses_of_[atom].push_back(static_cast<std::uint32_t>(pattern_of_.size()));
      pattern_of_.push_back(number);
    }
  }

  std::map<std::string, std::vector<std::uint32_t>> clauses_of_;  // by atom
  std::vector<std::uint32_t> pattern_of_, needed_, always_;
};

PatternFilter::PatternFilter(const std::vector<Pattern>& patterns) {
  if (!patterns.empty()) *this = PatternFilterMaker().Make(patterns);
}

std::vector<std::uint32_t> PatternFilter::Candidates(std::string_view normalised) const {
  std::vector<std::uint32_t> candidates(always_.begin(), always_.end());
  if (atoms_.empty() || normalised.size() < kShortest) return candidates;
  // What this text has met so far; cleared by counting up, not by writing it over.
  struct Met {
    std::vector<std::uint32_t> clauses, patterns;  // by number: the text that met it last
    std::vector<std::uint32_t> counts;             // by pattern: how many clauses that text met
    const PatternFilter* of = nullptr;
    std::uint32_t text = 0;
  };
  static thread_local Met met;
  if (met.of != this || met.clauses.size() != pattern_of_.size() || met.patterns.size() != needed_.size() ||
      met.text == std::uint32_t(-1)) {
    met.clauses.assign(pattern_of_.size(), 0);
    met.patterns.assign(needed_.size(), 0);
    met.counts.assign(needed_.size(), 0);
    met.of = this;
    met.text = 0;
  }
  const std::uint32_t text = ++met.text;
  const char* const begin = normalised.data();
  for (std::size_t at = 0; at + kShortest <= normalised.size(); ++at) {
    const std::size_t bucket = BucketAt(begin + at);
    if ((present_[bucket / 64] >> (bucket % 64) & 1U) == 0) continue;
    for (const std::uint32_t number : by_bucket_[bucket]) {
      const Atom atom = atoms_[number];
      if (atom.size > normalised.size() - at || std::memcmp(begin + at, letters_.begin() + atom.begin, atom.size) != 0)
        continue;
      for (const std::uint32_t clause : clauses_[number]) {
        if (met.clauses[clause] == text) continue;
        met.clauses[clause] = text;
        const std::uint32_t pattern = pattern_of_[clause];
        if (met.patterns[pattern] != text) {
          met.patterns[pattern] = text;
          met.counts[pattern] = 0;
        }
        if (++met.counts[pattern] == needed_[pattern]) candidates.push_back(pattern);
      }
    }
  }
  std::ranges::sort(candidates);
  return candidates;
}

}  // namespace proviso
