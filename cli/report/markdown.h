// Text inside a Markdown document.
#pragma once

#include <string>
#include <string_view>

namespace proviso {

// One line, in which nothing is markup that its author did not mean as text: fit for a cell of a table, too.
std::string MarkdownText(std::string_view text);
// A link to `address` where it is plainly one, else its text.
std::string MarkdownLink(std::string_view address);

}  // namespace proviso
