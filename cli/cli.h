// The command line as a function, so that tests call it in-process.
#pragma once

#include <iosfwd>
#include <string>
#include <vector>

namespace proviso {

// `arguments` without the program's name. Returns the exit code (exit_code.h).
int RunCli(const std::vector<std::string>& arguments, std::istream& in, std::ostream& out, std::ostream& err);

}  // namespace proviso
