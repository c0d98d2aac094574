// The documented table of exit codes (README).
#pragma once

namespace proviso {

enum ExitCode : int {
  kDone = 0,          // nothing at or above --fail-on
  kFailed = 1,        // a decision at or above --fail-on; a failed test; a lint fault
  kUsage = 2,         // the command or the modules are at fault, or there was nothing to evaluate
  kIncomplete = 3,    // some descriptors could not be read, or the run was interrupted; the rest were reported
  kBrokenPipe = 141,  // whoever read the results went away: what a shell shows for a program that SIGPIPE ended
};

}  // namespace proviso
