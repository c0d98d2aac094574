#include "report/measurement.h"

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <nlohmann/json.hpp>
#include <optional>

#include "proviso/printable.h"
#include "proviso/version.h"
#include "report/json.h"
#include "report/layout.h"
#include "report/markdown.h"

namespace proviso {
namespace {

using Json = nlohmann::ordered_json;

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

std::vector<SignalCounts> CountsOf(const Measurement& measured) {
  std::vector<SignalCounts> counts;
  for (const auto& [name, count] : measured.signals) counts.push_back(count);
  return counts;
}

std::vector<Row> Rows(const Measurement& measured) {
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

// More digits than four would only show how doubles are printed.
double Rounded(double value) { return std::round(value * 1e4) / 1e4; }

Json ToJson(const std::optional<Proportion>& p) {
  if (!p) return nullptr;
  return {{"value", Rounded(p->value)}, {"low", Rounded(p->low)}, {"high", Rounded(p->high)}};
}
Json ToJson(const std::optional<double>& p) { return p ? Json(Rounded(*p)) : Json(nullptr); }

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

std::string_view KindOf(const LabelMiss& miss) {
  switch (miss.kind) {
    case LabelMiss::Kind::kFalsePositive:
      return "false positive";
    case LabelMiss::Kind::kDeniedFound:
      return "false positive (denied)";
    case LabelMiss::Kind::kFalseNegative:
      return "false negative";
    case LabelMiss::Kind::kOpen:
      return "false negative (open)";
  }
  return "";
}

// A long text is shown by its beginning; JSON has it whole.
std::string Shortened(const std::string& text) {
  constexpr std::size_t kMost = 600;
  if (text.size() <= kMost) return text;
  std::size_t cut = kMost;
  while (cut > 0 && (static_cast<unsigned char>(text[cut]) & 0xC0) == 0x80) --cut;
  return text.substr(0, cut) + "…";
}

std::string SummaryLine(const Measurement& measured) {
  return Count(measured.labelled, "descriptor") + " measured, " + std::to_string(measured.unlabelled.size()) +
         " without a label, " + std::to_string(measured.invalid) + " invalid\n";
}

}  // namespace

std::string MeasurementText(const Measurement& measured, bool verbose) {
  const std::vector<Row> rows = Rows(measured);
  std::vector<std::size_t> widths(rows.front().size(), 0);
  for (const Row& row : rows) {
    for (std::size_t i = 1; i < row.size(); ++i) widths[i] = std::max(widths[i], row[i].size() + 2);
  }
  std::string out;
  for (const Row& row : rows) {
    out += Printable(row[0]) + "\n";
    std::string line = "  ";
    for (std::size_t i = 1; i < row.size(); ++i) {
      std::string cell = row[i];
      cell.resize(widths[i], ' ');
      line += cell;
    }
    line.erase(line.find_last_not_of(' ') + 1);
    out += line + "\n";
  }
  if (verbose) {
    for (const LabelMiss& miss : measured.misses) {
      out += Wrap("", std::string(KindOf(miss)) + ": " + miss.signal + ", " + miss.id + ", " + miss.place, 2);
      for (const std::string& words : miss.words) out += Wrap("  ", Shortened(words), 2);
    }
    for (const std::string& name : measured.unlabelled) out += Wrap("", "no label: " + name, 2);
  }
  return out + SummaryLine(measured);
}

std::string MeasurementMarkdown(const Measurement& measured, bool verbose) {
  std::string out;
  bool head = true;
  for (const Row& row : Rows(measured)) {
    for (const std::string& cell : row) out += "| " + (cell == "-" ? cell : MarkdownText(cell)) + " ";
    out += "|\n";
    if (std::exchange(head, false)) out += "|---|---|---|---|---|---|---|---|---|---|---|\n";
  }
  out += "\n" + SummaryLine(measured);
  if (!verbose) return out;
  for (const LabelMiss& miss : measured.misses) {
    out += "\n- " + std::string(KindOf(miss)) + ": " + MarkdownText(miss.signal + ", " + miss.id + ", " + miss.place);
    for (const std::string& words : miss.words) out += "\n  - " + MarkdownText(words);
  }
  for (const std::string& name : measured.unlabelled) out += "\n- no label: " + MarkdownText(name);
  return out + "\n";
}

std::string MeasurementJson(const Measurement& measured, bool verbose) {
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
    for (const LabelMiss& miss : measured.misses) {
      out["misses"].push_back({{"signal", miss.signal},
                               {"kind", KindOf(miss)},
                               {"id", miss.id},
                               {"place", miss.place},
                               {"words", miss.words}});
    }
    out["without_label"] = measured.unlabelled;
  }
  return Dump(out, 2) + "\n";
}

}  // namespace proviso
