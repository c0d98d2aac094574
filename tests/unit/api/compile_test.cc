#include "proviso/compile.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "plan/plan.h"
#include "unit/check/compile_text.h"

namespace proviso {
namespace {

using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;
using ::testing::SizeIs;

CompileOptions Base(const std::vector<std::string>& texts) {
  CompileOptions options;
  for (std::size_t i = 0; i < texts.size(); ++i)
    options.base.emplace_back("base" + std::to_string(i) + ".yaml", texts[i]);
  return options;
}

std::vector<std::string> ModuleNames(const CompileResult& result) {
  std::vector<std::string> names;
  if (!result.ruleset) return names;
  for (const Module& module : result.ruleset->plan().model.modules)
    names.push_back(module.name + (module.named ? "" : " of the base"));
  return names;
}

const std::string kPolicy =
    "policy: p\ntitle: P\nuses: [w]\nrules: [{id: r, title: R, clause: c, effect: deny, when: {f: {is: x}}}]\n";
const std::string kW = "# a library\nlibrary: w\nuses: [\"v\"]\n";
const std::string kV = "library: 'v'   # the fields\nfields: {f: {type: text}}\n";

TEST(Compile, OfTheBaseJoinsWhatUsesReach) {
  const CompileResult result =
      CompileTexts({kPolicy}, Base({"library: z\n", "policy: q\ntitle: Q\nrules: []\n", kV, kW}));
  EXPECT_THAT(ModuleNames(result), ElementsAre("p", "v of the base", "w of the base"));
  EXPECT_THAT(result.sources, SizeIs(3));
  EXPECT_EQ(result.sources[1].name(), "base3.yaml");
}

TEST(Compile, ANamedModuleTakesThePlaceOfTheBases) {
  const CompileResult result = CompileTexts({kPolicy, "library: w\nfields: {f: {type: text}}\n"}, Base({kV, kW}));
  EXPECT_THAT(ModuleNames(result), ElementsAre("p", "w"));
}

TEST(Compile, AFaultOfTheBaseIsToldInItsFile) {
  const CompileResult result = CompileTexts({kPolicy}, Base({"library: v\nfields: {f: {type: txt}}\n", kW}));
  EXPECT_FALSE(result.ruleset);
  EXPECT_THAT(Told(result), ElementsAre("unknown-type: txt"));
  EXPECT_EQ(result.sources[result.diagnostics.all.front().span.source].name(), "base0.yaml");
}

TEST(Compile, LibrariesOfTheBaseAreNearNames) {
  const CompileResult result = CompileTexts({"library: x\nuses: [workloads]\n"}, Base({"library: workload\n"}));
  EXPECT_THAT(Told(result), ElementsAre("unknown-library: workloads"));
  EXPECT_THAT(result.diagnostics.all.front().help, HasSubstr("`workload`"));
}

TEST(Compile, TestsOfALibraryOfTheBaseReachIt) {
  const CompileResult result = CompileTexts({"tests_for: v\ntests: [{name: t, given: {}, signals: [s]}]\n"},
                                            Base({kV + "signals: {s: {f: {is: x}}}\n"}));
  ASSERT_THAT(Told(result), IsEmpty());
  EXPECT_THAT(ModuleNames(result), ElementsAre("v of the base"));
  EXPECT_THAT(result.ruleset->plan().model.tests, SizeIs(1));
}

TEST(Compile, ABrokenFileDoesNotLetTheBaseInUnderItsName) {
  const CompileResult result = CompileTexts({kPolicy, "library: w\nfields: {f: {type: text}\n"},
                                            Base({kV, "library: w\nfields: {g: {type: text}}\n"}));
  EXPECT_THAT(Told(result), ElementsAre(HasSubstr("yaml-syntax")));
}

TEST(Compile, FaultsOfAllFilesAreToldInOrder) {
  const CompileResult result = CompileTexts({"library: a\nfields: {f: {type: txt}}\n",
                                             "library: c\ntitle: C\ntitle: D\nfields: {g: {type: txt}}\n",
                                             "library: b\nvocabulary: {e: [(]}\nsignals: {s: {any: []}}\n"});
  EXPECT_THAT(Told(result), ElementsAre("unknown-type: txt", "duplicate-key: title", "unknown-type: txt",
                                        HasSubstr("bad-phrase"), "empty-condition: []"));
  for (std::size_t i = 1; i < result.diagnostics.all.size(); ++i) {
    EXPECT_LE(result.diagnostics.all[i - 1].span, result.diagnostics.all[i].span);
  }
}

TEST(Compile, WhatAnAliasRepeatsIsToldOnce) {
  const CompileResult result =
      CompileTexts({"library: a\nfields: {f: {type: text}}\nvocabulary: {e: &e [(], g: *e}\n"});
  EXPECT_THAT(Told(result), SizeIs(1));
}

TEST(Compile, WarningsAloneStopNothing) {
  const CompileResult result = CompileTexts({"library: x\nuses: [v]\nfields: {f: {type: text}}\n"}, Base({kV}));
  EXPECT_TRUE(result.ruleset);
  EXPECT_THAT(Told(result), ElementsAre("warning duplicate-name: f"));
}

TEST(Compile, NothingIsARulesetWithoutRules) {
  const CompileResult result = CompileTexts({});
  ASSERT_TRUE(result.ruleset);
  EXPECT_THAT(result.ruleset->Policies(), IsEmpty());
}

// The faults of YAML itself reach the author by the same way.
TEST(Compile, FaultsOfFilesAndYaml) {
  struct Case {
    std::string text, code;
  };
  const std::vector<Case> cases = {
      {"library: \xFF\n", "not-utf8"},
      {std::string("library: a\x01\n"), "control-character"},
      {"library: a\nfields:\n\tf: {type: text}\n", "tab-indentation"},
      {"library: a\n---\nlibrary: b\n", "several-documents"},
      {"", "empty-file"},
      {"# nothing\n", "empty-file"},
      {"library: a\nlibrary: b\n", "duplicate-key"},
      {"library: !!str a\n", "tag-refused"},
      {"library: a\nfields: {f: &f {type: text}, g: {<<: *f}}\n", "merge-key"},
      {"library: a\nfields: &f {f: *f}\n", "bad-alias"},
      {"%YAML 1.2\n---\nlibrary: a\n", "directive"},
      {"library: a\nfields: {[f]: {type: text}}\n", "key-not-text"},
      {"library: a\nfields\n", "key-without-colon"},
      {"library: a\ntitle: \"x\nuses: []\n", "unclosed-quote"},
      {"library: a\nfields: {", "yaml-syntax"},
      {"library: " + std::string(80, '[') + std::string(80, ']') + "\n", "nesting-too-deep"},
  };
  for (const Case& c : cases) {
    const CompileResult result = CompileTexts({c.text});
    EXPECT_FALSE(result.ruleset) << c.text;
    EXPECT_THAT(Told(result), Contains(HasSubstr(c.code + ": "))) << c.text;
  }
}

TEST(Compile, FilesHaveLimits) {
  CompileOptions options;
  options.limits.file_bytes = 20;
  EXPECT_THAT(Told(CompileTexts({"library: a\ntitle: 0123456789\n"}, options)), Contains(HasSubstr("too-large: ")));
  options = {};
  options.limits.nodes = 10;
  EXPECT_THAT(Told(CompileTexts({"library: a\nuses: [b, b, b, b, b, b, b, b, b]\n"}, options)),
              Contains(HasSubstr("too-many-nodes: ")));
}

}  // namespace
}  // namespace proviso
