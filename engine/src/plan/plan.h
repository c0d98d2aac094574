// The plan: all about a model that can be decided before a descriptor is seen. Immutable; threads share it.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <map>
#include <string>
#include <unordered_map>
#include <vector>

#include "base/flat_array.h"
#include "base/lazy.h"
#include "model/model.h"
#include "plan/network.h"

namespace proviso {

inline constexpr std::size_t kNoSlot = static_cast<std::size_t>(-1);

// Where the fields of one object stand. Layout 0 is the descriptor's; every list field has one for its elements.
struct Layout {
  // What may stand under one key after the other: `customer`, then `sector`.
  struct KeyNode {
    std::map<std::string, std::size_t, std::less<>> children;  // of `keys`
    std::size_t slot = kNoSlot;
    std::vector<std::size_t> below;  // slots of the children and of theirs
  };
  struct Slot {
    std::size_t field = 0;           // index into Model::fields
    std::vector<std::string> keys;   // from the object of this layout: `customer.sector` is two keys
    std::size_t element_layout = 0;  // list fields: the layout of the elements; others 0
  };
  std::vector<Slot> slots;               // in order of field path
  std::vector<KeyNode> keys;             // the first one is the object itself
  std::size_t parent = 0;                // layout that holds the list; of layout 0: itself
  std::size_t list_slot = 0;             // the list's slot in `parent`
  std::vector<std::size_t> text_fields;  // of this layout and those below it, in order of path
};

// Where a field stands: its layout, and its slot there.
struct FieldPlace {
  std::size_t layout = 0;
  std::size_t slot = 0;
};

struct TermClosure {
  // Transitively, broader terms' implications and the implied terms' own included; sorted.
  std::vector<TermRef> implied;
};

struct TaxonomyPlan {
  std::vector<TermClosure> terms;
  FlatArray<std::uint64_t> broader;  // a row of bits for each term: those that it is, or is narrower than
  std::unordered_map<std::string, std::size_t> by_key;  // TermKey of names and aliases
  std::vector<std::string> names;                       // for near names

  static std::size_t RowWords(std::size_t terms) { return (terms + 63) / 64; }
  bool AtOrNarrower(std::size_t term, std::size_t than) const {
    return ((broader[term * RowWords(terms.size()) + than / 64] >> (than % 64)) & 1) != 0;
  }
};

// The wording of a vocabulary entry.
struct EntryTexts {
  std::vector<std::string> phrases, patterns, except;
};

struct RulesetPlan {
  Model model;
  Lexicon lexicon;
  std::vector<Layout> layouts;
  std::vector<FieldPlace> places;            // by field
  std::vector<TaxonomyPlan> taxonomies;      // by taxonomy
  std::vector<const Condition*> conditions;  // of `model`, by number
  Network network;
  Lazy<std::vector<EntryTexts>> vocabulary;  // by entry
};

// Fills `keys` out of `slots`.
void PlanKeys(Layout& layout);

// Total: a model is right.
RulesetPlan MakePlan(Model model);

}  // namespace proviso
