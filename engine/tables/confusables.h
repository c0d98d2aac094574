// Part of the build: what Unicode's confusables (UTS #39), as ICU has them, say of letters that look like ASCII ones.
// To ask ICU takes long and a library that nothing else needs, so the answers become a table of the engine.
#pragma once

#include <map>

namespace proviso {

// Each letter beyond ASCII that looks like an ASCII one, with that in lower case.
std::map<char32_t, char32_t> LatinConfusables();

}  // namespace proviso
