#include <algorithm>
#include <string_view>
#include <utility>

#include "support/generator.h"
#include "support/write_value.h"

namespace proviso {
namespace {

// `t.r.a.c.k`
std::string SpelledOut(const std::string& word, char sign) {
  std::string out;
  for (const char c : word) {
    if (!out.empty()) out += sign;
    out += c;
  }
  return out;
}

// What a reader sees through and a search does not.
std::string Masked(std::string word, Random& random) {
  if (random.Below(2) == 0) return SpelledOut(word, random.Pick(std::vector<char>{'.', '_', ' ', '-'}));
  constexpr std::string_view kLetters = "aeolist", kStandIns = "4301157";
  if (const std::size_t at = word.find_first_of(kLetters); at != std::string::npos)
    word[at] = kStandIns[kLetters.find(word[at])];
  return word;
}

std::string Disguised(std::string word, Random& random) {
  // Rare, as each text with such a word is read two or three times.
  if (random.Below(24) == 0) return Masked(std::move(word), random);
  switch (random.Below(12)) {
    case 0:
      word[0] = static_cast<char>(word[0] - 'a' + 'A');
      break;
    case 1:
      if (const std::size_t at = word.find('a'); at != std::string::npos)
        word.replace(at, 1, "\xD0\xB0");  // Cyrillic a
      break;
    case 2:
      word.insert(1 + random.Below(word.size() - 1), "\xE2\x80\x8B");  // zero-width space
      break;
    case 3:
      word.insert(1 + random.Below(word.size() - 1), "\xC2\xAD");  // soft hyphen
      break;
    case 4:
      word.replace(0, 1, std::string("\xEF\xBD") + static_cast<char>(0x81 + (word[0] - 'a')));  // full width
      break;
    default:
      break;
  }
  return word;
}

std::string Token(const std::vector<std::string>& samples, Random& random) {
  static const std::vector<std::string> kOthers = {"the", "of", "and", "any", "we", "don't", "1", "x"};
  static const std::vector<std::string> kCues = {
      "no",      "not",     "do not",      "never",    "without",  "may",           "could",      "may not",
      "might",   "later",   "if needed",   "not only", "no doubt", "never without", "could only", "but",
      "however", "because", "is excluded", "not done", "may day",  "no more than"};
  const std::size_t draw = random.Below(100);
  if (draw < 30 && !samples.empty()) return random.Pick(samples);
  if (draw < 60) {
    std::string word = random.Pick(SampleWords());
    if (random.Chance(15)) word += "ning";
    return random.Chance(30) ? Disguised(word, random) : word;
  }
  return random.Pick(draw < 85 ? kCues : kOthers);
}

Value Fault(Random& random) {
  switch (random.Below(6)) {
    case 0:
      return MakeNumber("7");
    case 1:
      return MakeBool(true);
    case 2:
      return MakeList({MakeText("police")});
    case 3:
      return MakeObject({{"of", MakeText("police")}});
    case 4:
      return MakeText("~5 or so");
    default:
      return MakeText("2026-02-30");
  }
}

Value TermValue(const GeneratedTaxonomy& taxonomy, Random& random) {
  if (random.Chance(12)) return MakeText(random.Chance(50) ? "xyzzy" : "polcie");
  if (random.Chance(12) && !taxonomy.aliases.empty()) return MakeText(random.Pick(taxonomy.aliases));
  std::string term = random.Pick(taxonomy.terms);
  if (random.Chance(10)) std::replace(term.begin(), term.end(), ' ', '_');
  if (random.Chance(10)) term[0] = static_cast<char>(term[0] - 'a' + 'A');
  return MakeText(term);
}

Value TermsValue(const GeneratedTaxonomy& taxonomy, Random& random) {
  if (random.Chance(10)) return TermValue(taxonomy, random);
  Value list = MakeList({});
  for (std::size_t n = random.Below(4); n > 0; --n) {
    if (random.Chance(4)) {
      list.items.push_back({});
    } else {
      list.items.push_back(random.Chance(6) ? Fault(random) : TermValue(taxonomy, random));
    }
  }
  return list;
}

class Describer {
 public:
  Describer(const GeneratedModules& modules, Random& random) : modules_(modules), random_(random) {}

  // Fields whose innermost list is `list`, as members of `object`.
  void Fill(const std::string& list, Value& object) {
    for (const GeneratedField& field : modules_.fields) {
      if (field.list != list || random_.Chance(30)) continue;
      Value value = random_.Chance(4) ? Value{} : random_.Chance(5) ? Fault(random_) : Good(field);
      File(list.empty() ? field.path : field.relative, std::move(value), object);
    }
  }

