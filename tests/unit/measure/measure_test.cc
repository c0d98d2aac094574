#include "proviso/measure.h"

#include <gtest/gtest.h>

namespace proviso {
namespace {

TEST(Wilson, EightOfTen) {
  const auto interval = Wilson(8, 10);
  ASSERT_TRUE(interval);
  EXPECT_DOUBLE_EQ(interval->value, 0.8);
  EXPECT_NEAR(interval->low, 0.4901, 0.0001);
  EXPECT_NEAR(interval->high, 0.9433, 0.0001);
}

// R. G. Newcombe, Statistics in Medicine 17 (1998), table I, method 3: 81/263, 15/148, 0/20, 1/29.
TEST(Wilson, PublishedValues) {
  const struct {
    std::size_t successes, trials;
    double low, high;
  } rows[] = {{81, 263, 0.2553, 0.3662}, {15, 148, 0.0624, 0.1605}, {0, 20, 0, 0.1611}, {1, 29, 0.0061, 0.1718}};
  for (const auto& row : rows) {
    const auto interval = Wilson(row.successes, row.trials);
    ASSERT_TRUE(interval);
    EXPECT_NEAR(interval->low, row.low, 0.00006) << row.successes << "/" << row.trials;
    EXPECT_NEAR(interval->high, row.high, 0.00006) << row.successes << "/" << row.trials;
  }
}

TEST(Wilson, NothingTriedIsUndefined) { EXPECT_FALSE(Wilson(0, 0)); }

TEST(Wilson, TouchesTheEnds) {
  EXPECT_EQ(Wilson(0, 7)->low, 0);
  EXPECT_EQ(Wilson(7, 7)->high, 1);
}

TEST(SignalCounts, UnknownIsNotFoundAndOpen) {
  SignalCounts counts;
  counts.Add(Labelled::kYes, false, Truth::kUnknown);
  counts.Add(Labelled::kNo, false, Truth::kUnknown);
  EXPECT_EQ(counts.false_negatives, 1u);
  EXPECT_EQ(counts.true_negatives, 1u);
  EXPECT_EQ(counts.open, 2u);
}

TEST(SignalCounts, UnclearIsLeftOut) {
  SignalCounts counts;
  counts.Add(Labelled::kUnclear, false, Truth::kTrue);
  EXPECT_EQ(counts.unclear, 1u);
  EXPECT_EQ(counts.true_positives + counts.false_positives + counts.open, 0u);
}

TEST(SignalCounts, DeniedAndFoundAllTheSame) {
  SignalCounts counts;
  counts.Add(Labelled::kNo, true, Truth::kTrue);
  counts.Add(Labelled::kNo, true, Truth::kFalse);
  EXPECT_EQ(counts.denied, 2u);
  EXPECT_EQ(counts.denied_found, 1u);
  EXPECT_EQ(counts.false_positives, 1u);
}

TEST(Quality, F1IsDiceAndItsIntervalThatOfJaccard) {
  const Quality quality = QualityOf({.true_positives = 8, .false_positives = 1, .false_negatives = 1});
  ASSERT_TRUE(quality.f1);
  EXPECT_NEAR(quality.f1->value, 16.0 / 18, 1e-12);
  EXPECT_NEAR(quality.f1->low, 2 * 0.490162 / 1.490162, 1e-5);
  EXPECT_NEAR(quality.f1->high, 2 * 0.943318 / 1.943318, 1e-5);
}

TEST(Quality, UndefinedIsEmpty) {
  const Quality none = QualityOf({.true_negatives = 5});
  EXPECT_FALSE(none.precision || none.recall || none.f1);
  const Quality missed = QualityOf({.false_negatives = 2});
  EXPECT_FALSE(missed.precision);
  EXPECT_EQ(missed.recall->value, 0);
}

TEST(Averages, MacroSkipsWhatIsUndefinedAndMicroSums) {
  const SignalCounts signals[] = {{.true_positives = 1}, {.true_positives = 1, .false_positives = 1}, {}};
  EXPECT_DOUBLE_EQ(*MacroOf(signals).precision, 0.75);
  EXPECT_NEAR(QualityOf(MicroOf(signals)).precision->value, 2.0 / 3, 1e-12);
  EXPECT_FALSE(MacroOf({}).f1);
}

}  // namespace
}  // namespace proviso
