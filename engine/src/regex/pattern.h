// A compiled RE2 pattern. A Pattern exists only if it compiled. The only door to RE2.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/lazy.h"

namespace re2 {
class RE2;
}

namespace proviso {

struct Range {
  std::size_t begin = 0;
  std::size_t end = 0;

  friend bool operator==(const Range&, const Range&) = default;
  friend auto operator<=>(const Range&, const Range&) = default;
};

struct PatternError {
  std::string message;     // RE2's words made ours, e.g. "look-ahead is not part of RE2"
  std::string help;        // how to say it here, or empty
  std::size_t offset = 0;  // into the pattern's text
  std::size_t length = 0;
  bool matches_empty = false;  // it compiled, but matches the empty text
};

// Immutable, cheap to copy, safe to share. Case-insensitive; matches UTF-8.
class Pattern {
 public:
  // Empty with `error` filled in when the text is no RE2 pattern, exceeds RE2's budget, or matches the empty text.
  static std::optional<Pattern> Compile(std::string_view text, PatternError& error);

  // For a text that Compile() took in another run: RE2 gets to see it when it is first searched with.
  static Pattern OfChecked(std::string text);

  const std::string& text() const { return text_; }

  // As RE2 finds them: leftmost-first, non-overlapping, left to right; empty matches are left out.
  std::vector<Range> FindAll(std::string_view subject) const;
  std::optional<Range> Find(std::string_view subject) const;

 private:
  std::string text_;
  Lazy<std::shared_ptr<const re2::RE2>> compiled_;
};

template <class Archive>
void Describe(Archive& archive, Pattern& pattern) {
  std::string text = pattern.text();
  archive(text);
  if constexpr (Archive::kReads) pattern = Pattern::OfChecked(std::move(text));
}

}  // namespace proviso
