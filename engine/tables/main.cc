// Part of the build: writes the table that engine/src/text/lookalike.cc takes in.
#include <fstream>

#include "tables/confusables.h"

int main(int argc, char** argv) {
  if (argc != 2) return 1;
  std::ofstream out(argv[1]);
  out << "// Generated from ICU's confusables by engine/tables. Sorted.\n";
  for (const auto& [letter, ascii] : proviso::LatinConfusables()) {
    out << "{0x" << std::hex << static_cast<unsigned long>(letter) << ", '" << static_cast<char>(ascii) << "'},\n";
  }
  return out.flush() ? 0 : 1;
}
