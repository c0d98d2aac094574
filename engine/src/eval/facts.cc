#include "eval/facts.h"

#include <algorithm>
#include <set>
#include <utility>

#include "base/codes.h"
#include "base/quantity.h"
#include "eval/fact_warnings.h"
#include "proviso/near.h"

namespace proviso {
namespace {

std::optional<bool> ReadFlag(const Value& value) {
  if (value.kind == Value::Kind::kBool) return value.boolean;
  if (value.kind != Value::Kind::kText) return std::nullopt;
  const std::string key = TextKey(value.text);
  if (key == "yes" || key == "true") return true;
  if (key == "no" || key == "false") return false;
  return std::nullopt;
}

}  // namespace

std::pair<const Mention*, const Mention*> DeclaredText::Of(std::size_t entry) const {
  const auto begin = std::ranges::lower_bound(mentions, entry, {}, &Mention::entry);
  const auto end = std::ranges::upper_bound(mentions, entry, {}, &Mention::entry);
  return {mentions.data() + (begin - mentions.begin()), mentions.data() + (end - mentions.begin())};
}

class Binder {
 public:
  explicit Binder(Facts& facts) : facts_(facts), plan_(facts.plan_) {}

  std::vector<Diagnostic> TakeWarnings() { return warnings_.Take(); }

  Scope& Bind(const Value& object, std::size_t layout, std::string prefix) {
    Scope& scope = facts_.scopes_.emplace_back();
    scope.layout = layout;
    scope.value = &object;
    scope.prefix = std::move(prefix);
    if (object.kind != Value::Kind::kObject || object.faulty) {
      scope.readable = false;
      return scope;
    }
    // Sized once: other scopes point at the facts.
    scope.facts.resize(plan_.layouts[layout].slots.size());
    for (std::size_t s = 0; s < scope.facts.size(); ++s)
      BindSlot(object, plan_.layouts[layout].slots[s], scope, scope.facts[s]);
    GatherImplications(scope);
    SortGathered(scope);
    WarnOfUnknownFields(object, layout, scope.prefix);
    return scope;
  }

 private:
  void BindSlot(const Value& object, const Layout::Slot& slot, Scope& scope, Fact& fact) {
    const Field& field = plan_.model.fields[slot.field];
    fact.path = scope.prefix + PathOf(slot.keys);
    Locate(object, slot.keys, field, fact);
    if (fact.state == Fact::State::kDeclared) {
      switch (field.type) {
        case FieldType::kText:
          BindText(field, slot.field, fact);
          break;
        case FieldType::kTerm:
          BindTerm(field, fact);
          break;
        case FieldType::kTerms:
          BindTerms(field, fact);
          break;
        case FieldType::kFlag:
          BindFlag(field, fact);
          break;
        case FieldType::kDate:
          BindDate(field, fact);
          break;
        case FieldType::kList:
          BindList(field, slot, fact);
          break;
        default:
          BindQuantity(field, fact);
          break;
      }
    }
    if (field.type == FieldType::kText) GatherText(field, slot.field, fact, scope);
    if (field.type == FieldType::kList) GatherList(slot, fact, scope);
  }

  static std::string PathOf(const std::vector<std::string>& keys) {
    std::string path = keys.front();
    for (std::size_t i = 1; i < keys.size(); ++i) path += "." + keys[i];
    return path;
  }

  // Walks to the value. A parent that is no object makes its children faults, not absences.
  void Locate(const Value& object, const std::vector<std::string>& keys, const Field& field, Fact& fact) {
    const Value* at = &object;
    for (std::size_t k = 0; k < keys.size(); ++k) {
      if (at->kind != Value::Kind::kObject) {
        fact.state = Fact::State::kFault;
        if (told_parents_.insert(at).second) {
          warnings_.Add(code::kWrongType, at->span,
                        "`" + KeysBefore(keys, k) + "` holds `" + field.path + "` and should be an object, but is " +
                            std::string(Found(*at)));
        }
        return;
      }
      at = at->Find(keys[k]);
      if (at == nullptr || at->kind == Value::Kind::kNull) return;
      if (at->faulty) {  // told when the descriptor was read
        fact.state = Fact::State::kFault;
        fact.present = k + 1 == keys.size();
        fact.value = fact.present ? at : nullptr;
        return;
      }
    }
    fact.state = Fact::State::kDeclared;
    fact.present = true;
    fact.value = at;
  }

