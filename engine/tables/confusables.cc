#include "tables/confusables.h"

#include <unicode/uchar.h>
#include <unicode/unistr.h>
#include <unicode/uscript.h>
#include <unicode/uspoof.h>

#include <cstdlib>
#include <map>
#include <string>

namespace proviso {
namespace {

constexpr UChar32 kLastLookalike = 0x1FFFF;  // what lies beyond are ideographs and tags

UScriptCode ScriptOf(UChar32 c) {
  UErrorCode status = U_ZERO_ERROR;
  const UScriptCode script = uscript_getScript(c, &status);
  return U_SUCCESS(status) ? script : USCRIPT_UNKNOWN;
}

// Ideographs and syllables stand beside Latin letters in honest text, and are no disguise.
bool IsCandidate(UChar32 c) {
  if (!u_isalpha(c)) return false;
  switch (ScriptOf(c)) {
    case USCRIPT_HAN:
    case USCRIPT_HANGUL:
    case USCRIPT_HIRAGANA:
    case USCRIPT_KATAKANA:
    case USCRIPT_BOPOMOFO:
    case USCRIPT_YI:
      return false;
    default:
      return true;
  }
}

class Skeletons {
 public:
  Skeletons() {
    UErrorCode status = U_ZERO_ERROR;
    checker_ = uspoof_open(&status);
    if (U_FAILURE(status)) std::abort();  // ICU without its data cannot run at all
  }
  ~Skeletons() { uspoof_close(checker_); }
  Skeletons(const Skeletons&) = delete;
  Skeletons& operator=(const Skeletons&) = delete;

  std::u16string Of(UChar32 c) const {
    UErrorCode status = U_ZERO_ERROR;
    icu::UnicodeString skeleton;
    uspoof_getSkeletonUnicodeString(checker_, 0, icu::UnicodeString(c), skeleton, &status);
    if (U_FAILURE(status)) return {};
    return {skeleton.getBuffer(), static_cast<std::size_t>(skeleton.length())};
  }

 private:
  USpoofChecker* checker_ = nullptr;
};

}  // namespace

// Skeletons are compared with skeletons, as those of ASCII letters are not all the letter itself (`m` is `rn`). `I` and
// `l` share one: a capital is taken for a capital, anything else for a small letter.
std::map<char32_t, char32_t> LatinConfusables() {
  const Skeletons skeletons;
  std::map<std::u16string, char32_t> capital, small;
  for (char32_t c = 'a'; c <= 'z'; ++c) {
    small.emplace(skeletons.Of(static_cast<UChar32>(c)), c);
    capital.emplace(skeletons.Of(static_cast<UChar32>(c - 'a' + 'A')), c);
  }
  std::map<char32_t, char32_t> table;
  for (UChar32 c = 0x80; c <= kLastLookalike; ++c) {
    if (!IsCandidate(c)) continue;
    const std::u16string skeleton = skeletons.Of(c);
    const bool is_capital = u_isupper(c) != 0;
    for (const auto* letters : {is_capital ? &capital : &small, is_capital ? &small : &capital}) {
      const auto found = letters->find(skeleton);
      if (found == letters->end()) continue;
      table.emplace(static_cast<char32_t>(c), found->second);
      break;
    }
  }
  return table;
}

}  // namespace proviso
