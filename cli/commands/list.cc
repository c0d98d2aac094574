#include "commands/commands.h"
#include "exit_code.h"
#include "proviso/near.h"
#include "report/listing.h"
#include "usage_error.h"

namespace proviso {
namespace {

const ListingKind& FindKind(const std::vector<std::string>& operands) {
  std::vector<std::string> known;
  std::string all;
  for (const ListingKind& kind : ListingKinds()) {
    if (operands.size() == 1 && operands.front() == kind.name) return kind;
    known.emplace_back(kind.name);
    all += (all.empty() ? "`" : ", `") + std::string(kind.name) + "`";
  }
  std::string message = operands.empty()       ? "say what to list"
                        : operands.size() == 1 ? "there is no list of `" + operands.front() + "`"
                                               : "list one thing at a time";
  std::string help = "there are " + all;
  if (operands.size() == 1) {
    if (const std::string near = DidYouMean(operands.front(), known); !near.empty()) help += "; " + near;
  }
  UsageError error(message, help);
  error.show_usage = true;
  throw error;
}

int RunList(const Session& session) {
  const Options& options = session.options;
  const ListingKind& kind = FindKind(options.operands);
  ModuleChoice choice = ChooseRules(session);
  if (options.format == "markdown" && kind.name != "clauses") {
    throw UsageError("only clauses are listed in Markdown", "use `-f text` or `-f json`, or `proviso list clauses`");
  }
  const CompileResult compiled = CompileModules(session, choice);
  CheckOnly(options.only, *compiled.ruleset);
  const Listing listing = kind.make(*compiled.ruleset, options.only);
  Output output(session);
  output.stream() << (options.format == "json"       ? listing.json
                      : options.format == "markdown" ? listing.markdown
                                                     : ListingText(listing, options.quiet, session.color_results()));
  output.Finish();
  if (listing.items.empty()) Say(session, "there are no " + std::string(kind.name));
  return kDone;
}

}  // namespace

Command ListCommand() {
  return {{.name = "list",
           .operands = "WHAT",
           .summary = "Lists what the loaded modules hold.",
           .details =
               "WHAT is policies, rules, clauses, fields, terms, vocabulary or signals. --only narrows policies, rules "
               "and clauses; --quiet prints the names alone.",
           .examples = "  proviso list policies\n"
                       "  proviso list rules --only 'microsoft-*'\n"
                       "  proviso list clauses --only 'aws-*' -f markdown\n"
                       "  proviso list fields -f json\n",
           .formats = {"text", "json", "markdown"}},
          &RunList};
}

}  // namespace proviso
