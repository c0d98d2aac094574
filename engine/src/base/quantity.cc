#include "base/quantity.h"

#include <algorithm>
#include <vector>

#include "base/ascii.h"
#include "base/units.h"

namespace proviso {
namespace {

constexpr Int128 kNano = 1'000'000'000;
constexpr Int128 kLargest = ((static_cast<Int128>(1) << 126) - 1) * 2 + 1;
constexpr Int128 kSumLimit = kLargest / 4;  // parts that keep below it can be added without a second look
constexpr int kLargestExponent = 30;

bool IsUnitCharacter(char c) { return IsLetter(c) || c == '/'; }

std::string Quoted(std::string_view text) { return "`" + std::string(text) + "`"; }

// No-break spaces stand between figure and unit in well-set documents.
std::string WithPlainSpaces(std::string_view text) {
  std::string plain;
  for (std::size_t i = 0; i < text.size();) {
    if (text.substr(i, 2) == "\u00A0") {
      plain += ' ';
      i += 2;
    } else if (text.substr(i, 3) == "\u202F" || text.substr(i, 3) == "\u2009") {
      plain += ' ';
      i += 3;
    } else {
      plain += text[i] == '\t' || text[i] == '\n' || text[i] == '\r' ? ' ' : text[i];
      ++i;
    }
  }
  const std::size_t begin = plain.find_first_not_of(' ');
  if (begin == std::string::npos) return "";
  return plain.substr(begin, plain.find_last_not_of(' ') - begin + 1);
}

// A decimal number as it was written: digits * 10^-scale.
struct Figure {
  Int128 digits = 0;
  int scale = 0;
};

bool Multiply(Int128& value, Int128 by) {
  if (value != 0 && by > kLargest / (value < 0 ? -value : value)) return false;
  value *= by;
  return true;
}

// The figure times `factor` times 10^9, only if that is a whole number that fits.
enum class Scaling { kExact, kTooLarge, kTooFine };
Scaling Scale(Figure figure, Int128 factor, Int128& nano) {
  // Digits, factor and 10^9 share powers of ten and two with 10^scale; taking them away first keeps the product small.
  Int128 rest = kNano;
  for (; figure.scale > 0 && figure.digits % 10 == 0; --figure.scale) figure.digits /= 10;
  for (; figure.scale > 0 && factor % 10 == 0; --figure.scale) factor /= 10;
  for (; figure.scale > 0 && rest % 10 == 0; --figure.scale) rest /= 10;
  Int128 divisor = 1;
  for (; figure.scale > 0; --figure.scale) {
    if (!Multiply(divisor, 10)) return Scaling::kTooFine;
  }
  for (; divisor % 2 == 0 && factor % 2 == 0; divisor /= 2) factor /= 2;
  for (; figure.scale < 0; ++figure.scale) {
    if (!Multiply(figure.digits, 10)) return Scaling::kTooLarge;
  }
  nano = figure.digits;
  if (!Multiply(nano, factor) || !Multiply(nano, rest)) return Scaling::kTooLarge;
  if (nano % divisor != 0) return Scaling::kTooFine;
  nano /= divisor;
  return Scaling::kExact;
}

// Reads `text` from left to right; `problem` is set once something does not fit.
class Reader {
 public:
  Reader(std::string_view text, QuantityKind kind) : text_(text), kind_(kind) {}

  std::optional<Quantity> Read() {
    Int128 total = 0;
    Int128 months = 0;  // times 10^9
    std::vector<const Unit*> used;
    do {
      const std::optional<Figure> figure = ReadFigure();
      if (!figure) return std::nullopt;
      const Unit* const unit = ReadUnit(*figure);
      if (unit == nullptr) return std::nullopt;
      const auto same = [&](const Unit* other) { return other->factor == unit->factor; };
      if (std::ranges::any_of(used, same)) return Fail(Quoted(text_) + " names the same unit twice");
      used.push_back(unit);
      if (!Add(*figure, *unit, unit->months ? months : total)) return std::nullopt;
    } while (NextPart());
    SkipSpaces();
    if (at_ < text_.size()) return Fail("there is more than one figure with its unit: " + Quoted(text_.substr(at_)));

    const Int128 years = months / (12 * kNano);
    const Int128 part = months - years * 12 * kNano;
    if (years > kSumLimit / (365 * kDay * kNano)) return Fail(Quoted(text_) + " is too large");
    return Whole({total + years * 365 * kDay * kNano + part * 30 * kDay});
  }

