// What a ruleset holds, for `proviso list`.
#pragma once

#include <nlohmann/json_fwd.hpp>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "proviso/ruleset.h"

namespace proviso {

// One thing of a list: in words, and as JSON.
struct Listed {
  std::string name;
  std::vector<std::string> details;  // a line each
};

struct Listing {
  std::vector<Listed> items;
  std::string json;      // the whole document
  std::string markdown;  // likewise; only clauses have one
};

struct ListingKind {
  std::string_view name;  // `fields`, as on the command line and as the key of the JSON document
  Listing (*make)(const Ruleset& ruleset, const std::vector<std::string>& only);
};

std::span<const ListingKind> ListingKinds();

// Two lines a thing: its name, and what there is to say of it.
std::string ListingText(const Listing& listing, bool quiet, bool color);

}  // namespace proviso
