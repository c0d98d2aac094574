#include "commands/options.h"

#include <sched.h>

#include <algorithm>
#include <boost/program_options.hpp>
#include <charconv>
#include <chrono>
#include <thread>

#include "proviso/near.h"
#include "report/layout.h"
#include "usage_error.h"

namespace proviso {
namespace {

namespace po = boost::program_options;

enum class Shape { kFlag, kOne, kMany };

struct OptionSpec {
  const char* name;   // as Boost takes it: `long,s`
  const char* value;  // what stands for its value in the help; null for a flag
  Shape shape;
  const char* help;
};

// One table for the parser and for the help.
constexpr OptionSpec kCommon[] = {
    {"policy,p", "PATH", Shape::kMany,
     "a module of yours, or a folder of them, instead of the shipped policies; its policies bind whatever their "
     "`applies` says; may be repeated"},
    {"rules", "DIR", Shape::kOne, "take the modules in DIR in place of the shipped ones"},
    {"only", "GLOB", Shape::kMany,
     "only these policies or policy/rule, which then bind whatever their `applies` says; may be repeated"},
    {"as-of", "DATE", Shape::kOne, "the day that rules must be in effect on (default: today, UTC)"},
    {"undeclared", "ask|no", Shape::kOne, "what silence means: a question, or a no (default: ask)"},
    {"format,f", "F", Shape::kOne, ""},
    {"output,o", "FILE", Shape::kOne, "write the results to FILE, which is put in its place in one step at the end"},
    {"jobs,j", "N", Shape::kOne,
     "how many threads evaluate (default: one for each processor that this process may use); the results do not "
     "depend on it"},
    {"fail-on", "deny|ask|review|never", Shape::kOne, "exit with 1 from this decision on (default: deny)"},
    {"color", "auto|always|never", Shape::kOne, "colour; auto: on a terminal, unless NO_COLOR is set"},
    {"quiet,q", nullptr, Shape::kFlag, "say as little as possible"},
    {"verbose,v", nullptr, Shape::kFlag, "say more: rules that are clear, tests that passed"},
    {"version", nullptr, Shape::kFlag, "print the version"},
    {"help,h", nullptr, Shape::kFlag, "print this"},
};
constexpr OptionSpec kMap = {
    "map", "MAPPING", Shape::kOne,
    "read tables and foreign records through this mapping: a file, or a shipped one by its name"};

constexpr OptionSpec kResume = {
    "resume", "FILE", Shape::kOne,
    "go on where an interrupted run with -f ndjson stopped that wrote FILE; needs the --as-of of that run"};

constexpr OptionSpec kProfile = {
    "profile", nullptr, Shape::kFlag,
    "after the run, tell on standard error which entries, phrases, patterns and rules took how long, and why; the "
    "results do not depend on it"};

constexpr OptionSpec kLabels = {"labels", "FILE", Shape::kMany, "what people labelled; may be repeated"};

std::vector<OptionSpec> OptionsOf(const CommandSyntax& command) {
  std::vector<OptionSpec> options(std::begin(kCommon), std::end(kCommon));
  if (command.reads_descriptors) options.insert(options.begin() + 3, kMap);
  const auto before = [&](std::string_view name, const OptionSpec& option) {
    options.insert(std::ranges::find_if(options, [&](const OptionSpec& o) { return o.name == name; }), option);
  };
  if (command.resumes) before("jobs,j", kResume);
  if (command.profiles) before("color", kProfile);
  if (!command.judges) {
    std::erase_if(options, [](const OptionSpec& option) {
      const std::string_view name = option.name;
      return name == "only" || name == "as-of" || name == "fail-on";
    });
  }
  if (command.reads_labels) options.insert(options.begin(), kLabels);
  return options;
}

std::string LongName(const OptionSpec& option) {
  const std::string name = option.name;
  return name.substr(0, name.find(','));
}

template <typename Names>
std::string JoinQuoted(const Names& names) {
  std::string out;
  for (const auto& name : names) out += (out.empty() ? "`" : ", `") + std::string(name) + "`";
  return out;
}

[[noreturn]] void Wrong(const std::string& message, std::string help = "") {
  UsageError error(message, std::move(help));
  error.show_usage = true;
  throw error;
}

// The one of `choices` that `text` is.
std::string Choose(const std::string& option, const std::string& text, const std::vector<std::string>& choices) {
  if (std::ranges::find(choices, text) != choices.end()) return text;
  std::string help = "there are " + JoinQuoted(choices);
  if (const std::string near = DidYouMean(text, choices); !near.empty()) help += "; " + near;
  Wrong("`" + text + "` is none of the values of `" + option + "`", help);
}

constexpr std::size_t kMostJobs = 256;

std::size_t ParseJobs(const std::string& text) {
  std::size_t jobs = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), jobs);
  if (error != std::errc() || end != text.data() + text.size() || jobs < 1 || jobs > kMostJobs) {
    Wrong("`" + text + "` is no number of jobs", "it is a number from 1 to " + std::to_string(kMostJobs));
  }
  return jobs;
}

