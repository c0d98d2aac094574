// The least that a program must do that reads declarations and finds vocabulary in their texts: map the file, cut it
// into chunks and lines, parse each line, take out the id and the text fields, look whether a text is ASCII, find every
// match with its place, write a line of JSON for each declaration. No rules, no terms, no denials, no normalisation, no
// errors worth the name. What Proviso costs is told as a multiple of this.
//
//   floor --clauses FILE [--threads N] [--stage split|parse|ascii|match|emit] [--output FILE] [--verify N] DATA
//
// FILE comes from bench/clauses. The stages are cumulative. Results do not depend on the number of threads.
#include <fcntl.h>
#include <immintrin.h>
#include <re2/re2.h>
#include <simdjson.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <atomic>
#include <chrono>
#include <condition_variable>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <ctime>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <thread>
#include <tuple>
#include <vector>

namespace {

using simdjson::ondemand::parser;

// Texts are read up to so many bytes behind their end. simdjson unescapes them into a buffer of five thirds of the line
// and its padding, so that is its memory for every line of a hundred bytes or more.
constexpr std::size_t kSlack = 64;
constexpr std::size_t kShortestLine = 100;

[[noreturn]] void Die(const std::string& message) {
  std::fprintf(stderr, "floor: %s\n", message.c_str());
  std::exit(2);
}

template <class T>
T Must(simdjson::simdjson_result<T> result, const char* what) {
  T value;
  if (std::move(result).get(value) != simdjson::SUCCESS) Die(std::string("cannot read ") + what);
  return value;
}

// One bit for each of 64 bytes: letters, digits and `_`.
std::uint64_t WordMask(const char* text) {
#if defined(__AVX512BW__)
  const __m512i bytes = _mm512_loadu_si512(text);
  const __m512i lower = _mm512_or_si512(bytes, _mm512_set1_epi8(0x20));
  return _mm512_cmple_epu8_mask(_mm512_sub_epi8(lower, _mm512_set1_epi8('a')), _mm512_set1_epi8(25)) |
         _mm512_cmple_epu8_mask(_mm512_sub_epi8(bytes, _mm512_set1_epi8('0')), _mm512_set1_epi8(9)) |
         _mm512_cmpeq_epi8_mask(bytes, _mm512_set1_epi8('_'));
#else
  std::uint64_t mask = 0;
  for (int part = 0; part < 4; ++part) {
    const __m128i bytes = _mm_loadu_si128(reinterpret_cast<const __m128i*>(text) + part);
    const auto within = [](__m128i value, char first, char count) {
      const __m128i from = _mm_sub_epi8(value, _mm_set1_epi8(first));
      return _mm_cmpeq_epi8(_mm_min_epu8(from, _mm_set1_epi8(count)), from);
    };
    const __m128i letters = within(_mm_or_si128(bytes, _mm_set1_epi8(0x20)), 'a', 25);
    const __m128i others = _mm_or_si128(within(bytes, '0', 9), _mm_cmpeq_epi8(bytes, _mm_set1_epi8('_')));
    mask |= std::uint64_t{static_cast<std::uint16_t>(_mm_movemask_epi8(_mm_or_si128(letters, others)))} << (16 * part);
  }
  return mask;
#endif
}

bool IsWord(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_'; }

char Lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; }

bool IsAscii(std::string_view text) {
#if defined(__AVX512BW__)
  __m512i all = _mm512_setzero_si512();
  std::size_t at = 0;
  for (; at + 64 <= text.size(); at += 64) all = _mm512_or_si512(all, _mm512_loadu_si512(text.data() + at));
  const std::uint64_t rest = (std::uint64_t{1} << (text.size() - at)) - 1;
  all = _mm512_or_si512(all, _mm512_maskz_loadu_epi8(rest, text.data() + at));
  return _mm512_movepi8_mask(all) == 0;
#else
  __m128i all = _mm_setzero_si128();
  std::size_t at = 0;
  for (; at + 16 <= text.size(); at += 16)
    all = _mm_or_si128(all, _mm_loadu_si128(reinterpret_cast<const __m128i*>(text.data() + at)));
  int bits = _mm_movemask_epi8(all);
  for (; at < text.size(); ++at) bits |= text[at] & 0x80;
  return bits == 0;
#endif
}

// --- What to find -------------------------------------------------------------------------------------------------

struct Literal {
  std::string text;    // lower case, begins with a word character
  bool whole = false;  // and if it ends with one, the word ends there
};

// A phrase is an automaton over words: what may come next, right behind or with words between, and where that leads.
struct Edge {
  std::uint32_t literal = 0;
  std::uint32_t state = 0;
};
struct Step {
  std::int32_t gap = -1;                // at most so many words between; -1: nothing but separators
  std::uint32_t begin = 0, end = 0;     // of the edges, in order of literal
  std::array<std::uint64_t, 4> some{};  // which numbers of literals there are, modulo 256

