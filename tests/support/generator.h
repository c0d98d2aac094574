// Random modules and descriptors, as text, so that the whole front is exercised. Few words and few fields, so that
// things match.
#pragma once

#include <string>
#include <vector>

#include "model/model.h"
#include "proviso/source.h"
#include "support/random.h"

namespace proviso {

struct GeneratedField {
  std::string path;
  FieldType type = FieldType::kText;
  std::string taxonomy;  // terms alone
  std::string list;      // the list whose elements hold it, else empty: `services`
  std::string relative;  // its path there
};

struct GeneratedTaxonomy {
  std::string name;
  std::vector<std::string> terms, aliases;
};

struct GeneratedModules {
  std::vector<Source> sources;
  std::vector<GeneratedField> fields;
  std::vector<GeneratedTaxonomy> taxonomies;
  std::vector<std::string> samples;  // words that some entry's phrase matches
  std::vector<std::string> policies;
};

// Left out, silence and declarations obey laws that these break.
struct GeneratorOptions {
  bool declared = true;  // the operator
  bool undeclared_no = true;
  bool implies = true;
};

GeneratedModules GenerateModules(Random& random, const GeneratorOptions& options = {});

// An object with an id that holds some of the fields, well and badly.
Value GenerateDescriptor(const GeneratedModules& modules, Random& random);

// A free text out of the samples, cues, and all that may stand between words.
std::string GenerateText(const std::vector<std::string>& samples, Random& random);
// A value of the field's type, mostly.
Value GenerateValue(const GeneratedModules& modules, const GeneratedField& field, Random& random);

// Quantities and dates from which both rules and declarations draw.
const std::vector<std::string>& SampleOperands(FieldType type);
// The words of free texts.
const std::vector<std::string>& SampleWords();

}  // namespace proviso
