// Letters that look like ASCII ones: Cyrillic `а`, Greek `ο`, Latin `ɡ`. From Unicode's confusables (UTS #39), as ICU
// has them.
#pragma once

namespace proviso {

// The ASCII letter, lower case, that `c` looks like; 0 when it looks like none, or is ASCII itself. The form before
// case folding is the one to ask about: Cyrillic `В` looks like `B`, `в` like no Latin letter.
char32_t LatinLookalike(char32_t c);

// A letter of the Latin script.
bool IsLatinLetter(char32_t c);

}  // namespace proviso
