#include "report/profile.h"

#include <algorithm>
#include <cstdio>
#include <map>
#include <utility>
#include <vector>

#include "proviso/printable.h"
#include "report/layout.h"

namespace proviso {
namespace {

constexpr std::size_t kMostEntries = 10, kMostPhrases = 15, kMostPatterns = 10, kMostRules = 10;
constexpr std::size_t kIndent = 4;  // of what stands below a row

// `1,234,567`
std::string Grouped(std::uint64_t number) {
  std::string out = std::to_string(number);
  for (std::size_t at = out.size(); at > 3;) out.insert(at -= 3, ",");
  return out;
}

std::string CountOf(std::uint64_t number, std::string_view noun) {
  return Grouped(number) + " " + std::string(noun) + (number == 1 ? "" : "s");
}

std::string Milliseconds(std::uint64_t nanoseconds) {
  char text[32];
  std::snprintf(text, sizeof text, "%.1f", static_cast<double>(nanoseconds) / 1e6);
  return text;
}

std::string Share(std::uint64_t part, std::uint64_t whole) {
  char text[32];
  std::snprintf(text, sizeof text, "%.1f %%",
                whole == 0 ? 0.0 : static_cast<double>(part) * 100 / static_cast<double>(whole));
  return text;
}

// On one line. As much of a long one as tells it from others: its beginning and its end.
std::string Shortened(std::string text) {
  constexpr std::size_t kMost = kPageWidth - kIndent - 2, kTail = 20;
  text = Printable(text);
  if (text.size() <= kMost) return text;
  const auto continues = [&](std::size_t at) { return (static_cast<unsigned char>(text[at]) & 0xC0U) == 0x80U; };
  std::size_t end = kMost - kTail - 3, tail = text.size() - kTail;
  while (continues(end)) --end;
  while (tail < text.size() && continues(tail)) ++tail;
  return text.substr(0, end) + "..." + text.substr(tail);
}

// Numbers to the right, what they are of to the left and last, so that long names spoil nothing.
class Table {
 public:
  explicit Table(std::vector<std::string> head) : head_(std::move(head)) {}

  std::string Head() const { return Row(head_); }
  std::string Row(const std::vector<std::string>& cells) const {
    constexpr std::size_t kWidth = 9;
    std::string out;
    for (std::size_t i = 0; i + 1 < cells.size(); ++i)
      out += std::string(kWidth - std::min(kWidth - 1, cells[i].size()), ' ') + cells[i];
    if (out.size() + 2 + cells.back().size() <= kPageWidth) return out + "  " + Printable(cells.back()) + "\n";
    return out + "\n" + Wrap(std::string(kIndent, ' '), cells.back(), kIndent);
  }

