// Every diagnostic code, once. A new one needs a line here, an entry in docs/diagnostics.md and a case under
// tests/cases.
#pragma once

#include <string_view>

namespace proviso::code {

using Code = std::string_view;

// Files and YAML.
inline constexpr Code kNotUtf8 = "not-utf8";
inline constexpr Code kControlCharacter = "control-character";
inline constexpr Code kYamlSyntax = "yaml-syntax";
inline constexpr Code kTabIndentation = "tab-indentation";
inline constexpr Code kSeveralDocuments = "several-documents";
inline constexpr Code kEmptyFile = "empty-file";
inline constexpr Code kDuplicateKey = "duplicate-key";
inline constexpr Code kTag = "tag-refused";
inline constexpr Code kMergeKey = "merge-key";
inline constexpr Code kAlias = "bad-alias";
inline constexpr Code kDirective = "directive";
inline constexpr Code kKeyNotText = "key-not-text";
inline constexpr Code kKeyWithoutColon = "key-without-colon";
inline constexpr Code kUnclosedQuote = "unclosed-quote";
inline constexpr Code kTooDeep = "nesting-too-deep";
inline constexpr Code kTooLarge = "too-large";
inline constexpr Code kTooManyNodes = "too-many-nodes";
inline constexpr Code kAmbiguousScalar = "ambiguous-scalar";

// Modules.
inline constexpr Code kNotAModule = "not-a-module";
inline constexpr Code kUnknownKey = "unknown-key";
inline constexpr Code kMissingKey = "missing-key";
inline constexpr Code kWrongShape = "wrong-shape";
inline constexpr Code kBadName = "bad-name";
inline constexpr Code kBadValue = "bad-value";
inline constexpr Code kReservedName = "reserved-name";
inline constexpr Code kDuplicateModule = "duplicate-module";
inline constexpr Code kDuplicateId = "duplicate-id";
inline constexpr Code kDuplicateName = "duplicate-name";
inline constexpr Code kUnknownLibrary = "unknown-library";
inline constexpr Code kUnknownField = "unknown-field";
inline constexpr Code kUnknownType = "unknown-type";
inline constexpr Code kUnknownTaxonomy = "unknown-taxonomy";
inline constexpr Code kUnknownTerm = "unknown-term";
inline constexpr Code kUnknownEntry = "unknown-entry";
inline constexpr Code kUnknownSignal = "unknown-signal";
inline constexpr Code kUnknownRule = "unknown-rule";
inline constexpr Code kUnknownOperator = "unknown-operator";
inline constexpr Code kNotInScope = "not-in-scope";
inline constexpr Code kOperatorType = "operator-type";
inline constexpr Code kBareField = "bare-field";
inline constexpr Code kEmptyCondition = "empty-condition";
inline constexpr Code kListRefused = "list-refused";
inline constexpr Code kBadCount = "bad-count";
inline constexpr Code kBadQuantity = "bad-quantity";
inline constexpr Code kBadDate = "bad-date";
inline constexpr Code kBadPattern = "bad-pattern";
inline constexpr Code kEmptyPattern = "empty-pattern";
inline constexpr Code kBadPhrase = "bad-phrase";
inline constexpr Code kSignalCycle = "signal-cycle";
inline constexpr Code kTermCycle = "term-cycle";
inline constexpr Code kAliasConflict = "alias-conflict";
inline constexpr Code kClauseConflict = "clause-conflict";
inline constexpr Code kNoCondition = "no-condition";
inline constexpr Code kBadTest = "bad-test";
inline constexpr Code kEveryOfNone = "every-of-none";
inline constexpr Code kOpenException = "open-exception";

// Label files.
inline constexpr Code kUnknownDescriptor = "unknown-descriptor";
inline constexpr Code kRepeatedLabel = "repeated-label";

// Mappings and tables.
inline constexpr Code kUnknownColumn = "unknown-column";
inline constexpr Code kDuplicateColumn = "duplicate-column";
inline constexpr Code kCsvSyntax = "csv-syntax";
inline constexpr Code kCsvColumns = "csv-columns";

// Descriptors.
inline constexpr Code kUnreadableFile = "unreadable-file";
inline constexpr Code kJsonSyntax = "json-syntax";
inline constexpr Code kNotAnObject = "not-an-object";
inline constexpr Code kMissingId = "missing-id";
inline constexpr Code kDuplicateDescriptor = "duplicate-descriptor";
inline constexpr Code kWrongType = "wrong-type";
inline constexpr Code kConflictingValues = "conflicting-values";

}  // namespace proviso::code
