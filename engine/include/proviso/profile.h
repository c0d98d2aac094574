// What evaluating cost: which phrases, patterns and rules took how long. Counts depend on modules and descriptors
// alone, times on the machine and the moment: nothing that is told of a descriptor hangs on them.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

namespace proviso {

// Of a phrase or pattern of a vocabulary entry.
struct WordingProfile {
  enum class Kind : std::uint8_t { kPhrase, kExcept, kPattern };
  Kind kind = Kind::kPhrase;
  bool every_text = false;  // a pattern that is run on every text, for want of letters to look for
  std::string module, entry;
  std::size_t number = 0;         // from 1, among those of its kind in the entry
  std::string text;               // as written
  std::uint64_t tried = 0;        // texts that it was tried on, because words or letters that it needs stand there
  std::uint64_t matched = 0;      // those of them in which it matched
  std::uint64_t nanoseconds = 0;  // less the longest try, where that may have been an accident
};

struct RuleProfile {
  std::string rule;                              // policy/rule
  std::uint64_t violated = 0, undetermined = 0;  // descriptors
  std::uint64_t nanoseconds = 0;                 // for making its findings
};

struct Profile {
  std::uint64_t descriptors = 0;
  std::uint64_t texts = 0, bytes = 0, words = 0;
  // Nanoseconds by stage. None is part of another.
  std::uint64_t normalising = 0;            // texts
  std::uint64_t phrases = 0, patterns = 0;  // tried on texts
  std::uint64_t scanning = 0;               // what else finding mentions takes: words, what is to be tried, denials
  std::uint64_t reading = 0;                // all other fields
  std::uint64_t conditions = 0, findings = 0, questions = 0;
  // In the order of the modules' entries, and of the policies: the same for all evaluators of one ruleset and the same
  // options.
  std::vector<WordingProfile> wordings;
  std::vector<RuleProfile> rules;

  std::uint64_t all() const {
    return normalising + phrases + patterns + scanning + reading + conditions + findings + questions;
  }
};

// Adds what another evaluator of the same ruleset and options cost.
void Add(Profile& to, const Profile& more);

// Why a phrase or pattern costs what it does and what its author can do, in a sentence or two; empty when there is
// nothing to say.
std::string CostReason(const WordingProfile& wording, const Profile& profile);

}  // namespace proviso
