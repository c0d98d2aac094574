#include "proviso/measure.h"

#include <algorithm>
#include <cstdio>
#include <map>
#include <nlohmann/json.hpp>
#include <utility>

#include "commands/commands.h"
#include "commands/pipeline.h"
#include "commands/portfolio.h"
#include "exit_code.h"
#include "input/files.h"
#include "proviso/printable.h"
#include "proviso/version.h"
#include "report/json.h"
#include "report/layout.h"
#include "usage_error.h"

namespace proviso {
namespace {

using Json = nlohmann::ordered_json;

struct Miss {
  std::string signal, id, place;
  bool false_positive = false;
  std::vector<std::string> words;  // what matched, or what was declared
};

// What the run knows of one descriptor.
struct Seen {
  std::string id, place;
  Descriptor descriptor;
  std::vector<Truth> truths;
};

struct Measured {
  std::vector<std::pair<std::string, SignalCounts>> signals;  // by name
  std::vector<Miss> misses;
  std::vector<std::string> unlabelled;
  std::size_t labelled = 0, invalid = 0;
};

void AddTexts(const Value& value, std::vector<std::string>& out) {
  if (value.kind == Value::Kind::kText) out.push_back(value.text);
  for (const Value& item : value.items) AddTexts(item, out);
  for (const Member& member : value.members) {
    if (member.key != "id") AddTexts(member.value, out);
  }
}

std::vector<Source> LoadLabels(const Session& session) {
  if (session.options.labels.empty()) {
    UsageError error("no labels are named, so nothing would be measured", "name them with --labels FILE");
    error.show_usage = true;
    throw error;
  }
  std::vector<Source> sources;
  std::string details;
  for (const std::string& path : session.options.labels) {
    FileText file = ReadFile(path);
    if (!file.problem.empty())
      details += Wrap("proviso: error: ", "cannot read the labels `" + path + "`: " + file.problem, 2);
    sources.emplace_back(path, std::move(file.text));
  }
  if (details.empty()) return sources;
  UsageError error("the labels could not be read, so nothing was measured");
  error.details = std::move(details);
  throw error;
}

Measured Measure(const std::vector<Seen>& seen, const std::vector<DescriptorLabels>& labels,
                 const std::vector<std::string>& names, Evaluator& evaluator) {
  std::map<std::string_view, const DescriptorLabels*> by_id;
  std::map<std::string, SignalCounts> counts;
  for (const DescriptorLabels& entry : labels) {
    by_id.emplace(entry.id, &entry);
    for (const SignalLabel& label : entry.signals) counts[label.signal];
  }
  Measured measured;
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
      Miss miss{names[s], one.id, one.place, holds, {}};
      if (holds) {
        for (const Evidence& evidence : evaluator.SignalEvidence(one.descriptor, names[s]))
          miss.words.push_back(evidence.field + ": " + evidence.value);
      } else {
        AddTexts(one.descriptor.root, miss.words);
      }
      measured.misses.push_back(std::move(miss));
    }
  }
  std::ranges::stable_sort(measured.misses, {}, &Miss::signal);
  measured.signals.assign(counts.begin(), counts.end());
  return measured;
}

std::string Number(double value) {
  char buffer[16];
  std::snprintf(buffer, sizeof buffer, "%.2f", value);
  return buffer;
}

std::string Cell(const std::optional<Proportion>& p) {
  return p ? Number(p->value) + " " + Number(p->low) + "-" + Number(p->high) : "-";
}
std::string Cell(const std::optional<double>& p) { return p ? Number(*p) : "-"; }

using Row = std::vector<std::string>;

Row RowOf(const std::string& name, const SignalCounts& c) {
  const Quality q = QualityOf(c);
  return {name,
          std::to_string(c.true_positives),
          std::to_string(c.false_positives),
          std::to_string(c.false_negatives),
          std::to_string(c.true_negatives),
          std::to_string(c.open),
          std::to_string(c.unclear),
          c.denied == 0 ? "-" : std::to_string(c.denied_found) + "/" + std::to_string(c.denied),
          Cell(q.precision),
          Cell(q.recall),
          Cell(q.f1)};
}

std::vector<SignalCounts> CountsOf(const Measured& measured) {
  std::vector<SignalCounts> counts;
  for (const auto& [name, count] : measured.signals) counts.push_back(count);
  return counts;
}

std::vector<Row> Rows(const Measured& measured) {
  std::vector<Row> rows = {
      {"signal", "TP", "FP", "FN", "TN", "open", "unclear", "denied", "precision", "recall", "F1"}};
  for (const auto& [name, counts] : measured.signals) rows.push_back(RowOf(name, counts));
  const std::vector<SignalCounts> all = CountsOf(measured);
  rows.push_back(RowOf("micro average", MicroOf(all)));
  const MacroQuality macro = MacroOf(all);
  rows.push_back(
      {"macro average", "", "", "", "", "", "", "", Cell(macro.precision), Cell(macro.recall), Cell(macro.f1)});
  return rows;
}

