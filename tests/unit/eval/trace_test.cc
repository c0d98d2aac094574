#include "eval/trace.h"

#include <gtest/gtest.h>

#include "unit/eval/lab.h"

namespace proviso {
namespace {

// The tree in one line: `label = truth (reason) {children}`.
std::string Write(const Trace& trace) {
  std::string line = trace.label + " = " + std::string(ToString(trace.truth));
  if (!trace.reason.empty()) line += " (" + trace.reason + ")";
  std::string children;
  for (const Trace& child : trace.children) children += (children.empty() ? "" : "; ") + Write(child);
  return children.empty() ? line : line + " {" + children + "}";
}

std::string Traced(const std::string& condition, const std::string& declared, bool undeclared_no = false) {
  const Lab lab(condition, declared, undeclared_no);
  const Trace trace = TraceOf(lab.judge(), lab.condition(), lab.facts().root());
  EXPECT_EQ(trace.truth, lab.Judged());
  return Write(trace);
}

TEST(Trace, IsTheConditionInTheWordsOfTheModuleWithItsTruths) {
  const struct {
    const char* condition;
    const char* declared;
    const char* want;
  } kCases[] = {
      {"{consent: {is: true}}", "consent: true", "consent is true = true"},
      {"{consent: {is: true}}", "consent: false", "consent is true = false"},
      {"{all: [{consent: {is: true}}, {not: {main: {is: blurring}}}]}", "consent: true, main: faces",
       "all of = true {consent is true = true; not = true {main is blurring = false}}"},
      {"{signal: public}", "data: {subjects: [residents]}",
       "signal public = true {data.subjects includes civilians = true}"},
      {"{usage.seats: {over: 5, under: 10}}", "usage: {seats: 20}",
       "usage.seats over 5 and under 10 = false {usage.seats over 5 = true; usage.seats under 10 = false}"},
      {"{some: services, where: {cameras: {over: 5}}}", "services: [{cameras: 1}, {cameras: 7}]",
       "some services where cameras over 5 = true {services[0]: services[0].cameras over 5 = false; services[1]: "
       "services[1].cameras over 5 = true}"},
  };
  for (const auto& c : kCases) EXPECT_EQ(Traced(c.condition, c.declared), c.want);
}

TEST(Trace, SaysWhyALeafIsNotTrue) {
  const struct {
    const char* condition;
    const char* declared;
    const char* want;
  } kCases[] = {
      {"{consent: {is: true}}", "", "consent is true = unknown (not declared)"},
      {"{consent: {is: true}}", "consent: maybe", "consent is true = unknown (what is declared cannot be read)"},
      {"{opt-in: {is: true}}", "", "opt-in is true = false (not declared, and that counts as no)"},
      {"{consent: {declared: true}}", "", "consent declared true = false (not declared)"},
      {"{consent: {declared: false}}", "", "consent declared false = true"},
      {"{purpose: {mentions: watching}}", "purpose: x", "purpose mentions watching = false (the text does not say so)"},
      {"{text: {mentions: watching}}", "purpose: x", "text mentions watching = false (no text says so)"},
      {"{text: {mentions: watching}}", "", "text mentions watching = unknown (no text is declared)"},
      {"{some: services, where: {cameras: {over: 5}}}", "", "services = unknown (not declared)"},
      {"{some: partners, where: {name: {is: x}}}", "", "partners = false (not declared, and that counts as no)"},
  };
  for (const auto& c : kCases) EXPECT_EQ(Traced(c.condition, c.declared), c.want);
}

TEST(Trace, LeavesCarryTheirEvidence) {
  const Lab lab("{purpose: {mentions: watching}}", "purpose: may do mass surveillance");
  const Trace trace = TraceOf(lab.judge(), lab.condition(), lab.facts().root());
  EXPECT_EQ(LinesOf(trace.evidence),
            (std::vector<std::string>{"purpose = mass surveillance hedged, entry watching, cue may (unknown)"}));
}

}  // namespace
}  // namespace proviso
