// The commands there are. Each is a function of a session; CommandTable() is the whole registry.
#pragma once

#include <span>

#include "commands/options.h"
#include "commands/session.h"

namespace proviso {

struct Command {
  CommandSyntax syntax;
  int (*run)(const Session& session);
};

Command CheckCommand();
Command TestCommand();
Command LintCommand();
Command ExplainCommand();
Command QuestionsCommand();
Command ListCommand();
Command MeasureCommand();

}  // namespace proviso
