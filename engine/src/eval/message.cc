#include "eval/message.h"

#include <algorithm>
#include <set>
#include <utility>
#include <vector>

namespace proviso {
namespace {

// `"Dragnet search" (purpose), residents (data.subjects)`.
std::string Summary(const std::vector<Evidence>& evidence) {
  constexpr std::size_t kMost = 4;
  const std::vector<bool> told_by_others = ToldByOthers(evidence);
  std::vector<std::string> parts;
  std::set<std::string> told;
  for (const Truth wanted : {Truth::kTrue, Truth::kFalse}) {
    for (std::size_t i = 0; i < evidence.size(); ++i) {
      const Evidence& one = evidence[i];
      if (one.truth != wanted || told_by_others[i]) continue;
      std::string part = !one.declared ? "no " + one.field
                         : one.start   ? "\"" + one.value + "\" (" + one.field + ")"
                                       : one.value + " (" + one.field + ")";
      if (told.insert(part).second) parts.push_back(std::move(part));
    }
    if (!parts.empty()) break;
  }
  if (parts.empty()) return "nothing to the contrary";
  std::string summary;
  for (std::size_t i = 0; i < std::min(parts.size(), kMost); ++i) summary += (i > 0 ? ", " : "") + parts[i];
  if (parts.size() > kMost) summary += " and " + std::to_string(parts.size() - kMost) + " more";
  return summary;
}

std::string ViolationMessage(const Rule& rule, const std::vector<Evidence>& evidence) {
  constexpr std::string_view kPlaceholder = "{evidence}";
  std::string message = rule.message.empty() ? rule.title : rule.message;
  const std::string summary = Summary(evidence);
  for (std::size_t at = message.find(kPlaceholder); at != std::string::npos;
       at = message.find(kPlaceholder, at + summary.size())) {
    message.replace(at, kPlaceholder.size(), summary);
  }
  return message;
}

}  // namespace

std::vector<bool> ToldByOthers(const std::vector<Evidence>& evidence) {
  std::set<std::string_view> fields_told;
  for (const Evidence& one : evidence) {
    if (one.declared && !one.presence) fields_told.insert(one.field);
  }
  std::vector<bool> told(evidence.size());
  for (std::size_t i = 0; i < evidence.size(); ++i) {
    told[i] = evidence[i].presence && fields_told.contains(evidence[i].field);
  }
  return told;
}

std::string MessageOf(const Rule& rule, const Finding& finding) {
  if (finding.state == State::kViolated) return ViolationMessage(rule, finding.evidence);
  if (finding.state == State::kClear) return "Nothing that is declared breaks this rule.";
  std::string message = "Cannot be decided before this is known: ";
  for (std::size_t i = 0; i < finding.unknown.size(); ++i) message += (i > 0 ? ", " : "") + finding.unknown[i];
  return message + ".";
}

}  // namespace proviso
