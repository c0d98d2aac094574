#include "proviso/source.h"

#include <algorithm>
#include <utility>

#include "base/utf8.h"

namespace proviso {
namespace {

constexpr std::size_t kCheckpointBytes = 4096;

// UTF-8: every byte that does not continue a character starts one.
std::size_t CountCharacters(std::string_view bytes) {
  return static_cast<std::size_t>(
      std::count_if(bytes.begin(), bytes.end(), [](char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; }));
}

std::vector<std::size_t> LineStarts(std::string_view text, std::size_t begin) {
  std::vector<std::size_t> starts = {begin};
  for (std::size_t at = text.find('\n'); at != std::string_view::npos; at = text.find('\n', at + 1)) {
    starts.push_back(at + 1);
  }
  return starts;
}

std::vector<std::size_t> Checkpoints(std::string_view text) {
  std::vector<std::size_t> checkpoints;
  std::size_t characters = 0;
  for (std::size_t at = 0; at + kCheckpointBytes <= text.size(); at += kCheckpointBytes) {
    characters += CountCharacters(text.substr(at, kCheckpointBytes));
    checkpoints.push_back(characters);
  }
  return checkpoints;
}

std::size_t CharactersBefore(std::string_view text, const std::vector<std::size_t>& checkpoints, std::size_t offset) {
  const std::size_t whole = offset / kCheckpointBytes;
  const std::size_t counted = whole == 0 ? 0 : checkpoints[whole - 1];
  const std::size_t begin = whole * kCheckpointBytes;
  return counted + CountCharacters(text.substr(begin, offset - begin));
}

}  // namespace

Source::Source(std::string name, std::string text, std::size_t first_line) : data_(std::make_shared<Data>()) {
  data_->name = std::move(name);
  data_->text = std::move(text);
  data_->first_line = first_line;
}

std::size_t Source::begin() const { return data_->first_line == 1 ? PastByteOrderMark(data_->text) : 0; }

const Source::Data& Source::Indexed() const {
  std::call_once(data_->indexed, [this, &data = *data_] {
    data.line_starts = LineStarts(data.text, begin());
    data.checkpoints = Checkpoints(data.text);
  });
  return *data_;
}

Position Source::At(std::size_t offset) const {
  const Data& data = Indexed();
  offset = std::clamp(offset, data.line_starts.front(), data.text.size());
  const auto after = std::ranges::upper_bound(data.line_starts, offset);
  const std::size_t start = *(after - 1);
  const std::size_t characters = offset - start < kCheckpointBytes
                                     ? CountCharacters(std::string_view(data.text).substr(start, offset - start))
                                     : CharactersBefore(data.text, data.checkpoints, offset) -
                                           CharactersBefore(data.text, data.checkpoints, start);
  return {data.first_line - 1 + static_cast<std::size_t>(after - data.line_starts.begin()), characters + 1};
}

std::string_view Source::Line(std::size_t line) const {
  const auto& [name, text, first_line, indexed, line_starts, checkpoints] = Indexed();
  if (line < first_line || line - first_line >= line_starts.size()) return {};
  line -= first_line - 1;
  const std::size_t begin = line_starts[line - 1];
  std::size_t end = line < line_starts.size() ? line_starts[line] - 1 : text.size();
  if (end > begin && text[end - 1] == '\r') --end;
  return std::string_view(text).substr(begin, end - begin);
}

}  // namespace proviso
