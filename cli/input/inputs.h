// What the user named as descriptors: a list of files, read one at a time, a stretch at a time.
#pragma once

#include <cstddef>
#include <functional>
#include <iosfwd>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "interrupt.h"
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

// A record in its place among all others.
struct InputRecord {
  Record record;
  bool failure = false;   // of an input as such: it could not be read, holds no descriptor, or does not fit the mapping
  bool no_place = false;  // no line of it is to blame
  std::string first_place = {};  // where its id was met before; empty: nowhere
};

// A stretch of an input: text that is still to be read, or records.
struct Window {
  std::size_t input = 0;  // which of Inputs::all
  InputFormat format = InputFormat::kYaml;
  InputCut cut;
  std::shared_ptr<const TableHeader> header;
  std::vector<InputRecord> records;
  std::optional<std::size_t> size;  // of the input, in bytes, where that is known
  bool last = false;                // of its input
};

struct ReadOptions {
  const Mapping* mapping = nullptr;
  const Interrupt* interrupt = nullptr;
  PartSize part;
  InputLimits limits;
};

// Reads one input into windows, without holding more of it than a window and a record; JSON, and YAML with a mapping,
// is read whole. `in` is standard input. False when the sink gave false or the run was interrupted: not all was read.
bool ReadInput(const Inputs& inputs, std::size_t number, const ReadOptions& options, std::istream& in,
               const std::function<bool(Window)>& sink);

// The records of a window. Any thread.
std::vector<InputRecord> ReadWindow(Window window, const Inputs& inputs, const ReadOptions& options);

// What an input without any record comes to.
InputRecord EmptyInput(const std::string& path);

}  // namespace proviso