  bool MayTake(std::uint32_t literal) const { return (some[(literal >> 6) & 3] >> (literal & 63)) & 1; }
};
struct State {
  bool accepts = false;
  std::uint32_t begin = 0, end = 0;  // of the steps
};

// So many words behind the first word of the match one of the clause's literals stands.
struct Need {
  std::uint32_t clause = 0;
  std::int32_t low = 0;
  std::int32_t high = 0;
};

struct Rule {
  std::string id;
  std::int64_t phrase = -1;  // the first state of its automaton; -1: a pattern, which RE2 confirms
  std::unique_ptr<RE2> regex;
  bool in_order = true;     // its triggers stand equally far behind, so they come in the order of what they give away
  std::int64_t first = -1;  // of a pattern: the clause that its first word meets; -1: any word
  std::vector<Need> others;
};

// A literal that gives a rule away, and how far behind the first word of the match it stands.
struct Trigger {
  std::uint32_t rule = 0;
  std::int32_t low = 0;
  std::int32_t high = 0;
};

// Which literals stand at a place where a word starts. Three filters, each smaller than a cache, come before any table:
// the first two bytes for short literals, four and eight for longer ones.
class Index {
 public:
  void Build(const std::vector<Literal>& literals, const std::vector<bool>& selected) {
    literals_ = &literals;
    padded_.assign(literals.size() * 16, '\0');
    std::map<std::uint64_t, std::vector<std::uint32_t>> by_key[3];
    for (std::uint32_t i = 0; i < literals.size(); ++i) {
      const std::string& text = literals[i].text;
      std::copy_n(text.begin(), std::min<std::size_t>(16, text.size()), padded_.begin() + 16 * i);
      if (!selected[i]) continue;
      std::uint64_t key = 0;
      std::memcpy(&key, padded_.data() + 16 * i, 8);
      key |= kLower;
      if (text.size() >= 8) {
        by_key[2][key].push_back(i);
        Set(four_, Hash4(key));
        Set(eight_, Hash8(key) >> 16);
      } else if (text.size() >= 4) {
        by_key[1][key & 0xffffffff].push_back(i);
        Set(four_, Hash4(key));
      } else if (text.size() >= 2) {
        by_key[0][key & 0xffff].push_back(i);
        Set(two_, key & 0xffff);
      } else {
        ones_[static_cast<unsigned char>(key & 0xff)].push_back(i);
        has_ones_ = true;
      }
    }
    for (int k = 0; k < 3; ++k) Fill(tables_[k], by_key[k]);
  }

  // `found(literal)` for each literal at `at`, where a word starts.
  template <class F>
  void At(const char* text, std::size_t at, std::size_t size, F&& found) const {
    std::uint64_t key;
    std::memcpy(&key, text + at, 8);
    key |= kLower;
    if (Has(four_, Hash4(key))) {
      if (Has(eight_, Hash8(key) >> 16)) Look(tables_[2], key, text, at, size, found);
      Look(tables_[1], key & 0xffffffff, text, at, size, found);
    }
    if (Has(two_, key & 0xffff)) Look(tables_[0], key & 0xffff, text, at, size, found);
    if (has_ones_)
      for (const std::uint32_t literal : ones_[key & 0xff]) Check(literal, text, at, size, found);
  }

 private:
  struct Slot {
    std::uint64_t key = 0;
    std::uint32_t begin = 0, end = 0;
  };
  struct Table {
    std::vector<Slot> slots;
    std::vector<std::uint32_t> literals;
    std::size_t mask = 0;
  };
  using Bits = std::array<std::uint64_t, 1024>;  // of 16-bit keys

