#include "support/generator.h"

#include <algorithm>

#include "support/generator_conditions.h"
#include "support/generator_phrases.h"
#include "support/write_value.h"

namespace proviso {
namespace {

// All fields there may be; each pack of modules has some of them.
const std::vector<GeneratedField>& AllFields() {
  static const std::vector<GeneratedField> kFields = {
      {"capabilities", FieldType::kTerms, "capability", "", ""},
      {"customer.trade", FieldType::kTerm, "capability", "", ""},
      {"data.places", FieldType::kTerms, "sector", "", ""},
      {"data.retention", FieldType::kDuration, "", "", ""},
      {"data.subjects", FieldType::kTerms, "sector", "", ""},
      {"notes", FieldType::kText, "", "", ""},
      {"safe.review", FieldType::kFlag, "", "", ""},
      {"score", FieldType::kNumber, "", "", ""},
      {"sector", FieldType::kTerm, "sector", "", ""},
      {"services", FieldType::kList, "", "", "services"},
      {"services[].name", FieldType::kTerm, "capability", "services", "name"},
      {"services[].note", FieldType::kText, "", "services", "note"},
      {"services[].on", FieldType::kFlag, "", "services", "on"},
      {"services[].ports", FieldType::kList, "", "services", "ports"},
      {"services[].ports[].kind", FieldType::kTerm, "sector", "services[].ports", "kind"},
      {"services[].ports[].open", FieldType::kFlag, "", "services[].ports", "open"},
      {"services[].size", FieldType::kBytes, "", "services", "size"},
      {"services[].tags", FieldType::kTerms, "sector", "services", "tags"},
      {"since", FieldType::kDate, "", "", ""},
      {"usage.note", FieldType::kText, "", "", ""},
      {"usage.storage", FieldType::kBytes, "", "", ""},
      {"usage.users", FieldType::kCount, "", "", ""},
  };
  return kFields;
}

bool HasElements(const std::string& list, const std::vector<GeneratedField>& fields) {
  return std::any_of(fields.begin(), fields.end(), [&](const GeneratedField& field) { return field.list == list; });
}

// `purpose` is always there, and no list without a field of its elements.
std::vector<GeneratedField> GenerateFields(Random& random) {
  std::vector<GeneratedField> fields = {{"purpose", FieldType::kText, "", "", ""}};
  const bool with_ports = random.Chance(50);
  for (const GeneratedField& field : AllFields()) {
    const bool of_ports = field.path.find("ports") != std::string::npos;
    const bool list = field.type == FieldType::kList;
    if (list ? (!of_ports || with_ports) : of_ports ? with_ports && random.Chance(80) : random.Chance(45))
      fields.push_back(field);
  }
  if (!HasElements("services[].ports", fields))
    std::erase_if(fields, [](const auto& f) { return f.path == "services[].ports"; });
  if (!HasElements("services", fields)) std::erase_if(fields, [](const auto& f) { return f.path == "services"; });
  return fields;
}

Value FieldsSection(const std::vector<GeneratedField>& fields, const GeneratorOptions& options, Random& random) {
  Value section = MakeObject({});
  for (const GeneratedField& field : fields) {
    Value one = MakeObject({{"type", MakeText(std::string(ToString(field.type)))}});
    if (!field.taxonomy.empty()) Put(one, "of", MakeText(field.taxonomy));
    if (random.Chance(field.type == FieldType::kText ? 30 : 5)) Put(one, "required", MakeBool(true));
    if (options.undeclared_no && random.Chance(15)) Put(one, "undeclared", MakeText("no"));
    if (random.Chance(30)) Put(one, "question", MakeText("What about " + field.path + "?"));
    Put(section, field.path, std::move(one));
  }
  return section;
}

// A taxonomy's trees. Narrower terms come later in the list of names, so there is no circle.
Value TermTree(const GeneratedTaxonomy& taxonomy, std::vector<std::vector<std::size_t>>& narrower, std::size_t term) {
  if (narrower[term].empty()) return MakeText(taxonomy.terms[term]);
  Value list = MakeList({});
  const std::vector<std::size_t> below = std::move(narrower[term]);
  narrower[term].clear();  // written once: where the term stands again it stands alone
  for (const std::size_t child : below) list.items.push_back(TermTree(taxonomy, narrower, child));
  return MakeObject({{taxonomy.terms[term], std::move(list)}});
}

Value TermsOf(const GeneratedTaxonomy& taxonomy, Random& random) {
  std::vector<std::vector<std::size_t>> narrower(taxonomy.terms.size());
  std::vector<std::size_t> tops;
  for (std::size_t i = 0; i < taxonomy.terms.size(); ++i) {
    if (i == 0 || random.Chance(30)) {
      tops.push_back(i);
      continue;
    }
    const std::size_t parent = random.Below(i);
    narrower[parent].push_back(i);
    const std::size_t other = random.Below(i);
    if (other != parent && random.Chance(25)) narrower[other].push_back(i);
  }
  Value list = MakeList({});
  for (const std::size_t top : tops) list.items.push_back(TermTree(taxonomy, narrower, top));
  return list;
}

void AddTerms(Value& library, std::vector<GeneratedTaxonomy>& taxonomies, const GeneratorOptions& options,
              Random& random) {
  taxonomies = {{"capability", {"scanning", "face scan", "tracking", "storing", "blurring"}, {}},
                {"sector", {"government", "police", "army", "border force", "retail", "schools"}, {}}};
  Value terms = MakeObject({}), aliases = MakeObject({}), implies = MakeObject({});
  for (GeneratedTaxonomy& taxonomy : taxonomies) {
    Put(terms, taxonomy.name, TermsOf(taxonomy, random));
    Value spellings = MakeObject({}), implied = MakeObject({});
    for (const std::string& term : taxonomy.terms) {
      if (random.Chance(25)) {
        taxonomy.aliases.push_back("the " + term);
        Put(spellings, term, MakeList({MakeText("the " + term)}));
      }
      if (!options.implies || !random.Chance(25)) continue;
      const GeneratedTaxonomy& other = taxonomies[random.Below(taxonomies.size())];
      const std::string& target = random.Pick(other.terms);
      if (target == term) continue;
      Put(implied, term, MakeList({MakeText(other.name == taxonomy.name ? target : other.name + "/" + target)}));
    }
    if (!spellings.members.empty()) Put(aliases, taxonomy.name, std::move(spellings));
    if (!implied.members.empty()) Put(implies, taxonomy.name, std::move(implied));
  }
  Put(library, "terms", std::move(terms));
  if (!aliases.members.empty()) Put(library, "aliases", std::move(aliases));
  if (!implies.members.empty()) Put(library, "implies", std::move(implies));
}

Value Conditions(const ConditionPool& pool, Random& random) {
  if (random.Chance(50)) return GenerateCondition(pool, "", 3, random);
  Value list = MakeList({});
  for (std::size_t n = 1 + random.Below(3); n > 0; --n) list.items.push_back(GenerateCondition(pool, "", 2, random));
  return list;
}

Value GenerateRule(std::size_t number, const ConditionPool& pool, Random& random) {
  static const std::vector<std::string> kEffects = {"deny", "deny", "review", "review", "note"};
  static const std::vector<std::string> kSeverities = {"critical", "high", "medium", "low"};
  Value rule = MakeObject({{"id", MakeText("r" + std::to_string(number))},
                           {"title", MakeText("Rule " + std::to_string(number))},
                           {"clause", MakeText("clause " + std::to_string(number))},
                           {"effect", MakeText(random.Pick(kEffects))}});
  if (random.Chance(60)) Put(rule, "severity", MakeText(random.Pick(kSeverities)));
  if (random.Chance(10)) {
    Value effective = MakeObject({});
    const std::size_t which = random.Below(3);
    const char* const from = which == 1 || random.Chance(80) ? "2026-01-01" : "2026-07-01";
    if (which != 2) Put(effective, "from", MakeText(from));
    if (which != 0) Put(effective, "until", MakeText(random.Chance(80) ? "2026-12-31" : "2026-06-30"));
    Put(rule, "effective", std::move(effective));
  }
  const bool require = random.Chance(35);
  if (!require || random.Chance(70)) Put(rule, "when", Conditions(pool, random));
  if (random.Chance(35)) Put(rule, "unless", Conditions(pool, random));
  if (require) Put(rule, "require", Conditions(pool, random));
  return rule;
}

Value GeneratePolicy(const std::string& name, const ConditionPool& pool, Random& random) {
  Value policy = MakeObject(
      {{"policy", MakeText(name)}, {"title", MakeText("Policy " + name)}, {"uses", MakeList({MakeText("words")})}});
  if (random.Chance(30)) Put(policy, "applies", GenerateCondition(pool, "", 1, random));
  Value rules = MakeList({});
  const std::size_t count = 1 + random.Below(4);
  for (std::size_t i = 0; i < count; ++i) rules.items.push_back(GenerateRule(i, pool, random));
  Put(policy, "rules", std::move(rules));
  return policy;
}

}  // namespace

const std::vector<std::string>& SampleWords() {
  static const std::vector<std::string> kWords = {"scan", "track", "face", "crowd", "data", "mass"};
  return kWords;
}

const std::vector<std::string>& SampleOperands(FieldType type) {
  static const std::vector<std::string> kText = {"scan crowd", "Face", "mass data", "No face"};
  static const std::vector<std::string> kNumber = {"3", "-1", "2.5", "3 million", "1,400", "0"};
  static const std::vector<std::string> kCount = {"0", "1", "3", "1 thousand", "2k"};
  static const std::vector<std::string> kBytes = {"1 KB", "1 KiB", "2 MB", "1.5 MB", "0", "1,000 bytes"};
  static const std::vector<std::string> kDuration = {"30 days", "1 month", "12 months",
                                                     "1 year",  "90 min",  "1 year 6 months"};
  static const std::vector<std::string> kDate = {"2026-01-31", "2026-02-01", "2025-12-31", "2026-02-28"};
  switch (type) {
    case FieldType::kNumber:
      return kNumber;
    case FieldType::kCount:
      return kCount;
    case FieldType::kBytes:
      return kBytes;
    case FieldType::kDuration:
      return kDuration;
    case FieldType::kDate:
      return kDate;
    default:
      return kText;
  }
}

GeneratedModules GenerateModules(Random& random, const GeneratorOptions& options) {
  GeneratedModules modules;
  modules.fields = GenerateFields(random);
  Value base = MakeObject({{"library", MakeText("base")}, {"fields", FieldsSection(modules.fields, options, random)}});
  AddTerms(base, modules.taxonomies, options, random);

  ConditionPool pool{modules.fields, modules.taxonomies, {}, {}, options.declared};
  Value vocabulary = MakeObject({}), signals = MakeObject({});
  for (std::size_t i = 0, count = 1 + random.Below(3); i < count; ++i) {
    pool.entries.push_back("entry-" + std::string(1, static_cast<char>('a' + i)));
    Put(vocabulary, pool.entries.back(), GenerateEntry(random, modules.samples));
  }
  for (std::size_t i = 0, count = random.Below(4); i < count; ++i) {
    const std::string name = "signal-" + std::string(1, static_cast<char>('a' + i));
    Put(signals, name, GenerateCondition(pool, "", 2, random));
    pool.signals.push_back(name);
  }
  Value words = MakeObject({{"library", MakeText("words")}, {"uses", MakeList({MakeText("base")})}});
  Put(words, "vocabulary", std::move(vocabulary));
  if (random.Chance(80)) Put(words, "denials", GenerateDenials(random));
  if (random.Chance(80)) Put(words, "hedges", GenerateHedges(random));
  if (!signals.members.empty()) Put(words, "signals", std::move(signals));

  modules.sources = {Source("base.yaml", ToYaml(base)), Source("words.yaml", ToYaml(words))};
  for (std::size_t i = 0, count = 1 + random.Below(2); i < count; ++i) {
    const std::string name = "policy-" + std::string(1, static_cast<char>('a' + i));
    modules.policies.push_back(name);
    modules.sources.emplace_back(name + ".yaml", ToYaml(GeneratePolicy(name, pool, random)));
  }
  return modules;
}

}  // namespace proviso
