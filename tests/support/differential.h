// The engine against the reference evaluator: one generated pack of modules, some descriptors, every difference told in
// full.
#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "proviso/evaluate.h"
#include "support/generator.h"
#include "support/reference_evaluator.h"

namespace proviso {

// Modules as both sides need them.
struct CompiledPack {
  Model model;      // for the reference
  Ruleset ruleset;  // for the engine
};

// Empty, with the rendered faults in `problem`, when the modules do not compile.
std::optional<CompiledPack> CompilePack(const std::vector<Source>& sources, std::string& problem);

// The one descriptor that `text` holds; empty when it cannot be read.
std::optional<Descriptor> ReadOne(const std::string& text, InputFormat format);

// What was seen, to be sure that something was.
struct DifferentialCounts {
  std::size_t pairs = 0;
  std::map<std::string, std::size_t> decisions;
  reference::Tally forms;
  std::size_t asked = 0;              // assessments with decision ask
  std::size_t questions_skipped = 0;  // of these, with too many unknown leaves to try

  void Add(const DifferentialCounts& other);
};

// In which respect the two differ; empty when they agree.
std::string Difference(const reference::ReferenceAssessment& want, const Assessment& have);

// Generates modules and `descriptors` descriptors from the seed and compares. Empty, or a report with seed, modules,
// descriptor and both results, after parts that do not matter were taken out.
std::string RunDifferential(std::uint64_t seed, std::size_t descriptors, DifferentialCounts& counts);

}  // namespace proviso
