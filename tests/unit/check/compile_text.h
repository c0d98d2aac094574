// Modules out of text literals, and what is wrong with them. A diagnostic is told by its code and the text that it
// underlines.
#pragma once

#include <gtest/gtest.h>

#include <ostream>
#include <string>
#include <string_view>
#include <vector>

#include "proviso/compile.h"

namespace proviso {

// A library for conditions to speak of. Every fault table that does not say otherwise compiles its module beside it.
extern const std::string_view kShop;

CompileResult CompileTexts(const std::vector<std::string>& texts, const CompileOptions& options = {});

// `code: underlined`, errors first told as they are, warnings with `warning` in front.
std::vector<std::string> Told(const CompileResult& result);

// A policy `p` that uses the shop, with one rule; `body` is what the rule holds besides its id, title, clause and
// effect: lines of YAML indented by four.
std::string PolicyOf(std::string_view body);
// Such a rule with `when:` and this condition, in flow style.
std::string When(std::string_view condition);

struct FaultCase {
  std::string name;
  std::string module;
  std::string code;
  std::string underlined;
  std::string help;  // a part of it; empty: not looked at

  friend void PrintTo(const FaultCase& c, std::ostream* out) { *out << c.name; }
};

// The module, beside the shop, has exactly this one fault.
void ExpectFault(const FaultCase& c);

}  // namespace proviso