 private:
  std::vector<std::string> head_;
};

// Those that took any time, costliest first; then in the order of the profile.
template <typename Row>
std::vector<const Row*> Costliest(const std::vector<Row>& all, std::size_t most) {
  std::vector<const Row*> rows;
  for (const Row& row : all) {
    if (row.nanoseconds > 0) rows.push_back(&row);
  }
  std::ranges::stable_sort(rows, [](const Row* a, const Row* b) { return a->nanoseconds > b->nanoseconds; });
  rows.resize(std::min(rows.size(), most));
  return rows;
}

std::string Stages(const Profile& profile) {
  const std::pair<const char*, std::uint64_t> stages[] = {
      {"texts: normalised", profile.normalising}, {"texts: words found, denials heard", profile.scanning},
      {"texts: phrases tried", profile.phrases},  {"texts: patterns run", profile.patterns},
      {"other fields read", profile.reading},     {"conditions judged", profile.conditions},
      {"findings told", profile.findings},        {"questions found", profile.questions},
  };
  const Table table({"ms", "share", "stage"});
  std::string out = "\n" + table.Head();
  for (const auto& [name, nanoseconds] : stages)
    out += table.Row({Milliseconds(nanoseconds), Share(nanoseconds, profile.all()), name});
  return out;
}

std::string Entries(const Profile& profile) {
  struct Row {
    std::string entry, module;
    std::uint64_t tried = 0, matched = 0, nanoseconds = 0;
  };
  std::vector<Row> entries;
  for (const WordingProfile& wording : profile.wordings) {
    if (entries.empty() || entries.back().entry != wording.entry || entries.back().module != wording.module)
      entries.push_back({wording.entry, wording.module});
    Row& row = entries.back();
    row.tried += wording.tried;
    row.matched += wording.matched;
    row.nanoseconds += wording.nanoseconds;
  }
  const Table table({"ms", "share", "tries", "matches", "entry, with all its phrases and patterns"});
  std::string out;
  for (const Row* row : Costliest(entries, kMostEntries)) {
    out += table.Row({Milliseconds(row->nanoseconds), Share(row->nanoseconds, profile.all()), Grouped(row->tried),
                      Grouped(row->matched), row->entry + " (" + row->module + ")"});
  }
  return out.empty() ? "" : "\n" + table.Head() + out;
}

std::string Wordings(const Profile& profile, bool patterns, std::size_t most) {
  std::vector<WordingProfile> all;
  std::ranges::copy_if(profile.wordings, std::back_inserter(all), [&](const WordingProfile& wording) {
    return (wording.kind == WordingProfile::Kind::kPattern) == patterns;
  });
  const Table table({"ms", "share", "texts", "matched", patterns ? "pattern, and why" : "phrase, and why"});
  std::string out;
  for (const WordingProfile* wording : Costliest(all, most)) {
    const char* const kind = wording->kind == WordingProfile::Kind::kPhrase   ? "phrase "
                             : wording->kind == WordingProfile::Kind::kExcept ? "except "
                                                                              : "pattern ";
    out += table.Row({Milliseconds(wording->nanoseconds), Share(wording->nanoseconds, profile.all()),
                      Grouped(wording->tried), Grouped(wording->matched),
                      wording->entry + " (" + wording->module + "), " + kind + std::to_string(wording->number)});
    out += std::string(kIndent, ' ') + "`" + Shortened(wording->text) + "`\n";
    const std::string reason = CostReason(*wording, profile);
    if (!reason.empty()) out += Wrap(std::string(kIndent, ' '), reason, kIndent);
  }
  return out.empty() ? "" : "\n" + table.Head() + out;
}

std::string Rules(const Profile& profile) {
  const Table table({"ms", "share", "violated", "asked", "rule, for telling its findings"});
  std::string out;
  for (const RuleProfile* rule : Costliest(profile.rules, kMostRules)) {
    out += table.Row({Milliseconds(rule->nanoseconds), Share(rule->nanoseconds, profile.all()), Grouped(rule->violated),
                      Grouped(rule->undetermined), rule->rule});
  }
  return out.empty() ? "" : "\n" + table.Head() + out;
}

}  // namespace

std::string ProfileText(const Profile& profile) {
  std::string out = "profile of " + CountOf(profile.descriptors, "descriptor") + " with " +
                    CountOf(profile.texts, "text") + " of " + CountOf(profile.words, "word") + ": " +
                    Milliseconds(profile.all()) +
                    " ms of evaluation, all threads added up. Times are of this run on this machine, with the "
                    "measuring in them, without reading the input and writing results; of each phrase, pattern and "
                    "rule the longest single time is left out, up to 10 ms: the system may have been busy. `texts`: on "
                    "how many it was tried, because words or letters that it needs stand there; `matched`: in how many "
                    "of them it matched.";
  out = Wrap("", out, 0) + Stages(profile);
  return out + Entries(profile) + Wordings(profile, false, kMostPhrases) + Wordings(profile, true, kMostPatterns) +
         Rules(profile);
}

}  // namespace proviso
