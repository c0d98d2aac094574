#include "model/model.h"

namespace proviso {
namespace {

class Dumper {
 public:
  explicit Dumper(const Model& model) : model_(model) {}

  std::string Run() {
    for (const Module& module : model_.modules) DumpModule(module);
    for (const Field& field : model_.fields) DumpField(field);
    for (const Taxonomy& taxonomy : model_.taxonomies) DumpTaxonomy(taxonomy);
    for (const Entry& entry : model_.entries) DumpEntry(entry);
    DumpCues("denials", model_.denials);
    DumpCues("hedges", model_.hedges);
    for (const Signal& signal : model_.signals) {
      Line("signal " + signal.name + In(signal.module) + ": " + Describe(signal.condition, model_));
    }
    for (const Policy& policy : model_.policies) DumpPolicy(policy);
    for (const ModuleTest& test : model_.tests) DumpTest(test);
    return std::move(out_);
  }

 private:
  void Line(const std::string& line) { out_ += line + "\n"; }

  std::string In(std::size_t module) const { return " (" + model_.modules[module].name + ")"; }

  template <typename Items, typename Name>
  static std::string List(const Items& items, const Name& name) {
    std::string text;
    for (const auto& item : items) {
      if (!text.empty()) text += ", ";
      text += name(item);
    }
    return "[" + text + "]";
  }

  void DumpModule(const Module& module) {
    std::string line = (module.is_policy ? "policy module " : "library ") + module.name;
    if (!module.named) line += " of the base";
    if (!module.uses.empty()) {
      line += " sees " + List(module.uses, [&](std::size_t used) { return model_.modules[used].name; });
    }
    Line(line);
  }

  void DumpField(const Field& field) {
    std::string line = "field " + field.path + In(field.module) + ": " + std::string(ToString(field.type));
    if (field.taxonomy) line += " of " + model_.taxonomies[*field.taxonomy].name;
    if (field.required) line += ", required";
    if (field.undeclared_no) line += ", undeclared: no";
    if (!field.question.empty()) line += ", asks \"" + field.question + "\"";
    Line(line);
  }

  void DumpTaxonomy(const Taxonomy& taxonomy) {
    Line("taxonomy " + taxonomy.name);
    for (const Term& term : taxonomy.terms) {
      std::string line = "  " + term.name;
      if (!term.broader.empty()) {
        line += " under " + List(term.broader, [&](std::size_t broader) { return taxonomy.terms[broader].name; });
      }
      if (!term.aliases.empty()) line += " alias " + List(term.aliases, [](const std::string& alias) { return alias; });
      if (!term.implies.empty()) {
        line += " implies " + List(term.implies, [&](TermRef ref) {
                  const Taxonomy& other = model_.taxonomies[ref.taxonomy];
                  return other.name + "/" + other.terms[ref.term].name;
                });
      }
      Line(line);
    }
  }

  static std::string Phrases(const std::vector<Phrase>& phrases) {
    return List(phrases, [](const Phrase& phrase) { return phrase.text; });
  }

  void DumpEntry(const Entry& entry) {
    std::string line = "entry " + entry.name + In(entry.module) + ":";
    const LexiconEntry& lexicon = entry.lexicon;
    if (!lexicon.phrases.empty()) line += " phrases " + Phrases(lexicon.phrases);
    if (!lexicon.patterns.empty()) {
      line += " patterns " + List(lexicon.patterns, [](const Pattern& pattern) { return pattern.text(); });
    }
    if (!lexicon.except.empty()) line += " except " + Phrases(lexicon.except);
    Line(line);
  }

  void DumpCues(const std::string& name, const CueSection& section) {
    const auto cue = [](const Cue& c) {
      return c.phrase.text + (c.reach ? " within " + std::to_string(*c.reach) : "");
    };
    if (!section.before.empty()) Line(name + " before " + List(section.before, cue));
    if (!section.after.empty()) Line(name + " after " + List(section.after, cue));
    if (!section.pseudo.empty()) Line(name + " pseudo " + Phrases(section.pseudo));
    if (!section.ends.empty()) Line(name + " ends " + Phrases(section.ends));
  }

  void DumpCondition(const std::string& name, const std::optional<Condition>& condition) {
    if (condition) Line("  " + name + " " + Describe(*condition, model_));
  }

  void DumpPolicy(const Policy& policy) {
    std::string line = "policy " + policy.name + ": " + policy.title;
    if (!policy.publisher.empty()) line += ", by " + policy.publisher;
    if (!policy.edition.empty()) line += ", edition " + policy.edition;
    if (!policy.source.empty()) line += ", at " + policy.source;
    Line(line);
    DumpCondition("applies", policy.applies);
    if (!policy.caveat.empty()) Line("caveat " + policy.caveat);
    for (const Rule& rule : policy.rules) DumpRule(rule);
    for (const UndecidableClause& clause : policy.not_decidable) {
      Line("not decidable " + clause.clause + ": " + clause.gist + "; " + clause.why);
    }
  }

  void DumpRule(const Rule& rule) {
    std::string line = "rule " + rule.id + ": " + std::string(ToString(rule.effect)) + ", " +
                       std::string(ToString(rule.severity)) + ", " + Citation(rule) + ", " + rule.title;
    if (rule.from) line += ", from " + ToString(*rule.from);
    if (rule.until) line += ", until " + ToString(*rule.until);
    Line(line);
    DumpCondition("when", rule.when);
    DumpCondition("unless", rule.unless);
    DumpCondition("require", rule.require);
    if (!rule.message.empty()) Line("  message " + rule.message);
    if (!rule.remedy.empty()) Line("  remedy " + rule.remedy);
  }

  void DumpTest(const ModuleTest& test) {
    std::string line = "test of " + model_.modules[test.module].name;
    const bool of_policy = test.policy != kNoPolicy;
    const auto rule_id = [&](std::size_t rule) { return model_.policies[test.policy].rules[rule].id; };
    if (of_policy && test.rule) line += "/" + rule_id(*test.rule);
    line += ": " + test.name;
    for (const auto& [rule, state] : test.states) line += "; " + rule_id(rule) + " " + std::string(ToString(state));
    if (test.decision) line += "; decision " + std::string(ToString(*test.decision));
    if (test.asks) line += "; asks " + List(*test.asks, [](const std::string& field) { return field; });
    for (const auto& [signal, truth] : test.signals) {
      line += "; signal " + model_.signals[signal].name + " " + std::string(ToString(truth));
    }
    for (const ExpectedEvidence& e : test.evidence) {
      line += "; evidence " + (e.field.empty() ? e.text : e.field + (e.text.empty() ? "" : ": " + e.text));
    }
    if (test.as_of) line += "; as of " + ToString(*test.as_of);
    Line(line);
  }

  const Model& model_;
  std::string out_;
};

}  // namespace

std::string Dump(const Model& model) { return Dumper(model).Run(); }

}  // namespace proviso
