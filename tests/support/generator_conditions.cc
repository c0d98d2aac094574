#include "support/generator_conditions.h"

#include <algorithm>

#include "support/write_value.h"

namespace proviso {
namespace {

using Members = std::vector<std::pair<std::string, Value>>;

Value Number(std::size_t n) { return MakeNumber(std::to_string(n)); }

template <typename Make>
Value ListOf(std::size_t least, std::size_t most, Random& random, const Make& make) {
  std::vector<Value> items;
  for (std::size_t n = least + random.Below(most - least + 1); n > 0; --n) items.push_back(make());
  return MakeList(std::move(items));
}

class Generator {
 public:
  Generator(const ConditionPool& pool, const std::string& list, Random& random)
      : pool_(pool), list_(list), random_(random) {}

  Value Condition(int depth) {
    if (depth <= 0 || random_.Chance(35)) return Leaf();
    switch (random_.Below(8)) {
      case 0:
        return MakeObject({{"all", Children(depth)}});
      case 1:
      case 2:
        return MakeObject({{"any", Children(depth)}});
      case 3:
        return MakeObject({{"not", Condition(depth - 1)}});
      case 4:
        return AtLeast(depth);
      case 5:
      case 6:
        return OverList(depth);
      default:
        return Several();
    }
  }

 private:
  Value Children(int depth) {
    return ListOf(1, 3, random_, [&] { return Condition(depth - 1); });
  }

  Value AtLeast(int depth) {
    Value of = ListOf(2, 4, random_, [&] { return Condition(depth - 1); });
    const std::size_t count = 1 + random_.Below(of.items.size());
    return MakeObject({{"at_least", MakeObject({{"count", Number(count)}, {"of", std::move(of)}})}});
  }

  // Two keys in one condition, where they differ.
  Value Several() {
    Value first = Leaf();
    const Value second = Leaf();
    if (second.members.front().key != first.members.front().key) first.members.push_back(second.members.front());
    return first;
  }

  Value OverList(int depth) {
    std::vector<const GeneratedField*> lists;
    for (const GeneratedField& field : pool_.fields) {
      if (field.type == FieldType::kList && field.list == list_) lists.push_back(&field);
    }
    if (lists.empty()) return Leaf();
    const GeneratedField& list = *random_.Pick(lists);
    const auto where = [&] {
      Generator inner(pool_, list.path, random_);
      if (random_.Chance(20)) return ListOf(1, 2, random_, [&] { return inner.Condition(depth - 1); });
      return inner.Condition(depth - 1);
    };
    const std::size_t form = random_.Below(3);
    if (form < 2) return MakeObject({{form == 0 ? "some" : "every", MakeText(list.relative)}, {"where", where()}});
    Members members = {{"of", MakeText(list.relative)}};
    if (random_.Chance(80)) members.emplace_back("where", where());
    static const std::vector<std::string> kBounds = {"at_least", "at_most", "over", "under"};
    members.emplace_back(random_.Pick(kBounds), Number(1 + random_.Below(2)));
    return MakeObject({{"count", MakeObject(std::move(members))}});
  }

  Value Leaf() {
    if (list_.empty() && !pool_.signals.empty() && random_.Chance(15)) {
      return MakeObject({{"signal", MakeText(random_.Pick(pool_.signals))}});
    }
    if (random_.Chance(20)) return TextLeaf();
    return FieldLeaf();
  }

  bool HasText() const {
    return std::any_of(pool_.fields.begin(), pool_.fields.end(), [&](const GeneratedField& field) {
      return field.type == FieldType::kText && (list_.empty() || field.list == list_);
    });
  }

  Value TextLeaf() {
    if (!HasText()) return FieldLeaf();
    static const std::vector<std::string> kOperators = {"mentions", "mentions", "denies", "matches"};
    Members members;
    AddOperator(random_.Pick(kOperators), FieldType::kText, nullptr, members);
    if (random_.Chance(10)) AddOperator(random_.Pick(kOperators), FieldType::kText, nullptr, members);
    return MakeObject({{"text", MakeObject(std::move(members))}});
  }

