#include "regex/pattern_fault.h"

#include <re2/re2.h>

#include <algorithm>
#include <vector>

namespace proviso {
namespace {

// A pattern cut into what RE2's parser reads in one go: an escape, or one byte. RE2 tells the offending text and not
// where it stands; looking for it at the starts of pieces only keeps `\\1` from being taken for `\1`.
struct Piece {
  std::size_t begin = 0;
  bool in_class = false;  // between `[` and `]`
  bool quoted = false;    // between `\Q` and `\E`
};

std::vector<Piece> Cut(std::string_view text) {
  std::vector<Piece> pieces;
  bool in_class = false, quoted = false;
  std::size_t class_begin = 0;
  for (std::size_t i = 0; i < text.size();) {
    pieces.push_back({i, in_class, quoted});
    const std::string_view two = text.substr(i, 2);
    if (quoted) {
      quoted = two != "\\E";
      i += quoted ? 1 : 2;
    } else if (text[i] == '\\') {
      quoted = two == "\\Q" && !in_class;
      i += 2;
    } else {
      if (!in_class && text[i] == '[') {
        in_class = true;
        class_begin = i + (text.substr(i + 1, 1) == "^" ? 2 : 1);
      } else if (in_class && two == "[:" && text.find(":]", i) != std::string_view::npos) {
        i = text.find(":]", i) + 1;
      } else if (in_class && text[i] == ']' && i > class_begin) {
        in_class = false;
      }
      ++i;
    }
  }
  return pieces;
}

Range Whole(std::string_view text) { return {0, text.size()}; }

// Where `part` stands, at best where a piece begins.
Range Locate(std::string_view text, std::string_view part) {
  if (part.empty()) return Whole(text);
  for (const Piece& piece : Cut(text)) {
    if (!piece.quoted && text.substr(piece.begin, part.size()) == part) return {piece.begin, piece.begin + part.size()};
  }
  const std::size_t begin = text.find(part);
  return begin == std::string_view::npos ? Whole(text) : Range{begin, begin + part.size()};
}

// The parenthesis without its other half: the innermost `(` left open, or the first `)` too many.
Range LocateParenthesis(std::string_view text) {
  std::vector<std::size_t> open;
  for (const Piece& piece : Cut(text)) {
    if (piece.in_class || piece.quoted) continue;
    if (text[piece.begin] == '(') open.push_back(piece.begin);
    if (text[piece.begin] != ')') continue;
    if (open.empty()) return {piece.begin, piece.begin + 1};
    open.pop_back();
  }
  return open.empty() ? Whole(text) : Range{open.back(), open.back() + 1};
}

PatternError At(Range place, std::string message, std::string help = {}) {
  return {std::move(message), std::move(help), place.begin, place.end - place.begin};
}

std::string Quoted(std::string_view part) { return "`" + std::string(part) + "`"; }

// RE2 tells `(?P` for `(?P=name)`, and a sound `(?P<name>...)` may stand before it.
Range LocateGroup(std::string_view text, std::string_view part) {
  if (part != "(?P") return Locate(text, part);
  for (const Piece& piece : Cut(text)) {
    const std::string_view four = text.substr(piece.begin, 4);
    if (!piece.quoted && four.substr(0, 3) == part && four != "(?P<") return {piece.begin, piece.begin + part.size()};
  }
  return Locate(text, part);
}

// `(?` with something that RE2 does not know.
PatternError GroupFault(std::string_view text, std::string_view part) {
  Range place = LocateGroup(text, part);
  const std::string_view rest = text.substr(place.begin);
  const auto begins = [&](std::string_view opening) { return rest.substr(0, opening.size()) == opening; };
  const auto fault = [&](std::size_t length, std::string message, std::string help) {
    place.end = place.begin + std::min(length, rest.size());
    return At(place, std::move(message), std::move(help));
  };
  constexpr const char* kNoLookAround =
      "match the text without it, and use `except` to take matches away or `denies` to ask for a denial";
  if (begins("(?=") || begins("(?!")) return fault(3, "look-ahead is not part of RE2", kNoLookAround);
  if (begins("(?<=") || begins("(?<!")) return fault(4, "look-behind is not part of RE2", kNoLookAround);
  if (begins("(?<")) {
    return fault(rest.find('>') == std::string_view::npos ? 3 : rest.find('>') + 1, "groups are not named so in RE2",
                 "write `(?P<name>...)`, or `(...)`: the name is not used");
  }
  if (begins("(?P=") || begins("(?P>")) {
    return fault(4, "references back to a group are not part of RE2", "list the alternatives: `(?:a-a|b-b)`");
  }
  if (begins("(?>")) return fault(3, "atomic groups are not part of RE2", "write `(?:...)`: RE2 never backtracks");
  if (begins("(?#")) return fault(3, "comments are not part of RE2", "write a comment of the YAML file: `# ...`");
  return At(place, "unknown group " + Quoted(part), "write `(?:...)` for a group that only groups");
}

PatternError EscapeFault(std::string_view text, std::string_view part) {
  const Range place = Locate(text, part);
  const char letter = part.size() > 1 ? part[1] : '\0';
  if ((letter >= '1' && letter <= '9') || letter == 'k' || letter == 'g') {
    return At(place, "references back to a group (" + Quoted(part) + ") are not part of RE2",
              "list the alternatives: `(?:a-a|b-b)`");
  }
  const auto help = [letter]() -> std::string {
    switch (letter) {
      case 'Z':
        return "use `\\z` for the end of the text";
      case 'h':
        return "use `[ \\t]` for a space or tab";
      case 'R':
        return "use `\\r?\\n` for a line break";
      case 'u':
        return "use `\\x{20AC}` for a character by its number";
      default:
        return {};
    }
  };
  return At(place, "unknown escape " + Quoted(part), help());
}

PatternError RepeatFault(std::string_view text, std::string_view part) {
  const Range place = Locate(text, part);
  if (part.size() > 1 && part.back() == '+') {
    return At(place, "possessive quantifiers (" + Quoted(part) + ") are not part of RE2",
              "leave out the last `+`: RE2 never backtracks");
  }
  return At(place, "two repeats in a row: " + Quoted(part), "put the first one into a group: `(?:a*)+`");
}

PatternError RepeatSizeFault(std::string_view text, std::string_view part) {
  const Range place = Locate(text, part);
  const std::size_t comma = part.find(',');
  const auto number = [](std::string_view digits) {
    std::size_t value = 0;
    for (const char c : digits) {
      if (c >= '0' && c <= '9' && value <= 1'000'000) value = value * 10 + static_cast<std::size_t>(c - '0');
    }
    return value;
  };
  const bool backwards = comma != std::string_view::npos && part.substr(comma) != ",}" &&
                         number(part.substr(comma)) < number(part.substr(0, comma));
  if (backwards)
    return At(place, "the repeat " + Quoted(part) + " ends before it begins", "write the smaller number first");
  return At(place, "a repeat over 1000: " + Quoted(part) + " (nested repeats multiply)",
            "use `*` or `+`, or a gap in a phrase: `a ...5 b`");
}

}  // namespace

std::optional<PatternError> FaultBeforeCompiling(std::string_view text) {
  for (const Piece& piece : Cut(text)) {
    if (piece.quoted) continue;
    const std::string_view rest = text.substr(piece.begin);
    if (rest.substr(0, 2) == "\\C") {
      return At({piece.begin, piece.begin + 2}, "`\\C` matches single bytes, and texts are matched by character",
                "use `(?s:.)` for any character");
    }
    if (piece.in_class || rest.substr(0, 2) != "(?") continue;
    const std::size_t end = rest.find_first_not_of("imsU-", 2);
    const std::string_view flags = rest.substr(2, end == std::string_view::npos ? end : end - 2);
    const std::size_t minus = flags.find('-');
    if (minus != std::string_view::npos && flags.find('i', minus) != std::string_view::npos) {
      return At({piece.begin, piece.begin + 2 + flags.size()},
                "`-i` asks for letter case, and texts are matched without regard to it", "leave out the `i`");
    }
  }
  return std::nullopt;
}

PatternError FaultOf(const RE2& compiled, std::string_view text) {
  const std::string& part = compiled.error_arg();
  switch (compiled.error_code()) {
    case RE2::ErrorBadPerlOp:
      return GroupFault(text, part);
    case RE2::ErrorBadEscape:
      return EscapeFault(text, part);
    case RE2::ErrorRepeatOp:
      return RepeatFault(text, part);
    case RE2::ErrorRepeatSize:
      return RepeatSizeFault(text, part);
    case RE2::ErrorRepeatArgument:
      return At(Locate(text, part), "nothing stands before " + Quoted(part) + " to repeat",
                "write `\\" + part.substr(0, 1) + "` for the character itself");
    case RE2::ErrorMissingBracket: {
      const Range place = Locate(text, part);
      return At({place.begin, place.begin + 1}, "`[` without its `]`", "write `\\[` for the character itself");
    }
    case RE2::ErrorMissingParen:
      return At(LocateParenthesis(text), "`(` without its `)`", "write `\\(` for the character itself");
    case RE2::ErrorUnexpectedParen:
      return At(LocateParenthesis(text), "`)` without its `(`", "write `\\)` for the character itself");
    case RE2::ErrorTrailingBackslash:
      return At({text.size() - 1, text.size()}, "the pattern ends in the middle of an escape",
                "write `\\\\` for the character itself");
    case RE2::ErrorBadCharRange:
      if (part.substr(0, 1) == "[" || part.substr(0, 1) == "\\") {
        return At(Locate(text, part), "unknown character class " + Quoted(part));
      }
      return At(Locate(text, part), "the range " + Quoted(part) + " in the character class is not one",
                "write the earlier character first, or `\\-` for the character itself");
    case RE2::ErrorBadCharClass:
      return At(Locate(text, part), "unknown character class " + Quoted(part));
    case RE2::ErrorBadNamedCapture: {
      if (part.substr(0, 4) == "(?P=" || part.substr(0, 4) == "(?P>") return GroupFault(text, part.substr(0, 4));
      return At(Locate(text, part), "the group's name in " + Quoted(part) + " is not one, or is given twice",
                "write `(...)`: the name is not used");
    }
    case RE2::ErrorBadUTF8:
      return At(Whole(text), "the pattern is not UTF-8");
    case RE2::ErrorPatternTooLarge:
      return At(Whole(text), "the pattern is too large once its repeats are written out",
                "make the repeats shorter, or split it into several patterns");
    default:
      return At(Locate(text, part), "RE2 refuses the pattern: " + compiled.error());
  }
}

}  // namespace proviso
