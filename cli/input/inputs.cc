#include "input/inputs.h"

#include <algorithm>
#include <istream>
#include <memory>
#include <utility>

#include "input/files.h"
#include "usage_error.h"

namespace proviso {
bool IsDescriptorName(std::string_view name, bool has_mapping) {
  for (const char* extension : {".yaml", ".yml", ".json", ".ndjson", ".jsonl"}) {
    if (HasExtension(name, extension)) return true;
  }
  return has_mapping && HasExtension(name, ".csv");
}

namespace {

// What a folder holds; a folder without any descriptor, and a table that nothing maps, is something that cannot be
// read.
void AddFolder(const std::string& folder, bool has_mapping, Inputs& out) {
  FolderListing listing = ListFolder(folder, [](std::string_view name) { return IsDescriptorName(name, true); });
  if (listing.files.empty() && listing.problems.empty()) {
    out.all.push_back(
        {folder, "it holds no descriptor: no *.yaml, *.yml, *.json, *.ndjson, *.jsonl or *.csv file", false});
  }
  for (std::string& file : listing.files) {
    const bool readable = IsDescriptorName(file, has_mapping);
    out.all.push_back(
        {std::move(file), readable ? "" : "a table is read through a mapping; name one with --map", false});
  }
  for (const std::string& problem : listing.problems) {
    const std::size_t colon = problem.rfind(": ");
    out.all.push_back({problem.substr(0, colon), problem.substr(colon + 2), false});
  }
  for (const std::string& link : listing.links) {
    out.notes.push_back("`" + link + "` is a link to a folder and was not followed; name it to have it read");
  }
}

Record Failure(std::shared_ptr<const Source> source, std::string_view code, std::string message,
               std::string help = "") {
  Record record;
  record.faults.push_back({code, DiagnosticSeverity::kError, std::move(message), Span{}, {}, std::move(help)});
  record.source = std::move(source);
  return record;
}

std::string ReadAll(std::istream& in, std::string& problem) {
  std::string text;
  std::vector<char> buffer(std::size_t{1} << 16);
  while (in.read(buffer.data(), static_cast<std::streamsize>(buffer.size())) || in.gcount() > 0) {
    text.append(buffer.data(), static_cast<std::size_t>(in.gcount()));
    if (text.size() > kMaxFileBytes) problem = "it is larger than 1024 MiB";
    if (!problem.empty()) return "";
  }
  if (in.bad()) problem = "reading failed";
  return text;
}

// A name decides where it can; a table on standard input is known by its mapping and by not being JSON.
InputFormat FormatOf(const Input& input, std::string_view text, const Mapping* mapping) {
  const InputFormat guess = GuessFormat(input.standard_input ? "" : input.path, text);
  if (mapping == nullptr || guess != InputFormat::kYaml) return guess;
  const bool says_yaml = HasExtension(input.path, ".yaml") || HasExtension(input.path, ".yml");
  return says_yaml ? guess : InputFormat::kCsv;
}

}  // namespace

Inputs FindInputs(const std::vector<std::string>& operands, bool has_mapping) {
  Inputs inputs;
  bool standard_input = false;
  for (const std::string& operand : operands) {
    if (operand == "-") {
      if (std::exchange(standard_input, true)) throw UsageError("`-` (standard input) is named twice");
      inputs.all.push_back({kStandardInputName, "", true});
    } else if (IsFolder(operand)) {
      AddFolder(operand, has_mapping, inputs);
    } else if (HasExtension(operand, ".csv") && !has_mapping) {
      throw UsageError("`" + operand + "` is a table, and a table is read through a mapping",
                       "name one with --map FILE, or a shipped one by its name");
    } else {
      inputs.all.push_back({operand, "", false});
    }
  }
  return inputs;
}

void ReadInput(const Input& input, const Mapping* mapping, std::istream& in, const InputSink& sink) {
  FileText file;
  if (!input.problem.empty()) {
    file.problem = input.problem;
  } else if (input.standard_input) {
    file.text = ReadAll(in, file.problem);
  } else {
    file = ReadFile(input.path);
  }
  if (!file.problem.empty()) {
    sink.failure(Failure(std::make_shared<const Source>(input.path, ""), "unreadable-file",
                         "cannot read `" + input.path + "`: " + file.problem),
                 true);
    return;
  }
  if (file.text.starts_with("\xFF\xFE") || file.text.starts_with("\xFE\xFF")) {
    sink.failure(Failure(std::make_shared<const Source>(input.path, ""), "not-utf8",
                         "`" + input.path + "` is UTF-16 or UTF-32, not UTF-8", "save it as UTF-8"),
                 true);
    return;
  }
  const InputFormat format = FormatOf(input, file.text, mapping);
  if (format == InputFormat::kCsv) file.text = DecodeTable(std::move(file.text));
  const auto source = std::make_shared<const Source>(input.path, std::move(file.text));
  bool any = false;
  ReadDescriptors(source, format, mapping, InputLimits{}, [&](Record record) {
    any = true;
    if (record.misfit) {
      sink.failure(std::move(record), false);
    } else {
      sink.record(std::move(record));
    }
  });
  if (!any) sink.failure(Failure(source, "empty-file", "`" + input.path + "` holds no descriptor"), true);
}

}  // namespace proviso
