#include "base/lazy.h"

#include <gtest/gtest.h>

#include <atomic>
#include <string>
#include <thread>
#include <vector>

namespace proviso {
namespace {

TEST(Lazy, IsMadeOnceForAllCopiesAndThreads) {
  std::atomic<int> made = 0;
  const Lazy<std::string> lazy([&made] {
    ++made;
    return std::string("value");
  });
  const Lazy<std::string> copy = lazy;
  EXPECT_EQ(made, 0);
  {
    std::vector<std::jthread> threads;
    for (int i = 0; i < 4; ++i) {
      threads.emplace_back([&] { EXPECT_EQ(*lazy, "value"); });
      threads.emplace_back([&] { EXPECT_EQ(copy->size(), 5u); });
    }
  }
  EXPECT_EQ(made, 1);
}

TEST(Lazy, MayBeThereFromTheStart) {
  EXPECT_EQ(*Lazy(std::string("value")), "value");
  EXPECT_EQ(*Lazy<std::string>(), "");
}

}  // namespace
}  // namespace proviso
