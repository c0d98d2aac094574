#include "commands/pipeline.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "cli.h"
#include "proviso/compile.h"

namespace proviso {
namespace {

constexpr const char* kPolicy = R"(policy: small
title: Small policy
fields:
  purpose: {type: text, required: true}
rules:
  - id: no-dragnet
    title: No dragnets
    clause: "1"
    effect: deny
    when: {purpose: {matches: dragnet}}
)";

Ruleset MakeRuleset() {
  CompileResult result = Compile({Source("small.yaml", kPolicy)});
  std::string rendered;
  for (const Diagnostic& diagnostic : result.diagnostics.all) rendered += Render(diagnostic, result.sources);
  EXPECT_TRUE(result.ruleset) << rendered;
  return *result.ruleset;
}

// A descriptor a line; every third purpose is a dragnet, every seventh line is broken.
std::shared_ptr<const Source> MakeLines(int count) {
  std::string text;
  for (int i = 0; i < count; ++i) {
    text += i % 7 == 6 ? "{\"id\": "
                       : "{\"id\": \"d" + std::to_string(i) + "\", \"purpose\": \"" +
                             (i % 3 == 0 ? "dragnet" : "backup") + "\"}";
    text += "\n";
  }
  return std::make_shared<const Source>("lines.ndjson", text);
}

std::string RunPipeline(const Ruleset& ruleset, const std::shared_ptr<const Source>& source, std::size_t jobs) {
  std::string out;
  Pipeline pipeline(ruleset, EvaluateOptions{.as_of = {2026, 1, 1}}, jobs, [&](const Result& result) {
    out += result.assessment.descriptor + " " + std::string(ToString(result.assessment.decision)) + "\n";
  });
  ReadDescriptors(source, InputFormat::kNdjson, nullptr, InputLimits{},
                  [&](Record record) { pipeline.Submit(std::move(record)); });
  pipeline.Finish();
  return out;
}

TEST(Pipeline, ResultsComeInTheOrderOfTheInputForAnyNumberOfJobs) {
  const Ruleset ruleset = MakeRuleset();
  const auto source = MakeLines(1000);
  const std::string one = RunPipeline(ruleset, source, 1);
  EXPECT_EQ(std::ranges::count(one, '\n'), 1000);
  EXPECT_TRUE(one.starts_with("d0 deny\nd1 allow\nd2 allow\nd3 deny\n")) << one.substr(0, 100);
  for (const std::size_t jobs : {2u, 3u, 8u}) EXPECT_EQ(RunPipeline(ruleset, source, jobs), one) << jobs;
}

TEST(Pipeline, NothingInNothingOut) {
  EXPECT_EQ(RunPipeline(MakeRuleset(), std::make_shared<const Source>("none.ndjson", ""), 4), "");
}

TEST(Pipeline, MayBeLeftUnfinished) {
  const Ruleset ruleset = MakeRuleset();
  const auto source = MakeLines(200);
  std::size_t results = 0;
  {
    Pipeline pipeline(ruleset, EvaluateOptions{.as_of = {2026, 1, 1}}, 2, [&](const Result&) { ++results; });
    ReadDescriptors(source, InputFormat::kNdjson, nullptr, InputLimits{},
                    [&](Record record) { pipeline.Submit(std::move(record)); });
  }
  EXPECT_LE(results, 200u);
}

}  // namespace
}  // namespace proviso
