#include "eval/profile.h"

#include <algorithm>
#include <optional>

#include "text/phrase.h"
#include "text/phrase_cover.h"

namespace proviso {
namespace {

using Kind = WordingProfile::Kind;

constexpr std::size_t kWideGap = 10;         // words
constexpr std::size_t kManyWords = 12;       // that a phrase is looked for by
constexpr std::size_t kMostNamed = 3;        // of those
constexpr std::uint64_t kOften = 20;         // texts: tried on so many, it should have matched some
constexpr std::uint64_t kTellsLittle = 25;   // percent of the texts that it matches in
constexpr std::uint64_t kCommonPercent = 5;  // of the texts: tried on so many, its words are common here

std::uint64_t Percent(std::uint64_t part, std::uint64_t whole) { return whole == 0 ? 0 : part * 100 / whole; }

// The longest of several times is left out, up to so much: the system may have been elsewhere in between, or a pattern
// was prepared for its first use. What takes longer than that stays visible.
constexpr std::uint64_t kElsewhere = 10'000'000;
std::uint64_t Usual(std::uint64_t all, std::uint64_t longest, std::uint64_t times) {
  return times > 1 ? all - std::min(longest, kElsewhere) : all;
}

// Rows for all wordings of the model, in the order in which the lexicon numbers them.
std::vector<WordingProfile> WordingsOf(const TextCosts& costs, const RulesetPlan& plan) {
  std::vector<WordingProfile> rows;
  std::size_t phrase = 0, pattern = 0;
  const std::vector<std::size_t> always = plan.lexicon.PatternsOfEveryText();
  for (std::size_t e = 0; e < plan.model.entries.size(); ++e) {
    const Entry& entry = plan.model.entries[e];
    const auto add = [&](Kind kind, const std::vector<std::string>& texts, const std::vector<WordingCost>& all,
                         std::size_t& next) {
      for (std::size_t i = 0; i < texts.size(); ++i, ++next) {
        const WordingCost cost = next < all.size() ? all[next] : WordingCost();  // no text was read
        const bool every_text = kind == Kind::kPattern && std::ranges::find(always, next) != always.end();
        rows.push_back({kind, every_text, plan.model.modules[entry.module].name, entry.name, i + 1, texts[i],
                        cost.tried, cost.matched, Usual(cost.nanoseconds, cost.longest, cost.tried)});
      }
    };
    const EntryTexts& texts = (*plan.vocabulary)[e];
    add(Kind::kPhrase, texts.phrases, costs.phrases, phrase);
    add(Kind::kExcept, texts.except, costs.phrases, phrase);
    add(Kind::kPattern, texts.patterns, costs.patterns, pattern);
  }
  return rows;
}

std::string OneOf(const std::vector<CertainWord>& words) {
  std::string out;
  for (std::size_t i = 0; i < words.size() && i < kMostNamed; ++i)
    out += (out.empty() ? "`" : ", `") + words[i].text + "`";
  if (words.size() > kMostNamed) return out + " or " + std::to_string(words.size() - kMostNamed) + " others";
  const std::size_t comma = out.rfind(", ");
  return comma == std::string::npos ? out : out.replace(comma, 2, " or ");
}

std::size_t WidestGap(const PhraseNode& node) {
  std::size_t widest = node.kind == PhraseNode::Kind::kGap ? node.words : 0;
  for (const PhraseNode& child : node.children) widest = std::max(widest, WidestGap(child));
  return widest;
}

// Why it is tried where it does not match.
std::string WhyTried(const PhraseNode& root, std::uint64_t percent) {
  const std::vector<CertainWord> words = CertainWordsOf(root);
  if (words.empty()) return "no word that every match holds, only marks, so it is tried on every text: add a word";
  const std::string share =
      percent < kCommonPercent ? "" : ", so it is tried on " + std::to_string(percent) + " % of all texts";
  std::vector<CertainWord> frequent;
  std::ranges::copy_if(words, std::back_inserter(frequent), &CertainWord::frequent);
  if (!frequent.empty()) {
    return "some matches hold no rarer word than " + OneOf(frequent) + share +
           ": give those a rarer word, or drop them";
  }
  if (words.size() >= kManyWords) {
    return "may match wherever one of " + std::to_string(words.size()) + " words stands: " + OneOf(words) + share +
           ": a rare word that all alternatives share would leave more texts out, fewer alternatives too";
  }
  if (share.empty()) return "";
  return "may match wherever " + OneOf(words) + " stands, common in these texts" + share + ": add a rarer word";
}

std::string ReasonOfPhrase(const WordingProfile& wording, const Profile& profile) {
  PhraseError error;
  const std::optional<Phrase> phrase = ParsePhrase(wording.text, {}, error);
  if (!phrase) return "";  // not reached: it was compiled
  std::vector<std::string> reasons;
  if (wording.matched * 2 < wording.tried)
    reasons.push_back(WhyTried(phrase->root, Percent(wording.tried, profile.texts)));
  if (MayBeginWithMark(phrase->root))
    reasons.push_back("begins with a mark, so that it is tried at every mark nearby too: begin it with a word");
  const std::size_t gap = WidestGap(phrase->root);
  if (gap >= kWideGap) {
    reasons.push_back("its gap of " + std::to_string(gap) +
                      " words is looked through at each place where its beginning stands: narrow it");
  }
  std::erase(reasons, "");
  std::string out;
  for (const std::string& reason : reasons) out += (out.empty() ? "" : "; ") + reason;
  return out;
}

std::string ReasonOfPattern(const WordingProfile& wording, const Profile& profile) {
  if (wording.every_text)
    return "no run of three letters that every match holds, so it is run on every text: spell out a word";
  const std::uint64_t percent = Percent(wording.tried, profile.texts);
  if (percent < kCommonPercent || wording.matched * 2 >= wording.tried) return "";
  return "the letters that every match holds stand in " + std::to_string(percent) +
         " % of all texts: spell out a longer or rarer word";
}

template <typename Row, typename AddRow>
void AddRows(std::vector<Row>& to, const std::vector<Row>& more, AddRow add) {
  if (to.empty()) {
    to = more;
    return;
  }
  for (std::size_t i = 0; i < more.size(); ++i) add(to[i], more[i]);
}

}  // namespace

std::string CostReason(const WordingProfile& wording, const Profile& profile) {
  if (wording.tried == 0) return "";
  const bool is_pattern = wording.kind == Kind::kPattern;
  std::string reason = is_pattern ? ReasonOfPattern(wording, profile) : ReasonOfPhrase(wording, profile);
  const auto add = [&](const std::string& more) { reason += (reason.empty() ? "" : "; ") + more; };
  if (wording.tried < kOften) return reason;
  const std::uint64_t percent = Percent(wording.matched, profile.texts);
  if (wording.matched == 0) {
    add("it matched none of the texts that it was tried on: is it needed?");
  } else if (percent >= kTellsLittle) {
    add("it matches in " + std::to_string(percent) + " % of all texts, so it tells few of them apart");
  } else if (wording.matched * 2 >= wording.tried && reason.empty()) {
    add("it is seldom tried in vain: what it costs is its matches");
  }
  return reason;
}

Profile ProfileOf(const EvaluationCosts& costs, const RulesetPlan& plan, const std::vector<std::string>& rules) {
  Profile profile{.descriptors = costs.descriptors,
                  .texts = costs.texts.texts,
                  .bytes = costs.texts.bytes,
                  .words = costs.texts.words,
                  .normalising = costs.texts.normalising};
  profile.wordings = WordingsOf(costs.texts, plan);
  for (const WordingCost& cost : costs.texts.phrases) profile.phrases += cost.nanoseconds;
  for (const WordingCost& cost : costs.texts.patterns) profile.patterns += cost.nanoseconds;
  // What is nested was timed by clocks of its own: never more than what it is nested in.
  const auto rest = [](std::uint64_t all, std::uint64_t part) { return all - std::min(all, part); };
  profile.scanning = rest(costs.texts.searching, profile.phrases + profile.patterns);
  profile.reading = rest(costs.reading, costs.texts.normalising + costs.texts.searching);
  profile.conditions = costs.judging;
  profile.findings = costs.finding;
  profile.questions = costs.asking;
  for (std::size_t r = 0; r < rules.size(); ++r) {
    const RuleCost& cost = costs.rules[r];
    profile.rules.push_back(
        {rules[r], cost.violated, cost.undetermined, Usual(cost.nanoseconds, cost.longest, cost.told)});
  }
  return profile;
}

void Add(Profile& to, const Profile& more) {
  to.descriptors += more.descriptors;
  to.texts += more.texts;
  to.bytes += more.bytes;
  to.words += more.words;
  to.normalising += more.normalising;
  to.phrases += more.phrases;
  to.patterns += more.patterns;
  to.scanning += more.scanning;
  to.reading += more.reading;
  to.conditions += more.conditions;
  to.findings += more.findings;
  to.questions += more.questions;
  AddRows(to.wordings, more.wordings, [](WordingProfile& sum, const WordingProfile& row) {
    sum.tried += row.tried;
    sum.matched += row.matched;
    sum.nanoseconds += row.nanoseconds;
  });
  AddRows(to.rules, more.rules, [](RuleProfile& sum, const RuleProfile& row) {
    sum.violated += row.violated;
    sum.undetermined += row.undetermined;
    sum.nanoseconds += row.nanoseconds;
  });
}

}  // namespace proviso
