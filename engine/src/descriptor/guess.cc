#include <algorithm>
#include <string>

#include "base/ascii.h"
#include "proviso/descriptor.h"

namespace proviso {
namespace {

bool EndsWith(std::string_view name, std::string_view ending) {
  if (name.size() < ending.size()) return false;
  return ToLower(name.substr(name.size() - ending.size())) == ending;
}

// Whether the object at the start of `text` ends on its line, and something stands on a later one.
bool IsOnePerLine(std::string_view text) {
  std::size_t open = 0;
  for (std::size_t at = 0; at < text.size() && text[at] != '\n'; ++at) {
    const char c = text[at];
    if (c == '"') {
      for (++at; at < text.size() && text[at] != '"' && text[at] != '\n'; ++at) at += text[at] == '\\' ? 1 : 0;
    } else if (c == '{' || c == '[') {
      ++open;
    } else if ((c == '}' || c == ']') && --open == 0) {
      return text.find_first_not_of(" \t\r\n", at + 1) != std::string_view::npos;
    }
  }
  return false;
}

}  // namespace

InputFormat GuessFormat(std::string_view name, std::string_view text) {
  struct Ending {
    std::string_view text;
    InputFormat format;
  };
  static constexpr Ending kEndings[] = {{".yaml", InputFormat::kYaml},    {".yml", InputFormat::kYaml},
                                        {".json", InputFormat::kJson},    {".ndjson", InputFormat::kNdjson},
                                        {".jsonl", InputFormat::kNdjson}, {".csv", InputFormat::kCsv}};
  for (const Ending& ending : kEndings) {
    if (EndsWith(name, ending.text)) return ending.format;
  }
  constexpr std::string_view kSpace = " \t\r\n";
  if (text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);
  text.remove_prefix(std::min(text.find_first_not_of(kSpace), text.size()));
  // JSON opens with a bracket and then a quote, another bracket or nothing; a YAML flow mapping seldom does.
  if (text.empty() || (text.front() != '{' && text.front() != '[')) return InputFormat::kYaml;
  const std::size_t second = text.find_first_not_of(kSpace, 1);
  if (second == std::string_view::npos) return InputFormat::kJson;
  const std::string_view seconds = text.front() == '{' ? "\"}" : "{[]\"";
  if (seconds.find(text[second]) == std::string_view::npos) return InputFormat::kYaml;
  return text.front() == '{' && IsOnePerLine(text) ? InputFormat::kNdjson : InputFormat::kJson;
}

}  // namespace proviso
