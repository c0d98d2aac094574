#include "base/codes.h"

#include <algorithm>
#include <array>

#include "proviso/diagnostic.h"

namespace proviso {

std::span<const std::string_view> AllDiagnosticCodes() {
  static const auto kSorted = [] {
    std::array codes = {
        code::kNotUtf8,
        code::kControlCharacter,
        code::kYamlSyntax,
        code::kTabIndentation,
        code::kSeveralDocuments,
        code::kEmptyFile,
        code::kDuplicateKey,
        code::kTag,
        code::kMergeKey,
        code::kAlias,
        code::kDirective,
        code::kKeyNotText,
        code::kKeyWithoutColon,
        code::kUnclosedQuote,
        code::kTooDeep,
        code::kTooLarge,
        code::kTooManyNodes,
        code::kAmbiguousScalar,
        code::kNotAModule,
        code::kUnknownKey,
        code::kMissingKey,
        code::kWrongShape,
        code::kBadName,
        code::kBadValue,
        code::kReservedName,
        code::kDuplicateModule,
        code::kDuplicateId,
        code::kDuplicateName,
        code::kUnknownLibrary,
        code::kUnknownField,
        code::kUnknownType,
        code::kUnknownTaxonomy,
        code::kUnknownTerm,
        code::kUnknownEntry,
        code::kUnknownSignal,
        code::kUnknownRule,
        code::kUnknownOperator,
        code::kNotInScope,
        code::kOperatorType,
        code::kBareField,
        code::kEmptyCondition,
        code::kListRefused,
        code::kBadCount,
        code::kBadQuantity,
        code::kBadDate,
        code::kBadPattern,
        code::kEmptyPattern,
        code::kBadPhrase,
        code::kSignalCycle,
        code::kTermCycle,
        code::kAliasConflict,
        code::kNoCondition,
        code::kUnknownDescriptor,
        code::kRepeatedLabel,
        code::kEveryOfNone,
        code::kOpenException,
        code::kClauseConflict,
        code::kBadTest,
        code::kUnknownColumn,
        code::kDuplicateColumn,
        code::kCsvSyntax,
        code::kCsvColumns,
        code::kUnreadableFile,
        code::kJsonSyntax,
        code::kNotAnObject,
        code::kMissingId,
        code::kDuplicateDescriptor,
        code::kWrongType,
        code::kConflictingValues,
    };
    std::ranges::sort(codes);
    return codes;
  }();
  return kSorted;
}

}  // namespace proviso
