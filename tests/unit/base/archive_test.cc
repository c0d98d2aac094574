#include "base/archive.h"

#include <gtest/gtest.h>

#include <cstdint>
#include <limits>

namespace proviso {
namespace {

enum class Colour : std::uint8_t { kRed, kBlue };

struct Inner {
  std::string name;
  std::optional<std::size_t> number;

  friend bool operator==(const Inner&, const Inner&) = default;
};

struct Outer {
  std::vector<Inner> inner;
  std::vector<bool> flags;
  std::unordered_map<std::string, std::vector<std::size_t>> table;
  std::pair<int, Colour> pair;
  std::int64_t big = 0;
  std::size_t biggest = 0;
  bool flag = false;

  friend bool operator==(const Outer&, const Outer&) = default;
};

struct Step {
  std::uint32_t a = 0, b = 0;
};

template <class Archive>
void Describe(Archive& archive, Inner& inner) {
  auto& [name, number] = inner;
  archive(name, number);
}

template <class Archive>
void Describe(Archive& archive, Outer& outer) {
  auto& [inner, flags, table, pair, big, biggest, flag] = outer;
  archive(inner, flags, table, pair, big, biggest, flag);
}

template <typename... T>
std::string Written(const T&... values) {
  ArchiveWriter archive;
  archive(values...);
  return archive.Take();
}

// Bytes where archives must begin.
class Aligned {
 public:
  explicit Aligned(std::string_view bytes) : room_(bytes.size() + kArchiveAlignment) {
    const std::size_t past = reinterpret_cast<std::uintptr_t>(room_.data()) % kArchiveAlignment;
    char* const begin = room_.data() + (kArchiveAlignment - past) % kArchiveAlignment;
    bytes.copy(begin, bytes.size());
    bytes_ = {begin, bytes.size()};
  }
  std::string_view bytes() const { return bytes_; }

 private:
  std::vector<char> room_;
  std::string_view bytes_;
};

Outer Example() {
  return {.inner = {{"", std::nullopt}, {"a longer name than fits a small string", 300}},
          .flags = {true, false, true},
          .table = {{"b", {1, 2}}, {"a", {}}},
          .pair = {-5, Colour::kBlue},
          .big = std::numeric_limits<std::int64_t>::min(),
          .biggest = std::numeric_limits<std::size_t>::max(),
          .flag = true};
}

TEST(Archive, WhatWasWrittenIsRead) {
  const std::string bytes = Written(Example());
  ArchiveReader archive(bytes);
  Outer read;
  archive(read);
  EXPECT_TRUE(archive.ok());
  EXPECT_TRUE(archive.at_end());
  EXPECT_EQ(read, Example());
}

TEST(Archive, FlatArraysAreReadInPlace) {
  const Aligned bytes(Written(true, FlatArray(std::vector<Step>{{1, 2}, {3, 4}}), FlatArray<Step>(), std::string("x")));
  ArchiveReader archive(bytes.bytes());
  bool flag = false;
  FlatArray<Step> steps, none;
  std::string text;
  archive(flag, steps, none, text);
  ASSERT_TRUE(archive.ok() && archive.at_end());
  ASSERT_EQ(steps.size(), 2u);
  EXPECT_EQ(steps[1].b, 4u);
  EXPECT_GE(reinterpret_cast<const char*>(steps.begin()), bytes.bytes().data());
  EXPECT_LT(reinterpret_cast<const char*>(steps.begin()), bytes.bytes().data() + bytes.bytes().size());
  EXPECT_TRUE(none.empty());
  EXPECT_EQ(text, "x");
}

TEST(Archive, LazyValuesAreReadWhenTheyAreAskedFor) {
  const Aligned bytes(Written(true, Lazy(std::vector<Inner>{{"x", 1}}), std::string("behind")));
  ArchiveReader archive(bytes.bytes());
  bool flag = false;
  Lazy<std::vector<Inner>> lazy;
  std::string behind;
  archive(flag, lazy, behind);
  ASSERT_TRUE(archive.ok() && archive.at_end());
  EXPECT_EQ(behind, "behind");
  EXPECT_EQ(*lazy, (std::vector<Inner>{{"x", 1}}));
}

TEST(Archive, BytesThatBreakOffAreToldOf) {
  const std::string whole =
      Written(Example(), FlatArray(std::vector<Step>{{1, 2}}), Lazy(std::vector<Inner>{{"x", 1}}));
  for (std::size_t size = 0; size < whole.size(); ++size) {
    const Aligned bytes(std::string_view(whole).substr(0, size));
    ArchiveReader archive(bytes.bytes());
    Outer outer;
    FlatArray<Step> steps;
    Lazy<std::vector<Inner>> lazy;
    archive(outer, steps, lazy);
    EXPECT_FALSE(archive.ok()) << size;
  }
}

// Nothing is read outside of them, and no more is made of them than fits.
TEST(Archive, BytesThatNobodyWroteDoNoHarm) {
  const std::string whole = Written(Example(), FlatArray(std::vector<Step>{{1, 2}}));
  for (std::size_t at = 0; at < whole.size(); ++at) {
    for (const int change : {0x01, 0x80, 0xFF}) {
      std::string changed = whole;
      changed[at] = static_cast<char>(changed[at] ^ change);
      const Aligned bytes(changed);
      ArchiveReader archive(bytes.bytes());
      Outer outer;
      FlatArray<Step> steps;
      archive(outer, steps);
      EXPECT_LE(outer.inner.size(), whole.size());
    }
  }
}

}  // namespace
}  // namespace proviso
