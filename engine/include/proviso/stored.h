// Compiled rules as bytes, so that a program can carry them and begin to judge without compiling anything.
//
// The bytes are for programs of the same build. What Restore() gives judges and lists as the original does; the tests
// that modules carry are not kept.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "proviso/ruleset.h"

namespace proviso {

// Where the bytes must begin in memory: at a multiple of this.
inline constexpr std::size_t kStoredAlignment = 64;

// `key` stands for what the rules were compiled from.
std::string Store(const Ruleset& ruleset, std::uint64_t key);

// Empty when the bytes were stored with another key or by another version, or are not what was stored. They must
// outlive the ruleset, which goes on pointing into them.
std::optional<Ruleset> Restore(std::string_view bytes, std::uint64_t key);

// A key for Store(): goes over a text after what `hash` went over before. No defence against those who mean harm.
std::uint64_t HashOf(std::string_view text, std::uint64_t hash = 0);

}  // namespace proviso
