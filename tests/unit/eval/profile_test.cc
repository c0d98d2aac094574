#include "proviso/profile.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <memory>
#include <string>
#include <vector>

#include "proviso/stored.h"
#include "unit/eval/lab.h"

namespace proviso {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

const std::string kVocabulary =
    "vocabulary:\n"
    "  gates: {phrases: [gate* ...12 crowd, turnstile], except: [gate valve], patterns: ['g[a4]te\\d', 'x\\d']}\n"
    "  marks: ['(&|+) co', 'the data']\n";
const std::string kRule =
    "id: a, effect: deny, when: {any: [{purpose: {mentions: gates}}, {purpose: {mentions: marks}}]}";

Ruleset Gates() { return RulesOf({kRule, "id: b, effect: review, when: {consent: {is: true}}"}, kVocabulary); }

Profile ProfileOf(const Ruleset& ruleset, const std::vector<std::string>& declared) {
  Evaluator evaluator(ruleset, {.profile = true});
  for (const std::string& members : declared) evaluator.Evaluate(Declare(members));
  return evaluator.TakeProfile();
}

// Those that were tried: `entry kind number: tried, matched`.
std::vector<std::string> Tried(const Profile& profile) {
  const char* const kKinds[] = {" phrase ", " except ", " pattern "};
  std::vector<std::string> lines;
  for (const WordingProfile& one : profile.wordings) {
    if (one.tried == 0) continue;
    lines.push_back(one.entry + kKinds[static_cast<int>(one.kind)] + std::to_string(one.number) + ": " +
                    std::to_string(one.tried) + ", " + std::to_string(one.matched));
  }
  return lines;
}

const std::vector<std::string> kDeclared = {"purpose: gates for the crowd",
                                            "purpose: gates and a turnstile and a turnstile", "purpose: backup",
                                            "purpose: the crowd at the gate valve"};

TEST(Profile, CountsTheTextsThatAPhraseWasTriedOnAndMatchedIn) {
  const Profile profile = ProfileOf(Gates(), kDeclared);
  EXPECT_EQ(profile.descriptors, 4u);
  EXPECT_EQ(profile.texts, 4u);
  EXPECT_EQ(profile.bytes, 19u + 37u + 6u + 27u);
  EXPECT_EQ(profile.words, 4u + 7u + 1u + 6u);
  // The exception is asked for only where there is something to except. `gate` stands in three texts; `x\d` holds no
  // letters to look for.
  EXPECT_THAT(Tried(profile), ElementsAre("gates phrase 1: 1, 1", "gates phrase 2: 1, 1", "gates pattern 1: 3, 0",
                                          "gates pattern 2: 4, 0"));
  std::vector<std::string> rules;
  for (const RuleProfile& rule : profile.rules) {
    rules.push_back(rule.rule + ": " + std::to_string(rule.violated) + ", " + std::to_string(rule.undetermined));
  }
  EXPECT_THAT(rules, ElementsAre("p/a: 2, 0", "p/b: 0, 4"));
}

TEST(Profile, IsTheSameForARulesetThatWasStored) {
  const std::string stored = Store(Gates(), 1);
  std::vector<char> room(stored.size() + kStoredAlignment);
  void* begin = room.data();
  std::size_t size = room.size();
  std::align(kStoredAlignment, stored.size(), begin, size);
  stored.copy(static_cast<char*>(begin), stored.size());
  const auto restored = Restore({static_cast<char*>(begin), stored.size()}, 1);
  ASSERT_TRUE(restored);
  const Profile want = ProfileOf(Gates(), kDeclared), got = ProfileOf(*restored, kDeclared);
  EXPECT_EQ(Tried(got), Tried(want));
  ASSERT_EQ(got.wordings.size(), want.wordings.size());
  for (std::size_t i = 0; i < got.wordings.size(); ++i) {
    EXPECT_EQ(got.wordings[i].text, want.wordings[i].text);
    EXPECT_EQ(got.wordings[i].every_text, want.wordings[i].every_text);
  }
}

TEST(Profile, IsTakenOnceAndAddsUp) {
  Evaluator evaluator(Gates(), {.profile = true});
  evaluator.Evaluate(Declare(kDeclared[0]));
  Profile sum;
  Add(sum, evaluator.TakeProfile());
  EXPECT_EQ(evaluator.TakeProfile().descriptors, 0u);
  for (std::size_t i = 1; i < kDeclared.size(); ++i) evaluator.Evaluate(Declare(kDeclared[i]));
  Add(sum, evaluator.TakeProfile());
  const Profile whole = ProfileOf(Gates(), kDeclared);
  EXPECT_EQ(Tried(sum), Tried(whole));
  EXPECT_EQ(sum.descriptors, whole.descriptors);
  EXPECT_EQ(sum.words, whole.words);
  EXPECT_EQ(sum.rules[1].undetermined, 4u);
}

TEST(Profile, IsEmptyUnlessAskedFor) {
  Evaluator evaluator(Gates(), {});
  evaluator.Evaluate(Declare(kDeclared[0]));
  const Profile profile = evaluator.TakeProfile();
  EXPECT_EQ(profile.descriptors, 0u);
  EXPECT_THAT(profile.wordings, IsEmpty());
  EXPECT_EQ(profile.all(), 0u);
}

TEST(CostReason, TellsAnAuthorWhatToDo) {
  using Kind = WordingProfile::Kind;
  const auto reason = [](Kind kind, const std::string& text, std::uint64_t tried, std::uint64_t matched,
                         bool every_text = false) {
    return CostReason({.kind = kind, .every_text = every_text, .text = text, .tried = tried, .matched = matched},
                      {.texts = 100});
  };
  EXPECT_EQ(reason(Kind::kPhrase, "turnstile", 0, 0), "");
  EXPECT_EQ(reason(Kind::kPhrase, "turnstile", 3, 3), "");
  EXPECT_THAT(reason(Kind::kPhrase, "the data", 60, 1),
              HasSubstr("no rarer word than `data`, so it is tried on 60 % of all texts"));
  EXPECT_THAT(reason(Kind::kPhrase, "gate* ...12 crowd", 2, 2), HasSubstr("its gap of 12 words"));
  EXPECT_THAT(reason(Kind::kPhrase, "gate* ...12 crowd", 40, 0), HasSubstr("it matched none of the texts"));
  EXPECT_THAT(reason(Kind::kPhrase, "turnstile", 30, 30), HasSubstr("it matches in 30 % of all texts"));
  EXPECT_THAT(reason(Kind::kPhrase, "turnstile", 20, 15), HasSubstr("seldom tried in vain"));
  EXPECT_THAT(reason(Kind::kExcept, "&", 10, 0), HasSubstr("no word that every match holds"));
  EXPECT_THAT(reason(Kind::kPhrase, "& co", 10, 9), HasSubstr("begins with a mark"));
  EXPECT_THAT(reason(Kind::kPhrase, "(a1|b1|c1|d1|e1|f1|g1|h1|i1|j1|k1|l1) gate", 10, 9), "");
  EXPECT_THAT(reason(Kind::kPhrase, "(a1|b1|c1|d1|e1|f1|g1|h1|i1|j1|k1|l1)", 10, 0),
              HasSubstr("one of 12 words stands: `a1`, `b1`, `c1` or 9 others, so it is tried on 10 %"));
  EXPECT_THAT(reason(Kind::kPattern, "x\\d", 100, 1, true), HasSubstr("no run of three letters"));
  EXPECT_THAT(reason(Kind::kPattern, "gate\\d", 30, 1), HasSubstr("stand in 30 % of all texts"));
}

}  // namespace
}  // namespace proviso
