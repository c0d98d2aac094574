#include <iostream>
#include <string>
#include <vector>

#include "cli.h"

int main(int argc, char** argv) {
  std::ios::sync_with_stdio(false);
  return proviso::RunCli(std::vector<std::string>(argv + (argc > 0 ? 1 : 0), argv + argc), std::cin, std::cout, std::cerr);
}
