// Checked modules as plain values: what the author meant, with names resolved to indices and every operand of the right
// type. Knows neither YAML nor how it will be run. Only check/ makes one; a Model that exists is right.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/quantity.h"
#include "proviso/descriptor.h"
#include "proviso/evaluate.h"
#include "regex/pattern.h"
#include "text/lexicon.h"

namespace proviso {

enum class FieldType : std::uint8_t { kText, kTerm, kTerms, kFlag, kNumber, kCount, kBytes, kDuration, kDate, kList };

std::string_view ToString(FieldType type);
// Of number, count, bytes and duration.
QuantityKind QuantityKindOf(FieldType type);

// One step of a path: `services[]` is {"services", true}.
struct PathStep {
  std::string key;
  bool each = false;

  friend bool operator==(const PathStep&, const PathStep&) = default;
};

struct Field {
  std::string path;  // `services[].name`
  std::vector<PathStep> steps;
  FieldType type = FieldType::kText;
  std::optional<std::size_t> taxonomy;  // term and terms only
  bool required = false;
  bool undeclared_no = false;
  std::string question;  // empty: none written
  std::size_t module = 0;
  Span span;
};

struct TermRef {
  std::size_t taxonomy = 0;
  std::size_t term = 0;

  friend bool operator==(const TermRef&, const TermRef&) = default;
  friend auto operator<=>(const TermRef&, const TermRef&) = default;
};

struct Term {
  std::string name;                  // as first written
  std::vector<std::string> aliases;  // as written
  std::vector<std::size_t> broader;  // direct, indices into the same taxonomy
  std::vector<TermRef> implies;      // direct
  Span span;
};

struct Taxonomy {
  std::string name;
  std::vector<Term> terms;
};

struct Entry {
  std::string name;
  LexiconEntry lexicon;
  std::size_t module = 0;
  Span span;
};

enum class Operator : std::uint8_t {
  kIs,
  kIn,
  kIncludes,
  kIncludesAny,
  kIncludesAll,
  kMentions,
  kDenies,
  kMatches,
  kOver,
  kAtLeast,
  kUnder,
  kAtMost,
  kBefore,
  kAfter,
  kDeclared,
};

std::string_view ToString(Operator op);  // as written: "includes_any"

// One operator with its operands: exactly the list that fits the operator and the field's type is filled.
struct Predicate {
  Operator op = Operator::kIs;
  std::vector<std::size_t> terms;    // of the field's taxonomy
  std::vector<std::size_t> entries;  // mentions: any of them; denies: all of them
  std::vector<Quantity> quantities;
  std::vector<Date> dates;
  std::vector<std::string> texts;  // `is`/`in` on text: as TextKey() gives them
  std::vector<bool> flags;         // `is`/`in` on flag; `declared`
  std::optional<Pattern> pattern;
  std::string written;  // the operand as the author wrote it, for labels: `[police, military]`
  Span span;
};

// Bounds on a count, both inclusive; `over`/`under` became these.
struct Bounds {
  std::optional<std::int64_t> at_least, at_most;
};

struct Condition {
  enum class Kind : std::uint8_t {
    kAll,
    kAny,
    kNot,
    kAtLeast,  // `bounds` of the children hold
    kSignal,   // `index` into Model::signals
    kField,    // `index` into Model::fields; all `predicates` hold (of one element, where the path has `[]`)
    kText,     // all text fields; `predicates` are mentions, denies or matches
    kSome,
    kEvery,
    kCount,  // `index`: the list field; `children`: the `where` (none only for kCount); kCount: `bounds`
  };
  Kind kind = Kind::kAll;
  std::vector<Condition> children;
  std::size_t index = 0;
  std::vector<Predicate> predicates;
  Bounds bounds;
  Span span;
  std::size_t number = 0;  // among all conditions of the model, once there is a plan
};

struct Signal {
  std::string name;
  Condition condition;
  std::size_t module = 0;
  Span span;
};

struct Rule {
  std::string id;  // without the policy
  std::string title, message, remedy;
  std::vector<std::string> clauses;  // the places in the document that it stands for, as written; no two are the same
  Effect effect = Effect::kNote;
  RuleSeverity severity = RuleSeverity::kMedium;   // medium when not written
  std::optional<Date> from, until;                 // both inclusive
  std::optional<Condition> when, unless, require;  // at least one of when and require
  Span span;
};

// A clause that no declaration can settle, told so that it is not taken for one that was forgotten.
struct UndecidableClause {
  std::string clause, gist, why;
  Span span;
};

struct Policy {
  std::string name, title, publisher, edition, source;
  std::string caveat;  // what whoever quotes the policy must know; may be empty
  std::optional<Condition> applies;
  std::vector<Rule> rules;
  std::vector<UndecidableClause> not_decidable;  // none of them is a clause of a rule
  std::size_t module = 0;
  Span span;
};

// What a test may expect. All that is written must come true.
struct ExpectedEvidence {
  std::string field;  // empty: any field
  std::string text;   // the evidence's value, compared as texts are; empty: any
  Span span;
};
struct ModuleTest {
  std::string name;
  std::size_t policy = 0;                             // index into Model::policies; of a library's test: kNoPolicy
  std::optional<std::size_t> rule;                    // index into that policy's rules: only this rule is evaluated
  Value given;                                        // an object; spans of its module's source
  std::vector<std::pair<std::size_t, State>> states;  // rule of the policy, expected state
  std::optional<Decision> decision;
  std::optional<std::vector<std::string>> asks;        // exactly these fields, in any order
  std::vector<std::pair<std::size_t, Truth>> signals;  // index into Model::signals
  std::vector<ExpectedEvidence> evidence;
  std::optional<Date> as_of;
  std::size_t module = 0;
  Span span;
};
inline constexpr std::size_t kNoPolicy = static_cast<std::size_t>(-1);

struct Module {
  std::string name;
  bool is_policy = false;
  bool named = false;             // one of those that the user handed over; false: reached in the base
  std::vector<std::size_t> uses;  // all that are in scope, itself not counted; sorted
  std::size_t source = 0;
};

struct Model {
  std::vector<Module> modules;       // sorted by name
  std::vector<Field> fields;         // sorted by path
  std::vector<Taxonomy> taxonomies;  // sorted by name
  std::vector<Entry> entries;        // sorted by name
  std::vector<Signal> signals;       // sorted by name
  CueSection denials, hedges;
  std::vector<Policy> policies;   // sorted by name
  std::vector<ModuleTest> tests;  // by source, then place

  const Field* FindField(std::string_view path) const;
};

// The clauses of a rule in one line: `§3(b); §4`.
std::string Citation(const Rule& rule);
// A condition in one line, in the words of the language: `data.subjects includes civilians`.
std::string Describe(const Condition& condition, const Model& model);
std::string Describe(const Predicate& predicate);

// Text for tests: the whole model, one thing a line.
std::string Dump(const Model& model);

}  // namespace proviso
