// The words of truths, effects, severities, states and decisions, as modules, reports and tests spell them.
#include "proviso/evaluate.h"

namespace proviso {

std::string_view ToString(Truth truth) {
  switch (truth) {
    case Truth::kFalse:
      return "false";
    case Truth::kUnknown:
      return "unknown";
    case Truth::kTrue:
      return "true";
  }
  return "";
}

std::string_view ToString(Effect effect) {
  switch (effect) {
    case Effect::kDeny:
      return "deny";
    case Effect::kReview:
      return "review";
    case Effect::kNote:
      return "note";
  }
  return "";
}

std::string_view ToString(RuleSeverity severity) {
  switch (severity) {
    case RuleSeverity::kCritical:
      return "critical";
    case RuleSeverity::kHigh:
      return "high";
    case RuleSeverity::kMedium:
      return "medium";
    case RuleSeverity::kLow:
      return "low";
  }
  return "";
}

std::string_view ToString(State state) {
  switch (state) {
    case State::kViolated:
      return "violated";
    case State::kUndetermined:
      return "undetermined";
    case State::kClear:
      return "clear";
  }
  return "";
}

std::string_view ToString(Decision decision) {
  switch (decision) {
    case Decision::kInvalid:
      return "invalid";
    case Decision::kDeny:
      return "deny";
    case Decision::kAsk:
      return "ask";
    case Decision::kReview:
      return "review";
    case Decision::kAllow:
      return "allow";
  }
  return "";
}

}  // namespace proviso
