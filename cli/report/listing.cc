#include "report/listing.h"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "proviso/evaluate.h"
#include "proviso/printable.h"
#include "report/json.h"
#include "report/layout.h"
#include "report/markdown.h"
#include "report/words.h"

namespace proviso {
namespace {

using Json = nlohmann::ordered_json;

std::string Document(std::string_view kind, Json items) {
  Json document;
  document[std::string(kind)] = std::move(items);
  return Dump(document, 2) + "\n";
}

Listing Policies(const Ruleset& ruleset, const std::vector<std::string>& only) {
  Listing listing;
  Json items = Json::array();
  const std::vector<RuleSummary> rules = ruleset.Rules();
  for (const PolicySummary& policy : ruleset.Policies()) {
    const bool by_rule = std::ranges::any_of(rules, [&](const RuleSummary& rule) {
      return rule.id.starts_with(policy.name + "/") && IsSelected(only, rule.id);
    });
    if (!by_rule && !IsSelected(only, policy.name)) continue;
    std::string origin = policy.publisher;
    if (!policy.edition.empty()) origin += (origin.empty() ? "" : ", ") + ("edition " + policy.edition);
    Listed item{policy.name, {policy.title, Count(policy.rules, "rule")}};
    if (!origin.empty()) item.details.push_back(origin);
    if (!policy.source.empty()) item.details.push_back(policy.source);
    if (!policy.caveat.empty()) item.details.push_back(policy.caveat);
    listing.items.push_back(std::move(item));
    items.push_back(ToJson(policy));
  }
  listing.json = Document("policies", std::move(items));
  return listing;
}

Listing Rules(const Ruleset& ruleset, const std::vector<std::string>& only) {
  Listing listing;
  Json items = Json::array();
  for (const RuleSummary& rule : ruleset.Rules()) {
    if (!IsSelected(only, rule.id)) continue;
    listing.items.push_back({rule.id, {rule.title, rule.effect + ", " + rule.severity + ", " + rule.clause}});
    items.push_back({{"rule", rule.id},
                     {"title", rule.title},
                     {"clause", rule.clause},
                     {"effect", rule.effect},
                     {"severity", rule.severity}});
  }
  listing.json = Document("rules", std::move(items));
  return listing;
}

// `deny`, `review, from 2026-12-02`: what weight a rule has, and on which days.
std::string WeightOf(const RuleSummary& rule) {
  std::string weight = rule.effect;
  if (rule.from) weight += ", from " + ToString(*rule.from);
  if (rule.until) weight += ", until " + ToString(*rule.until);
  return weight;
}

std::string CoverageOf(std::span<const ClauseSummary> clauses) {
  const auto covered =
      std::ranges::count_if(clauses, [](const ClauseSummary& clause) { return !clause.rules.empty(); });
  return Count(clauses.size(), "clause") + ": " + std::to_string(covered) + " covered by rules, " +
         std::to_string(clauses.size() - static_cast<std::size_t>(covered)) + " not decidable";
}

std::string ClauseTable(const PolicySummary& policy, std::span<const ClauseSummary> clauses) {
  const std::string by = policy.publisher.empty() ? "" : policy.publisher + ": ";
  std::string out = "## " + MarkdownText(by + policy.title) + "\n\n`" + policy.name + "`";
  if (!policy.edition.empty()) out += " · edition " + MarkdownText(policy.edition);
  if (!policy.source.empty()) out += " · " + MarkdownLink(policy.source);
  out += "\n\n";
  if (!policy.caveat.empty()) out += MarkdownText(policy.caveat) + "\n\n";
  out += CoverageOf(clauses) + ".\n\n| clause | what it says | covered by, or why not |\n|---|---|---|\n";
  for (const ClauseSummary& clause : clauses) {
    std::string cover;
    for (const RuleSummary& rule : clause.rules) {
      cover += (cover.empty() ? "`" : ", `") + rule.id.substr(policy.name.size() + 1) + "` (" + WeightOf(rule) + ")";
    }
    if (clause.rules.empty()) cover = "not decidable: " + MarkdownText(clause.why);
    out += "| " + MarkdownText(clause.clause) + " | " + MarkdownText(clause.gist) + " | " + cover + " |\n";
  }
  return out;
}

Listing Clauses(const Ruleset& ruleset, const std::vector<std::string>& only) {
  Listing listing;
  Json items = Json::array();
  const std::vector<ClauseSummary> all = ruleset.Clauses();
  listing.markdown =
      "# What the policies cover\n\nEvery clause of the policies below, and the rules that stand for it, or the reason "
      "why no declaration can settle it. Behind the colon of a clause stands, in our words, which of several sentences "
      "of a "
      "section is meant. Written by `proviso list clauses -f markdown`.\n";
  for (const PolicySummary& policy : ruleset.Policies()) {
    std::vector<ClauseSummary> clauses;
    for (const ClauseSummary& clause : all) {
      if (clause.policy != policy.name) continue;
      const bool by_rule =
          std::ranges::any_of(clause.rules, [&](const RuleSummary& rule) { return IsSelected(only, rule.id); });
      if (by_rule || IsSelected(only, policy.name)) clauses.push_back(clause);
    }
    if (clauses.empty()) continue;
    listing.markdown += "\n" + ClauseTable(policy, clauses);
    for (const ClauseSummary& clause : clauses) {
      std::vector<std::string> cover;
      Json rules = Json::array();
      for (const RuleSummary& rule : clause.rules) {
        cover.push_back(rule.id + " (" + WeightOf(rule) + ")");
        rules.push_back({{"rule", rule.id},
                         {"effect", rule.effect},
                         {"from", rule.from ? Json(ToString(*rule.from)) : Json(nullptr)},
                         {"until", rule.until ? Json(ToString(*rule.until)) : Json(nullptr)}});
      }
      listing.items.push_back(
          {policy.name + ": " + clause.clause,
           {clause.gist, cover.empty() ? "not decidable: " + clause.why : "covered by " + JoinNames(cover)}});
      items.push_back({{"policy", policy.name},
                       {"clause", clause.clause},
                       {"gist", clause.gist},
                       {"decidable", !clause.rules.empty()},
                       {"rules", std::move(rules)},
                       {"why", clause.rules.empty() ? Json(clause.why) : Json(nullptr)}});
    }
  }
  listing.json = Document("clauses", std::move(items));
  return listing;
}

Listing Fields(const Ruleset& ruleset, const std::vector<std::string>&) {
  Listing listing;
  Json items = Json::array();
  for (const FieldSummary& field : ruleset.Fields()) {
    std::string type = field.type;
    if (!field.taxonomy.empty()) type += " of " + field.taxonomy;
    if (field.required) type += ", required";
    if (field.undeclared_no) type += ", undeclared: no";
    if (!field.module.empty()) type += ", in " + field.module;
    Listed item{field.path, {type}};
    if (!field.question.empty()) item.details.push_back(field.question);
    listing.items.push_back(std::move(item));
    items.push_back({{"field", field.path},
                     {"type", field.type},
                     {"of", field.taxonomy.empty() ? Json(nullptr) : Json(field.taxonomy)},
                     {"module", field.module},
                     {"required", field.required},
                     {"undeclared", field.undeclared_no ? "no" : "ask"},
                     {"question", field.question}});
  }
  listing.json = Document("fields", std::move(items));
  return listing;
}

Listing Terms(const Ruleset& ruleset, const std::vector<std::string>&) {
  Listing listing;
  Json items = Json::array();
  for (const TermSummary& term : ruleset.Terms()) {
    Listed item{term.taxonomy + "/" + term.name, {}};
    if (!term.broader.empty()) item.details.push_back("broader: " + JoinNames(term.broader));
    if (!term.aliases.empty()) item.details.push_back("aliases: " + JoinNames(term.aliases));
    if (!term.implies.empty()) item.details.push_back("implies: " + JoinNames(term.implies));
    listing.items.push_back(std::move(item));
    items.push_back({{"taxonomy", term.taxonomy},
                     {"term", term.name},
                     {"broader", term.broader},
                     {"aliases", term.aliases},
                     {"implies", term.implies}});
  }
  listing.json = Document("terms", std::move(items));
  return listing;
}

Listing Vocabulary(const Ruleset& ruleset, const std::vector<std::string>&) {
  Listing listing;
  Json items = Json::array();
  for (const EntrySummary& entry : ruleset.Vocabulary()) {
    Listed item{entry.name, {"in " + entry.module}};
    for (const std::string& phrase : entry.phrases) item.details.push_back("phrase: " + phrase);
    for (const std::string& pattern : entry.patterns) item.details.push_back("pattern: " + pattern);
    for (const std::string& except : entry.except) item.details.push_back("except: " + except);
    listing.items.push_back(std::move(item));
    items.push_back({{"entry", entry.name},
                     {"module", entry.module},
                     {"phrases", entry.phrases},
                     {"patterns", entry.patterns},
                     {"except", entry.except}});
  }
  listing.json = Document("vocabulary", std::move(items));
  return listing;
}

Listing Signals(const Ruleset& ruleset, const std::vector<std::string>&) {
  Listing listing;
  Json items = Json::array();
  for (const SignalSummary& signal : ruleset.Signals()) {
    listing.items.push_back({signal.name, {"in " + signal.module, signal.condition}});
    items.push_back({{"signal", signal.name}, {"module", signal.module}, {"condition", signal.condition}});
  }
  listing.json = Document("signals", std::move(items));
  return listing;
}

}  // namespace

std::span<const ListingKind> ListingKinds() {
  static constexpr ListingKind kKinds[] = {
      {"policies", &Policies}, {"rules", &Rules},           {"clauses", &Clauses}, {"fields", &Fields},
      {"terms", &Terms},       {"vocabulary", &Vocabulary}, {"signals", &Signals},
  };
  return kKinds;
}

std::string ListingText(const Listing& listing, bool quiet, bool color) {
  const Painter paint{color};
  std::string out;
  for (const Listed& item : listing.items) {
    std::string name = Wrap("", item.name, 4);
    name.pop_back();
    out += paint(Tint::kBold, name) + "\n";
    if (quiet) continue;
    for (const std::string& detail : item.details) out += Wrap("    ", detail, 6);
  }
  return out;
}

}  // namespace proviso
