// What a finding says in a sentence.
#pragma once

#include <string>

#include "model/model.h"
#include "proviso/evaluate.h"

namespace proviso {

// Of a finding whose state, evidence and unknown fields are known.
std::string MessageOf(const Rule& rule, const Finding& finding);

}  // namespace proviso