// Two lines a signal, so that a table with intervals fits on the page: its name, then the numbers.
std::string Text(const Measured& measured, bool verbose) {
  constexpr std::size_t kWidths[] = {0, 5, 5, 5, 6, 5, 8, 8, 15, 15, 0};
  std::string out;
  for (const Row& row : Rows(measured)) {
    out += Printable(row[0]) + "\n";
    std::string line = "  ";
    for (std::size_t i = 1; i < row.size(); ++i) {
      std::string cell = row[i];
      if (cell.size() < kWidths[i]) cell.resize(kWidths[i], ' ');
      line += cell;
    }
    line.erase(line.find_last_not_of(' ') + 1);
    out += line + "\n";
  }
  if (verbose) {
    for (const Miss& miss : measured.misses) {
      out += Wrap("",
                  (miss.false_positive ? "false positive: " : "false negative: ") + miss.signal + ", " + miss.id +
                      ", " + miss.place,
                  2);
      for (const std::string& words : miss.words) out += Wrap("  ", words, 2);
    }
    for (const std::string& name : measured.unlabelled) out += Wrap("", "no label: " + name, 2);
  }
  return out + Count(measured.labelled, "descriptor") + " measured, " + std::to_string(measured.unlabelled.size()) +
         " without a label, " + std::to_string(measured.invalid) + " invalid\n";
}

std::string Markdown(const Measured& measured) {
  std::string out;
  bool head = true;
  for (const Row& row : Rows(measured)) {
    for (const std::string& cell : row) out += "| " + Printable(cell) + " ";
    out += "|\n";
    if (std::exchange(head, false)) out += "|---|---|---|---|---|---|---|---|---|---|---|\n";
  }
  return out + "\n" + Count(measured.labelled, "descriptor") + " measured, " +
         std::to_string(measured.unlabelled.size()) + " without a label, " + std::to_string(measured.invalid) +
         " invalid\n";
}

Json ToJson(const std::optional<Proportion>& p) {
  if (!p) return nullptr;
  return {{"value", p->value}, {"low", p->low}, {"high", p->high}};
}
Json ToJson(const std::optional<double>& p) { return p ? Json(*p) : Json(nullptr); }

Json ToJson(const SignalCounts& c) {
  const Quality q = QualityOf(c);
  return {{"true_positives", c.true_positives},
          {"false_positives", c.false_positives},
          {"false_negatives", c.false_negatives},
          {"true_negatives", c.true_negatives},
          {"open", c.open},
          {"unclear", c.unclear},
          {"denied", c.denied},
          {"denied_found", c.denied_found},
          {"precision", ToJson(q.precision)},
          {"recall", ToJson(q.recall)},
          {"f1", ToJson(q.f1)}};
}

std::string JsonText(const Measured& measured, bool verbose) {
  Json out{{"proviso", kVersion},
           {"descriptors", measured.labelled},
           {"unlabelled", measured.unlabelled.size()},
           {"invalid", measured.invalid}};
  out["signals"] = Json::object();
  for (const auto& [name, counts] : measured.signals) out["signals"][name] = ToJson(counts);
  const std::vector<SignalCounts> all = CountsOf(measured);
  const MacroQuality macro = MacroOf(all);
  out["micro"] = ToJson(MicroOf(all));
  out["macro"] = {{"precision", ToJson(macro.precision)}, {"recall", ToJson(macro.recall)}, {"f1", ToJson(macro.f1)}};
  if (verbose) {
    out["misses"] = Json::array();
    for (const Miss& miss : measured.misses) {
      out["misses"].push_back({{"signal", miss.signal},
                               {"kind", miss.false_positive ? "false positive" : "false negative"},
                               {"id", miss.id},
                               {"place", miss.place},
                               {"words", miss.words}});
    }
    out["without_label"] = measured.unlabelled;
  }
  return Dump(out, 2) + "\n";
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
  portfolio.Read([&](const Record& record, bool no_place) {
    Result result{.source = record.source,
                  .span = record.span,
                  .whole_input = no_place,
                  .assessment = {},
                  .faults = record.faults};
    result.assessment.descriptor = record.descriptor ? record.descriptor->id : record.id;
    if (record.descriptor) result.assessment.decision = Decision::kAllow;
    ids.push_back(result.assessment.descriptor);
    portfolio.Settle(result);
    const std::span<const Source> own(record.source.get(), 1);
    for (const Diagnostic& fault : result.faults)
      session.err << (no_place ? Wrap("proviso: error: ", fault.message, 2) : Render(fault, own, session.color_err));
    for (const Diagnostic& warning : result.assessment.warnings) session.err << Render(warning, own, session.color_err);
    if (!record.descriptor) return;
    const std::string place = record.source->name() + ":" + std::to_string(record.source->At(record.span.begin).line);
    seen.push_back({record.descriptor->id, place, *record.descriptor, evaluator.Signals(*record.descriptor)});
  });
  CheckLabelledIds(labels, ids, faults);
  faults.Sort();
  if (faults.HasErrors()) {
    UsageError error("the labels are at fault, so nothing was measured");
    error.details = RenderAll(faults, sources, session.color_err);
    throw error;
  }
  Measured measured = Measure(seen, labels, names, evaluator);
  measured.invalid = portfolio.summary().invalid;
  Output output(session);
  const std::string& format = session.options.format;
  output.stream() << (format == "json"       ? JsonText(measured, session.options.verbose)
                      : format == "markdown" ? Markdown(measured)
                                             : Text(measured, session.options.verbose));
  output.Finish();
  return measured.invalid > 0 ? portfolio.Close() : kDone;
}

}  // namespace

Command MeasureCommand() {
  return {
      {.name = "measure",
       .operands = "DESCRIPTOR...",
       .summary = "Measures how well signals find what people labelled.",
       .details = "A label file is a list of `{id, yes, unclear, denied}`: a descriptor, and its signals. Exit code: "
                  "0 measured, 2 the labels are at fault, 3 some descriptors could not be read.",
       .examples = "  proviso measure --labels labels.yaml declarations/\n",
       .formats = {"text", "json", "markdown"},
       .reads_descriptors = true,
       .reads_labels = true},
      &RunMeasure};
}

}  // namespace proviso
