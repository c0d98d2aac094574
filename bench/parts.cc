// What each optimisation is worth: the same work with it and without it, in turns, on the same texts and descriptors.
// Looks behind the public API, as the tests do. Before any time counts, both ways must give the same.
//   parts [RECORDS] [ROUNDS]
#include <sys/resource.h>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <functional>
#include <iterator>
#include <memory>
#include <string>
#include <vector>

#include "eval/facts.h"
#include "eval/judge.h"
#include "eval/network_state.h"
#include "plan/plan.h"
#include "proviso/compile.h"
#include "proviso/descriptor.h"
#include "proviso/evaluate.h"
#include "text/matcher.h"
#include "text/normalise.h"
#include "text/pattern_filter.h"
#include "text/phrase.h"

namespace {

namespace fs = std::filesystem;
using namespace proviso;

std::string ReadAll(const fs::path& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

Ruleset ShippedRules() {
  std::vector<Source> modules;
  for (const char* folder : {"rules/libraries", "rules/policies"}) {
    for (const auto& file : fs::recursive_directory_iterator(fs::path(PROVISO_SOURCE_DIR) / folder)) {
      const std::string name = file.path().string();
      if (name.ends_with(".yaml") && !name.ends_with(".test.yaml")) modules.emplace_back(name, ReadAll(name));
    }
  }
  std::ranges::sort(modules, {}, &Source::name);
  CompileResult result = Compile(std::move(modules));
  if (!result.ruleset) std::abort();
  return *result.ruleset;
}

std::vector<Descriptor> Descriptors(std::size_t count) {
  std::vector<Descriptor> all;
  const auto source = std::make_shared<const Source>("declarations.ndjson", ReadAll(PROVISO_BENCH_DATA));
  ReadDescriptors(source, InputFormat::kNdjson, nullptr, {}, [&](Record record) {
    if (record.descriptor && all.size() < count) all.push_back(*std::move(record.descriptor));
  });
  return all;
}

void AddTexts(const Value& value, std::vector<std::string>& texts) {
  if (value.kind == Value::Kind::kText && value.text.size() > 40) texts.push_back(NormaliseJoined(value.text).text);
  for (const Member& member : value.members) AddTexts(member.value, texts);
}

double CpuSeconds() {
  rusage usage{};
  getrusage(RUSAGE_SELF, &usage);
  const auto seconds = [](const timeval& t) {
    return static_cast<double>(t.tv_sec) + static_cast<double>(t.tv_usec) * 1e-6;
  };
  return seconds(usage.ru_utime) + seconds(usage.ru_stime);
}

double Median(std::vector<double> values) {
  std::ranges::sort(values);
  return values[values.size() / 2];
}

// A checksum of what was found: the same either way, or there is nothing to compare.
using Work = std::function<std::size_t()>;

bool Compare(const char* name, std::size_t records, std::size_t rounds, const Work& with, const Work& without) {
  std::vector<double> on, off;
  for (std::size_t round = 0; round <= rounds; ++round) {
    const double begin = CpuSeconds();
    const std::size_t a = with();
    const double middle = CpuSeconds();
    const std::size_t b = without();
    const double end = CpuSeconds();
    if (a != b) {
      std::printf("%-44s DIFFERENT RESULTS: %zu and %zu\n", name, a, b);
      return false;
    }
    if (round == 0) continue;  // to warm up
    on.push_back(middle - begin);
    off.push_back(end - middle);
  }
  const double scale = 1e6 / static_cast<double>(records);
  std::printf("%-44s %9.1f us %11.1f us %7.1fx\n", name, Median(on) * scale, Median(off) * scale,
              Median(off) / Median(on));
  return true;
}

}  // namespace

int main(int argc, char** argv) {
  const std::size_t records = argc > 1 ? std::strtoul(argv[1], nullptr, 10) : 200;
  const std::size_t rounds = argc > 2 ? std::strtoul(argv[2], nullptr, 10) : 3;
  const Ruleset rules = ShippedRules();
  const RulesetPlan& plan = rules.plan();
  const std::vector<Descriptor> descriptors = Descriptors(records);
  std::vector<std::string> texts;
  for (const Descriptor& descriptor : descriptors) AddTexts(descriptor.root, texts);
  std::vector<Segments> segments;
  for (const std::string& text : texts) segments.push_back(Segment(text));
  std::vector<const PhraseNode*> roots;
  for (const Entry& entry : plan.model.entries) {
    for (const Phrase& phrase : entry.lexicon.phrases) roots.push_back(&phrase.root);
  }
  std::printf("%zu declarations, %zu phrases, %zu rules, medians of %zu rounds in turns, CPU time a declaration\n\n",
              descriptors.size(), roots.size(), rules.Rules().size(), rounds);
  std::printf("%-44s %12s %14s %8s\n", "", "with", "without", "gain");
  bool ok = true;

  const PhraseIndex index(roots);
  const auto find = [&](PhraseIndex::Prefilter prefilter) {
    std::size_t sum = 0;
    for (std::size_t i = 0; i < texts.size(); ++i) {
      for (const PhraseMatch& match : index.FindAll(texts[i], segments[i], {}, prefilter))
        sum += match.phrase * 31 + match.place.begin * 7 + match.place.end;
    }
    return sum;
  };
  ok &= Compare(
      "phrases: words that have to be there", records, rounds, [&] { return find(PhraseIndex::Prefilter::kOn); },
      [&] { return find(PhraseIndex::Prefilter::kOff); });

  std::vector<std::string> sample(texts.begin(), texts.begin() + static_cast<std::ptrdiff_t>(texts.size() / 2));
  const PhraseIndex learned(roots, sample);
  const auto find_in = [&](const PhraseIndex& in) {
    std::size_t sum = 0;
    for (std::size_t i = texts.size() / 2; i < texts.size(); ++i) sum += in.FindAll(texts[i], segments[i]).size();
    return sum;
  };
  ok &= Compare(
      "phrases: rare words learned from other texts", records / 2, rounds, [&] { return find_in(learned); },
      [&] { return find_in(index); });

  std::vector<Pattern> patterns;
  for (std::size_t i = 0; i < 600; ++i) {
    PatternError error;
    const std::string& from = texts[i % texts.size()];
    const std::size_t at = from.find(' ', (i * 37) % (from.size() / 2));
    if (at == std::string::npos || at + 16 >= from.size()) continue;
    std::string words;
    for (const char c : from.substr(at + 1, 12)) words += c >= 'a' && c <= 'z' ? std::string(1, c) : "\\W";
    if (auto pattern = Pattern::Compile("\\b" + words + "\\w*", error)) patterns.push_back(*std::move(pattern));
  }
  const PatternFilter filter(patterns);
  ok &= Compare(
      "patterns: letters that have to be there", records, rounds,
      [&] {
        std::size_t found = 0;
        for (const std::string& text : texts) {
          for (const std::uint32_t p : filter.Candidates(text)) found += patterns[p].FindAll(text).size();
        }
        return found;
      },
      [&] {
        std::size_t found = 0;
        for (const std::string& text : texts) {
          for (const Pattern& pattern : patterns) found += pattern.FindAll(text).size();
        }
        return found;
      });

  std::vector<std::unique_ptr<Facts>> facts;
  for (const Descriptor& descriptor : descriptors) facts.push_back(std::make_unique<Facts>(plan, descriptor, false));
  NetworkState state(plan, false);
  ok &= Compare(
      "conditions: only what is not as in silence", records, rounds,
      [&] {
        std::size_t sum = 0;
        for (const auto& of : facts) {
          state.Read(*of);
          for (const NodeNumber node : plan.network.of_signal) sum += static_cast<std::size_t>(state.Of(node));
          for (std::size_t p = 0; p < plan.model.policies.size(); ++p) {
            for (const Network::RuleNodes& rule : plan.network.of_rule[p])
              sum += static_cast<std::size_t>(state.Of(rule.bound));
          }
        }
        return sum;
      },
      [&] {
        std::size_t sum = 0;
        for (const auto& of : facts) {
          const Judge judge(plan, *of);
          for (std::size_t s = 0; s < plan.model.signals.size(); ++s)
            sum += static_cast<std::size_t>(judge.OfSignal(s));
          for (const Policy& policy : plan.model.policies) {
            for (const Rule& rule : policy.rules) {
              Truth truth = Truth::kTrue;
              if (rule.when) truth = And(truth, judge.Of(*rule.when, of->root()));
              if (rule.unless) truth = And(truth, Not(judge.Of(*rule.unless, of->root())));
              if (rule.require) truth = And(truth, Not(judge.Of(*rule.require, of->root())));
              sum += static_cast<std::size_t>(truth);
            }
          }
        }
        return sum;
      });

  EvaluateOptions options{.as_of = {2026, 6, 30}};
  options.tell_clear = false;
  const auto judge_all = [&](bool one_evaluator) {
    std::size_t sum = 0;
    Evaluator kept(rules, options);
    for (const Descriptor& descriptor : descriptors) {
      if (one_evaluator) {
        sum += kept.Evaluate(descriptor).findings.size();
      } else {
        sum += Evaluator(rules, options).Evaluate(descriptor).findings.size();
      }
    }
    return sum;
  };
  ok &= Compare(
      "findings of silence are made once", records, rounds, [&] { return judge_all(true); },
      [&] { return judge_all(false); });

  EvaluateOptions told = options;
  told.tell_clear = true;
  ok &= Compare(
      "clear findings are left out", records, rounds,
      [&] {
        Evaluator evaluator(rules, options);
        std::size_t sum = 0;
        for (const Descriptor& descriptor : descriptors) sum += evaluator.Evaluate(descriptor).clear;
        return sum;
      },
      [&] {
        Evaluator evaluator(rules, told);
        std::size_t sum = 0;
        for (const Descriptor& descriptor : descriptors) sum += evaluator.Evaluate(descriptor).clear;
        return sum;
      });
  return ok ? 0 : 1;
}
