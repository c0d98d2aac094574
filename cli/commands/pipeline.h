// Many descriptors on several threads, their results in the order of the input.
#pragma once

#include <cstddef>
#include <functional>
#include <memory>

#include "proviso/evaluate.h"
#include "report/report.h"

namespace proviso {

class Pipeline {
 public:
  // `sink` is called on the caller's own thread, from Submit() and Finish().
  Pipeline(const Ruleset& ruleset, const EvaluateOptions& options, std::size_t jobs, std::function<void(Result)> sink);
  // Gives up what was not finished.
  ~Pipeline();
  Pipeline(const Pipeline&) = delete;
  Pipeline& operator=(const Pipeline&) = delete;

  // Waits when much is under way, so that memory stays bounded.
  void Submit(Record record, bool whole_input = false);
  void Finish();

 private:
  struct State;
  std::unique_ptr<State> state_;
};

// What a record comes to: faults become an invalid result.
Result MakeResult(const Record& record, bool whole_input, Evaluator& evaluator);

}  // namespace proviso
