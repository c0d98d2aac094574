// Case files: one behaviour each, as an archive of plain text that can be read top to bottom.
//
//   # What the case shows, and why it is so.
//   -- policy.yaml --
//   policy: ...
//   -- command --
//   check --policy policy.yaml workload.yaml
//   -- want --
//   deny: ...
//   -- want exit --
//   1
//
// Sections that are none of `command`, `stdin` and `want...` are files, laid in a fresh folder that the command runs
// in. `want` is standard output; `want stderr`, `want exit` and `want file NAME` may be left out when empty, 0, and not
// of interest.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace proviso {

struct CaseSection {
  std::string name;
  std::string text;
};

struct CaseFile {
  std::string comment;  // the lines before the first section
  std::vector<CaseSection> sections;

  const std::string* Find(std::string_view name) const;  // null when there is none
  void Set(std::string_view name, std::string text);     // replaces, or adds at the end
  void Erase(std::string_view name);
};

CaseFile ParseCaseFile(std::string_view text);
std::string PrintCaseFile(const CaseFile& file);

// Words of a command line: blanks part them, '...' and "..." keep them together. Empty when a quote is not closed.
std::optional<std::vector<std::string>> SplitCommand(std::string_view line);

// What running a case came to.
struct CaseOutcome {
  std::string out, err;
  int exit = 0;
};

// Compares `outcome` (files: in the current folder) with what the case wants; one text a difference.
std::vector<std::string> CompareCase(const CaseFile& file, const CaseOutcome& outcome);
// Makes the case want what came out.
void UpdateCase(CaseFile& file, const CaseOutcome& outcome);

std::optional<std::string> ReadWholeFile(const std::string& path);
void WriteWholeFile(const std::string& path, std::string_view text);  // makes its folders

}  // namespace proviso
