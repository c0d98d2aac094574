// What a plain scalar is, by YAML 1.2's core schema.
#pragma once

#include <string_view>

#include "proviso/descriptor.h"

namespace proviso {

// Sets the kind of a plain scalar by its text: null, boolean, decimal number, or text.
void ResolvePlain(Value& value);

// Words and numbers that YAML 1.1 reads as something else than text: `no`, `on`, `0x1F`, `010`, `12:30`.
bool IsAmbiguousPlain(std::string_view text);

}  // namespace proviso
