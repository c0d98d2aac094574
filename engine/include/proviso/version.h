#pragma once

#include <string_view>

namespace proviso {

inline constexpr std::string_view kVersion = "0.1.0";
// Of the policy language: raised when a module that compiled before may mean something else.
inline constexpr int kLanguageVersion = 1;

}  // namespace proviso
