// The floor's matcher: every match of every rule in a text, with its place.
#pragma once

#include <re2/re2.h>
#include <simdjson.h>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "floor_index.h"

namespace yardstick {

// What is known of one text while it is searched; kept between texts to save allocations. One a thread.
struct Scratch {
  std::vector<std::uint32_t> begin;                           // of each word
  std::vector<std::int32_t> number;                           // of each word; what follows an apostrophe counts with it
  std::vector<std::pair<std::uint32_t, std::uint32_t>> hits;  // literal, word
  std::vector<std::pair<std::uint32_t, std::uint32_t>> at;    // by word: its literals in `literals`, if looked up
  std::vector<std::uint32_t> literals;
  std::vector<std::pair<std::uint32_t, std::uint32_t>> later;  // rule, first word; of rules that are not `in_order`
  struct Progress {
    std::uint64_t text = 0;   // that the rest speaks of
    std::uint32_t free = 0;   // matches may start here or later
    std::int64_t tried = -1;  // words up to this one were tried as the first
  };
  std::vector<Progress> progress;  // by rule
  std::uint64_t text = 0;
};

// Finds all matches of all rules. In every text only literals of each rule's rarest clause are looked for. At a hit the
// words around are looked up in the index of all literals, and only where every clause of the rule is met, RE2 is
// asked, anchored at the word that the match would start with. So RE2 decides, and the literals only spare it work.
class Matcher {
 public:
  explicit Matcher(const std::string& path) { Load(path); }

  // `found(rule, begin, end)`; for each rule in order, without overlaps.
  template <class F>
  void Find(std::string_view text, Scratch& scratch, F&& found) const {
    for (const std::uint32_t r : everywhere_) Search(r, text, found);
    scratch.begin.clear();
    scratch.number.clear();
    scratch.hits.clear();
    scratch.later.clear();
    std::int32_t number = -1;
    Words(text.data(), text.size(), [&](std::size_t at) {
      const bool tail = at >= 2 && text[at - 1] == '\'' && IsWord(text[at - 2]);
      number += !tail;
      const auto word = static_cast<std::uint32_t>(scratch.begin.size());
      scratch.begin.push_back(static_cast<std::uint32_t>(at));
      scratch.number.push_back(number);
      rare_.At(text.data(), at, text.size(), [&](std::uint32_t literal) { scratch.hits.emplace_back(literal, word); });
    });
    if (scratch.hits.empty()) return;
    if (scratch.progress.empty()) scratch.progress.resize(rules_.size());
    ++scratch.text;
    scratch.literals.clear();
    scratch.at.assign(scratch.begin.size(), {kUnknown, 0});
    for (const auto& [literal, word] : scratch.hits)
      for (std::uint32_t i = trigger_begin_[literal]; i < trigger_begin_[literal + 1]; ++i)
        FindAround(triggers_[i], word, text, scratch, found);
    std::sort(scratch.later.begin(), scratch.later.end());
    for (const auto& [rule, first] : scratch.later) Try(rule, first, text, scratch, found);
  }

  // The same by RE2 alone, to check the above.
  template <class F>
  void FindPlainly(std::string_view text, F&& found) const {
    for (std::uint32_t r = 0; r < rules_.size(); ++r) Search(r, text, found);
  }

  const std::string& Id(std::uint32_t rule) const { return rules_[rule].id; }
  std::size_t size() const { return rules_.size(); }
  std::size_t unaided() const { return everywhere_.size(); }

 private:
  // Of a rule, what every hit asks for: the steps that a phrase starts with (none: a pattern), close together in
  // memory.
  struct Start {
    std::uint32_t begin = 0, end = 0;
    bool in_order = true;
  };

  static constexpr std::uint32_t kUnknown = ~0u;

