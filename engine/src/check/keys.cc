#include "check/keys.h"

#include <algorithm>

namespace proviso {
namespace {

constexpr KeySpec kPolicy[] = {
    {"policy", true, "the policy's name, in kebab-case"},
    {"title", true, "the title of the published document"},
    {"publisher", false, "who published it"},
    {"edition", false, "the edition of the text that the rules stand for"},
    {"source", false, "where the text is published"},
    {"caveat", false, "what whoever quotes the policy must know, such as that the text was seen in part only"},
    {"uses", false, "the libraries whose names come into scope"},
    {"applies", false, "whom the policy binds; part of every rule's `when`"},
    {"fields", false, "declared facts, by path"},
    {"terms", false, "taxonomies: lists of terms, nested for narrower ones"},
    {"aliases", false, "other spellings of terms, by taxonomy and term"},
    {"implies", false, "what holds with a term, by taxonomy and term"},
    {"vocabulary", false, "phrases and patterns that say one thing, by name"},
    {"denials", false, "cues that deny a mention"},
    {"hedges", false, "cues that make a mention uncertain"},
    {"signals", false, "named conditions"},
    {"rules", true, "the clauses, made decidable"},
    {"not_decidable", false, "the clauses that no declaration can settle, each with the reason"},
    {"tests", false, "tests of the whole policy"},
};

constexpr KeySpec kLibrary[] = {
    {"library", true, "the library's name, in kebab-case"},
    {"title", false, "what the library is for"},
    {"uses", false, "the libraries whose names come into scope"},
    {"fields", false, "declared facts, by path"},
    {"terms", false, "taxonomies: lists of terms, nested for narrower ones"},
    {"aliases", false, "other spellings of terms, by taxonomy and term"},
    {"implies", false, "what holds with a term, by taxonomy and term"},
    {"vocabulary", false, "phrases and patterns that say one thing, by name"},
    {"denials", false, "cues that deny a mention"},
    {"hedges", false, "cues that make a mention uncertain"},
    {"signals", false, "named conditions"},
    {"tests", false, "tests of the library's signals"},
};

constexpr KeySpec kTestFile[] = {
    {"tests_for", true, "the module that the tests are of"},
    {"tests", true, "the tests"},
};

constexpr KeySpec kField[] = {
    {"type", true, "what is declared: text, term, terms, flag, number, count, bytes, duration, date or list"},
    {"of", false, "the taxonomy, for term and terms"},
    {"question", false, "what to ask when the answer decides"},
    {"required", false, "`true`: every declaration must hold it"},
    {"undeclared", false, "`no`: its absence is a false; `ask`: an unknown, which is the rule"},
};

constexpr KeySpec kEntry[] = {
    {"meaning", false, "what the entry says, for readers"},
    {"phrases", false, "phrases"},
    {"patterns", false, "RE2 patterns, without regard to case"},
    {"except", false, "phrases; a match that overlaps one of theirs does not count"},
};

constexpr KeySpec kCueSection[] = {
    {"before", false, "cues that stand before the mention"},
    {"after", false, "cues that stand after the mention"},
    {"pseudo", false, "phrases that only look like a cue"},
    {"ends", false, "phrases that end a cue's reach"},
};

constexpr KeySpec kCue[] = {
    {"cue", true, "the phrase"},
    {"reach", false, "how many words may stand between it and the mention"},
};

constexpr KeySpec kRule[] = {
    {"id", true, "kebab-case, unique in the policy"},
    {"title", true, "the rule in a few words"},
    {"clause", true, "the place in the published document, or a list of places that say the same"},
    {"effect", true, "deny, review or note"},
    {"severity", false, "critical, high, medium or low; medium when not said"},
    {"effective", false, "the days on which the rule holds"},
    {"when", false, "when the rule applies; a list means all"},
    {"unless", false, "the exceptions; a list means any"},
    {"require", false, "what must hold where the rule applies; a list means all"},
    {"message", false, "shown when violated; `{evidence}` is what it rests on"},
    {"remedy", false, "the way out"},
    {"tests", false, "tests of this rule"},
};

constexpr KeySpec kNotDecidable[] = {
    {"clause", true, "the place in the published document"},
    {"gist", true, "what the clause says, in your own words"},
    {"why", true, "why no declaration can settle it"},
};

constexpr KeySpec kEffective[] = {
    {"from", false, "the first day"},
    {"until", false, "the last day"},
};

constexpr KeySpec kRuleTest[] = {
    {"name", true, "what the test shows"},
    {"given", true, "a descriptor; it needs no id"},
    {"expect", false, "the state of the rule: violated, undetermined or clear"},
    {"decision", false, "deny, ask, review or allow"},
    {"asks", false, "exactly the fields that are asked for, in any order"},
    {"signals", false, "signals that hold, or a mapping of signals to true, false or unknown"},
    {"evidence", false, "texts, or {field, text}, that the evidence has"},
    {"as_of", false, "the day to judge by"},
};

constexpr KeySpec kModuleTest[] = {
    {"name", true, "what the test shows"},
    {"given", true, "a descriptor; it needs no id"},
    {"rule", false, "the rule that `expect` speaks of; it alone is evaluated"},
    {"expect", false, "a decision, a mapping of rules to states, or with `rule` its state"},
    {"decision", false, "deny, ask, review or allow"},
    {"asks", false, "exactly the fields that are asked for, in any order"},
    {"signals", false, "signals that hold, or a mapping of signals to true, false or unknown"},
    {"evidence", false, "texts, or {field, text}, that the evidence has"},
    {"as_of", false, "the day to judge by"},
};

constexpr KeySpec kEvidence[] = {
    {"field", false, "the field"},
    {"text", false, "the value, or the words found"},
};

constexpr KeySpec kAtLeast[] = {
    {"count", true, "how many"},
    {"of", true, "the conditions"},
};

constexpr KeySpec kCount[] = {
    {"of", true, "the list of objects"},
    {"where", false, "what an element must meet to count; all count when it is not said"},
    {"at_least", false, "the smallest number that meets it"},
    {"at_most", false, "the largest number that meets it"},
    {"over", false, "more than so many meet it"},
    {"under", false, "fewer than so many meet it"},
};

constexpr KeySpec kCondition[] = {
    {"all", false, "every condition of a list holds"},
    {"any", false, "one condition of a list holds"},
    {"not", false, "the condition does not hold"},
    {"at_least", false, "so many conditions of a list hold"},
    {"signal", false, "the named condition holds"},
    {"text", false, "one of the text fields mentions, denies or matches"},
    {"some", false, "an element of the list meets `where`"},
    {"every", false, "all elements of the list meet `where`"},
    {"count", false, "so many elements of the list meet `where`"},
    {"where", false, "the condition of `some` or `every`"},
};

using Type = FieldType;
constexpr Type kScalars[] = {Type::kText,  Type::kTerm,  Type::kFlag,     Type::kNumber,
                             Type::kCount, Type::kBytes, Type::kDuration, Type::kDate};
constexpr Type kTermLists[] = {Type::kTerms};
constexpr Type kTexts[] = {Type::kText};
constexpr Type kStrings[] = {Type::kText, Type::kTerm};
constexpr Type kMeasures[] = {Type::kNumber, Type::kCount, Type::kBytes, Type::kDuration};
constexpr Type kDates[] = {Type::kDate};

constexpr OperatorSpec kOperators[] = {
    {Operator::kIs, OperandShape::kOne, kScalars, "the value is this, or a narrower term"},
    {Operator::kIn, OperandShape::kList, kScalars, "the value is one of these, or a narrower term"},
    {Operator::kIncludes, OperandShape::kOne, kTermLists, "the list holds this term, or a narrower one"},
    {Operator::kIncludesAny, OperandShape::kList, kTermLists, "the list holds one of these terms, or a narrower one"},
    {Operator::kIncludesAll, OperandShape::kList, kTermLists, "the list holds all of these terms, or narrower ones"},
    {Operator::kMentions, OperandShape::kOneOrList, kTexts, "the text asserts the vocabulary entry, or one of them"},
    {Operator::kDenies, OperandShape::kOneOrList, kTexts,
     "the text denies the vocabulary entry, or all of them, and no text asserts it"},
    {Operator::kMatches, OperandShape::kOne, kStrings, "the RE2 pattern matches somewhere in the value"},
    {Operator::kOver, OperandShape::kOne, kMeasures, "more than"},
    {Operator::kAtLeast, OperandShape::kOne, kMeasures, "as much or more"},
    {Operator::kUnder, OperandShape::kOne, kMeasures, "less than"},
    {Operator::kAtMost, OperandShape::kOne, kMeasures, "as much or less"},
    {Operator::kBefore, OperandShape::kOne, kDates, "an earlier day"},
    {Operator::kAfter, OperandShape::kOne, kDates, "a later day"},
    {Operator::kDeclared, OperandShape::kOne, {}, "`true`: the field is there; `false`: it is not"},
};

}  // namespace

constinit const MappingKind kPolicyKeys{"a policy", kPolicy};
constinit const MappingKind kLibraryKeys{"a library", kLibrary};
constinit const MappingKind kTestFileKeys{"a file of tests", kTestFile};
constinit const MappingKind kFieldKeys{"a field", kField};
constinit const MappingKind kEntryKeys{"a vocabulary entry", kEntry};
constinit const MappingKind kCueSectionKeys{"a section of cues", kCueSection};
constinit const MappingKind kCueKeys{"a cue", kCue};
constinit const MappingKind kRuleKeys{"a rule", kRule};
constinit const MappingKind kNotDecidableKeys{"a clause that is not decidable", kNotDecidable};
constinit const MappingKind kEffectiveKeys{"`effective`", kEffective};
constinit const MappingKind kRuleTestKeys{"a test of a rule", kRuleTest};
constinit const MappingKind kModuleTestKeys{"a test of a module", kModuleTest};
constinit const MappingKind kEvidenceKeys{"expected evidence", kEvidence};
constinit const MappingKind kAtLeastKeys{"the condition `at_least`", kAtLeast};
constinit const MappingKind kCountKeys{"the condition `count`", kCount};
constinit const MappingKind kConditionKeys{"a condition", kCondition};

bool MappingKind::Takes(std::string_view key) const {
  return std::ranges::find(keys, key, &KeySpec::name) != keys.end();
}

std::vector<std::string> MappingKind::Names() const {
  std::vector<std::string> names;
  for (const KeySpec& key : keys) names.emplace_back(key.name);
  return names;
}

std::span<const OperatorSpec> AllOperators() { return kOperators; }

const OperatorSpec* FindOperator(std::string_view word) {
  const auto at = std::ranges::find(kOperators, word, [](const OperatorSpec& spec) { return ToString(spec.op); });
  return at == std::end(kOperators) ? nullptr : at;
}

bool Fits(const OperatorSpec& spec, FieldType type) {
  return spec.types.empty() || std::ranges::find(spec.types, type) != spec.types.end();
}

std::vector<std::string> OperatorNames() {
  std::vector<std::string> names;
  for (const OperatorSpec& spec : kOperators) names.emplace_back(ToString(spec.op));
  return names;
}

std::vector<std::string> OperatorNames(FieldType type) {
  std::vector<std::string> names;
  for (const OperatorSpec& spec : kOperators) {
    if (Fits(spec, type)) names.emplace_back(ToString(spec.op));
  }
  return names;
}

bool IsReservedStep(std::string_view step) { return step == "of" || kConditionKeys.Takes(step); }

}  // namespace proviso