  static std::string KeysBefore(const std::vector<std::string>& keys, std::size_t count) {
    return PathOf({keys.begin(), keys.begin() + static_cast<std::ptrdiff_t>(count)});
  }

  void Fault(const Field& field, Fact& fact, std::string problem = "") {
    fact.state = Fact::State::kFault;
    std::string message = "`" + fact.path + "` should be " + std::string(Wanted(field.type));
    message += problem.empty() ? ", but is " + std::string(Found(*fact.value)) : ": " + problem;
    warnings_.Add(code::kWrongType, fact.value->span, std::move(message));
  }

  void BindText(const Field& field, std::size_t index, Fact& fact) {
    if (fact.value->kind != Value::Kind::kText) return Fault(field, fact);
    DeclaredText& text = facts_.texts_.emplace_back();
    text.value = fact.value;
    text.path = fact.path;
    text.field = index;
    text.normal = Normalise(fact.value->text);
    text.mentions = plan_.lexicon.FindAll(text.normal, fact.value->text);
    fact.text = &text;
    fact.text_key = TextKey(fact.value->text);
  }

  DeclaredTerm ReadTerm(const Field& field, const Value& value, std::string path) {
    DeclaredTerm declared{&value, std::nullopt, std::move(path)};
    if (value.faulty) return declared;
    if (value.kind != Value::Kind::kText) {
      warnings_.Add(code::kWrongType, value.span,
                    "`" + declared.path + "` should be a term (one text), but is " + std::string(Found(value)));
      return declared;
    }
    const TaxonomyPlan& taxonomy = plan_.taxonomies[*field.taxonomy];
    const auto found = taxonomy.by_key.find(TermKey(value.text));
    if (found != taxonomy.by_key.end()) {
      declared.term = found->second;
    } else {
      warnings_.Add(code::kUnknownTerm, value.span,
                    "`" + value.text + "` is not a term of `" + plan_.model.taxonomies[*field.taxonomy].name +
                        "`, so `" + field.path + "` counts as unknown",
                    warnings_.HasRoom() ? DidYouMean(value.text, taxonomy.names) : "");
    }
    return declared;
  }

  void BindTerm(const Field& field, Fact& fact) {
    if (fact.value->kind != Value::Kind::kText) return Fault(field, fact);
    fact.terms.push_back(ReadTerm(field, *fact.value, fact.path));
  }

  void BindTerms(const Field& field, Fact& fact) {
    if (fact.value->kind == Value::Kind::kText) {
      fact.terms.push_back(ReadTerm(field, *fact.value, fact.path));
      return;
    }
    if (fact.value->kind != Value::Kind::kList) return Fault(field, fact);
    for (std::size_t i = 0; i < fact.value->items.size(); ++i) {
      fact.terms.push_back(ReadTerm(field, fact.value->items[i], fact.path + "[" + std::to_string(i) + "]"));
    }
  }

  void BindFlag(const Field& field, Fact& fact) {
    fact.flag = ReadFlag(*fact.value);
    if (!fact.flag)
      Fault(field, fact, fact.value->kind == Value::Kind::kText ? "`" + fact.value->text + "` is neither" : "");
  }

  void BindDate(const Field& field, Fact& fact) {
    if (fact.value->kind != Value::Kind::kText) return Fault(field, fact);
    fact.date = ParseDate(fact.value->text);
    if (!fact.date) Fault(field, fact, "`" + fact.value->text + "` is none");
  }

  void BindQuantity(const Field& field, Fact& fact) {
    if (fact.value->kind != Value::Kind::kText && fact.value->kind != Value::Kind::kNumber) return Fault(field, fact);
    const QuantityResult result = ParseQuantity(fact.value->text, QuantityKindOf(field.type));
    fact.quantity = result.quantity;
    if (!fact.quantity) Fault(field, fact, result.problem);
  }

  void BindList(const Field& field, const Layout::Slot& slot, Fact& fact) {
    if (fact.value->kind != Value::Kind::kList) return Fault(field, fact);
    for (std::size_t i = 0; i < fact.value->items.size(); ++i) {
      const Value& item = fact.value->items[i];
      const std::string path = fact.path + "[" + std::to_string(i) + "]";
      if (item.kind != Value::Kind::kObject) {
        warnings_.Add(code::kWrongType, item.span,
                      "`" + path + "` should be an object, but is " + std::string(Found(item)));
      }
      fact.elements.push_back(&Bind(item, slot.element_layout, path + "."));
    }
  }

