#include "base/date.h"

#include <algorithm>
#include <array>

#include "base/ascii.h"

namespace proviso {
namespace {

bool IsLeap(int year) { return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0); }

int DaysOf(int year, int month) {
  constexpr std::array kDays = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  return month == 2 && IsLeap(year) ? 29 : kDays[static_cast<std::size_t>(month - 1)];
}

int Number(std::string_view digits) {
  int number = 0;
  for (const char digit : digits) number = number * 10 + (digit - '0');
  return number;
}

std::string Padded(int number, std::size_t width) {
  const std::string digits = std::to_string(number);
  return std::string(width - std::min(width, digits.size()), '0') + digits;
}

}  // namespace

std::optional<Date> ParseDate(std::string_view text) {
  constexpr std::string_view kShape = "dddd-dd-dd";
  if (text.size() < kShape.size()) return std::nullopt;
  for (std::size_t i = 0; i < kShape.size(); ++i) {
    if (kShape[i] == 'd' ? !IsDigit(text[i]) : text[i] != kShape[i]) return std::nullopt;
  }
  const std::string_view time = text.substr(kShape.size());
  if (!time.empty() && (time.size() < 2 || time[0] != 'T' || !IsDigit(time[1]))) return std::nullopt;

  const Date date{Number(text.substr(0, 4)), Number(text.substr(5, 2)), Number(text.substr(8, 2))};
  if (date.year < 1 || date.month < 1 || date.month > 12) return std::nullopt;
  if (date.day < 1 || date.day > DaysOf(date.year, date.month)) return std::nullopt;
  return date;
}

Date DayBefore(Date date) {
  if (--date.day >= 1) return date;
  if (--date.month >= 1) return {date.year, date.month, DaysOf(date.year, date.month)};
  return {date.year - 1, 12, 31};
}

Date DayAfter(Date date) {
  if (++date.day <= DaysOf(date.year, date.month)) return date;
  date.day = 1;
  if (++date.month <= 12) return date;
  return {date.year + 1, 1, 1};
}

std::string ToString(Date date) {
  return Padded(date.year, 4) + "-" + Padded(date.month, 2) + "-" + Padded(date.day, 2);
}

}  // namespace proviso
