#include "report/evidence.h"

#include <algorithm>
#include <tuple>

#include "report/report.h"

namespace proviso {
namespace {

// `services[1].name` as it stands in the library: `services[].name`.
std::string DeclaredPath(const std::string& path) {
  std::string declared;
  bool in_brackets = false;
  for (const char c : path) {
    if (c == ']') in_brackets = false;
    if (!in_brackets) declared += c;
    if (c == '[') in_brackets = true;
  }
  return declared;
}

// A part of a text, and not the value as a whole.
bool IsMatch(const Evidence& evidence) { return evidence.start.has_value() && evidence.span.has_value(); }

std::string_view Verb(const Evidence& evidence) {
  switch (evidence.reading) {
    case Evidence::Reading::kDenied:
      return " denies ";
    case Evidence::Reading::kHedged:
      return " may mention ";
    default:
      return " mentions ";
  }
}

// What a value stands for: `is civilians`; empty when there is nothing to add.
std::string TermNote(const Evidence& evidence) {
  if (evidence.term.empty()) return "";
  if (!evidence.implied_by.empty()) return "implies " + evidence.term;
  if (evidence.term == evidence.value) return "";
  const std::string_view is = evidence.truth == Truth::kTrue    ? "is "
                              : evidence.truth == Truth::kFalse ? "is not "
                                                                : "may be ";
  return std::string(is) + evidence.term;
}

std::string InBrackets(const std::string& note) { return note.empty() ? "" : " (" + note + ")"; }

// What several matches must share to stand under one heading.
auto Heading(const Evidence& evidence) {
  return std::tie(evidence.field, evidence.reading, evidence.entry, evidence.cue, evidence.folded);
}

Mark MarkOf(const Evidence& evidence) {
  Mark mark{.span = *evidence.span};
  if (evidence.reading == Evidence::Reading::kDenied) {
    mark = {.span = *evidence.span, .first = '-', .rest = '-', .last = '-', .tint = Tint::kGreen};
    if (!evidence.cue.empty()) mark.note = "denied by `" + evidence.cue + "`";
  } else if (evidence.reading == Evidence::Reading::kHedged) {
    mark = {.span = *evidence.span, .first = '~', .rest = '~', .last = '?', .tint = Tint::kYellow};
    if (!evidence.cue.empty()) mark.note = "hedged by `" + evidence.cue + "`";
  }
  return mark;
}

std::string ShowMatches(std::vector<const Evidence*> matches, const Source& source, std::size_t indent,
                        const Painter& paint) {
  std::ranges::sort(matches, {}, [](const Evidence* match) { return *match->span; });
  std::vector<Mark> marks;
  for (const Evidence* match : matches) {
    // Two phrases of an entry may match the same words; one underline says it.
    if (!marks.empty() && match->span->begin < marks.back().span.end) {
      marks.back().span.end = std::max(marks.back().span.end, match->span->end);
    } else {
      marks.push_back(MarkOf(*match));
    }
  }
  const Evidence& first = *matches.front();
  std::string heading = first.field;
  heading += first.entry.empty() ? " matches the pattern" : std::string(Verb(first)) + first.entry;
  if (first.folded) heading += " (after look-alike or hidden characters were folded)";
  const std::string place = PlaceOf(source, first.span->begin) + ": ";
  const std::string lead = std::string(indent, ' ');
  return Wrap(lead + place, heading, indent + 2, lead + paint(Tint::kBold, place)) +
         Quote(source, marks, indent, paint);
}

// One declared value may answer several conditions.
bool SameValue(const Evidence& a, const Evidence& b) {
  return std::tie(a.field, a.value, a.span) == std::tie(b.field, b.value, b.span);
}

std::string ShowValue(const std::vector<const Evidence*>& alike, const Source& source, std::size_t indent,
                      const Painter& paint) {
  const Evidence& first = *alike.front();
  std::vector<std::string> notes;
  for (const Evidence* evidence : alike) {
    std::string note = TermNote(*evidence);
    if (!note.empty() && std::ranges::find(notes, note) == notes.end()) notes.push_back(std::move(note));
  }
  std::string joined;
  for (const std::string& note : notes) joined += (joined.empty() ? "" : ", ") + note;
  const std::string value = first.start ? "\"" + first.value + "\"" : first.value;
  const std::string lead(indent, ' ');
  const std::string place = first.span ? PlaceOf(source, first.span->begin) + ": " : "";
  return Wrap(lead + place, first.field + ": " + value + InBrackets(joined), indent + 2,
              lead + paint(Tint::kBold, place));
}

}  // namespace

std::string DescribeEvidence(const Evidence& evidence) {
  if (!evidence.declared) return evidence.field + ": not declared" + InBrackets(TermNote(evidence));
  const std::string value = evidence.start ? "\"" + evidence.value + "\"" : evidence.value;
  std::string text = evidence.field + ": " + value + InBrackets(TermNote(evidence));
  if (evidence.reading == Evidence::Reading::kDenied && !evidence.cue.empty())
    text += ", denied by `" + evidence.cue + "`";
  if (evidence.reading == Evidence::Reading::kHedged && !evidence.cue.empty())
    text += ", hedged by `" + evidence.cue + "`";
  return text;
}

OpenFields OpenFieldsOf(const Finding& finding) {
  OpenFields open;
  for (const std::string& field : finding.unknown) {
    const bool unclear = std::ranges::any_of(finding.evidence, [&](const Evidence& evidence) {
      return evidence.truth == Truth::kUnknown && evidence.declared && DeclaredPath(evidence.field) == field;
    });
    (unclear ? open.unclear : open.not_declared).push_back(field);
  }
  for (const Evidence& evidence : finding.evidence) {
    if (!evidence.declared) open.not_declared.push_back(evidence.field);
  }
  std::ranges::sort(open.not_declared);
  open.not_declared.erase(std::unique(open.not_declared.begin(), open.not_declared.end()), open.not_declared.end());
  return open;
}

std::string ShowEvidence(const std::vector<Evidence>& evidence, const Source& source, std::size_t indent,
                         const Painter& paint) {
  std::string out;
  const std::vector<bool> told_by_elements = ToldByElements(evidence);
  std::vector<bool> shown(evidence.size(), false);
  for (std::size_t i = 0; i < evidence.size(); ++i) {
    if (shown[i] || !evidence[i].declared) continue;
    std::vector<const Evidence*> alike;
    for (std::size_t j = i; j < evidence.size(); ++j) {
      const bool same = IsMatch(evidence[i])
                            ? IsMatch(evidence[j]) && Heading(evidence[j]) == Heading(evidence[i])
                            : !IsMatch(evidence[j]) && evidence[j].declared && SameValue(evidence[j], evidence[i]);
      if (!same) continue;
      alike.push_back(&evidence[j]);
      shown[j] = true;
    }
    if (IsMatch(evidence[i])) {
      out += ShowMatches(std::move(alike), source, indent, paint);
    } else if (!told_by_elements[i]) {
      out += ShowValue(alike, source, indent, paint);
    }
  }
  return out;
}

}  // namespace proviso
