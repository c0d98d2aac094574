#include "regex/literal_clauses.h"

#include <re2/filtered_re2.h>
#include <re2/re2.h>

#include <algorithm>
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

}  // namespace

std::vector<std::vector<std::string>> LiteralClauses(const Pattern& pattern, std::size_t shortest) {
  const Atoms atoms(pattern, static_cast<int>(shortest));
  std::vector<std::vector<std::string>> clauses;
  if (atoms.all().empty() || atoms.all().size() > kMostAtoms) return clauses;
  // Letters beyond ASCII may be folded in other ways by RE2 than in the texts: nothing hangs on those.
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

}  // namespace proviso
