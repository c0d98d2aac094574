#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "plan/plan.h"
#include "unit/check/compile_text.h"

namespace proviso {
namespace {

using ::testing::ElementsAre;

std::string Library(const std::string& sections) { return "library: x\n" + sections + "\n"; }

class VocabularyFault : public testing::TestWithParam<FaultCase> {};
TEST_P(VocabularyFault, IsToldWithItsPlace) { ExpectFault(GetParam()); }

INSTANTIATE_TEST_SUITE_P(
    Entries, VocabularyFault,
    testing::Values(
        FaultCase{"name", Library("vocabulary: {Mass Surveillance: [a]}"), "bad-name", "Mass Surveillance",
                  "`mass-surveillance`"},
        FaultCase{"a text", Library("vocabulary: {e: word}"), "wrong-shape", "word"},
        FaultCase{"key", Library("vocabulary: {e: {phrase: [a], phrases: [a]}}"), "unknown-key", "phrase", "`phrases`"},
        FaultCase{"nothing", Library("vocabulary: {e: {except: [a]}}"), "missing-key", "e", "at least one"},
        FaultCase{"empty lists", Library("vocabulary: {e: {phrases: [], patterns: []}}"), "missing-key", "e"},
        FaultCase{"empty list", Library("vocabulary: {e: []}"), "missing-key", "e"},
        FaultCase{"phrases of no list", Library("vocabulary: {e: {phrases: word}}"), "wrong-shape", "word", "[word]"},
        FaultCase{"a number", Library("vocabulary: {e: [42]}"), "ambiguous-scalar", "42"},
        FaultCase{"meaning", Library("vocabulary: {e: {meaning: [a], phrases: [a]}}"), "wrong-shape", "[a]"},
        FaultCase{"star inside a word", Library("vocabulary: {e: [\"mass sur*veillance\"]}"), "bad-phrase", "*"},
        FaultCase{"gap at the end", Library("vocabulary: {e: [watch ...3]}"), "bad-phrase", "...3"},
        FaultCase{"except", Library("vocabulary: {e: {phrases: [a], except: [(a]}}"), "bad-phrase", "("},
        FaultCase{"pattern at its characters", Library("vocabulary: {e: {patterns: ['\\bface\\b', 'cctv(?!x)']}}"),
                  "bad-pattern", "(?!"},
        FaultCase{"pattern of the empty text", Library("vocabulary: {e: {patterns: ['x?']}}"), "empty-pattern", "x?"}));

INSTANTIATE_TEST_SUITE_P(
    Cues, VocabularyFault,
    testing::Values(
        FaultCase{"section key", Library("denials: {befor: [not]}"), "unknown-key", "befor", "`before`"},
        FaultCase{"no list", Library("hedges: {before: may}"), "wrong-shape", "may", "[may]"},
        FaultCase{"no mapping", Library("hedges: [may]"), "wrong-shape", "[may]"},
        FaultCase{"cue without phrase", Library("denials: {before: [{reach: 3}]}"), "missing-key", "reach", "`cue:`"},
        FaultCase{"reach", Library("denials: {before: [{cue: without, reach: few}]}"), "bad-count", "few"},
        FaultCase{"cue key", Library("denials: {before: [{cue: without, reech: 3}]}"), "unknown-key", "reech"},
        FaultCase{"reach of an end", Library("denials: {ends: [{cue: but, reach: 3}]}"), "wrong-shape",
                  "{cue: but, reach: 3}"},
        FaultCase{"phrase", Library("denials: {pseudo: [\"not ...\"]}"), "bad-phrase", "..."}));

TEST(Vocabulary, AsItIs) {
  const CompileResult result = CompileTexts(
      {"library: x\nvocabulary:\n  bare: [one, two words]\n  full: {meaning: All of it., phrases: [a*], patterns: "
       "['b+'], except: [c]}\n"
       "denials: {before: [not, {cue: without, reach: 3}], ends: [but]}\n",
       "library: yy\ndenials: {before: [never], after: [is excluded], pseudo: [not only]}\nhedges: {before: [may]}\n"});
  ASSERT_TRUE(result.ruleset) << testing::PrintToString(Told(result));
  EXPECT_EQ(Dump(result.ruleset->plan().model),
            "library x\n"
            "library yy\n"
            "entry bare (x): phrases [one, two words]\n"
            "entry full (x): phrases [a*] patterns [b+] except [c]\n"
            "denials before [not, without within 3, never]\n"
            "denials after [is excluded]\n"
            "denials pseudo [not only]\n"
            "denials ends [but]\n"
            "hedges before [may]\n");
}

// In a phrase `no` and `on` cannot be meant as truth values.
TEST(Vocabulary, WordsThatYamlOnceTookForTruthAreCues) {
  const CompileResult result = CompileTexts({"library: x\nvocabulary: {e: [off]}\ndenials: {before: [no, on]}\n"});
  EXPECT_TRUE(result.ruleset) << testing::PrintToString(Told(result));
}

TEST(Vocabulary, PhrasesHaveLimits) {
  CompileOptions options;
  options.limits.phrase_bytes = 5;
  options.limits.gap_words = 3;
  EXPECT_EQ(CompileTexts({"library: x\nvocabulary: {e: [abcdef]}\n"}, options).diagnostics.all.size(), 1u);
  options.limits.phrase_bytes = 50;
  EXPECT_THAT(Told(CompileTexts({"library: x\nvocabulary: {e: [a ...4 b]}\n"}, options)),
              ElementsAre(::testing::HasSubstr("bad-phrase: ")));
  EXPECT_TRUE(CompileTexts({"library: x\nvocabulary: {e: [a ...3 b]}\n"}, options).ruleset);
}

}  // namespace
}  // namespace proviso
