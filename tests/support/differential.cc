#include "support/differential.h"

#include <functional>
#include <memory>

#include "check/check.h"
#include "proviso/compile.h"
#include "proviso/descriptor.h"
#include "support/write_value.h"
#include "syntax/yaml.h"

namespace proviso {
namespace {

// One thing to compare, in a form that can be made smaller.
struct Pair {
  std::vector<Value> modules;
  Value descriptor;
  InputFormat format = InputFormat::kJson;
  EvaluateOptions options;
};

std::string Write(const Value& value, InputFormat format) {
  return format == InputFormat::kYaml ? ToYaml(value) : ToJson(value) + "\n";
}

std::vector<Source> Sources(const std::vector<Value>& modules) {
  std::vector<Source> sources;
  for (const Value& module : modules)
    sources.emplace_back("module-" + std::to_string(sources.size()) + ".yaml", ToYaml(module));
  return sources;
}

// The difference of a pair; empty also when it does not compile or cannot be read.
std::string DifferenceOf(const Pair& pair) {
  std::string problem;
  const std::optional<CompiledPack> pack = CompilePack(Sources(pair.modules), problem);
  if (!pack) return "";
  const std::optional<Descriptor> descriptor = ReadOne(Write(pair.descriptor, pair.format), pair.format);
  if (!descriptor) return "";
  return Difference(reference::ReferenceEvaluate(pack->model, *descriptor, pair.options),
                    Evaluator(pack->ruleset, pair.options).Evaluate(*descriptor));
}

// Tries the tree without each of its nodes, the greater ones first; true when something could go.
bool DropParts(Value& node, const std::function<bool()>& still_differs) {
  bool dropped = false;
  for (std::size_t i = node.members.size(); i-- > 0;) {
    const Member member = node.members[i];
    node.members.erase(node.members.begin() + static_cast<std::ptrdiff_t>(i));
    if (still_differs()) {
      dropped = true;
      continue;
    }
    node.members.insert(node.members.begin() + static_cast<std::ptrdiff_t>(i), member);
    dropped = DropParts(node.members[i].value, still_differs) || dropped;
  }
  for (std::size_t i = node.items.size(); i-- > 0;) {
    const Value item = node.items[i];
    node.items.erase(node.items.begin() + static_cast<std::ptrdiff_t>(i));
    if (still_differs()) {
      dropped = true;
      continue;
    }
    node.items.insert(node.items.begin() + static_cast<std::ptrdiff_t>(i), item);
    dropped = DropParts(node.items[i], still_differs) || dropped;
  }
  return dropped;
}

// What a difference is about: its first words.
std::string KindOf(const std::string& difference) { return difference.substr(0, difference.find(':', 12)); }

// Keeps the kind of the difference: another, which only the smaller pair shows, would lead astray.
void Shrink(Pair& pair) {
  const std::string kind = KindOf(DifferenceOf(pair));
  const auto still_differs = [&] {
    const std::string difference = DifferenceOf(pair);
    return !difference.empty() && KindOf(difference) == kind;
  };
  if (kind.empty()) return;
  for (bool dropped = true; dropped;) {
    dropped = DropParts(pair.descriptor, still_differs);
    for (std::size_t i = pair.modules.size(); i-- > 0;) dropped = DropParts(pair.modules[i], still_differs) || dropped;
  }
}

std::string Report(std::uint64_t seed, const Pair& pair, const std::string& difference) {
  std::string report = "seed " + std::to_string(seed) + "\n";
  for (const Source& source : Sources(pair.modules)) report += "--- " + source.name() + "\n" + source.text();
  report += "--- descriptor\n" + Write(pair.descriptor, pair.format);
  report += "--- as of " + ToString(pair.options.as_of) + (pair.options.undeclared_no ? ", --undeclared no" : "");
  for (const std::string& only : pair.options.only) report += ", only " + only;
  for (const std::string& bound : pair.options.bound) report += ", bound " + bound;
  return report + "\n--- " + difference;
}

EvaluateOptions GenerateOptions(const GeneratedModules& modules, Random& random) {
  EvaluateOptions options;
  options.as_of = random.Chance(80) ? Date{2026, 6, 30} : Date{2026, 7, 1};
  options.undeclared_no = random.Chance(10);
  if (random.Chance(10)) options.only.push_back(random.Chance(50) ? random.Pick(modules.policies) : "policy-?/r[0]");
  if (random.Chance(10)) options.only = {"policy-*/r0"};
  if (random.Chance(30)) options.bound.insert(modules.policies.front());
  return options;
}

std::vector<Value> ParseModules(const std::vector<Source>& sources) {
  std::vector<Value> modules;
  Diagnostics ignored;
  for (const Source& source : sources) {
    if (std::optional<Value> value = ParseYaml(source, 0, {}, ignored)) modules.push_back(std::move(*value));
  }
  return modules;
}

void Count(const reference::ReferenceAssessment& want, DifferentialCounts& counts) {
  ++counts.pairs;
  ++counts.decisions[std::string(ToString(want.decision))];
  counts.asked += want.decision == Decision::kAsk ? 1 : 0;
  counts.questions_skipped += want.questions.known ? 0 : 1;
  for (const auto& [form, truths] : want.tally) {
    for (std::size_t i = 0; i < truths.size(); ++i) counts.forms[form][i] += truths[i];
  }
}

}  // namespace

std::optional<CompiledPack> CompilePack(const std::vector<Source>& sources, std::string& problem) {
  CompileResult compiled = Compile(sources);
  for (const Diagnostic& diagnostic : compiled.diagnostics.all) problem += Render(diagnostic, compiled.sources);
  if (!compiled.ruleset) return std::nullopt;
  std::vector<Tree> trees;
  Diagnostics diagnostics;
  for (std::size_t i = 0; i < sources.size(); ++i) {
    std::optional<Value> root = ParseYaml(sources[i], i, {}, diagnostics);
    if (root) trees.push_back({std::move(*root), i, true});
  }
  std::optional<Model> model = Check(trees, {}, {}, diagnostics);
  if (!model) return std::nullopt;
  return CompiledPack{std::move(*model), *compiled.ruleset};
}

std::optional<Descriptor> ReadOne(const std::string& text, InputFormat format) {
  std::optional<Descriptor> descriptor;
  const auto source = std::make_shared<const Source>("descriptor", text);
  ReadDescriptors(source, format, nullptr, {}, [&](Record record) { descriptor = std::move(record.descriptor); });
  return descriptor;
}

void DifferentialCounts::Add(const DifferentialCounts& other) {
  pairs += other.pairs;
  asked += other.asked;
  questions_skipped += other.questions_skipped;
  for (const auto& [decision, count] : other.decisions) decisions[decision] += count;
  for (const auto& [form, truths] : other.forms) {
    for (std::size_t i = 0; i < truths.size(); ++i) forms[form][i] += truths[i];
  }
}

std::string RunDifferential(std::uint64_t seed, std::size_t descriptors, DifferentialCounts& counts) {
  Random random(seed);
  const GeneratedModules modules = GenerateModules(random);
  std::string problem;
  const std::optional<CompiledPack> pack = CompilePack(modules.sources, problem);
  if (!pack) {
    for (const Source& source : modules.sources) problem += "--- " + source.name() + "\n" + source.text();
    return "seed " + std::to_string(seed) + ": the generated modules do not compile\n" + problem;
  }
  std::optional<Evaluator> evaluator;
  EvaluateOptions options;
  for (std::size_t i = 0; i < descriptors; ++i) {
    if (i % 10 == 0) {
      options = GenerateOptions(modules, random);
      evaluator.emplace(pack->ruleset, options);
    }
    const Value written = GenerateDescriptor(modules, random);
    const InputFormat format = random.Chance(50) ? InputFormat::kYaml : InputFormat::kJson;
    const std::optional<Descriptor> descriptor = ReadOne(Write(written, format), format);
    if (!descriptor)
      return "seed " + std::to_string(seed) + ": a generated descriptor cannot be read\n" + Write(written, format);
    const reference::ReferenceAssessment want = reference::ReferenceEvaluate(pack->model, *descriptor, options);
    Count(want, counts);
    const std::string difference = Difference(want, evaluator->Evaluate(*descriptor));
    if (difference.empty()) continue;
    Pair pair{ParseModules(modules.sources), written, format, options};
    Shrink(pair);
    const std::string smallest = DifferenceOf(pair);
    return Report(seed, pair, smallest.empty() ? "(only in this order of evaluation) " + difference : smallest);
  }
  return "";
}

}  // namespace proviso
