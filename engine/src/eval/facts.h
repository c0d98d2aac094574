// A descriptor read against the fields of a plan: what is declared, typed once, so that conditions look nothing up by
// name.
#pragma once

#include <deque>
#include <optional>
#include <string>
#include <vector>

#include "plan/plan.h"
#include "proviso/descriptor.h"
#include "text/lexicon.h"

namespace proviso {

struct Scope;

// What the mentions of an entry in some texts add up to.
struct Readings {
  bool asserted = false;
  bool denied = false;
  bool hedged = false;

  void Add(MentionReading reading) {
    asserted |= reading == MentionReading::kAsserted;
    denied |= reading == MentionReading::kDenied;
    hedged |= reading == MentionReading::kHedged;
  }
};

// One element of a term or terms field.
struct DeclaredTerm {
  const Value* value = nullptr;
  std::optional<std::size_t> term;  // empty: not of the taxonomy, or not a text
  std::string path;                 // `data.subjects[1]`, or the field's own path for a single value
};

// A declared text with its mentions, read when first asked for.
struct DeclaredText {
  const Value* value = nullptr;
  std::string path;  // concrete
  std::size_t field = 0;
  NormalText normal;
  std::vector<Mention> mentions;  // by entry, then place

  // Those of one entry.
  std::pair<const Mention*, const Mention*> Of(std::size_t entry) const;
};

// What a descriptor says of one field in one object.
struct Fact {
  enum class State : unsigned char { kAbsent, kFault, kDeclared };
  State state = State::kAbsent;
  bool present = false;          // a value that is not null stands there, readable or not: what `declared` asks
  const Value* value = nullptr;  // when present
  std::string path;              // concrete: `services[1].name`

  // By the field's type, when declared:
  std::vector<DeclaredTerm> terms;  // term: one; terms: all elements
  std::optional<Quantity> quantity;
  std::optional<Date> date;
  std::optional<bool> flag;
  const DeclaredText* text = nullptr;
  std::vector<const Scope*> elements;  // list
};

// A declared term that implies others, and where it stands.
struct Implication {
  TermRef implied;
  std::size_t field = 0;
  const DeclaredTerm* by = nullptr;
  std::string field_path;
};

// An object: the descriptor, or an element of a list.
struct Scope {
  std::size_t layout = 0;
  const Value* value = nullptr;  // where it stands
  bool readable = true;          // false: an element that is null or no object
  std::string prefix;            // of concrete paths: `services[1].`, empty at the root
  std::string path() const { return prefix.substr(0, prefix.size() - (prefix.empty() ? 0 : 1)); }
  std::vector<Fact> facts;                    // by slot of the layout; empty when not readable
  std::vector<const DeclaredText*> texts;     // of this object and the lists in it, in order of field, then element
  std::vector<const Fact*> unreadable_texts;  // text fields of the wrong type, in it or below
  // Fields of these, and those that a list or element hides that cannot be read.
  std::vector<std::size_t> unreadable_text_fields;
  std::vector<std::size_t> required_texts_absent;  // fields
  std::vector<Implication> implications;           // of terms declared in it or below
};

// What one descriptor declares; made for one after the other, so that what is the same for all of them is made once.
// Owns all that scopes point to. Moved never: scopes point into it.
class Facts {
 public:
  // Nothing is declared yet. `costs`, where given: what reading texts takes is added to them.
  Facts(const RulesetPlan& plan, bool undeclared_no, TextCosts* costs = nullptr);
  Facts(const RulesetPlan& plan, const Descriptor& descriptor, bool undeclared_no) : Facts(plan, undeclared_no) {
    Read(descriptor);
  }
  Facts(const Facts&) = delete;
  Facts& operator=(const Facts&) = delete;

  // Forgets the descriptor before. `descriptor` has to stay as it is as long as the facts are asked.
  void Read(const Descriptor& descriptor);

  const Scope& root() const { return *root_; }
  // The slots of the root of which anything is declared, readable or not, ascending.
  const std::vector<std::size_t>& declared() const { return declared_; }
  // What all texts of the descriptor together say of an entry.
  Readings ReadingsOfAll(std::size_t entry) const { return readings_[entry]; }
  const std::vector<Diagnostic>& warnings() const { return warnings_; }
  // Whether the absence of a field counts as a false.
  bool AbsenceIsFalse(std::size_t field) const { return undeclared_no_ || plan_.model.fields[field].undeclared_no; }

 private:
  friend class Binder;
  const RulesetPlan& plan_;
  const bool undeclared_no_;
  TextCosts* const costs_;
  std::deque<Scope> scopes_;  // the root, then elements of lists
  std::deque<DeclaredText> texts_;
  Scope* root_ = nullptr;
  std::vector<std::size_t> declared_;
  std::vector<std::size_t> required_texts_;  // slots of the root
  std::vector<Readings> readings_;           // by entry
  std::vector<Diagnostic> warnings_;
};

}  // namespace proviso
