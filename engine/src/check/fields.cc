// `fields:` of all modules: paths, types, and the lists that `X[].y` implies.
#include <algorithm>

#include "check/draft.h"

namespace proviso {
namespace {

bool IsStepCharacter(char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '_'; }

struct PathProblem {
  code::Code code = code::kBadName;
  std::string message;
  std::string help;
};

// `services[].name` into steps; empty with `problem` filled in.
std::optional<std::vector<PathStep>> ParsePath(std::string_view path, PathProblem& problem) {
  std::vector<PathStep> steps;
  bool element = true;  // the step is the first that a condition inside `where`, or outside of any, writes
  for (std::size_t at = 0; at <= path.size();) {
    const std::size_t dot = std::min(path.find('.', at), path.size());
    std::string_view word = path.substr(at, dot - at);
    PathStep step;
    if (word.ends_with("[]")) {
      step.each = true;
      word.remove_suffix(2);
    }
    if (word.empty() || !std::ranges::all_of(word, IsStepCharacter)) {
      problem = {code::kBadName, Quoted(path) + " is no field path",
                 "steps are small letters, digits, `-` and `_`, joined by dots; `[]` after a step walks a list"};
      return std::nullopt;
    }
    if (element && IsReservedStep(word)) {
      problem = {code::kReservedName, Quoted(word) + " is a word of conditions, so no field path can begin with it",
                 "put a step before it, or use another word"};
      return std::nullopt;
    }
    step.key = word;
    element = step.each;
    steps.push_back(std::move(step));
    at = dot + 1;
  }
  if (steps.back().each) {
    problem = {code::kBadName, Quoted(path) + " ends in `[]`",
               "a list of objects is declared as " + Quoted(path.substr(0, path.size() - 2)) +
                   ", its elements' fields as " + Quoted(std::string(path) + ".FIELD")};
    return std::nullopt;
  }
  return steps;
}

// The path of the first `count` steps, without `[]` behind the last.
std::string Prefix(const std::vector<PathStep>& steps, std::size_t count) {
  std::string path;
  for (std::size_t i = 0; i < count; ++i) {
    if (i > 0) path += '.';
    path += steps[i].key;
    if (steps[i].each && i + 1 < count) path += "[]";
  }
  return path;
}

struct Declared {
  Field field;
  std::vector<std::size_t> modules;  // that define it; the field is as its `module` says
};
using Fields = std::map<std::string, Declared>;

// `of:` is needed by terms and of no use to others.
void ReadTaxonomy(const Value& value, std::size_t module, Span at, Field& field, Draft& draft) {
  const bool wanted = field.type == FieldType::kTerm || field.type == FieldType::kTerms;
  const auto of = std::ranges::find(value.members, "of", &Member::key);
  const std::string type(ToString(field.type));
  if (of == value.members.end()) {
    if (wanted) draft.out.Error(code::kMissingKey, at, "a field of type " + type + " needs `of`", "add `of: TAXONOMY`");
    return;
  }
  if (!wanted) {
    draft.out.Error(code::kUnknownKey, of->key_span, "a field of type " + type + " has no `of`",
                    "`of` names the taxonomy of a term or of terms");
    return;
  }
  const std::optional<std::string> name = ReadText(of->value, "`of`", draft.out);
  if (name) field.taxonomy = Resolve(draft, draft.taxonomies, kTaxonomyKind, *name, of->value.span, module);
}

void ReadUndeclared(const Value& value, Field& field, Diagnostics& out) {
  const bool text = value.kind == Value::Kind::kText;
  if (value.kind == Value::Kind::kBool ? !value.boolean : text && value.text == "no") {
    field.undeclared_no = true;
  } else if (!text || value.text != "ask") {
    out.Error(code::kBadValue, value.span, "`undeclared` is `no` or `ask`",
              "`no`: absence counts as a false; `ask`: as unknown, which holds without the key");
  }
}

// The field without its steps. Empty when its type cannot be told.
std::optional<Field> ReadField(const Member& member, std::size_t module, Draft& draft) {
  const Value& value = member.value;
  if (value.kind != Value::Kind::kObject) {
    draft.out.Error(code::kWrongShape, value.span,
                    "a field is described by a mapping, not " + std::string(ShapeOf(value)),
                    "write `{type: text}`, say");
    return std::nullopt;
  }
  CheckKeys(value, kFieldKeys, member.key_span, draft.out);
  Field field{.path = member.key, .module = module, .span = member.key_span};
  if (const Value* const flag = value.Find("required"))
    field.required = ReadFlag(*flag, "`required`", draft.out).value_or(false);
  if (const Value* const undeclared = value.Find("undeclared")) ReadUndeclared(*undeclared, field, draft.out);
  if (const Value* const question = value.Find("question"))
    field.question = ReadText(*question, "`question`", draft.out).value_or("");

  const Value* const type = value.Find("type");
  if (type == nullptr) return std::nullopt;
  const std::span<const FieldType> types = kAllFieldTypes;
  const std::optional<FieldType> known = type->kind == Value::Kind::kText ? FromWord(types, type->text) : std::nullopt;
  if (!known) {
    const std::string found = type->text.empty() ? std::string(ShapeOf(*type)) : Quoted(type->text);
    std::string help = draft.Near(type->text, AllWords(types));
    if (help.empty()) help = "types are " + OneOf(AllWords(types), "and");
    draft.out.Error(code::kUnknownType, type->span, "unknown type " + found, std::move(help));
    return std::nullopt;
  }
  field.type = *known;
  ReadTaxonomy(value, module, member.key_span, field, draft);
  return field;
}

// Two modules declare one field. A module that the user names may say it anew for one of the base, if it stays of the
// same type.
void MergeField(Declared& first, Field second, Draft& draft) {
  const auto named = [&](const Field& field) { return draft.model.modules[field.module].named; };
  const bool same_type = first.field.type == second.type && first.field.taxonomy == second.taxonomy;
  first.modules.push_back(second.module);
  if (named(first.field) != named(second)) {
    if (named(second)) std::swap(first.field, second);
    const std::string what =
        "the field " + Quoted(second.path) + " of " + Quoted(draft.model.modules[second.module].name);
    if (!same_type) {
      Diagnostic& fault =
          draft.out.Error(code::kDuplicateName, first.field.span, what + " is declared anew with another type",
                          "keep type and taxonomy, or choose another path");
      fault.labels.push_back({second.span, "declared here"});
    } else {
      Diagnostic& warning =
          draft.out.Warning(code::kDuplicateName, first.field.span, what + " is declared anew; this one holds");
      warning.labels.push_back({second.span, "declared here"});
    }
    return;
  }
  if (second.span < first.field.span) std::swap(first.field, second);
  Diagnostic& fault =
      draft.out.Error(code::kDuplicateName, second.span, "the field " + Quoted(second.path) + " is declared twice",
                      "keep it in one library and use that");
  fault.labels.push_back({first.field.span, "first declared here"});
}

void ReadSection(const Value& section, std::size_t module, Fields& fields, Draft& draft) {
  for (const Member& member : section.members) {
    PathProblem problem;
    std::optional<std::vector<PathStep>> steps = ParsePath(member.key, problem);
    if (!steps) draft.out.Error(problem.code, member.key_span, problem.message, problem.help);
    std::optional<Field> field = ReadField(member, module, draft);
    if (!steps || !field) {
      draft.fields.broken.insert(member.key);
      continue;
    }
    field->steps = *std::move(steps);
    const auto at = fields.find(member.key);
    if (at != fields.end()) {
      MergeField(at->second, *std::move(field), draft);
    } else {
      fields.emplace(member.key, Declared{*std::move(field), {module}});
    }
  }
}

// Who declares fields of a list's elements may name the list.
void AddModules(Declared& list, const Declared& element) {
  list.modules.insert(list.modules.end(), element.modules.begin(), element.modules.end());
}

// The lists that the path of `declared` walks: declared as such, or taken as declared by it.
void AddLists(const Declared& declared, Fields& fields, Fields& implied, Draft& draft) {
  const Field& field = declared.field;
  for (std::size_t i = 0; i + 1 < field.steps.size(); ++i) {
    if (!field.steps[i].each) continue;
    const std::string path = Prefix(field.steps, i + 1);
    const auto at = fields.find(path);
    if (at == fields.end()) {
      Field list{.path = path, .type = FieldType::kList, .module = field.module, .span = field.span};
      list.steps.assign(field.steps.begin(), field.steps.begin() + static_cast<std::ptrdiff_t>(i) + 1);
      list.steps.back().each = false;
      AddModules(implied.emplace(path, Declared{std::move(list), {}}).first->second, declared);
    } else if (at->second.field.type == FieldType::kList) {
      AddModules(at->second, declared);
    } else {
      Diagnostic& fault =
          draft.out.Error(code::kBadName, field.span,
                          Quoted(field.path) + " walks " + Quoted(path) + ", which is declared as " +
                              std::string(ToString(at->second.field.type)),
                          "declare " + Quoted(path) + " as `{type: list}`, or leave its declaration out");
      fault.labels.push_back({at->second.field.span, "declared here"});
    }
  }
}

// No value can be of a type and hold other fields as well.
void CheckParents(const Field& field, const Fields& fields, Diagnostics& out) {
  for (std::size_t i = 0; i + 1 < field.steps.size(); ++i) {
    if (field.steps[i].each) continue;
    const auto at = fields.find(Prefix(field.steps, i + 1));
    if (at == fields.end()) continue;
    const Field& parent = at->second.field;
    const bool list = parent.type == FieldType::kList;
    Diagnostic& fault =
        out.Error(code::kBadName, field.span,
                  Quoted(field.path) + " lies inside " + Quoted(parent.path) + ", which is " +
                      (list ? "a list" : "declared as " + std::string(ToString(parent.type))),
                  list ? "`[]` walks a list: " + Quoted(parent.path + "[]" + field.path.substr(parent.path.size()))
                       : "choose another path for one of them");
    fault.labels.push_back({parent.span, "declared here"});
    return;
  }
}

}  // namespace

void CollectFields(Draft& draft) {
  Fields fields;
  for (std::size_t module = 0; module < draft.roots.size(); ++module) {
    const Value* const section = FindSection(draft, module, "fields");
    if (section != nullptr) ReadSection(*section, module, fields, draft);
  }
  Fields implied;
  for (const auto& [path, declared] : fields) AddLists(declared, fields, implied, draft);
  fields.merge(implied);
  for (const auto& [path, declared] : fields) CheckParents(declared.field, fields, draft.out);

  for (auto& [path, declared] : fields) {
    const std::size_t at = draft.model.fields.size();
    draft.fields.broken.erase(path);
    for (const std::size_t module : declared.modules) draft.fields.Add(path, at, module, declared.field.span);
    draft.model.fields.push_back(std::move(declared.field));
  }
}

}  // namespace proviso
