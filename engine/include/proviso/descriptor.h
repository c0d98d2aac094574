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

// A stretch of a stream that holds whole records, and where it stands.
struct InputCut {
  std::string text;
  std::size_t first_line = 1;
  std::size_t first_record = 0;  // as in InputPart; counted for NDJSON and tables (whose header row counts)
  std::size_t records = 0;       // of YAML: documents, of which some may be blank
  std::size_t left_out = 0;      // as in InputPart
  std::size_t behind = 0;        // likewise: faults of a document may point at the line behind it
  std::size_t end = 0;           // so many bytes of the input are passed
};

// When a stretch is large enough: whichever comes first.
struct PartSize {
  std::size_t bytes = std::size_t{64} << 10;
  std::size_t records = 32;
};

// Cuts NDJSON, tables (at the ends of rows, as the reader of tables sees them; the header row comes by itself) and YAML
// (before `---` and `...`) into stretches, without holding more than a record and what was added last. Of a record that
// is too large to be read only the beginning is kept. JSON cannot be cut.
class InputCutter {
 public:
  InputCutter(InputFormat format, const InputLimits& limits, const PartSize& size);

  void Add(std::string_view bytes);
  // Nothing is added any more.
  void End() { ended_ = true; }
  // The next stretch; none until more is added or, after End(), when there is no more.
  std::optional<InputCut> Next();

 private:
  std::optional<InputCut> Take(std::size_t end, std::size_t records);
  std::optional<InputCut> NextLines();
  std::optional<InputCut> NextDocuments();
  std::optional<InputCut> NextRows();
  void BeginSkip(std::size_t head);
  void EndSkip(bool is_record);
  void Drop(std::size_t end, bool counted);
  bool Skip();
  bool SkipLine();
  bool SkipDocument();
  bool SkipRow();
  std::size_t HeadOfRow();

  InputFormat format_;
  InputLimits limits_;
  PartSize size_;
  std::string buffer_;
  std::size_t at_ = 0;       // what stands before was handed out
  std::size_t scanned_ = 0;  // what stands before was looked at
  bool ended_ = false;
  std::size_t line_ = 1, records_ = 0, offset_ = 0;  // of the input at `at_`

  bool skipping_ = false;         // a record that is too large
  std::optional<InputCut> part_;  // its beginning
  bool blank_ = true;             // of a line: nothing but white space so far
  bool line_begun_ = false;       // of a document: in the middle of a line
  bool in_cell_ = false;          // of a row: in the middle of a cell without quotes
};

// What all rows of a table share.
struct TableHeader {
  std::vector<std::size_t> cells;  // for each column of the mapping, which cell of a row holds it
  std::size_t cell_count = 0;
};

// A stretch of an input that is read by itself: whole records, as InputCutter cuts them. The default: all of it.
struct InputPart {
  std::size_t first_record = 0;  // how many records of the input stand before: mappings number them
  std::size_t left_out = 0;      // so many bytes of its last record, which is too large, were not kept
  std::size_t behind = 0;        // so many bytes at its end are of what comes behind: to be shown, not to be read
  std::shared_ptr<const TableHeader> header;  // of a table whose header row stands before
};

// Hands every record of `source` to `sink`, in order. CSV needs a mapping; with a mapping the objects of the other
// formats are read through it too. Never throws for what the input holds: what cannot be read is a record with faults.
// A source without any record (empty, blank, a CSV with a header alone) calls the sink not once.
//
// A table that its mapping does not fit gives one record, marked `misfit`, and nothing else. Where JSON breaks off, or
// a quote of a table is never closed, the last record says that nothing behind was read.
void ReadDescriptors(std::shared_ptr<const Source> source, InputFormat format, const Mapping* mapping,
                     const InputLimits& limits, const std::function<void(Record)>& sink, const InputPart& part = {});

// The first row of a table, which `source` begins with. None: there is no row, or the mapping does not fit it, and the
// sink is called with the record, marked `misfit`, that says why.
std::shared_ptr<const TableHeader> ReadTableHeader(std::shared_ptr<const Source> source, const Mapping& mapping,
                                                   const InputLimits& limits, const std::function<void(Record)>& sink);

// A CSV file's bytes as UTF-8: a byte-order mark is dropped; a file that is not UTF-8 is read as Windows-1252, whose
// five bytes without meaning (81 8D 8F 90 9D) become U+FFFD. In a file with more UTF-8 characters beyond ASCII than
// stray bytes only the stray bytes are read so.
std::string DecodeTable(std::string bytes);

// The same for a table that is read in stretches, twice: all of it is counted, then all of it is decoded. The mark is
// the caller's to drop, both times.
class TableDecoder {
 public:
  void Count(std::string_view bytes);
  // What is decoded goes to `out`. `last`: nothing comes behind.
  void Decode(std::string_view bytes, bool last, std::string& out);
  // Nothing but UTF-8 was counted (call `EndCount` before).
  bool is_utf8() const { return strays_ == 0; }
  void EndCount();

 private:
  std::string_view Whole(std::string_view bytes, bool last);
  void CountWhole(std::string_view bytes);

  std::size_t characters_ = 0;  // of UTF-8, beyond ASCII
  std::size_t strays_ = 0;      // bytes that are part of none
  std::string carry_, joined_;  // the beginning of a character that goes on in the next stretch
};

}  // namespace proviso
