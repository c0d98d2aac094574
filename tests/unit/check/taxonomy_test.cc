#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "plan/plan.h"
#include "unit/check/compile_text.h"

namespace proviso {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

std::string Library(const std::string& sections) { return "library: x\n" + sections + "\n"; }

class TermFault : public testing::TestWithParam<FaultCase> {};
TEST_P(TermFault, IsToldWithItsPlace) { ExpectFault(GetParam()); }

INSTANTIATE_TEST_SUITE_P(
    Terms, TermFault,
    testing::Values(
        FaultCase{"no list", Library("terms: {t: a}"), "wrong-shape", "a", "t: [TERM, …]"},
        FaultCase{"a mapping", Library("terms: {t: {a: [b]}}"), "wrong-shape", "{a: [b]}"},
        FaultCase{"taxonomy name", Library("terms: {T x: [a]}"), "bad-name", "T x", "`t-x`"},
        FaultCase{"norway", Library("terms: {t: [se, no]}"), "ambiguous-scalar", "no", "\"no\""},
        FaultCase{"norway with regions", Library("terms: {t: [se, no: [oslo]]}"), "ambiguous-scalar", "no", "\"no\""},
        FaultCase{"a number", Library("terms: {t: [5]}"), "ambiguous-scalar", "5"},
        FaultCase{"a null", Library("terms: {t: [~]}"), "wrong-shape", "~"},
        FaultCase{"a list in a list", Library("terms: {t: [[a]]}"), "wrong-shape", "[a]", "- BROADER: [NARROWER, …]"},
        FaultCase{"narrower that is no list", Library("terms: {t: [a: b]}"), "wrong-shape", "b", "a: [NARROWER, …]"},
        FaultCase{"a slash", Library("terms: {t: [a/b]}"), "bad-name", "a/b"},
        FaultCase{"nothing but hyphens", Library("terms: {t: ['--']}"), "bad-name", "'--'"},
        FaultCase{"narrower than itself", Library("terms: {t: [a: [A]]}"), "term-cycle", "a"}));

INSTANTIATE_TEST_SUITE_P(
    Links, TermFault,
    testing::Values(FaultCase{"alias of a taxonomy", Library("uses: [shop]\naliases: {sectr: {police: [cops]}}"),
                              "unknown-taxonomy", "sectr", "`sector`"},
                    FaultCase{"alias of a term", Library("uses: [shop]\naliases: {sector: {polise: [cops]}}"),
                              "unknown-term", "polise", "`police`"},
                    FaultCase{"alias that is a term", Library("uses: [shop]\naliases: {sector: {police: [retail]}}"),
                              "alias-conflict", "retail"},
                    FaultCase{"alias that is an alias", Library("uses: [shop]\naliases: {sector: {police: [Lea]}}"),
                              "alias-conflict", "Lea"},
                    FaultCase{"alias that is no text", Library("uses: [shop]\naliases: {sector: {police: [5]}}"),
                              "ambiguous-scalar", "5"},
                    FaultCase{"alias in no list", Library("uses: [shop]\naliases: {sector: {police: {a: b}}}"),
                              "wrong-shape", "{a: b}"},
                    FaultCase{"aliases of no mapping", Library("uses: [shop]\naliases: {sector: [police]}"),
                              "wrong-shape", "[police]"},
                    FaultCase{"implied term", Library("uses: [shop]\nimplies: {sector: {police: [governmnt]}}"),
                              "unknown-term", "governmnt", "`government`"},
                    FaultCase{"implied taxonomy",
                              Library("uses: [shop]\nimplies: {service: {vision: [capabilty/face-recognition]}}"),
                              "unknown-taxonomy", "capabilty", "`capability`"},
                    FaultCase{"implied term of a taxonomy",
                              Library("uses: [shop]\nimplies: {service: {vision: [capability/face]}}"), "unknown-term",
                              "face"},
                    FaultCase{"implied nothing", Library("uses: [shop]\nimplies: {service: {vision: ['capability/']}}"),
                              "unknown-term", "/"}));

TEST(Terms, AreMergedOverModules) {
  const CompileResult result = CompileTexts({"library: b\nterms: {t: [z: [Law Enforcement], w]}\n",
                                             "library: a\nterms:\n  t:\n    - x: [law-enforcement: [police], w]\n    - "
                                             "empty:\naliases: {t: {police: [cops, Cops, POLICE]}}\n"
                                             "implies: {t: {police: [w], x: s/one}}\n",
                                             "library: s\nterms: {s: [one]}\n",
                                             "library: u\nuses: [a, b, s]\nimplies: {t: {police: [s/one, w]}}\n"});
  EXPECT_THAT(Told(result), ElementsAre("not-in-scope: s"));
  const CompileResult good = CompileTexts({"library: b\nterms: {t: [z: [Law Enforcement], w]}\n",
                                           "library: a\nuses: [s]\nterms:\n  t:\n    - x: [law-enforcement: [police], "
                                           "w]\n    - empty:\naliases: {t: {police: [cops, Cops, POLICE]}}\n"
                                           "implies: {t: {police: [w], x: s/one}}\n",
                                           "library: s\nterms: {s: [one]}\n",
                                           "library: u\nuses: [a, b, s]\nimplies: {t: {police: [s/one, w]}}\n"});
  ASSERT_TRUE(good.ruleset) << testing::PrintToString(Told(good));
  const std::string dump = Dump(good.ruleset->plan().model);
  EXPECT_THAT(dump, HasSubstr("taxonomy s\n  one\ntaxonomy t\n"
                              "  x implies [s/one]\n"
                              "  law-enforcement under [x, z]\n"
                              "  police under [law-enforcement] alias [cops] implies [t/w, s/one]\n"
                              "  w under [x]\n"
                              "  empty\n"
                              "  z\n"));
}

TEST(Terms, ACircleIsToldOnceWithItsChain) {
  const CompileResult result =
      CompileTexts({"library: x\nterms: {t: [a: [b: [c]], d: [a]]}\n", "library: yy\nterms: {t: [c: [d]]}\n"});
  EXPECT_THAT(Told(result), ElementsAre("term-cycle: a"));
  const Diagnostic& fault = result.diagnostics.all.front();
  EXPECT_THAT(fault.message, HasSubstr("`a` under `d` under `c` under `b` under `a`"));
  EXPECT_EQ(fault.labels.size(), 3u);
}

TEST(Terms, ATaxonomyHasALimit) {
  CompileOptions options;
  options.limits.terms = 3;
  EXPECT_THAT(Told(CompileTexts({"library: x\nterms: {t: [a, b, c, d, e]}\n"}, options)), ElementsAre("too-large: d"));
  EXPECT_TRUE(CompileTexts({"library: x\nterms: {t: [a, b, c]}\n"}, options).ruleset);
}

TEST(Terms, AnUnknownTaxonomyIsOneFault) {
  EXPECT_THAT(Told(CompileTexts({"library: x\nfields: {f: {type: term, of: t}}\nsignals: {s: {f: {is: a}}}\n"})),
              ElementsAre("unknown-taxonomy: t"));
}

}  // namespace
}  // namespace proviso
