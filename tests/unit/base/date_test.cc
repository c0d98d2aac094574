#include "base/date.h"

#include <gtest/gtest.h>

namespace proviso {
namespace {

TEST(Date, ReadsIsoDaysWithOrWithoutATime) {
  EXPECT_EQ(ParseDate("2026-02-01"), (Date{2026, 2, 1}));
  EXPECT_EQ(ParseDate("2026-02-01T10:00:00Z"), (Date{2026, 2, 1}));
  EXPECT_EQ(ParseDate("2024-02-29"), (Date{2024, 2, 29}));
  EXPECT_EQ(ParseDate("2000-02-29"), (Date{2000, 2, 29}));
  EXPECT_EQ(ToString(Date{26, 2, 1}), "0026-02-01");
  EXPECT_LT((Date{2025, 12, 31}), (Date{2026, 1, 1}));
}

TEST(Date, DaysBesideEachOther) {
  const std::pair<Date, Date> kPairs[] = {
      {{2026, 1, 1}, {2026, 1, 2}},   {{2026, 1, 31}, {2026, 2, 1}}, {{2025, 2, 28}, {2025, 3, 1}},
      {{2024, 2, 28}, {2024, 2, 29}}, {{2024, 2, 29}, {2024, 3, 1}}, {{1900, 2, 28}, {1900, 3, 1}},
      {{2025, 12, 31}, {2026, 1, 1}},
  };
  for (const auto& [day, next] : kPairs) {
    EXPECT_EQ(DayAfter(day), next) << ToString(day);
    EXPECT_EQ(DayBefore(next), day) << ToString(next);
  }
}

TEST(Date, RefusesEveryOtherSpellingAndDaysThatDoNotExist) {
  for (const char* text : {"",
                           "2026",
                           "2026-02",
                           "2026-2-1",
                           "01-02-2026",
                           "1 May 2026",
                           "2026/02/01",
                           "2026-02-30",
                           "2025-02-29",
                           "1900-02-29",
                           "2026-13-01",
                           "2026-00-01",
                           "2026-01-00",
                           "2026-04-31",
                           "0000-01-01",
                           "2026-02-01T",
                           "2026-02-01Tomorrow",
                           "2026-02-01 10:00",
                           "2026-02-011",
                           " 2026-02-01"}) {
    EXPECT_EQ(ParseDate(text), std::nullopt) << text;
  }
}

}  // namespace
}  // namespace proviso
