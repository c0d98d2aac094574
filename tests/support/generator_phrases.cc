#include "support/generator_phrases.h"

#include "support/generator.h"
#include "support/write_value.h"

namespace proviso {
namespace {

GeneratedPhrase WordItem(Random& random) {
  const std::string word = random.Pick(SampleWords());
  if (!random.Chance(20)) return {word, word};
  const std::string stem = word.substr(0, 3);
  return {stem + "*", random.Chance(50) ? word : stem + "ning"};
}

GeneratedPhrase GroupItem(Random& random) {
  const GeneratedPhrase a = WordItem(random), b = WordItem(random), c = WordItem(random);
  if (random.Chance(30)) return {"(" + a.text + " ...2 " + b.text + "|" + c.text + ")", a.sample + " the " + b.sample};
  if (random.Chance(40)) return {"(" + a.text + "|" + b.text + " " + c.text + ")", b.sample + " " + c.sample};
  return {"(" + a.text + "|" + b.text + ")", random.Chance(50) ? a.sample : b.sample};
}

GeneratedPhrase OptionalItem(Random& random) {
  const GeneratedPhrase a = WordItem(random), b = WordItem(random);
  if (random.Chance(20)) return {"[" + a.text + " " + b.text + "]", ""};
  if (random.Chance(20)) return {"[" + a.text + "|" + b.text + "]", b.sample};
  return {"[" + a.text + "]", random.Chance(50) ? a.sample : ""};
}

void Append(GeneratedPhrase& phrase, const GeneratedPhrase& item, const std::string& joint,
            const std::string& between) {
  phrase.text += (phrase.text.empty() ? "" : joint) + item.text;
  if (!item.sample.empty()) phrase.sample += (phrase.sample.empty() ? "" : between) + item.sample;
}

Value Cue(const std::string& cue, Random& random) {
  if (!random.Chance(20)) return MakeText(cue);
  return MakeObject({{"cue", MakeText(cue)}, {"reach", MakeNumber(std::to_string(random.Below(4)))}});
}

Value Cues(const std::vector<std::string>& pool, bool plain, Random& random) {
  std::vector<Value> cues;
  for (const std::string& cue : pool) {
    if (random.Chance(60)) cues.push_back(plain ? MakeText(cue) : Cue(cue, random));
  }
  if (cues.empty()) cues.push_back(MakeText(pool.front()));
  return MakeList(std::move(cues));
}

}  // namespace

GeneratedPhrase GeneratePhrase(Random& random) {
  GeneratedPhrase phrase;
  bool fixed_before = false;  // the item before is not optional
  const std::size_t items = 1 + random.Below(3);
  for (std::size_t i = 0; i < items; ++i) {
    if (i > 0 && random.Chance(20)) {
      Append(phrase, OptionalItem(random), " ", " ");
      fixed_before = false;
      continue;
    }
    const GeneratedPhrase item = random.Chance(20) ? GroupItem(random) : WordItem(random);
    const bool gap = fixed_before && random.Chance(35);
    const std::string joint = gap ? " ..." + std::to_string(1 + random.Below(3)) + " " : random.Chance(10) ? "-" : " ";
    Append(phrase, item, item.text.front() == '(' && !gap ? " " : joint, gap && random.Chance(50) ? " of " : " ");
    fixed_before = true;
  }
  if (random.Chance(8)) phrase.text = "[the] " + phrase.text;
  return phrase;
}

Value GenerateEntry(Random& random, std::vector<std::string>& samples) {
  static const std::vector<std::string> kPatterns = {
      "\\bscan\\w*", "fac[es]", "track.{0,6}data", "(?:mass|crowd) data", "\\bcrowd\\W+scan", "m.ss\\b", "a{1,2}\\s"};
  Value phrases = MakeList({}), patterns = MakeList({}), except = MakeList({});
  for (std::size_t i = random.Chance(15) ? 0 : 1 + random.Below(3); i > 0; --i) {
    const GeneratedPhrase phrase = GeneratePhrase(random);
    phrases.items.push_back(MakeText(phrase.text));
    samples.push_back(phrase.sample);
  }
  if (phrases.items.empty() || random.Chance(20)) patterns.items.push_back(MakeText(random.Pick(kPatterns)));
  if (random.Chance(30)) except.items.push_back(MakeText(GeneratePhrase(random).text));
  if (patterns.items.empty() && except.items.empty() && random.Chance(30)) return phrases;
  Value entry = MakeObject({});
  if (!phrases.items.empty()) Put(entry, "phrases", std::move(phrases));
  if (!patterns.items.empty()) Put(entry, "patterns", std::move(patterns));
  if (!except.items.empty()) Put(entry, "except", std::move(except));
  return entry;
}

Value GenerateDenials(Random& random) {
  return MakeObject({{"before", Cues({"no", "not", "do not", "never", "without", "not ...2 any"}, false, random)},
                     {"after", Cues({"is excluded", "never", "not done"}, false, random)},
                     {"pseudo", Cues({"not only", "no doubt", "never without"}, true, random)},
                     {"ends", Cues({"but", "however", "except that"}, true, random)}});
}

Value GenerateHedges(Random& random) {
  return MakeObject({{"before", Cues({"may", "could", "may not", "might", "no more than"}, false, random)},
                     {"after", Cues({"later", "if needed"}, false, random)},
                     {"pseudo", Cues({"may day", "could only"}, true, random)},
                     {"ends", Cues({"but", "because"}, true, random)}});
}

}  // namespace proviso
