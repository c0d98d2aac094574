// Windows of the inputs on several threads, their results in the order of the input.
//
// One thread reads and cuts. Workers take window after window: they read its records, put them into the order of the
// input (one window at a time), judge them and render the results. The caller's thread writes. No more than a bounded
// number of windows is under way, so memory does not grow with the input, and a slow output slows the reading down.
#pragma once

#include <cstddef>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "commands/earlier_results.h"
#include "input/inputs.h"
#include "proviso/evaluate.h"
#include "report/report.h"

namespace proviso {

// What becomes of a window, step by step.
struct Batch {
  Window window;
  std::vector<InputRecord> records;
  std::vector<EarlierResult> earlier;  // of the first records: what an earlier run said
  std::string bytes;                   // of the report
  Summary summary;
  std::string last_place;  // of its last record
};

struct PipelineSteps {
  // On a thread of its own: hands on every window; returns at the end, or soon after it was told false.
  std::function<void(const std::function<bool(Window)>& hand_on)> read;
  // On any worker's thread.
  std::function<void(Batch&)> parse;
  // On any worker's thread, for one batch after another.
  std::function<void(Batch&)> order;
  // Makes for each worker what it judges with.
  std::function<std::function<void(Batch&)>()> make_judge;
  // On the caller's thread, for one batch after another. `more`: the next one is ready. False: it is of no use to go
  // on.
  std::function<bool(Batch&, bool more)> write;
  // The run ends before its time: what `read` may wait for must not hold it up. Any thread.
  std::function<void()> stop;
};

// Throws what any step threw first.
void RunPipeline(std::size_t jobs, const PipelineSteps& steps);

// That the id was met before, if it was.
std::optional<Diagnostic> DuplicateWarning(const InputRecord& record);

// What a record comes to: faults become an invalid result.
Result MakeResult(const InputRecord& record, Evaluator& evaluator);

}  // namespace proviso
