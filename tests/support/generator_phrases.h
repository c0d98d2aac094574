// Random phrases, vocabulary entries and cue sections.
#pragma once

#include <string>
#include <vector>

#include "proviso/descriptor.h"
#include "support/random.h"

namespace proviso {

struct GeneratedPhrase {
  std::string text;
  std::string sample;  // something it matches
};

GeneratedPhrase GeneratePhrase(Random& random);
Value GenerateEntry(Random& random, std::vector<std::string>& samples);
Value GenerateDenials(Random& random);
Value GenerateHedges(Random& random);

}  // namespace proviso
