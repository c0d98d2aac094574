// Values built by hand and written as text, for generated modules and descriptors.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "proviso/descriptor.h"

namespace proviso {

Value MakeText(std::string text);
Value MakeNumber(std::string spelled);
Value MakeBool(bool value);
Value MakeList(std::vector<Value> items);
Value MakeObject(std::vector<std::pair<std::string, Value>> members);
void Put(Value& object, std::string key, Value value);

std::string ToJson(const Value& value);
// Block style; texts that could be read as anything else are quoted.
std::string ToYaml(const Value& value);

}  // namespace proviso
