#include <algorithm>

#include "commands/commands.h"
#include "exit_code.h"
#include "report/layout.h"
#include "usage_error.h"

namespace proviso {
namespace {

struct Faults {
  std::size_t errors = 0, warnings = 0;
  std::string rendered;

  void Add(const Diagnostics& diagnostics, const std::vector<Source>& sources, bool color) {
    for (const Diagnostic& diagnostic : diagnostics.all) {
      ++(diagnostic.severity == DiagnosticSeverity::kError ? errors : warnings);
    }
    rendered += RenderAll(diagnostics, sources, color);
  }
};

std::string ClosingLine(std::size_t modules, std::size_t mappings, const Faults& faults) {
  std::string line = Count(modules, "module");
  if (mappings > 0) line += ", " + Count(mappings, "mapping");
  line += faults.errors == 0 ? ", no faults" : ", " + Count(faults.errors, "fault");
  if (faults.warnings > 0) line += ", " + Count(faults.warnings, "warning");
  return line + "\n";
}

int RunLint(const Session& session) {
  std::vector<std::string> named = session.options.operands;
  named.insert(named.end(), session.options.policies.begin(), session.options.policies.end());
  ModuleChoice choice = ChooseModules(session, named, true);
  const auto modules = static_cast<std::size_t>(
      std::ranges::count_if(choice.named, [](const Source& source) { return !source.name().ends_with(".test.yaml"); }));
  const std::size_t mappings = choice.named_mappings.size();
  const bool color = session.color_results();

  Faults faults;
  if (!choice.named.empty()) {
    const CompileResult result = Compile(std::move(choice.named), {.base = std::move(choice.base), .criticise = true});
    faults.Add(result.diagnostics, result.sources, color);
  }
  for (const Source& mapping : choice.named_mappings) {
    Diagnostics diagnostics;
    const bool parsed = Mapping::Parse(mapping, diagnostics).has_value();
    diagnostics.Sort();
    faults.Add(diagnostics, {mapping}, color);
    if (!parsed && !diagnostics.HasErrors()) ++faults.errors;
  }

  Output output(session);
  output.stream() << faults.rendered;
  if (!session.options.quiet) output.stream() << ClosingLine(modules, mappings, faults);
  output.Finish();
  return faults.errors > 0 ? kFailed : kDone;
}

}  // namespace

Command LintCommand() {
  return {{.name = "lint",
           .operands = "[MODULE...]",
           .summary = "Compiles modules and tells everything that is wrong with them.",
           .details = "A MODULE is a file or a folder of policies, libraries and their tests; without any, the shipped "
                      "ones. Exit code: 0 no faults (there may be warnings), 1 faults, 2 a module could not be read.",
           .examples = "  proviso lint\n"
                       "  proviso lint policies/contoso.yaml\n",
           .formats = {"text"}},
          &RunLint};
}

}  // namespace proviso
