// The engine and the reference evaluator must agree on random modules and descriptors. PROVISO_PROPERTY_PAIRS says on
// how many pairs, PROVISO_PROPERTY_SEED from which seed on.
#include "support/differential.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <iostream>
#include <map>
#include <mutex>
#include <thread>
#include <vector>

namespace proviso {
namespace {

constexpr std::size_t kDescriptorsOfModules = 50;
constexpr std::size_t kReportsToShow = 3;
// Every operator on every type that it fits (51) and over all texts (3), and the forms that are made of conditions
// (11).
constexpr std::size_t kForms = 65;

std::uint64_t FromEnvironment(const char* name, std::uint64_t otherwise) {
  const char* text = std::getenv(name);
  return text == nullptr ? otherwise : std::strtoull(text, nullptr, 10);
}

struct Outcome {
  DifferentialCounts counts;
  std::map<std::uint64_t, std::string> reports;  // by seed
};

// Every thread takes every n-th seed, so that what is found depends on the seeds alone.
Outcome RunAll(std::uint64_t first_seed, std::size_t packs) {
  Outcome all;
  std::mutex mutex;
  const std::size_t workers = std::max<std::size_t>(1, std::thread::hardware_concurrency());
  std::vector<std::jthread> threads;
  for (std::size_t worker = 0; worker < workers; ++worker) {
    threads.emplace_back([&, worker] {
      Outcome mine;
      for (std::size_t i = worker; i < packs && mine.reports.size() < kReportsToShow; i += workers) {
        const std::uint64_t seed = first_seed + i;
        std::string report = RunDifferential(seed, kDescriptorsOfModules, mine.counts);
        if (!report.empty()) mine.reports.emplace(seed, std::move(report));
      }
      const std::lock_guard lock(mutex);
      all.counts.Add(mine.counts);
      all.reports.merge(mine.reports);
    });
  }
  threads.clear();
  return all;
}

void Print(const DifferentialCounts& counts) {
  std::cout << counts.pairs << " pairs;";
  for (const auto& [decision, count] : counts.decisions) std::cout << ' ' << decision << ' ' << count;
  std::cout << "; questions not compared: " << counts.questions_skipped << " of " << counts.asked
            << "\nform: false, unknown, true\n";
  for (const auto& [form, truths] : counts.forms) {
    std::cout << "  " << form << ": " << truths[0] << ", " << truths[1] << ", " << truths[2] << '\n';
  }
}

// That every form was seen in every truth it can have, and every decision, often enough to mean something.
void ExpectNothingStarved(const DifferentialCounts& counts) {
  EXPECT_EQ(counts.decisions.size(), 4u);
  for (const auto& [decision, count] : counts.decisions) EXPECT_GE(count, counts.pairs / 50) << decision;
  EXPECT_EQ(counts.forms.size(), kForms);
  for (const auto& [form, truths] : counts.forms) {
    const bool never_unknown = form.find("declared") != std::string::npos;
    for (std::size_t truth = 0; truth < truths.size(); ++truth) {
      if (truth == 1 && never_unknown) continue;
      EXPECT_GE(truths[truth], counts.pairs / 2000)
          << form << " was hardly ever " << ToString(static_cast<Truth>(truth));
    }
  }
  EXPECT_LT(counts.questions_skipped * 5, counts.asked);
}

TEST(Differential, EngineAndReferenceAgree) {
  const std::size_t pairs = FromEnvironment("PROVISO_PROPERTY_PAIRS", 100'000);
  const std::uint64_t first_seed = FromEnvironment("PROVISO_PROPERTY_SEED", 1);
  const Outcome outcome = RunAll(first_seed, std::max<std::size_t>(1, pairs / kDescriptorsOfModules));
  Print(outcome.counts);
  for (const auto& [seed, report] : outcome.reports) ADD_FAILURE() << report;
  if (outcome.reports.empty() && pairs >= 20'000) ExpectNothingStarved(outcome.counts);
}

}  // namespace
}  // namespace proviso
