#include "proviso/diagnostic.h"

#include <algorithm>
#include <tuple>

#include "proviso/printable.h"

namespace proviso {
namespace {

constexpr std::size_t kExcerptCharacters = 100;

struct Paint {
  bool color;
  std::string operator()(const char* code, std::string_view text) const {
    if (!color) return std::string(text);
    return "\033[" + std::string(code) + "m" + std::string(text) + "\033[0m";
  }
};

// `   12 | the line`, and under it the underlined range; a long line is cut to the part around it.
void AppendExcerpt(const Source& source, Span span, std::string_view note, char mark, const Paint& paint,
                   std::string& out) {
  const Position begin = source.At(span.begin);
  const std::string_view line = source.Line(begin.line);
  const std::size_t line_begin = static_cast<std::size_t>(line.data() - source.text().data());
  const std::size_t from = std::min(span.begin - std::min(span.begin, line_begin), line.size());
  const std::size_t to = std::clamp(span.end - std::min(span.end, line_begin), from, line.size());
  const Excerpt excerpt = CutLine(line, from, to, kExcerptCharacters);

  const std::string number = std::to_string(begin.line);
  const std::string gutter(number.size() < 5 ? 5 - number.size() : 0, ' ');
  out += gutter + number + " | " + excerpt.text + "\n";
  std::string underline(std::max<std::size_t>(excerpt.width, 1), '~');
  underline.front() = mark;
  out += std::string(gutter.size() + number.size(), ' ') + " | " + std::string(excerpt.indent, ' ') +
         paint(mark == '^' ? "1;31" : "1;34", underline);
  if (!note.empty()) out += " " + std::string(note);
  out += "\n";
}

std::string Place(const Source& source, Span span) {
  const Position at = source.At(span.begin);
  return Printable(source.name()) + ":" + std::to_string(at.line) + ":" + std::to_string(at.column);
}

}  // namespace

Diagnostic& Diagnostics::Error(std::string_view code, Span span, std::string message, std::string help) {
  return all.emplace_back(Diagnostic{code, DiagnosticSeverity::kError, std::move(message), span, {}, std::move(help)});
}

Diagnostic& Diagnostics::Warning(std::string_view code, Span span, std::string message, std::string help) {
  return all.emplace_back(
      Diagnostic{code, DiagnosticSeverity::kWarning, std::move(message), span, {}, std::move(help)});
}

bool Diagnostics::HasErrors() const {
  return std::ranges::any_of(all, [](const Diagnostic& d) { return d.severity == DiagnosticSeverity::kError; });
}

void Diagnostics::Sort() {
  const auto key = [](const Diagnostic& d) { return std::tie(d.span, d.code, d.message); };
  std::ranges::stable_sort(all, [&](const Diagnostic& a, const Diagnostic& b) { return key(a) < key(b); });
}

std::string Render(const Diagnostic& diagnostic, std::span<const Source> sources, bool color) {
  const Paint paint{color};
  const bool error = diagnostic.severity == DiagnosticSeverity::kError;
  const Source& source = sources[diagnostic.span.source];
  std::string out = paint("1", Place(source, diagnostic.span)) + ": " +
                    (error ? paint("1;31", "error:") : paint("1;35", "warning:")) + " " +
                    Printable(diagnostic.message) + " [" + std::string(diagnostic.code) + "]\n";
  AppendExcerpt(source, diagnostic.span, "", '^', paint, out);
  for (const Label& label : diagnostic.labels) {
    const Source& other = sources[label.span.source];
    if (label.span.source != diagnostic.span.source) out += "  --> " + Place(other, label.span) + "\n";
    AppendExcerpt(other, label.span, Printable(label.text), '-', paint, out);
  }
  if (!diagnostic.help.empty()) out += "   " + paint("1;36", "help:") + " " + Printable(diagnostic.help) + "\n";
  return out;
}

}  // namespace proviso
