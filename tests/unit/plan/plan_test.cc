#include "plan/plan.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "unit/check/compile_text.h"

namespace proviso {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::UnorderedElementsAre;

Ruleset PlanOf(const std::vector<std::string>& modules) {
  const CompileResult result = CompileTexts(modules);
  EXPECT_EQ(Told(result), std::vector<std::string>{});
  return result.ruleset.value();
}

// One line a layout: the list whose elements it holds, its slots as `field by keys`, its texts.
std::vector<std::string> LayoutsOf(const RulesetPlan& plan) {
  const std::vector<Field>& fields = plan.model.fields;
  std::vector<std::string> lines;
  for (std::size_t l = 0; l < plan.layouts.size(); ++l) {
    const Layout& layout = plan.layouts[l];
    const Layout& parent = plan.layouts[layout.parent];
    std::string line = l == 0 ? "root:" : fields[parent.slots[layout.list_slot].field].path + ":";
    for (const Layout::Slot& slot : layout.slots) {
      line += " " + fields[slot.field].path + " by";
      for (const std::string& key : slot.keys) line += " " + key;
      line += ";";
    }
    line += " texts";
    for (const std::size_t field : layout.text_fields) line += " " + fields[field].path;
    lines.push_back(line);
  }
  return lines;
}

TEST(Plan, EveryListHasALayoutForItsElements) {
  const Ruleset ruleset = PlanOf({R"(library: l
fields:
  z:                     {type: flag}
  a.b:                   {type: text}
  s.list[].c.d:          {type: count}
  s.list[].inner[].word: {type: text}
  s.list[].note:         {type: text}
  s.list-2:              {type: list}
)"});
  EXPECT_THAT(LayoutsOf(ruleset.plan()),
              ElementsAre("root: a.b by a b; s.list by s list; s.list-2 by s list-2; z by z; "
                          "texts a.b s.list[].inner[].word s.list[].note",
                          "s.list: s.list[].c.d by c d; s.list[].inner by inner; s.list[].note by note; "
                          "texts s.list[].inner[].word s.list[].note",
                          "s.list-2: texts",
                          "s.list[].inner: s.list[].inner[].word by word; texts "
                          "s.list[].inner[].word"));
}

TEST(Plan, EveryFieldKnowsItsPlace) {
  const Ruleset ruleset = PlanOf({std::string(kShop)});
  const RulesetPlan& plan = ruleset.plan();
  ASSERT_EQ(plan.places.size(), plan.model.fields.size());
  for (std::size_t f = 0; f < plan.places.size(); ++f) {
    const Layout::Slot& slot = plan.layouts[plan.places[f].layout].slots[plan.places[f].slot];
    EXPECT_EQ(slot.field, f) << plan.model.fields[f].path;
    EXPECT_EQ(slot.element_layout != 0, plan.model.fields[f].type == FieldType::kList) << plan.model.fields[f].path;
  }
}

const char* const kTerms = R"(library: l
terms:
  t:
    - a: [{b: [c]}, d]
    - e: [c]
    - f
  u: [g, {h: [i]}]
aliases: {t: {b: [Bee, "b-2 X"]}}
implies: {t: {a: [u/i], d: [f], f: [u/g]}, u: {g: [t/e]}}
)";

// Of one term of taxonomy `t`: what is at or broader than it, and what it implies.
struct Closure {
  std::vector<std::string> broader, implied;
};

Closure ClosureOf(const RulesetPlan& plan, const std::string& name) {
  const auto taxonomy = std::ranges::find(plan.model.taxonomies, "t", &Taxonomy::name);
  const auto t = static_cast<std::size_t>(taxonomy - plan.model.taxonomies.begin());
  const auto term =
      static_cast<std::size_t>(std::ranges::find(taxonomy->terms, name, &Term::name) - taxonomy->terms.begin());
  Closure closure;
  for (std::size_t b = 0; b < taxonomy->terms.size(); ++b) {
    if (plan.taxonomies[t].AtOrNarrower(term, b)) closure.broader.push_back(taxonomy->terms[b].name);
  }
  for (const TermRef& ref : plan.taxonomies[t].terms[term].implied) {
    const Taxonomy& other = plan.model.taxonomies[ref.taxonomy];
    closure.implied.push_back(other.name + "/" + other.terms[ref.term].name);
  }
  EXPECT_TRUE(std::ranges::is_sorted(plan.taxonomies[t].terms[term].implied));
  return closure;
}

// DETAILS 16 and 19: transitive, two broader terms, narrower terms inherit what broader ones imply, never backwards.
TEST(Plan, TermsKnowWhatIsBroaderAndWhatTheyImply) {
  const Ruleset ruleset = PlanOf({kTerms});
  const struct {
    const char* term;
    std::vector<std::string> broader, implied;
  } kCases[] = {
      {"a", {"a"}, {"u/i"}},
      {"b", {"a", "b"}, {"u/i"}},
      {"c", {"a", "b", "c", "e"}, {"u/i"}},
      {"d", {"a", "d"}, {"t/e", "t/f", "u/g", "u/i"}},
      {"e", {"e"}, {}},
      {"f", {"f"}, {"t/e", "u/g"}},
  };
  for (const auto& c : kCases) {
    SCOPED_TRACE(c.term);
    const Closure closure = ClosureOf(ruleset.plan(), c.term);
    EXPECT_THAT(closure.broader, testing::UnorderedElementsAreArray(c.broader));
    EXPECT_THAT(closure.implied, testing::UnorderedElementsAreArray(c.implied));
  }
}

TEST(Plan, ImplicationsInACircleEnd) {
  const Ruleset ruleset = PlanOf({"library: l\nterms: {t: [a, b, c]}\nimplies: {t: {a: [b], b: [c], c: [a]}}\n"});
  EXPECT_THAT(ClosureOf(ruleset.plan(), "a").implied, UnorderedElementsAre("t/a", "t/b", "t/c"));
}

// DETAILS 14 and 15.
TEST(Plan, TermsAreFoundByNameAndAliasInOneSpelling) {
  const Ruleset ruleset = PlanOf({kTerms});
  const TaxonomyPlan& t = ruleset.plan().taxonomies[0];
  ASSERT_TRUE(t.by_key.contains("b"));
  const std::size_t b = t.by_key.at("b");
  for (const char* key : {"bee", "b-2-x"}) {
    ASSERT_TRUE(t.by_key.contains(key)) << key;
    EXPECT_EQ(t.by_key.at(key), b);
  }
  EXPECT_FALSE(t.by_key.contains("Bee"));
  EXPECT_FALSE(t.by_key.contains("g"));
  // Near names are names, not aliases.
  EXPECT_THAT(t.names, UnorderedElementsAre("a", "b", "c", "d", "e", "f"));
}

TEST(Plan, OfNothingIsEmpty) {
  const RulesetPlan plan = MakePlan({});
  EXPECT_THAT(LayoutsOf(plan), ElementsAre("root: texts"));
  EXPECT_THAT(plan.places, IsEmpty());
  EXPECT_THAT(plan.taxonomies, IsEmpty());
}

}  // namespace
}  // namespace proviso
