// Names of fields as conditions write them: from the descriptor, or inside `where` from the element.
#include "check/conditions.h"

namespace proviso {
namespace {

// The fields that a condition at `place` can name, as it names them.
std::vector<std::string> FieldsAt(const Place& place, const Draft& draft) {
  std::vector<std::string> names;
  for (const std::string& path : VisibleNames(draft, draft.fields, place.module)) {
    if (path.starts_with(place.inside)) names.push_back(path.substr(place.inside.size()));
  }
  return names;
}

// Inside `where` the name is no field of the element: say so where it is a field otherwise.
bool TellOutsideField(std::string_view name, Span span, const Place& place, Draft& draft) {
  const std::string element = place.inside.substr(0, place.inside.size() - 1);
  if (name.starts_with(place.inside)) {
    const std::string_view rest = name.substr(place.inside.size());
    if (!draft.fields.Find(name)) return false;
    draft.out.Error(code::kNotInScope, span, "inside `where` fields are named from the element of " + Quoted(element),
                    "write " + Quoted(rest));
    return true;
  }
  if (!draft.fields.Find(name)) return false;
  draft.out.Error(code::kNotInScope, span, Quoted(name) + " is not a field of the elements of " + Quoted(element),
                  "inside `where` only fields of the element are visible; put this condition beside `some` or `every`");
  return true;
}

std::string UnknownFieldHelp(std::string_view name, const Place& place, const Draft& draft) {
  if (name == "at_most" || name == "over" || name == "under") {
    return "of conditions there is only `at_least: {count: N, of: […]}`; `not` turns it around";
  }
  if (const std::string_view ours = OurWordFor(name); kConditionKeys.Takes(ours))
    return "here that is called " + Quoted(ours);
  std::vector<std::string> known = FieldsAt(place, draft);
  for (const KeySpec& key : kConditionKeys.keys) known.emplace_back(key.name);
  const std::string near = draft.Near(name, known);
  return near.empty() ? "declare it under `fields:`, or add the library that does to `uses`" : near;
}

}  // namespace

std::optional<std::size_t> ResolveField(std::string_view name, Span span, const Place& place, Draft& draft) {
  const std::string path = place.inside + std::string(name);
  const std::optional<std::size_t> found = draft.fields.Find(path);
  if (found && draft.Sees(place.module, draft.fields.modules[*found])) return found;
  if (draft.blind[place.module] || draft.fields.broken.contains(path)) return std::nullopt;
  if (found) {
    TellNotInScope(draft, draft.fields, kFieldKind, *found, path, span);
  } else if (place.inside.empty() || !TellOutsideField(name, span, place, draft)) {
    draft.out.Error(code::kUnknownField, span, "unknown field " + Quoted(name), UnknownFieldHelp(name, place, draft));
  }
  return std::nullopt;
}

}  // namespace proviso
