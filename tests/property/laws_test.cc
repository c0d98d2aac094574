// Laws that hold of every module and descriptor, tried on random ones.
#include <gtest/gtest.h>

#include <algorithm>
#include <functional>

#include "proviso/compile.h"
#include "support/differential.h"
#include "support/write_value.h"
#include "syntax/yaml.h"

namespace proviso {
namespace {

constexpr std::uint64_t kPacks = 400;
constexpr std::size_t kDescriptors = 15;
constexpr Date kAsOf{2026, 6, 30};

std::string Write(const Value& value, InputFormat format) {
  return format == InputFormat::kYaml ? ToYaml(value) : ToJson(value) + "\n";
}

Descriptor Read(const Value& value, InputFormat format = InputFormat::kJson) {
  std::optional<Descriptor> descriptor = ReadOne(Write(value, format), format);
  EXPECT_TRUE(descriptor) << Write(value, format);
  return descriptor ? std::move(*descriptor) : Descriptor{};
}

// Everything but places, as one text.
std::string Show(const Assessment& assessment) {
  std::string text = std::string(ToString(assessment.decision)) + "\n";
  for (const FindingPtr& told : assessment.findings) {
    const Finding& finding = *told;
    text += finding.rule + " " + std::string(ToString(finding.state)) + " " + finding.message + "\n";
    for (const Evidence& e : finding.evidence) {
      text += "  " + e.field + " " + std::string(ToString(e.truth)) + (e.declared ? "" : " not declared") + " " +
              std::to_string(static_cast<int>(e.reading)) + (e.folded ? " folded " : " ") + e.value + "|" + e.entry +
              "|" + e.term + "|" + e.cue + "|" + e.implied_by +
              (e.start ? " " + std::to_string(*e.start) + ".." + std::to_string(*e.end) : "") + "\n";
    }
    for (const std::string& field : finding.unknown) text += "  unknown " + field + "\n";
  }
  for (const Question& question : assessment.questions) {
    text += "ask " + question.field + ": " + question.question + " (" + question.about + ")";
    for (const std::string& rule : question.settles) text += " " + rule;
    text += "\n";
  }
  for (const std::string& signal : assessment.signals) text += "signal " + signal + "\n";
  return text;
}

std::optional<Ruleset> CompileAll(const std::vector<Source>& sources) {
  CompileResult compiled = Compile(sources);
  std::string faults;
  for (const Diagnostic& diagnostic : compiled.diagnostics.all) faults += Render(diagnostic, compiled.sources);
  EXPECT_TRUE(compiled.ruleset) << faults;
  return compiled.ruleset;
}

// Calls `law` with packs of modules and a source of randomness, under a trace of the seed; stops at the first pack that
// breaks it.
void ForEachPack(const GeneratorOptions& options,
                 const std::function<void(const GeneratedModules&, const Ruleset&, Random&)>& law) {
  for (std::uint64_t seed = 1; seed <= kPacks; ++seed) {
    SCOPED_TRACE("seed " + std::to_string(seed));
    Random random(seed);
    const GeneratedModules modules = GenerateModules(random, options);
    const std::optional<Ruleset> ruleset = CompileAll(modules.sources);
    if (!ruleset) return;
    law(modules, *ruleset, random);
    if (testing::Test::HasFailure()) return;
  }
}

Evaluator Fresh(const Ruleset& ruleset) { return Evaluator(ruleset, {.as_of = kAsOf}); }

// Gives the object a field that it does not have. False when it has it in either spelling, or something stands in its
// place.
bool Declare(Value& object, const std::string& path, const Value& value) {
  const std::size_t dot = path.find('.');
  const std::string key = path.substr(0, dot);
  const bool stands = std::ranges::any_of(object.members, [&](const Member& member) {
    return member.key == path || member.key.starts_with(path + ".") || member.key.starts_with(key + ".");
  });
  if (stands) return false;
  for (Member& member : object.members) {
    if (member.key != key) continue;
    if (dot != std::string::npos && member.value.kind == Value::Kind::kObject)
      return Declare(member.value, path.substr(dot + 1), value);
    return false;
  }
  Put(object, key, dot == std::string::npos ? value : MakeObject({{path.substr(dot + 1), value}}));
  return true;
}

// One absent field, of the descriptor or of an element of its list, becomes declared. Texts aside: a text counts for
// others too.
bool DeclareOne(const GeneratedModules& modules, Value& descriptor, Random& random) {
  const GeneratedField& field = random.Pick(modules.fields);
  if (field.type == FieldType::kText || field.type == FieldType::kList) return false;
  const Value value = GenerateValue(modules, field, random);
  if (field.list.empty()) return Declare(descriptor, field.path, value);
  for (Member& member : descriptor.members) {
    if (member.key != field.list || member.value.kind != Value::Kind::kList || member.value.items.empty()) continue;
    Value& element = member.value.items[random.Below(member.value.items.size())];
    return element.kind == Value::Kind::kObject && Declare(element, field.relative, value);
  }
  return false;
}

TEST(Laws, DeclaringAnAbsentFieldKeepsWhatIsKnown) {
  std::size_t declared = 0;
  ForEachPack(
      {.declared = false, .undeclared_no = false, .implies = false},
      [&](const auto& modules, const Ruleset& ruleset, Random& random) {
        Evaluator evaluator = Fresh(ruleset);
        for (std::size_t i = 0; i < kDescriptors; ++i) {
          const Value before = GenerateDescriptor(modules, random);
          Value after = before;
          if (!DeclareOne(modules, after, random)) continue;
          ++declared;
          const Descriptor less = Read(before), more = Read(after);
          const Assessment a = evaluator.Evaluate(less), b = evaluator.Evaluate(more);
          for (const FindingPtr& told : a.findings) {
            const Finding& finding = *told;
            if (finding.state == State::kUndetermined) continue;
            for (const FindingPtr& told_later : b.findings) {
              const Finding& later = *told_later;
              if (later.rule != finding.rule) continue;
              EXPECT_EQ(later.state, finding.state) << finding.rule << "\n" << ToJson(before) << "\n" << ToJson(after);
            }
          }
          for (const SignalSummary& signal : ruleset.Signals()) {
            const Truth known = evaluator.Signal(less, signal.name).value_or(Truth::kUnknown);
            if (known == Truth::kUnknown) continue;
            EXPECT_EQ(evaluator.Signal(more, signal.name), known) << signal.name << "\n"
                                                                  << ToJson(before) << "\n"
                                                                  << ToJson(after);
          }
        }
      });
  EXPECT_GT(declared, kPacks);
}

void ShuffleMembers(Value& value, Random& random) {
  Shuffle(value.members, random);
  for (Member& member : value.members) ShuffleMembers(member.value, random);
  for (Value& item : value.items) ShuffleMembers(item, random);
}

std::vector<Source> Reordered(const std::vector<Source>& sources, Random& random) {
  std::vector<Source> reordered;
  for (const Source& source : sources) {
    Diagnostics ignored;
    Value root = *ParseYaml(source, 0, {}, ignored);
    Shuffle(root.members, random);
    for (Member& member : root.members) {
      if (member.key == "rules") Shuffle(member.value.items, random);
      if (member.key == "fields" || member.key == "signals" || member.key == "vocabulary")
        Shuffle(member.value.members, random);
    }
    reordered.emplace_back(source.name(), ToYaml(root));
  }
  Shuffle(reordered, random);
  return reordered;
}

TEST(Laws, OrderDecidesNothing) {
  ForEachPack({}, [](const GeneratedModules& modules, const Ruleset& ruleset, Random& random) {
    const std::optional<Ruleset> reordered = CompileAll(Reordered(modules.sources, random));
    if (!reordered) return;
    Evaluator one = Fresh(ruleset), other = Fresh(*reordered);
    for (std::size_t i = 0; i < kDescriptors; ++i) {
      const Value written = GenerateDescriptor(modules, random);
      Value shuffled = written;
      ShuffleMembers(shuffled, random);
      EXPECT_EQ(Show(one.Evaluate(Read(written))), Show(other.Evaluate(Read(shuffled)))) << ToJson(written) << "\n"
                                                                                         << ToJson(shuffled);
    }
  });
}

TEST(Laws, AnUnrelatedFieldChangesNothingButWarnings) {
  ForEachPack({}, [](const GeneratedModules& modules, const Ruleset& ruleset, Random& random) {
    Evaluator evaluator = Fresh(ruleset);
    for (std::size_t i = 0; i < kDescriptors; ++i) {
      const Value written = GenerateDescriptor(modules, random);
      Value more = written;
      Put(more, "nobody-knows-this", MakeObject({{"purpose", MakeText("scan mass data of the crowd")}}));
      const Assessment a = evaluator.Evaluate(Read(written)), b = evaluator.Evaluate(Read(more));
      EXPECT_EQ(Show(a), Show(b)) << ToJson(written);
      EXPECT_EQ(a.warnings.size() + 1, b.warnings.size()) << ToJson(written);
    }
  });
}

TEST(Laws, JsonAndYamlSayTheSame) {
  ForEachPack({}, [](const GeneratedModules& modules, const Ruleset& ruleset, Random& random) {
    Evaluator evaluator = Fresh(ruleset);
    for (std::size_t i = 0; i < kDescriptors; ++i) {
      const Value written = GenerateDescriptor(modules, random);
      EXPECT_EQ(Show(evaluator.Evaluate(Read(written, InputFormat::kJson))),
                Show(evaluator.Evaluate(Read(written, InputFormat::kYaml))))
          << ToJson(written);
    }
  });
}

TEST(Laws, WhatWasEvaluatedBeforeChangesNothing) {
  ForEachPack({}, [](const GeneratedModules& modules, const Ruleset& ruleset, Random& random) {
    Evaluator used = Fresh(ruleset);
    for (std::size_t i = 0; i < kDescriptors; ++i) {
      const Descriptor descriptor = Read(GenerateDescriptor(modules, random));
      const std::string first = Show(used.Evaluate(descriptor));
      EXPECT_EQ(first, Show(Fresh(ruleset).Evaluate(descriptor)));
      EXPECT_EQ(first, Show(used.Evaluate(descriptor)));
    }
  });
}

TEST(Laws, ExplanationsAgreeWithFindings) {
  ForEachPack({}, [](const GeneratedModules& modules, const Ruleset& ruleset, Random& random) {
    Evaluator evaluator = Fresh(ruleset);
    for (std::size_t i = 0; i < kDescriptors; ++i) {
      const Descriptor descriptor = Read(GenerateDescriptor(modules, random));
      const Assessment assessment = evaluator.Evaluate(descriptor);
      Assessment explained = assessment;
      explained.findings.clear();
      for (const RuleTrace& trace : evaluator.Explain(descriptor))
        explained.findings.push_back(std::make_shared<const Finding>(trace.finding));
      EXPECT_EQ(Show(assessment), Show(explained));
      for (const SignalSummary& signal : ruleset.Signals()) {
        const bool holds = std::count(assessment.signals.begin(), assessment.signals.end(), signal.name) > 0;
        EXPECT_EQ(evaluator.Signal(descriptor, signal.name) == Truth::kTrue, holds) << signal.name;
      }
    }
  });
}

void CheckPlace(const Evidence& evidence, const std::string& source, std::size_t& compared) {
  if (!evidence.span) return;
  ASSERT_LE(evidence.span->begin, evidence.span->end);
  ASSERT_LE(evidence.span->end, source.size());
  const std::string words = source.substr(evidence.span->begin, evidence.span->end - evidence.span->begin);
  const bool escaped =
      words.find('\\') != std::string::npos || evidence.value.find_first_of("\n\"") != std::string::npos;
  if (!evidence.start || escaped) return;
  ++compared;
  EXPECT_EQ(words, evidence.value) << source;
}

TEST(Laws, SpansTellTheWordsOfTheSource) {
  std::size_t compared = 0;
  ForEachPack({}, [&](const GeneratedModules& modules, const Ruleset& ruleset, Random& random) {
    Evaluator evaluator = Fresh(ruleset);
    for (std::size_t i = 0; i < kDescriptors; ++i) {
      const Descriptor descriptor =
          Read(GenerateDescriptor(modules, random), i % 2 == 0 ? InputFormat::kJson : InputFormat::kYaml);
      const Assessment assessment = evaluator.Evaluate(descriptor);
      for (const FindingPtr& told : assessment.findings) {
        const Finding& finding = *told;
        for (const Evidence& evidence : finding.evidence) {
          EXPECT_TRUE(!evidence.start || evidence.span) << evidence.field;
          CheckPlace(evidence, descriptor.source->text(), compared);
        }
      }
    }
  });
  EXPECT_GT(compared, kPacks);
}

}  // namespace
}  // namespace proviso
