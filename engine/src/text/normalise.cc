#include "text/normalise.h"

#include <unicode/normalizer2.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>

#include <algorithm>
#include <cstdlib>

#include "text/lookalike.h"
#include "text/unmask.h"

namespace proviso {
namespace {

// A code point on its way, with the original bytes that it stands for.
struct Letter {
  char32_t c = 0;
  char32_t source = 0;  // before folding, when one code point alone became this one; else `c`
  std::uint32_t begin = 0, end = 0;
};

bool IsAscii(std::string_view text) {
  return std::all_of(text.begin(), text.end(), [](char c) { return static_cast<unsigned char>(c) < 0x80; });
}

char32_t Lowered(char32_t ascii) { return ascii >= 'A' && ascii <= 'Z' ? ascii - 'A' + 'a' : ascii; }

const icu::Normalizer2& Check(const icu::Normalizer2* instance, UErrorCode status) {
  if (U_FAILURE(status)) std::abort();  // ICU without its data cannot run at all
  return *instance;
}

const icu::Normalizer2& CompatibilityFolding() {
  UErrorCode status = U_ZERO_ERROR;
  static const icu::Normalizer2& instance = Check(icu::Normalizer2::getNFKCCasefoldInstance(status), status);
  return instance;
}

// What people type or word processors put for an apostrophe.
char32_t FoldApostrophe(char32_t c) {
  switch (c) {
    case 0x00B4:
    case 0x02B9:
    case 0x02BB:
    case 0x02BC:
    case 0x02BD:
    case 0x055A:
    case 0x2018:
    case 0x2019:
    case 0x201B:
    case 0x2032:
    case 0xA78C:
    case 0xFF07:
      return '\'';
    default:
      return c;
  }
}

struct Stripped {
  std::vector<Letter> letters;     // without default-ignorables
  std::vector<std::size_t> joins;  // before which letters a run of them was removed from inside a word
  std::vector<Range> removed;      // the original bytes of each of these runs
};

Stripped Strip(std::string_view original) {
  Stripped stripped;
  stripped.letters.reserve(original.size());
  bool in_run = false;
  std::size_t run = 0;
  for (std::size_t offset = 0; offset < original.size();) {
    const std::size_t begin = offset;
    const char32_t c = Next(original, offset);
    if (IsIgnorable(c)) {
      if (!in_run) run = begin;
      in_run = true;
      continue;
    }
    if (in_run && !stripped.letters.empty() && IsWordCharacter(c) && IsWordCharacter(stripped.letters.back().c)) {
      stripped.joins.push_back(stripped.letters.size());
      stripped.removed.push_back({run, begin});
    }
    in_run = false;
    stripped.letters.push_back(
        {FoldApostrophe(c), c, static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(offset)});
  }
  return stripped;
}

std::vector<Letter> WithSpaces(const Stripped& stripped) {
  std::vector<Letter> letters;
  letters.reserve(stripped.letters.size() + stripped.joins.size());
  std::size_t next = 0;
  for (std::size_t i = 0; i < stripped.letters.size(); ++i) {
    if (next < stripped.joins.size() && stripped.joins[next] == i) {
      const Range removed = stripped.removed[next++];
      letters.push_back({' ', ' ', static_cast<std::uint32_t>(removed.begin), static_cast<std::uint32_t>(removed.end)});
    }
    letters.push_back(stripped.letters[i]);
  }
  return letters;
}

// No language stacks more marks on one letter (Unicode's own stream-safe limit is 30), and putting a run of them in
// order takes time that grows with the square of its length.
constexpr std::size_t kMostInSegment = 64;

// NFKC_Casefold, one normalisation segment after the other: what a segment becomes stands for all of the segment.
std::vector<Letter> Fold(const std::vector<Letter>& letters) {
  const icu::Normalizer2& folding = CompatibilityFolding();
  const auto starts_segment = [&](const Letter& letter) {
    return letter.c < 0x80 || folding.hasBoundaryBefore(static_cast<UChar32>(letter.c));
  };
  std::vector<Letter> folded;
  folded.reserve(letters.size());
  icu::UnicodeString before, after;
  for (std::size_t i = 0; i < letters.size();) {
    std::size_t end = i + 1;
    while (end < letters.size() && end - i < kMostInSegment && !starts_segment(letters[end])) ++end;
    if (end == i + 1 && letters[i].c < 0x80) {
      folded.push_back({Lowered(letters[i].c), letters[i].c, letters[i].begin, letters[i].end});
      i = end;
      continue;
    }
    before.remove();
    for (std::size_t k = i; k < end; ++k) before.append(static_cast<UChar32>(letters[k].c));
    UErrorCode status = U_ZERO_ERROR;
    folding.normalize(before, after, status);
    if (U_FAILURE(status)) std::abort();  // out of memory
    for (int32_t k = 0; k < after.length(); k = after.moveIndex32(k, 1)) {
      const char32_t c = FoldApostrophe(static_cast<char32_t>(after.char32At(k)));
      folded.push_back({c, end == i + 1 ? letters[i].source : c, letters[i].begin, letters[end - 1].end});
    }
    i = end;
  }
  return folded;
}

// Within a word that has a Latin letter, letters that look like one become it.
void FoldLookalikes(std::vector<Letter>& letters) {
  for (std::size_t i = 0; i < letters.size();) {
    bool latin = false, foreign = false;
    std::size_t end = i;
    for (; end < letters.size() && IsWordCharacter(letters[end].c); ++end) {
      latin = latin || IsLatinLetter(letters[end].c);
      foreign = foreign || letters[end].c >= 0x80;
    }
    for (std::size_t k = i; latin && foreign && k < end; ++k) {
      if (letters[k].c < 0x80) continue;
      char32_t ascii = LatinLookalike(letters[k].source);
      if (ascii == 0) ascii = LatinLookalike(letters[k].c);
      if (ascii != 0) letters[k].c = ascii;
    }
    i = std::max(end, i + 1);
  }
}

View MakeView(const std::vector<Letter>& stripped) {
  std::vector<Letter> letters = Fold(stripped);
  FoldLookalikes(letters);
  View view;
  view.text.reserve(letters.size());
  view.begins.reserve(letters.size());
  view.ends.reserve(letters.size());
  for (const Letter& letter : letters) {
    Append(view.text, letter.c);
    view.begins.resize(view.text.size(), letter.begin);
    view.ends.resize(view.text.size(), letter.end);
  }
  return view;
}

View LoweredAscii(std::string_view original) {
  View view{std::string(original), {}, {}};
  for (char& c : view.text) c = static_cast<char>(Lowered(static_cast<unsigned char>(c)));
  return view;
}

// `view` with its masked words plain; `one` is what a `1` in them stands for.
UnmaskedView Unmask(const View& view, const std::vector<MaskedWord>& words, char one) {
  UnmaskedView out;
  const auto keep = [&](std::size_t at, char c) {
    const Range from = view.Original({at, at + 1});
    out.view.text += c;
    out.view.begins.push_back(static_cast<std::uint32_t>(from.begin));
    out.view.ends.push_back(static_cast<std::uint32_t>(from.end));
  };
  std::size_t at = 0;
  for (const MaskedWord& word : words) {
    for (; at < word.place.begin; ++at) keep(at, view.text[at]);
    const std::size_t begin = out.view.text.size();
    for (; at < word.place.end; ++at) {
      const char c = view.text[at];
      const char letter = c >= 'a' && c <= 'z' ? c : StandsFor(c, one);
      if (letter != 0) keep(at, letter);
    }
    out.words.push_back({begin, out.view.text.size()});
  }
  for (; at < view.text.size(); ++at) keep(at, view.text[at]);
  return out;
}

std::vector<UnmaskedView> UnmaskedViews(const View& view) {
  const std::vector<MaskedWord> words = FindMaskedWords(view.text);
  if (words.empty()) return {};
  std::vector<UnmaskedView> views = {Unmask(view, words, 'i')};
  const bool has_one = std::ranges::any_of(words, [&](const MaskedWord& word) {
    return view.text.substr(word.place.begin, word.place.end - word.place.begin).find('1') != std::string::npos;
  });
  if (has_one) views.push_back(Unmask(view, words, 'l'));
  return views;
}

std::string WithRunsAs(std::string_view text, char replacement, bool (*is_run)(char32_t)) {
  std::string out;
  bool pending = false;
  for (std::size_t offset = 0; offset < text.size();) {
    const char32_t c = Next(text, offset);
    if (is_run(c)) {
      pending = true;
      continue;
    }
    if (pending && !out.empty()) out += replacement;
    pending = false;
    Append(out, c);
  }
  return out;
}

std::string WordCharactersOf(std::string_view text) {
  std::string out;
  for (std::size_t offset = 0; offset < text.size();) {
    const char32_t c = Next(text, offset);
    if (IsWordCharacter(c)) Append(out, c);
  }
  return out;
}

// A letter, mark or digit that is another form of a plainer one: `ﬁ`, `²`, fullwidth letters.
bool IsCompatibilityWord(char32_t c) {
  return c >= 0x80 && IsWordCharacter(c) &&
         u_getIntPropertyValue(static_cast<UChar32>(c), UCHAR_DECOMPOSITION_TYPE) > U_DT_CANONICAL;
}

// Case and canonical equivalence only: what any reader takes for the same word.
std::string LightlyFolded(std::string_view original) {
  std::string apostrophes;
  for (std::size_t offset = 0; offset < original.size();) Append(apostrophes, FoldApostrophe(Next(original, offset)));
  UErrorCode status = U_ZERO_ERROR;
  static const icu::Normalizer2& nfc = Check(icu::Normalizer2::getNFCInstance(status), status);
  const icu::UnicodeString folded = icu::UnicodeString::fromUTF8(apostrophes).foldCase();
  std::string out;
  nfc.normalize(folded, status).toUTF8String(out);
  return out;
}

}  // namespace

Range View::Original(Range normal) const {
  if (begins.empty()) return normal;
  if (normal.begin >= normal.end) {
    const std::size_t at = normal.begin < begins.size() ? begins[normal.begin] : ends.back();
    return {at, at};
  }
  return {begins[normal.begin], ends[normal.end - 1]};
}

View NormaliseJoined(std::string_view original) {
  return IsAscii(original) ? LoweredAscii(original) : MakeView(Strip(original).letters);
}

NormalText Normalise(std::string_view original) {
  NormalText text;
  if (IsAscii(original)) {
    text.joined = LoweredAscii(original);
  } else {
    const Stripped stripped = Strip(original);
    text.joined = MakeView(stripped.letters);
    if (!stripped.joins.empty()) text.spaced = MakeView(WithSpaces(stripped));
  }
  text.unmasked = UnmaskedViews(text.joined);
  return text;
}

bool IsFolded(std::string_view original) { return IsFolded(original, NormaliseJoined(original).text); }

bool IsFolded(std::string_view original, std::string_view normal) {
  if (IsAscii(original)) return false;
  for (std::size_t offset = 0; offset < original.size();) {
    const char32_t c = Next(original, offset);
    if (IsIgnorable(c) || IsCompatibilityWord(c)) return true;
  }
  return WordCharactersOf(LightlyFolded(original)) != WordCharactersOf(normal);
}

std::optional<Range> NeverInText(std::string_view pattern) {
  for (std::size_t offset = 0; offset < pattern.size();) {
    const std::size_t begin = offset;
    const char32_t c = Next(pattern, offset);
    if (c < 0x80) continue;
    std::string lowered;
    Append(lowered, static_cast<char32_t>(u_tolower(static_cast<UChar32>(c))));
    if (NormaliseJoined(pattern.substr(begin, offset - begin)).text != lowered) return Range{begin, offset};
  }
  return std::nullopt;
}

std::string TextKey(std::string_view original) {
  return WithRunsAs(NormaliseJoined(original).text, ' ', &IsWhiteSpace);
}

std::string TermKey(std::string_view original) {
  return WithRunsAs(NormaliseJoined(original).text, '-', [](char32_t c) { return c == '_' || IsSeparator(c); });
}

}  // namespace proviso