  void Load(const std::string& path) {
    simdjson::ondemand::parser reader;
    const simdjson::padded_string file = Must(simdjson::padded_string::load(path), path.c_str());
    std::map<std::pair<std::string, bool>, std::uint32_t> literal_ids;
    std::map<std::vector<std::uint32_t>, std::uint32_t> clause_ids;
    const auto literal = [&](std::string_view spelled) {
      const bool whole = spelled.starts_with('=');
      if (whole) spelled.remove_prefix(1);
      if (spelled.empty() || !IsWord(spelled.front())) Die("a literal begins with a word character");
      const auto [it, is_new] =
          literal_ids.try_emplace({std::string(spelled), whole}, static_cast<std::uint32_t>(literals_.size()));
      if (is_new) literals_.push_back({std::string(spelled), whole});
      return it->second;
    };
    const auto clause = [&](auto array) {
      std::vector<std::uint32_t> literals;
      for (auto text : array) literals.push_back(literal(Must(text.get_string(), "literal")));
      std::sort(literals.begin(), literals.end());
      const auto [it, is_new] = clause_ids.try_emplace(literals, static_cast<std::uint32_t>(clauses_.size()));
      if (is_new) clauses_.push_back(literals);
      return it->second;
    };
    std::vector<std::vector<Trigger>> by_literal;
    simdjson::ondemand::document_stream lines = Must(reader.iterate_many(file, file.size() + 1), path.c_str());
    for (auto line : lines) {
      Rule rule;
      rule.id = std::string(Must(line["rule"].get_string(), "rule"));
      const std::string regex(Must(line["regex"].get_string(), "regex"));
      RE2::Options options;
      options.set_case_sensitive(false);
      options.set_log_errors(false);
      std::size_t found_by = 0;
      std::int32_t low = 0, high = 0;
      for (auto described : Must(line["trigger"].get_array(), "trigger")) {
        Trigger trigger{static_cast<std::uint32_t>(rules_.size()), 0, 0};
        std::uint32_t by = 0;
        std::size_t part = 0;
        for (auto value : Must(described.get_array(), "a trigger")) {
          if (part == 0) by = literal(Must(value.get_string(), "literal"));
          if (part == 1) trigger.low = static_cast<std::int32_t>(Must(value.get_int64(), "low"));
          if (part == 2) trigger.high = static_cast<std::int32_t>(Must(value.get_int64(), "high"));
          ++part;
        }
        by_literal.resize(std::max(by_literal.size(), literals_.size()));
        rule.in_order = rule.in_order && (found_by == 0 || (trigger.low == low && trigger.high == high));
        low = trigger.low;
        high = trigger.high;
        by_literal[by].push_back(trigger);
        ++found_by;
      }
      if (found_by == 0) everywhere_.push_back(static_cast<std::uint32_t>(rules_.size()));
      auto first = line["first"];
      if (!Must(first.is_null(), "first")) rule.first = clause(Must(first.get_array(), "first"));
      for (auto described : Must(line["others"].get_array(), "others")) {
        Need need;
        std::size_t part = 0;
        for (auto value : Must(described.get_array(), "another clause")) {
          if (part == 0) need.low = static_cast<std::int32_t>(Must(value.get_int64(), "low"));
          if (part == 1) need.high = static_cast<std::int32_t>(Must(value.get_int64(), "high"));
          if (part == 2) need.clause = clause(Must(value.get_array(), "literals"));
          ++part;
        }
        rule.others.push_back(need);
      }
      LoadPhrase(rule, line["states"], literal);
      // Phrases match leftmost-longest, patterns as RE2 says.
      options.set_longest_match(rule.phrase >= 0);
      rule.regex = std::make_unique<RE2>(regex, options);
      if (!rule.regex->ok()) Die("RE2 refuses " + regex + ": " + rule.regex->error());
      rules_.push_back(std::move(rule));
    }
    for (const Rule& rule : rules_) {
      Start start{0, 0, rule.in_order};
      if (rule.phrase >= 0) {
        const State& first = states_[static_cast<std::size_t>(rule.phrase)];
        start.begin = first.begin;
        start.end = first.end;
      }
      starts_.push_back(start);
    }
    by_literal.resize(literals_.size());
    std::vector<bool> selected;
    trigger_begin_.push_back(0);
    for (const std::vector<Trigger>& triggers : by_literal) {
      selected.push_back(!triggers.empty());
      triggers_.insert(triggers_.end(), triggers.begin(), triggers.end());
      trigger_begin_.push_back(static_cast<std::uint32_t>(triggers_.size()));
    }
    rare_.Build(literals_, selected);
    all_.Build(literals_, std::vector<bool>(literals_.size(), true));
    FillMembers();
  }