  Value Good(const GeneratedField& field) {
    switch (field.type) {
      case FieldType::kText:
        return MakeText(GenerateText(modules_.samples, random_));
      case FieldType::kTerm:
        return TermValue(Taxonomy(field), random_);
      case FieldType::kTerms:
        return TermsValue(Taxonomy(field), random_);
      case FieldType::kFlag:
        return random_.Chance(70) ? MakeBool(random_.Chance(50)) : MakeText(random_.Chance(50) ? "yes" : "No");
      case FieldType::kList:
        return List(field);
      case FieldType::kNumber:
      case FieldType::kCount:
        if (random_.Chance(50)) return MakeNumber(random_.Chance(50) ? "3" : "0");
        break;
      default:
        if (random_.Chance(5)) return MakeNumber("5");
    }
    return MakeText(random_.Pick(SampleOperands(field.type)));
  }

 private:
  Value List(const GeneratedField& field) {
    Value list = MakeList({});
    for (std::size_t n = random_.Below(4); n > 0; --n) {
      if (random_.Chance(6)) {
        list.items.push_back(random_.Chance(50) ? Value{} : MakeText("police"));
        continue;
      }
      Value element = MakeObject({});
      Fill(field.path, element);
      list.items.push_back(std::move(element));
    }
    return list;
  }

  const GeneratedTaxonomy& Taxonomy(const GeneratedField& field) const {
    return *std::find_if(modules_.taxonomies.begin(), modules_.taxonomies.end(),
                         [&](const GeneratedTaxonomy& t) { return t.name == field.taxonomy; });
  }

  // Under nested keys, or now and then under one dotted key, or both.
  void File(const std::string& path, Value value, Value& object) {
    const std::size_t dot = path.find('.');
    if (dot == std::string::npos) return Put(object, path, std::move(value));
    if (random_.Chance(10)) {
      Put(object, path, value);
      if (random_.Chance(70)) return;
      if (random_.Chance(50)) value = MakeText("another");
    }
    const std::string parent = path.substr(0, dot);
    const auto found =
        std::find_if(object.members.begin(), object.members.end(), [&](const Member& m) { return m.key == parent; });
    if (found != object.members.end()) {
      if (found->value.kind == Value::Kind::kObject) Put(found->value, path.substr(dot + 1), std::move(value));
      return;
    }
    Put(object, parent, random_.Chance(4) ? MakeNumber("7") : MakeObject({{path.substr(dot + 1), std::move(value)}}));
  }

  const GeneratedModules& modules_;
  Random& random_;
};

}  // namespace

std::string GenerateText(const std::vector<std::string>& samples, Random& random) {
  static const std::vector<std::string> kJoints = {" ",
                                                   " ",
                                                   " ",
                                                   " ",
                                                   " ",
                                                   " ",
                                                   " ",
                                                   " ",
                                                   " ",
                                                   " ",
                                                   " ",
                                                   " ",
                                                   "-",
                                                   "  ",
                                                   "\n",
                                                   ", ",
                                                   ". ",
                                                   "; ",
                                                   "! ",
                                                   "\n\n",
                                                   "\n- ",
                                                   "/",
                                                   "_",
                                                   "'s ",
                                                   "\xE2\x80\xA6 ",
                                                   " \xE2\x80\x94 ",
                                                   "\xE2\x80\x8B",
                                                   " e.g. ",
                                                   " no. ",
                                                   "\n1. ",
                                                   "\xE3\x80\x82",
                                                   ".\" ",
                                                   " (",
                                                   ") ",
                                                   "\xC2\xA0",
                                                   " 3.5 ",
                                                   "\xE2\x80\x99s ",
                                                   " inc. ",
                                                   "?! ",
                                                   "\n\xE2\x80\xA2 "};
  if (random.Chance(8)) return random.Chance(50) ? "" : " \n ";
  if (random.Chance(5)) return random.Pick(SampleOperands(FieldType::kText));
  std::string text;
  for (std::size_t n = 1 + random.Below(9); n > 0; --n)
    text += (text.empty() ? "" : random.Pick(kJoints)) + Token(samples, random);
  if (random.Chance(20)) text += ".";
  return text;
}

Value GenerateValue(const GeneratedModules& modules, const GeneratedField& field, Random& random) {
  return Describer(modules, random).Good(field);
}

Value GenerateDescriptor(const GeneratedModules& modules, Random& random) {
  Value descriptor = MakeObject({{"id", MakeText("d")}});
  Describer(modules, random).Fill("", descriptor);
  if (random.Chance(5)) Put(descriptor, "unheard-of", MakeText("mass data"));
  return descriptor;
}

}  // namespace proviso
