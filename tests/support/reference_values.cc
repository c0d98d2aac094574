#include "support/reference_values.h"

#include <algorithm>

#include "text/normalise.h"

namespace proviso::reference {
namespace {

// Whether the list at `steps` is a declared field whose absence is a no: what is read through it is then absent by a no
// as well.
bool ListIsNo(const World& world, const std::vector<PathStep>& steps) {
  std::vector<PathStep> list = steps;
  list.back().each = false;
  for (const Field& field : world.model.fields) {
    if (field.steps == list) return IsNo(world, field);
  }
  return world.options.undeclared_no;
}

std::string Rest(const Field& field, std::size_t from) {
  std::string rest;
  for (std::size_t i = from; i < field.steps.size(); ++i) {
    rest += (rest.empty() ? "" : ".") + field.steps[i].key + (field.steps[i].each ? "[]" : "");
  }
  return rest;
}

std::string Join(const std::string& path, const std::string& rest) {
  return path.empty() || rest.empty() ? path + rest : path + "." + rest;
}

struct Walk {
  const World& world;
  const Field& field;
  std::vector<Slot>& out;

  // `object` is an object: the value of the first `depth` steps.
  void From(const Value& object, std::size_t depth, const Scope& scope, const std::string& path) {
    const PathStep& step = field.steps[depth];
    const bool last = depth + 1 == field.steps.size();
    const Value* value = object.Find(step.key);
    const bool absent = value == nullptr || value->kind == Value::Kind::kNull;
    const std::string place = Join(path, Rest(field, depth));
    if (absent) {
      const auto here = field.steps.begin() + static_cast<std::ptrdiff_t>(depth);
      const bool denied = IsNo(world, field) || (step.each && ListIsNo(world, {field.steps.begin(), here + 1}));
      out.push_back({Slot::State::kAbsent, denied, step.each, place, nullptr, scope});
    } else if (value->faulty) {
      out.push_back({Slot::State::kFault, false, step.each, place, last && !step.each ? value : nullptr, scope});
      if (step.each) Hide(*value, Join(path, step.key));
    } else if (step.each) {
      Elements(*value, depth, scope, path);
    } else if (last) {
      out.push_back({Slot::State::kValue, false, false, place, value, scope});
    } else if (value->kind != Value::Kind::kObject) {
      out.push_back({Slot::State::kFault, false, false, place, nullptr, scope});
    } else {
      From(*value, depth + 1, scope, Join(path, step.key));
    }
  }

  void Hide(const Value& hider, const std::string& path) {
    out.back().hider = &hider;
    out.back().hider_path = path;
  }

