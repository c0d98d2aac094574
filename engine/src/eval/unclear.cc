#include "eval/unclear.h"

#include <algorithm>
#include <map>
#include <set>
#include <tuple>
#include <utility>

#include "eval/open_fields.h"
#include "proviso/near.h"

namespace proviso {
namespace {

// The hedge and the mention with what stands between them, if they are near.
std::string Quoted(const DeclaredText& text, const Mention& mention) {
  constexpr std::size_t kNear = 120;
  Range range = mention.place;
  if (mention.cue) {
    const Range whole{std::min(range.begin, mention.cue->begin), std::max(range.end, mention.cue->end)};
    if (whole.end - whole.begin <= kNear) range = whole;
  }
  return text.value->text.substr(range.begin, range.end - range.begin);
}

constexpr std::size_t kMostParts = 20;

class Collector {
 public:
  Collector(const Judge& judge, std::size_t field) : judge_(judge), field_(field) {}

  void Add(const Leaf& leaf) {
    if (leaf.predicate != nullptr) {
      AddHedges(leaf);
      AddTerms(leaf);
    }
    if (leaf.fact != nullptr && leaf.fact->state == Fact::State::kFault) AddUnreadable(leaf.fact->path);
    if (leaf.fact == nullptr && !leaf.scope->readable) AddUnreadable(leaf.scope->path());
  }

  std::string Tell() const {
    std::vector<std::string> parts(unreadable_.begin(), unreadable_.end());
    for (const auto& [declared, taxonomy] : unknown_) {
      const std::string near = parts.size() < kMostParts ? DidYouMean(declared, taxonomy->names) : "";
      parts.push_back("`" + declared + "` is not a known term" + (near.empty() ? "" : ": " + near));
    }
    for (const auto& [declared, asked] : too_broad_) {
      std::string names;
      for (const std::string& name : asked) names += (names.empty() ? "`" : ", `") + name + "`";
      parts.push_back("does `" + declared + "` include " + names + "?");
    }
    std::set<std::string> told;  // the same words may stand in several places
    for (const auto& [place, words] : hedged_) {
      if (told.insert(words).second) parts.push_back("\"" + words + "\": is that done or not?");
    }
    std::string all;
    for (std::size_t i = 0; i < std::min(parts.size(), kMostParts); ++i) all += (i == 0 ? "" : "; ") + parts[i];
    if (parts.size() > kMostParts) all += "; and " + std::to_string(parts.size() - kMostParts) + " more";
    return all;
  }

 private:
  void AddUnreadable(const std::string& path) {
    unreadable_.insert("what is declared as `" + path + "` cannot be read");
  }

  void AddHedges(const Leaf& leaf) {
    if (leaf.predicate->entries.empty()) return;
    const bool own = leaf.fact != nullptr && leaf.fact->text != nullptr && leaf.predicate->op == Operator::kMentions;
    const Scope& scope = ScopeOfTexts(judge_, leaf);
    const std::vector<const DeclaredText*> texts =
        own ? std::vector<const DeclaredText*>{leaf.fact->text} : scope.texts;
    if (!own && std::ranges::find(scope.unreadable_text_fields, field_) != scope.unreadable_text_fields.end())
      AddUnreadable(judge_.plan().model.fields[field_].path);
    for (const DeclaredText* text : texts) {
      if (text->field != field_) continue;
      for (const std::size_t entry : leaf.predicate->entries) {
        const auto [begin, end] = text->Of(entry);
        for (const Mention* mention = begin; mention != end; ++mention) {
          if (mention->reading != MentionReading::kHedged) continue;
          hedged_.emplace(std::tuple(text->path, mention->place, mention->entry), Quoted(*text, *mention));
        }
      }
    }
  }

  void AddTerms(const Leaf& leaf) {
    if (leaf.predicate->terms.empty() || leaf.fact == nullptr) return;
    const std::size_t taxonomy = *judge_.plan().model.fields[leaf.condition->index].taxonomy;
    const TaxonomyPlan& plan = judge_.plan().taxonomies[taxonomy];
    for (const DeclaredTerm& declared : leaf.fact->terms) {
      if (declared.value->kind != Value::Kind::kText) {
        AddUnreadable(declared.path);
      } else if (!declared.term) {
        unknown_.emplace(declared.value->text, &plan);
      } else {
        for (const std::size_t asked : leaf.predicate->terms) {
          if (JudgeTerm(plan, declared, asked) == Truth::kUnknown)
            too_broad_[declared.value->text].insert(judge_.plan().model.taxonomies[taxonomy].terms[asked].name);
        }
      }
    }
  }

  const Judge& judge_;
  const std::size_t field_;
  std::set<std::string> unreadable_;
  std::map<std::string, const TaxonomyPlan*> unknown_;                         // declared terms
  std::map<std::string, std::set<std::string>> too_broad_;                     // declared term: those asked for
  std::map<std::tuple<std::string, Range, std::size_t>, std::string> hedged_;  // by place and entry: the words
};

}  // namespace

std::string TellUnclear(const Judge& judge, const AnswerGroup& group, const std::vector<Variable>& variables) {
  Collector unclear(judge, group.field);
  for (const std::size_t v : group.variables) unclear.Add(variables[v].leaf);
  return unclear.Tell();
}

}  // namespace proviso
