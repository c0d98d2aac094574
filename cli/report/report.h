// What the formats make of results, one at a time, and of the facts of the run around them: bytes. Knows neither argv
// nor files.
#pragma once

#include <cstddef>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "proviso/evaluate.h"

namespace proviso {

// One record of the input: an assessment, or the faults for which there is none.
struct Result {
  std::shared_ptr<const Source> source;
  Span span;                       // where the record starts
  bool whole_input = false;        // the fault is of the input as such: no line is to blame
  Assessment assessment;           // kInvalid: see `faults`; `descriptor` may then be empty
  std::vector<Diagnostic> faults;  // of `source`

  bool valid() const { return assessment.decision != Decision::kInvalid; }
};

// The facts of a run that hold for all of its results.
struct RunFacts {
  std::string as_of;
  std::vector<PolicySummary> policies;  // those that were evaluated
  bool verbose = false;                 // clear rules too
  bool quiet = false;                   // the decisions alone
  bool color = false;
  bool undeclared_no = false;     // absent fields counted as a no, by `--undeclared no`
  std::vector<std::string> only;  // the globs of `--only`
};

struct Summary {
  static constexpr std::size_t kMostPlaces = 1000;

  std::size_t deny = 0, ask = 0, review = 0, allow = 0, invalid = 0;
  std::vector<std::string> invalid_places;  // `path:line:column` of the first `kMostPlaces`, in order
  bool interrupted = false;                 // the user stopped the run: there was more to judge

  std::size_t all() const { return deny + ask + review + allow + invalid; }
  void Count(const Result& result);
  void Count(Decision decision);
  // What comes behind.
  void Add(const Summary& further);
};

// One format. Keeps nothing between results, so that any thread may render; whoever writes puts Between() between two.
class Report {
 public:
  virtual ~Report() = default;
  virtual std::string Begin() const { return ""; }
  virtual std::string Render(const Result& result) const = 0;
  virtual std::string_view Between() const { return ""; }
  virtual std::string End(const Summary&) const { return ""; }
};

struct ReportFormat {
  std::string_view name;
  std::unique_ptr<Report> (*make)(const RunFacts& run);
};

// All formats of `check`, the default one first.
std::span<const ReportFormat> CheckFormats();

std::unique_ptr<Report> MakeTextReport(const RunFacts& run);
std::unique_ptr<Report> MakeJsonReport(const RunFacts& run);
std::unique_ptr<Report> MakeNdjsonReport(const RunFacts& run);

// `path:line:column` of an offset, printable; `path` alone for a fault of a whole input.
std::string PlaceOf(const Source& source, std::size_t offset);
std::string PlaceOf(const Result& result);

}  // namespace proviso
