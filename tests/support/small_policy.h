// A policy of one rule, for tests of everything around it: `a dragnet` is denied.
#pragma once

namespace proviso {

inline constexpr const char* kSmallPolicy = R"(policy: small
title: Small policy
fields:
  purpose: {type: text, required: true, question: "What is it for?"}
vocabulary:
  dragnet: [dragnet]
rules:
  - id: no-dragnet
    title: No dragnets
    clause: "1"
    effect: deny
    when: {purpose: {mentions: dragnet}}
)";

}  // namespace proviso
