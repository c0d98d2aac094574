#include "commands/session.h"

#include <algorithm>
#include <cerrno>
#include <filesystem>
#include <istream>
#include <utility>

#include "input/files.h"
#include "input/inputs.h"
#include "proviso/near.h"
#include "proviso/printable.h"
#include "report/layout.h"
#include "usage_error.h"

namespace proviso {

void Say(const Session& session, const std::string& text) {
  if (!session.options.quiet) session.err << "proviso: " << Printable(text) << "\n";
}

ModuleChoice ChooseModules(const Session& session, const std::vector<std::string>& named, bool companions) {
  const Options& options = session.options;
  ModuleFiles standing = options.rules.empty() ? ShippedModules() : LoadModules({options.rules}, false);
  ModuleChoice choice;
  choice.mappings = std::move(standing.mappings);
  if (named.empty()) {
    if (standing.modules.empty()) throw UsageError("there are no modules", "name yours with --policy PATH");
    choice.named = std::move(standing.modules);
    choice.named_mappings = choice.mappings;
    return choice;
  }
  ModuleFiles files = LoadModules(named, companions);
  choice.named = std::move(files.modules);
  choice.named_mappings = std::move(files.mappings);
  choice.base = std::move(standing.modules);
  return choice;
}

ModuleChoice ChooseRules(const Session& session) {
  const Options& options = session.options;
  ModuleChoice choice;
  if (!options.policies.empty() || !options.rules.empty()) return ChooseModules(session, options.policies, false);
  choice.compiled = ShippedRuleset();
  if (!choice.compiled) {
    Say(session, "the compiled rules in this binary are damaged, so they are compiled once more from their modules");
    return ChooseModules(session, {}, false);
  }
  if (!options.map.empty()) choice.mappings = ShippedModules().mappings;
  return choice;
}

std::string RenderAll(const Diagnostics& diagnostics, const std::vector<Source>& sources, bool color) {
  std::string out;
  for (const Diagnostic& diagnostic : diagnostics.all) out += Render(diagnostic, sources, color);
  return out;
}

CompileResult CompileModules(const Session& session, ModuleChoice& choice) {
  if (choice.compiled) return {.ruleset = std::move(choice.compiled), .diagnostics = {}, .sources = {}};
  CompileResult result = Compile(std::move(choice.named), {.base = std::move(choice.base)});
  const auto errors = std::ranges::count_if(
      result.diagnostics.all, [](const Diagnostic& d) { return d.severity == DiagnosticSeverity::kError; });
  if (!result.ruleset) {
    UsageError error("the modules are at fault (" + Count(static_cast<std::size_t>(errors), "error") +
                     "), so nothing was evaluated");
    error.details = RenderAll(result.diagnostics, result.sources, session.color_err);
    throw error;
  }
  if (!session.options.quiet) session.err << RenderAll(result.diagnostics, result.sources, session.color_err);
  return result;
}

void CheckOnly(const std::vector<std::string>& only, const Ruleset& ruleset) {
  if (only.empty()) return;
  const std::vector<RuleSummary> rules = ruleset.Rules();
  for (const std::string& glob : only) {
    if (std::ranges::any_of(rules, [&](const RuleSummary& rule) { return IsSelected({glob}, rule.id); })) continue;
    std::vector<std::string> known;
    for (const RuleSummary& rule : rules) known.push_back(rule.id);
    for (const PolicySummary& policy : ruleset.Policies()) known.push_back(policy.name);
    std::string help = DidYouMean(glob, known);
    if (help.empty()) help = "`proviso list policies` and `proviso list rules` tell what there is";
    throw UsageError("`--only " + glob + "` fits no policy and no rule, so nothing would be evaluated", help);
  }
}

namespace {

// Results put in the place of what they were made from would destroy it.
void RefuseToOverwriteInput(const Options& options) {
  namespace fs = std::filesystem;
  std::error_code none;
  const fs::path output = fs::canonical(options.output, none);
  if (none || !fs::is_regular_file(output, none)) return;
  std::vector<std::string> inputs = options.operands;
  inputs.insert(inputs.end(), options.policies.begin(), options.policies.end());
  inputs.insert(inputs.end(), options.labels.begin(), options.labels.end());
  inputs.insert(inputs.end(), {options.rules, options.map});
  for (const std::string& input : inputs) {
    const fs::path path = fs::canonical(input, none);
    if (none) continue;
    const bool below = std::mismatch(path.begin(), path.end(), output.begin(), output.end()).first == path.end();
    if (output != path && !(below && IsDescriptorName(options.output, true))) continue;
    throw UsageError("`" + options.output + "` is read by this command, so the results would replace it",
                     "name another file with --output");
  }
}

}  // namespace

Output::Output(const Session& session) : out_(session.out) {
  if (session.options.output.empty()) return;
  RefuseToOverwriteInput(session.options);
  file_ = std::make_unique<OutputFile>(session.options.output);
}

bool Output::Write(std::string_view bytes, bool at_once) {
  if (!ok()) return false;
  errno = 0;
  stream() << bytes;
  if (at_once) stream().flush();
  return ok();  // while errno still tells why
}

bool Output::ok() {
  if (error_ == 0 && !stream()) error_ = errno == 0 ? EIO : errno;
  return error_ == 0;
}

void Output::Finish() {
  if (file_) {
    file_->Commit();
    return;
  }
  if (ok()) {
    errno = 0;
    out_.flush();
  }
  if (ok()) return;
  if (error_ == EPIPE) throw BrokenPipe();
  throw UsageError("cannot write the results: " + SystemReason(error_));
}

}  // namespace proviso
