#include "commands/portfolio.h"

#include <algorithm>
#include <utility>

#include "exit_code.h"
#include "report/layout.h"
#include "usage_error.h"

namespace proviso {
namespace {

// A policy that the user named binds by that word: its `applies` is not asked.
std::set<std::string> BoundPolicies(const Options& options, const Ruleset& ruleset) {
  std::set<std::string> bound;
  if (options.policies.empty() && options.only.empty()) return bound;
  for (const RuleSummary& rule : ruleset.Rules()) {
    const bool named = !options.policies.empty() || (!options.only.empty() && IsSelected(options.only, rule.id));
    if (named) bound.insert(rule.id.substr(0, rule.id.find('/')));
  }
  return bound;
}

EvaluateOptions MakeEvaluateOptions(const Options& options, const Ruleset& ruleset) {
  return {options.as_of, options.undeclared_no, options.only, BoundPolicies(options, ruleset), options.verbose};
}

std::optional<Mapping> LoadMapping(const Session& session, const std::vector<Source>& shipped) {
  if (session.options.map.empty()) return std::nullopt;
  const std::vector<Source> source = {FindMapping(session.options.map, shipped)};
  Diagnostics diagnostics;
  std::optional<Mapping> mapping = Mapping::Parse(source.front(), diagnostics);
  diagnostics.Sort();
  const std::string rendered = RenderAll(diagnostics, source, session.color_err);
  if (mapping && !diagnostics.HasErrors()) {
    if (!session.options.quiet) session.err << rendered;
    return mapping;
  }
  UsageError error("the mapping is at fault, so nothing was evaluated");
  error.details = rendered;
  throw error;
}

}  // namespace

Portfolio::Portfolio(const Session& session) : session_(session) {
  const Options& options = session.options;
  if (options.operands.empty()) {
    UsageError error("no descriptor is named, so nothing would be evaluated",
                     "name files or folders, or `-` for standard input");
    error.show_usage = true;
    throw error;
  }
  ModuleChoice choice = ChooseRules(session);
  mapping_ = LoadMapping(session, choice.mappings);
  compiled_ = CompileModules(session, choice);
  if (ruleset().Policies().empty()) {
    throw UsageError("no policy is loaded, so nothing would be evaluated",
                     options.policies.empty()
                         ? "name one with --policy PATH"
                         : "name a policy with --policy PATH too, or leave --policy out to use the shipped ones");
  }
  CheckOnly(options.only, ruleset());
  evaluate_options_ = MakeEvaluateOptions(options, ruleset());
  if (Evaluator(ruleset(), evaluate_options_).RuleCount() == 0) {
    throw UsageError("no selected rule is in effect on " + ToString(options.as_of) + ", so nothing would be evaluated",
                     "name another day with --as-of DATE");
  }
  inputs_ = FindInputs(options.operands, mapping_.has_value());
  for (const std::string& note : inputs_.notes) Say(session, note);
}

RunFacts Portfolio::MakeRun() const {
  const Options& options = session_.options;
  RunFacts run{ToString(options.as_of), {},          options.verbose, options.quiet, session_.color_results(),
               options.undeclared_no,   options.only};
  const std::vector<RuleSummary> rules = options.only.empty() ? std::vector<RuleSummary>() : ruleset().Rules();
  for (PolicySummary& policy : ruleset().Policies()) {
    const bool selected = std::ranges::any_of(rules, [&](const RuleSummary& rule) {
      return rule.id.starts_with(policy.name + "/") && IsSelected(options.only, rule.id);
    });
    if (selected || (options.only.empty() && policy.rules > 0)) run.policies.push_back(std::move(policy));
  }
  return run;
}

void Portfolio::Read(const std::function<void(Record, bool)>& sink, const std::function<bool()>& stop) {
  std::vector<std::pair<Record, bool>> held;  // failures, as long as there is nothing else
  bool any = false;
  const InputSink input_sink = {
      .record =
          [&](Record record) {
            for (auto& [failure, no_place] : std::exchange(held, {})) sink(std::move(failure), no_place);
            any = true;
            sink(std::move(record), false);
          },
      .failure =
          [&](Record record, bool no_place) {
            if (any) {
              sink(std::move(record), no_place);
            } else {
              held.emplace_back(std::move(record), no_place);
            }
          },
  };
  for (const Input& input : inputs_.all) {
    if (stop && stop()) return;
    ReadInput(input, mapping_ ? &*mapping_ : nullptr, session_.in, input_sink);
  }
  if (!any) Refuse(held);
}

void Portfolio::Refuse(const std::vector<std::pair<Record, bool>>& failures) const {
  std::string details;
  for (const auto& [failure, no_place] : failures) {
    for (const Diagnostic& fault : failure.faults) {
      details += no_place ? Wrap("proviso: error: ", fault.message, 2)
                          : Render(fault, std::span<const Source>(failure.source.get(), 1), session_.color_err);
    }
  }
  UsageError error("no descriptor could be read, so nothing was evaluated");
  error.details = std::move(details);
  throw error;
}

void Portfolio::Settle(Result& result) {
  summary_.Count(result);
  if (!result.valid()) return;
  const std::string place = PlaceOf(*result.source, result.span.begin);
  const auto [first, is_new] = first_places_.emplace(result.assessment.descriptor, place);
  if (is_new) return;
  result.assessment.warnings.push_back(
      {"duplicate-descriptor",
       DiagnosticSeverity::kWarning,
       "the id `" + result.assessment.descriptor + "` was used before, at " + first->second,
       result.span,
       {},
       "both were evaluated; give each descriptor its own id"});
}

int Portfolio::Close() const {
  if (summary_.invalid > 0) {
    Say(session_,
        std::to_string(summary_.invalid) + " of " + Count(summary_.all(), "descriptor") + " could not be read");
    return kIncomplete;
  }
  if (!session_.options.fail_on) return kDone;
  const std::size_t counts[] = {summary_.deny, summary_.ask, summary_.review};
  for (int i = 0; i <= static_cast<int>(*session_.options.fail_on) - static_cast<int>(Decision::kDeny); ++i) {
    if (counts[i] > 0) return kFailed;
  }
  return kDone;
}

}  // namespace proviso
