#include "proviso/stored.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstring>

#include "proviso/evaluate.h"
#include "unit/check/compile_text.h"

namespace proviso {
namespace {

constexpr std::uint64_t kKey = 7;

// Bytes where a stored ruleset must begin, or `past` that.
class Placed {
 public:
  explicit Placed(std::string_view bytes, std::size_t past = 0) : room_(bytes.size() + 2 * kStoredAlignment) {
    const std::size_t off = reinterpret_cast<std::uintptr_t>(room_.data()) % kStoredAlignment;
    char* const begin = room_.data() + (kStoredAlignment - off) % kStoredAlignment + past;
    bytes.copy(begin, bytes.size());
    bytes_ = {begin, bytes.size()};
  }
  operator std::string_view() const { return bytes_; }

 private:
  std::vector<char> room_;
  std::string_view bytes_;
};

Ruleset Shop() {
  const CompileResult result = CompileTexts({std::string(kShop), R"y(policy: p
title: P
uses: [shop]
applies: {customer.sector: {in: [government]}}
rules:
  - id: r
    title: R
    clause: ["1", "2(a)"]
    effect: deny
    effective: {from: 2024-02-03}
    when:
      all:
        - {signal: watching}
        - {usage.storage: {over: 1400 TB}}
        - {purpose: {matches: 'face(s)?\b'}}
        - {count: {of: services, where: {cameras: {at_least: 5}}, at_least: 1}}
not_decidable:
  - {clause: "3", gist: Be good, why: Nobody declares it.}
)y"});
  EXPECT_EQ(Told(result), std::vector<std::string>{});
  return result.ruleset.value();
}

TEST(Stored, WhatIsRestoredIsStoredAgainAsItWas) {
  const std::string bytes = Store(Shop(), kKey);
  const Placed placed(bytes);
  const std::optional<Ruleset> restored = Restore(placed, kKey);
  ASSERT_TRUE(restored);
  EXPECT_EQ(Store(*restored, kKey), bytes);
  EXPECT_EQ(Store(Shop(), kKey), bytes);
}

TEST(Stored, WhatIsRestoredListsItsVocabulary) {
  const Placed placed(Store(Shop(), kKey));
  const std::vector<EntrySummary> entries = Restore(placed, kKey).value().Vocabulary();
  ASSERT_EQ(entries.size(), 2u);
  EXPECT_EQ(entries[1].name, "crowd-watching");
  EXPECT_THAT(entries[1].phrases, testing::ElementsAre("mass surveillance"));
}

TEST(Stored, AnotherKeyIsRefused) {
  const Placed placed(Store(Shop(), kKey));
  EXPECT_FALSE(Restore(placed, kKey + 1));
}

TEST(Stored, BytesInTheWrongPlaceAreRefused) {
  const Placed placed(Store(Shop(), kKey), 8);
  EXPECT_FALSE(Restore(placed, kKey));
}

TEST(Stored, DamageIsRefusedWhereverItIs) {
  const std::string bytes = Store(Shop(), kKey);
  for (std::size_t at = 0; at < bytes.size(); ++at) {
    if (at >= 32 && at < kStoredAlignment) continue;  // these mean nothing
    std::string damaged = bytes;
    damaged[at] = static_cast<char>(damaged[at] ^ 0x10);
    EXPECT_FALSE(Restore(Placed(damaged), kKey)) << at;
  }
  for (std::size_t size = 0; size < bytes.size(); ++size) {
    EXPECT_FALSE(Restore(Placed(std::string_view(bytes).substr(0, size)), kKey)) << size;
  }
  EXPECT_FALSE(Restore(Placed(bytes + "x"), kKey));
}

TEST(Stored, HashesTellTextsAndTheirOrderApart) {
  EXPECT_NE(HashOf("a"), HashOf("b"));
  EXPECT_NE(HashOf(""), HashOf(std::string(1, '\0')));
  EXPECT_NE(HashOf("b", HashOf("a")), HashOf("a", HashOf("b")));
  std::string text(100, 'x');
  const std::uint64_t before = HashOf(text);
  for (char& c : text) {
    c = 'y';
    EXPECT_NE(HashOf(text), before);
    c = 'x';
  }
}

}  // namespace
}  // namespace proviso