  static constexpr std::uint64_t kLower = 0x2020202020202020;  // letters in lower case; the rest is told apart later

  static std::uint32_t Hash4(std::uint64_t key) { return (static_cast<std::uint32_t>(key) * 0x9E3779B1u) >> 16; }
  static std::uint32_t Hash8(std::uint64_t key) {
    return static_cast<std::uint32_t>((key * 0x9E3779B97F4A7C15u) >> 32);
  }
  static void Set(Bits& bits, std::uint32_t at) { bits[at >> 6] |= std::uint64_t{1} << (at & 63); }
  static bool Has(const Bits& bits, std::uint32_t at) { return (bits[at >> 6] >> (at & 63)) & 1; }

  static void Fill(Table& table, const std::map<std::uint64_t, std::vector<std::uint32_t>>& by_key) {
    std::size_t size = 16;
    while (size < by_key.size() * 4) size *= 2;
    table.slots.assign(size, {});
    table.mask = size - 1;
    for (const auto& [key, literals] : by_key) {
      std::size_t slot = Hash8(key) & table.mask;
      while (table.slots[slot].end != 0) slot = (slot + 1) & table.mask;
      const auto begin = static_cast<std::uint32_t>(table.literals.size());
      table.literals.insert(table.literals.end(), literals.begin(), literals.end());
      table.slots[slot] = {key, begin, static_cast<std::uint32_t>(table.literals.size())};
    }
  }

  template <class F>
  void Look(const Table& table, std::uint64_t key, const char* text, std::size_t at, std::size_t size,
            F&& found) const {
    for (std::size_t slot = Hash8(key) & table.mask; table.slots[slot].end != 0; slot = (slot + 1) & table.mask) {
      if (table.slots[slot].key != key) continue;
      for (std::uint32_t i = table.slots[slot].begin; i < table.slots[slot].end; ++i)
        Check(table.literals[i], text, at, size, found);
      return;
    }
  }

  template <class F>
  void Check(std::uint32_t literal, const char* text, std::size_t at, std::size_t size, F&& found) const {
    const Literal& wanted = (*literals_)[literal];
    const std::size_t end = at + wanted.text.size();
    if (end > size) return;
    __m128i bytes = _mm_loadu_si128(reinterpret_cast<const __m128i*>(text + at));
    const __m128i from = _mm_sub_epi8(bytes, _mm_set1_epi8('A'));
    const __m128i capital = _mm_cmpeq_epi8(_mm_min_epu8(from, _mm_set1_epi8(25)), from);
    bytes = _mm_or_si128(bytes, _mm_and_si128(capital, _mm_set1_epi8(0x20)));
    const __m128i pattern = _mm_loadu_si128(reinterpret_cast<const __m128i*>(padded_.data() + 16 * literal));
    const auto same = static_cast<std::uint32_t>(_mm_movemask_epi8(_mm_cmpeq_epi8(bytes, pattern)));
    const std::uint32_t all = (1u << std::min<std::size_t>(16, wanted.text.size())) - 1;
    if ((same & all) != all) return;
    for (std::size_t i = 16; i < wanted.text.size(); ++i)
      if (Lower(text[at + i]) != wanted.text[i]) return;
    if (wanted.whole && end < size && IsWord(text[end]) && IsWord(text[end - 1])) return;
    found(literal);
  }

  const std::vector<Literal>* literals_ = nullptr;
  std::vector<char> padded_;  // 16 bytes a literal
  Bits two_{}, four_{}, eight_{};
  Table tables_[3];
  std::array<std::vector<std::uint32_t>, 256> ones_;
  bool has_ones_ = false;
};

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
    parser reader;
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
  static thread_local std::size_t asked_;  // how often RE2 was
};

thread_local std::size_t Matcher::asked_ = 0;

// --- The pipeline -------------------------------------------------------------------------------------------------

enum Stage { kSplit, kParse, kAscii, kMatch, kEmit };
constexpr const char* kStages[] = {"split", "parse", "ascii", "match", "emit"};
constexpr std::string_view kFields[] = {"name", "purpose", "outputs"};
constexpr std::size_t kFieldCount = std::size(kFields);