  const std::string& problem() const { return problem_; }

 private:
  std::nullopt_t Fail(std::string problem) {
    if (problem_.empty()) problem_ = std::move(problem);
    return std::nullopt;
  }

  void SkipSpaces() {
    while (at_ < text_.size() && text_[at_] == ' ') ++at_;
  }

  // Compound durations: `1 year 6 months`, `1 year, 6 months`, `1 hour and 30 minutes`, `1h30min`.
  bool NextPart() {
    if (kind_ != QuantityKind::kDuration) return false;
    std::size_t at = at_;
    const auto skip_spaces = [&] {
      while (at < text_.size() && text_[at] == ' ') ++at;
    };
    skip_spaces();
    if (at < text_.size() && text_[at] == ',') ++at;
    skip_spaces();
    if (text_.substr(at, 4) == "and ") at += 4;
    skip_spaces();
    if (at >= text_.size() || !IsDigit(text_[at])) return false;
    at_ = at;
    return true;
  }

  bool Add(Figure figure, const Unit& unit, Int128& sum) {
    Int128 nano = 0;
    switch (Scale(figure, unit.months ? 1 : unit.factor, nano)) {
      case Scaling::kExact:
        break;
      case Scaling::kTooLarge:
        Fail(Quoted(text_) + " is too large");
        return false;
      case Scaling::kTooFine:
        Fail(Quoted(text_) + " has more than nine decimal places");
        return false;
    }
    // Of each part, not of their sum: `-1 hour 2 days` is no span of time either.
    if (nano < 0 && kind_ != QuantityKind::kNumber) {
      Fail(Quoted(text_) + " is negative");
      return false;
    }
    if (nano > 0 ? sum > kSumLimit - nano : nano < -kSumLimit) {
      Fail(Quoted(text_) + " is too large");
      return false;
    }
    sum += nano;
    return true;
  }

  std::optional<Quantity> Whole(Quantity quantity) {
    if (kind_ == QuantityKind::kCount && quantity.nano % kNano != 0)
      return Fail(Quoted(text_) + " is not a whole number");
    return quantity;
  }

  std::optional<Figure> ReadFigure() {
    bool negative = false;
    if (at_ == 0 && at_ < text_.size() && (text_[at_] == '-' || text_[at_] == '+')) negative = text_[at_++] == '-';
    const std::size_t begin = at_;
    while (at_ < text_.size() && (IsDigit(text_[at_]) || text_[at_] == ',' || text_[at_] == '.')) ++at_;
    while (at_ > begin && text_[at_ - 1] == ',') --at_;
    const std::string_view written = text_.substr(begin, at_ - begin);
    if (written.empty()) return Fail(Quoted(text_) + " is not one figure; ranges and approximations are refused");
    std::optional<Figure> figure = Digits(written);
    if (!figure || !ReadExponent(*figure)) return std::nullopt;
    if (negative) figure->digits = -figure->digits;
    return figure;
  }

  std::optional<Figure> Digits(std::string_view written) {
    const std::size_t point = written.find('.');
    const std::string_view whole = written.substr(0, point);
    const std::string_view fraction = point == std::string_view::npos ? "" : written.substr(point + 1);
    if (fraction.find_first_of(".,") != std::string_view::npos || (whole.empty() && fraction.empty())) {
      return Fail(Quoted(written) + " is not a decimal number");
    }
    if (!GroupsInThrees(whole)) {
      return Fail(Quoted(written) + " does not group its digits in threes; the decimal point is `.`");
    }
    if (whole.size() > 1 && whole[0] == '0') return Fail(Quoted(written) + " begins with a zero");
    Figure figure;
    for (const char c : std::string(whole) + std::string(fraction)) {
      if (c == ',') continue;
      if (!Multiply(figure.digits, 10)) return Fail(Quoted(written) + " has too many digits");
      if (figure.digits > kLargest - (c - '0')) return Fail(Quoted(written) + " has too many digits");
      figure.digits += c - '0';
    }
    figure.scale = static_cast<int>(fraction.size());
    return figure;
  }

