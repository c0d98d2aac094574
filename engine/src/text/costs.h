// What the search for mentions costs, phrase by phrase and pattern by pattern. Counted and timed only for those who
// ask.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <vector>

namespace proviso {

// Of one phrase or pattern. A text counts once, in however many readings (spelled out, unmasked) it was searched.
struct WordingCost {
  std::uint64_t tried = 0;    // texts that the prefilter let through to it
  std::uint64_t matched = 0;  // those of them in which it matched, excepted or not
  std::uint64_t nanoseconds = 0;
  std::uint64_t longest = 0;                       // of one try
  std::uint64_t last_tried = 0, last_matched = 0;  // the number of the text, from 1
};

struct TextCosts {
  std::vector<WordingCost> phrases;   // by number in the mention index
  std::vector<WordingCost> patterns;  // by number
  std::uint64_t texts = 0, bytes = 0;
  std::uint64_t words = 0;        // of all readings
  std::uint64_t normalising = 0;  // nanoseconds, as below
  std::uint64_t searching = 0;    // all of FindAll(), the tries included

  // That the text at hand was tried.
  void Add(WordingCost& cost, bool matched, std::uint64_t nanoseconds) const {
    if (cost.last_tried != texts) ++cost.tried;
    cost.last_tried = texts;
    if (matched && cost.last_matched != texts) {
      ++cost.matched;
      cost.last_matched = texts;
    }
    cost.nanoseconds += nanoseconds;
    cost.longest = std::max(cost.longest, nanoseconds);
  }
};

}  // namespace proviso
