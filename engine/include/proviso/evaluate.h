// A ruleset and a descriptor in, an assessment out.
#pragma once

#include <memory>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "proviso/descriptor.h"
#include "proviso/profile.h"
#include "proviso/ruleset.h"

namespace proviso {

// Kleene's strong three-valued logic. The order is the truth order: And is the minimum, Or the maximum.
enum class Truth : std::uint8_t { kFalse, kUnknown, kTrue };

constexpr Truth And(Truth a, Truth b) { return a < b ? a : b; }
constexpr Truth Or(Truth a, Truth b) { return a < b ? b : a; }
constexpr Truth Not(Truth a) { return static_cast<Truth>(2 - static_cast<int>(a)); }
constexpr Truth Known(bool value) { return value ? Truth::kTrue : Truth::kFalse; }
std::string_view ToString(Truth truth);  // "true", "false", "unknown"

enum class Effect : std::uint8_t { kDeny, kReview, kNote };
enum class RuleSeverity : std::uint8_t { kCritical, kHigh, kMedium, kLow };
enum class State : std::uint8_t { kViolated, kUndetermined, kClear };
// Worst first. kInvalid: the descriptor could not be read.
enum class Decision : std::uint8_t { kInvalid, kDeny, kAsk, kReview, kAllow };

std::string_view ToString(Effect effect);
std::string_view ToString(RuleSeverity severity);
std::string_view ToString(State state);
std::string_view ToString(Decision decision);

// What a finding rests on: one fact, as declared.
struct Evidence {
  // How a piece of text counts. kNone: not a match in a text.
  enum class Reading : std::uint8_t { kNone, kAsserted, kDenied, kHedged };

  std::string field;           // concrete path: `purpose`, `services[1].name`
  Truth truth = Truth::kTrue;  // of the leaf that it supports
  bool declared = true;        // false: the field is not there (and its absence counts, or is what is unknown)
  Reading reading = Reading::kNone;
  bool folded = false;                    // the text had to be normalised beyond letter case to match
  bool presence = false;                  // told because it is declared, whatever it says
  std::string value;                      // the declared value as written; for a match in a text, the original words
  std::string entry;                      // vocabulary entry, for mentions and denies
  std::string term;                       // the term that was asked for
  std::string cue;                        // the words that deny or hedge, as written
  std::string implied_by;                 // the declared term that implies `term`, as written
  std::optional<std::size_t> start, end;  // byte offsets into the field's decoded text
  std::optional<Span> span;               // in the descriptor's source
};

// By evidence: whether it tells no more than that a field is declared, of which something else is told, so that it goes
// without saying.
std::vector<bool> ToldByOthers(const std::vector<Evidence>& evidence);

struct Finding {
  std::string rule;  // policy/rule
  State state = State::kClear;
  Effect effect = Effect::kNote;
  RuleSeverity severity = RuleSeverity::kLow;
  std::string title, clause, message, remedy;
  std::vector<Evidence> evidence;
  std::vector<std::string> unknown;  // undetermined: the fields whose answers would decide it, sorted
  std::vector<std::string> unclear;  // those of them of which something is declared, sorted
};

// Many descriptors have the same finding of a rule, where they are silent: such a one stands once.
using FindingPtr = std::shared_ptr<const Finding>;

struct Question {
  std::string field;
  std::string question;
  std::string about;  // what is unclear in what was declared (a hedged phrase, an unknown term); may be empty
  std::vector<std::string> settles;  // rules that an answer can settle, sorted
};

struct Assessment {
  std::string descriptor;  // its id
  Decision decision = Decision::kInvalid;
  // Worst first, then by rule id; never null. Those that are clear as well, if the options say so.
  std::vector<FindingPtr> findings;
  std::size_t clear = 0;             // how many rules are clear, told or not
  std::vector<Question> questions;   // in the order to ask
  std::vector<Diagnostic> warnings;  // spans of the descriptor's source
  std::vector<std::string> signals;  // that hold, sorted
};

// One node of a condition tree as it was evaluated.
struct Trace {
  std::string label;  // the condition in the words of the module: `data.subjects includes civilians`
  Truth truth = Truth::kUnknown;
  std::vector<Evidence> evidence;  // leaves only
  std::string reason;              // leaves that are unknown or false: why, e.g. `not declared`
  std::vector<Trace> children;
};

struct RuleTrace {
  Finding finding;
  std::string policy_title, source, edition;
  std::vector<Trace> parts;  // applies, when, unless, require: those that there are; label is that word
};

struct EvaluateOptions {
  Date as_of;                     // rules not in effect on that day give no finding
  bool undeclared_no = false;     // `--undeclared no`: every absent field is a false
  std::vector<std::string> only;  // globs over `policy` or `policy/rule`; empty: all
  std::set<std::string> bound;    // policies named by the user: their `applies` is not asked
  bool tell_clear = true;         // findings that are clear belong to an assessment
  bool profile = false;           // what evaluating costs is counted and timed, see TakeProfile()
};

// Evaluates descriptors one at a time. Belongs to one thread; many evaluators may share a ruleset.
class Evaluator {
 public:
  Evaluator(Ruleset ruleset, EvaluateOptions options);
  ~Evaluator();
  Evaluator(Evaluator&&) noexcept;
  Evaluator& operator=(Evaluator&&) noexcept;

  Assessment Evaluate(const Descriptor& descriptor);
  // What Evaluate() cost since the evaluator was made or this was last asked; nothing unless the options ask for it.
  Profile TakeProfile();
  // The condition trees of the selected rules, in the order of the findings.
  std::vector<RuleTrace> Explain(const Descriptor& descriptor);
  // Truth of a named signal; empty when no such signal is loaded.
  std::optional<Truth> Signal(const Descriptor& descriptor, std::string_view name);
  // Truths of all signals that are loaded, in the order of `Ruleset::Signals()`; the descriptor is read once.
  std::vector<Truth> Signals(const Descriptor& descriptor);
  // What a named signal rests on; nothing when no such signal is loaded.
  std::vector<Evidence> SignalEvidence(const Descriptor& descriptor, std::string_view name);
  // How many rules the options select and hold in effect: 0 means that nothing would be evaluated.
  std::size_t RuleCount() const;

 private:
  struct Setup;  // the ruleset's plan, and which of its rules are selected
  std::unique_ptr<Setup> setup_;
};

// The same of an evaluator that need not be made for it.
std::size_t CountRules(const Ruleset& ruleset, const EvaluateOptions& options);

// `*` any run of characters, `?` any one; the whole name must match.
bool GlobMatch(std::string_view glob, std::string_view name);

// Whether `only` (globs over `policy` or `policy/rule`) selects a rule, `policy/rule`, or a policy as such, `policy`.
// No globs select everything.
bool IsSelected(const std::vector<std::string>& only, std::string_view id);

}  // namespace proviso
