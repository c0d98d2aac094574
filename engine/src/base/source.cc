#include "proviso/source.h"

#include <algorithm>
#include <cstring>
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

}  // namespace

Source::Source(std::string name, std::string text, std::size_t first_line)
    : name_(std::move(name)),
      text_(std::move(text)),
      first_line_(first_line),
      line_starts_{first_line == 1 ? PastByteOrderMark(text_) : 0} {
  const char* const begin = text_.data();
  const char* const end = begin + text_.size();
  for (const char* at = begin; at < end; ++at) {
    at = static_cast<const char*>(std::memchr(at, '\n', static_cast<std::size_t>(end - at)));
    if (at == nullptr) break;
    line_starts_.push_back(static_cast<std::size_t>(at - begin) + 1);
  }
  std::size_t characters = 0;
  for (std::size_t at = 0; at + kCheckpointBytes <= text_.size(); at += kCheckpointBytes) {
    characters += CountCharacters(std::string_view(text_).substr(at, kCheckpointBytes));
    checkpoints_.push_back(characters);
  }
}

std::size_t Source::CharactersBefore(std::size_t offset) const {
  const std::size_t whole = offset / kCheckpointBytes;
  const std::size_t counted = whole == 0 ? 0 : checkpoints_[whole - 1];
  const std::size_t begin = whole * kCheckpointBytes;
  return counted + CountCharacters(std::string_view(text_).substr(begin, offset - begin));
}

Position Source::At(std::size_t offset) const {
  offset = std::clamp(offset, line_starts_.front(), text_.size());
  const auto after = std::ranges::upper_bound(line_starts_, offset);
  const std::size_t start = *(after - 1);
  const std::size_t characters = CharactersBefore(offset) - CharactersBefore(start);
  return {first_line_ - 1 + static_cast<std::size_t>(after - line_starts_.begin()), characters + 1};
}

std::string_view Source::Line(std::size_t line) const {
  if (line < first_line_ || line - first_line_ >= line_starts_.size()) return {};
  line -= first_line_ - 1;
  const std::size_t begin = line_starts_[line - 1];
  std::size_t end = line < line_starts_.size() ? line_starts_[line] - 1 : text_.size();
  if (end > begin && text_[end - 1] == '\r') --end;
  return std::string_view(text_).substr(begin, end - begin);
}

}  // namespace proviso
