#include "support/reference_leaves.h"

#include <algorithm>

#include "support/reference_text.h"
#include "text/normalise.h"

namespace proviso::reference {
namespace {

Evidence Declared(const Slot& slot, const Value& value, Truth truth, std::string term = "") {
  Evidence evidence;
  evidence.field = slot.path;
  evidence.truth = truth;
  evidence.value = AsWritten(value);
  evidence.term = std::move(term);
  return evidence;
}

Evidence NotDeclared(const Slot& slot, Truth truth) {
  Evidence evidence;
  evidence.field = slot.path;
  evidence.truth = truth;
  evidence.declared = false;
  return evidence;
}

Fact AbsentFact(const Field& field, const Slot& slot) {
  if (slot.denied) return {Truth::kFalse, {NotDeclared(slot, Truth::kFalse)}, {}};
  return {Truth::kUnknown, {}, {field.path}};
}

Fact FaultFact(const Field& field, const Slot& slot) {
  Fact fact{Truth::kUnknown, {}, {field.path}};
  if (slot.value->kind != Value::Kind::kNull) fact.evidence.push_back(Declared(slot, *slot.value, Truth::kUnknown));
  return fact;
}

Fact ScalarFact(const Slot& slot, Truth truth) { return {truth, {Declared(slot, *slot.value, truth)}, {}}; }

// --- terms

Fact TermFact(const World& world, const Field& field, const Slot& slot, const Predicate& predicate) {
  if (slot.value->kind != Value::Kind::kText) return FaultFact(field, slot);
  const Taxonomy& taxonomy = world.model.taxonomies[*field.taxonomy];
  const std::optional<std::size_t> declared = FindTerm(taxonomy, slot.value->text);
  if (!declared) return FaultFact(field, slot);
  const std::set<TermRef> implied = Implied(world.model, {*field.taxonomy, *declared});
  Fact fact{Truth::kFalse, {}, {}};
  for (const std::size_t asked : predicate.terms) {
    Truth truth = TermTruth(taxonomy, *declared, asked);
    const bool by_implication = truth != Truth::kTrue && implied.count({*field.taxonomy, asked}) > 0;
    if (by_implication) truth = Truth::kTrue;
    fact.truth = Or(fact.truth, truth);
    if (truth != Truth::kTrue) continue;
    fact.evidence.push_back(Declared(slot, *slot.value, Truth::kTrue, taxonomy.terms[asked].name));
    if (by_implication) fact.evidence.back().implied_by = slot.value->text;
  }
  if (fact.truth == Truth::kTrue) return fact;
  if (fact.truth == Truth::kUnknown) return FaultFact(field, slot);
  return ScalarFact(slot, Truth::kFalse);
}

struct Element {
  const Value* value = nullptr;
  std::optional<std::size_t> term;  // none: unreadable, or not of the taxonomy
};

struct DeclaredTerms {
  bool readable = false;
  std::vector<Element> elements;
};

DeclaredTerms ReadTerms(const Taxonomy& taxonomy, const Slot& slot) {
  DeclaredTerms terms;
  if (slot.state != Slot::State::kValue) return terms;
  const auto add = [&](const Value& value) {
    const bool is_text = value.kind == Value::Kind::kText && !value.faulty;
    terms.elements.push_back({&value, is_text ? FindTerm(taxonomy, value.text) : std::nullopt});
  };
  terms.readable = true;
  if (slot.value->kind == Value::Kind::kList) {
    for (const Value& item : slot.value->items) add(item);
  } else if (slot.value->kind == Value::Kind::kText) {
    add(*slot.value);
  } else {
    terms.readable = false;
  }
  return terms;
}

struct Asked {
  Truth truth = Truth::kFalse;
  std::vector<Evidence> evidence;  // of a true one
};

Asked AskIncludes(const Taxonomy& taxonomy, const Field& field, const Slot& slot, const DeclaredTerms& terms,
                  const std::vector<Implication>& implications, std::size_t asked) {
  Asked result;
  if (slot.state == Slot::State::kAbsent) result.truth = Known(false);
  if (slot.state == Slot::State::kAbsent && !slot.denied) result.truth = Truth::kUnknown;
  if (slot.state != Slot::State::kAbsent && !terms.readable) result.truth = Truth::kUnknown;
  const std::string& name = taxonomy.terms[asked].name;
  for (const Element& element : terms.elements) {
    const Truth truth = element.term ? TermTruth(taxonomy, *element.term, asked) : Truth::kUnknown;
    result.truth = Or(result.truth, truth);
    if (truth == Truth::kTrue) result.evidence.push_back(Declared(slot, *element.value, Truth::kTrue, name));
  }
  if (result.truth == Truth::kTrue) return result;
  for (const Implication& implication : implications) {
    if (implication.term != TermRef{*field.taxonomy, asked}) continue;
    result.truth = Truth::kTrue;
    Evidence evidence;
    evidence.field = implication.path;
    evidence.value = implication.value;
    evidence.term = name;
    evidence.implied_by = implication.value;
    result.evidence.push_back(std::move(evidence));
  }
  return result;
}

std::vector<Evidence> UnknownElements(const Taxonomy& taxonomy, const Slot& slot, const DeclaredTerms& terms,
                                      const std::vector<std::size_t>& open) {
  std::vector<Evidence> evidence;
  for (const Element& element : terms.elements) {
    const bool unknown = !element.term || std::any_of(open.begin(), open.end(), [&](std::size_t asked) {
      return TermTruth(taxonomy, *element.term, asked) == Truth::kUnknown;
    });
    if (!unknown || element.value->kind == Value::Kind::kNull) continue;
    evidence.push_back(Declared(slot, *element.value, Truth::kUnknown));
  }
  return evidence;
}

Fact IncludesFact(const World& world, const Field& field, const Slot& slot, const Predicate& predicate) {
  const Taxonomy& taxonomy = world.model.taxonomies[*field.taxonomy];
  const DeclaredTerms terms = ReadTerms(taxonomy, slot);
  const std::vector<Implication> implications = Implications(world, slot.scope);
  const bool all = predicate.op == Operator::kIncludesAll;
  Fact fact{Known(all), {}, {}};
  std::vector<std::size_t> open;
  std::vector<Evidence> held;
  for (const std::size_t asked : predicate.terms) {
    Asked one = AskIncludes(taxonomy, field, slot, terms, implications, asked);
    fact.truth = all ? And(fact.truth, one.truth) : Or(fact.truth, one.truth);
    if (one.truth == Truth::kUnknown) open.push_back(asked);
    held.insert(held.end(), one.evidence.begin(), one.evidence.end());
  }
  if (fact.truth == Truth::kTrue) {
    fact.evidence = std::move(held);
  } else if (slot.state == Slot::State::kAbsent) {
    Fact absent = AbsentFact(field, slot);
    fact.evidence = fact.truth == Truth::kFalse ? absent.evidence : std::vector<Evidence>{};
    fact.fields = absent.fields;
  } else if (!terms.readable) {
    return FaultFact(field, slot);
  } else if (fact.truth == Truth::kUnknown) {
    fact.evidence = UnknownElements(taxonomy, slot, terms, open);
    fact.fields = {field.path};
  } else if (terms.elements.empty()) {
    fact.evidence = {Declared(slot, *slot.value, Truth::kFalse)};
    fact.evidence.back().value = "[]";
  } else {
    for (const Element& element : terms.elements)
      fact.evidence.push_back(Declared(slot, *element.value, Truth::kFalse));
  }
  return fact;
}

// --- texts

struct TextSlot {
  const Field* field = nullptr;
  Slot slot;
};

bool IsReadable(const TextSlot& text) {
  return text.slot.state == Slot::State::kValue && text.slot.value->kind == Value::Kind::kText;
}

bool IsAbsent(const TextSlot& text) { return text.slot.state == Slot::State::kAbsent; }

std::vector<TextSlot> AllTexts(const World& world, const Scope& scope) {
  std::vector<TextSlot> texts;
  for (const Field* field : FieldsBelow(world.model, scope)) {
    if (field->type != FieldType::kText) continue;
    for (Slot& slot : Slots(world, *field, scope)) texts.push_back({field, std::move(slot)});
  }
  return texts;
}

std::vector<Mention> MentionsIn(const World& world, const TextSlot& text, std::size_t entry) {
  if (!IsReadable(text)) return {};
  return ReferenceMentions(world.model, entry, text.slot.value->text);
}

bool Has(const std::vector<Mention>& mentions, MentionReading reading) {
  return std::any_of(mentions.begin(), mentions.end(), [&](const Mention& m) { return m.reading == reading; });
}

// The evidence of one text: mentions of the reading, by place, then entry.
void AddMentions(const World& world, const TextSlot& text, const std::vector<std::size_t>& entries,
                 MentionReading reading, Truth truth, std::vector<Evidence>& out) {
  std::vector<Mention> found;
  for (const std::size_t entry : entries) {
    for (const Mention& mention : MentionsIn(world, text, entry)) {
      if (mention.reading == reading) found.push_back(mention);
    }
  }
  std::sort(found.begin(), found.end(), [](const Mention& a, const Mention& b) {
    return a.place != b.place ? a.place < b.place : a.entry < b.entry;
  });
  for (const Mention& mention : found) {
    const std::string& words = text.slot.value->text;
    Evidence evidence;
    evidence.field = text.slot.path;
    evidence.truth = truth;
    evidence.reading = reading == MentionReading::kAsserted ? Evidence::Reading::kAsserted
                       : reading == MentionReading::kDenied ? Evidence::Reading::kDenied
                                                            : Evidence::Reading::kHedged;
    evidence.folded = mention.folded;
    evidence.value = words.substr(mention.place.begin, mention.place.end - mention.place.begin);
    evidence.entry = world.model.entries[mention.entry].name;
    if (mention.cue) evidence.cue = words.substr(mention.cue->begin, mention.cue->end - mention.cue->begin);
    evidence.start = mention.place.begin;
    evidence.end = mention.place.end;
    out.push_back(std::move(evidence));
  }
}

void AddFault(const TextSlot& text, std::vector<Evidence>& out) {
  if (IsAbsent(text) || IsReadable(text) || text.slot.value->kind == Value::Kind::kNull) return;
  out.push_back(Declared(text.slot, *text.slot.value, Truth::kUnknown));
}

// What one readable text says to an operator.
Truth ReadableTruth(const World& world, const TextSlot& text, const Predicate& predicate, std::size_t denied_entry) {
  switch (predicate.op) {
    case Operator::kMentions: {
      Truth truth = Truth::kFalse;
      for (const std::size_t entry : predicate.entries) {
        const std::vector<Mention> found = MentionsIn(world, text, entry);
        if (Has(found, MentionReading::kHedged)) truth = Or(truth, Truth::kUnknown);
        if (Has(found, MentionReading::kAsserted)) truth = Truth::kTrue;
      }
      return truth;
    }
    case Operator::kDenies:
      return Known(Has(MentionsIn(world, text, denied_entry), MentionReading::kDenied));
    default:
      return Known(ReferencePatternMatch(*predicate.pattern, text.slot.value->text).has_value());
  }
}

// Kleene's OR over texts. `field_alone`: the texts are the slot of one field, whose absence always counts.
struct TextsTruth {
  Truth truth = Truth::kFalse;
  std::vector<std::string> fields;     // unknown because of these
  std::vector<Evidence> not_declared;  // false because of these
};

TextsTruth OverTexts(const World& world, const std::vector<TextSlot>& texts, bool field_alone,
                     const Predicate& predicate, std::size_t denied_entry) {
  TextsTruth result;
  const bool any_declared = !std::all_of(texts.begin(), texts.end(), IsAbsent);
  const bool any_required = std::any_of(
      texts.begin(), texts.end(), [](const TextSlot& t) { return IsAbsent(t) && !t.slot.denied && t.field->required; });
  bool first_open = true;
  for (const TextSlot& text : texts) {
    Truth truth = Truth::kFalse;
    bool told = true;
    if (IsReadable(text)) {
      truth = ReadableTruth(world, text, predicate, denied_entry);
    } else if (!IsAbsent(text)) {
      truth = Truth::kUnknown;
    } else if (text.slot.denied) {
      if (!any_declared) result.not_declared.push_back(NotDeclared(text.slot, Truth::kFalse));
    } else if (text.field->required || field_alone) {
      truth = Truth::kUnknown;
    } else if (!any_declared) {
      truth = Truth::kUnknown;
      told = !any_required && first_open;
      first_open = false;
    }
    result.truth = Or(result.truth, truth);
    if (truth == Truth::kUnknown && told) result.fields.push_back(text.field->path);
  }
  return result;
}

void AddMatch(const TextSlot& text, const Predicate& predicate, std::vector<Evidence>& out) {
  const std::string& words = text.slot.value->text;
  const std::optional<Range> match = ReferencePatternMatch(*predicate.pattern, words);
  if (!match) return;
  Evidence evidence;
  evidence.field = text.slot.path;
  evidence.value = words.substr(match->begin, match->end - match->begin);
  evidence.folded = IsFolded(evidence.value);
  evidence.start = match->begin;
  evidence.end = match->end;
  out.push_back(std::move(evidence));
}

Fact MentionsOrMatches(const World& world, const std::vector<TextSlot>& texts, bool field_alone,
                       const Predicate& predicate) {
  const TextsTruth over = OverTexts(world, texts, field_alone, predicate, 0);
  Fact fact{over.truth, {}, {}};
  const bool mentions = predicate.op == Operator::kMentions;
  for (const TextSlot& text : texts) {
    if (fact.truth == Truth::kUnknown) AddFault(text, fact.evidence);
    if (!IsReadable(text)) continue;
    if (!mentions) {
      if (fact.truth == Truth::kTrue) AddMatch(text, predicate, fact.evidence);
      continue;
    }
    const MentionReading reading = fact.truth == Truth::kTrue      ? MentionReading::kAsserted
                                   : fact.truth == Truth::kUnknown ? MentionReading::kHedged
                                                                   : MentionReading::kDenied;
    AddMentions(world, text, predicate.entries, reading, fact.truth, fact.evidence);
  }
  if (fact.truth == Truth::kUnknown) fact.fields = over.fields;
  if (fact.truth == Truth::kFalse)
    fact.evidence.insert(fact.evidence.begin(), over.not_declared.begin(), over.not_declared.end());
  return fact;
}

// `own` must deny each entry, and none of `all` may assert it.
Fact Denies(const World& world, const std::vector<TextSlot>& own, bool field_alone, const std::vector<TextSlot>& all,
            const Predicate& predicate) {
  Fact fact{Truth::kTrue, {}, {}};
  std::vector<Evidence> not_declared;
  for (const std::size_t entry : predicate.entries) {
    const TextsTruth denied = OverTexts(world, own, field_alone, predicate, entry);
    Truth truth = denied.truth;
    std::vector<std::string> open = denied.truth == Truth::kUnknown ? denied.fields : std::vector<std::string>{};
    if (denied.truth == Truth::kFalse) not_declared = denied.not_declared;
    for (const TextSlot& text : all) {
      if (IsAbsent(text)) continue;
      const std::vector<Mention> found = MentionsIn(world, text, entry);
      Truth silent = !IsReadable(text) || Has(found, MentionReading::kHedged) ? Truth::kUnknown : Truth::kTrue;
      if (Has(found, MentionReading::kAsserted)) silent = Truth::kFalse;
      truth = And(truth, silent);
      if (silent == Truth::kUnknown) open.push_back(text.field->path);
    }
    fact.truth = And(fact.truth, truth);
    if (truth == Truth::kUnknown) fact.fields.insert(fact.fields.end(), open.begin(), open.end());
  }
  if (fact.truth != Truth::kUnknown) fact.fields.clear();
  if (fact.truth == Truth::kFalse) fact.evidence = not_declared;
  for (const TextSlot& text : fact.truth == Truth::kTrue ? own : all) {
    if (fact.truth == Truth::kUnknown) AddFault(text, fact.evidence);
    const MentionReading reading = fact.truth == Truth::kTrue      ? MentionReading::kDenied
                                   : fact.truth == Truth::kUnknown ? MentionReading::kHedged
                                                                   : MentionReading::kAsserted;
    AddMentions(world, text, predicate.entries, reading, fact.truth, fact.evidence);
  }
  return fact;
}

Fact MatchesTermFact(const Field& field, const Slot& slot, const Predicate& predicate) {
  if (slot.value->kind != Value::Kind::kText) return FaultFact(field, slot);
  if (!ReferencePatternMatch(*predicate.pattern, slot.value->text)) return ScalarFact(slot, Truth::kFalse);
  Fact fact{Truth::kTrue, {}, {}};
  AddMatch({&field, slot}, predicate, fact.evidence);
  return fact;
}

bool IsTextOperator(Operator op) {
  return op == Operator::kMentions || op == Operator::kDenies || op == Operator::kMatches;
}

// A field that is there and read by its type.
Fact ValueFact(const World& world, const Field& field, const Slot& slot, const Predicate& predicate) {
  const auto among = [](const auto& wanted, const auto& declared) {
    return Known(std::find(wanted.begin(), wanted.end(), declared) != wanted.end());
  };
  switch (field.type) {
    case FieldType::kText:
      if (slot.value->kind != Value::Kind::kText) return FaultFact(field, slot);
      return ScalarFact(slot, among(predicate.texts, TextKey(slot.value->text)));
    case FieldType::kTerm:
      return predicate.op == Operator::kMatches ? MatchesTermFact(field, slot, predicate)
                                                : TermFact(world, field, slot, predicate);
    case FieldType::kFlag: {
      const std::optional<bool> flag = ReadFlag(*slot.value);
      return flag ? ScalarFact(slot, among(predicate.flags, *flag)) : FaultFact(field, slot);
    }
    case FieldType::kDate: {
      const std::optional<Date> date = ReadDateValue(*slot.value);
      return date ? ScalarFact(slot, DateTruth(predicate, *date)) : FaultFact(field, slot);
    }
    default: {
      const std::optional<Quantity> quantity = ReadQuantity(*slot.value, field.type);
      return quantity ? ScalarFact(slot, QuantityTruth(predicate, *quantity)) : FaultFact(field, slot);
    }
  }
}

// True of a slot where a value stands, whatever it is.
bool IsThere(const Slot& slot, const Field& field, const Scope& scope) {
  if (slot.state == Slot::State::kValue) return true;
  if (slot.state == Slot::State::kAbsent) return false;
  // A fault: the field's own value, or one that stands in the way.
  if (!slot.value->faulty) return false;
  const Value* value = slot.scope.object != nullptr ? slot.scope.object : scope.object;
  for (std::size_t i = slot.scope.steps.size(); i < field.steps.size() && value != nullptr; ++i)
    value = value->Find(field.steps[i].key);
  return value != nullptr && value->kind != Value::Kind::kNull;
}

}  // namespace

Truth TermTruth(const Taxonomy& taxonomy, std::size_t declared, std::size_t asked) {
  if (AndBroader(taxonomy, declared).count(asked) > 0) return Truth::kTrue;
  return AndBroader(taxonomy, asked).count(declared) > 0 ? Truth::kUnknown : Truth::kFalse;
}

Truth QuantityTruth(const Predicate& predicate, Quantity declared) {
  const std::vector<Quantity>& asked = predicate.quantities;
  switch (predicate.op) {
    case Operator::kOver:
      return Known(declared > asked.front());
    case Operator::kAtLeast:
      return Known(declared >= asked.front());
    case Operator::kUnder:
      return Known(declared < asked.front());
    case Operator::kAtMost:
      return Known(declared <= asked.front());
    default:
      return Known(std::find(asked.begin(), asked.end(), declared) != asked.end());
  }
}

Truth DateTruth(const Predicate& predicate, Date declared) {
  if (predicate.op == Operator::kBefore) return Known(declared < predicate.dates.front());
  if (predicate.op == Operator::kAfter) return Known(declared > predicate.dates.front());
  return Known(std::find(predicate.dates.begin(), predicate.dates.end(), declared) != predicate.dates.end());
}

Fact OperatorFact(const World& world, const Scope& scope, const Field& field, const Slot& slot,
                  const Predicate& predicate) {
  if (predicate.op == Operator::kDeclared) {
    const bool there = IsThere(slot, field, scope);
    const Truth truth = Known(there == predicate.flags.front());
    return {truth, {there ? Declared(slot, *slot.value, truth) : NotDeclared(slot, truth)}, {}};
  }
  if (field.type == FieldType::kText && IsTextOperator(predicate.op)) {
    const std::vector<TextSlot> own = {{&field, slot}};
    if (predicate.op != Operator::kDenies) return MentionsOrMatches(world, own, true, predicate);
    return Denies(world, own, true, AllTexts(world, scope), predicate);
  }
  if (field.type == FieldType::kTerms) return IncludesFact(world, field, slot, predicate);
  if (slot.state == Slot::State::kAbsent) return AbsentFact(field, slot);
  if (slot.state == Slot::State::kFault) return FaultFact(field, slot);
  return ValueFact(world, field, slot, predicate);
}

Fact DeclaredFact(const World& world, const Scope& scope, const Field& field, bool wanted) {
  const std::vector<Slot> slots = Slots(world, field, scope);
  const bool there = std::all_of(slots.begin(), slots.end(), [&](const Slot& s) { return IsThere(s, field, scope); });
  Fact fact{Known(there == wanted), {}, {}};
  for (const Slot& slot : slots) {
    const bool here = IsThere(slot, field, scope);
    if (here != there) continue;
    fact.evidence.push_back(here ? Declared(slot, *slot.value, fact.truth) : NotDeclared(slot, fact.truth));
  }
  return fact;
}

Fact TextFact(const World& world, const Scope& scope, const Predicate& predicate) {
  const std::vector<TextSlot> all = AllTexts(world, scope);
  if (predicate.op == Operator::kDenies) return Denies(world, all, false, all, predicate);
  return MentionsOrMatches(world, all, false, predicate);
}

}  // namespace proviso::reference