  template <class Line, class Intern>
  void LoadPhrase(Rule& rule, Line states, Intern&& literal) {
    const auto base = static_cast<std::uint32_t>(states_.size());
    for (auto described : Must(states.get_array(), "states")) {
      State state;
      state.begin = static_cast<std::uint32_t>(steps_.size());
      std::size_t part = 0;
      for (auto value : Must(described.get_array(), "a state")) {
        if (part++ == 0) {
          state.accepts = Must(value.get_bool(), "accepts");
        } else {
          for (auto step : Must(value.get_array(), "steps")) LoadStep(Must(step.get_array(), "a step"), base, literal);
        }
      }
      state.end = static_cast<std::uint32_t>(steps_.size());
      states_.push_back(state);
    }
    if (states_.size() > base) rule.phrase = base;
  }

  template <class Parts, class Intern>
  void LoadStep(Parts parts, std::uint32_t base, Intern&& literal) {
    Step step;
    step.begin = static_cast<std::uint32_t>(edges_.size());
    std::size_t part = 0;
    for (auto value : parts) {
      if (part++ == 0) {
        step.gap = static_cast<std::int32_t>(Must(value.get_int64(), "gap"));
        continue;
      }
      for (auto edge : Must(value.get_array(), "edges")) {
        Edge made;
        std::size_t side = 0;
        for (auto end : Must(edge.get_array(), "an edge")) {
          if (side++ == 0) {
            made.literal = literal(Must(end.get_string(), "literal"));
          } else {
            made.state = base + static_cast<std::uint32_t>(Must(end.get_int64(), "state"));
          }
        }
        step.some[(made.literal >> 6) & 3] |= std::uint64_t{1} << (made.literal & 63);
        edges_.push_back(made);
      }
    }
    step.end = static_cast<std::uint32_t>(edges_.size());
    std::sort(edges_.begin() + step.begin, edges_.end(),
              [](const Edge& a, const Edge& b) { return a.literal < b.literal; });
    steps_.push_back(step);
  }

  void FillMembers() {
    std::size_t pairs = 0;
    for (const auto& literals : clauses_) pairs += literals.size();
    std::size_t size = 1024;
    while (size < pairs * 3) size *= 2;
    members_.assign(size, kNoPair);
    for (std::uint32_t clause = 0; clause < clauses_.size(); ++clause)
      for (const std::uint32_t literal : clauses_[clause]) {
        const std::uint64_t pair = Pair(literal, clause);
        std::size_t slot = Mix(pair);
        while (members_[slot] != kNoPair) slot = (slot + 1) & (members_.size() - 1);
        members_[slot] = pair;
      }
  }

  static constexpr std::uint64_t kNoPair = ~std::uint64_t{0};
  static std::uint64_t Pair(std::uint32_t literal, std::uint32_t clause) {
    return (std::uint64_t{literal} << 32) | clause;
  }
  std::size_t Mix(std::uint64_t pair) const { return ((pair * 0x9E3779B97F4A7C15u) >> 32) & (members_.size() - 1); }
  bool IsMember(std::uint32_t literal, std::uint32_t clause) const {
    const std::uint64_t pair = Pair(literal, clause);
    for (std::size_t slot = Mix(pair); members_[slot] != kNoPair; slot = (slot + 1) & (members_.size() - 1))
      if (members_[slot] == pair) return true;
    return false;
  }

  template <class F>
  static void Words(const char* text, std::size_t size, F&& start) {
    std::uint64_t before = 0;
    for (std::size_t block = 0; block < size; block += 64) {
      const std::uint64_t word = WordMask(text + block);
      std::uint64_t starts = word & ~((word << 1) | before);
      before = word >> 63;
      if (size - block < 64) starts &= (std::uint64_t{1} << (size - block)) - 1;
      for (; starts != 0; starts &= starts - 1) start(block + static_cast<std::size_t>(__builtin_ctzll(starts)));
    }
  }

