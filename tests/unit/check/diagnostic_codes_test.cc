// docs/diagnostics.md explains every code, and its examples do what it says.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>
#include <set>

#include "proviso/descriptor.h"
#include "proviso/evaluate.h"
#include "proviso/measure.h"
#include "unit/check/compile_text.h"

namespace proviso {
namespace {

using ::testing::Contains;

struct Section {
  std::string code;
  std::vector<std::pair<std::string, std::string>> blocks;  // what stands behind the fence, and the text
};

std::vector<Section> ReadDocument() {
  std::ifstream file(std::string(PROVISO_SOURCE_DIR) + "/docs/diagnostics.md");
  std::vector<Section> sections;
  bool inside = false;
  for (std::string line; std::getline(file, line);) {
    if (line.starts_with("```")) {
      inside = !inside;
      if (inside && !sections.empty()) sections.back().blocks.emplace_back(line.substr(3), "");
    } else if (inside && !sections.empty()) {
      sections.back().blocks.back().second += line + "\n";
    } else if (line.starts_with("## ")) {
      sections.push_back({line.substr(3), {}});
    }
  }
  return sections;
}

// What cannot be shown in a document of text, or happens to files and runs and not to what they hold.
const std::set<std::string> kNotShown = {"control-character", "duplicate-descriptor", "not-utf8", "too-large",
                                         "unreadable-file"};

void AddCodes(const std::vector<Diagnostic>& diagnostics, std::set<std::string>& codes) {
  for (const Diagnostic& diagnostic : diagnostics) {
    codes.emplace(diagnostic.code);
    const bool is_error = diagnostic.severity == DiagnosticSeverity::kError;
    EXPECT_TRUE(!is_error || !diagnostic.help.empty()) << diagnostic.code << ": no way out is told";
  }
}

// Reads the descriptors, and evaluates those that can be read.
void AddRecordCodes(const std::string& text, InputFormat format, const Mapping* mapping, const Ruleset& ruleset,
                    std::set<std::string>& codes) {
  Evaluator evaluator(ruleset, {});
  const auto source = std::make_shared<const Source>("example", text);
  ReadDescriptors(source, format, mapping, {}, [&](const Record& record) {
    AddCodes(record.faults, codes);
    if (!record.descriptor) return;
    AddCodes(record.descriptor->warnings, codes);
    AddCodes(evaluator.Evaluate(*record.descriptor).warnings, codes);
  });
}

std::set<std::string> CodesOf(const Section& section) {
  std::vector<std::string> modules;
  std::optional<Mapping> mapping;
  std::vector<std::pair<InputFormat, std::string>> inputs;
  std::set<std::string> codes;
  for (const auto& [info, text] : section.blocks) {
    if (info == "yaml") modules.push_back(text);
    if (info == "yaml descriptor") inputs.emplace_back(InputFormat::kYaml, text);
    if (info == "json descriptor") inputs.emplace_back(InputFormat::kJson, text);
    if (info == "csv") inputs.emplace_back(InputFormat::kCsv, text);
    if (info != "yaml mapping") continue;
    Diagnostics faults;
    mapping = Mapping::Parse(Source("mapping.yaml", text), faults);
    AddCodes(faults.all, codes);
  }
  const CompileResult result = CompileTexts(modules, {.criticise = true});
  AddCodes(result.diagnostics.all, codes);
  if (!result.ruleset) return codes;
  std::vector<std::string> signals, ids;
  for (const SignalSummary& signal : result.ruleset->Signals()) signals.push_back(signal.name);
  for (const auto& [format, text] : inputs) {
    ReadDescriptors(std::make_shared<const Source>("example", text), format, nullptr, {},
                    [&](const Record& record) { ids.push_back(record.id); });
  }
  for (const auto& [info, text] : section.blocks) {
    if (info != "yaml labels") continue;
    Diagnostics faults;
    const Source source("labels.yaml", text);
    CheckLabelledIds(ReadLabels(std::span(&source, 1), signals, faults), ids, false, faults);
    AddCodes(faults.all, codes);
  }
  for (const auto& [format, text] : inputs)
    AddRecordCodes(text, format, mapping ? &*mapping : nullptr, *result.ruleset, codes);
  return codes;
}

TEST(DiagnosticCodes, EachHasItsSectionInOrder) {
  std::vector<std::string> headings;
  for (const Section& section : ReadDocument()) headings.push_back(section.code);
  const std::vector<std::string> codes(AllDiagnosticCodes().begin(), AllDiagnosticCodes().end());
  EXPECT_EQ(headings, codes);
}

TEST(DiagnosticCodes, ExamplesCauseWhatTheyAreExamplesOf) {
  for (const Section& section : ReadDocument()) {
    EXPECT_FALSE(section.blocks.empty()) << section.code;
    if (kNotShown.contains(section.code)) continue;
    const std::set<std::string> codes = CodesOf(section);
    EXPECT_THAT(codes, Contains(section.code));
    EXPECT_EQ(codes.size(), 1u) << section.code << " comes with others: " << testing::PrintToString(codes);
  }
}

// As the text reports print it, and as JSON does.
TEST(DiagnosticCodes, EachIsToldInACaseFile) {
  std::string cases;
  for (const auto& entry :
       std::filesystem::recursive_directory_iterator(std::string(PROVISO_SOURCE_DIR) + "/tests/cases")) {
    if (!entry.is_regular_file()) continue;
    std::ifstream file(entry.path(), std::ios::binary);
    cases.append(std::istreambuf_iterator<char>(file), {});
  }
  for (const std::string_view code : AllDiagnosticCodes()) {
    const std::string name(code);
    const bool told = cases.find("[" + name + "]") != std::string::npos ||
                      cases.find("\"code\":\"" + name + "\"") != std::string::npos;
    EXPECT_TRUE(told) << name;
  }
}

}  // namespace
}  // namespace proviso
