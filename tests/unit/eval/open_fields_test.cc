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
    std::set<std::string> unclear = {};
  } kCases[] = {
      {"{all: [{consent: {is: true}}, {main: {is: blurring}}, {opt-in: {is: true}}]}",
       "opt-in: true",
       {"consent", "main"}},
      {"{all: [{consent: {is: true}}, {main: {is: blurring}}]}", "consent: true", {"main"}},
      {"{text: {mentions: watching}}", "", {"purpose"}},
      {"{text: {mentions: watching}}", "purpose: x, notes: 5", {"notes"}, {"notes"}},
      {"{text: {mentions: watching}}", "purpose: x, notes: may do mass surveillance", {"notes"}, {"notes"}},
      {"{purpose: {denies: watching}}", "purpose: no mass surveillance, notes: 5", {"notes"}, {"notes"}},
      {"{\"services[].name\": {is: storage}}", "services: [{}]", {"services[].name"}},
      {"{\"services[].name\": {is: storage}}", "services: 7", {"services[].name"}, {"services[].name"}},
      {"{some: services, where: {name: {is: storage}}}", "", {"services"}},
      {"{some: services, where: {name: {is: storage}}}", "services: [5]", {"services"}, {"services"}},
      {"{consent: {is: true}}", "consent: 7", {"consent"}, {"consent"}},
      {"{signal: watched-public}", "purpose: mass surveillance", {"data.subjects"}},
  };
  for (const auto& c : kCases) {
    SCOPED_TRACE(std::string(c.condition) + " of " + c.declared);
    const Lab lab(c.condition, c.declared);
    OpenFields fields;
    AppendOpenFields(lab.judge(), lab.condition(), lab.facts().root(), fields);
    EXPECT_EQ(fields.all, c.want);
    EXPECT_EQ(fields.unclear, c.unclear);
  }
}

}  // namespace
}  // namespace proviso