  void GatherText(const Field& field, std::size_t index, const Fact& fact, Scope& scope) {
    if (fact.state == Fact::State::kDeclared) scope.texts.push_back(fact.text);
    if (fact.state == Fact::State::kFault) {
      scope.unreadable_texts.push_back(&fact);
      scope.unreadable_text_fields.push_back(index);
    }
    if (fact.state == Fact::State::kAbsent && field.required && !facts_.AbsenceIsFalse(index)) {
      scope.required_texts_absent.push_back(index);
    }
  }

  // What the elements gathered is also the list owner's.
  void GatherList(const Layout::Slot& slot, const Fact& fact, Scope& scope) {
    const auto append = [](auto& to, const auto& from) { to.insert(to.end(), from.begin(), from.end()); };
    const std::vector<std::size_t>& hidden = plan_.layouts[slot.element_layout].text_fields;
    if (fact.state == Fact::State::kFault) append(scope.unreadable_text_fields, hidden);
    for (const Scope* element : fact.elements) {
      append(scope.unreadable_text_fields, element->readable ? element->unreadable_text_fields : hidden);
      append(scope.texts, element->texts);
      append(scope.unreadable_texts, element->unreadable_texts);
      append(scope.required_texts_absent, element->required_texts_absent);
      append(scope.implications, element->implications);
    }
  }

  void GatherImplications(Scope& scope) {
    const Layout& layout = plan_.layouts[scope.layout];
    for (std::size_t s = 0; s < scope.facts.size(); ++s) {
      const Field& field = plan_.model.fields[layout.slots[s].field];
      if (!field.taxonomy) continue;
      for (const DeclaredTerm& declared : scope.facts[s].terms) {
        if (!declared.term) continue;
        for (const TermRef& implied : plan_.taxonomies[*field.taxonomy].terms[*declared.term].implied) {
          scope.implications.push_back({implied, layout.slots[s].field, &declared, scope.facts[s].path});
        }
      }
    }
  }

  // Texts of one field stand together, as the fields are ordered; what elements gathered was appended list by list.
  static void SortGathered(Scope& scope) {
    std::ranges::stable_sort(scope.texts, {}, &DeclaredText::field);
    std::ranges::stable_sort(scope.implications, {}, &Implication::field);
  }

  void WarnOfUnknownFields(const Value& object, std::size_t layout, const std::string& prefix) {
    const std::vector<Layout::Slot>& slots = plan_.layouts[layout].slots;
    std::vector<std::string> path;
    const auto walk = [&](const auto& self, const Value& at) -> void {
      for (const Member& member : at.members) {
        path.push_back(member.key);
        bool is_field = layout == 0 && path.size() == 1 && member.key == "id";
        bool is_parent = false;
        for (const Layout::Slot& slot : slots) {
          if (slot.keys.size() < path.size() || !std::equal(path.begin(), path.end(), slot.keys.begin())) continue;
          (slot.keys.size() == path.size() ? is_field : is_parent) = true;
        }
        if (is_parent && !is_field && member.value.kind == Value::Kind::kObject) {
          self(self, member.value);
        } else if (!is_field && !is_parent) {
          WarnOfUnknownField(prefix, PathOf(path), layout, member.key_span);
        }
        path.pop_back();
      }
    };
    walk(walk, object);
  }

  // `path`: from the object of this layout, as the known names are; `prefix`: where that object stands.
  void WarnOfUnknownField(const std::string& prefix, const std::string& path, std::size_t layout, Span span) {
    std::vector<std::string> known;
    if (warnings_.HasRoom()) {
      for (const Layout::Slot& slot : plan_.layouts[layout].slots) known.push_back(PathOf(slot.keys));
    }
    warnings_.Add(code::kUnknownField, span,
                  "no loaded library knows the field `" + prefix + path + "`; it decides nothing",
                  DidYouMean(path, known));
  }

  Facts& facts_;
  const RulesetPlan& plan_;
  FactWarnings warnings_;
  std::set<const Value*> told_parents_;  // that hold fields and are no objects: told of once, not once a field
};

Facts::Facts(const RulesetPlan& plan, const Descriptor& descriptor, bool undeclared_no)
    : plan_(plan), undeclared_no_(undeclared_no) {
  Binder binder(*this);
  root_ = &binder.Bind(descriptor.root, 0, "");
  warnings_ = binder.TakeWarnings();
}

}  // namespace proviso
