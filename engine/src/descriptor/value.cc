#include <algorithm>

#include "proviso/descriptor.h"

namespace proviso {

const Value* Value::Find(std::string_view key) const {
  const auto found = std::ranges::find(members, key, &Member::key);
  return found == members.end() ? nullptr : &found->value;
}

std::size_t SourceOffset(const Value& text, std::size_t offset) {
  const auto after = std::ranges::upper_bound(text.runs, offset, {}, &TextRun::text_begin);
  if (after == text.runs.begin()) return text.span.begin;
  const TextRun& run = *(after - 1);
  return run.source_begin + (offset - run.text_begin);
}

}  // namespace proviso
