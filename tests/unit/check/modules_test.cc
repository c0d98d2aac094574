#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "plan/plan.h"
#include "unit/check/compile_text.h"

namespace proviso {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

class ModuleFault : public testing::TestWithParam<FaultCase> {};
TEST_P(ModuleFault, IsToldWithItsPlace) { ExpectFault(GetParam()); }

INSTANTIATE_TEST_SUITE_P(
    Heads, ModuleFault,
    testing::Values(
        FaultCase{"no head", "title: X\nrules: []\n", "not-a-module", "title", "`policy: NAME`"},
        FaultCase{"misspelled head", "libary: x\n", "not-a-module", "libary", "did you mean `library`"},
        FaultCase{"list", "[1]\n", "not-a-module", "[1]", "on top"},
        FaultCase{"both heads",
                  "library: x\npolicy: q\ntitle: Q\nrules: [{id: r, title: R, clause: c, effect: deny, when: {signal: "
                  "s}}]\nsignals: {s: {f: {is: x}}}\nfields: {f: {type: text}}\n",
                  "not-a-module", "library", "split the file"},
        FaultCase{"name not kebab", "library: My_Lib\n", "bad-name", "My_Lib", "`my-lib`"},
        FaultCase{"name with an edge hyphen", "library: lib-\n", "bad-name", "lib-", "`lib`"},
        FaultCase{"name with two hyphens", "library: l--ib\n", "bad-name", "l--ib", "`l-ib`"},
        FaultCase{"name that is a truth value", "library: on\n", "ambiguous-scalar", "on", "\"on\""},
        FaultCase{"name that is a list", "library: [a]\n", "wrong-shape", "[a]"},
        FaultCase{"blank name", "library: ' '\n", "bad-value", "' '"},
        FaultCase{"unknown key", "library: x\nfeilds: {}\n", "unknown-key", "feilds", "did you mean `fields`"},
        FaultCase{"key of nothing near", "library: x\nxyzzy: {}\n", "unknown-key", "xyzzy",
                  "a library takes `library`"},
        FaultCase{"rules of a library", "library: x\nrules: []\n", "unknown-key", "rules", "move it to a policy"},
        FaultCase{"section of another shape", "library: x\nfields: [a]\n", "wrong-shape", "[a]"},
        FaultCase{"empty section", "library: x\nsignals:\n", "wrong-shape", ""},
        FaultCase{"library title", "library: x\ntitle: [a]\n", "wrong-shape", "[a]"},
        FaultCase{
            "policy without title",
            "policy: q\nuses: [shop]\nrules: [{id: r, title: R, clause: c, effect: deny, when: {signal: watching}}]\n",
            "missing-key", "policy", "title of the published document"},
        FaultCase{"policy without rules", "policy: q\ntitle: Q\n", "missing-key", "policy", "`rules:`"},
        FaultCase{"policy of no rules", "policy: q\ntitle: Q\nrules: []\n", "missing-key", "[]"},
        FaultCase{"test file key", "tests_for: shop\nuses: [shop]\ntests: []\n", "unknown-key", "uses",
                  "a file of tests takes"},
        FaultCase{"test file without tests", "tests_for: shop\n", "missing-key", "tests_for"},
        FaultCase{"tests of nobody", "tests_for: shp\ntests: []\n", "unknown-library", "shp", "did you mean `shop`"}));

INSTANTIATE_TEST_SUITE_P(
    Uses, ModuleFault,
    testing::Values(FaultCase{"unknown", "library: x\nuses: [shopp]\n", "unknown-library", "shopp",
                              "did you mean `shop`"},
                    FaultCase{"unknown and far", "library: x\nuses: [xyzzy]\n", "unknown-library", "xyzzy", "--policy"},
                    FaultCase{"no list", "library: x\nuses: shop\n", "wrong-shape", "shop", "[shop]"},
                    FaultCase{"no text", "library: x\nuses: [5]\n", "ambiguous-scalar", "5"},
                    FaultCase{"a signal out of scope", "library: x\nsignals: {s: {signal: watching}}\n", "not-in-scope",
                              "watching", "add `shop` to `uses`"},
                    FaultCase{"a field out of scope", "library: x\nsignals: {s: {purpose: {is: x}}}\n", "not-in-scope",
                              "purpose", "add `shop` to `uses`"},
                    FaultCase{"an entry out of scope",
                              "library: x\nfields: {f: {type: text}}\nsignals: {s: {f: {mentions: consent}}}\n",
                              "not-in-scope", "consent"},
                    FaultCase{"a taxonomy out of scope", "library: x\nfields: {f: {type: term, of: sector}}\n",
                              "not-in-scope", "sector"},
                    FaultCase{"a term out of scope",
                              "library: x\nterms: {sector: [bakery]}\nfields: {f: {type: term, of: sector}}\nsignals: "
                              "{s: {f: {in: [bakery, retail]}}}\n",
                              "not-in-scope", "retail"},
                    FaultCase{"a list out of scope", "library: x\nsignals: {s: {count: {of: services, over: 1}}}\n",
                              "not-in-scope", "services"}));

TEST(Modules, OneNameIsOneModule) {
  const CompileResult result =
      CompileTexts({"library: x\nfields: {f: {type: text}}\n", "policy: x\ntitle: X\nrules: []\n"});
  EXPECT_THAT(Told(result), ElementsAre("duplicate-module: x"));
  ASSERT_EQ(result.diagnostics.all.front().labels.size(), 1u);
  EXPECT_EQ(result.diagnostics.all.front().labels.front().span.source, 0u);
}

TEST(Modules, WhoUsesALostModuleIsNotToldOfItsNames) {
  const std::string user = "library: u\nuses: [x]\nsignals: {s: {g: {is: x}}}\n";
  EXPECT_THAT(Told(CompileTexts({"library: x\n", "library: x\nfields: {g: {type: text}}\n", user})),
              ElementsAre("duplicate-module: x"));
  EXPECT_THAT(Told(CompileTexts({"library: x\nfields: [g]\n", user})), ElementsAre("wrong-shape: [g]"));
  EXPECT_THAT(Told(CompileTexts({"library: x\nfields: {g: {type: txt}}\n", user})), ElementsAre("unknown-type: txt"));
  EXPECT_THAT(Told(CompileTexts({user})), ElementsAre("unknown-library: x"));
  // Its own names are known, and so are those of libraries that it can see.
  EXPECT_THAT(Told(CompileTexts({"library: u\nsignals: {s: {g: {is: x}}}\n", "library: x\nfields: [g]\n"})),
              ElementsAre("unknown-field: g", "wrong-shape: [g]"));
}

TEST(Modules, AFileThatCannotBeReadHidesOnlyItsOwnNames) {
  const std::string broken = "library: x\nfields: {g: {type: text}\n";
  const std::string user = "library: u\nuses: [x]\nsignals: {s: {g: {is: x}}, t: {any: []}}\n";
  const std::string other = "library: o\nsignals: {p: {g: {is: x}}}\n";
  EXPECT_THAT(Told(CompileTexts({user, other, broken})),
              ElementsAre("empty-condition: []", "unknown-field: g", HasSubstr("yaml-syntax: ")));
  EXPECT_THAT(Told(CompileTexts({"tests_for: x\ntests: [{name: t}]\n", broken})),
              ElementsAre(HasSubstr("yaml-syntax: ")));
}

TEST(Modules, UsesReachFurtherAndMayGoInACircle) {
  const std::string a = "library: a\nuses: [b]\nsignals: {s: {f: {is: x}}}\n";
  const std::string b = "library: b\nuses: [c, a]\n";
  const std::string c = "library: c\nfields: {f: {type: text}}\n";
  const CompileResult result = CompileTexts({a, b, c});
  ASSERT_TRUE(result.ruleset) << testing::PrintToString(Told(result));
  const Model& model = result.ruleset->plan().model;
  EXPECT_EQ(model.modules[0].uses, (std::vector<std::size_t>{1, 2}));
  EXPECT_EQ(model.modules[1].uses, (std::vector<std::size_t>{0, 2}));
  EXPECT_THAT(model.modules[2].uses, IsEmpty());
}

TEST(Modules, APolicyIsNotUsed) {
  const CompileResult result =
      CompileTexts({"library: x\nuses: [p]\n", When("{signal: watching}"), std::string(kShop)});
  EXPECT_THAT(Told(result), ElementsAre("unknown-library: p"));
  EXPECT_THAT(result.diagnostics.all.front().message, HasSubstr("is a policy"));
}

TEST(Modules, NamesAreGlobal) {
  const auto told = [](const std::string& section) {
    const CompileResult result = CompileTexts({"library: x\n" + section, "library: yy\n" + section});
    EXPECT_EQ(result.diagnostics.all.size(), 1u) << section;
    for (const Diagnostic& fault : result.diagnostics.all) EXPECT_EQ(fault.labels.front().span.source, 0u);
    return Told(result);
  };
  EXPECT_THAT(told("fields: {f: {type: text}}\n"), ElementsAre("duplicate-name: f"));
  EXPECT_THAT(told("vocabulary: {e: [word]}\n"), ElementsAre("duplicate-name: e"));
  EXPECT_THAT(told("fields:\n  g: {type: text}\n").size(), 1u);
  const std::string signal = "signals: {s: {f: {is: x}}}\n";
  EXPECT_THAT(
      Told(CompileTexts({"library: x\nfields: {f: {type: text}}\n" + signal, "library: yy\nuses: [x]\n" + signal})),
      ElementsAre("duplicate-name: s"));
}

// The order of files decides nothing: neither the model nor which faults there are.
TEST(Modules, TheOrderOfFilesDecidesNothing) {
  const std::string policy = When("{signal: watching}");
  const std::string more =
      "library: more\nterms: {sector: [bakery: [patisserie], retail: [bakery]]}\ndenials: {before: [never]}\n";
  const std::string other = "library: other\nterms: {sector: [cafe]}\ndenials: {before: [not]}\n";
  const CompileResult one = CompileTexts({policy, std::string(kShop), more, other});
  const CompileResult two = CompileTexts({other, more, std::string(kShop), policy});
  ASSERT_TRUE(one.ruleset && two.ruleset);
  EXPECT_EQ(Dump(one.ruleset->plan().model), Dump(two.ruleset->plan().model));
}

}  // namespace
}  // namespace proviso