  void Elements(const Value& list, std::size_t depth, const Scope& scope, const std::string& path) {
    if (list.kind != Value::Kind::kList) {
      out.push_back({Slot::State::kFault, false, true, Join(path, Rest(field, depth)), nullptr, scope});
      Hide(list, Join(path, field.steps[depth].key));
      return;
    }
    for (std::size_t i = 0; i < list.items.size(); ++i) {
      const Value& element = list.items[i];
      const std::string here = Join(path, field.steps[depth].key + "[" + std::to_string(i) + "]");
      if (element.kind != Value::Kind::kObject || element.faulty) {
        out.push_back({Slot::State::kFault, false, true, Join(here, Rest(field, depth + 1)), nullptr, scope});
        Hide(element, here);
        continue;
      }
      const std::vector<PathStep> steps(field.steps.begin(),
                                        field.steps.begin() + static_cast<std::ptrdiff_t>(depth) + 1);
      From(element, depth + 1, {&element, steps, here}, here);
    }
  }
};

void AddImplied(const Model& model, TermRef term, std::set<TermRef>& found) {
  for (const std::size_t at : AndBroader(model.taxonomies[term.taxonomy], term.term)) {
    for (const TermRef& implied : model.taxonomies[term.taxonomy].terms[at].implies) {
      for (const std::size_t broader : AndBroader(model.taxonomies[implied.taxonomy], implied.term)) {
        const TermRef holds{implied.taxonomy, broader};
        if (found.insert(holds).second) AddImplied(model, holds, found);
      }
    }
  }
}

void AddBroader(const Taxonomy& taxonomy, std::size_t term, std::set<std::size_t>& found) {
  if (!found.insert(term).second) return;
  for (const std::size_t broader : taxonomy.terms[term].broader) AddBroader(taxonomy, broader, found);
}

}  // namespace

bool IsNo(const World& world, const Field& field) { return field.undeclared_no || world.options.undeclared_no; }

std::vector<Slot> Slots(const World& world, const Field& field, const Scope& scope) {
  std::vector<Slot> slots;
  Walk{world, field, slots}.From(*scope.object, scope.steps.size(), scope, scope.path);
  std::stable_partition(slots.begin(), slots.end(), [](const Slot& slot) { return !slot.out_of_reach; });
  return slots;
}

std::vector<const Field*> FieldsBelow(const Model& model, const Scope& scope) {
  std::vector<const Field*> fields;
  for (const Field& field : model.fields) {
    if (field.steps.size() > scope.steps.size() &&
        std::equal(scope.steps.begin(), scope.steps.end(), field.steps.begin())) {
      fields.push_back(&field);
    }
  }
  return fields;
}

std::string PathBelow(const Field& field, const Scope& scope) {
  return Join(scope.path, Rest(field, scope.steps.size()));
}

bool HasEach(const Field& field, const Scope& scope) {
  return std::any_of(field.steps.begin() + static_cast<std::ptrdiff_t>(scope.steps.size()), field.steps.end(),
                     [](const PathStep& step) { return step.each; });
}

std::string AsWritten(const Value& value) {
  switch (value.kind) {
    case Value::Kind::kNull:
      return "null";
    case Value::Kind::kList: {
      std::string list = "[";
      std::size_t count = 0;
      for (const Value& item : value.items) {
        if (count == 8) {
          return list + ", " + std::to_string(value.items.size() - 8) + " more]";
        }
        if (count++ > 0) list += ", ";
        list += item.kind == Value::Kind::kList ? "[…]" : AsWritten(item);
      }
      return list + "]";
    }
    case Value::Kind::kObject:
      return "{…}";
    default:
      return value.text;
  }
}

std::optional<bool> ReadFlag(const Value& value) {
  if (value.kind == Value::Kind::kBool) return value.boolean;
  if (value.kind != Value::Kind::kText) return std::nullopt;
  std::string lower = value.text;
  for (char& c : lower) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
  if (lower == "yes" || lower == "true") return true;
  if (lower == "no" || lower == "false") return false;
  return std::nullopt;
}

std::optional<Quantity> ReadQuantity(const Value& value, FieldType type) {
  if (value.kind != Value::Kind::kNumber && value.kind != Value::Kind::kText) return std::nullopt;
  const QuantityKind kind = type == FieldType::kNumber  ? QuantityKind::kNumber
                            : type == FieldType::kCount ? QuantityKind::kCount
                            : type == FieldType::kBytes ? QuantityKind::kBytes
                                                        : QuantityKind::kDuration;
  return ParseQuantity(value.text, kind).quantity;
}

std::optional<Date> ReadDateValue(const Value& value) {
  if (value.kind != Value::Kind::kText) return std::nullopt;
  return ParseDate(value.text);
}

std::optional<std::size_t> FindTerm(const Taxonomy& taxonomy, std::string_view declared) {
  const std::string key = TermKey(declared);
  for (std::size_t i = 0; i < taxonomy.terms.size(); ++i) {
    const Term& term = taxonomy.terms[i];
    if (TermKey(term.name) == key) return i;
    for (const std::string& alias : term.aliases) {
      if (TermKey(alias) == key) return i;
    }
  }
  return std::nullopt;
}

std::set<std::size_t> AndBroader(const Taxonomy& taxonomy, std::size_t term) {
  std::set<std::size_t> found;
  AddBroader(taxonomy, term, found);
  return found;
}

std::set<TermRef> Implied(const Model& model, TermRef term) {
  std::set<TermRef> found;
  AddImplied(model, term, found);
  return found;
}

std::vector<Implication> Implications(const World& world, const Scope& scope) {
  std::vector<Implication> all;
  for (const Field* field : FieldsBelow(world.model, scope)) {
    if (field->type != FieldType::kTerm && field->type != FieldType::kTerms) continue;
    for (const Slot& slot : Slots(world, *field, scope)) {
      if (slot.state != Slot::State::kValue) continue;
      std::vector<const Value*> values = {slot.value};
      if (field->type == FieldType::kTerms && slot.value->kind == Value::Kind::kList) {
        values.clear();
        for (const Value& item : slot.value->items) values.push_back(&item);
      }
      for (const Value* value : values) {
        if (value->kind != Value::Kind::kText || value->faulty) continue;
        const std::optional<std::size_t> term = FindTerm(world.model.taxonomies[*field->taxonomy], value->text);
        if (!term) continue;
        for (const TermRef& implied : Implied(world.model, {*field->taxonomy, *term})) {
          all.push_back({implied, &world.model.taxonomies[implied.taxonomy], slot.path, value->text});
        }
      }
    }
  }
  return all;
}

}  // namespace proviso::reference
