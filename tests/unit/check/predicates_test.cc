#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "check/keys.h"
#include "plan/plan.h"
#include "unit/check/compile_text.h"

namespace proviso {
namespace {

using ::testing::Contains;
using ::testing::IsEmpty;

class PredicateFault : public testing::TestWithParam<FaultCase> {};
TEST_P(PredicateFault, IsToldWithItsPlace) { ExpectFault(GetParam()); }

INSTANTIATE_TEST_SUITE_P(
    Operators, PredicateFault,
    testing::Values(
        FaultCase{"bare text", When("{purpose: scoring}"), "bare-field", "purpose: scoring",
                  "write `purpose: {is: scoring}`"},
        FaultCase{"bare terms", When("{data.subjects: civilians}"), "bare-field", "data.subjects: civilians",
                  "`data.subjects: {includes: civilians}`"},
        FaultCase{"bare list of terms", When("{data.subjects: [civilians]}"), "bare-field",
                  "data.subjects: [civilians]", "includes_any"},
        FaultCase{"bare term", When("{customer.sector: police}"), "bare-field", "customer.sector: police",
                  "{is: police}"},
        FaultCase{"bare flag", When("{consent.opt-in: true}"), "bare-field", "consent.opt-in: true", "{is: true}"},
        FaultCase{"bare list of objects", When("{services: vision}"), "bare-field", "services: vision",
                  "some: services"},
        FaultCase{"bare all texts", When("{text: consent}"), "bare-field", "text: consent",
                  "write `text: {mentions: consent}`"},
        FaultCase{"null", When("{purpose: }"), "bare-field", "purpose"},
        FaultCase{"no operator", When("{purpose: {}}"), "empty-condition", "{}", "text takes `is`"},
        FaultCase{"no operator for all texts", When("{text: {}}"), "empty-condition", "{}", "`mentions`"},
        FaultCase{"unknown", When("{purpose: {mention: consent}}"), "unknown-operator", "mention",
                  "did you mean `mentions`"},
        FaultCase{"unknown and far", When("{signed: {xyzzy: 5}}"), "unknown-operator", "xyzzy", "`before`"},
        FaultCase{"is of terms", When("{data.subjects: {is: civilians}}"), "operator-type", "is", "`includes`"},
        FaultCase{"in of terms", When("{data.subjects: {in: [civilians]}}"), "operator-type", "in", "`includes_any`"},
        FaultCase{"includes of a term", When("{customer.sector: {includes: police}}"), "operator-type", "includes",
                  "`is`"},
        FaultCase{"includes of a text", When("{purpose: {includes: x}}"), "operator-type", "includes", "`mentions`"},
        FaultCase{"mentions of a term", When("{customer.sector: {mentions: consent}}"), "operator-type", "mentions",
                  "`matches`"},
        FaultCase{"over of a date", When("{signed: {over: 2026-01-01}}"), "operator-type", "over", "`after`"},
        FaultCase{"under of a date", When("{signed: {under: 2026-01-01}}"), "operator-type", "under", "`before`"},
        FaultCase{"before of a number", When("{usage.share: {before: 5}}"), "operator-type", "before", "`over`"},
        FaultCase{"matches of a number", When("{usage.share: {matches: x}}"), "operator-type", "matches"},
        FaultCase{"is of a list", When("{services: {is: x}}"), "operator-type", "is", "`some`"},
        FaultCase{"is of all texts", When("{text: {is: x}}"), "operator-type", "is", "a single field"},
        FaultCase{"declared of all texts", When("{text: {declared: true}}"), "operator-type", "declared"}));

INSTANTIATE_TEST_SUITE_P(
    Operands, PredicateFault,
    testing::Values(
        FaultCase{"is with a list", When("{customer.sector: {is: [police]}}"), "list-refused", "[police]", "`in`"},
        FaultCase{"includes with a list", When("{data.subjects: {includes: [civilians]}}"), "list-refused",
                  "[civilians]", "`includes_any`"},
        FaultCase{"over with a list", When("{usage.share: {over: [1]}}"), "list-refused", "[1]"},
        FaultCase{"in without a list", When("{customer.sector: {in: police}}"), "wrong-shape", "police", "`is`"},
        FaultCase{"includes_any without a list", When("{data.subjects: {includes_any: civilians}}"), "wrong-shape",
                  "civilians", "`includes`"},
        FaultCase{"empty in", When("{customer.sector: {in: []}}"), "empty-condition", "[]"},
        FaultCase{"empty includes_any", When("{data.subjects: {includes_any: []}}"), "empty-condition", "[]"},
        FaultCase{"empty includes_all", When("{data.subjects: {includes_all: []}}"), "empty-condition", "[]"},
        FaultCase{"empty mentions", When("{text: {mentions: []}}"), "empty-condition", "[]"},
        FaultCase{"list in a list", When("{customer.sector: {in: [[police]]}}"), "wrong-shape", "[police]"},
        FaultCase{"mapping", When("{customer.sector: {is: {a: b}}}"), "wrong-shape", "{a: b}"},
        FaultCase{"null", When("{customer.sector: {is: null}}"), "wrong-shape", "null"},
        FaultCase{"text as a truth value", When("{purpose: {is: no}}"), "ambiguous-scalar", "no", "\"no\""},
        FaultCase{"text as a number", When("{purpose: {is: 5}}"), "ambiguous-scalar", "5", "\"5\""},
        FaultCase{"text as hexadecimal", When("{purpose: {in: [0x1F]}}"), "ambiguous-scalar", "0x1F"},
        FaultCase{"text as sexagesimal", When("{purpose: {is: 12:30:45}}"), "ambiguous-scalar", "12:30:45"},
        FaultCase{"text as octal", When("{purpose: {is: 010}}"), "ambiguous-scalar", "010"},
        FaultCase{"flag", When("{consent.opt-in: {is: maybe}}"), "bad-value", "maybe", "`true`"},
        FaultCase{"declared", When("{purpose: {declared: 1}}"), "bad-value", "1"},
        FaultCase{"quantity without unit", When("{usage.storage: {over: 5}}"), "bad-quantity", "5"},
        FaultCase{"quantity of another kind", When("{usage.storage: {over: 5 days}}"), "bad-quantity", "5 days"},
        FaultCase{"minutes or months", When("{data.retention: {over: 5 m}}"), "bad-quantity", "5 m"},
        FaultCase{"fraction of a count", When("{usage.seats: {is: 1.5}}"), "bad-quantity", "1.5"},
        FaultCase{"range", When("{usage.share: {in: [1, 5-10]}}"), "bad-quantity", "5-10"},
        FaultCase{"quantity that is no scalar", When("{usage.share: {is: true}}"), "bad-quantity", "true"},
        FaultCase{"date", When("{signed: {before: 2026-02-30}}"), "bad-date", "2026-02-30", "2026-01-31"},
        FaultCase{"date as a number", When("{signed: {before: 2026}}"), "bad-date", "2026"},
        FaultCase{"entry list item", When("{text: {denies: [5]}}"), "ambiguous-scalar", "5"}));

INSTANTIATE_TEST_SUITE_P(
    Patterns, PredicateFault,
    testing::Values(FaultCase{"the exact characters", When("{purpose: {matches: 'face (?=search)'}}"), "bad-pattern",
                              "(?="},
                    FaultCase{"after an escape", When("{purpose: {matches: \"\\\\bé (x\"}}"), "bad-pattern", "("},
                    FaultCase{"the empty text", When("{purpose: {matches: 'a*'}}"), "empty-pattern", "a*"},
                    FaultCase{"a number", When("{purpose: {matches: 42}}"), "ambiguous-scalar", "42"}));

TEST(Predicates, PatternsHaveALimit) {
  CompileOptions options;
  options.limits.pattern_bytes = 10;
  EXPECT_THAT(Told(CompileTexts({When("{purpose: {matches: abcdefghijk}}"), std::string(kShop)}, options)),
              Contains("too-large: abcdefghijk"));
  EXPECT_THAT(Told(CompileTexts({When("{purpose: {matches: abcdefghij}}"), std::string(kShop)}, options)), IsEmpty());
}

// The table of DETAILS: an operator that fits compiles, every other is refused by name.
TEST(Predicates, OperatorsFitTheTypesOfTheTable) {
  const std::vector<std::pair<FieldType, std::string>> fields = {
      {FieldType::kText, "purpose"},        {FieldType::kTerm, "customer.sector"},
      {FieldType::kTerms, "data.subjects"}, {FieldType::kFlag, "consent.opt-in"},
      {FieldType::kNumber, "usage.share"},  {FieldType::kCount, "usage.seats"},
      {FieldType::kBytes, "usage.storage"}, {FieldType::kDuration, "data.retention"},
      {FieldType::kDate, "signed"},         {FieldType::kList, "services"}};
  const std::map<FieldType, std::string> fitting = {
      {FieldType::kText, "is in mentions denies matches declared"},
      {FieldType::kTerm, "is in matches declared"},
      {FieldType::kTerms, "includes includes_any includes_all declared"},
      {FieldType::kFlag, "is in declared"},
      {FieldType::kNumber, "is in over at_least under at_most declared"},
      {FieldType::kCount, "is in over at_least under at_most declared"},
      {FieldType::kBytes, "is in over at_least under at_most declared"},
      {FieldType::kDuration, "is in over at_least under at_most declared"},
      {FieldType::kDate, "is in before after declared"},
      {FieldType::kList, "declared"}};
  for (const auto& [type, path] : fields) {
    for (const OperatorSpec& spec : AllOperators()) {
      const std::string op(ToString(spec.op));
      const bool fits = (" " + fitting.at(type) + " ").find(" " + op + " ") != std::string::npos;
      const std::vector<std::string> told =
          Told(CompileTexts({When("{" + path + ": {" + op + ": xyzzy}}"), std::string(kShop)}));
      if (fits) {
        EXPECT_THAT(told, ::testing::Not(Contains("operator-type: " + op))) << path;
      } else {
        EXPECT_THAT(told, ::testing::ElementsAre("operator-type: " + op)) << path;
      }
    }
  }
}

// The operands as the model has them.
const Predicate& OnlyPredicate(const CompileResult& result) {
  return result.ruleset->plan().model.policies.front().rules.front().when->predicates.front();
}

TEST(Predicates, OperandsAreReadByType) {
  const auto compile = [](const std::string& condition) {
    CompileResult result = CompileTexts({When(condition), std::string(kShop)});
    EXPECT_TRUE(result.ruleset) << condition << testing::PrintToString(Told(result));
    return result;
  };
  EXPECT_EQ(OnlyPredicate(compile("{purpose: {is: ' Face  SEARCH '}}")).texts, std::vector<std::string>{"face search"});
  EXPECT_EQ(OnlyPredicate(compile("{purpose: {is: ''}}")).texts, std::vector<std::string>{""});
  EXPECT_EQ(OnlyPredicate(compile("{purpose: {is: 'no'}}")).texts, std::vector<std::string>{"no"});
  EXPECT_EQ(OnlyPredicate(compile("{consent.opt-in: {is: yes}}")).flags, std::vector<bool>{true});
  EXPECT_EQ(OnlyPredicate(compile("{consent.opt-in: {in: [true, No]}}")).flags, (std::vector<bool>{true, false}));
  EXPECT_EQ(OnlyPredicate(compile("{purpose: {declared: false}}")).flags, std::vector<bool>{false});
  EXPECT_EQ(OnlyPredicate(compile("{usage.storage: {over: \"1,400 TB\"}}")).quantities.front(),
            *ParseQuantity("1.4 PB", QuantityKind::kBytes).quantity);
  EXPECT_EQ(OnlyPredicate(compile("{usage.seats: {at_least: 3 million}}")).quantities.front(),
            *ParseQuantity("3000000", QuantityKind::kCount).quantity);
  EXPECT_EQ(OnlyPredicate(compile("{usage.share: {under: -2.5}}")).quantities.front(),
            *ParseQuantity("-2.5", QuantityKind::kNumber).quantity);
  EXPECT_EQ(OnlyPredicate(compile("{signed: {before: 2026-02-01}}")).dates, (std::vector<Date>{{2026, 2, 1}}));
  EXPECT_EQ(OnlyPredicate(compile("{purpose: {matches: 'face'}}")).pattern->text(), "face");
}

TEST(Predicates, TermsAreFoundByAnySpelling) {
  for (const std::string spelling : {"law-enforcement", "Law Enforcement", "law_enforcement", "LEA", "lea"}) {
    const CompileResult result = CompileTexts({When("{customer.sector: {is: " + spelling + "}}"), std::string(kShop)});
    ASSERT_TRUE(result.ruleset) << spelling;
    const Model& model = result.ruleset->plan().model;
    const Predicate& predicate = model.policies.front().rules.front().when->predicates.front();
    EXPECT_EQ(model.taxonomies[*model.FindField("customer.sector")->taxonomy].terms[predicate.terms.front()].name,
              "law-enforcement");
    EXPECT_EQ(predicate.written, spelling);
  }
}

}  // namespace
}  // namespace proviso
