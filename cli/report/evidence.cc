#include "report/evidence.h"

#include <algorithm>
#include <iterator>
#include <map>
#include <span>
#include <tuple>
#include <utility>

#include "report/report.h"

namespace proviso {
namespace {

// A person reads no thousand places; the formats for programs tell them all.
constexpr std::size_t kMostPlaces = 12;
constexpr std::size_t kMostGroups = 40;

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

// Pieces of evidence that are told as one: matches of one kind in one field, or all that one declared value answers.
struct Group {
  std::vector<const Evidence*> pieces;  // matches: in the order of the text
  std::vector<std::string> entries;     // matches: what they speak of
};

std::string Joined(const std::vector<std::string>& names) {
  std::string joined;
  for (const std::string& name : names) joined += (joined.empty() ? "" : ", ") + name;
  return joined;
}

std::vector<Group> GroupsOf(const std::vector<Evidence>& evidence) {
  const std::vector<bool> told_by_others = ToldByOthers(evidence);
  std::vector<Group> groups;
  const auto alike = [](const Evidence& e) {
    const bool match = IsMatch(e);
    return std::tuple(match, std::string_view(e.field), match ? e.reading : Evidence::Reading::kNone,
                      std::string_view(match ? e.entry : e.value), std::string_view(match ? e.cue : ""),
                      match && e.folded, match ? std::nullopt : e.span);
  };
  std::map<decltype(alike(Evidence{})), std::size_t> known;
  for (std::size_t i = 0; i < evidence.size(); ++i) {
    if (!evidence[i].declared || told_by_others[i]) continue;
    const auto [place, is_new] = known.emplace(alike(evidence[i]), groups.size());
    if (is_new) groups.push_back({{}, {evidence[i].entry}});
    groups[place->second].pieces.push_back(&evidence[i]);
  }
  for (Group& group : groups) {
    if (IsMatch(*group.pieces.front()))
      std::ranges::stable_sort(group.pieces, {}, [](const Evidence* match) { return *match->span; });
  }
  return groups;
}

// Several entries may be mentioned by the very same words, which are quoted once then.
std::vector<Group> Merged(std::vector<Group> groups) {
  std::vector<Group> merged;
  using Place = std::tuple<std::string_view, Evidence::Reading, std::string_view, bool, std::vector<Span>>;
  std::map<Place, std::size_t> known;
  for (Group& group : groups) {
    const Evidence& first = *group.pieces.front();
    if (IsMatch(first) && !first.entry.empty()) {
      std::vector<Span> spans;
      for (const Evidence* piece : group.pieces) spans.push_back(*piece->span);
      const auto [place, is_new] =
          known.emplace(Place(first.field, first.reading, first.cue, first.folded, std::move(spans)), merged.size());
      if (!is_new) {
        merged[place->second].entries.push_back(first.entry);
        continue;
      }
    }
    merged.push_back(std::move(group));
  }
  return merged;
}

std::string ShowMatches(const Group& group, const Source& source, std::size_t indent, const Painter& paint) {
  const std::vector<const Evidence*>& matches = group.pieces;
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
  heading += first.entry.empty() ? " matches the pattern" : std::string(Verb(first)) + Joined(group.entries);
  if (first.folded) heading += " (after look-alike, hidden or masking characters were folded)";
  const std::string place = PlaceOf(source, first.span->begin) + ": ";
  const std::string lead = std::string(indent, ' ');
  const std::size_t more = marks.size() - std::min(marks.size(), kMostPlaces);
  marks.resize(marks.size() - more);
  std::string out =
      Wrap(lead + place, heading, indent + 2, lead + paint(Tint::kBold, place)) + Quote(source, marks, indent, paint);
  if (more > 0) out += std::string(indent + 2, ' ') + "and in " + Count(more, "more place") + "\n";
  return out;
}

std::string ShowValue(const std::vector<const Evidence*>& alike, const Source& source, std::size_t indent,
                      const Painter& paint) {
  const Evidence& first = *alike.front();
  std::vector<std::string> notes;
  for (const Evidence* evidence : alike) {
    std::string note = TermNote(*evidence);
    if (!note.empty() && std::ranges::find(notes, note) == notes.end()) notes.push_back(std::move(note));
  }
  const std::string value = first.start ? "\"" + first.value + "\"" : first.value;
  const std::string lead(indent, ' ');
  const std::string place = first.span ? PlaceOf(source, first.span->begin) + ": " : "";
  return Wrap(lead + place, first.field + ": " + value + InBrackets(Joined(notes)), indent + 2,
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

std::vector<std::string> NotDeclaredOf(const Finding& finding) {
  std::vector<std::string> fields;
  std::ranges::set_difference(finding.unknown, finding.unclear, std::back_inserter(fields));
  for (const Evidence& evidence : finding.evidence) {
    if (!evidence.declared) fields.push_back(evidence.field);
  }
  std::ranges::sort(fields);
  fields.erase(std::unique(fields.begin(), fields.end()), fields.end());
  return fields;
}

std::string ShowEvidence(const std::vector<Evidence>& evidence, const Source& source, std::size_t indent,
                         const Painter& paint) {
  std::string out;
  const std::vector<Group> groups = Merged(GroupsOf(evidence));
  const std::size_t shown = std::min(groups.size(), kMostGroups);
  for (const Group& group : std::span(groups).first(shown)) {
    out += IsMatch(*group.pieces.front()) ? ShowMatches(group, source, indent, paint)
                                          : ShowValue(group.pieces, source, indent, paint);
  }
  if (groups.size() > shown) {
    out += std::string(indent, ' ') + "and " + Count(groups.size() - shown, "more piece") +
           " of evidence (-f json tells all)\n";
  }
  return out;
}

}  // namespace proviso
