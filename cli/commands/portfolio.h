// Everything that check, explain and questions have in common: which rules, which descriptors, and what the run comes
// to.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "commands/session.h"
#include "input/inputs.h"
#include "input/seen_ids.h"

namespace proviso {

class Portfolio {
 public:
  // Throws UsageError when nothing would be evaluated.
  explicit Portfolio(const Session& session);

  const Ruleset& ruleset() const { return *compiled_.ruleset; }
  const EvaluateOptions& evaluate_options() const { return evaluate_options_; }
  RunFacts MakeRun() const;

  const Inputs& inputs() const { return inputs_; }

  // Hands over every record in order. Failures of inputs come through once there is any other record; with none at all
  // this throws UsageError.
  void Read(const std::function<void(const InputRecord&)>& sink);

  // The same in steps, for several threads. First: hands over all windows in order; false when not all, because the
  // sink gave false or the run was interrupted.
  bool ReadWindows(const Interrupt& interrupt, const std::function<bool(Window)>& sink) const;
  // Then, for each window on any thread: its records.
  std::vector<InputRecord> ReadRecords(Window window) const;
  // Then, for one window after another: knows ids that were met before, holds failures back as long as there is nothing
  // else, adds one for an input without any record.
  void Order(std::vector<InputRecord>& records, std::size_t input, bool last_of_input);
  // After all: throws UsageError when there was no record.
  void EndOrder() const;

  Summary& summary() { return summary_; }
  // Says what could not be read; the exit code of the run.
  int Close() const;

 private:
  ReadOptions MakeReadOptions() const { return {.mapping = mapping_ ? &*mapping_ : nullptr}; }

  const Session& session_;
  CompileResult compiled_;
  EvaluateOptions evaluate_options_;
  std::optional<Mapping> mapping_;
  Inputs inputs_;
  Summary summary_;

  // Of the records that were put in order.
  std::vector<InputRecord> held_;  // failures, as long as there is nothing else
  bool any_ = false;
  bool any_of_input_ = false;
  SeenIds seen_;
};

}  // namespace proviso
