// What explain and questions have in common: descriptors judged one after another, each shown at once as text, or all
// together as one JSON document.
#pragma once

#include <functional>
#include <nlohmann/json_fwd.hpp>
#include <string>

#include "commands/session.h"
#include "proviso/evaluate.h"
#include "report/layout.h"
#include "report/report.h"

namespace proviso {

// How a descriptor that could be read is shown. With --quiet its decision alone is.
struct Showing {
  std::function<std::string(const Result&, const Descriptor&, Evaluator&, const Painter&)> text;
  std::function<nlohmann::ordered_json(const Result&, const Descriptor&, Evaluator&)> json;
};

// The exit code of the run.
int ShowOneByOne(const Session& session, const Showing& showing);

}  // namespace proviso
