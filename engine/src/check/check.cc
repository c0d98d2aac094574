#include "check/check.h"

#include "check/draft.h"

namespace proviso {

std::optional<Model> Check(const std::vector<Tree>& trees, const ModuleLimits& limits, const Surroundings& surroundings,
                           Diagnostics& out) {
  Draft draft{.limits = limits, .surroundings = surroundings, .out = out};
  CollectModules(trees, draft);
  CollectTaxonomies(draft);
  CollectAliases(draft);
  CollectImplications(draft);
  CollectFields(draft);
  CollectVocabulary(draft);
  CollectSignals(draft);
  CollectPolicies(draft);
  CollectTests(draft);
  if (out.HasErrors()) return std::nullopt;
  return std::move(draft.model);
}

}  // namespace proviso
