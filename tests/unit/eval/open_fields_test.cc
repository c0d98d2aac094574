#include "eval/open_fields.h"

#include <gtest/gtest.h>

#include "unit/eval/lab.h"

namespace proviso {
namespace {

TEST(OpenFields, AreThoseWhoseAnswersAreWaitedFor) {
  const struct {
    const char* condition;
    const char* declared;
    std::set<std::string> want;
  } kCases[] = {
      {"{all: [{consent: {is: true}}, {main: {is: blurring}}, {opt-in: {is: true}}]}",
       "opt-in: true",
       {"consent", "main"}},
      {"{all: [{consent: {is: true}}, {main: {is: blurring}}]}", "consent: true", {"main"}},
      {"{text: {mentions: watching}}", "", {"purpose"}},
      {"{text: {mentions: watching}}", "purpose: x, notes: 5", {"notes"}},
      {"{text: {mentions: watching}}", "purpose: x, notes: may do mass surveillance", {"notes"}},
      {"{purpose: {denies: watching}}", "purpose: no mass surveillance, notes: 5", {"notes"}},
      {"{\"services[].name\": {is: storage}}", "services: [{}]", {"services[].name"}},
      {"{some: services, where: {name: {is: storage}}}", "", {"services"}},
      {"{signal: watched-public}", "purpose: mass surveillance", {"data.subjects"}},
  };
  for (const auto& c : kCases) {
    SCOPED_TRACE(std::string(c.condition) + " of " + c.declared);
    const Lab lab(c.condition, c.declared);
    std::set<std::string> fields;
    AppendUnknownFields(lab.judge(), lab.condition(), lab.facts().root(), fields);
    EXPECT_EQ(fields, c.want);
  }
}

}  // namespace
}  // namespace proviso
