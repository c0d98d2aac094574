// What compiles and is most likely not what was meant. `lint` asks for it.
#pragma once

#include "model/model.h"
#include "proviso/diagnostic.h"

namespace proviso {

// Of the modules that the user named: warnings to `out`.
void Criticise(const Model& model, Diagnostics& out);

}  // namespace proviso
