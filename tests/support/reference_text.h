// The reference reading of free text: mentions, and the cues that deny or hedge them. Slow and literal on purpose;
// it shares nothing with engine/src/text beyond normalisation and the phrase tree, so that agreement with the engine
// means something.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "model/model.h"
#include "regex/pattern.h"
#include "text/lexicon.h"
#include "text/phrase.h"

namespace proviso::reference {

// All mentions of one entry in a text, by place.
std::vector<Mention> ReferenceMentions(const Model& model, std::size_t entry, std::string_view original);

// The words that a pattern finds first: in the text with nothing in place of removed characters, else with a space
// there.
std::optional<Range> ReferencePatternMatch(const Pattern& pattern, std::string_view original);

}  // namespace proviso::reference
