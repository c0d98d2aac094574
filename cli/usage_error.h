// The command cannot be carried out as it was given. Thrown anywhere in cli/, caught in RunCli alone: exit code 2.
#pragma once

#include <stdexcept>
#include <string>
#include <utility>

namespace proviso {

struct UsageError : std::runtime_error {
  explicit UsageError(const std::string& message, std::string way_out = "")
      : std::runtime_error(message), help(std::move(way_out)) {}

  std::string help;         // what to do; may be empty
  std::string details;      // rendered diagnostics, shown first; may be empty
  bool show_usage = false;  // the command's usage line helps too: its options were wrong
};

}  // namespace proviso
