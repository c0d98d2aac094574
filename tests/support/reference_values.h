// The reference reading of declared values: walks every path anew from the descriptor's root, types values one by one,
// and follows terms through the taxonomy by search.
#pragma once

#include <optional>
#include <set>
#include <string>
#include <vector>

#include "model/model.h"
#include "proviso/evaluate.h"

namespace proviso::reference {

// The object whose fields a condition speaks of: the descriptor's root, or one element of a list of objects.
struct Scope {
  const Value* object = nullptr;
  std::vector<PathStep> steps;  // how it was reached: none for the root, else the last one is an `each`
  std::string path;             // the same with indices: `services[1]`
};

// One place where a field may stand.
struct Slot {
  enum class State { kAbsent, kFault, kValue };
  State state = State::kAbsent;
  bool denied = false;  // absent, and silence there is a no
  // A list on the way is absent or unreadable, or its element is: there is no object to hold it.
  bool out_of_reach = false;
  std::string path;              // concrete: `services[1].name`; `services[].name` where the list itself is absent
  const Value* value = nullptr;  // what stands there; none where a parent is at fault
  Scope scope;                   // the innermost element around it
  // Out of reach by a fault: the list or element that cannot be read, and its path.
  const Value* hider = nullptr;
  std::string hider_path = "";
};

struct World {
  const Model& model;
  const EvaluateOptions& options;
  Scope root;
};

// Every slot of the field below `scope`, in order, those out of reach last. No slots: a list on the way is declared and
// empty.
std::vector<Slot> Slots(const World& world, const Field& field, const Scope& scope);

// Fields whose path goes on from the scope's, by path.
std::vector<const Field*> FieldsBelow(const Model& model, const Scope& scope);

// Whether silence on the field is a no.
bool IsNo(const World& world, const Field& field);

// Where the field would stand in the scope's object, lists not counted out: `services[1].ports[].open`.
std::string PathBelow(const Field& field, const Scope& scope);

bool HasEach(const Field& field, const Scope& scope);

// A scalar as its author spelled it; of a list the first elements; of an object, only that it is one.
std::string AsWritten(const Value& value);

std::optional<bool> ReadFlag(const Value& value);
std::optional<Quantity> ReadQuantity(const Value& value, FieldType type);
std::optional<Date> ReadDateValue(const Value& value);

std::optional<std::size_t> FindTerm(const Taxonomy& taxonomy, std::string_view declared);
// `term` and all that is broader.
std::set<std::size_t> AndBroader(const Taxonomy& taxonomy, std::size_t term);
// All that holds because `term` is declared, through any number of steps; the term itself only if it is reached again.
std::set<TermRef> Implied(const Model& model, TermRef term);

// A declared value that makes a term of some list field hold.
struct Implication {
  TermRef term;
  const Taxonomy* taxonomy = nullptr;
  std::string path;   // of the field that declares
  std::string value;  // as written
};
std::vector<Implication> Implications(const World& world, const Scope& scope);

}  // namespace proviso::reference
