// JSON that is as it should be, by simdjson (the only includer): values as trees, with places. What is wrong with JSON
// that is not, JsonReader finds out and tells.
#pragma once

#include <cstddef>
#include <memory>
#include <optional>
#include <string_view>

#include "proviso/descriptor.h"

namespace proviso {

// Where the object or list that begins at `begin` ends, by quotes and brackets alone; empty when they do not fit
// together.
std::optional<std::size_t> EndByBrackets(std::string_view text, std::size_t begin);

// Keeps scratch space. Belongs to one thread.
class JsonParser {
 public:
  JsonParser();
  ~JsonParser();
  JsonParser(JsonParser&&) noexcept;
  JsonParser& operator=(JsonParser&&) noexcept;

  // The object or list that begins at `begin`; its span says where it ends. Empty when there is anything to tell of it:
  // a fault of syntax or encoding, a key that stands twice, a limit that it passes; or when something else begins
  // there.
  std::optional<Value> Parse(std::string_view text, std::size_t begin, std::size_t end, const InputLimits& limits);

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace proviso
