#include "report/explain.h"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "proviso/printable.h"
#include "report/evidence.h"
#include "report/json.h"
#include "report/words.h"

namespace proviso {
namespace {

constexpr std::size_t kTruthWidth = 8;  // "unknown" and a blank

Tint TintOf(Truth truth) {
  switch (truth) {
    case Truth::kTrue:
      return Tint::kBold;
    case Truth::kFalse:
      return Tint::kFaint;
    case Truth::kUnknown:
      return Tint::kYellow;
  }
  return Tint::kNone;
}

// Draws one tree. `stem_` is what continues the branches of the nodes above on every line.
class TreeWriter {
 public:
  TreeWriter(std::span<const Source> sources, TreePart part, std::size_t indent, const Painter& paint)
      : sources_(sources), part_(part), margin_(indent, ' '), paint_(paint) {}

  void Root(const Trace& part) {
    Line(part.truth, "", "", Label(part));
    Below(part, "");
  }

  std::string Take() { return std::move(out_); }

 private:
  static std::string Label(const Trace& node) {
    return node.reason.empty() ? node.label : node.label + ": " + node.reason;
  }

  void Node(const Trace& node, const std::string& stem, bool last) {
    const std::string below = stem + (last ? "   " : "│  ");
    Line(node.truth, stem + (last ? "└─ " : "├─ "), below, Label(node));
    Below(node, below);
  }

  // Under `all` and `any` alike, what decides a node has its value: the false ones of a false `all`, the true ones of a
  // true `any`, the unknown ones of either when it is unknown. Where no child has it (`not`, counts) all are looked at.
  std::vector<const Trace*> Shown(const Trace& node) const {
    std::vector<const Trace*> shown;
    for (const Trace& child : node.children) {
      if (part_ == TreePart::kWhole || child.truth == node.truth) shown.push_back(&child);
    }
    if (!shown.empty()) return shown;
    for (const Trace& child : node.children) shown.push_back(&child);
    return shown;
  }

  void Below(const Trace& node, const std::string& stem) {
    for (const Evidence& evidence : node.evidence) {
      if (!evidence.declared && !node.reason.empty()) continue;  // the reason says so already
      Text(stem + "   ", Place(evidence) + DescribeEvidence(evidence));
    }
    const std::vector<const Trace*> shown = Shown(node);
    const std::size_t hidden = node.children.size() - shown.size();
    for (std::size_t i = 0; i < shown.size(); ++i) Node(*shown[i], stem, i + 1 == shown.size() && hidden == 0);
    if (hidden > 0) Text(stem + "└─ ", Count(hidden, "branch", "branches") + " of no effect");
  }

  std::string Place(const Evidence& evidence) const {
    if (!evidence.span || evidence.span->source >= sources_.size()) return "";
    const Position at = sources_[evidence.span->source].At(evidence.span->begin);
    return std::to_string(at.line) + ":" + std::to_string(at.column) + ": ";
  }

  void Line(Truth truth, const std::string& first, const std::string& rest, const std::string& text) {
    std::string word(ToString(truth));
    const std::string gap(kTruthWidth - std::min(word.size(), kTruthWidth), ' ');
    const std::size_t used = margin_.size() + kTruthWidth + DisplayWidth(first);
    const auto lines = WrapLines(text, Room(used), Room(used));
    for (std::size_t i = 0; i < lines.size(); ++i) {
      out_ += margin_;
      out_ += i == 0 ? paint_(TintOf(truth), word) + gap + first : std::string(kTruthWidth, ' ') + rest;
      out_ += lines[i] + "\n";
    }
  }

  void Text(const std::string& stem, const std::string& text) {
    const std::size_t used = margin_.size() + kTruthWidth + DisplayWidth(stem);
    for (const std::string& line : WrapLines(text, Room(used), Room(used))) {
      out_ += margin_ + std::string(kTruthWidth, ' ') + stem + line + "\n";
    }
  }

  // Deep trees keep room for a few words.
  static std::size_t Room(std::size_t used) {
    return std::max<std::size_t>(kPageWidth - std::min(used, kPageWidth), 24);
  }

  std::span<const Source> sources_;
  TreePart part_;
  std::string margin_;
  Painter paint_;
  std::string out_;
};

nlohmann::ordered_json TraceToJson(const Trace& trace, const Source& source) {
  nlohmann::ordered_json out;
  out["condition"] = trace.label;
  out["truth"] = ToString(trace.truth);
  if (!trace.reason.empty()) out["reason"] = trace.reason;
  if (!trace.evidence.empty()) {
    out["evidence"] = nlohmann::ordered_json::array();
    for (const Evidence& evidence : trace.evidence) out["evidence"].push_back(ToJson(evidence, source));
  }
  if (!trace.children.empty()) {
    out["children"] = nlohmann::ordered_json::array();
    for (const Trace& child : trace.children) out["children"].push_back(TraceToJson(child, source));
  }
  return out;
}

}  // namespace

std::string ShowTrace(const RuleTrace& rule, std::span<const Source> sources, TreePart part, std::size_t indent,
                      const Painter& paint) {
  TreeWriter tree(sources, part, indent, paint);
  for (const Trace& condition : rule.parts) tree.Root(condition);
  return tree.Take();
}

std::string ExplainText(const Result& result, const std::vector<RuleTrace>& rules, const Painter& paint) {
  std::string out = DecisionLine(result, paint);
  for (const RuleTrace& rule : rules) {
    const Finding& finding = rule.finding;
    const std::string state(ToString(finding.state));
    const std::string kind =
        " (" + std::string(ToString(finding.effect)) + ", " + std::string(ToString(finding.severity)) + ")";
    out += "\n" + Wrap("  " + state + " ", finding.rule + kind, 4, "  " + paint(TintOf(finding), state) + " ");
    out += Wrap("    ", finding.title, 4);
    std::string origin = rule.policy_title;
    if (!rule.edition.empty()) origin += " (" + rule.edition + ")";
    if (!finding.clause.empty()) origin += ", " + finding.clause;
    if (!rule.source.empty()) origin += ", " + rule.source;
    out += Wrap("    ", origin, 4) +
           ShowTrace(rule, std::span<const Source>(result.source.get(), 1), TreePart::kWhole, 4, paint);
  }
  return out;
}

nlohmann::ordered_json ExplainJson(const Result& result, const std::vector<RuleTrace>& rules) {
  nlohmann::ordered_json out;
  out["descriptor"] = result.assessment.descriptor;
  out["source"] = SourceToJson(result);
  out["decision"] = ToString(result.assessment.decision);
  out["rules"] = nlohmann::ordered_json::array();
  for (const RuleTrace& rule : rules) {
    nlohmann::ordered_json entry;
    entry["rule"] = rule.finding.rule;
    entry["state"] = ToString(rule.finding.state);
    entry["effect"] = ToString(rule.finding.effect);
    entry["severity"] = ToString(rule.finding.severity);
    entry["title"] = rule.finding.title;
    entry["clause"] = rule.finding.clause;
    entry["policy"] = {{"title", rule.policy_title}, {"edition", rule.edition}, {"source", rule.source}};
    entry["conditions"] = nlohmann::ordered_json::array();
    for (const Trace& part : rule.parts) entry["conditions"].push_back(TraceToJson(part, *result.source));
    out["rules"].push_back(std::move(entry));
  }
  return out;
}

}  // namespace proviso
