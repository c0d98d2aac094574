#include "text/pattern_filter.h"

#include <re2/filtered_re2.h>
#include <re2/re2.h>

#include <algorithm>
#include <cstring>
#include <map>
#include <string>
#include <utility>

namespace proviso {
namespace {

// A pattern with more atoms than this has no clause worth the asking.
constexpr std::size_t kMostAtoms = 400;
constexpr std::size_t kMostClauses = 3;

bool IsAscii(const std::string& text) {
  return std::ranges::all_of(text, [](char c) { return static_cast<unsigned char>(c) < 0x80; });
}

// One pattern's atoms, and the question about them.
class Atoms {
 public:
  Atoms(const Pattern& pattern, int shortest) : filter_(shortest) {
    re2::RE2::Options options(re2::RE2::Quiet);
    options.set_case_sensitive(false);
    int id = 0;
    if (filter_.Add(re2::StringPiece(pattern.text()), options, &id) != re2::RE2::NoError) return;
    filter_.Compile(&atoms_);
  }

  const std::vector<std::string>& all() const { return atoms_; }

  // Whether the pattern may match a text that holds these atoms alone.
  bool MayMatch(const std::vector<int>& held) const {
    std::vector<int> potential;
    filter_.AllPotentials(held, &potential);
    return !potential.empty();
  }

 private:
  re2::FilteredRE2 filter_;
  std::vector<std::string> atoms_;
};

// A smallest set out of `from` of which every match holds one; empty when there is none. `others` are the atoms that
// are not in `from`.
std::vector<int> ClauseOf(const Atoms& atoms, std::vector<int> from, const std::vector<int>& others) {
  const auto needed = [&](const std::vector<int>& clause) {
    std::vector<int> held = others;
    for (const int atom : from) {
      if (std::ranges::find(clause, atom) == clause.end()) held.push_back(atom);
    }
    std::ranges::sort(held);
    return !atoms.MayMatch(held);
  };
  std::vector<int> clause = from;
  if (clause.empty() || !needed(clause)) return {};
  // The shortest are given up first: they stand in most texts.
  std::ranges::stable_sort(clause, {}, [&](int atom) { return atoms.all()[static_cast<std::size_t>(atom)].size(); });
  for (std::size_t i = 0; i < clause.size();) {
    std::vector<int> smaller = clause;
    smaller.erase(smaller.begin() + static_cast<std::ptrdiff_t>(i));
    if (!smaller.empty() && needed(smaller)) {
      clause = std::move(smaller);
    } else {
      ++i;
    }
  }
  return clause;
}

std::vector<std::vector<std::string>> ClausesOf(const Pattern& pattern, int shortest) {
  const Atoms atoms(pattern, shortest);
  std::vector<std::vector<std::string>> clauses;
  if (atoms.all().empty() || atoms.all().size() > kMostAtoms) return clauses;
  // Letters beyond ASCII are folded in other ways by RE2 than by Normalise(): nothing hangs on those.
  std::vector<int> usable, others;
  for (std::size_t i = 0; i < atoms.all().size(); ++i)
    (IsAscii(atoms.all()[i]) ? usable : others).push_back(static_cast<int>(i));
  while (clauses.size() < kMostClauses) {
    const std::vector<int> clause = ClauseOf(atoms, usable, others);
    if (clause.empty()) break;
    std::vector<std::string>& letters = clauses.emplace_back();
    for (const int atom : clause) {
      letters.push_back(atoms.all()[static_cast<std::size_t>(atom)]);
      std::erase(usable, atom);
      others.push_back(atom);
    }
  }
  return clauses;
}

}  // namespace

class PatternFilterMaker {
 public:
  PatternFilter Make(const std::vector<Pattern>& patterns) {
    for (const Pattern& pattern : patterns) Add(pattern);
    std::vector<PatternFilter::Atom> atoms;
    std::vector<char> letters;
    std::vector<std::uint32_t> clause_begins, clauses;
    std::vector<std::vector<std::uint32_t>> by_bucket(PatternFilter::kBuckets);
    std::vector<std::uint64_t> present(PatternFilter::kBuckets / 64);
    for (const auto& [text, of_atom] : clauses_of_) {
      const std::size_t bucket = PatternFilter::BucketAt(text.data());
      by_bucket[bucket].push_back(static_cast<std::uint32_t>(atoms.size()));
      present[bucket / 64] |= std::uint64_t{1} << (bucket % 64);
      atoms.push_back({static_cast<std::uint32_t>(letters.size()), static_cast<std::uint32_t>(text.size())});
      letters.insert(letters.end(), text.begin(), text.end());
      clause_begins.push_back(static_cast<std::uint32_t>(clauses.size()));
      clauses.insert(clauses.end(), of_atom.begin(), of_atom.end());
    }
    clause_begins.push_back(static_cast<std::uint32_t>(clauses.size()));
    std::vector<std::uint32_t> buckets, flat;
    for (const std::vector<std::uint32_t>& in_bucket : by_bucket) {
      buckets.push_back(static_cast<std::uint32_t>(flat.size()));
      flat.insert(flat.end(), in_bucket.begin(), in_bucket.end());
    }
    buckets.push_back(static_cast<std::uint32_t>(flat.size()));
    PatternFilter filter;
    filter.atoms_ = FlatArray(std::move(atoms));
    filter.letters_ = FlatArray(std::move(letters));
    filter.buckets_ = FlatArray(std::move(buckets));
    filter.by_bucket_ = FlatArray(std::move(flat));
    filter.clause_begins_ = FlatArray(std::move(clause_begins));
    filter.clauses_ = FlatArray(std::move(clauses));
    filter.pattern_of_ = FlatArray(std::move(pattern_of_));
    filter.needed_ = FlatArray(std::move(needed_));
    filter.present_ = FlatArray(std::move(present));
    filter.always_ = FlatArray(std::move(always_));
    return filter;
  }

 private:
  void Add(const Pattern& pattern) {
    const auto number = static_cast<std::uint32_t>(needed_.size());
    const auto clauses = ClausesOf(pattern, static_cast<int>(PatternFilter::kShortest));
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
    for (std::uint32_t i = buckets_[bucket]; i < buckets_[bucket + 1]; ++i) {
      const Atom atom = atoms_[by_bucket_[i]];
      if (atom.size > normalised.size() - at || std::memcmp(begin + at, letters_.begin() + atom.begin, atom.size) != 0)
        continue;
      for (std::uint32_t c = clause_begins_[by_bucket_[i]]; c < clause_begins_[by_bucket_[i] + 1]; ++c) {
        const std::uint32_t clause = clauses_[c];
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