  static bool GroupsInThrees(std::string_view whole) {
    const std::size_t first = whole.find(',');
    if (first == std::string_view::npos) return true;
    if (first == 0 || first > 3 || (whole.size() - first) % 4 != 0) return false;
    for (std::size_t i = first; i < whole.size(); ++i) {
      if ((whole[i] == ',') != ((i - first) % 4 == 0)) return false;
    }
    return true;
  }

  // JSON and YAML write numbers as `1e3`, too. `1 EB` and `1eb` have no digit after the letter.
  bool ReadExponent(Figure& figure) {
    std::size_t at = at_;
    if (at >= text_.size() || (text_[at] != 'e' && text_[at] != 'E')) return true;
    ++at;
    bool negative = false;
    if (at < text_.size() && (text_[at] == '-' || text_[at] == '+')) negative = text_[at++] == '-';
    if (at >= text_.size() || !IsDigit(text_[at])) return true;
    int exponent = 0;
    for (; at < text_.size() && IsDigit(text_[at]); ++at) exponent = std::min(exponent * 10 + (text_[at] - '0'), 1000);
    if (exponent > kLargestExponent) {
      Fail(Quoted(text_) + " has too large an exponent");
      return false;
    }
    at_ = at;
    figure.scale += negative ? exponent : -exponent;
    return true;
  }

  const Unit* ReadUnit(const Figure& figure) {
    static constexpr Unit kOne{"", 1};
    SkipSpaces();
    const std::size_t begin = at_;
    while (at_ < text_.size() && IsUnitCharacter(text_[at_])) ++at_;
    const std::string_view written = text_.substr(begin, at_ - begin);
    const std::string name = ToLower(written);
    if (begin < text_.size() && written.empty() && text_[begin] != ',') {
      Fail(Quoted(text_) + " is not one figure; ranges and approximations are refused");
      return nullptr;
    }
    if (name.empty()) {
      const bool needs_unit = kind_ == QuantityKind::kBytes || kind_ == QuantityKind::kDuration;
      if (!needs_unit || figure.digits == 0) return &kOne;
      Fail(Quoted(text_) + " has no unit; write " + (kind_ == QuantityKind::kBytes ? "`TB`, say" : "`days`, say"));
      return nullptr;
    }
    for (const Unit& unit : UnitsOf(kind_)) {
      if (unit.name == name) return &unit;
    }
    Fail(NoUnit(written, name));
    return nullptr;
  }

  std::string NoUnit(std::string_view written, std::string_view name) const {
    const auto ends = [&](std::string_view end) { return name.ends_with(end); };
    switch (kind_) {
      case QuantityKind::kBytes:
        if (ends("bit") || ends("bits") || ends("bps") || ends("/s")) {
          return Quoted(written) + " counts bits or a rate, not bytes";
        }
        return Quoted(written) + " is not a unit of size; they are B, KB, MB, GB, TB, PB, EB, ZB, YB and KiB to YiB";
      case QuantityKind::kDuration:
        if (name == "m") return "`m` could be minutes or months; write `min` or `months`";
        return Quoted(written) +
               " is not a unit of time; they are seconds, minutes, hours, days, weeks, months and years";
      default:
        return Quoted(written) + " is not a scale; they are thousand, million, billion, trillion, k, m and bn";
    }
  }

  std::string_view text_;
  QuantityKind kind_;
  std::size_t at_ = 0;
  std::string problem_;
};

}  // namespace

QuantityResult ParseQuantity(std::string_view text, QuantityKind kind) {
  const std::string plain = WithPlainSpaces(text);
  if (plain.empty()) return {std::nullopt, "there is no figure"};
  Reader reader(plain, kind);
  const std::optional<Quantity> quantity = reader.Read();
  return {quantity, reader.problem()};
}

std::string ToString(Quantity quantity) {
  const bool negative = quantity.nano < 0;
  std::string digits;
  // One digit at a time: the standard library prints no 128-bit numbers.
  for (Int128 rest = quantity.nano; rest != 0 || digits.size() < 10; rest /= 10) {
    const int digit = static_cast<int>(rest % 10);
    digits.insert(digits.begin(), static_cast<char>('0' + (digit < 0 ? -digit : digit)));
  }
  std::string whole = digits.substr(0, digits.size() - 9);
  std::string fraction = digits.substr(digits.size() - 9);
  fraction.erase(fraction.find_last_not_of('0') + 1);
  if (!fraction.empty()) whole += "." + fraction;
  return negative ? "-" + whole : whole;
}

}  // namespace proviso
