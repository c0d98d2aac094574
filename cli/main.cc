#include <csignal>
#include <iostream>
#include <string>
#include <vector>

#include "cli.h"

int main(int argc, char** argv) {
  // A broken pipe is met as a failed write (commands/session.h), so that nothing is left lying about.
  std::signal(SIGPIPE, SIG_IGN);
  std::ios::sync_with_stdio(false);
  return proviso::RunCli(std::vector<std::string>(argv + (argc > 0 ? 1 : 0), argv + argc), std::cin, std::cout,
                         std::cerr);
}