  // Fields of the elements themselves, and those of lists inside them by a path with `[]`.
  Value FieldLeaf() {
    std::vector<const GeneratedField*> visible;
    for (const GeneratedField& field : pool_.fields) {
      const bool inside = list_.empty() || field.path.rfind(list_ + "[].", 0) == 0;
      const bool usable = field.type != FieldType::kList || pool_.declared;
      if (inside && usable) visible.push_back(&field);
    }
    const GeneratedField& field = *random_.Pick(visible);
    const std::string path = list_.empty() ? field.path : field.path.substr(list_.size() + 3);
    const GeneratedTaxonomy* taxonomy = nullptr;
    for (const GeneratedTaxonomy& one : pool_.taxonomies) {
      if (one.name == field.taxonomy) taxonomy = &one;
    }
    Members members;
    AddOperator(AnyOperator(field.type), field.type, taxonomy, members);
    if (random_.Chance(15)) AddOperator(AnyOperator(field.type), field.type, taxonomy, members);
    return MakeObject({{path, MakeObject(std::move(members))}});
  }

  static const std::vector<std::string>& Operators(FieldType type) {
    static const std::vector<std::string> kText = {"is",     "in",     "mentions", "mentions", "mentions",
                                                   "denies", "denies", "matches",  "declared"};
    static const std::vector<std::string> kTerm = {"is", "is", "in", "in", "matches", "declared"};
    static const std::vector<std::string> kTerms = {"includes",     "includes",     "includes",
                                                    "includes_any", "includes_all", "declared"};
    static const std::vector<std::string> kFlag = {"is", "is", "in", "declared"};
    static const std::vector<std::string> kQuantity = {"is", "in", "over", "at_least", "under", "at_most", "declared"};
    static const std::vector<std::string> kDate = {"is", "in", "before", "after", "declared"};
    static const std::vector<std::string> kList = {"declared"};
    switch (type) {
      case FieldType::kText:
        return kText;
      case FieldType::kTerm:
        return kTerm;
      case FieldType::kTerms:
        return kTerms;
      case FieldType::kFlag:
        return kFlag;
      case FieldType::kDate:
        return kDate;
      case FieldType::kList:
        return kList;
      default:
        return kQuantity;
    }
  }

  std::string AnyOperator(FieldType type) {
    std::string op = random_.Pick(Operators(type));
    while (op == "declared" && !pool_.declared) op = random_.Pick(Operators(type));
    return op;
  }

  Value Operand(FieldType type, const GeneratedTaxonomy* taxonomy) {
    if (taxonomy != nullptr)
      return MakeText(random_.Chance(80) || taxonomy->aliases.empty() ? random_.Pick(taxonomy->terms)
                                                                      : random_.Pick(taxonomy->aliases));
    if (type == FieldType::kFlag) return MakeBool(random_.Chance(50));
    return MakeText(random_.Pick(SampleOperands(type)));
  }

  void AddOperator(const std::string& op, FieldType type, const GeneratedTaxonomy* taxonomy, Members& members) {
    for (const auto& [key, value] : members) {
      if (key == op) return;
    }
    static const std::vector<std::string> kPatterns = {"\\bscan", "track.{0,3}face", "crowd", "da?ta", "-", "o"};
    Value operand;
    if (op == "declared") {
      operand = MakeBool(random_.Chance(70));
    } else if (op == "matches") {
      operand = MakeText(random_.Pick(kPatterns));
    } else if (op == "mentions" || op == "denies") {
      const auto entry = [&] { return MakeText(random_.Pick(pool_.entries)); };
      operand = random_.Chance(70) ? entry() : ListOf(1, 2, random_, entry);
    } else if (op == "in" || op == "includes_any" || op == "includes_all") {
      operand = ListOf(1, 3, random_, [&] { return Operand(type, taxonomy); });
    } else {
      operand = Operand(type, taxonomy);
    }
    members.emplace_back(op, std::move(operand));
  }

  const ConditionPool& pool_;
  const std::string& list_;
  Random& random_;
};

}  // namespace

Value GenerateCondition(const ConditionPool& pool, const std::string& list, int depth, Random& random) {
  return Generator(pool, list, random).Condition(depth);
}

}  // namespace proviso
