#include "base/quantity.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace proviso {
namespace {

using ::testing::HasSubstr;

struct Good {
  std::string_view text;
  std::string_view want;  // in ToString()
};
struct Bad {
  std::string_view text;
  std::string_view problem;  // a part of it
};

void ExpectGood(QuantityKind kind, std::initializer_list<Good> cases) {
  for (const Good& c : cases) {
    const QuantityResult result = ParseQuantity(c.text, kind);
    ASSERT_TRUE(result.quantity) << c.text << ": " << result.problem;
    EXPECT_EQ(ToString(*result.quantity), c.want) << c.text;
    EXPECT_EQ(result.problem, "") << c.text;
  }
}

void ExpectBad(QuantityKind kind, std::initializer_list<Bad> cases) {
  for (const Bad& c : cases) {
    const QuantityResult result = ParseQuantity(c.text, kind);
    EXPECT_FALSE(result.quantity) << c.text << ": " << ToString(*result.quantity);
    EXPECT_THAT(result.problem, HasSubstr(c.problem)) << c.text;
  }
}

TEST(Quantity, Numbers) {
  ExpectGood(QuantityKind::kNumber, {{"0", "0"},
                                     {"-0", "0"},
                                     {"5", "5"},
                                     {"+5", "5"},
                                     {"-1.5", "-1.5"},
                                     {".5", "0.5"},
                                     {"1,400", "1400"},
                                     {"1,234,567.25", "1234567.25"},
                                     {"3 million", "3000000"},
                                     {"3m", "3000000"},
                                     {"2.5M", "2500000"},
                                     {"10k", "10000"},
                                     {"1.2 bn", "1200000000"},
                                     {"2 Thousand", "2000"},
                                     {"1 trillion", "1000000000000"},
                                     {"1e3", "1000"},
                                     {"1.5E+2", "150"},
                                     {"25e-1", "2.5"},
                                     {"0.000000001", "0.000000001"},
                                     {"0.1000000000000000", "0.1"},
                                     {" 7 ", "7"},
                                     {"0.3 trillion", "300000000000"},
                                     {"0.0000000000005 trillion", "0.5"},
                                     {"100000000000000000000", "100000000000000000000"}});
  ExpectBad(QuantityKind::kNumber, {{"", "no figure"},
                                    {"   ", "no figure"},
                                    {"many", "not one figure"},
                                    {"1,4", "in threes"},
                                    {"1,4000", "in threes"},
                                    {"1,,400", "in threes"},
                                    {"1400,000", "in threes"},
                                    {",400", "in threes"},
                                    {"1.400.000", "not a decimal"},
                                    {"1.4,000", "not a decimal"},
                                    {".", "not a decimal"},
                                    {"010", "begins with a zero"},
                                    {"0x1F", "`x` is not a scale"},
                                    {"1 400", "not one figure"},
                                    {"1_400", "not one figure"},
                                    {"5-10", "ranges"},
                                    {"~5", "ranges"},
                                    {"up to 5", "ranges"},
                                    {"90+", "ranges"},
                                    {"50%", "ranges"},
                                    {">5", "ranges"},
                                    {"--5", "ranges"},
                                    {"5 to 10", "`to` is not a scale"},
                                    {"3 million people", "more than one figure"},
                                    {"3 TB", "not a scale"},
                                    {"0.0000000001", "nine decimal places"},
                                    {"1e-10", "nine decimal places"},
                                    {"1e31", "exponent"},
                                    {"1e999999999999", "exponent"},
                                    {"1e30", "too large"},
                                    {"999999999999999999999999999999999999999", "too many digits"},
                                    {"NaN", "ranges"},
                                    {".inf", "not a decimal"}});
}

TEST(Quantity, Counts) {
  ExpectGood(QuantityKind::kCount,
             {{"0", "0"}, {"1.5 million", "1500000"}, {"2.0", "2"}, {"1e3", "1000"}, {"12,000", "12000"}});
  ExpectBad(QuantityKind::kCount, {{"-1", "negative"}, {"1.5", "whole number"}, {"0.0005 thousand", "whole number"}});
}

TEST(Quantity, Bytes) {
  ExpectGood(QuantityKind::kBytes, {{"0", "0"},
                                    {"0.0", "0"},
                                    {"1 B", "1"},
                                    {"1 byte", "1"},
                                    {"2 bytes", "2"},
                                    {"1KB", "1000"},
                                    {"1 kb", "1000"},
                                    {"1 KiB", "1024"},
                                    {"1 Mib", "1048576"},
                                    {"1,400 TB", "1400000000000000"},
                                    {"1.4 PB", "1400000000000000"},
                                    {"3 GB", "3000000000"},
                                    {"2 EB", "2000000000000000000"},
                                    {"5 ZB", "5000000000000000000000"},
                                    {"1 YB", "1000000000000000000000000"},
                                    {"1 YiB", "1208925819614629174706176"},
                                    {"1e3 TB", "1000000000000000"},
                                    {"2 terabytes", "2000000000000"},
                                    {"1.4\u00A0PB", "1400000000000000"},
                                    {"1.4\u202FPB", "1400000000000000"},
                                    {"0.5 KiB", "512"},
                                    {"0.5 B", "0.5"},
                                    {"1EB", "1000000000000000000"}});
  ExpectBad(QuantityKind::kBytes, {{"5", "no unit"},
                                   {"1,400", "no unit"},
                                   {"-1 TB", "negative"},
                                   {"5 bits", "bits or a rate"},
                                   {"5 Mbit", "bits or a rate"},
                                   {"5 kbps", "bits or a rate"},
                                   {"5 MB/s", "bits or a rate"},
                                   {"5 T", "not a unit of size"},
                                   {"5 days", "not a unit of size"},
                                   {"5 million", "not a unit of size"},
                                   {"5-10 TB", "ranges"},
                                   {"up to 5 TB", "ranges"},
                                   {"5 TB+", "more than one figure"},
                                   {"5 TB 3 GB", "more than one figure"},
                                   {"1\u00A0400 TB", "ranges"},
                                   {"1000000 YB", "too large"}});
}

TEST(Quantity, Durations) {
  ExpectGood(QuantityKind::kDuration, {{"0", "0"},
                                       {"30 s", "30"},
                                       {"30 sec", "30"},
                                       {"1 second", "1"},
                                       {"5 min", "300"},
                                       {"5 minutes", "300"},
                                       {"2h", "7200"},
                                       {"2 hrs", "7200"},
                                       {"1 hour", "3600"},
                                       {"1 d", "86400"},
                                       {"90 days", "7776000"},
                                       {"2 weeks", "1209600"},
                                       {"1 wk", "604800"},
                                       {"1 month", "2592000"},
                                       {"1 mo", "2592000"},
                                       {"1 year", "31536000"},
                                       {"2 Yrs", "63072000"},
                                       {"1.5 hours", "5400"}});
  ExpectBad(QuantityKind::kDuration, {{"90", "no unit"},
                                      {"5 m", "minutes or months"},
                                      {"5 fortnights", "not a unit of time"},
                                      {"-1 day", "negative"},
                                      {"-1 hour 2 days", "negative"},
                                      {"90+ days", "ranges"},
                                      {"1 day 2 days", "same unit twice"},
                                      {"1 day 24", "no unit"},
                                      {"1 day 0 5 h", "no"},
                                      {"30 to 90 days", "`to` is not a unit"},
                                      {"30-90 days", "ranges"},
                                      {"1 year or so", "more than one figure"},
                                      {"P1Y", "ranges"},
                                      {"9999999999999999999999999 years", "too large"},
                                      {"99999999999999999999999999 months", "too large"}});
}

TEST(Quantity, TwelveMonthsAreAYearAndPartsAddUp) {
  const auto days = [](std::string_view text) { return ParseQuantity(text, QuantityKind::kDuration).quantity; };
  EXPECT_EQ(days("12 months"), days("1 year"));
  EXPECT_EQ(days("18 months"), days("545 days"));
  EXPECT_EQ(days("1 year 6 months"), days("545 days"));
  EXPECT_EQ(days("1 year, 6 months and 2 hours"), days("13082 hours"));
  EXPECT_EQ(days("1h30min"), days("90 min"));
  EXPECT_EQ(days("1.5 months"), days("45 days"));
  EXPECT_EQ(days("12.5 months"), days("380 days"));
  EXPECT_LT(*days("11 months"), *days("1 year"));
}

}  // namespace
}  // namespace proviso