// Throws what Boost throws: Read() puts it into our words.
po::variables_map ParseWithBoost(const CommandSyntax& command, const std::vector<std::string>& arguments) {
  po::options_description description;
  for (const OptionSpec& option : OptionsOf(command)) {
    if (option.shape == Shape::kFlag) {
      description.add_options()(option.name, po::bool_switch());
    } else if (option.shape == Shape::kOne) {
      description.add_options()(option.name, po::value<std::string>());
    } else {
      description.add_options()(option.name, po::value<std::vector<std::string>>());
    }
  }
  description.add_options()("operand", po::value<std::vector<std::string>>());
  po::positional_options_description positional;
  positional.add("operand", -1);
  // Without guessing: an abbreviation that works today would break when a new option makes it ambiguous.
  const int style = po::command_line_style::unix_style & ~po::command_line_style::allow_guessing;
  po::variables_map values;
  po::store(po::command_line_parser(arguments).options(description).positional(positional).style(style).run(), values);
  return values;
}

[[noreturn]] void UnknownOption(const CommandSyntax& command, const std::string& name) {
  std::vector<std::string> known;
  for (const OptionSpec& option : OptionsOf(command)) known.push_back("--" + LongName(option));
  Wrong("`" + std::string(command.name) + "` has no option `" + name + "`", DidYouMean(name, known));
}

po::variables_map Read(const CommandSyntax& command, const std::vector<std::string>& arguments) {
  // "operand" is a name for Boost's sake, and none that may be used.
  for (const std::string& argument : arguments) {
    if (argument == "--") break;
    if (argument == "--operand" || argument.starts_with("--operand=")) UnknownOption(command, "--operand");
  }
  try {
    return ParseWithBoost(command, arguments);
  } catch (const po::unknown_option& error) {
    UnknownOption(command, error.get_option_name());
  } catch (const po::multiple_occurrences& error) {
    Wrong("`" + error.get_option_name() + "` is given more than once");
  } catch (const po::invalid_command_line_syntax& error) {
    if (error.kind() == po::invalid_syntax::extra_parameter) Wrong("`" + error.get_option_name() + "` takes no value");
    Wrong("`" + error.get_option_name() + "` needs a value");
  } catch (const po::error& error) {
    Wrong(error.what());
  }
}

std::vector<std::string> List(const po::variables_map& values, const char* name) {
  return values.count(name) > 0 ? values[name].as<std::vector<std::string>>() : std::vector<std::string>{};
}

std::optional<std::string> One(const po::variables_map& values, const char* name) {
  if (values.count(name) == 0) return std::nullopt;
  std::string value = values[name].as<std::string>();
  if (value.empty()) Wrong("`--" + std::string(name) + "` needs a value");
  return value;
}

// Processors that this process may run on, which may be fewer than there are.
std::size_t UsableProcessors() {
  cpu_set_t set;
  CPU_ZERO(&set);
  const int count = ::sched_getaffinity(0, sizeof set, &set) == 0 ? CPU_COUNT(&set) : 0;
  const std::size_t usable = count > 0 ? static_cast<std::size_t>(count) : std::thread::hardware_concurrency();
  return std::clamp<std::size_t>(usable, 1, kMostJobs);
}

// The results of the earlier run are also where the new ones go, unless the user says otherwise.
void ReadResume(const po::variables_map& values, Options& options) {
  options.resume = One(values, "resume").value_or("");
  if (options.resume.empty()) return;
  if (options.format != "ndjson") {
    Wrong("`--resume` goes with `--format ndjson`", "results in other formats cannot be continued");
  }
  if (values.count("as-of") == 0) {
    Wrong("`--resume` needs `--as-of DATE`",
          "name the day of the run that is to be continued, or its results would be of two days");
  }
  if (options.output.empty()) options.output = options.resume;
}

