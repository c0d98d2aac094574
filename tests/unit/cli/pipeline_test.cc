#include "commands/pipeline.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <atomic>
#include <stdexcept>

namespace proviso {
namespace {

Window WindowOf(std::size_t number) {
  Window window;
  window.cut.text = std::to_string(number);
  return window;
}

// Hands on `count` windows; each step adds its letter, so that the bytes tell what happened.
PipelineSteps StepsThatTell(std::size_t count, std::string& out) {
  return {.read =
              [count](const auto& hand_on) {
                for (std::size_t i = 0; i < count && hand_on(WindowOf(i)); ++i) {
                }
              },
          .parse = [](Batch& batch) { batch.bytes = batch.window.cut.text + "p"; },
          .order = [next = std::size_t{0}](Batch& batch) mutable { batch.bytes += "o" + std::to_string(next++); },
          .make_judge = [] { return [](Batch& batch) { batch.bytes += "j\n"; }; },
          .write =
              [&out](Batch& batch, bool) {
                out += batch.bytes;
                return true;
              },
          .stop = [] {}};
}

TEST(Pipeline, BatchesAreOrderedAndWrittenInTheOrderOfTheInputForAnyNumberOfJobs) {
  std::string want;
  for (std::size_t i = 0; i < 500; ++i) want += std::to_string(i) + "po" + std::to_string(i) + "j\n";
  for (const std::size_t jobs : {1u, 2u, 3u, 8u}) {
    std::string out;
    RunPipeline(jobs, StepsThatTell(500, out));
    EXPECT_EQ(out, want) << jobs;
  }
}

TEST(Pipeline, NothingInNothingOut) {
  std::string out;
  RunPipeline(4, StepsThatTell(0, out));
  EXPECT_EQ(out, "");
}

TEST(Pipeline, ASlowOutputSlowsTheReadingDown) {
  std::string out;
  PipelineSteps steps = StepsThatTell(200, out);
  std::atomic<std::size_t> read = 0, written = 0, most = 0;
  steps.read = [&](const auto& hand_on) {
    for (std::size_t i = 0; i < 200 && hand_on(WindowOf(i)); ++i) most = std::max(most.load(), ++read - written.load());
  };
  steps.write = [&](Batch&, bool) {
    ++written;
    return true;
  };
  RunPipeline(2, steps);
  EXPECT_EQ(written, 200u);
  EXPECT_LE(most, 10u);  // four a job, and what is just being handed on and written
}

TEST(Pipeline, LargeWindowsAreUnderWayOneByOne) {
  std::string out;
  PipelineSteps steps = StepsThatTell(0, out);
  std::atomic<std::size_t> read = 0, written = 0, most = 0;
  steps.read = [&](const auto& hand_on) {
    for (std::size_t i = 0; i < 20; ++i) {
      Window window;
      window.cut.text.assign(std::size_t{6} << 20, 'x');
      if (!hand_on(std::move(window))) return;
      most = std::max(most.load(), ++read - written.load());
    }
  };
  steps.parse = [](Batch& batch) { batch.window.cut.text.clear(); };
  steps.write = [&](Batch&, bool) {
    ++written;
    return true;
  };
  RunPipeline(4, steps);
  EXPECT_EQ(written, 20u);
  EXPECT_LE(most, 3u);
}

TEST(Pipeline, AWriterThatHasEnoughEndsTheReading) {
  std::string out;
  PipelineSteps steps = StepsThatTell(1'000'000'000, out);
  bool stopped = false;
  steps.write = [&](Batch& batch, bool) {
    out += batch.bytes;
    return batch.window.cut.text != "3";
  };
  steps.stop = [&] { stopped = true; };
  RunPipeline(3, steps);
  EXPECT_EQ(std::ranges::count(out, '\n'), 4);
  EXPECT_TRUE(stopped);
}

TEST(Pipeline, WhatAStepThrowsComesOutOfIt) {
  for (const char* step : {"read", "parse", "order", "judge", "write"}) {
    std::string out;
    PipelineSteps steps = StepsThatTell(50, out);
    const auto fail = [step](Batch& batch) {
      if (batch.bytes.starts_with("7") || batch.window.cut.text == "7") throw std::runtime_error(step);
    };
    const std::string_view name = step;
    if (name == "read") steps.read = [](const auto&) { throw std::runtime_error("read"); };
    if (name == "parse") steps.parse = fail;
    if (name == "order") steps.order = fail;
    if (name == "judge") steps.make_judge = [fail] { return fail; };
    if (name == "write") {
      steps.write = [fail](Batch& batch, bool) {
        fail(batch);
        return true;
      };
    }
    try {
      RunPipeline(3, steps);
      ADD_FAILURE() << step;
    } catch (const std::runtime_error& error) {
      EXPECT_EQ(error.what(), name);
    }
  }
}

}  // namespace
}  // namespace proviso
