// How well signals find what people labelled: counts, and the proportions that follow from them.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "proviso/evaluate.h"

namespace proviso {

// What people say of one signal. kDenied: the text says that it is not so, which is a no.
enum class Verdict : std::uint8_t { kYes, kUnclear, kDenied };

// What people said of one signal and one descriptor. kUnclear is left out of everything but its own count.
enum class Labelled : std::uint8_t { kNo, kYes, kUnclear };

// One signal over all labelled descriptors. A signal that is unknown counts as not found.
struct SignalCounts {
  std::size_t true_positives = 0, false_positives = 0, false_negatives = 0, true_negatives = 0;
  std::size_t open = 0;          // unknown; contained in the negatives
  std::size_t unclear = 0;       // labelled so, and left out
  std::size_t denied = 0;        // labelled as denied by the text
  std::size_t denied_found = 0;  // of them, those that the signal holds for all the same

  // `denied` is a no that the text says itself.
  void Add(Labelled label, bool denied, Truth found);
  SignalCounts& operator+=(const SignalCounts& other);
};

// A proportion with its 95 % interval.
struct Proportion {
  double value = 0, low = 0, high = 0;
};

// The score interval of E. B. Wilson, "Probable inference, the law of succession, and statistical inference", JASA 22
// (1927), at z = 1.959964. Empty when `trials` is 0. `successes` is at most `trials`.
std::optional<Proportion> Wilson(std::size_t successes, std::size_t trials);

// What is undefined is empty: precision without anything found, recall without anything labelled, F1 without either.
struct Quality {
  std::optional<Proportion> precision, recall;
  // F1 = 2TP/(2TP+FP+FN) is no proportion of independent trials, but J = TP/(TP+FP+FN) is one, and F = 2J/(1+J) rises
  // with J: so the interval is Wilson's for J, carried over. (J is Jaccard's index, F is Dice's.)
  std::optional<Proportion> f1;
};

Quality QualityOf(const SignalCounts& counts);

// The mean over the signals for which each is defined; no interval is given.
struct MacroQuality {
  std::optional<double> precision, recall, f1;
};

MacroQuality MacroOf(std::span<const SignalCounts> signals);
SignalCounts MicroOf(std::span<const SignalCounts> signals);

// One verdict of a label file, with its place.
struct SignalLabel {
  std::string signal;
  Verdict verdict = Verdict::kYes;
  Span span;
};

// One entry of a label file: what people said of one descriptor. Every signal that is not named is a no.
struct DescriptorLabels {
  std::string id;
  Span span;  // of the id
  std::vector<SignalLabel> signals;
};

// Reads label files (YAML or JSON): lists of `{id, yes, unclear, denied}`, `kind` and `text` being
// notes for people that nothing depends on. Tells all faults of all files; spans index `sources`. `known` are the
// signals that are loaded.
std::vector<DescriptorLabels> ReadLabels(std::span<const Source> sources, std::span<const std::string> known,
                                         Diagnostics& out);

// Tells each labelled id that no descriptor has, or more than one. `ids` are those of all descriptors of the run; where
// the id of some could not be read, a missing one is no error: it may be among them. Only the first hundred missing ids
// are told one by one.
void CheckLabelledIds(std::span<const DescriptorLabels> labels, std::span<const std::string> ids, bool some_unreadable,
                      Diagnostics& out);

}  // namespace proviso
