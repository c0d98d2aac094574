#include <algorithm>

#include "proviso/evaluate.h"

namespace proviso {

bool GlobMatch(std::string_view glob, std::string_view name) {
  std::size_t g = 0;
  std::size_t n = 0;
  std::size_t star = std::string_view::npos;  // of the last `*`, and where its run would end
  std::size_t resume = 0;
  while (n < name.size()) {
    if (g < glob.size() && (glob[g] == '?' || glob[g] == name[n]) && glob[g] != '*') {
      ++g;
      ++n;
    } else if (g < glob.size() && glob[g] == '*') {
      star = g++;
      resume = n;
    } else if (star != std::string_view::npos) {
      g = star + 1;
      n = ++resume;
    } else {
      return false;
    }
  }
  while (g < glob.size() && glob[g] == '*') ++g;
  return g == glob.size();
}

bool IsSelected(const std::vector<std::string>& only, std::string_view id) {
  const std::string_view policy = id.substr(0, id.find('/'));
  return only.empty() || std::ranges::any_of(only, [&](const std::string& glob) {
           return GlobMatch(glob, policy) || GlobMatch(glob, id);
         });
}

}  // namespace proviso
