#include "proviso/compile.h"

#include <algorithm>
#include <map>
#include <set>
#include <string_view>
#include <tuple>

#include "base/utf8.h"
#include "check/check.h"
#include "check/criticism.h"
#include "plan/plan.h"
#include "syntax/yaml.h"

namespace proviso {
namespace {

// What stands behind `key:` at the start of a line. For files that are not parsed: those of the base until something
// uses them, and those that cannot be parsed but whose name says which other faults are due to that.
std::string NameInText(std::string_view text, std::string_view key) {
  for (std::size_t begin = 0; begin < text.size();) {
    const std::size_t end = std::min(text.find('\n', begin), text.size());
    std::string_view line = text.substr(begin, end - begin);
    begin = end + 1;
    line.remove_prefix(PastByteOrderMark(line));
    if (!line.starts_with(key) || !line.substr(key.size()).starts_with(':')) continue;
    line.remove_prefix(key.size() + 1);
    const std::size_t first = line.find_first_not_of(" \t\"'");
    if (first == std::string_view::npos) return "";
    return std::string(line.substr(first, line.find_first_of(" \t\r\"'#", first) - first));
  }
  return "";
}

// Parses the modules, and the libraries of the base that their `uses` reach.
class Loader {
 public:
  Loader(const CompileOptions& options, CompileResult& result) : options_(options), result_(result) {
    for (const Source& source : options.base) {
      const std::string name = NameInText(source.text(), "library");
      if (!name.empty()) base_.emplace(name, &source);
    }
  }

  void Load(std::vector<Source> modules) {
    result_.sources = std::move(modules);
    for (std::size_t i = 0; i < result_.sources.size(); ++i) Parse(i, true);
    // Parse() may append what was reached, and that may reach more.
    for (std::size_t at = 0; at < trees_.size(); ++at) {
      for (const std::string& name : Wanted(trees_[at].root)) Reach(name);
    }
  }

  const std::vector<Tree>& trees() const { return trees_; }

  Surroundings TakeSurroundings() {
    Surroundings surroundings{.files_lost = lost_};
    for (const auto& [name, source] : base_) surroundings.base_libraries.push_back(name);
    return surroundings;
  }

 private:
  void Parse(std::size_t index, bool named) {
    const Source& source = result_.sources[index];
    const YamlLimits limits{options_.limits.file_bytes, options_.limits.depth, options_.limits.nodes};
    std::optional<Value> root = ParseYaml(source, index, limits, result_.diagnostics);  // with faults, perhaps
    if (!root) {
      lost_ = true;
      taken_.insert(NameInText(source.text(), "library"));
      taken_.insert(NameInText(source.text(), "policy"));
      return;
    }
    for (const std::string_view key : {"policy", "library"}) {
      const Value* const name = root->Find(key);
      if (name != nullptr) taken_.insert(name->text);
    }
    trees_.push_back({*std::move(root), index, named});
  }

  static std::vector<std::string> Wanted(const Value& root) {
    std::vector<std::string> names;
    const Value* const uses = root.Find("uses");
    if (uses != nullptr) {
      for (const Value& item : uses->items) names.push_back(item.text);
    }
    const Value* const tests_for = root.Find("tests_for");
    if (tests_for != nullptr) names.push_back(tests_for->text);
    return names;
  }

  void Reach(const std::string& name) {
    const auto at = base_.find(name);
    if (at == base_.end() || !taken_.insert(name).second) return;
    result_.sources.push_back(*at->second);
    Parse(result_.sources.size() - 1, false);
  }

  const CompileOptions& options_;
  CompileResult& result_;
  std::map<std::string, const Source*> base_;
  std::vector<Tree> trees_;
  std::set<std::string> taken_;  // names of modules that are there, or would be if their file could be read
  bool lost_ = false;
};

// What an alias repeats is told once.
void RemoveRepetitions(Diagnostics& diagnostics) {
  const auto same = [](const Diagnostic& a, const Diagnostic& b) {
    return std::tie(a.span, a.code, a.message) == std::tie(b.span, b.code, b.message);
  };
  diagnostics.Sort();
  diagnostics.all.erase(std::unique(diagnostics.all.begin(), diagnostics.all.end(), same), diagnostics.all.end());
}

}  // namespace

CompileResult Compile(std::vector<Source> modules, const CompileOptions& options) {
  CompileResult result;
  Loader loader(options, result);
  loader.Load(std::move(modules));
  std::optional<Model> model = Check(loader.trees(), options.limits, loader.TakeSurroundings(), result.diagnostics);
  if (model && options.criticise) Criticise(*model, result.diagnostics);
  RemoveRepetitions(result.diagnostics);
  if (model) result.ruleset.emplace(std::make_shared<const RulesetPlan>(MakePlan(*std::move(model))));
  return result;
}

}  // namespace proviso
