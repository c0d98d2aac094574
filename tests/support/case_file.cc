#include "support/case_file.h"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <sstream>

namespace proviso {
namespace {

constexpr std::string_view kWantFile = "want file ";

// The name in a line `-- NAME --`.
std::optional<std::string_view> SectionName(std::string_view line) {
  if (line.size() < 7 || !line.starts_with("-- ") || !line.ends_with(" --")) return std::nullopt;
  return line.substr(3, line.size() - 6);
}

void Compare(const std::string& what, const std::string& wanted, const std::string& got,
             std::vector<std::string>& out) {
  if (wanted != got) out.push_back("-- " + what + " -- differs; wanted:\n" + wanted + "but got:\n" + got);
}

std::string Written(const std::string& name) { return ReadWholeFile(name).value_or("(no such file)\n"); }

}  // namespace

const std::string* CaseFile::Find(std::string_view name) const {
  const auto found = std::ranges::find(sections, name, &CaseSection::name);
  return found == sections.end() ? nullptr : &found->text;
}

void CaseFile::Set(std::string_view name, std::string text) {
  const auto found = std::ranges::find(sections, name, &CaseSection::name);
  if (found == sections.end()) {
    sections.push_back({std::string(name), std::move(text)});
  } else {
    found->text = std::move(text);
  }
}

void CaseFile::Erase(std::string_view name) {
  std::erase_if(sections, [&](const CaseSection& section) { return section.name == name; });
}

CaseFile ParseCaseFile(std::string_view text) {
  CaseFile file;
  std::string* current = &file.comment;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    const std::string_view line = text.substr(0, end);
    if (const auto name = SectionName(line)) {
      file.sections.push_back({std::string(*name), ""});
      current = &file.sections.back().text;
    } else {
      *current += std::string(line) + "\n";
    }
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return file;
}

std::string PrintCaseFile(const CaseFile& file) {
  std::string out = file.comment;
  for (const CaseSection& section : file.sections) {
    out += "-- " + section.name + " --\n" + section.text;
    if (!section.text.empty() && !section.text.ends_with('\n')) out += "\n";
  }
  return out;
}

std::optional<std::vector<std::string>> SplitCommand(std::string_view line) {
  std::vector<std::string> words;
  bool in_word = false;
  char quote = 0;
  for (const char c : line) {
    if (quote != 0) {
      if (c == quote) {
        quote = 0;
      } else {
        words.back() += c;
      }
      continue;
    }
    if (c == ' ' || c == '\n') {
      in_word = false;
      continue;
    }
    if (!in_word) words.emplace_back();
    in_word = true;
    if (c == '\'' || c == '"') {
      quote = c;
    } else {
      words.back() += c;
    }
  }
  if (quote != 0) return std::nullopt;
  return words;
}

std::vector<std::string> CompareCase(const CaseFile& file, const CaseOutcome& outcome) {
  const auto wanted = [&](std::string_view name) {
    const std::string* text = file.Find(name);
    return text == nullptr ? std::string() : *text;
  };
  std::vector<std::string> differences;
  Compare("want", wanted("want"), outcome.out, differences);
  Compare("want stderr", wanted("want stderr"), outcome.err, differences);
  const std::string exit = file.Find("want exit") == nullptr ? "0\n" : wanted("want exit");
  Compare("want exit", exit, std::to_string(outcome.exit) + "\n", differences);
  for (const CaseSection& section : file.sections) {
    if (!section.name.starts_with(kWantFile)) continue;
    Compare(section.name, section.text, Written(section.name.substr(kWantFile.size())), differences);
  }
  return differences;
}

void UpdateCase(CaseFile& file, const CaseOutcome& outcome) {
  const bool had_exit = file.Find("want exit") != nullptr;
  std::vector<std::string> written;
  for (const CaseSection& section : file.sections) {
    if (section.name.starts_with(kWantFile)) written.push_back(section.name);
  }
  for (const char* name : {"want", "want stderr", "want exit"}) file.Erase(name);
  for (const std::string& name : written) file.Erase(name);
  file.Set("want", outcome.out);
  if (!outcome.err.empty()) file.Set("want stderr", outcome.err);
  if (had_exit || outcome.exit != 0) file.Set("want exit", std::to_string(outcome.exit) + "\n");
  for (const std::string& name : written) file.Set(name, Written(name.substr(kWantFile.size())));
}

std::optional<std::string> ReadWholeFile(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  if (!in) return std::nullopt;
  std::ostringstream text;
  text << in.rdbuf();
  return text.str();
}

void WriteWholeFile(const std::string& path, std::string_view text) {
  const std::filesystem::path folder = std::filesystem::path(path).parent_path();
  if (!folder.empty()) std::filesystem::create_directories(folder);
  std::ofstream(path, std::ios::binary) << text;
}

}  // namespace proviso
