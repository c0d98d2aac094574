// Warnings of what a descriptor declares and no rule can read.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "model/model.h"
#include "proviso/diagnostic.h"

namespace proviso {

// What a field of that type should hold: "a date as YYYY-MM-DD".
std::string_view Wanted(FieldType type);
// What stands there: "a list".
std::string_view Found(const Value& value);

// A list of a million wrong elements fills no report: past a number, warnings are counted.
class FactWarnings {
 public:
  // Whether another one will be told, so that a help is worth looking for.
  bool HasRoom() const;
  void Add(std::string_view code, Span span, std::string message, std::string help = "");
  // With the count of those that were not told.
  std::vector<Diagnostic> Take();

 private:
  std::vector<Diagnostic> warnings_;
  std::size_t untold_ = 0;
  Span untold_span_;
};

}  // namespace proviso
