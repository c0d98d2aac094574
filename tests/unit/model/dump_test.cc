#include <gtest/gtest.h>

#include "plan/plan.h"
#include "unit/check/compile_text.h"

namespace proviso {
namespace {

const char* const kLibrary = R"(library: l
uses: [base]
fields:
  purpose: {type: text, required: true, question: "What for?"}
  sector:  {type: term, of: sector}
  opt-in:  {type: flag, undeclared: no}
terms:
  sector: [{government: [police]}, {security: [police]}]
  skill: [seeing]
aliases: {sector: {police: [LEA, cops]}}
implies: {sector: {police: [security, skill/seeing]}}
vocabulary:
  watching: {phrases: [mass surveillance, watch*], patterns: ['\bcctv\b'], except: [bird watching]}
  plain: [x y]
denials: {before: [not, {cue: without, reach: 3}], after: [is excluded], pseudo: [not only], ends: [but]}
hedges: {before: [may]}
signals: {watched: {text: {mentions: watching}}}
tests: [{name: of a library, given: {}, signals: {watched: unknown}}]
)";

const char* const kPolicyText = R"(policy: p
title: A policy
publisher: Example
edition: 2026-01-15
source: https://example.com
caveat: Seen in part.
uses: [l]
applies: {sector: {is: government}}
rules:
  - id: r
    title: A rule
    clause: ["1", "3 a"]
    effect: deny
    severity: critical
    effective: {from: 2026-02-01, until: 2027-02-01}
    when: {signal: watched}
    unless: [{opt-in: {is: true}}]
    require: {sector: {declared: true}}
    message: Not so.
    remedy: Stop.
    tests: [{name: under it, given: {}, expect: undetermined, asks: [purpose, sector], as_of: 2026-03-01}]
  - {id: s, title: Another, clause: "2", effect: note, when: {opt-in: {is: true}}}
not_decidable: [{clause: 4.1, gist: Good faith, why: Nobody declares bad faith.}]
tests:
  - name: of all
    given: {purpose: x}
    expect: {r: clear, s: clear}
    decision: allow
    evidence: [x, {field: purpose}, {field: purpose, text: x}]
)";

// The whole model, one thing a line: whatever is lost on the way from a module to the model is missing here.
const char* const kWant = R"(library base of the base
library l sees [base]
policy module p sees [base, l]
field opt-in (l): flag, undeclared: no
field purpose (l): text, required, asks "What for?"
field sector (l): term of sector
taxonomy sector
  government
  police under [government, security] alias [LEA, cops] implies [sector/security, skill/seeing]
  security
taxonomy skill
  seeing
entry plain (l): phrases [x y]
entry watching (l): phrases [mass surveillance, watch*] patterns [\bcctv\b] except [bird watching]
denials before [not, without within 3]
denials after [is excluded]
denials pseudo [not only]
denials ends [but]
hedges before [may]
signal watched (l): text mentions watching
policy p: A policy, by Example, edition 2026-01-15, at https://example.com
  applies sector is government
caveat Seen in part.
rule r: deny, critical, 1; 3 a, A rule, from 2026-02-01, until 2027-02-01
  when signal watched
  unless opt-in is true
  require sector declared true
  message Not so.
  remedy Stop.
rule s: note, medium, 2, Another
  when opt-in is true
not decidable 4.1: Good faith; Nobody declares bad faith.
test of l: of a library; signal watched unknown
test of p/r: under it; r undetermined; asks [purpose, sector]; as of 2026-03-01
test of p: of all; r clear; s clear; decision allow; evidence x; evidence purpose; evidence purpose: x
)";

std::string DumpOf(const std::vector<std::string>& modules) {
  CompileOptions options;
  options.base.emplace_back("base.yaml", "library: base\n");
  const CompileResult result = CompileTexts(modules, options);
  EXPECT_EQ(Told(result), std::vector<std::string>{});
  return result.ruleset ? Dump(result.ruleset->plan().model) : "";
}

TEST(Dump, ShowsAllThatAModelHolds) { EXPECT_EQ(DumpOf({kLibrary, kPolicyText}), kWant); }

// The order of files decides nothing but the order of tests.
TEST(Dump, DoesNotHangOnTheOrderOfFiles) {
  const std::string want(kWant);
  const std::string other = DumpOf({kPolicyText, kLibrary});
  EXPECT_EQ(other.substr(0, other.find("test of")), want.substr(0, want.find("test of")));
}

TEST(Dump, OfNothingIsEmpty) { EXPECT_EQ(Dump(Model{}), ""); }

}  // namespace
}  // namespace proviso