  // The literals at a word; looked up when somebody asks. A range of `scratch.literals`, which may move.
  std::pair<std::uint32_t, std::uint32_t> LiteralsAt(std::uint32_t word, std::string_view text,
                                                     Scratch& scratch) const {
    auto& [begin, end] = scratch.at[word];
    if (begin == kUnknown) {
      begin = static_cast<std::uint32_t>(scratch.literals.size());
      all_.At(text.data(), scratch.begin[word], text.size(),
              [&](std::uint32_t literal) { scratch.literals.push_back(literal); });
      end = static_cast<std::uint32_t>(scratch.literals.size());
    }
    return {begin, end};
  }

  bool Holds(std::uint32_t clause, std::uint32_t word, std::string_view text, Scratch& scratch) const {
    const auto [begin, end] = LiteralsAt(word, text, scratch);
    for (std::uint32_t i = begin; i < end; ++i)
      if (IsMember(scratch.literals[i], clause)) return true;
    return false;
  }

  // Goes on from `state`; `word` is the first that may come next, `from` where the word before ended. The longest end
  // of a match goes to `best`.
  void Walk(const State& state, std::uint32_t word, std::size_t from, std::string_view text, Scratch& scratch,
            std::size_t& best) const {
    if (state.accepts && from > best) best = from;
    for (std::uint32_t s = state.begin; s < state.end; ++s) {
      const Step& step = steps_[s];
      std::size_t at = from;
      std::int32_t between = 0;
      for (std::uint32_t next = word; next < scratch.begin.size(); ++next) {
        if (!Joins(text, at, scratch.begin[next], step.gap >= 0)) break;
        Take(step, next, text, scratch, best);
        // What is passed over: an apostrophe and what follows it count with the word before.
        if (next + 1 < scratch.begin.size() && scratch.number[next + 1] != scratch.number[next]) ++between;
        if (between > step.gap) break;
        for (at = scratch.begin[next]; at < text.size() && IsWord(text[at]);) ++at;
      }
    }
  }

  void Take(const Step& step, std::uint32_t word, std::string_view text, Scratch& scratch, std::size_t& best) const {
    const auto [begin, end] = LiteralsAt(word, text, scratch);
    for (std::uint32_t i = begin; i < end; ++i) {
      const std::uint32_t wanted = scratch.literals[i];
      if (!step.MayTake(wanted)) continue;
      const Edge* edge = std::lower_bound(edges_.data() + step.begin, edges_.data() + step.end, wanted,
                                          [](const Edge& a, std::uint32_t b) { return a.literal < b; });
      if (edge == edges_.data() + step.end || edge->literal != wanted) continue;
      std::size_t to = scratch.begin[word] + literals_[wanted].text.size();
      if (!literals_[wanted].whole)
        while (to < text.size() && IsWord(text[to])) ++to;
      std::uint32_t next = word + 1;
      while (next < scratch.begin.size() && scratch.begin[next] < to) ++next;
      for (; edge < edges_.data() + step.end && edge->literal == wanted; ++edge)
        Walk(states_[edge->state], next, to, text, scratch, best);
    }
  }

  // What may stand between two words: spaces, hyphens and dashes; in a gap anything that ends no sentence.
  static bool Joins(std::string_view text, std::size_t from, std::size_t to, bool in_gap) {
    if (from >= to) return false;
    for (; from < to; ++from) {
      const char c = text[from];
      if (in_gap) {
        if (c == '.' || c == '!' || c == '?' || c == ';') return false;
      } else if (c == '\xE2' && to - from >= 3 && text[from + 1] == '\x80' &&
                 (text[from + 2] == '\x93' || text[from + 2] == '\x94')) {
        from += 2;
      } else if (c != ' ' && c != '-' && c != '\n' && c != '\t' && c != '\r' && c != '\f') {
        return false;
      }
    }
    return true;
  }

  bool IsMet(const Need& need, std::uint32_t first, std::string_view text, Scratch& scratch) const {
    const std::int32_t from = scratch.number[first] + need.low;
    const std::int32_t to = scratch.number[first] + need.high;
    for (std::uint32_t word = first; word < scratch.begin.size() && scratch.number[word] <= to; ++word)
      if (scratch.number[word] >= from && Holds(need.clause, word, text, scratch)) return true;
    return false;
  }