struct Totals {
  std::size_t records = 0, hits = 0, bytes_of_text = 0, beyond_ascii = 0, bytes_out = 0, asked = 0;
};

struct Worker {
  parser reader;
  Scratch scratch;
  std::string out;
  std::vector<char> last;  // the end of the file, copied where it can be padded
  Totals totals;
};

struct Declaration {
  std::string_view id;  // as it stands, with its quotes
  std::array<std::string_view, kFieldCount> texts;
};

void Append(std::string& out, std::size_t number) {
  char digits[24];
  int at = 24;
  do digits[--at] = static_cast<char>('0' + number % 10);
  while ((number /= 10) != 0);
  out.append(digits + at, static_cast<std::size_t>(24 - at));
}

// The line must be followed by simdjson's padding. The rest of the object behind the last of these keys is not looked
// at.
Declaration Read(parser& reader, const char* line, std::size_t size, std::size_t readable) {
  if (size < kShortestLine) Die("a line is too short for a declaration that is worth measuring");
  Declaration declaration;
  simdjson::ondemand::document document;
  if (reader.iterate(line, size, readable).get(document) != simdjson::SUCCESS) Die("a line is no JSON");
  simdjson::ondemand::object object = Must(document.get_object(), "an object");
  std::size_t open = 1 + kFieldCount;
  for (auto member : object) {
    const std::string_view key = Must(member.unescaped_key(), "a key");
    if (key == "id") {
      declaration.id = member.value().raw_json_token();
      while (!declaration.id.ends_with('"')) declaration.id.remove_suffix(1);
      --open;
    } else {
      for (std::size_t field = 0; field < kFieldCount; ++field)
        if (key == kFields[field]) {
          declaration.texts[field] = Must(member.value().get_string(), "a text");
          --open;
        }
    }
    if (open == 0) break;
  }
  return declaration;
}

void Run(Worker& worker, const Matcher* matcher, const char* at, const char* end, const char* readable, Stage stage) {
  Totals& totals = worker.totals;
  std::string& out = worker.out;
  while (at < end) {
    const auto* line_end = static_cast<const char*>(std::memchr(at, '\n', static_cast<std::size_t>(end - at)));
    if (line_end == nullptr) line_end = end;
    const char* line = at;
    at = line_end + 1;
    ++totals.records;
    if (stage == kSplit) continue;
    const auto size = static_cast<std::size_t>(line_end - line);
    const Declaration declaration = Read(worker.reader, line, size, static_cast<std::size_t>(readable - line));
    for (const std::string_view text : declaration.texts) totals.bytes_of_text += text.size();
    if (stage == kParse) continue;
    bool is_ascii = true;
    for (const std::string_view text : declaration.texts) is_ascii = IsAscii(text) && is_ascii;
    totals.beyond_ascii += !is_ascii;
    if (stage == kAscii) continue;
    if (stage == kEmit) out.append("{\"id\":").append(declaration.id).append(",\"hits\":[");
    bool is_first = true;
    for (std::size_t field = 0; field < kFieldCount; ++field)
      matcher->Find(
          declaration.texts[field], worker.scratch, [&](std::uint32_t rule, std::size_t begin, std::size_t to) {
            ++totals.hits;
            if (stage != kEmit) return;
            out.append(is_first ? "{\"rule\":\"" : ",{\"rule\":\"").append(matcher->Id(rule)).append("\",\"field\":\"");
            is_first = false;
            out.append(kFields[field]).append("\",\"start\":");
            Append(out, begin);
            out.append(",\"end\":");
            Append(out, to);
            out.append("}");
          });
    if (stage == kEmit) out.append("]}\n");
  }
}

class Mapped {
 public:
  explicit Mapped(const std::string& path) {
    const int file = open(path.c_str(), O_RDONLY);
    struct stat status {};
    if (file < 0 || fstat(file, &status) != 0 || status.st_size == 0) Die("cannot read " + path);
    size_ = static_cast<std::size_t>(status.st_size);
    void* mapped = mmap(nullptr, size_, PROT_READ, MAP_PRIVATE, file, 0);
    if (mapped == MAP_FAILED) Die("cannot map " + path);
    data_ = static_cast<const char*>(mapped);
    close(file);
  }
  const char* begin() const { return data_; }
  const char* end() const { return data_ + size_; }
  std::size_t size() const { return size_; }
  // The first line's start at or behind `at`.
  const char* LineFrom(std::size_t at) const {
    if (at == 0) return data_;
    if (at >= size_) return end();
    const auto* found = static_cast<const char*>(std::memchr(data_ + at - 1, '\n', size_ - at + 1));
    return found == nullptr ? end() : found + 1;
  }

