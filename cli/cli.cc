#include "cli.h"

#include <unistd.h>

#include <cstdlib>
#include <iostream>
#include <new>

#include "commands/commands.h"
#include "exit_code.h"
#include "proviso/near.h"
#include "proviso/printable.h"
#include "proviso/version.h"
#include "report/layout.h"
#include "usage_error.h"

namespace proviso {
namespace {

std::vector<Command> CommandTable() {
  return {CheckCommand(),     TestCommand(), LintCommand(),   ExplainCommand(),
          QuestionsCommand(), ListCommand(), MeasureCommand()};
}

std::string VersionText() {
  return "proviso " + std::string(kVersion) + " (policy language " + std::to_string(kLanguageVersion) + ")\n";
}

std::string OverviewText(const std::vector<Command>& commands) {
  std::string out = "usage: proviso COMMAND [options] ...\n\n";
  out += Wrap(
      "",
      "Compiles terms-of-service clauses, written as YAML rules, and decides whether declared workloads keep to them.",
      0);
  out += "\ncommands:\n";
  for (const Command& command : commands) {
    std::string lead = "  " + std::string(command.syntax.name);
    lead.resize(13, ' ');
    out += Wrap(lead, command.syntax.summary, 13);
  }
  return out + "\n`proviso COMMAND --help` tells the options of a command.\n";
}

// An explicit --color goes before NO_COLOR, which goes before what the terminal can do.
bool UseColor(ColorChoice choice, const std::ostream& stream, const std::ostream& standard, int descriptor) {
  if (choice != ColorChoice::kAuto) return choice == ColorChoice::kAlways;
  const char* no_color = std::getenv("NO_COLOR");
  const char* terminal = std::getenv("TERM");
  if (no_color != nullptr && *no_color != '\0') return false;
  if (terminal != nullptr && std::string_view(terminal) == "dumb") return false;
  return &stream == &standard && ::isatty(descriptor) == 1;
}

void Complain(const UsageError& error, const Command* command, std::ostream& err) {
  err << error.details << Wrap("proviso: error: ", error.what(), 2);
  if (!error.help.empty()) err << Wrap("  help: ", error.help, 4);
  if (!error.show_usage) return;
  if (command == nullptr) {
    err << "usage: proviso COMMAND [options] ...\n";
  } else {
    err << UsageLine(command->syntax) << "\n";
  }
}

const Command& FindCommand(const std::vector<Command>& commands, const std::string& name) {
  std::vector<std::string> known;
  std::string all;
  for (const Command& command : commands) {
    if (command.syntax.name == name) return command;
    known.emplace_back(command.syntax.name);
    all += (all.empty() ? "`" : ", `") + std::string(command.syntax.name) + "`";
  }
  std::string help = "there are " + all;
  if (const std::string near = DidYouMean(name, known); !near.empty()) help += "; " + near;
  UsageError error(
      name.starts_with("-") ? "the command comes first, before `" + name + "`" : "there is no command `" + name + "`",
      help);
  error.show_usage = true;
  throw error;
}

int RunCommand(const Command& command, const std::vector<std::string>& arguments, std::istream& in, std::ostream& out,
               std::ostream& err) {
  const Options options = ParseOptions(command.syntax, {arguments.begin() + 1, arguments.end()}, TodayUtc());
  Session session{options, in, out, err};
  session.color_out = UseColor(options.color, out, std::cout, STDOUT_FILENO);
  session.color_err = UseColor(options.color, err, std::cerr, STDERR_FILENO);
  if (!options.help && !options.version) return command.run(session);
  out << (options.help ? HelpText(command.syntax) : VersionText());
  return out.flush() ? kDone : kUsage;
}

}  // namespace

int RunCli(const std::vector<std::string>& arguments, std::istream& in, std::ostream& out, std::ostream& err) {
  const std::vector<Command> commands = CommandTable();
  const Command* command = nullptr;
  try {
    if (arguments.empty()) {
      err << OverviewText(commands);
      return kUsage;
    }
    if (arguments.front() == "--help" || arguments.front() == "-h" || arguments.front() == "--version") {
      out << (arguments.front() == "--version" ? VersionText() : OverviewText(commands));
      return out.flush() ? kDone : kUsage;
    }
    command = &FindCommand(commands, arguments.front());
    return RunCommand(*command, arguments, in, out, err);
  } catch (const UsageError& error) {
    Complain(error, command, err);
    return kUsage;
  } catch (const BrokenPipe&) {
    return kBrokenPipe;
  } catch (const std::bad_alloc&) {  // results may be out already, and they are not all
    err << "proviso: error: there is not enough memory\n";
    return kIncomplete;
  }
}

}  // namespace proviso