std::string FormatHelp(const CommandSyntax& command) {
  std::string help = "how to print the results: ";
  for (std::size_t i = 0; i < command.formats.size(); ++i)
    help += (i == 0 ? "" : ", ") + std::string(command.formats[i]);
  return help + " (default: " + std::string(command.formats.front()) + ")";
}

void ReadChoices(const CommandSyntax& command, const po::variables_map& values, Options& options) {
  options.undeclared_no = Choose("--undeclared", One(values, "undeclared").value_or("ask"), {"ask", "no"}) == "no";
  const std::vector<std::string> formats(command.formats.begin(), command.formats.end());
  options.format = Choose("--format", One(values, "format").value_or(formats.front()), formats);
  const std::string fail_on =
      Choose("--fail-on", One(values, "fail-on").value_or("deny"), {"deny", "ask", "review", "never"});
  options.fail_on.reset();
  for (const Decision decision : {Decision::kDeny, Decision::kAsk, Decision::kReview}) {
    if (fail_on == ToString(decision)) options.fail_on = decision;
  }
  const std::string color = Choose("--color", One(values, "color").value_or("auto"), {"auto", "always", "never"});
  options.color = color == "auto" ? ColorChoice::kAuto : color == "always" ? ColorChoice::kAlways : ColorChoice::kNever;
}

}  // namespace

Options ParseOptions(const CommandSyntax& command, const std::vector<std::string>& arguments, Date today) {
  const po::variables_map values = Read(command, arguments);
  Options options;
  options.operands = List(values, "operand");
  options.policies = List(values, "policy");
  if (command.reads_labels) options.labels = List(values, "labels");
  options.only = List(values, "only");
  options.rules = One(values, "rules").value_or("");
  options.output = One(values, "output").value_or("");
  if (command.reads_descriptors) options.map = One(values, "map").value_or("");
  if (command.profiles) options.profile = values["profile"].as<bool>();
  options.quiet = values["quiet"].as<bool>();
  options.verbose = values["verbose"].as<bool>();
  options.help = values["help"].as<bool>();
  options.version = values["version"].as<bool>();
  if (options.quiet && options.verbose) Wrong("`--quiet` and `--verbose` exclude each other");

  options.as_of = today;
  if (const auto text = One(values, "as-of")) {
    const auto date = ParseDate(*text);
    if (!date) Wrong("`" + *text + "` is no date", "write it as YYYY-MM-DD");
    options.as_of = *date;
  }
  ReadChoices(command, values, options);
  const auto jobs = One(values, "jobs");
  options.jobs = jobs ? ParseJobs(*jobs) : UsableProcessors();
  if (command.resumes) ReadResume(values, options);
  return options;
}

std::string UsageLine(const CommandSyntax& command) {
  return "usage: proviso " + std::string(command.name) + " [options] " + std::string(command.operands);
}

std::string HelpText(const CommandSyntax& command) {
  constexpr std::size_t kColumn = 26;
  std::string out = UsageLine(command) + "\n\n" + Wrap("", command.summary, 0);
  if (!command.details.empty()) out += Wrap("", command.details, 0);
  out += "\noptions:\n";
  for (const OptionSpec& option : OptionsOf(command)) {
    const std::string name = option.name;
    const std::size_t comma = name.find(',');
    std::string lead = comma == std::string::npos ? "      --" : "  -" + name.substr(comma + 1) + ", --";
    lead += LongName(option);
    if (option.value != nullptr) lead += " " + std::string(option.value);
    if (lead.size() + 2 > kColumn) {
      out += lead + "\n";
      lead.clear();
    }
    lead.resize(kColumn, ' ');
    out += Wrap(lead, LongName(option) == "format" ? FormatHelp(command) : option.help, kColumn);
  }
  return out + "\nexamples:\n" + std::string(command.examples);
}

Date TodayUtc() {
  const auto now = std::chrono::floor<std::chrono::days>(std::chrono::system_clock::now());
  const std::chrono::year_month_day day(now);
  return {static_cast<int>(day.year()), static_cast<int>(static_cast<unsigned>(day.month())),
          static_cast<int>(static_cast<unsigned>(day.day()))};
}

}  // namespace proviso
