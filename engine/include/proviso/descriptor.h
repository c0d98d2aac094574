// What is judged: one declared customer workload, read from YAML, JSON, NDJSON, or a CSV row through a mapping.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "proviso/diagnostic.h"
#include "proviso/source.h"

namespace proviso {

// From `text_begin` (an offset into a decoded text) on, bytes of the text and bytes of the source go side by side, the
// first at `source_begin`, until the next run. Escapes, folded line breaks and joined columns start new runs.
struct TextRun {
  std::size_t text_begin = 0;
  std::size_t source_begin = 0;
};

struct Member;

// A node of a YAML or JSON document as it was written: nothing is typed beyond what YAML 1.2's core schema says.
struct Value {
  enum class Kind : std::uint8_t { kNull, kBool, kNumber, kText, kList, kObject };

  Kind kind = Kind::kNull;
  bool boolean = false;
  bool quoted = false;          // a text that stood in quotes or in a block scalar
  std::string text;             // kText: decoded; kNumber: as spelled; kBool: as spelled
  std::vector<Value> items;     // kList
  std::vector<Member> members;  // kObject, in the order written; keys are unique
  Span span;                    // of the whole node, quotes included
  // kText: where the decoded bytes stand; sorted by text_begin; never empty for a text that has a place.
  std::vector<TextRun> runs;
  bool faulty = false;  // what was declared here contradicts itself (see `Descriptor`): unknown to every rule

  const Value* Find(std::string_view key) const;  // in an object; null when absent
};

struct Member {
  std::string key;
  Span key_span;
  Value value;
};

// The place in the source of byte `offset` of the decoded text.
std::size_t SourceOffset(const Value& text, std::size_t offset);

// Invariant: `root` is an object without dotted keys: `"data.subjects": x` was filed under `data`; where both spellings
// stand and differ, the value is marked faulty and a warning tells of it.
struct Descriptor {
  std::string id;
  Value root;
  std::shared_ptr<const Source> source;  // all spans of `root` and `warnings` are of this source
  std::vector<Diagnostic> warnings;
};

// One record of an input: a descriptor, or why there is none. Neither is ever dropped.
struct Record {
  std::optional<Descriptor> descriptor;
  std::shared_ptr<const Source> source;
  std::string id;                  // what could be read of it, else empty
  Span span;                       // of the record; it starts at its first byte
  std::vector<Diagnostic> faults;  // not empty when there is no descriptor
  bool misfit = false;             // the mapping does not fit the table's header: no row of it was read
};

enum class InputFormat : std::uint8_t { kYaml, kJson, kNdjson, kCsv };

struct InputLimits {
  std::size_t descriptor_bytes = std::size_t{1} << 20;  // one descriptor, as it stands in its file
  std::size_t depth = 64;                               // nesting
  std::size_t nodes = 200'000;                          // nodes of one descriptor, expanded aliases counted
};

// How foreign records (CSV rows, JSON objects of another shape) become descriptors; see docs/language.md, "Mappings".
class Mapping {
 public:
  struct Data;

  // Empty when there are errors; all of them go to `out`, with spans of source 0.
  static std::optional<Mapping> Parse(const Source& source, Diagnostics& out);

  const std::string& name() const;
  const Data& data() const { return *data_; }

 private:
  std::shared_ptr<const Data> data_;
};

// The format that a file's name (and, for standard input, its first bytes) speaks for.
InputFormat GuessFormat(std::string_view name, std::string_view text);

// Hands every record of `source` to `sink`, in order. CSV needs a mapping; with a mapping the objects of the other
// formats are read through it too. Never throws for what the input holds: what cannot be read is a record with faults.
// A source without any record (empty, blank, a CSV with a header alone) calls the sink not once.
//
// A table that its mapping does not fit gives one record, marked `misfit`, and nothing else. Where JSON breaks off, or
// a quote of a table is never closed, the last record says that nothing behind was read.
void ReadDescriptors(std::shared_ptr<const Source> source, InputFormat format, const Mapping* mapping,
                     const InputLimits& limits, const std::function<void(Record)>& sink);

// A CSV file's bytes as UTF-8: a byte-order mark is dropped; a file that is not UTF-8 is read as Windows-1252, whose
// five bytes without meaning (81 8D 8F 90 9D) become U+FFFD. In a file with more UTF-8 characters beyond ASCII than
// stray bytes only the stray bytes are read so.
std::string DecodeTable(std::string bytes);

}  // namespace proviso
