// Everything that check, explain and questions have in common: which rules, which descriptors, and what the run comes
// to.
#pragma once

#include <functional>
#include <map>
#include <optional>
#include <string>

#include "commands/session.h"
#include "input/inputs.h"

namespace proviso {

class Portfolio {
 public:
  // Throws UsageError when nothing would be evaluated.
  explicit Portfolio(const Session& session);

  const Ruleset& ruleset() const { return *compiled_.ruleset; }
  const EvaluateOptions& evaluate_options() const { return evaluate_options_; }
  RunFacts MakeRun() const;

  // Hands over every record in order, `no_place` as in InputSink. Failures of inputs come through as records once there
  // is any other record; with none at all this throws UsageError. Reads no further input when `stop` says so.
  void Read(const std::function<void(Record, bool no_place)>& sink, const std::function<bool()>& stop = {});

  // To be called for each result in order: warns of an id that was met before, and counts.
  void Settle(Result& result);

  const Summary& summary() const { return summary_; }
  // Says what could not be read; the exit code of the run.
  int Close() const;

 private:
  [[noreturn]] void Refuse(const std::vector<std::pair<Record, bool>>& failures) const;

  const Session& session_;
  CompileResult compiled_;
  EvaluateOptions evaluate_options_;
  std::optional<Mapping> mapping_;
  Inputs inputs_;
  Summary summary_;
  std::map<std::string, std::string> first_places_;  // of each id
};

}  // namespace proviso
