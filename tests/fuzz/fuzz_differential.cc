// Any bytes as a descriptor against generated modules: the engine and the reference evaluator agree. The first byte
// picks the modules, the second the format and whether silence is a no.
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <map>
#include <optional>
#include <string>

#include "support/differential.h"

namespace {

using namespace proviso;

constexpr std::size_t kLongest = 2048;  // the reference takes its time

const CompiledPack& PackOf(std::uint8_t seed) {
  static std::map<std::uint8_t, CompiledPack> packs;
  const auto known = packs.find(seed);
  if (known != packs.end()) return known->second;
  Random random(std::uint64_t{1000} + seed);
  std::string problem;
  std::optional<CompiledPack> pack = CompilePack(GenerateModules(random).sources, problem);
  if (!pack) std::abort();
  return packs.emplace(seed, std::move(*pack)).first->second;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size < 2 || size > kLongest) return 0;
  const CompiledPack& pack = PackOf(data[0]);
  const std::string text(reinterpret_cast<const char*>(data) + 2, size - 2);
  const InputFormat format = data[1] % 2 == 0 ? InputFormat::kYaml : InputFormat::kJson;
  const std::optional<Descriptor> descriptor = ReadOne(text, format);
  if (!descriptor) return 0;
  const EvaluateOptions options{.as_of = {2026, 6, 30}, .undeclared_no = data[1] % 4 >= 2};
  const std::string difference = Difference(reference::ReferenceEvaluate(pack.model, *descriptor, options),
                                            Evaluator(pack.ruleset, options).Evaluate(*descriptor));
  if (difference.empty()) return 0;
  std::fprintf(stderr, "modules of seed %u: %s\n", data[0], difference.c_str());
  std::abort();
}
