// `vocabulary:`, `denials:` and `hedges:`: phrases and patterns, compiled.
#include "check/draft.h"
#include "check/patterns.h"

namespace proviso {
namespace {

std::vector<Phrase> ReadPhrases(const Value& value, std::string_view what, Draft& draft) {
  std::vector<Phrase> phrases;
  for (const Value* const item : ReadList(value, what, draft.out)) {
    if (std::optional<Phrase> phrase = ReadPhrase(*item, draft)) phrases.push_back(*std::move(phrase));
  }
  return phrases;
}

std::vector<Pattern> ReadPatterns(const Value& value, Draft& draft) {
  std::vector<Pattern> patterns;
  for (const Value* const item : ReadList(value, "`patterns`", draft.out)) {
    if (std::optional<Pattern> pattern = ReadPattern(*item, draft)) patterns.push_back(*std::move(pattern));
  }
  return patterns;
}

bool HasItems(const Value* list) {
  return list != nullptr && (list->kind != Value::Kind::kList || !list->items.empty());
}

LexiconEntry ReadEntry(const Member& member, Draft& draft) {
  const Value& value = member.value;
  LexiconEntry lexicon;
  const Value* phrases = value.kind == Value::Kind::kList ? &value : nullptr;
  const Value* patterns = nullptr;
  if (phrases == nullptr) {
    if (!ExpectMapping(value, "a vocabulary entry", draft.out)) return lexicon;
    CheckKeys(value, kEntryKeys, member.key_span, draft.out);
    phrases = value.Find("phrases");
    patterns = value.Find("patterns");
    if (const Value* const meaning = value.Find("meaning")) ReadText(*meaning, "`meaning`", draft.out);
    if (const Value* const except = value.Find("except")) lexicon.except = ReadPhrases(*except, "`except`", draft);
  }
  if (phrases != nullptr) lexicon.phrases = ReadPhrases(*phrases, "`phrases`", draft);
  if (patterns != nullptr) lexicon.patterns = ReadPatterns(*patterns, draft);
  if (!HasItems(phrases) && !HasItems(patterns)) {
    draft.out.Error(code::kMissingKey, member.key_span,
                    "the vocabulary entry " + Quoted(member.key) + " has no phrase and no pattern",
                    "add `phrases:` or `patterns:` with at least one");
  }
  return lexicon;
}

std::optional<Cue> ReadCue(const Value& value, Draft& draft) {
  const Value* phrase = &value;
  Cue cue;
  if (value.kind == Value::Kind::kObject) {
    CheckKeys(value, kCueKeys, FirstKey(value), draft.out);
    if (const Value* const reach = value.Find("reach")) {
      const std::optional<std::int64_t> words = ReadCount(*reach, "`reach`", draft.out);
      if (words) cue.reach = static_cast<std::size_t>(*words);
    }
    phrase = value.Find("cue");
    if (phrase == nullptr) return std::nullopt;
  }
  std::optional<Phrase> parsed = ReadPhrase(*phrase, draft);
  if (!parsed) return std::nullopt;
  cue.phrase = *std::move(parsed);
  return cue;
}

void AddCues(const Value& value, std::string_view what, std::vector<Cue>& cues, Draft& draft) {
  for (const Value* const item : ReadList(value, what, draft.out)) {
    if (std::optional<Cue> cue = ReadCue(*item, draft)) cues.push_back(*std::move(cue));
  }
}

void AddPhrases(const Value& value, std::string_view what, std::vector<Phrase>& phrases, Draft& draft) {
  for (Phrase& phrase : ReadPhrases(value, what, draft)) phrases.push_back(std::move(phrase));
}

void AddSection(std::size_t module, std::string_view name, CueSection& section, Draft& draft) {
  const Value* const value = FindSection(draft, module, name);
  if (value == nullptr) return;
  CheckKeys(*value, kCueSectionKeys, FirstKey(*value), draft.out);
  if (const Value* const before = value->Find("before")) AddCues(*before, "`before`", section.before, draft);
  if (const Value* const after = value->Find("after")) AddCues(*after, "`after`", section.after, draft);
  if (const Value* const pseudo = value->Find("pseudo")) AddPhrases(*pseudo, "`pseudo`", section.pseudo, draft);
  if (const Value* const ends = value->Find("ends")) AddPhrases(*ends, "`ends`", section.ends, draft);
}

}  // namespace

void CollectVocabulary(Draft& draft) {
  for (const auto& [name, definition] : CollectDefinitions(draft, "vocabulary", "the vocabulary entry")) {
    const Member& member = *definition.member;
    draft.entries.Add(name, draft.model.entries.size(), definition.module, member.key_span);
    draft.model.entries.push_back({name, ReadEntry(member, draft), definition.module, member.key_span});
  }
  for (std::size_t module = 0; module < draft.roots.size(); ++module) {
    AddSection(module, "denials", draft.model.denials, draft);
    AddSection(module, "hedges", draft.model.hedges, draft);
  }
}

}  // namespace proviso
