// Part of the build: compiles the shipped modules once, and writes what the binary carries of them.
//
//   proviso_embed ROOT LIST FOLDER
//
// LIST names a file with one path (relative to ROOT) a line. Into FOLDER go `embedded_files.bin` (the files one after
// the other), `embedded_plan.bin` (the compiled rules) and `embedded_rules.cc`, which takes both into the program.
// Modules with any fault, be it a warning, stop the build.
#include <cstdlib>
#include <exception>
#include <fstream>
#include <iostream>
#include <iterator>
#include <stdexcept>
#include <string>
#include <vector>

#include "proviso/compile.h"
#include "proviso/stored.h"

namespace proviso {
namespace {

constexpr std::string_view kMappings = "rules/mappings/";

std::string ReadFile(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  if (!file) throw std::runtime_error("cannot read " + path);
  return {std::istreambuf_iterator<char>(file), {}};
}

void WriteFile(const std::string& path, const std::string& bytes) {
  std::ofstream file(path, std::ios::binary);
  if (!file.write(bytes.data(), static_cast<std::streamsize>(bytes.size())).flush()) {
    throw std::runtime_error("cannot write " + path);
  }
}

// Faults are told of the files under their paths.
std::string CompiledBytes(std::vector<Source> modules, std::uint64_t key) {
  const CompileResult result = Compile(std::move(modules));
  for (const Diagnostic& diagnostic : result.diagnostics.all) std::cerr << Render(diagnostic, result.sources);
  if (!result.ruleset || !result.diagnostics.all.empty()) throw std::runtime_error("the shipped modules are at fault");
  return Store(*result.ruleset, key);
}

// Symbols of their own instead of arrays: compilers take long over megabytes of numbers.
std::string Taken(const std::string& symbol, const std::string& path) {
  return "    \".balign " + std::to_string(kStoredAlignment) + "\\n\"\n    \".globl " + symbol + "\\n.hidden " +
         symbol + "\\n" + symbol + ":\\n\"\n    \".incbin \\\"" + path + "\\\"\\n\"\n";
}

std::string Declared(const std::string& symbol) {
  return "extern \"C\" [[gnu::visibility(\"hidden\")]] const char " + symbol + "[];\n";
}

void Embed(const std::string& root, const std::string& list, const std::string& folder) {
  std::string files, table;
  std::vector<Source> modules;
  std::uint64_t key = 0;
  std::ifstream paths(list);
  for (std::string path; std::getline(paths, path);) {
    const std::string text = ReadFile(root + "/" + path);
    key = HashOf(text, HashOf(path, key));
    table += "      {\"" + path + "\", {proviso_embedded_files + " + std::to_string(files.size()) + ", " +
             std::to_string(text.size()) + "}},\n";
    files += text;
    if (!path.starts_with(kMappings)) modules.emplace_back(path, text);
  }
  const std::string plan = CompiledBytes(std::move(modules), key);
  WriteFile(folder + "/embedded_files.bin", files);
  WriteFile(folder + "/embedded_plan.bin", plan);
  WriteFile(folder + "/embedded_rules.cc",
            "// Generated from rules/ by proviso_embed.\n#include \"input/embedded.h\"\n\n"
            "__asm__(\n    \".pushsection .rodata\\n\"\n" +
                Taken("proviso_embedded_plan", folder + "/embedded_plan.bin") +
                Taken("proviso_embedded_files", folder + "/embedded_files.bin") + "    \".popsection\\n\");\n\n" +
                Declared("proviso_embedded_plan") + Declared("proviso_embedded_files") +
                "\nnamespace proviso {\n\nstd::vector<EmbeddedFile> EmbeddedRules() {\n  return {\n" + table +
                "  };\n}\n\nEmbeddedPlan EmbeddedRuleset() {\n  return {{proviso_embedded_plan, " +
                std::to_string(plan.size()) + "}, " + std::to_string(key) + "u};\n}\n\n}  // namespace proviso\n");
}

}  // namespace
}  // namespace proviso

int main(int argc, char** argv) {
  if (argc != 4) {
    std::cerr << "usage: proviso_embed ROOT LIST FOLDER\n";
    return EXIT_FAILURE;
  }
  try {
    proviso::Embed(argv[1], argv[2], argv[3]);
  } catch (const std::exception& error) {
    std::cerr << "proviso_embed: " << error.what() << "\n";
    return EXIT_FAILURE;
  }
  return EXIT_SUCCESS;
}
