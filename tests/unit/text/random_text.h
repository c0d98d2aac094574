// Seeded phrases and texts out of few words, so that they meet often. The same seed gives the same draws everywhere.
#pragma once

#include <gtest/gtest.h>

#include <cstdint>
#include <initializer_list>
#include <string>

#include "text/phrase.h"

namespace proviso {

inline Phrase MustParse(const std::string& text) {
  PhraseError error;
  std::optional<Phrase> phrase = ParsePhrase(text, {}, error);
  EXPECT_TRUE(phrase) << text << ": " << error.message;
  return phrase.value_or(Phrase{});
}

class Draw {
 public:
  explicit Draw(std::uint64_t seed) : state_(seed * 2 + 1) {}

  std::size_t Below(std::size_t n) {
    state_ = state_ * 6364136223846793005ULL + 1442695040888963407ULL;
    return static_cast<std::size_t>(state_ >> 33) % n;
  }
  const char* Of(std::initializer_list<const char*> choices) { return choices.begin()[Below(choices.size())]; }

  std::string Text(std::size_t words) {
    std::string text;
    for (std::size_t i = 0; i < words; ++i) {
      text += Of({"a",   "b",        "A", "ab", "aba", "not",  "é",   "e\u0301a", "c+",      "don’t",
                  "a's", "b\u200Ba", "а", "bа", "№",   "4b4b", "n0t", "1ab1b",    "a.b.a.b", "b a b a"});
      text += Of({" ", " ", " ", " ", " ", "-", " – ", "\n", ", ", "\u00A0", ". ", "; ", "\n- ", "\n\n", "", "'", "/",
                  "\u200B", "… "});
    }
    return text;
  }

  // A phrase's text, mostly one that parses.
  std::string PhraseText(std::size_t depth = 2) {
    std::string text;
    const std::size_t items = 1 + Below(3);
    for (std::size_t i = 0; i < items; ++i) {
      if (i > 0) text += Of({" ", " ", " ", " ...0 ", " ...1 ", " ...3 ", "-"});
      text += Item(depth);
    }
    return text;
  }

 private:
  std::string Item(std::size_t depth) {
    switch (depth == 0 ? 0 : Below(6)) {
      case 4:
        return "(" + PhraseText(depth - 1) + "|" + PhraseText(depth - 1) + ")";
      case 5:
        return "[" + PhraseText(depth - 1) + "]";
      default:
        return Of({"a", "b", "ab", "a*", "b*", "é", "not", "c+", "don't", "'s", "a's", "no"});
    }
  }

  std::uint64_t state_;
};

}  // namespace proviso
