// The bytes of texts, many at a time: which are parts of words, which are ASCII.
#pragma once

#include <immintrin.h>
#include <simdjson.h>

#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <string_view>
#include <utility>

namespace yardstick {

// Texts are read up to so many bytes behind their end. simdjson unescapes them into a buffer of five thirds of the line
// and its padding, so that is its memory for every line of a hundred bytes or more.
constexpr std::size_t kSlack = 64;
constexpr std::size_t kShortestLine = 100;

[[noreturn]] inline void Die(const std::string& message) {
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
inline std::uint64_t WordMask(const char* text) {
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

inline bool IsWord(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
}

inline char Lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; }

inline bool IsAscii(std::string_view text) {
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

}  // namespace yardstick