 private:
  const char* data_ = nullptr;
  std::size_t size_ = 0;
};

std::vector<std::string> Texts(const Mapped& file, std::size_t records) {
  std::vector<std::string> texts;
  parser reader;
  const char* at = file.begin();
  for (; records > 0 && at < file.end(); --records) {
    const auto* end = static_cast<const char*>(std::memchr(at, '\n', static_cast<std::size_t>(file.end() - at)));
    if (end == nullptr) end = file.end();
    std::string line(at, end);
    line.resize(line.size() + simdjson::SIMDJSON_PADDING, ' ');
    const Declaration declaration = Read(reader, line.data(), static_cast<std::size_t>(end - at), line.size());
    for (const std::string_view text : declaration.texts) {
      texts.emplace_back(text);
      texts.back().resize(text.size() + kSlack, '\0');
    }
    at = end + 1;
  }
  return texts;
}

Totals Process(const Mapped& file, const Matcher* matcher, Stage stage, int threads, int output) {
  constexpr std::size_t kChunk = std::size_t{1} << 20;
  const std::size_t chunks = (file.size() + kChunk - 1) / kChunk;
  std::atomic<std::size_t> next{0};
  std::mutex mutex;
  std::condition_variable changed;
  std::size_t turn = 0;  // chunks are written in order
  Totals totals;
  const auto work = [&] {
    Worker worker;
    Matcher::asked_ = 0;
    for (std::size_t chunk = next++; chunk < chunks; chunk = next++) {
      const char* begin = file.LineFrom(chunk * kChunk);
      const char* end = file.LineFrom((chunk + 1) * kChunk);
      const char* readable = file.end();
      if (static_cast<std::size_t>(readable - end) < simdjson::SIMDJSON_PADDING) {
        worker.last.assign(begin, end);
        worker.last.resize(worker.last.size() + simdjson::SIMDJSON_PADDING, ' ');
        end = worker.last.data() + (end - begin);
        begin = worker.last.data();
        readable = worker.last.data() + worker.last.size();
      }
      worker.out.clear();
      Run(worker, matcher, begin, end, readable, stage);
      if (stage != kEmit) continue;
      std::unique_lock<std::mutex> lock(mutex);
      changed.wait(lock, [&] { return turn == chunk; });
      for (std::size_t at = 0; at < worker.out.size();) {
        const ssize_t wrote = write(output, worker.out.data() + at, worker.out.size() - at);
        if (wrote <= 0) Die("cannot write");
        at += static_cast<std::size_t>(wrote);
      }
      worker.totals.bytes_out += worker.out.size();
      ++turn;
      changed.notify_all();
    }
    const std::lock_guard<std::mutex> lock(mutex);
    totals.records += worker.totals.records;
    totals.hits += worker.totals.hits;
    totals.bytes_of_text += worker.totals.bytes_of_text;
    totals.beyond_ascii += worker.totals.beyond_ascii;
    totals.bytes_out += worker.totals.bytes_out;
    totals.asked += Matcher::asked_;
  };
  if (threads == 1) {
    work();
  } else {
    std::vector<std::thread> running;
    for (int i = 0; i < threads; ++i) running.emplace_back(work);
    for (std::thread& thread : running) thread.join();
  }
  return totals;
}

