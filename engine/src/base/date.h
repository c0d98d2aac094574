// Days of the calendar beside each other. Dates themselves are public (proviso/ruleset.h).
#pragma once

#include "proviso/ruleset.h"

namespace proviso {

Date DayBefore(Date date);
Date DayAfter(Date date);

}  // namespace proviso
