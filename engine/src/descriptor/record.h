// From a tree to a record: an object with an id becomes a descriptor, everything else a record that says why not.
#pragma once

#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "proviso/descriptor.h"

namespace proviso {

class RecordMaker {
 public:
  RecordMaker(std::shared_ptr<const Source> source, const Mapping* mapping, const InputLimits& limits,
              std::size_t first_record)
      : source_(std::move(source)), mapping_(mapping), limits_(limits), row_(first_record) {}

  const Source& source() const { return *source_; }
  const Mapping* mapping() const { return mapping_; }
  const InputLimits& limits() const { return limits_; }

  // A tree that was read, or none with its faults. `id`: what could be read of it anyway.
  Record FromTree(std::optional<Value> root, Span place, std::string id, Diagnostics faults);
  // The cells of a table's row.
  Record FromCells(std::span<const std::optional<Value>> cells, Span place, Diagnostics faults);
  // No record at all, but a place that could not be read.
  Record Fault(std::string_view code, Span place, std::string message, std::string help) const;

 private:
  Record Finish(std::optional<Value> root, Span place, std::string id, Diagnostics faults,
                std::vector<Diagnostic> warnings) const;

  std::shared_ptr<const Source> source_;
  const Mapping* mapping_;
  const InputLimits& limits_;
  std::size_t row_;  // number of the next record
};

}  // namespace proviso
