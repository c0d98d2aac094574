// Evidence in words, for the text formats: shared by `check`, `explain` and `test`.
#pragma once

#include <string>
#include <vector>

#include "proviso/evaluate.h"
#include "report/layout.h"

namespace proviso {

// Each declared piece of evidence with its place; matches in a text are shown in their line, underlined: `^~~~` what is
// asserted,
// `----` what is denied, `~~~?` what is hedged. Matches of one kind that share a line share an excerpt. What is not
// declared is told by NotDeclaredOf().
std::string ShowEvidence(const std::vector<Evidence>& evidence, const Source& source, std::size_t indent,
                         const Painter& paint);

// One piece in one line without its excerpt: `data.subjects: residents (is civilians)`, `purpose: "dragnet"`.
std::string DescribeEvidence(const Evidence& evidence);

// The fields that are not declared at all, which may count as a no or be what is unknown; sorted.
std::vector<std::string> NotDeclaredOf(const Finding& finding);

}  // namespace proviso
