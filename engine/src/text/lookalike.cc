#include "text/lookalike.h"

#include <unicode/uchar.h>
#include <unicode/uscript.h>

#include <algorithm>
#include <iterator>

namespace proviso {
namespace {

struct Lookalike {
  char32_t letter;
  char ascii;
};

constexpr Lookalike kLookalikes[] = {
#include "text/lookalike_table.inc"
};
static_assert(std::ranges::is_sorted(kLookalikes, {}, &Lookalike::letter));

}  // namespace

char32_t LatinLookalike(char32_t c) {
  if (c < 0x80) return 0;
  const auto* const at = std::ranges::lower_bound(kLookalikes, c, {}, &Lookalike::letter);
  return at == std::end(kLookalikes) || at->letter != c ? 0 : static_cast<unsigned char>(at->ascii);
}

bool IsLatinLetter(char32_t c) {
  if (c < 0x80) return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
  UErrorCode status = U_ZERO_ERROR;
  const UScriptCode script = uscript_getScript(static_cast<UChar32>(c), &status);
  return u_isalpha(static_cast<UChar32>(c)) != 0 && U_SUCCESS(status) && script == USCRIPT_LATIN;
}

}  // namespace proviso
