// What each stage costs, through the public API: reading declarations, judging them, compiling the shipped rules.
//   stages --benchmark_filter=evaluate
#include <benchmark/benchmark.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <memory>
#include <stdexcept>
#include <string>
#include <vector>

#include "proviso/compile.h"
#include "proviso/descriptor.h"
#include "proviso/evaluate.h"
#include "proviso/ruleset.h"

namespace {

namespace fs = std::filesystem;
using proviso::Source;

std::string ReadAll(const fs::path& path) {
  std::ifstream in(path, std::ios::binary);
  if (!in) throw std::runtime_error("cannot read " + path.string());
  return {std::istreambuf_iterator<char>(in), {}};
}

// The shipped modules of the source tree, without their tests.
const std::vector<Source>& Modules() {
  static const std::vector<Source> modules = [] {
    std::vector<Source> found;
    for (const char* folder : {"rules/libraries", "rules/policies"})
      for (const auto& file : fs::recursive_directory_iterator(fs::path(PROVISO_SOURCE_DIR) / folder)) {
        const std::string name = file.path().string();
        if (!name.ends_with(".yaml") || name.ends_with(".test.yaml")) continue;
        found.emplace_back(name, ReadAll(file.path()));
      }
    std::sort(found.begin(), found.end(), [](const Source& a, const Source& b) { return a.name() < b.name(); });
    return found;
  }();
  return modules;
}

const proviso::Ruleset& Rules() {
  static const proviso::Ruleset rules = [] {
    proviso::CompileResult result = proviso::Compile(Modules());
    if (!result.ruleset) throw std::runtime_error("the shipped rules do not compile");
    return *result.ruleset;
  }();
  return rules;
}

const std::shared_ptr<const Source>& Declarations() {
  static const auto source = std::make_shared<const Source>("declarations.ndjson", ReadAll(PROVISO_BENCH_DATA));
  return source;
}

std::vector<proviso::Descriptor> Descriptors() {
  std::vector<proviso::Descriptor> all;
  proviso::ReadDescriptors(Declarations(), proviso::InputFormat::kNdjson, nullptr, {}, [&](proviso::Record record) {
    if (!record.descriptor) throw std::runtime_error("a declaration cannot be read");
    all.push_back(std::move(*record.descriptor));
  });
  return all;
}

void Read(benchmark::State& state) {
  std::size_t records = 0;
  for (auto _ : state) {
    proviso::ReadDescriptors(Declarations(), proviso::InputFormat::kNdjson, nullptr, {}, [&](proviso::Record record) {
      benchmark::DoNotOptimize(record);
      ++records;
    });
  }
  state.SetItemsProcessed(static_cast<std::int64_t>(records));
  state.SetBytesProcessed(static_cast<std::int64_t>(state.iterations() * Declarations()->text().size()));
}
BENCHMARK(Read)->Name("read")->Unit(benchmark::kMillisecond);

void Evaluate(benchmark::State& state) {
  const std::vector<proviso::Descriptor> descriptors = Descriptors();
  proviso::EvaluateOptions options;
  options.as_of = {2026, 6, 1};
  options.undeclared_no = state.range(0) != 0;
  proviso::Evaluator evaluator(Rules(), options);
  std::size_t next = 0;
  for (auto _ : state) {
    benchmark::DoNotOptimize(evaluator.Evaluate(descriptors[next]));
    next = (next + 1) % descriptors.size();
  }
  state.SetItemsProcessed(state.iterations());
}
BENCHMARK(Evaluate)->Name("evaluate")->ArgName("undeclared_no")->Arg(0)->Arg(1)->Unit(benchmark::kMicrosecond);

void Compile(benchmark::State& state) {
  for (auto _ : state) benchmark::DoNotOptimize(proviso::Compile(Modules()));
}
BENCHMARK(Compile)->Name("compile")->Unit(benchmark::kMillisecond);

void MakeEvaluator(benchmark::State& state) {
  for (auto _ : state) benchmark::DoNotOptimize(proviso::Evaluator(Rules(), {}));
}
BENCHMARK(MakeEvaluator)->Name("make evaluator")->Unit(benchmark::kMicrosecond);

}  // namespace

BENCHMARK_MAIN();
