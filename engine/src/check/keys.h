// The words of the language as tables: which keys each kind of mapping takes, which operators each type of field takes.
// The checks refuse what is not in them, and whatever documents the language (a JSON Schema, say) can be made from
// them.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "model/model.h"

namespace proviso {

struct KeySpec {
  std::string_view name;
  bool required = false;
  std::string_view description;
};

// `name` is how messages call such a mapping: "a rule".
struct MappingKind {
  std::string_view name;
  std::span<const KeySpec> keys;

  bool Takes(std::string_view key) const;
  std::vector<std::string> Names() const;
};

extern const MappingKind kPolicyKeys;
extern const MappingKind kLibraryKeys;
extern const MappingKind kTestFileKeys;
extern const MappingKind kFieldKeys;
extern const MappingKind kEntryKeys;
extern const MappingKind kCueSectionKeys;
extern const MappingKind kCueKeys;
extern const MappingKind kRuleKeys;
extern const MappingKind kNotDecidableKeys;
extern const MappingKind kEffectiveKeys;
extern const MappingKind kRuleTestKeys;
extern const MappingKind kModuleTestKeys;
extern const MappingKind kEvidenceKeys;
extern const MappingKind kAtLeastKeys;
extern const MappingKind kCountKeys;
// The keys of a condition that are no field.
extern const MappingKind kConditionKeys;

// What an operator compares with.
enum class OperandShape : std::uint8_t { kOne, kList, kOneOrList };

struct OperatorSpec {
  Operator op;
  OperandShape shape;
  std::span<const FieldType> types;  // empty: all
  std::string_view description;
};
std::span<const OperatorSpec> AllOperators();
const OperatorSpec* FindOperator(std::string_view word);
bool Fits(const OperatorSpec& spec, FieldType type);
std::vector<std::string> OperatorNames();
std::vector<std::string> OperatorNames(FieldType type);

inline constexpr FieldType kAllFieldTypes[] = {
    FieldType::kText,  FieldType::kTerm,  FieldType::kTerms,    FieldType::kFlag, FieldType::kNumber,
    FieldType::kCount, FieldType::kBytes, FieldType::kDuration, FieldType::kDate, FieldType::kList,
};
inline constexpr Effect kAllEffects[] = {Effect::kDeny, Effect::kReview, Effect::kNote};
inline constexpr RuleSeverity kAllSeverities[] = {RuleSeverity::kCritical, RuleSeverity::kHigh, RuleSeverity::kMedium,
                                                  RuleSeverity::kLow};
inline constexpr State kAllStates[] = {State::kViolated, State::kUndetermined, State::kClear};
// The decisions that a test may expect; no readable descriptor is `invalid`.
inline constexpr Decision kTestDecisions[] = {Decision::kDeny, Decision::kAsk, Decision::kReview, Decision::kAllow};
inline constexpr Truth kAllTruths[] = {Truth::kTrue, Truth::kFalse, Truth::kUnknown};

// The one of `words` that is spelled `text`.
template <typename Word>
std::optional<Word> FromWord(std::span<const Word> words, std::string_view text) {
  for (const Word word : words) {
    if (ToString(word) == text) return word;
  }
  return std::nullopt;
}

template <typename Word>
std::vector<std::string> AllWords(std::span<const Word> words) {
  std::vector<std::string> names;
  for (const Word word : words) names.emplace_back(ToString(word));
  return names;
}

// First steps of a path that conditions could not tell from their own words.
bool IsReservedStep(std::string_view step);

}  // namespace proviso
