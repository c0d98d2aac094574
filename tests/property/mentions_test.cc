// The lexicon against the reference reading of text, on random entries, cues and texts.
#include <gtest/gtest.h>

#include "support/generator.h"
#include "support/generator_phrases.h"
#include "support/reference_text.h"
#include "support/write_value.h"
#include "text/lexicon.h"

namespace proviso {
namespace {

Phrase Parse(const std::string& text) {
  PhraseError error;
  std::optional<Phrase> phrase = ParsePhrase(text, {}, error);
  EXPECT_TRUE(phrase) << text << ": " << error.message;
  return phrase ? std::move(*phrase) : Phrase{};
}

std::vector<Phrase> Phrases(const Value& object, std::string_view key) {
  std::vector<Phrase> phrases;
  const Value* list = object.kind == Value::Kind::kList ? &object : object.Find(key);
  if (object.kind == Value::Kind::kList && key != "phrases") return phrases;
  if (list == nullptr) return phrases;
  for (const Value& item : list->items) phrases.push_back(Parse(item.text));
  return phrases;
}

LexiconEntry EntryOf(const Value& written) {
  LexiconEntry entry{Phrases(written, "phrases"), {}, Phrases(written, "except")};
  if (const Value* patterns = written.kind == Value::Kind::kObject ? written.Find("patterns") : nullptr) {
    PatternError error;
    for (const Value& pattern : patterns->items) entry.patterns.push_back(*Pattern::Compile(pattern.text, error));
  }
  return entry;
}

std::vector<Cue> CuesOf(const Value& section, std::string_view key) {
  std::vector<Cue> cues;
  for (const Value& cue : section.Find(key)->items) {
    if (cue.kind == Value::Kind::kText) {
      cues.push_back({Parse(cue.text), std::nullopt});
    } else {
      cues.push_back({Parse(cue.Find("cue")->text), std::stoul(cue.Find("reach")->text)});
    }
  }
  return cues;
}

CueSection SectionOf(const Value& section) {
  return {CuesOf(section, "before"), CuesOf(section, "after"), Phrases(section, "pseudo"), Phrases(section, "ends")};
}

std::string Show(const std::vector<Mention>& mentions, const std::string& text) {
  std::string shown;
  for (const Mention& m : mentions) {
    shown += "\n  entry " + std::to_string(m.entry) + " `" + text.substr(m.place.begin, m.place.end - m.place.begin) +
             "` at " + std::to_string(m.place.begin) + (m.folded ? " folded" : "");
    shown += m.reading == MentionReading::kAsserted ? " asserted"
             : m.reading == MentionReading::kDenied ? " denied"
                                                    : " hedged";
    if (m.cue)
      shown += " by `" + text.substr(m.cue->begin, m.cue->end - m.cue->begin) + "` at " + std::to_string(m.cue->begin);
  }
  return shown;
}

TEST(Mentions, LexiconAndReferenceAgree) {
  std::size_t readings[3] = {0, 0, 0};
  for (std::uint64_t seed = 1; seed <= 1500; ++seed) {
    Random random(seed);
    std::vector<std::string> samples;
    Model model;
    std::string written;
    for (const char* name : {"a", "b"}) {
      const Value entry = GenerateEntry(random, samples);
      model.entries.push_back({name, EntryOf(entry)});
      written += ToYaml(entry);
    }
    const Value denials = GenerateDenials(random), hedges = GenerateHedges(random);
    model.denials = SectionOf(denials);
    model.hedges = SectionOf(hedges);
    const Lexicon lexicon({model.entries[0].lexicon, model.entries[1].lexicon}, model.denials, model.hedges);
    for (int i = 0; i < 20; ++i) {
      const std::string text = GenerateText(samples, random);
      std::vector<Mention> want;
      for (const std::size_t entry : {0u, 1u}) {
        for (const Mention& mention : reference::ReferenceMentions(model, entry, text)) want.push_back(mention);
      }
      for (const Mention& mention : want) ++readings[static_cast<std::size_t>(mention.reading)];
      const std::vector<Mention> have = lexicon.FindAll(Normalise(text), text);
      ASSERT_EQ(Show(want, text), Show(have, text)) << "seed " << seed << ", text " << text << "\n"
                                                    << written << "denials\n"
                                                    << ToYaml(denials) << "hedges\n"
                                                    << ToYaml(hedges);
    }
  }
  for (const std::size_t count : readings) EXPECT_GT(count, 1000u);
}

}  // namespace
}  // namespace proviso
