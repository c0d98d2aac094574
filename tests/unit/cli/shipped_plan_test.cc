// The shipped rules as the binary carries them, against the same rules compiled from rules/: nothing may differ.
#include <gtest/gtest.h>

#include <algorithm>
#include <sstream>

#include "cli.h"
#include "input/embedded.h"
#include "input/modules.h"
#include "proviso/compile.h"
#include "proviso/stored.h"
#include "report/report.h"
#include "support/case_file.h"
#include "support/working_folder.h"

namespace proviso {
namespace {

std::string InSource(const std::string& path) { return std::string(PROVISO_SOURCE_DIR) + "/" + path; }

TEST(ShippedPlan, HasTheKeyOfTheEmbeddedFiles) {
  std::uint64_t key = 0;
  for (const EmbeddedFile& file : EmbeddedRules()) key = HashOf(file.text, HashOf(file.path, key));
  EXPECT_EQ(EmbeddedRuleset().key, key);
}

// So neither the building of it nor the reading loses anything that is kept at all.
TEST(ShippedPlan, IsWhatTheEmbeddedModulesCompileTo) {
  const EmbeddedPlan plan = EmbeddedRuleset();
  const CompileResult compiled = Compile(ShippedModules().modules);
  ASSERT_TRUE(compiled.ruleset);
  EXPECT_TRUE(compiled.diagnostics.all.empty());
  EXPECT_TRUE(Store(*compiled.ruleset, plan.key) == plan.bytes);
  ASSERT_TRUE(ShippedRuleset());
  EXPECT_TRUE(Store(*ShippedRuleset(), plan.key) == plan.bytes);
}

CaseOutcome OutcomeOf(std::vector<std::string> arguments, bool from_source) {
  if (from_source) arguments.insert(arguments.end(), {"--rules", InSource("rules")});
  std::istringstream in;
  std::ostringstream out, err;
  const int exit = RunCli(arguments, in, out, err);
  return {out.str(), err.str(), exit};
}

void ExpectTheSame(const std::vector<std::string>& arguments) {
  const CaseOutcome shipped = OutcomeOf(arguments, false);
  const CaseOutcome compiled = OutcomeOf(arguments, true);
  const std::string what = testing::PrintToString(arguments);
  EXPECT_FALSE(shipped.out.empty()) << what;
  EXPECT_EQ(shipped.out, compiled.out) << what;
  EXPECT_EQ(shipped.err, compiled.err) << what;
  EXPECT_EQ(shipped.exit, compiled.exit) << what;
}

class ShippedPlanCommands : public testing::Test {
 protected:
  // The examples, and some texts that were written to try the vocabulary.
  ShippedPlanCommands() {
    for (const char* path :
         {"agency-storage/agency.yaml", "agency-storage/agency-bulk.yaml", "agency-storage/agency-warrants.yaml",
          "city-cameras/cameras.yaml", "city-cameras/counting.yaml"}) {
      descriptors_.push_back(InSource("examples/") + path);
    }
    const std::string texts = ReadWholeFile(InSource("tests/accuracy/texts-seen.ndjson")).value();
    std::size_t end = 0;
    for (int lines = 0; lines < 10; ++lines) end = texts.find('\n', end) + 1;
    WriteWholeFile("texts.ndjson", texts.substr(0, end));
    descriptors_.push_back("texts.ndjson");
  }

  void ExpectTheSameFor(std::vector<std::string> arguments) const {
    arguments.insert(arguments.end(), descriptors_.begin(), descriptors_.end());
    arguments.insert(arguments.end(), {"--as-of", "2026-01-01"});
    ExpectTheSame(arguments);
  }

  WorkingFolder folder_;
  std::vector<std::string> descriptors_;
};

TEST_F(ShippedPlanCommands, CheckTellsTheSameInEveryFormat) {
  for (const ReportFormat& format : CheckFormats()) ExpectTheSameFor({"check", "-f", std::string(format.name), "-v"});
  ExpectTheSameFor({"check", "--undeclared", "no"});
  ExpectTheSameFor({"check", "--only", "microsoft-*"});
}

TEST_F(ShippedPlanCommands, ExplainAndQuestionsTellTheSame) {
  for (const char* format : {"text", "json"}) {
    ExpectTheSameFor({"explain", "-f", format, "--only", "*/*s*"});
    ExpectTheSameFor({"questions", "-f", format});
  }
}

TEST_F(ShippedPlanCommands, MeasureTellsTheSame) {
  WriteWholeFile("labels.yaml", "- {id: one, yes: [mass-surveillance, social-scoring]}\n");
  WriteWholeFile("one.yaml", "id: one\npurpose: mass surveillance of all residents\n");
  ExpectTheSame({"measure", "-v", "--labels", "labels.yaml", "one.yaml"});
}

TEST_F(ShippedPlanCommands, MappingsAreThereToo) {
  WriteWholeFile("table.csv", "x\n1\n");
  const CaseOutcome shipped = OutcomeOf({"check", "--map", "omb-2024", "table.csv"}, false);
  const CaseOutcome compiled = OutcomeOf({"check", "--map", "omb-2024", "table.csv"}, true);
  EXPECT_EQ(shipped.err, compiled.err);
  EXPECT_EQ(shipped.exit, compiled.exit);
}

TEST(ShippedPlan, ListsTellTheSame) {
  for (const char* what : {"policies", "rules", "clauses", "fields", "terms", "vocabulary", "signals"}) {
    ExpectTheSame({"list", what, "-f", "json"});
  }
}

}  // namespace
}  // namespace proviso
