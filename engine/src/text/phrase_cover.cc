#include "text/phrase_cover.h"

#include <algorithm>
#include <array>
#include <limits>
#include <map>
#include <set>
#include <string_view>
#include <utility>

#include "text/characters.h"
#include "text/segment.h"

namespace proviso {
namespace {

using Kind = PhraseNode::Kind;

// Of a cover word: the nearest and rarest tell enough.
constexpr std::size_t kMostNear = 3;

// The hundred and some words that are most frequent in English, by falling frequency: more than half of any text.
constexpr std::array<std::string_view, 146> kFrequent = {
    "the",    "of",       "and",    "to",      "in",       "a",       "is",          "that",    "for",      "it",
    "as",     "was",      "with",   "be",      "by",       "on",      "not",         "he",      "i",        "this",
    "are",    "or",       "his",    "from",    "at",       "which",   "but",         "have",    "an",       "had",
    "they",   "you",      "were",   "their",   "one",      "all",     "we",          "can",     "her",      "has",
    "there",  "been",     "if",     "more",    "when",     "will",    "would",       "who",     "so",       "no",
    "she",    "other",    "its",    "may",     "these",    "what",    "them",        "than",    "some",     "him",
    "time",   "into",     "only",   "do",      "such",     "my",      "new",         "about",   "out",      "also",
    "two",    "any",      "up",     "first",   "could",    "our",     "then",        "most",    "see",      "me",
    "should", "after",    "said",   "your",    "very",     "between", "made",        "many",    "over",     "like",
    "those",  "did",      "now",    "even",    "well",     "where",   "must",        "people",  "through",  "how",
    "same",   "work",     "being",  "because", "man",      "life",    "before",      "each",    "much",     "under",
    "use",    "used",     "data",   "system",  "model",    "using",   "information", "support", "provide",  "help",
    "based",  "service",  "user",   "users",   "analysis", "tool",    "process",     "while",   "within",   "across",
    "during", "customer", "public", "make",    "get",      "go",      "person",      "staff",   "identify", "report",
    "team",   "review",   "set",    "per",     "text",     "ai"};

constexpr double kMostFrequent = 120;  // twice that of the first: `i + 2` below

double BaseWeight(std::string_view run, bool stem) {
  double weight = 0.02;
  for (std::size_t i = 0; i < kFrequent.size(); ++i) {
    const bool meant = stem ? kFrequent[i].starts_with(run) : kFrequent[i] == run;
    if (meant) weight += kMostFrequent / static_cast<double>(i + 2);
  }
  // Short stems fit many words.
  if (stem) weight += run.size() < 3 ? 10 : run.size() < 4 ? 2 : run.size() < 5 ? 0.4 : 0.02;
  return weight;
}

struct Run {
  std::string_view text;
  bool stem = false;
};

// The first or the last run of word characters in a phrase's word, which stands as such in every text that the word
// matches.
std::optional<Run> EndRun(const PhraseNode& word, bool last) {
  std::optional<Run> found;
  const std::string_view text = word.text;
  for (std::size_t at = 0; at < text.size();) {
    if (!WordCharacterAt(text, at)) {
      Next(text, at);
      continue;
    }
    const std::size_t begin = at;
    while (WordCharacterAt(text, at)) Next(text, at);
    found = Run{text.substr(begin, at - begin), word.open_end && at == text.size()};
    if (!last) break;
  }
  return found;
}

int WordsIn(const PhraseNode& word) { return static_cast<int>(Segment(word.text).words.size()); }

WordDistance Sum(WordDistance a, WordDistance b) { return {a.least + b.least, a.most + b.most}; }

bool IsMandatory(const PhraseNode& node) { return node.kind != Kind::kOptional && node.kind != Kind::kGap; }

template <typename Visit>
void ForEachWord(const PhraseNode& node, Visit visit) {
  if (node.kind == Kind::kWord) visit(node);
  for (const PhraseNode& child : node.children) ForEachWord(child, visit);
}

}  // namespace

bool MayBeginWithMark(const PhraseNode& node) {
  switch (node.kind) {
    case Kind::kWord:
      return !WordCharacterAt(node.text, 0);
    case Kind::kSequence:
      for (const PhraseNode& child : node.children) {
        if (MayBeginWithMark(child)) return true;
        if (child.kind != Kind::kOptional) return false;
      }
      return false;
    case Kind::kEither:
    case Kind::kOptional:
      return std::ranges::any_of(node.children, &MayBeginWithMark);
    case Kind::kGap:
      return false;  // a gap follows a word
  }
  return false;
}

WordDistance LengthOf(const PhraseNode& node) {
  WordDistance length;
  switch (node.kind) {
    case Kind::kWord:
      length.least = length.most = WordsIn(node);
      break;
    case Kind::kSequence:
      for (const PhraseNode& child : node.children) length = Sum(length, LengthOf(child));
      break;
    case Kind::kEither:
      length = LengthOf(node.children.front());
      for (const PhraseNode& child : node.children) {
        const WordDistance one = LengthOf(child);
        length = {std::min(length.least, one.least), std::max(length.most, one.most)};
      }
      break;
    case Kind::kOptional:
      length = {std::min(0, LengthOf(node.children.front()).least), LengthOf(node.children.front()).most};
      break;
    case Kind::kGap:
      length = {-1, static_cast<int>(node.words)};
      break;
  }
  return length;
}

void CoverFinder::Count(const PhraseNode& root) {
  std::set<WordNumber> counted;
  ForEachWord(root, [&](const PhraseNode& word) {
    for (const bool last : {false, true}) {
      const std::optional<Run> run = EndRun(word, last);
      if (!run) continue;
      const WordNumber number = words_.Add(run->text, run->stem);
      if (number >= weights_.size()) {
        weights_.resize(number + 1, 0);
        weights_[number] = BaseWeight(run->text, run->stem);
      }
      if (counted.insert(number).second) weights_[number] += 0.005;
    }
  });
}

void CoverFinder::CountText(std::string_view normalised) {
  if (!table_) table_ = words_.MakeTable();
  seen_.resize(weights_.size(), 0);
  const auto seen = [&](WordNumber word) { seen_[word] += 1; };
  for (const Range word : Segment(normalised).words) {
    all_seen_ += 1;
    ForEachRun(normalised, word, [&](Range run) {
      table_->Find(normalised.substr(run.begin, run.end - run.begin), seen);
      return true;
    });
  }
}

// How often it is expected among a thousand words.
double CoverFinder::WeightOf(WordNumber word) const {
  const double seen = word < seen_.size() ? seen_[word] * 1000 / all_seen_ : 0;
  return weights_[word] + seen;
}

double CoverFinder::WeightOf(const std::vector<WordNumber>& words) const {
  double weight = 0;
  for (const WordNumber word : words) weight += WeightOf(word);
  return weight;
}

// The words that may stand first, or last, in a match; none when it may begin, or end, without one.
std::optional<std::vector<WordNumber>> CoverFinder::EndWords(const PhraseNode& node, bool last) const {
  std::vector<WordNumber> words;
  const auto add = [&](const PhraseNode& child) {
    const auto more = EndWords(child, last);
    if (more) words.insert(words.end(), more->begin(), more->end());
    return more.has_value();
  };
  switch (node.kind) {
    case Kind::kWord: {
      // In a word of several the last run stands in the last of them; in a single one any run will do.
      const std::optional<Run> run = EndRun(node, last && WordsIn(node) > 1);
      if (!run) return std::nullopt;
      words.push_back(words_.Add(run->text, run->stem));
      break;
    }
    case Kind::kSequence: {
      const std::size_t count = node.children.size();
      bool ended = false;
      for (std::size_t i = 0; i < count && !ended; ++i) {
        const PhraseNode& child = node.children[last ? count - 1 - i : i];
        if (child.kind == Kind::kGap || !add(child)) return std::nullopt;
        ended = child.kind != Kind::kOptional;
      }
      if (!ended) return std::nullopt;
      break;
    }
    case Kind::kEither:
    case Kind::kOptional:
      for (const PhraseNode& child : node.children) {
        if (!add(child)) return std::nullopt;
      }
      break;
    case Kind::kGap:
      return std::nullopt;
  }
  std::sort(words.begin(), words.end());
  words.erase(std::unique(words.begin(), words.end()), words.end());
  return words;
}

// What has to stand left and right of a word of child `covered`.
void CoverFinder::AddNear(const std::vector<PhraseNode>& children, std::size_t covered, CoverWord& word) const {
  struct Weighed {
    NearWords near;
    double weight = 0;
  };
  std::vector<Weighed> found;
  const auto offer = [&](const PhraseNode& child, WordDistance distance, bool last) {
    std::optional<std::vector<WordNumber>> words = EndWords(child, last);
    if (!words) return;
    const double weight = WeightOf(*words) * (distance.most - distance.least + 1);
    found.push_back({{*std::move(words), distance}, weight});
  };
  WordDistance between = word.after;
  for (std::size_t i = covered + 1; i < children.size(); ++i) {
    if (IsMandatory(children[i])) offer(children[i], {between.least + 1, between.most + 1}, false);
    between = Sum(between, LengthOf(children[i]));
  }
  between = word.before;
  for (std::size_t i = covered; i-- > 0;) {
    if (IsMandatory(children[i])) offer(children[i], {-between.most - 1, -between.least - 1}, true);
    between = Sum(between, LengthOf(children[i]));
  }
  std::stable_sort(found.begin(), found.end(), [](const Weighed& a, const Weighed& b) { return a.weight < b.weight; });
  for (Weighed& weighed : found) {
    if (word.near.size() == kMostNear) break;
    word.near.push_back(std::move(weighed.near));
  }
}

std::optional<CoverFinder::Cover> CoverFinder::CoverOfSequence(const std::vector<PhraseNode>& children) const {
  std::optional<Cover> best;
  std::size_t covered = 0;
  for (std::size_t i = 0; i < children.size(); ++i) {
    if (!IsMandatory(children[i])) continue;
    std::optional<Cover> cover = CoverOf(children[i]);
    if (!cover || (best && best->weight <= cover->weight)) continue;
    best = std::move(cover);
    covered = i;
  }
  if (!best) return std::nullopt;
  WordDistance before, after;
  for (std::size_t i = 0; i < covered; ++i) before = Sum(before, LengthOf(children[i]));
  for (std::size_t i = covered + 1; i < children.size(); ++i) after = Sum(after, LengthOf(children[i]));
  for (CoverWord& word : best->words) {
    AddNear(children, covered, word);
    word.before = Sum(word.before, before);
    word.after = Sum(word.after, after);
  }
  return best;
}

std::optional<CoverFinder::Cover> CoverFinder::CoverOfEither(const std::vector<PhraseNode>& children) const {
  Cover all;
  for (const PhraseNode& child : children) {
    std::optional<Cover> cover = CoverOf(child);
    if (!cover) return std::nullopt;
    all.weight += cover->weight;
    for (CoverWord& word : cover->words) all.words.push_back(std::move(word));
  }
  return all;
}

std::optional<CoverFinder::Cover> CoverFinder::CoverOf(const PhraseNode& node) const {
  switch (node.kind) {
    case Kind::kWord: {
      const std::optional<Run> run = EndRun(node, false);
      if (!run) return std::nullopt;
      const WordNumber word = words_.Add(run->text, run->stem);
      return Cover{{{word, {}, {WordsIn(node) - 1, WordsIn(node) - 1}, {}}}, WeightOf(word)};
    }
    case Kind::kSequence:
      return CoverOfSequence(node.children);
    case Kind::kEither:
      return CoverOfEither(node.children);
    case Kind::kOptional:
    case Kind::kGap:
      break;
  }
  return std::nullopt;
}

std::optional<std::vector<CoverWord>> CoverFinder::Find(const PhraseNode& root) const {
  std::optional<Cover> cover = CoverOf(root);
  if (!cover) return std::nullopt;
  return std::move(cover->words);
}

std::optional<std::vector<WordNumber>> CoverFinder::FirstWords(const PhraseNode& root) const {
  return EndWords(root, false);
}

std::vector<CertainWord> CertainWordsOf(const PhraseNode& root) {
  constexpr double kFrequentWeight = 0.5;  // the last of the frequent words has more, a stem of four letters less
  WordNumberer numbers;
  CoverFinder finder(numbers);
  finder.Count(root);
  const auto cover = finder.Find(root);
  std::map<WordNumber, CertainWord> named;
  ForEachWord(root, [&](const PhraseNode& word) {
    const std::optional<Run> run = EndRun(word, false);
    if (!run) return;
    const std::string text = std::string(run->text) + (run->stem ? "*" : "");
    named[numbers.Add(run->text, run->stem)] = {text, BaseWeight(run->text, run->stem) > kFrequentWeight};
  });
  std::vector<CertainWord> words;
  std::set<WordNumber> told;
  for (const CoverWord& word : cover ? *cover : std::vector<CoverWord>()) {
    if (told.insert(word.word).second) words.push_back(named[word.word]);
  }
  return words;
}

}  // namespace proviso
