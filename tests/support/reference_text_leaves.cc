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

}  // namespace

Fact MatchesTermFact(const Field& field, const Slot& slot, const Predicate& predicate) {
  if (slot.value->kind != Value::Kind::kText) return FaultFact(field, slot);
  if (!ReferencePatternMatch(*predicate.pattern, slot.value->text)) return ScalarFact(slot, Truth::kFalse);
  Fact fact{Truth::kTrue, {}, {}};
  AddMatch({&field, slot}, predicate, fact.evidence);
  return fact;
}

Fact OneTextFact(const World& world, const Scope& scope, const Field& field, const Slot& slot,
                 const Predicate& predicate) {
  const std::vector<TextSlot> own = {{&field, slot}};
  if (predicate.op != Operator::kDenies) return MentionsOrMatches(world, own, true, predicate);
  return Denies(world, own, true, AllTexts(world, scope), predicate);
}

Fact TextFact(const World& world, const Scope& scope, const Predicate& predicate) {
  const std::vector<TextSlot> all = AllTexts(world, scope);
  if (predicate.op == Operator::kDenies) return Denies(world, all, false, all, predicate);
  return MentionsOrMatches(world, all, false, predicate);
}

}  // namespace proviso::reference
