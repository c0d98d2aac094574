// Public, because reports need it too.
#pragma once

#include "proviso/near.h"
