// Words that a reader sees through and a search does not: `surve1llance`, `d33pf4ke`, `t.r.a.c.k.i.n.g`, `c a m e r a`.
// A text that has any is read in further views, in which they are plain.
#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

#include "regex/pattern.h"

namespace proviso {

// A masked word, in bytes of the normalised text.
struct MaskedWord {
  Range place;
  bool spelled_out = false;  // single letters with one and the same sign between them, which falls away
};

// Two kinds. Letters of which some are told by a digit or sign that looks like them (0 1 3 4 5 7 @ $), with two letters
// at least and one of them behind such a sign: `s3x`, `t3rr0r`, not `mp3`. And four or more single letters with the
// same one of `SPACE . _ - / | * ·` between each two: `c a m e r a`; of such signs a second one in a row ends the word.
// In ascending order, without overlap; time grows with the length of the text.
std::vector<MaskedWord> FindMaskedWords(std::string_view normal);

// The letter that `c` stands in for: `one` for `1`, as that may be an i or an l. 0 when for none.
char StandsFor(char c, char one);

}  // namespace proviso
