#include "eval/facts.h"

#include <algorithm>
#include <set>
#include <utility>

#include "base/codes.h"
#include "base/quantity.h"
#include "base/stopwatch.h"
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

std::string PathOf(const std::vector<std::string>& keys) {
  std::string path = keys.front();
  for (std::size_t i = 1; i < keys.size(); ++i) path += "." + keys[i];
  return path;
}

// Sized once: other scopes point at the facts.
void NameSlots(const RulesetPlan& plan, Scope& scope) {
  const std::vector<Layout::Slot>& slots = plan.layouts[scope.layout].slots;
  scope.facts.resize(slots.size());
  for (std::size_t s = 0; s < slots.size(); ++s) scope.facts[s].path = scope.prefix + PathOf(slots[s].keys);
}

// The slots of texts that every declaration must hold.
std::vector<std::size_t> RequiredTexts(const RulesetPlan& plan, std::size_t layout) {
  std::vector<std::size_t> required;
  const std::vector<Layout::Slot>& slots = plan.layouts[layout].slots;
  for (std::size_t s = 0; s < slots.size(); ++s) {
    const Field& field = plan.model.fields[slots[s].field];
    if (field.type == FieldType::kText && field.required) required.push_back(s);
  }
  return required;
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

  // The descriptor itself: only what it declares is looked at.
  void BindRoot(const Value& object) {
    Scope& scope = *facts_.root_;
    scope.value = &object;
    const std::vector<Located> located = Locate(object, 0);
    for (const Located& one : located) facts_.declared_.push_back(one.slot);
    Bind(object, located, facts_.required_texts_, scope);
  }

 private:
  // A value where a slot's keys lead. A null stands for nothing and is not among them.
  struct Located {
    std::size_t slot = 0;
    const Value* value = nullptr;  // of the slot, or of what should hold it
    enum class How : unsigned char { kHere, kFaulty, kBelowFaulty, kBelowNoObject } how = How::kHere;
  };

  Scope& BindElement(const Value& object, std::size_t layout, std::string prefix) {
    Scope& scope = facts_.scopes_.emplace_back();
    scope.layout = layout;
    scope.value = &object;
    scope.prefix = std::move(prefix);
    if (object.kind != Value::Kind::kObject || object.faulty) {
      scope.readable = false;
      return scope;
    }
    NameSlots(plan_, scope);
    Bind(object, Locate(object, layout), RequiredTexts(plan_, layout), scope);
    return scope;
  }

  void Bind(const Value& object, const std::vector<Located>& located, const std::vector<std::size_t>& required_texts,
            Scope& scope) {
    for (const Located& one : located) BindLocated(object, one, scope);
    for (const std::size_t slot : required_texts) NoteIfMissing(scope, slot);
    for (const Located& one : located) GatherImplications(one.slot, scope);
    SortGathered(scope);
    WarnOfUnknownFields(object, scope.layout, scope.prefix);
  }

  // Where all slots of an object stand that are there, by slot.
  std::vector<Located> Locate(const Value& object, std::size_t layout) const {
    std::vector<Located> located;
    LocateBelow(object, plan_.layouts[layout], 0, located);
    std::ranges::sort(located, {}, &Located::slot);
    return located;
  }

  static void LocateBelow(const Value& object, const Layout& layout, std::size_t node, std::vector<Located>& located) {
    for (const Member& member : object.members) {
      const auto child = layout.keys[node].children.find(member.key);
      if (child == layout.keys[node].children.end() || member.value.kind == Value::Kind::kNull) continue;
      const Layout::KeyNode& inner = layout.keys[child->second];
      const Value& value = member.value;
      if (inner.slot != kNoSlot)
        located.push_back({inner.slot, &value, value.faulty ? Located::How::kFaulty : Located::How::kHere});
      if (inner.below.empty()) continue;
      if (value.kind == Value::Kind::kObject && !value.faulty) {
        LocateBelow(value, layout, child->second, located);
        continue;
      }
      // A parent that is no object makes its children faults, not absences.
      const auto how = value.faulty ? Located::How::kBelowFaulty : Located::How::kBelowNoObject;
      for (const std::size_t slot : inner.below) located.push_back({slot, &value, how});
    }
  }

  void BindLocated(const Value& object, const Located& one, Scope& scope) {
    const Layout::Slot& slot = plan_.layouts[scope.layout].slots[one.slot];
    const Field& field = plan_.model.fields[slot.field];
    Fact& fact = scope.facts[one.slot];
    if (one.how == Located::How::kHere) {
      fact.state = Fact::State::kDeclared;
      fact.present = true;
      fact.value = one.value;
      BindValue(field, slot, fact);
    } else {  // a contradiction was told when the descriptor was read
      fact.state = Fact::State::kFault;
      fact.present = one.how == Located::How::kFaulty;
      fact.value = fact.present ? one.value : nullptr;
      if (one.how == Located::How::kBelowNoObject) WarnOfParent(object, slot.keys, field, *one.value);
    }
    if (field.type == FieldType::kText) GatherText(slot.field, fact, scope);
    if (field.type == FieldType::kList) GatherList(slot, fact, scope);
  }

  void BindValue(const Field& field, const Layout::Slot& slot, Fact& fact) {
    switch (field.type) {
      case FieldType::kText:
        return BindText(field, slot.field, fact);
      case FieldType::kTerm:
        return BindTerm(field, fact);
      case FieldType::kTerms:
        return BindTerms(field, fact);
      case FieldType::kFlag:
        return BindFlag(field, fact);
      case FieldType::kDate:
        return BindDate(field, fact);
      case FieldType::kList:
        return BindList(field, slot, fact);
      default:
        return BindQuantity(field, fact);
    }
  }

  void WarnOfParent(const Value& object, const std::vector<std::string>& keys, const Field& field,
                    const Value& parent) {
    if (!told_parents_.insert(&parent).second) return;
    std::size_t depth = 0;
    for (const Value* at = &object; at != &parent; ++depth) at = at->Find(keys[depth]);
    warnings_.Add(code::kWrongType, parent.span,
                  "`" + PathOf({keys.begin(), keys.begin() + static_cast<std::ptrdiff_t>(depth)}) + "` holds `" +
                      field.path + "` and should be an object, but is " + std::string(Found(parent)));
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
    Stopwatch watch(facts_.costs_ != nullptr);
    text.normal = Normalise(fact.value->text);
    if (facts_.costs_ != nullptr) facts_.costs_->normalising += watch.Lap();
    text.mentions = plan_.lexicon.FindAll(text.normal, fact.value->text, facts_.costs_);
    fact.text = &text;
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
      fact.elements.push_back(&BindElement(item, slot.element_layout, path + "."));
    }
  }

  static void GatherText(std::size_t index, const Fact& fact, Scope& scope) {
    if (fact.state == Fact::State::kDeclared) scope.texts.push_back(fact.text);
    if (fact.state == Fact::State::kFault) {
      scope.unreadable_texts.push_back(&fact);
      scope.unreadable_text_fields.push_back(index);
    }
  }

  // A text that every declaration must hold.
  void NoteIfMissing(Scope& scope, std::size_t slot) {
    const std::size_t field = plan_.layouts[scope.layout].slots[slot].field;
    if (scope.facts[slot].state == Fact::State::kAbsent && !facts_.AbsenceIsFalse(field))
      scope.required_texts_absent.push_back(field);
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

  void GatherImplications(std::size_t slot, Scope& scope) const {
    const std::size_t field = plan_.layouts[scope.layout].slots[slot].field;
    for (const DeclaredTerm& declared : scope.facts[slot].terms) {
      if (!declared.term) continue;
      const TaxonomyPlan& taxonomy = plan_.taxonomies[*plan_.model.fields[field].taxonomy];
      for (const TermRef& implied : taxonomy.terms[*declared.term].implied)
        scope.implications.push_back({implied, field, &declared, scope.facts[slot].path});
    }
  }

  // Texts of one field stand together, as the fields are ordered; what elements gathered was appended list by list.
  static void SortGathered(Scope& scope) {
    std::ranges::stable_sort(scope.texts, {}, &DeclaredText::field);
    std::ranges::stable_sort(scope.implications, {}, &Implication::field);
  }

  void WarnOfUnknownFields(const Value& object, std::size_t layout, const std::string& prefix) {
    const std::vector<Layout::KeyNode>& keys = plan_.layouts[layout].keys;
    std::vector<std::string> path;  // up to a member that is no field
    const auto walk = [&](const auto& self, const Value& at, std::size_t node) -> void {
      for (const Member& member : at.members) {
        const auto child = keys[node].children.find(member.key);
        if (child == keys[node].children.end()) {
          if (layout == 0 && node == 0 && member.key == "id") continue;
          path.push_back(member.key);
          WarnOfUnknownField(prefix, PathOf(path), layout, member.key_span);
          path.pop_back();
        } else if (keys[child->second].slot == kNoSlot && member.value.kind == Value::Kind::kObject) {
          path.push_back(member.key);
          self(self, member.value, child->second);
          path.pop_back();
        }
      }
    };
    walk(walk, object, 0);
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

Facts::Facts(const RulesetPlan& plan, bool undeclared_no, TextCosts* costs)
    : plan_(plan), undeclared_no_(undeclared_no), costs_(costs) {
  root_ = &scopes_.emplace_back();
  readings_.resize(plan.model.entries.size());
  NameSlots(plan, *root_);
  required_texts_ = RequiredTexts(plan, root_->layout);
}

void Facts::Read(const Descriptor& descriptor) {
  for (const DeclaredText& text : texts_) {
    for (const Mention& mention : text.mentions) readings_[mention.entry] = {};
  }
  for (const std::size_t slot : declared_) {
    Fact& fact = root_->facts[slot];
    fact = {.path = std::move(fact.path)};
  }
  declared_.clear();
  root_->texts.clear();
  root_->unreadable_texts.clear();
  root_->unreadable_text_fields.clear();
  root_->required_texts_absent.clear();
  root_->implications.clear();
  scopes_.erase(scopes_.begin() + 1, scopes_.end());
  texts_.clear();
  Binder binder(*this);
  binder.BindRoot(descriptor.root);
  for (const DeclaredText* text : root_->texts) {
    for (const Mention& mention : text->mentions) readings_[mention.entry].Add(mention.reading);
  }
  warnings_ = binder.TakeWarnings();
}

}  // namespace proviso
