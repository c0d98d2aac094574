// Results as JSON: the shape is a contract, with the order of its keys.
#pragma once

#include <nlohmann/json_fwd.hpp>
#include <string>
#include <vector>

#include "proviso/evaluate.h"
#include "report/report.h"

namespace proviso {

nlohmann::ordered_json ToJson(const Result& result, bool verbose);
nlohmann::ordered_json ToJson(const Evidence& evidence, const Source& source);
nlohmann::ordered_json ToJson(const Question& question);
nlohmann::ordered_json ToJson(const PolicySummary& policy);
nlohmann::ordered_json ToJson(const Summary& summary);
nlohmann::ordered_json SourceToJson(const Result& result);

// The same as ToJson(), written out: on one line, or (`indent` >= 0) as Dump() does it, all lines but the first
// indented by `outer` more. Findings that many results share are written once a thread.
std::string WriteResult(const Result& result, bool verbose, int indent, int outer);

// Bytes that are not UTF-8 become U+FFFD. `indent` < 0: one line.
std::string Dump(const nlohmann::ordered_json& json, int indent);

}  // namespace proviso
