// What a run cost, for authors of modules: the costliest entries, phrases, patterns and rules, worst first, and why.
#pragma once

#include <string>

#include "proviso/profile.h"

namespace proviso {

std::string ProfileText(const Profile& profile);

}  // namespace proviso
