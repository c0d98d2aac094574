// Unicode: the form in which texts are matched, with the way back to the original.
//
// NFKC and full case folding, removal of default-ignorable characters (zero-width and the like), curly apostrophes as
// `'`, and inside words that have a Latin letter, letters that look like an ASCII one as that one. Words masked by
// digits or spelled out letter by letter are plain in views of their own.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "regex/pattern.h"
#include "text/characters.h"

namespace proviso {

// A normalised text. Byte i of `text` came from the original bytes [begins[i], ends[i]); both are empty when the text
// is the original with ASCII letters lowered (offsets are the same then).
struct View {
  std::string text;
  std::vector<std::uint32_t> begins, ends;

  Range Original(Range normal) const;
};

// A view in which masked words (text/unmask.h) are plain. Only what touches one of `words` is news in it.
struct UnmaskedView {
  View view;
  std::vector<Range> words;  // in `view.text`, ascending
};

struct NormalText {
  View joined;                 // default-ignorables leave nothing behind
  std::optional<View> spaced;  // only when some were removed between word characters: a space stands for each run
  std::vector<UnmaskedView> unmasked;  // none without masked words; two where a `1` may be an i or an l
};

// `original` is valid UTF-8.
NormalText Normalise(std::string_view original);
// The joined view alone, for names and patterns, of which no other view is read.
View NormaliseJoined(std::string_view original);

// True when the words of `original` needed more than letter case, apostrophe and white-space folding to become what was
// matched: removed characters, look-alikes, compatibility forms. Punctuation does not count.
bool IsFolded(std::string_view original);
// The same where `normal` is what became of `original`, which may have been cut out of a longer word.
bool IsFolded(std::string_view original, std::string_view normal);

// The first character of a pattern that no normalised text has, letter case aside, so that it can never match: `’`,
// `ß`, a no-break space.
std::optional<Range> NeverInText(std::string_view pattern);

// For `is` on texts: normalised, trimmed, runs of white space as one space.
std::string TextKey(std::string_view original);
// For terms: NFKC, case-folded, runs of space, hyphen, dash and underscore as one `-`, trimmed.
std::string TermKey(std::string_view original);

}  // namespace proviso