  // Tries the rule of `trigger`, a literal of which stands at `word`.
  template <class F>
  void FindAround(const Trigger& trigger, std::uint32_t word, std::string_view text, Scratch& scratch,
                  F&& found) const {
    const Start& start = starts_[trigger.rule];
    const auto meet = [&](std::uint32_t first) {
      if (start.end != 0 && !MayStart(start, first, text, scratch)) return;
      if (start.in_order) return Try(trigger.rule, first, text, scratch, found);
      scratch.later.emplace_back(trigger.rule, first);
    };
    if (trigger.high == 0) return meet(word);
    const std::int32_t latest = scratch.number[word] - trigger.low;
    const std::int32_t earliest = scratch.number[word] - trigger.high;
    std::uint32_t first = word;
    while (first > 0 && scratch.number[first - 1] >= earliest) --first;
    for (; first <= word && scratch.number[first] <= latest; ++first) meet(first);
  }

  bool MayStart(const Start& start, std::uint32_t word, std::string_view text, Scratch& scratch) const {
    const auto [begin, end] = LiteralsAt(word, text, scratch);
    for (std::uint32_t s = start.begin; s < start.end; ++s)
      for (std::uint32_t i = begin; i < end; ++i)
        if (steps_[s].MayTake(scratch.literals[i])) return true;
    return false;
  }

  template <class F>
  void Try(std::uint32_t r, std::uint32_t first, std::string_view text, Scratch& scratch, F&& found) const {
    Scratch::Progress& progress = scratch.progress[r];
    if (progress.text != scratch.text) progress = {scratch.text, 0, -1};
    if (static_cast<std::int64_t>(first) <= progress.tried) return;
    progress.tried = first;
    const std::uint32_t begin = scratch.begin[first];
    if (begin < progress.free) return;
    if (starts_[r].end != 0) {
      std::size_t end = 0;
      const Start& start = starts_[r];
      for (std::uint32_t s = start.begin; s < start.end; ++s) Take(steps_[s], first, text, scratch, end);
      if (end == 0) return;
      found(r, begin, end);
      progress.free = static_cast<std::uint32_t>(end);
      return;
    }
    const Rule& rule = rules_[r];
    if (rule.first >= 0 && !Holds(static_cast<std::uint32_t>(rule.first), first, text, scratch)) return;
    for (const Need& need : rule.others)
      if (!IsMet(need, first, text, scratch)) return;
    ++asked_;
    re2::StringPiece match;
    const re2::StringPiece whole(text.data(), text.size());
    if (!rule.regex->Match(whole, begin, text.size(), RE2::ANCHOR_START, &match, 1)) return;
    found(r, begin, begin + match.size());
    progress.free = begin + static_cast<std::uint32_t>(std::max<std::size_t>(1, match.size()));
  }

  template <class F>
  void Search(std::uint32_t r, std::string_view text, F&& found) const {
    const re2::StringPiece whole(text.data(), text.size());
    re2::StringPiece match;
    for (std::size_t at = 0; at <= text.size();) {
      if (!rules_[r].regex->Match(whole, at, text.size(), RE2::UNANCHORED, &match, 1)) return;
      const auto begin = static_cast<std::size_t>(match.data() - text.data());
      found(r, begin, begin + match.size());
      at = begin + std::max<std::size_t>(1, match.size());
    }
  }

  std::vector<Rule> rules_;
  std::vector<Literal> literals_;
  std::vector<std::vector<std::uint32_t>> clauses_;  // literals
  std::vector<State> states_;                        // of phrases
  std::vector<Step> steps_;
  std::vector<Edge> edges_;
  std::vector<std::uint32_t> everywhere_;  // rules without clauses
  Index rare_, all_;
  std::vector<std::uint32_t> trigger_begin_;  // by literal
  std::vector<Trigger> triggers_;
  std::vector<Start> starts_;           // by rule
  std::vector<std::uint64_t> members_;  // pairs of literal and clause

 public:
  static inline thread_local std::size_t asked_ = 0;  // how often RE2 was
};

}  // namespace yardstick
