// What is wrong, where, and the way out. One type for faults of modules, mappings and descriptors.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "proviso/source.h"

namespace proviso {

enum class DiagnosticSeverity { kError, kWarning };

// Another place that belongs to the fault ("first defined here").
struct Label {
  Span span;
  std::string text;
};

// Messages are lower case without a full stop, in the words of the author, with their own words in backticks.
struct Diagnostic {
  std::string_view code;  // one of `AllDiagnosticCodes()`, e.g. "unknown-field"; docs/diagnostics.md explains each
  DiagnosticSeverity severity = DiagnosticSeverity::kError;
  std::string message;
  Span span;
  std::vector<Label> labels;
  std::string help;  // empty, or what to do
};

// A sink: stages add to it and go on, so that one run tells all faults.
struct Diagnostics {
  std::vector<Diagnostic> all;

  Diagnostic& Error(std::string_view code, Span span, std::string message, std::string help = "");
  Diagnostic& Warning(std::string_view code, Span span, std::string message, std::string help = "");
  bool HasErrors() const;
  // By source, then place, then code: the order in which they are shown.
  void Sort();
};

// Every code there is, sorted.
std::span<const std::string_view> AllDiagnosticCodes();

// `file:line:column: error: message [code]`, the line itself with the span underlined, the labels, the help. Ends in
// a line break. Control characters and bidirectional overrides of the source are made visible. `sources` is the list
// that the spans index.
std::string Render(const Diagnostic& diagnostic, std::span<const Source> sources, bool color = false);

}  // namespace proviso
