#include "eval/evidence.h"

#include <algorithm>
#include <set>
#include <tuple>

namespace proviso {
namespace {

Evidence::Reading ToReading(MentionReading reading) {
  switch (reading) {
    case MentionReading::kAsserted:
      return Evidence::Reading::kAsserted;
    case MentionReading::kDenied:
      return Evidence::Reading::kDenied;
    case MentionReading::kHedged:
      return Evidence::Reading::kHedged;
  }
  return Evidence::Reading::kNone;
}

// Bytes of a declared text, in the text and in the source.
void Place(const Value& text, Range range, Evidence& evidence) {
  evidence.value = text.text.substr(range.begin, range.end - range.begin);
  evidence.start = range.begin;
  evidence.end = range.end;
  if (text.runs.empty()) return;
  const std::size_t begin = SourceOffset(text, range.begin);
  // The end of the last byte, not the start of the next: a line may be folded in between.
  const std::size_t end = range.end > range.begin ? SourceOffset(text, range.end - 1) + 1 : begin;
  evidence.span = Span{text.span.source, begin, std::max(begin, end)};
}

Evidence OfMention(const Judge& judge, const DeclaredText& text, const Mention& mention, Truth truth) {
  Evidence evidence;
  evidence.field = text.path;
  evidence.truth = truth;
  evidence.reading = ToReading(mention.reading);
  evidence.folded = mention.folded;
  evidence.entry = judge.plan().model.entries[mention.entry].name;
  if (mention.cue) evidence.cue = text.value->text.substr(mention.cue->begin, mention.cue->end - mention.cue->begin);
  Place(*text.value, mention.place, evidence);
  return evidence;
}

// The reading of mentions that speaks for a truth of `mentions` or `denies`.
MentionReading Speaking(Operator op, Truth truth) {
  if (truth == Truth::kUnknown) return MentionReading::kHedged;
  const bool asserted = (op == Operator::kMentions) == (truth == Truth::kTrue);
  return asserted ? MentionReading::kAsserted : MentionReading::kDenied;
}

void AppendMentions(const Judge& judge, const Leaf& leaf, Truth truth, const std::vector<const DeclaredText*>& texts,
                    std::vector<Evidence>& out) {
  const MentionReading wanted = Speaking(leaf.predicate->op, truth);
  for (const DeclaredText* text : texts) {
    std::vector<const Mention*> found;
    for (const std::size_t entry : leaf.predicate->entries) {
      const auto [begin, end] = text->Of(entry);
      for (const Mention* mention = begin; mention != end; ++mention) {
        if (mention->reading == wanted) found.push_back(mention);
      }
    }
    std::ranges::stable_sort(found, [](const Mention* a, const Mention* b) {
      return std::tie(a->place, a->entry) < std::tie(b->place, b->entry);
    });
    for (const Mention* mention : found) out.push_back(OfMention(judge, *text, *mention, truth));
  }
}

// Where the pattern matches first in the original text.
std::optional<Range> FirstMatch(const Pattern& pattern, const NormalText& text) {
  if (const auto range = pattern.Find(text.joined.text)) return text.joined.Original(*range);
  if (text.spaced) {
    if (const auto range = pattern.Find(text.spaced->text)) return text.spaced->Original(*range);
  }
  return std::nullopt;
}

constexpr std::size_t kElementsTold = 8;

// A scalar as it was written; a list as its first elements.
std::string WrittenValue(const Value& value) {
  if (value.kind == Value::Kind::kNull) return "null";
  if (value.kind == Value::Kind::kObject) return "{…}";
  if (value.kind != Value::Kind::kList) return value.text;
  std::string written;
  for (std::size_t i = 0; i < std::min(value.items.size(), kElementsTold); ++i) {
    const Value& item = value.items[i];
    written += i > 0 ? ", " : "";
    written += item.kind == Value::Kind::kList ? "[…]" : WrittenValue(item);
  }
  if (value.items.size() > kElementsTold)
    written += ", " + std::to_string(value.items.size() - kElementsTold) + " more";
  return "[" + written + "]";
}

Evidence OfValue(const std::string& path, const Value& value, Truth truth) {
  Evidence evidence;
  evidence.field = path;
  evidence.truth = truth;
  evidence.value = WrittenValue(value);
  evidence.span = value.span;
  return evidence;
}

Evidence Presence(const Fact& fact, Truth truth) {
  Evidence evidence = OfValue(fact.path, *fact.value, truth);
  evidence.presence = true;
  return evidence;
}

Evidence NotDeclared(std::string path, Truth truth) {
  return {.field = std::move(path), .truth = truth, .declared = false};
}

// Where a field would stand in or below the object of `scope`: `services[1].ports[].open`.
std::string PathIn(const RulesetPlan& plan, const Scope& scope, std::size_t field) {
  const std::string& path = plan.model.fields[field].path;
  if (scope.layout == 0) return path;
  const Layout& layout = plan.layouts[scope.layout];
  const std::size_t list = plan.layouts[layout.parent].slots[layout.list_slot].field;
  return scope.prefix + path.substr(plan.model.fields[list].path.size() + 3);
}

// Texts of the wrong type, where they leave something open.
void AppendUnreadable(const Scope& scope, Truth truth, std::vector<Evidence>& out) {
  if (truth != Truth::kUnknown) return;
  for (const Fact* fact : scope.unreadable_texts) {
    if (fact->value != nullptr) out.push_back(OfValue(fact->path, *fact->value, truth));
  }
}

void AppendMatches(const Leaf& leaf, Truth truth, const std::vector<const DeclaredText*>& texts,
                   std::vector<Evidence>& out) {
  if (truth != Truth::kTrue) return;
  for (const DeclaredText* text : texts) {
    const auto range = FirstMatch(*leaf.predicate->pattern, text->normal);
    if (!range) continue;
    Evidence evidence;
    evidence.field = text->path;
    evidence.reading = Evidence::Reading::kAsserted;
    Place(*text->value, *range, evidence);
    evidence.folded = IsFolded(evidence.value);
    out.push_back(std::move(evidence));
  }
}

// A single term speaks by what it implies itself; a list of terms, by what anything in its object implies.
const Implication* ImplicationFor(const RulesetPlan& plan, const Leaf& leaf, TermRef asked) {
  if (plan.model.fields[leaf.condition->index].type == FieldType::kTerms)
    return FindImplication(plan, *leaf.scope, asked);
  const auto found = std::ranges::find_if(leaf.scope->implications, [&](const Implication& implication) {
    return implication.by == &leaf.fact->terms.front() && Meets(plan, implication, asked);
  });
  return found == leaf.scope->implications.end() ? nullptr : &*found;
}

void AppendTerms(const Judge& judge, const Leaf& leaf, Truth truth, std::vector<Evidence>& out) {
  const RulesetPlan& plan = judge.plan();
  const std::size_t taxonomy = *plan.model.fields[leaf.condition->index].taxonomy;
  const auto name_of = [&](std::size_t term) { return plan.model.taxonomies[taxonomy].terms[term].name; };
  for (const std::size_t asked : leaf.predicate->terms) {
    const std::size_t before = out.size();
    for (const DeclaredTerm& declared : leaf.fact->terms) {
      if (JudgeTerm(plan.taxonomies[taxonomy], declared, asked) != truth) continue;
      Evidence evidence = OfValue(leaf.fact->path, *declared.value, truth);
      evidence.term = name_of(asked);
      out.push_back(std::move(evidence));
    }
    if (truth != Truth::kTrue || out.size() > before) continue;
    if (const Implication* implication = ImplicationFor(plan, leaf, {taxonomy, asked})) {
      Evidence evidence = OfValue(implication->field_path, *implication->by->value, truth);
      evidence.term = name_of(asked);
      evidence.implied_by = implication->by->value->text;
      out.push_back(std::move(evidence));
    }
  }
}

void AppendFact(const Judge& judge, const Leaf& leaf, Truth truth, std::vector<Evidence>& out) {
  const Fact& fact = *leaf.fact;
  if (leaf.predicate->op == Operator::kDeclared) {
    if (fact.present) {
      out.push_back(Presence(fact, truth));
    } else {
      out.push_back(NotDeclared(fact.path, truth));
    }
    return;
  }
  const std::size_t before = out.size();
  if (!leaf.predicate->terms.empty()) AppendTerms(judge, leaf, truth, out);
  if (out.size() > before) return;
  if (fact.state == Fact::State::kAbsent) {
    // Unknown absence is told as a question, not as a fact.
    if (truth == Truth::kFalse) out.push_back(NotDeclared(fact.path, truth));
    return;
  }
  if (fact.state == Fact::State::kFault) {
    if (fact.value != nullptr) out.push_back(OfValue(fact.path, *fact.value, truth));
    return;
  }
  const bool empty_list = fact.value->kind == Value::Kind::kList && fact.value->items.empty();
  if (leaf.predicate->terms.empty() || empty_list) out.push_back(OfValue(fact.path, *fact.value, truth));
}

void AppendTexts(const Judge& judge, const Leaf& leaf, Truth truth, std::vector<Evidence>& out) {
  const Scope& scope = *leaf.scope;
  const bool silent = scope.texts.empty() && truth == Truth::kFalse;
  if (silent) {
    for (const std::size_t field : judge.plan().layouts[scope.layout].text_fields) {
      out.push_back(NotDeclared(PathIn(judge.plan(), scope, field), truth));
    }
  }
  if (leaf.predicate->op == Operator::kMatches) {
    AppendMatches(leaf, truth, scope.texts, out);
  } else {
    AppendMentions(judge, leaf, truth, scope.texts, out);
  }
  AppendUnreadable(scope, truth, out);
}

// A denial is outweighed, or left open, by what any text says.
void AppendDenial(const Judge& judge, const Leaf& leaf, Truth truth, const std::vector<const DeclaredText*>& own,
                  std::vector<Evidence>& out) {
  const bool counts = leaf.fact->state == Fact::State::kAbsent && judge.facts().AbsenceIsFalse(leaf.condition->index);
  if (counts) out.push_back(NotDeclared(leaf.fact->path, truth));
  const Scope& root = judge.facts().root();
  AppendMentions(judge, leaf, truth, truth == Truth::kTrue ? own : root.texts, out);
  AppendUnreadable(root, truth, out);
}

// The places that make `declared` over the elements of a list what it is.
void AppendDeclaredThroughout(const Judge& judge, const Leaf& leaf, Truth truth, std::vector<Evidence>& out) {
  const bool throughout = (truth == Truth::kTrue) == leaf.predicate->flags.front();
  const std::size_t field = leaf.condition->index;
  const Judge::Reach reach = judge.ReachOf(field, *leaf.scope);
  for (const Scope* element : reach.scopes) {
    const Fact& fact = element->facts[judge.plan().places[field].slot];
    if (fact.present != throughout) continue;
    out.push_back(fact.present ? Presence(fact, truth) : NotDeclared(fact.path, truth));
  }
  for (const Judge::Absence& absence : reach.absent)
    out.push_back(NotDeclared(PathIn(judge.plan(), *absence.scope, field), truth));
}

void AppendOpened(const Judge& judge, const Opened& opened, Truth whole, std::vector<Evidence>& out) {
  if (opened.kind == Opened::Kind::kLeaf) return AppendEvidence(judge, opened.leaf, out);
  for (const Opened::Part& part : opened.parts) {
    if (!Decides(opened.kind, whole, judge.Of(part))) continue;
    if (part.condition == nullptr) {
      AppendEvidence(judge, part.leaf, out);
    } else {
      AppendEvidence(judge, *part.condition, *part.scope, out);
    }
  }
}

}  // namespace

bool Decides(Opened::Kind kind, Truth whole, Truth part) {
  switch (kind) {
    case Opened::Kind::kLeaf:
    case Opened::Kind::kNot:
      return true;
    case Opened::Kind::kAll:
      return whole == Truth::kTrue || (whole == Truth::kFalse ? part == Truth::kFalse : part != Truth::kFalse);
    case Opened::Kind::kAny:
      return whole == Truth::kFalse || part == whole;
    case Opened::Kind::kCount:
      return whole == Truth::kUnknown ? part != Truth::kFalse : part == whole;
  }
  return false;
}

void AppendEvidence(const Judge& judge, const Leaf& leaf, std::vector<Evidence>& out) {
  const Truth truth = judge.Of(leaf);
  if (leaf.condition->kind == Condition::Kind::kText) return AppendTexts(judge, leaf, truth, out);
  if (leaf.absent_list) {
    if (truth == Truth::kFalse)
      out.push_back(NotDeclared(PathIn(judge.plan(), *leaf.scope, leaf.condition->index), truth));
    return;
  }
  if (leaf.fact == nullptr) {
    if (leaf.predicate != nullptr) return AppendDeclaredThroughout(judge, leaf, truth, out);
    const Scope& element = *leaf.scope;
    if (!element.readable) out.push_back(OfValue(element.path(), *element.value, truth));
    return;
  }
  const Fact& fact = *leaf.fact;
  if (leaf.predicate == nullptr) {
    if (fact.value != nullptr) out.push_back(OfValue(fact.path, *fact.value, truth));
    return;
  }
  const std::vector<const DeclaredText*> own(fact.text != nullptr ? 1 : 0, fact.text);
  if (leaf.predicate->op == Operator::kDenies) return AppendDenial(judge, leaf, truth, own, out);
  if (fact.text == nullptr) return AppendFact(judge, leaf, truth, out);
  switch (leaf.predicate->op) {
    case Operator::kMentions:
      return AppendMentions(judge, leaf, truth, own, out);
    case Operator::kMatches:
      return AppendMatches(leaf, truth, own, out);
    default:
      return AppendFact(judge, leaf, truth, out);
  }
}

void AppendEvidence(const Judge& judge, const Condition& condition, const Scope& scope, std::vector<Evidence>& out) {
  AppendOpened(judge, judge.Open(condition, scope), judge.Of(condition, scope), out);
}

void Deduplicate(std::vector<Evidence>& evidence) {
  const auto key = [](const Evidence& e) {
    return std::tie(e.field, e.truth, e.declared, e.reading, e.folded, e.value, e.entry, e.term, e.cue, e.implied_by,
                    e.start, e.end);
  };
  const auto less = [&](const Evidence* a, const Evidence* b) { return key(*a) < key(*b); };
  std::set<Evidence*, decltype(less)> seen(less);
  std::vector<Evidence> kept;
  kept.reserve(evidence.size());  // `seen` points into it
  for (Evidence& one : evidence) {
    const auto [same, is_new] = seen.insert(&kept.emplace_back(std::move(one)));
    if (is_new) continue;
    (*same)->presence = (*same)->presence && kept.back().presence;
    kept.pop_back();
  }
  evidence = std::move(kept);
}

}  // namespace proviso
