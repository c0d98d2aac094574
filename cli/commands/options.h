// The command line, read: what every command may be told, checked once here.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "proviso/evaluate.h"
#include "proviso/ruleset.h"

namespace proviso {

enum class ColorChoice { kAuto, kAlways, kNever };

struct Options {
  std::vector<std::string> operands;  // descriptors, modules, or what to list
  std::vector<std::string> policies;  // --policy
  std::string rules;                  // --rules; empty: the shipped modules
  std::vector<std::string> only;
  Date as_of;
  bool undeclared_no = false;
  std::string format;               // one of the command's
  std::string output;               // empty: standard output
  std::string resume;               // empty: none
  std::string map;                  // empty: none
  std::vector<std::string> labels;  // --labels
  std::size_t jobs = 1;
  std::optional<Decision> fail_on = Decision::kDeny;  // empty: never
  ColorChoice color = ColorChoice::kAuto;
  bool profile = false;
  bool quiet = false;
  bool verbose = false;
  bool help = false;
  bool version = false;
};

// What the parser must know of a command.
struct CommandSyntax {
  std::string_view name;
  std::string_view operands;              // `DESCRIPTOR...`
  std::string_view summary;               // one line
  std::string_view details;               // what one line cannot say; may be empty
  std::string_view examples;              // one a line
  std::vector<std::string_view> formats;  // the default one first
  bool reads_descriptors = false;         // takes --map
  bool reads_labels = false;              // takes --labels
  bool resumes = false;                   // takes --resume
  bool profiles = false;                  // takes --profile
  bool judges = true;                     // takes --only, --as-of and --fail-on
};

// Throws UsageError. `today` stands in for --as-of.
Options ParseOptions(const CommandSyntax& command, const std::vector<std::string>& arguments, Date today);

std::string UsageLine(const CommandSyntax& command);
std::string HelpText(const CommandSyntax& command);

Date TodayUtc();

}  // namespace proviso
