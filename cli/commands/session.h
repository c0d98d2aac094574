// What the commands share: streams and their colours, the modules compiled, the place that results go to.
#pragma once

#include <iosfwd>
#include <memory>
#include <optional>
#include <ostream>
#include <string>
#include <string_view>
#include <vector>

#include "commands/options.h"
#include "input/modules.h"
#include "input/output_file.h"
#include "proviso/compile.h"
#include "report/report.h"

namespace proviso {

struct Session {
  const Options& options;
  std::istream& in;
  std::ostream& out;
  std::ostream& err;
  bool color_out = false;  // of results on `out`
  bool color_err = false;

  // Results that go to a file are coloured only by `--color always`.
  bool color_results() const { return options.output.empty() ? color_out : options.color == ColorChoice::kAlways; }
};

// A warning or a note for the user, on standard error.
void Say(const Session& session, const std::string& text);

// Modules that the user named, and what stands by for them. Nobody named any: the shipped set, or that of --rules, is
// named as a whole.
struct ModuleChoice {
  std::vector<Source> named, base;
  std::vector<Source> mappings;  // of the shipped set, or of --rules
  std::vector<Source> named_mappings;
  std::optional<Ruleset> compiled;  // all of it, where it comes compiled
};
ModuleChoice ChooseModules(const Session& session, const std::vector<std::string>& named, bool companions);
// Those of --policy. The shipped set as a whole comes compiled, without its sources; its mappings only where --map
// needs one.
ModuleChoice ChooseRules(const Session& session);

// Compiles, tells of warnings; throws UsageError that carries the rendered faults when there are errors.
CompileResult CompileModules(const Session& session, ModuleChoice& choice);
std::string RenderAll(const Diagnostics& diagnostics, const std::vector<Source>& sources, bool color);

// Throws UsageError when a glob of --only fits no policy and no rule.
void CheckOnly(const std::vector<std::string>& only, const Ruleset& ruleset);

// Standard output, or the file of -o.
class Output {
 public:
  explicit Output(const Session& session);
  std::ostream& stream() { return file_ ? file_->stream() : out_; }
  // False once writing failed: go on with nothing more. `at_once`: whoever reads along should see it now.
  bool Write(std::string_view bytes, bool at_once);
  bool ok();
  // Throws UsageError when not everything could be written; BrokenPipe when nobody listens any more.
  void Finish();

 private:
  std::ostream& out_;
  std::unique_ptr<OutputFile> file_;
  int error_ = 0;
};

// Whoever read our results went away. Nothing to complain of, but the results were not delivered.
struct BrokenPipe {};

}  // namespace proviso
