#include "proviso/measure.h"

#include <algorithm>
#include <istream>
#include <iterator>
#include <map>
#include <utility>

#include "commands/commands.h"
#include "commands/pipeline.h"
#include "commands/portfolio.h"
#include "exit_code.h"
#include "input/files.h"
#include "report/layout.h"
#include "report/measurement.h"
#include "usage_error.h"

namespace proviso {
namespace {

// What the run knows of one descriptor.
struct Seen {
  std::string id, place;
  Descriptor descriptor;
  std::vector<Truth> truths;
};

void AddTexts(const Value& value, const std::string& path, std::vector<std::string>& out) {
  if (value.kind == Value::Kind::kText) out.push_back(path + ": " + value.text);
  for (const Value& item : value.items) AddTexts(item, path, out);
  for (const Member& member : value.members) {
    if (path.empty() && member.key == "id") continue;
    AddTexts(member.value, path.empty() ? member.key : path + "." + member.key, out);
  }
}

LabelMiss::Kind KindOfMiss(Truth found, bool denied) {
  if (found == Truth::kTrue) return denied ? LabelMiss::Kind::kDeniedFound : LabelMiss::Kind::kFalsePositive;
  return found == Truth::kUnknown ? LabelMiss::Kind::kOpen : LabelMiss::Kind::kFalseNegative;
}

std::vector<Source> LoadLabels(const Session& session) {
  if (session.options.labels.empty()) {
    UsageError error("no labels are named, so nothing would be measured", "name them with --labels FILE");
    error.show_usage = true;
    throw error;
  }
  const auto of_stdin = [](const std::vector<std::string>& paths) { return std::ranges::count(paths, "-"); };
  if (of_stdin(session.options.labels) + of_stdin(session.options.operands) > 1) {
    throw UsageError("standard input can be read once", "name a file for the labels or for the descriptors");
  }
  std::vector<Source> sources;
  std::string details;
  for (const std::string& path : session.options.labels) {
    FileText file =
        path == "-" ? FileText{std::string(std::istreambuf_iterator<char>(session.in), {}), ""} : ReadFile(path);
    if (!file.problem.empty())
      details += Wrap("proviso: error: ", "cannot read the labels `" + path + "`: " + file.problem, 2);
    sources.emplace_back(path, std::move(file.text));
  }
  if (details.empty()) return sources;
  UsageError error("the labels could not be read, so nothing was measured");
  error.details = std::move(details);
  throw error;
}

Measurement Measure(const std::vector<Seen>& seen, const std::vector<DescriptorLabels>& labels,
                    const std::vector<std::string>& names, Evaluator& evaluator) {
  std::map<std::string_view, const DescriptorLabels*> by_id;
  std::map<std::string, SignalCounts> counts;
  for (const DescriptorLabels& entry : labels) {
    by_id.emplace(entry.id, &entry);
    for (const SignalLabel& label : entry.signals) counts[label.signal];
  }
  Measurement measured;
  for (const Seen& one : seen) {
    const auto entry = by_id.find(one.id);
    if (entry == by_id.end()) {
      measured.unlabelled.push_back(one.id + " (" + one.place + ")");
      continue;
    }
    ++measured.labelled;
    std::map<std::string_view, Verdict> verdicts;
    for (const SignalLabel& label : entry->second->signals) verdicts.emplace(label.signal, label.verdict);
    for (std::size_t s = 0; s < names.size(); ++s) {
      const auto count = counts.find(names[s]);
      if (count == counts.end()) continue;
      const auto verdict = verdicts.find(names[s]);
      const bool told = verdict != verdicts.end();
      const bool denied = told && verdict->second == Verdict::kDenied;
      const Labelled label = !told || denied                    ? Labelled::kNo
                             : verdict->second == Verdict::kYes ? Labelled::kYes
                                                                : Labelled::kUnclear;
      count->second.Add(label, denied, one.truths[s]);
      const bool holds = one.truths[s] == Truth::kTrue;
      if (label == Labelled::kUnclear || holds == (label == Labelled::kYes)) continue;
      LabelMiss miss{names[s], one.id, one.place, KindOfMiss(one.truths[s], denied), {}};
      if (holds) {
        for (const Evidence& evidence : evaluator.SignalEvidence(one.descriptor, names[s]))
          miss.words.push_back(evidence.field + ": " + evidence.value);
      } else {
        AddTexts(one.descriptor.root, "", miss.words);
      }
      measured.misses.push_back(std::move(miss));
    }
  }
  std::ranges::stable_sort(measured.misses, {}, &LabelMiss::signal);
  measured.signals.assign(counts.begin(), counts.end());
  return measured;
}

int RunMeasure(const Session& session) {
  const std::vector<Source> sources = LoadLabels(session);
  Portfolio portfolio(session);
  std::vector<std::string> names, ids;
  for (const SignalSummary& signal : portfolio.ruleset().Signals()) names.push_back(signal.name);
  Diagnostics faults;
  const std::vector<DescriptorLabels> labels = ReadLabels(sources, names, faults);

  Evaluator evaluator(portfolio.ruleset(), portfolio.evaluate_options());
  std::vector<Seen> seen;
  portfolio.Read([&](const InputRecord& input) {
    const Record& record = input.record;
    const bool no_place = input.no_place;
    Result result{.source = record.source,
                  .span = record.span,
                  .whole_input = no_place,
                  .assessment = {},
                  .faults = record.faults};
    result.assessment.descriptor = record.descriptor ? record.descriptor->id : record.id;
    if (record.descriptor) result.assessment.decision = Decision::kAllow;
    ids.push_back(result.assessment.descriptor);
    portfolio.summary().Count(result);
    const std::span<const Source> own(record.source.get(), 1);
    for (const Diagnostic& fault : result.faults)
      session.err << (no_place ? Wrap("proviso: error: ", fault.message, 2) : Render(fault, own, session.color_err));
    if (const auto warning = DuplicateWarning(input)) session.err << Render(*warning, own, session.color_err);
    if (!record.descriptor) return;
    const std::string place = record.source->name() + ":" + std::to_string(record.source->At(record.span.begin).line);
    seen.push_back({record.descriptor->id, place, *record.descriptor, evaluator.Signals(*record.descriptor)});
  });
  CheckLabelledIds(labels, ids, std::ranges::find(ids, "") != ids.end(), faults);
  faults.Sort();
  if (faults.HasErrors()) {
    UsageError error("the labels are at fault, so nothing was measured");
    error.details = RenderAll(faults, sources, session.color_err);
    throw error;
  }
  session.err << RenderAll(faults, sources, session.color_err);
  if (std::ranges::all_of(labels, [](const DescriptorLabels& entry) { return entry.signals.empty(); })) {
    throw UsageError("no label names a signal, so nothing would be measured",
                     "a signal that no label names is not counted, not even where it is found");
  }
  Measurement measured = Measure(seen, labels, names, evaluator);
  measured.invalid = portfolio.summary().invalid;
  Output output(session);
  const std::string& format = session.options.format;
  output.stream() << (format == "json"       ? MeasurementJson(measured, session.options.verbose)
                      : format == "markdown" ? MeasurementMarkdown(measured, session.options.verbose)
                                             : MeasurementText(measured, session.options.verbose));
  output.Finish();
  return measured.invalid > 0 ? portfolio.Close() : kDone;
}

}  // namespace

Command MeasureCommand() {
  return {{.name = "measure",
           .operands = "DESCRIPTOR...",
           .summary = "Measures how well signals find what people labelled.",
           .details =
               "A label file is a list of `{id, yes, unclear, denied}`: a descriptor, and its signals. Exit code: "
               "0 measured, 2 the labels are at fault, 3 some descriptors could not be read. --verbose lists what was "
               "missed, wrongly found, and not labelled.",
           .examples = "  proviso measure --labels labels.yaml declarations/\n",
           .formats = {"text", "json", "markdown"},
           .reads_descriptors = true,
           .reads_labels = true,
           .judges = false},
          &RunMeasure};
}

}  // namespace proviso
