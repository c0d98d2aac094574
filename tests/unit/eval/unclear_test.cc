#include "eval/unclear.h"

#include <gtest/gtest.h>

#include "unit/eval/lab.h"

namespace proviso {
namespace {

// What is told beside the question for `field`.
std::string About(const std::string& field, const std::string& condition, const std::string& declared) {
  const Lab lab(condition, declared);
  Residuals residuals(lab.judge());
  residuals.Of(lab.condition(), lab.facts().root());
  const AnswerGroup group = GroupOf(lab.judge(), lab.field(field), residuals.variables());
  EXPECT_FALSE(group.variables.empty()) << condition;
  return TellUnclear(lab.judge(), group, residuals.variables());
}

// DETAILS 73, and 10 for terms that are too broad.
TEST(Unclear, NamesTheValueOrThePhrase) {
  const struct {
    const char* name;
    const char* field;
    const char* condition;
    const char* declared;
    const char* want;
  } kCases[] = {
      {"nothing was declared", "consent", "{consent: {is: true}}", "", ""},
      {"a fault", "consent", "{consent: {is: true}}", "consent: maybe", "what is declared as `consent` cannot be read"},
      {"a fault in a list", "services[].cameras", "{\"services[].cameras\": {over: 5}}", "services: [{cameras: many}]",
       "what is declared as `services[0].cameras` cannot be read"},
      {"an element of the wrong type", "data.subjects", "{data.subjects: {includes: residents}}",
       "data: {subjects: [employees, 5]}", "what is declared as `data.subjects[1]` cannot be read"},
      {"an unknown term with the nearest", "customer.sector", "{customer.sector: {is: police}}",
       "customer: {sector: polise}", "`polise` is not a known term: did you mean `police`?"},
      {"an unknown term with none near", "customer.sector", "{customer.sector: {is: police}}",
       "customer: {sector: zzzzzzz}", "`zzzzzzz` is not a known term"},
      {"a broader term", "customer.sector", "{customer.sector: {is: police}}", "customer: {sector: Government}",
       "does `Government` include `police`?"},
      {"a broader term, for several", "data.subjects",
       "{any: [{data.subjects: {includes: travellers}}, {data.subjects: {includes: residents}}]}",
       "data: {subjects: [employees, civilians]}", "does `civilians` include `residents`, `travellers`?"},
      {"a hedge", "purpose", "{purpose: {mentions: watching}}", "purpose: It may one day do mass surveillance.",
       "\"may one day do mass surveillance\": is that done or not?"},
      {"the same words twice", "purpose", "{purpose: {mentions: watching}}",
       "purpose: It may do mass surveillance. We may do mass surveillance.",
       "\"may do mass surveillance\": is that done or not?"},
      {"two hedges, as they stand", "purpose", "{purpose: {mentions: watching}}",
       "purpose: It could watch the crowd. It may do mass surveillance.",
       "\"could watch the crowd\": is that done or not?; \"may do mass surveillance\": is that done or not?"},
      {"a hedge in this field alone", "notes", "{text: {mentions: watching}}",
       "purpose: may watch the crowd, notes: may do mass surveillance",
       "\"may do mass surveillance\": is that done or not?"},
      {"a hedge elsewhere that leaves a denial open", "notes", "{purpose: {denies: watching}}",
       "purpose: no mass surveillance, notes: may watch the crowd", "\"may watch the crowd\": is that done or not?"},
      {"a hedge far away is told by the mention alone", "purpose", "{purpose: {mentions: watching}}",
       "purpose: We may in the fullness of time and after a long and careful consideration of all that speaks for it "
       "and "
       "all that speaks against it do mass surveillance",
       "\"mass surveillance\": is that done or not?"},
  };
  for (const auto& c : kCases) {
    SCOPED_TRACE(c.name);
    EXPECT_EQ(About(c.field, c.condition, c.declared), c.want);
  }
}

TEST(Unclear, DoesNotHangOnTheOrderOfTheConditions) {
  const std::string a = "{purpose: {mentions: watching}}";
  const std::string b = "{purpose: {mentions: consent}}";
  const std::string declared = "purpose: We may do mass surveillance. We could do it with consent.";
  const std::string want = About("purpose", "{any: [" + a + ", " + b + "]}", declared);
  EXPECT_EQ(About("purpose", "{any: [" + b + ", " + a + "]}", declared), want);
  EXPECT_EQ(want,
            "\"may do mass surveillance\": is that done or not?; \"could do it with consent\": is that done or not?");
}

}  // namespace
}  // namespace proviso
