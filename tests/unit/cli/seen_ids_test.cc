#include "input/seen_ids.h"

#include <gtest/gtest.h>

#include <map>
#include <random>
#include <string>

namespace proviso {
namespace {

TEST(SeenIds, AgreesWithAMapHoweverLittleFitsIntoMemory) {
  for (const std::size_t most : {1u, 7u, 100u, 100'000u}) {
    SeenIds seen(most);
    std::map<std::string, SeenPlace> want;
    std::mt19937 random(20260101);
    for (std::uint32_t i = 0; i < 5000; ++i) {
      const std::string id = "id-" + std::to_string(random() % 3000);
      const SeenPlace place{i + 1, i % 7, i % 3};
      const auto [first, is_new] = want.emplace(id, place);
      const auto met = seen.Meet(id, place);
      ASSERT_EQ(met.has_value(), !is_new) << id << " " << most;
      ASSERT_EQ(met.value_or(first->second), first->second) << id;
    }
  }
}

TEST(SeenIds, StaysInMemoryWhereNoFileCanBeWritten) {
  ASSERT_EQ(::setenv("TMPDIR", "/no/such/folder", 1), 0);
  SeenIds seen(10);
  for (std::uint32_t i = 0; i < 100; ++i) EXPECT_EQ(seen.Meet(std::to_string(i), {i, 0, 0}), std::nullopt);
  for (std::uint32_t i = 0; i < 100; ++i) EXPECT_EQ(seen.Meet(std::to_string(i), {}), (SeenPlace{i, 0, 0}));
  ::unsetenv("TMPDIR");
}

// Of the reference implementation, seed 0.
TEST(SeenIds, HashesAsMurmurHash3Does) {
  using Hash = std::array<std::uint64_t, 2>;
  EXPECT_EQ(Hash128(""), (Hash{0, 0}));
  EXPECT_EQ(Hash128("hello"), (Hash{0xcbd8a7b341bd9b02, 0x5b1e906a48ae1d19}));
  EXPECT_EQ(Hash128("The quick brown fox jumps over the lazy dog"), (Hash{0xe34bbc7bbc071b6c, 0x7a433ca9c49a9347}));
}

}  // namespace
}  // namespace proviso
