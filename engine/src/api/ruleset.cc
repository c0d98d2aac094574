#include "proviso/ruleset.h"

#include <map>

#include "plan/plan.h"

namespace proviso {

namespace {

RuleSummary Summarise(const Policy& policy, const Rule& rule) {
  RuleSummary summary{policy.name + "/" + rule.id, rule.title, Citation(rule), std::string(ToString(rule.effect)),
                      std::string(ToString(rule.severity))};
  summary.from = rule.from;
  summary.until = rule.until;
  return summary;
}

}  // namespace

std::vector<PolicySummary> Ruleset::Policies() const {
  std::vector<PolicySummary> out;
  for (const Policy& policy : plan_->model.policies) {
    out.push_back({policy.name, policy.title, policy.publisher, policy.edition, policy.source, policy.caveat,
                   policy.rules.size()});
  }
  return out;
}

std::vector<RuleSummary> Ruleset::Rules() const {
  std::vector<RuleSummary> out;
  for (const Policy& policy : plan_->model.policies) {
    for (const Rule& rule : policy.rules) {
      out.push_back(Summarise(policy, rule));
    }
  }
  return out;
}

std::vector<ClauseSummary> Ruleset::Clauses() const {
  std::vector<ClauseSummary> out;
  for (const Policy& policy : plan_->model.policies) {
    std::map<std::string, std::size_t> place;  // in `out`, of the clauses of this policy
    for (const Rule& rule : policy.rules) {
      for (const std::string& clause : rule.clauses) {
        const auto [at, is_new] = place.emplace(clause, out.size());
        if (is_new) out.push_back({policy.name, clause, rule.title, {}, ""});
        out[at->second].rules.push_back(Summarise(policy, rule));
      }
    }
    for (const UndecidableClause& clause : policy.not_decidable) {
      out.push_back({policy.name, clause.clause, clause.gist, {}, clause.why});
    }
  }
  return out;
}

std::vector<FieldSummary> Ruleset::Fields() const {
  const Model& model = plan_->model;
  std::vector<FieldSummary> out;
  for (const Field& field : model.fields) {
    FieldSummary summary{field.path, std::string(ToString(field.type)), "", model.modules[field.module].name,
                         field.question};
    if (field.taxonomy) summary.taxonomy = model.taxonomies[*field.taxonomy].name;
    summary.required = field.required;
    summary.undeclared_no = field.undeclared_no;
    out.push_back(std::move(summary));
  }
  return out;
}

std::vector<TermSummary> Ruleset::Terms() const {
  const Model& model = plan_->model;
  std::vector<TermSummary> out;
  for (const Taxonomy& taxonomy : model.taxonomies) {
    for (const Term& term : taxonomy.terms) {
      TermSummary summary{taxonomy.name, term.name, {}, term.aliases, {}};
      for (const std::size_t broader : term.broader) summary.broader.push_back(taxonomy.terms[broader].name);
      for (const TermRef& implied : term.implies) {
        const Taxonomy& other = model.taxonomies[implied.taxonomy];
        const std::string& name = other.terms[implied.term].name;
        summary.implies.push_back(&other == &taxonomy ? name : other.name + "/" + name);
      }
      out.push_back(std::move(summary));
    }
  }
  return out;
}

std::vector<EntrySummary> Ruleset::Vocabulary() const {
  const Model& model = plan_->model;
  std::vector<EntrySummary> out;
  for (std::size_t e = 0; e < model.entries.size(); ++e) {
    const Entry& entry = model.entries[e];
    const EntryTexts& texts = (*plan_->vocabulary)[e];
    out.push_back({entry.name, model.modules[entry.module].name, texts.phrases, texts.patterns, texts.except});
  }
  return out;
}

std::vector<SignalSummary> Ruleset::Signals() const {
  const Model& model = plan_->model;
  std::vector<SignalSummary> out;
  for (const Signal& signal : model.signals) {
    out.push_back({signal.name, model.modules[signal.module].name, Describe(signal.condition, model)});
  }
  return out;
}

}  // namespace proviso
