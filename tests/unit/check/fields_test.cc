#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "plan/plan.h"
#include "unit/check/compile_text.h"

namespace proviso {
namespace {

using ::testing::ElementsAre;

std::string Library(const std::string& fields) { return "library: x\nuses: [shop]\nfields:\n  " + fields + "\n"; }

class FieldFault : public testing::TestWithParam<FaultCase> {};
TEST_P(FieldFault, IsToldWithItsPlace) { ExpectFault(GetParam()); }

INSTANTIATE_TEST_SUITE_P(
    Fields, FieldFault,
    testing::Values(
        FaultCase{"no mapping", Library("f: text"), "wrong-shape", "text", "{type: text}"},
        FaultCase{"no type", Library("f: {question: \"What?\"}"), "missing-key", "f", "`type:`"},
        FaultCase{"unknown type", Library("f: {type: txt}"), "unknown-type", "txt", "did you mean `text`"},
        FaultCase{"unknown type and far", Library("f: {type: xyzzy}"), "unknown-type", "xyzzy", "types are `text`"},
        FaultCase{"type of another shape", Library("f: {type: [text]}"), "unknown-type", "[text]"},
        FaultCase{"unknown key", Library("f: {type: text, questoin: \"What?\"}"), "unknown-key", "questoin",
                  "`question`"},
        FaultCase{"term without taxonomy", Library("f: {type: term}"), "missing-key", "f", "of: TAXONOMY"},
        FaultCase{"terms without taxonomy", Library("f: {type: terms}"), "missing-key", "f", "of: TAXONOMY"},
        FaultCase{"taxonomy of a text", Library("f: {type: text, of: sector}"), "unknown-key", "of"},
        FaultCase{"unknown taxonomy", Library("f: {type: term, of: sectro}"), "unknown-taxonomy", "sectro",
                  "did you mean `sector`"},
        FaultCase{"required", Library("f: {type: text, required: maybe}"), "bad-value", "maybe"},
        FaultCase{"undeclared yes", Library("f: {type: text, undeclared: yes}"), "bad-value", "yes", "`no`"},
        FaultCase{"undeclared true", Library("f: {type: text, undeclared: true}"), "bad-value", "true"},
        FaultCase{"question", Library("f: {type: text, question: yes}"), "ambiguous-scalar", "yes"},
        FaultCase{"capital letters", Library("Data.subjects: {type: text}"), "bad-name", "Data.subjects",
                  "small letters"},
        FaultCase{"empty step", Library("data..x: {type: text}"), "bad-name", "data..x"},
        FaultCase{"dot at the end", Library("data.: {type: text}"), "bad-name", "data."},
        FaultCase{"a number for an index", Library("things[0].x: {type: text}"), "bad-name", "things[0].x"},
        FaultCase{"brackets at the end", Library("\"things[]\": {type: list}"), "bad-name", "\"things[]\"",
                  "declared as `things`"},
        FaultCase{"a word of conditions", Library("count: {type: count}"), "reserved-name", "count"},
        FaultCase{"of", Library("of.x: {type: count}"), "reserved-name", "of.x"},
        FaultCase{"a word of conditions in an element", Library("things[].text: {type: text}"), "reserved-name",
                  "things[].text"},
        FaultCase{"a list that is none", Library("notes[].x: {type: text}"), "bad-name", "notes[].x", "{type: list}"},
        FaultCase{"inside a text", Library("notes.x: {type: text}"), "bad-name", "notes.x", "another path"},
        FaultCase{"inside a list without brackets", Library("services.price: {type: number}"), "bad-name",
                  "services.price", "`services[].price`"},
        FaultCase{"declared elsewhere", Library("notes: {type: text}"), "duplicate-name", "notes",
                  "keep it in one library"}));

TEST(Fields, DeclarationsAsTheyAre) {
  const CompileResult result =
      CompileTexts({"library: x\nterms: {t: [a]}\nfields:\n"
                    "  b.c_d: {type: term, of: t, required: yes, question: \"Which?\"}\n"
                    "  a: {type: flag, undeclared: false}\n"
                    "  e: {type: date, undeclared: ask, required: false}\n"
                    "  xs[].ys[].z: {type: count}\n"
                    "  xs[].count-of: {type: count}\n"
                    "  data.text: {type: text}\n"});
  ASSERT_TRUE(result.ruleset) << testing::PrintToString(Told(result));
  EXPECT_EQ(Dump(result.ruleset->plan().model),
            "library x\n"
            "field a (x): flag, undeclared: no\n"
            "field b.c_d (x): term of t, required, asks \"Which?\"\n"
            "field data.text (x): text\n"
            "field e (x): date\n"
            "field xs (x): list\n"
            "field xs[].count-of (x): count\n"
            "field xs[].ys (x): list\n"
            "field xs[].ys[].z (x): count\n"
            "taxonomy t\n"
            "  a\n");
  const Model& model = result.ruleset->plan().model;
  EXPECT_EQ(model.FindField("xs[].ys")->steps, (std::vector<PathStep>{{"xs", true}, {"ys", false}}));
  EXPECT_EQ(model.FindField("xs[].y"), nullptr);
}

TEST(Fields, WhoDeclaresAnElementsFieldMayWalkTheList) {
  const std::string a = "library: a\nfields: {things: {type: list}, \"things[].x\": {type: text}}\n";
  const std::string b =
      "library: b\nfields: {\"things[].y\": {type: text}}\nsignals: {s: {some: things, where: {y: {is: v}}}}\n";
  EXPECT_TRUE(CompileTexts({a, b}).ruleset);
  const std::string c =
      "library: c\nfields: {\"things[].y\": {type: text}}\nsignals: {s: {some: things, where: {x: {is: v}}}}\n";
  EXPECT_THAT(Told(CompileTexts({a, c})), ElementsAre("not-in-scope: x"));
}

CompileResult WithBase(const std::string& named, const std::string& base) {
  CompileOptions options;
  options.base.emplace_back("base.yaml", base);
  return CompileTexts({named}, options);
}

TEST(Fields, ANamedModuleMayDeclareAFieldOfTheBaseAnew) {
  const std::string base =
      "library: w\nfields: {purpose: {type: text, question: \"Old?\"}}\nsignals: {old: {purpose: {is: x}}}\n";
  const CompileResult result =
      WithBase("library: mine\nuses: [w]\nfields: {purpose: {type: text, question: \"New?\"}}\n", base);
  EXPECT_THAT(Told(result), ElementsAre("warning duplicate-name: purpose"));
  ASSERT_TRUE(result.ruleset);
  EXPECT_EQ(result.ruleset->plan().model.FindField("purpose")->question, "New?");
  EXPECT_THAT(Told(WithBase("library: mine\nuses: [w]\nfields: {purpose: {type: flag}}\n", base)),
              ::testing::Contains("duplicate-name: purpose"));
}

}  // namespace
}  // namespace proviso
