// Any bytes as JSON: what simdjson reads, the reader that goes byte by byte reads too, and to the same tree with the
// same places.
#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <optional>
#include <string>

#include "descriptor/json.h"

namespace {

using namespace proviso;

void Demand(bool holds) {
  if (!holds) std::abort();
}

void DemandEqual(const Value& a, const Value& b) {
  Demand(a.kind == b.kind && a.boolean == b.boolean && a.quoted == b.quoted && a.text == b.text && a.span == b.span);
  Demand(std::ranges::equal(a.runs, b.runs, [](const TextRun& x, const TextRun& y) {
    return x.text_begin == y.text_begin && x.source_begin == y.source_begin;
  }));
  Demand(a.items.size() == b.items.size() && a.members.size() == b.members.size());
  for (std::size_t i = 0; i < a.items.size(); ++i) DemandEqual(a.items[i], b.items[i]);
  for (std::size_t i = 0; i < a.members.size(); ++i) {
    Demand(a.members[i].key == b.members[i].key && a.members[i].key_span == b.members[i].key_span);
    DemandEqual(a.members[i].value, b.members[i].value);
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static JsonParser parser;
  const InputLimits limits{.descriptor_bytes = 4096, .depth = 16, .nodes = 500};
  const Source source("input", std::string(reinterpret_cast<const char*>(data), size));
  JsonReader fast(source, {0, 0, size}, limits, &parser);
  JsonReader slow(source, {0, 0, size}, limits, nullptr);
  const JsonValue a = fast.Read();
  const JsonValue b = slow.Read();
  Demand(a.value.has_value() == b.value.has_value() && a.id == b.id && a.span == b.span && a.broken == b.broken);
  Demand(a.faults.all.size() == b.faults.all.size() && fast.at() == slow.at());
  if (a.value) DemandEqual(*a.value, *b.value);
  return 0;
}
