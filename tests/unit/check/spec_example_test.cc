#include <gtest/gtest.h>

#include "plan/plan.h"
#include "unit/check/compile_text.h"

namespace proviso {
namespace {

const std::string kPolicy = R"yaml(policy: contoso-acceptable-use
title: Contoso Cloud Acceptable Use Policy
publisher: Contoso
edition: 2026-01-15            # of the published text that the rules stand for
source: https://example.com/aup
uses: [workload, surveillance] # libraries: their fields, terms, vocabulary and signals come into scope
applies:                       # optional: whom the policy binds; part of every rule's `when`
  services[].name: {is: contoso-services}

rules:
  - id: mass-civilian-surveillance
    title: No mass surveillance of civilians
    clause: "§3(b)"
    effect: deny               # deny | review | note
    severity: critical         # critical | high | medium | low
    effective: {from: 2026-02-01}          # optional, with `until`; checked against --as-of, today by default
    when:
      all:
        - signal: bulk-monitoring
        - data.subjects: {includes: civilians}
    unless:
      - signal: public-health-surveillance
    message: "Declared {evidence}: bulk monitoring of civilians."
    remedy: Limit collection to identified persons under a court order, or remove the capability.
    tests:
      - name: city-wide face search is denied
        given: {purpose: "Dragnet search of every face on the city's cameras", data: {subjects: [residents]}}
        expect: violated
      - name: subjects left out is a question
        given: {purpose: "Bulk monitoring of phone locations"}
        expect: undetermined
        asks: [data.subjects]
)yaml";

const std::string kSurveillance = R"yaml(library: surveillance
uses: [workload]

fields:
  purpose:         {type: text,  required: true, question: "What is the workload for?"}
  customer.sector: {type: term,  of: sector, question: "Which sector is the end user in?"}
  data.subjects:   {type: terms, of: subject, question: "Whose data does it process?"}
  data.retention:  {type: duration}
  usage.storage:   {type: bytes}
  services:        {type: list}
  services[].name: {type: term, of: service}
  safeguards.human-review: {type: flag}

terms:
  sector:
    - government:
        - law-enforcement: [police, immigration-enforcement, border-control, corrections]
        - military
    - healthcare
  service:
    - contoso-services: [contoso-object-storage, contoso-vision]
  subject:
    - civilians: [citizens, residents, migrants, travellers, protesters, journalists, general-public]
    - employees

vocabulary:
  mass-surveillance:
    phrases:
      - mass surveillance
      - (bulk|dragnet|indiscriminate) (monitoring|collection|interception|search*)
      - monitor* ...5 (population|general public|everyone)
    patterns: ['\bpattern[- ]of[- ]life\b']
    except: [disease surveillance]

signals:
  bulk-monitoring:
    any:
      - text: {mentions: mass-surveillance}
      - capabilities: {includes: bulk-monitoring}
)yaml";

const std::string kWorkload = R"yaml(library: workload
fields:
  capabilities: {type: terms, of: capability}
terms:
  capability: [bulk-monitoring]
vocabulary:
  public-health: [epidemic (monitoring|surveillance)]
signals:
  public-health-surveillance:
    text: {mentions: public-health}
)yaml";

TEST(SpecExample, CompilesToThisModel) {
  const CompileResult result = CompileTexts({kPolicy, kSurveillance, kWorkload});
  ASSERT_TRUE(result.ruleset) << testing::PrintToString(Told(result));
  EXPECT_EQ(Dump(result.ruleset->plan().model),
            R"yaml(policy module contoso-acceptable-use sees [surveillance, workload]
library surveillance sees [workload]
library workload
field capabilities (workload): terms of capability
field customer.sector (surveillance): term of sector, asks "Which sector is the end user in?"
field data.retention (surveillance): duration
field data.subjects (surveillance): terms of subject, asks "Whose data does it process?"
field purpose (surveillance): text, required, asks "What is the workload for?"
field safeguards.human-review (surveillance): flag
field services (surveillance): list
field services[].name (surveillance): term of service
field usage.storage (surveillance): bytes
taxonomy capability
  bulk-monitoring
taxonomy sector
  government
  law-enforcement under [government]
  police under [law-enforcement]
  immigration-enforcement under [law-enforcement]
  border-control under [law-enforcement]
  corrections under [law-enforcement]
  military under [government]
  healthcare
taxonomy service
  contoso-services
  contoso-object-storage under [contoso-services]
  contoso-vision under [contoso-services]
taxonomy subject
  civilians
  citizens under [civilians]
  residents under [civilians]
  migrants under [civilians]
  travellers under [civilians]
  protesters under [civilians]
  journalists under [civilians]
  general-public under [civilians]
  employees
entry mass-surveillance (surveillance): phrases [mass surveillance, (bulk|dragnet|indiscriminate) (monitoring|collection|interception|search*), monitor* ...5 (population|general public|everyone)] patterns [\bpattern[- ]of[- ]life\b] except [disease surveillance]
entry public-health (workload): phrases [epidemic (monitoring|surveillance)]
signal bulk-monitoring (surveillance): any of (text mentions mass-surveillance, capabilities includes bulk-monitoring)
signal public-health-surveillance (workload): text mentions public-health
policy contoso-acceptable-use: Contoso Cloud Acceptable Use Policy, by Contoso, edition 2026-01-15, at https://example.com/aup
  applies services[].name is contoso-services
rule mass-civilian-surveillance: deny, critical, §3(b), No mass surveillance of civilians, from 2026-02-01
  when all of (signal bulk-monitoring, data.subjects includes civilians)
  unless signal public-health-surveillance
  message Declared {evidence}: bulk monitoring of civilians.
  remedy Limit collection to identified persons under a court order, or remove the capability.
test of contoso-acceptable-use/mass-civilian-surveillance: city-wide face search is denied; mass-civilian-surveillance violated
test of contoso-acceptable-use/mass-civilian-surveillance: subjects left out is a question; mass-civilian-surveillance undetermined; asks [data.subjects]
)yaml");
}

}  // namespace
}  // namespace proviso
