#include "proviso/stored.h"

#include <algorithm>
#include <cstring>
#include <memory>

#include "base/archive.h"
#include "plan/plan_archive.h"
#include "proviso/version.h"

namespace proviso {
namespace {

static_assert(kStoredAlignment == kArchiveAlignment);

// To be raised when what an archive holds changes without any of its members changing.
constexpr std::uint64_t kFormat = 1;

// In front of the plan. It fills one unit of alignment.
struct Head {
  std::uint64_t build = 0;  // of which the bytes are
  std::uint64_t key = 0;
  std::uint64_t size = 0;  // of the plan
  std::uint64_t hash = 0;  // of the plan
  std::uint64_t unused[4] = {};
};
static_assert(sizeof(Head) == kStoredAlignment);

// Byte order shows in the number itself.
std::uint64_t Build() { return HashOf(kVersion, kFormat * 0x100 + sizeof(std::size_t)); }

}  // namespace

std::string Store(const Ruleset& ruleset, std::uint64_t key) {
  const std::string plan = WritePlan(ruleset.plan());
  const Head head{Build(), key, plan.size(), HashOf(plan)};
  std::string bytes(sizeof(Head), '\0');
  std::memcpy(bytes.data(), &head, sizeof(Head));
  return bytes + plan;
}

std::optional<Ruleset> Restore(std::string_view bytes, std::uint64_t key) {
  Head head;
  if (bytes.size() < sizeof(Head) || reinterpret_cast<std::uintptr_t>(bytes.data()) % kStoredAlignment != 0) {
    return std::nullopt;
  }
  std::memcpy(&head, bytes.data(), sizeof(Head));
  bytes.remove_prefix(sizeof(Head));
  if (head.build != Build() || head.key != key || head.size != bytes.size() || head.hash != HashOf(bytes)) {
    return std::nullopt;
  }
  std::optional<RulesetPlan> plan = ReadPlan(bytes);
  if (!plan) return std::nullopt;
  return Ruleset(std::make_shared<const RulesetPlan>(*std::move(plan)));
}

// Eight bytes a step, in four lanes that do not wait for each other; multipliers are those of xxHash64.
std::uint64_t HashOf(std::string_view text, std::uint64_t hash) {
  constexpr std::uint64_t kFirst = 0x9E3779B185EBCA87, kSecond = 0xC2B2AE3D27D4EB4F;
  const auto mix = [](std::uint64_t lane, std::uint64_t word) {
    lane += word * kSecond;
    return ((lane << 31) | (lane >> 33)) * kFirst;
  };
  const auto word_at = [&text](std::size_t at, std::size_t size) {
    std::uint64_t word = 0;
    std::memcpy(&word, text.data() + at, size);
    return word;
  };
  std::uint64_t lanes[4] = {hash + kFirst, hash + kSecond, hash, hash - kFirst};
  std::size_t at = 0;
  for (; at + 32 <= text.size(); at += 32) {
    for (std::size_t i = 0; i < 4; ++i) lanes[i] = mix(lanes[i], word_at(at + i * 8, 8));
  }
  std::uint64_t all = text.size();
  for (const std::uint64_t lane : lanes) all = mix(all, lane);
  for (; at < text.size(); at += 8) all = mix(all, word_at(at, std::min<std::size_t>(8, text.size() - at)));
  return all ^ (all >> 29);
}

}  // namespace proviso
