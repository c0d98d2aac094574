#include "commands/portfolio.h"

#include <algorithm>
#include <iterator>
#include <utility>

#include "exit_code.h"
#include "proviso/printable.h"
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
  return {.as_of = options.as_of,
          .undeclared_no = options.undeclared_no,
          .only = options.only,
          .bound = BoundPolicies(options, ruleset),
          .tell_clear = options.verbose,
          .profile = options.profile};
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
  if (CountRules(ruleset(), evaluate_options_) == 0) {
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

bool Portfolio::ReadWindows(const Interrupt& interrupt, const std::function<bool(Window)>& sink) const {
  ReadOptions options = MakeReadOptions();
  options.interrupt = &interrupt;
  const auto while_wanted = [&](Window window) { return !interrupt.stopped() && sink(std::move(window)); };
  for (std::size_t i = 0; i < inputs_.all.size(); ++i) {
    if (!ReadInput(inputs_, i, options, session_.in, while_wanted)) return false;
  }
  return true;
}

std::vector<InputRecord> Portfolio::ReadRecords(Window window) const {
  return ReadWindow(std::move(window), inputs_, MakeReadOptions());
}

void Portfolio::Read(const std::function<void(const InputRecord&)>& sink) {
  for (std::size_t i = 0; i < inputs_.all.size(); ++i) {
    ReadInput(inputs_, i, MakeReadOptions(), session_.in, [&](Window window) {
      const bool last = window.last;
      std::vector<InputRecord> records = ReadRecords(std::move(window));
      Order(records, i, last);
      for (const InputRecord& record : records) sink(record);
      return true;
    });
  }
  EndOrder();
}

void Portfolio::Order(std::vector<InputRecord>& records, std::size_t input, bool last_of_input) {
  any_of_input_ = any_of_input_ || !records.empty();
  if (last_of_input && !std::exchange(any_of_input_, false)) records.push_back(EmptyInput(inputs_.all[input].path));
  if (!any_) {
    any_ = !std::ranges::all_of(records, &InputRecord::failure);
    held_.insert(held_.end(), std::make_move_iterator(records.begin()), std::make_move_iterator(records.end()));
    records.clear();
    if (!any_) return;
    records = std::exchange(held_, {});
  }
  for (InputRecord& record : records) {
    if (!record.record.descriptor) continue;
    const Position at = record.record.source->At(record.record.span.begin);
    const SeenPlace place{at.line, static_cast<std::uint32_t>(at.column), static_cast<std::uint32_t>(input)};
    const auto first = seen_.Meet(record.record.id, place);
    if (!first) continue;
    record.first_place = Printable(inputs_.all[first->input].path) + ":" + std::to_string(first->line) + ":" +
                         std::to_string(first->column);
  }
}

void Portfolio::EndOrder() const {
  if (any_) return;
  std::string details;
  for (const InputRecord& failure : held_) {
    for (const Diagnostic& fault : failure.record.faults) {
      details += failure.no_place
                     ? Wrap("proviso: error: ", fault.message, 2)
                     : Render(fault, std::span<const Source>(failure.record.source.get(), 1), session_.color_err);
    }
  }
  UsageError error("no descriptor could be read, so nothing was evaluated");
  error.details = std::move(details);
  throw error;
}

int Portfolio::Close() const {
  if (summary_.invalid > 0) {
    Say(session_,
        std::to_string(summary_.invalid) + " of " + Count(summary_.all(), "descriptor") + " could not be read");
    return kIncomplete;
  }
  if (summary_.interrupted) return kIncomplete;
  if (!session_.options.fail_on) return kDone;
  const std::size_t counts[] = {summary_.deny, summary_.ask, summary_.review};
  for (int i = 0; i <= static_cast<int>(*session_.options.fail_on) - static_cast<int>(Decision::kDeny); ++i) {
    if (counts[i] > 0) return kFailed;
  }
  return kDone;
}

}  // namespace proviso