// Whether the matcher finds in the first records just what RE2 alone finds.
bool Verify(const Matcher& matcher, const Mapped& file, std::size_t records) {
  using Hit = std::tuple<std::uint32_t, std::size_t, std::size_t>;
  Scratch scratch;
  std::size_t hits = 0, wrong = 0;
  for (const std::string& padded : Texts(file, records)) {
    const std::string_view text(padded.data(), padded.size() - kSlack);
    std::vector<Hit> quick, plain;
    matcher.Find(text, scratch, [&](std::uint32_t r, std::size_t b, std::size_t e) { quick.emplace_back(r, b, e); });
    matcher.FindPlainly(text, [&](std::uint32_t r, std::size_t b, std::size_t e) { plain.emplace_back(r, b, e); });
    std::sort(quick.begin(), quick.end());
    std::sort(plain.begin(), plain.end());
    hits += plain.size();
    if (quick == plain) continue;
    if (++wrong > 5) continue;
    std::vector<Hit> differ;
    std::set_symmetric_difference(quick.begin(), quick.end(), plain.begin(), plain.end(), std::back_inserter(differ));
    const auto [rule, begin, end] = differ.front();
    std::fprintf(stderr, "floor: %s differs at %zu-%zu of: %.*s\n", matcher.Id(rule).c_str(), begin, end,
                 static_cast<int>(text.size()), text.data());
  }
  std::printf("verified %zu records: %zu hits, %zu texts differ from RE2 alone\n", records, hits, wrong);
  return wrong == 0;
}

double Cpu() {
  timespec now{};
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
  return static_cast<double>(now.tv_sec) + static_cast<double>(now.tv_nsec) * 1e-9;
}

double Wall() { return std::chrono::duration<double>(std::chrono::steady_clock::now().time_since_epoch()).count(); }

}  // namespace

int main(int argc, char** argv) {
  std::string clauses, data, output = "/dev/null";
  Stage stage = kEmit;
  int threads = 1;
  std::size_t verify = 0;
  for (int i = 1; i < argc; ++i) {
    const std::string_view option = argv[i];
    const auto value = [&]() -> std::string {
      if (i + 1 >= argc) Die(std::string(option) + " wants a value");
      return argv[++i];
    };
    if (option == "--clauses") {
      clauses = value();
    } else if (option == "--threads") {
      threads = std::max(1, std::atoi(value().c_str()));
    } else if (option == "--output") {
      output = value();
    } else if (option == "--verify") {
      verify = static_cast<std::size_t>(std::atol(value().c_str()));
    } else if (option == "--stage") {
      const std::string name = value();
      const auto* found = std::find(std::begin(kStages), std::end(kStages), name);
      if (found == std::end(kStages)) Die("no stage `" + name + "`");
      stage = static_cast<Stage>(found - std::begin(kStages));
    } else if (option.starts_with("--") || !data.empty()) {
      Die("unknown argument `" + std::string(option) + "`");
    } else {
      data = option;
    }
  }
  if (data.empty()) Die("which declarations?");
  if (clauses.empty() && (stage >= kMatch || verify > 0)) Die("--clauses FILE is needed to match");

  const Mapped file(data);
  const double built_from = Cpu();
  std::unique_ptr<Matcher> matcher;
  if (!clauses.empty()) {
    matcher = std::make_unique<Matcher>(clauses);
  }
  const double built = Cpu() - built_from;
  if (verify > 0) return Verify(*matcher, file, verify) ? 0 : 1;

  const int out = stage == kEmit ? open(output.c_str(), O_WRONLY | O_CREAT | O_TRUNC, 0644) : -1;
  if (stage == kEmit && out < 0) Die("cannot write " + output);
  const double cpu_from = Cpu(), wall_from = Wall();
  const Totals totals = Process(file, matcher.get(), stage, threads, out);
  const double cpu = Cpu() - cpu_from, wall = Wall() - wall_from;
  const auto records = static_cast<double>(std::max<std::size_t>(1, totals.records));
  std::printf("stage %s, %d thread%s, %zu patterns (%zu without literals), built in %.3f s\n", kStages[stage], threads,
              threads == 1 ? "" : "s", matcher ? matcher->size() : 0, matcher ? matcher->unaided() : 0, built);
  std::printf("%zu records, %zu hits, %.0f bytes of text a record, %.1f %% beyond ASCII, RE2 asked %zu times\n",
              totals.records, totals.hits, static_cast<double>(totals.bytes_of_text) / records,
              100.0 * static_cast<double>(totals.beyond_ascii) / records, totals.asked);
  std::printf("cpu %.3f us/record, wall %.3f s, %.0f records/s, %.1f MB/s in, %.1f MB out\n", cpu / records * 1e6, wall,
              records / wall, static_cast<double>(file.size()) / wall / 1e6,
              static_cast<double>(totals.bytes_out) / 1e6);
  return 0;
}
