#include "model/model.h"

namespace proviso {
namespace {

// Conditions inside `where` name the element's fields: `inside` is what stands before them in the full path,
// `services[].`.
class Writer {
 public:
  explicit Writer(const Model& model) : model_(model) {}

  std::string Write(const Condition& condition, const std::string& inside) const {
    using Kind = Condition::Kind;
    switch (condition.kind) {
      case Kind::kAll:
        return "all of " + Children(condition, inside);
      case Kind::kAny:
        return "any of " + Children(condition, inside);
      case Kind::kNot:
        return "not " + Children(condition, inside);
      case Kind::kAtLeast:
        return Bounded(condition.bounds) + " of " + Children(condition, inside);
      case Kind::kSignal:
        return "signal " + model_.signals[condition.index].name;
      case Kind::kField:
        return Relative(condition, inside) + " " + Predicates(condition);
      case Kind::kText:
        return "text " + Predicates(condition);
      case Kind::kSome:
        return "some " + Elements(condition, inside);
      case Kind::kEvery:
        return "every " + Elements(condition, inside);
      case Kind::kCount:
        return Bounded(condition.bounds) + " " + Elements(condition, inside);
    }
    return "";
  }

 private:
  std::string Relative(const Condition& condition, const std::string& inside) const {
    const std::string& path = model_.fields[condition.index].path;
    return path.starts_with(inside) ? path.substr(inside.size()) : path;
  }

  std::string Children(const Condition& condition, const std::string& inside) const {
    std::string text = "(";
    for (const Condition& child : condition.children) {
      if (text.size() > 1) text += ", ";
      text += Write(child, inside);
    }
    return text + ")";
  }

  std::string Elements(const Condition& condition, const std::string& inside) const {
    std::string text = Relative(condition, inside);
    const std::string element = model_.fields[condition.index].path + "[].";
    for (const Condition& where : condition.children) text += " where " + Write(where, element);
    return text;
  }

  static std::string Predicates(const Condition& condition) {
    std::string text;
    for (const Predicate& predicate : condition.predicates) {
      if (!text.empty()) text += " and ";
      text += Describe(predicate);
    }
    return text;
  }

  static std::string Bounded(const Bounds& bounds) {
    std::string text;
    if (bounds.at_least) text = "at least " + std::to_string(*bounds.at_least);
    if (bounds.at_least && bounds.at_most) text += " and ";
    if (bounds.at_most) text += "at most " + std::to_string(*bounds.at_most);
    return text;
  }

  const Model& model_;
};

}  // namespace

std::string Describe(const Condition& condition, const Model& model) { return Writer(model).Write(condition, ""); }

std::string Describe(const Predicate& predicate) {
  return std::string(ToString(predicate.op)) + " " + predicate.written;
}

}  // namespace proviso
