// What the user named as descriptors: a list of files, read one at a time.
#pragma once

#include <functional>
#include <iosfwd>
#include <string>
#include <string_view>
#include <vector>

#include "proviso/descriptor.h"

namespace proviso {

struct Input {
  std::string path;
  std::string problem;  // not empty: nothing can be read here, and this is why
  bool standard_input = false;
};

struct Inputs {
  std::vector<Input> all;          // in the order named; folders in the order of their paths
  std::vector<std::string> notes;  // what was passed over, for the user to know
};

inline constexpr const char* kStandardInputName = "<stdin>";

// Whether a file of this name is read as descriptors when its folder is named; tables need a mapping.
bool IsDescriptorName(std::string_view name, bool has_mapping);

// A folder without a descriptor, and a table in it that nothing maps, becomes an input with a problem. Throws
// UsageError where nothing sensible can be meant: `-` twice, a table that is named without a mapping.
Inputs FindInputs(const std::vector<std::string>& operands, bool has_mapping);

// What reading calls back with. A failure is of an input as such: it could not be read, holds no descriptor at all, or
// does not fit the mapping. `no_place`: no line of it is to blame.
struct InputSink {
  std::function<void(Record)> record;
  std::function<void(Record, bool no_place)> failure;
};

// Reads one input; `in` is standard input.
void ReadInput(const Input& input, const Mapping* mapping, std::istream& in, const InputSink& sink);

}  // namespace proviso
