#include "check/shape.h"

#include <algorithm>

#include "base/ascii.h"
#include "proviso/near.h"
#include "syntax/resolve.h"

namespace proviso {
namespace {

constexpr std::size_t kLongestQuote = 80;

bool IsBlank(std::string_view text) { return text.find_first_not_of(" \t\r\n") == std::string_view::npos; }
bool IsScalarWord(const Value& value) { return value.kind == Value::Kind::kBool || value.kind == Value::Kind::kNumber; }

void TellAmbiguous(std::string_view plain, Span span, std::string_view what, Diagnostics& out) {
  out.Error(code::kAmbiguousScalar, span,
            std::string(what) + " is a text, but " + Quoted(plain) + " without quotes can be read as something else",
            "quote it: `\"" + std::string(plain) + "\"`");
}

}  // namespace

std::string Quoted(std::string_view words) {
  if (words.size() <= kLongestQuote) return "`" + std::string(words) + "`";
  std::size_t cut = kLongestQuote;
  while (cut > 0 && (static_cast<unsigned char>(words[cut]) & 0xC0) == 0x80) --cut;
  return "`" + std::string(words.substr(0, cut)) + "…`";
}

std::string OneOf(const std::vector<std::string>& names, std::string_view joint) {
  std::string text;
  for (std::size_t i = 0; i < names.size(); ++i) {
    if (i > 0) text += i + 1 == names.size() ? " " + std::string(joint) + " " : ", ";
    text += Quoted(names[i]);
  }
  return text;
}

std::string_view ShapeOf(const Value& value) {
  switch (value.kind) {
    case Value::Kind::kNull:
      return "nothing";
    case Value::Kind::kBool:
      return "a truth value";
    case Value::Kind::kNumber:
      return "a number";
    case Value::Kind::kText:
      return "a text";
    case Value::Kind::kList:
      return "a list";
    case Value::Kind::kObject:
      return "a mapping";
  }
  return "";
}

Span Inside(const Value& text, std::size_t offset, std::size_t length) {
  if (text.runs.empty()) return text.span;
  const std::size_t last = std::max<std::size_t>(length, 1) - 1;
  Span span{text.span.source, SourceOffset(text, offset), SourceOffset(text, offset + last) + 1};
  span.end = std::max(span.end, span.begin);
  return span;
}

Span EntrySpan(const Member& member) {
  return {member.key_span.source, member.key_span.begin, std::max(member.key_span.end, member.value.span.end)};
}

Span FirstKey(const Value& mapping) {
  return mapping.members.empty() ? mapping.span : mapping.members.front().key_span;
}

bool ExpectMapping(const Value& value, std::string_view what, Diagnostics& out) {
  if (value.kind == Value::Kind::kObject) return true;
  out.Error(code::kWrongShape, value.span, std::string(what) + " takes a mapping, not " + std::string(ShapeOf(value)),
            "write `KEY: VALUE` pairs, indented below it");
  return false;
}

bool ExpectList(const Value& value, std::string_view what, Diagnostics& out) {
  if (value.kind == Value::Kind::kList) return true;
  out.Error(
      code::kWrongShape, value.span, std::string(what) + " takes a list, not " + std::string(ShapeOf(value)),
      IsScalarWord(value) || value.kind == Value::Kind::kText ? "write it in brackets: `[" + value.text + "]`" : "");
  return false;
}

std::string_view OurWordFor(std::string_view word) {
  constexpr std::pair<std::string_view, std::string_view> kWords[] = {{"and", "all"},          {"or", "any"},
                                                                      {"if", "when"},          {"except", "unless"},
                                                                      {"exception", "unless"}, {"exceptions", "unless"},
                                                                      {"must", "require"},     {"requires", "require"}};
  const auto known = std::ranges::find(kWords, word, &std::pair<std::string_view, std::string_view>::first);
  return known == std::end(kWords) ? std::string_view() : known->second;
}

void TellUnknownKey(const Member& member, const MappingKind& kind, Diagnostics& out) {
  const std::string_view ours = OurWordFor(member.key);
  std::string help =
      !ours.empty() && kind.Takes(ours) ? "here that is called " + Quoted(ours) : DidYouMean(member.key, kind.Names());
  if (help.empty()) help = std::string(kind.name) + " takes " + OneOf(kind.Names(), "and");
  out.Error(code::kUnknownKey, member.key_span, "unknown key " + Quoted(member.key) + " in " + std::string(kind.name),
            help);
}

void CheckMissingKeys(const Value& value, const MappingKind& kind, Span at, Diagnostics& out) {
  for (const KeySpec& key : kind.keys) {
    if (!key.required || value.Find(key.name) != nullptr) continue;
    out.Error(code::kMissingKey, at, std::string(kind.name) + " needs " + Quoted(key.name),
              "add `" + std::string(key.name) + ":`, " + std::string(key.description));
  }
}

void CheckKeys(const Value& value, const MappingKind& kind, Span at, Diagnostics& out) {
  for (const Member& member : value.members) {
    if (!kind.Takes(member.key)) TellUnknownKey(member, kind, out);
  }
  CheckMissingKeys(value, kind, at, out);
}

std::optional<std::string> ReadText(const Value& value, std::string_view what, Diagnostics& out) {
  if (IsScalarWord(value) || (value.kind == Value::Kind::kText && !value.quoted && IsAmbiguousPlain(value.text))) {
    TellAmbiguous(value.text, value.span, what, out);
    return std::nullopt;
  }
  if (value.kind != Value::Kind::kText) {
    out.Error(code::kWrongShape, value.span, std::string(what) + " takes a text, not " + std::string(ShapeOf(value)),
              "write one text; quote it if it holds `: `, `#` or brackets");
    return std::nullopt;
  }
  if (IsBlank(value.text)) {
    out.Error(code::kBadValue, value.span, std::string(what) + " is empty", "write the text, or remove the key");
    return std::nullopt;
  }
  return value.text;
}

std::optional<std::string> ReadLabel(const Value& value, std::string_view what, Diagnostics& out) {
  if (value.kind == Value::Kind::kNumber) return value.text;
  return ReadText(value, what, out);
}

std::vector<const Value*> ReadList(const Value& value, std::string_view what, Diagnostics& out) {
  std::vector<const Value*> items;
  if (!ExpectList(value, what, out)) return items;
  for (const Value& item : value.items) items.push_back(&item);
  return items;
}

void CheckName(std::string_view name, Span span, std::string_view what, Diagnostics& out) {
  bool kebab = !name.empty();
  bool joint = true;  // a hyphen may not stand here
  std::string suggestion;
  for (const char c : name) {
    const char lower = ToLower(c);
    const bool plain = IsLetter(c) || IsDigit(c);
    kebab = kebab && (plain ? lower == c : c == '-' && !joint);
    joint = !plain;
    if (plain)
      suggestion += lower;
    else if (!suggestion.empty() && suggestion.back() != '-')
      suggestion += '-';
  }
  if (kebab && !joint) return;
  if (!suggestion.empty() && suggestion.back() == '-') suggestion.pop_back();
  out.Error(code::kBadName, span, std::string(what) + " " + Quoted(name) + " is not in kebab-case",
            "names are small letters and digits, joined by single hyphens" +
                (suggestion.empty() ? "" : ": " + Quoted(suggestion)));
}

std::optional<std::string> ReadName(const Value& value, std::string_view what, Diagnostics& out) {
  const std::optional<std::string> name = ReadText(value, what, out);
  if (name) CheckName(*name, value.span, what, out);
  return name;
}

bool CheckKeyText(const Member& member, std::string_view what, Diagnostics& out) {
  const bool quoted = member.key_span.end - member.key_span.begin != member.key.size();
  if (quoted || !IsAmbiguousPlain(member.key)) return true;
  TellAmbiguous(member.key, member.key_span, what, out);
  return false;
}

std::optional<bool> ReadFlag(const Value& value, std::string_view what, Diagnostics& out) {
  if (value.kind == Value::Kind::kBool) return value.boolean;
  if (value.kind == Value::Kind::kText) {
    const std::string word = ToLower(value.text);
    if (word == "yes" || word == "true") return true;
    if (word == "no" || word == "false") return false;
  }
  out.Error(code::kBadValue, value.span, std::string(what) + " is true or false", "write `true` or `false`");
  return std::nullopt;
}

std::optional<Date> ReadDate(const Value& value, std::string_view what, Diagnostics& out) {
  if (value.kind == Value::Kind::kText) {
    if (const std::optional<Date> date = ParseDate(value.text)) return date;
    out.Error(code::kBadDate, value.span, Quoted(value.text) + " is no date", "dates are written `2026-01-31`");
    return std::nullopt;
  }
  out.Error(code::kBadDate, value.span, std::string(what) + " takes a date, not " + std::string(ShapeOf(value)),
            "dates are written `2026-01-31`");
  return std::nullopt;
}

namespace {

std::string_view QuantityHelp(QuantityKind kind) {
  switch (kind) {
    case QuantityKind::kBytes:
      return "write one figure with its unit: `1,400 TB`, `512 MiB`";
    case QuantityKind::kDuration:
      return "write one figure with its unit: `90 days`, `1 year 6 months`";
    case QuantityKind::kCount:
      return "write one whole number that is not negative: `3`, `1,400`, `3 million`";
    case QuantityKind::kNumber:
      break;
  }
  return "write one number: `3.5`, `1,400`, `3 million`";
}

}  // namespace

std::optional<Quantity> ReadQuantity(const Value& value, QuantityKind kind, std::string_view what, Diagnostics& out) {
  if (value.kind != Value::Kind::kNumber && value.kind != Value::Kind::kText) {
    out.Error(code::kBadQuantity, value.span,
              std::string(what) + " takes a quantity, not " + std::string(ShapeOf(value)),
              std::string(QuantityHelp(kind)));
    return std::nullopt;
  }
  QuantityResult result = ParseQuantity(value.text, kind);
  if (!result.quantity)
    out.Error(code::kBadQuantity, value.span, std::move(result.problem), std::string(QuantityHelp(kind)));
  return result.quantity;
}

std::optional<std::int64_t> ReadCount(const Value& value, std::string_view what, Diagnostics& out) {
  constexpr std::int64_t kMost = 1'000'000'000;
  if (value.kind == Value::Kind::kNumber || value.kind == Value::Kind::kText) {
    const QuantityResult result = ParseQuantity(value.text, QuantityKind::kCount);
    const Int128 count = result.quantity ? result.quantity->nano / 1'000'000'000 : kMost + 1;
    if (count <= kMost) return static_cast<std::int64_t>(count);
  }
  out.Error(code::kBadCount, value.span, std::string(what) + " takes a whole number from 0 to a billion",
            "write it in digits: `3`");
  return std::nullopt;
}

void TellBadWord(const Value& value, std::string_view what, const std::vector<std::string>& known, Diagnostics& out) {
  const bool has_text = value.kind == Value::Kind::kText || IsScalarWord(value);
  const std::string found = has_text ? Quoted(value.text) : std::string(ShapeOf(value));
  std::string help = has_text ? DidYouMean(value.text, known) : "";
  if (help.empty()) help = "write one of them";
  out.Error(code::kBadValue, value.span, std::string(what) + " is " + OneOf(known) + ", not " + found, std::move(help));
}

}  // namespace proviso
