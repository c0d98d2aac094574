#include "syntax/yaml.h"

#include <yaml-cpp/exceptions.h>
#include <yaml-cpp/parser.h>

#include <algorithm>
#include <istream>
#include <streambuf>
#include <string>
#include <utility>

#include "base/codes.h"
#include "syntax/precheck.h"
#include "syntax/tree_builder.h"

namespace proviso {
namespace {

// Reads from memory without a copy.
class ViewBuffer : public std::streambuf {
 public:
  explicit ViewBuffer(std::string_view text) {
    char* const begin = const_cast<char*>(text.data());  // the get area is never written to
    setg(begin, begin, begin + text.size());
  }
};

// `- &name >-`
bool IsAnchoredBlock(std::string_view line) {
  const std::size_t anchor = line.find('&');
  const std::size_t block = line.find_first_of(">|", std::min(anchor, line.size()));
  return block != std::string_view::npos &&
         line.find_first_not_of(">|+-0123456789 \r", block) == std::string_view::npos;
}

// What yaml-cpp said, in words that help, at the place where the reader should look.
void TellFault(const YAML::Exception& fault, std::string_view text, Span part, Diagnostics& out) {
  const std::string_view before = text.substr(0, part.end);
  std::size_t at = std::min(part.begin + static_cast<std::size_t>(std::max(fault.mark.pos, 0)), part.end);
  if (fault.msg == "bad file") {
    out.Error(code::kTooDeep, {part.source, at, at}, "this is nested too deeply, or broken off", "nest less deeply");
    return;
  }
  std::string help = "look at quotes, colons, brackets and indentation here and in the line above";
  if (fault.msg.find("escape") != std::string::npos || fault.msg.find("unicode") != std::string::npos) {
    if (const std::size_t escape = before.rfind('\\', at); escape != std::string_view::npos)
      at = std::max(escape, part.begin);
    help = kEscapeHelp;
  }
  const std::size_t begin = at == 0 ? 0 : before.rfind('\n', at - 1) + 1;  // npos + 1 is 0
  const std::string_view line = before.substr(begin, before.find('\n', begin) - begin);
  if (line.find("[]") != std::string_view::npos && line.find('{') != std::string_view::npos) {
    help = "inside `{…}` a key with `[]` must be quoted: {\"services[].name\": …}";
  }
  const std::string_view above = before.substr(0, begin == 0 ? 0 : begin - 1);
  if (IsAnchoredBlock(above.substr(above.rfind('\n') + 1))) {  // yaml-cpp loses its way there
    help = "an anchor (`&name`) cannot stand before a block text (`>` or `|`) here: put the text in quotes";
  }
  out.Error(code::kYamlSyntax, {part.source, at, std::min(at + 1, part.end)}, "this is not YAML: " + fault.msg,
            std::move(help));
}

struct Document {
  std::optional<Value> value;  // none when the structure is lost
  bool blank = false;          // there was none, and no fault either
};

// The bytes of `part` as one document.
Document ParsePart(const Source& source, Span part, std::size_t left_out, YamlCharacters characters,
                   const YamlLimits& limits, Diagnostics& out) {
  const std::size_t before = out.all.size();
  Precheck precheck = PrecheckYaml(source, part, left_out, characters, limits, out);
  if (!precheck.ok) return {};
  const std::string_view text = source.text();
  TreeBuilder builder(text, part, std::move(precheck.tabs), limits, out);
  ViewBuffer buffer(text.substr(part.begin, part.end - part.begin));
  std::istream stream(&buffer);
  bool whole = false;
  try {
    YAML::Parser parser(stream);
    // Twice and no more: the second call finds what stands behind the document; in a loop yaml-cpp would never end on
    // `,`.
    if (parser.HandleNextDocument(builder)) parser.HandleNextDocument(builder);
    builder.TellTabs(part.end);
    whole = true;
  } catch (const StopParsing&) {
    builder.TellTabs(builder.last());
  } catch (const YAML::Exception& fault) {
    const std::size_t at = part.begin + static_cast<std::size_t>(std::max(fault.mark.pos, 0));
    if (builder.TellTabs(at + 1)) TellFault(fault, text, part, out);  // where there are tabs, they are the cause
  }
  if (!whole) return {};
  return {builder.Take(), !builder.started() && out.all.size() == before};
}

// A part without the blank lines, comments and white space around its content.
Span PlaceOfContent(std::string_view text, Span part) {
  std::size_t at = part.begin;
  while (at < part.end) {
    at = std::min(text.find_first_not_of(" \t\r\n", at), part.end);
    if (at >= part.end || text[at] != '#') break;
    at = std::min(text.find('\n', at), part.end);
  }
  const std::size_t last = text.find_last_not_of(" \t\r\n", part.end == 0 ? 0 : part.end - 1);
  const std::size_t end = last == std::string_view::npos ? at : std::max(at, last + 1);
  return {part.source, at, std::min(end, part.end)};
}

}  // namespace

std::optional<Value> ParseYaml(const Source& source, std::size_t source_index, const YamlLimits& limits,
                               Diagnostics& out) {
  const Span whole{source_index, source.begin(), source.text().size()};
  Document document = ParsePart(source, whole, 0, YamlCharacters::kModule, limits, out);
  if (document.blank)
    out.Error(code::kEmptyFile, {source_index, 0, 0}, "there is nothing in this file",
              "write a module into it, or remove it");
  return std::move(document.value);
}

bool IsYamlMarker(std::string_view line) {
  return (line.starts_with("---") || line.starts_with("...")) &&
         (line.size() == 3 || std::string_view(" \t\r").find(line[3]) != std::string_view::npos);
}

void ParseYamlStream(const Source& source, std::size_t stream_end, const YamlLimits& limits, std::size_t left_out,
                     const std::function<void(std::optional<Value>, Span place, Diagnostics faults)>& sink) {
  const std::string_view text = std::string_view(source.text()).substr(0, stream_end);
  const auto emit = [&](Span part, std::size_t lacking) {
    if (part.begin == part.end) return;
    Diagnostics faults;
    Document document = ParsePart(source, part, lacking, YamlCharacters::kDescriptor, limits, faults);
    if (faults.HasErrors()) document.value.reset();
    if (!document.blank) sink(std::move(document.value), PlaceOfContent(text, part), std::move(faults));
  };
  std::size_t part = source.begin();
  for (std::size_t begin = part; begin < text.size();) {
    const std::size_t end = std::min(text.find('\n', begin), text.size());
    if (IsYamlMarker(text.substr(begin, end - begin))) {
      emit({0, part, begin}, 0);
      part = begin + 3;
    }
    begin = end + 1;
  }
  emit({0, part, text.size()}, left_out);
}

}  // namespace proviso
