#include <algorithm>

#include "support/reference_facts.h"
#include "support/reference_text.h"
#include "text/normalise.h"

namespace proviso::reference {
namespace {

struct TextSlot {
  const Field* field = nullptr;
  Slot slot;
};

bool IsReadable(const TextSlot& text) {
  return text.slot.state == Slot::State::kValue && text.slot.value->kind == Value::Kind::kText;
}

bool IsAbsent(const TextSlot& text) { return text.slot.state == Slot::State::kAbsent; }

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

void AddFaults(const std::vector<TextSlot>& texts, std::vector<Evidence>& out) {
  for (const TextSlot& text : texts) {
    if (IsAbsent(text) || IsReadable(text) || text.slot.value == nullptr) continue;
    out.push_back(Declared(text.slot, *text.slot.value, Truth::kUnknown));
  }
}

// A text that its library requires, and that an object which is there does not hold.
bool IsMissed(const TextSlot& text) {
  return IsAbsent(text) && text.field->required && !text.slot.denied && !text.slot.out_of_reach;
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

// The texts that an operator speaks of: one field's, or those of all fields of an object.
struct Texts {
  std::vector<TextSlot> slots;
  bool one_field = false;
  std::vector<const Field*> fields;  // of all
  Scope scope;
};

Texts AllTexts(const World& world, const Scope& scope) {
  Texts texts{{}, false, {}, scope};
  for (const Field* field : FieldsBelow(world.model, scope)) {
    if (field->type != FieldType::kText) continue;
    texts.fields.push_back(field);
    for (Slot& slot : Slots(world, *field, scope)) texts.slots.push_back({field, std::move(slot)});
  }
  return texts;
}

struct TextsTruth {
  Truth truth = Truth::kFalse;
  std::vector<std::string> fields;     // unknown because of these
  std::vector<Evidence> not_declared;  // false because of these
};

// None of all text fields is declared, and none is missed.
TextsTruth OverSilence(const World& world, const Scope& scope, const std::vector<const Field*>& fields) {
  TextsTruth result{Truth::kUnknown, {}, {}};
  if (!fields.empty() && std::all_of(fields.begin(), fields.end(), [&](const Field* f) { return IsNo(world, *f); })) {
    result.truth = Truth::kFalse;
    for (const Field* field : fields) {
      Slot nowhere;
      nowhere.path = PathBelow(*field, scope);
      result.not_declared.push_back(NotDeclared(nowhere, Truth::kFalse));
    }
    return result;
  }
  const auto required = std::find_if(fields.begin(), fields.end(), [](const Field* f) { return f->required; });
  if (required != fields.end()) {
    result.fields.push_back((*required)->path);
  } else if (!fields.empty()) {
    result.fields.push_back(fields.front()->path);
  }
  return result;
}

// Kleene's OR over texts.
TextsTruth OverTexts(const World& world, const Texts& texts, const Predicate& predicate, std::size_t denied_entry) {
  const auto says_nothing = [](const TextSlot& text) { return IsAbsent(text) && !IsMissed(text); };
  if (!texts.one_field && std::all_of(texts.slots.begin(), texts.slots.end(), says_nothing)) {
    return OverSilence(world, texts.scope, texts.fields);
  }
  TextsTruth result;
  for (const TextSlot& text : texts.slots) {
    Truth truth = Truth::kFalse;
    if (IsReadable(text)) {
      truth = ReadableTruth(world, text, predicate, denied_entry);
    } else if (!IsAbsent(text) || IsMissed(text) || (texts.one_field && !text.slot.denied)) {
      truth = Truth::kUnknown;
    } else if (texts.one_field) {
      result.not_declared.push_back(NotDeclared(text.slot, Truth::kFalse));
    }
    result.truth = Or(result.truth, truth);
    if (truth == Truth::kUnknown) result.fields.push_back(text.field->path);
  }
  return result;
}

void AddMatch(const TextSlot& text, const Predicate& predicate, std::vector<Evidence>& out) {
  const std::string& words = text.slot.value->text;
  const std::optional<Range> match = ReferencePatternMatch(*predicate.pattern, words);
  if (!match) return;
  Evidence evidence;
  evidence.field = text.slot.path;
  evidence.reading = Evidence::Reading::kAsserted;
  evidence.value = words.substr(match->begin, match->end - match->begin);
  evidence.folded = IsFolded(evidence.value);
  evidence.start = match->begin;
  evidence.end = match->end;
  out.push_back(std::move(evidence));
}

Fact MentionsOrMatches(const World& world, const Texts& texts, const Predicate& predicate) {
  const TextsTruth over = OverTexts(world, texts, predicate, 0);
  Fact fact{over.truth, {}, {}};
  if (fact.truth == Truth::kFalse) fact.evidence = over.not_declared;
  if (fact.truth == Truth::kUnknown) fact.fields = over.fields;
  for (const TextSlot& text : texts.slots) {
    if (!IsReadable(text)) continue;
    if (predicate.op == Operator::kMatches) {
      if (fact.truth == Truth::kTrue) AddMatch(text, predicate, fact.evidence);
      continue;
    }
    const MentionReading reading = fact.truth == Truth::kTrue      ? MentionReading::kAsserted
                                   : fact.truth == Truth::kUnknown ? MentionReading::kHedged
                                                                   : MentionReading::kDenied;
    AddMentions(world, text, predicate.entries, reading, fact.truth, fact.evidence);
  }
  if (fact.truth == Truth::kUnknown) AddFaults(texts.slots, fact.evidence);
  return fact;
}

// What a text says against the claim that no text asserts the entry.
Truth Silent(const World& world, const TextSlot& text, std::size_t entry) {
  if (IsAbsent(text)) return Truth::kTrue;
  if (!IsReadable(text)) return Truth::kUnknown;
  const std::vector<Mention> found = MentionsIn(world, text, entry);
  if (Has(found, MentionReading::kAsserted)) return Truth::kFalse;
  return Has(found, MentionReading::kHedged) ? Truth::kUnknown : Truth::kTrue;
}

// `own` must deny each entry, and none of all texts of the descriptor, or of the element that `text:` speaks of, may
// assert it.
Fact Denies(const World& world, const Texts& own, const Texts& all, const Predicate& predicate) {
  Fact fact{Truth::kTrue, {}, {}};
  std::vector<Evidence> not_declared;
  for (const std::size_t entry : predicate.entries) {
    const TextsTruth denied = OverTexts(world, own, predicate, entry);
    Truth truth = denied.truth;
    std::vector<std::string> open = denied.fields;
    if (denied.truth != Truth::kUnknown) open.clear();
    if (denied.truth == Truth::kFalse) not_declared = denied.not_declared;
    for (const TextSlot& text : all.slots) {
      const bool missed = !own.one_field && IsMissed(text);
      const Truth silent = missed ? Truth::kUnknown : Silent(world, text, entry);
      truth = And(truth, silent);
      if (silent == Truth::kUnknown) open.push_back(text.field->path);
    }
    fact.truth = And(fact.truth, truth);
    if (truth == Truth::kUnknown) fact.fields.insert(fact.fields.end(), open.begin(), open.end());
  }
  if (fact.truth != Truth::kUnknown) fact.fields.clear();
  if (fact.truth == Truth::kFalse) fact.evidence = not_declared;
  for (const TextSlot& text : fact.truth == Truth::kTrue ? own.slots : all.slots) {
    const MentionReading reading = fact.truth == Truth::kTrue      ? MentionReading::kDenied
                                   : fact.truth == Truth::kUnknown ? MentionReading::kHedged
                                                                   : MentionReading::kAsserted;
    AddMentions(world, text, predicate.entries, reading, fact.truth, fact.evidence);
  }
  if (fact.truth == Truth::kUnknown) AddFaults(all.slots, fact.evidence);
  return fact;
}

}  // namespace

Fact MatchesTermFact(const Field& field, const Slot& slot, const Predicate& predicate) {
  if (slot.value->kind != Value::Kind::kText) return FaultFact(field, slot);
  return ScalarFact(slot, Known(ReferencePatternMatch(*predicate.pattern, slot.value->text).has_value()));
}

Fact OneTextFact(const World& world, const Field& field, const Slot& slot, const Predicate& predicate) {
  const Texts own{{{&field, slot}}, true, {}, {}};
  if (predicate.op != Operator::kDenies || slot.out_of_reach) return MentionsOrMatches(world, own, predicate);
  return Denies(world, own, AllTexts(world, world.root), predicate);
}

Fact TextFact(const World& world, const Scope& scope, const Predicate& predicate) {
  const Texts all = AllTexts(world, scope);
  if (predicate.op == Operator::kDenies) return Denies(world, all, all, predicate);
  return MentionsOrMatches(world, all, predicate);
}

}  // namespace proviso::reference
