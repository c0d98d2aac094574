// Values as bytes and back, in one description for both directions: a struct is stored and restored by
//
//   template <class Archive>
//   void Describe(Archive& archive, Layout& layout) {
//     archive(layout.slots, layout.parent);
//   }
//
// beside the struct, so that writer and reader cannot drift apart. Bytes are for programs of the same build: they carry
// no field names and no versions.
#pragma once

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <type_traits>
#include <unordered_map>
#include <utility>
#include <vector>

#include "base/flat_array.h"
#include "base/lazy.h"

namespace proviso {

// Where the bytes of an archive must begin in memory for its arrays to be read in place.
inline constexpr std::size_t kArchiveAlignment = 64;

// Whole numbers in seven bits a byte, the lowest first. Bools and enums are a byte.
// Flat arrays lie at a multiple of their alignment.
class ArchiveWriter {
 public:
  static constexpr bool kReads = false;

  template <typename... T>
  void operator()(const T&... values) {
    (Put(values), ...);
  }

  std::string Take() { return std::move(bytes_); }

 private:
  void Number(std::uint64_t value) {
    for (; value >= 0x80; value >>= 7) bytes_ += static_cast<char>(value | 0x80);
    bytes_ += static_cast<char>(value);
  }

  void Raw(const void* from, std::size_t size) { bytes_.append(static_cast<const char*>(from), size); }
  void Align(std::size_t alignment) { bytes_.resize((bytes_.size() + alignment - 1) / alignment * alignment, '\0'); }

  template <typename T>
  void Put(const T& value) {
    if constexpr (std::is_enum_v<T> || std::is_same_v<T, bool>) {
      bytes_ += static_cast<char>(value);
    } else if constexpr (std::is_integral_v<T>) {
      Number(static_cast<std::uint64_t>(value));
    } else {
      Describe(*this, const_cast<T&>(value));  // describing for a writer changes nothing
    }
  }

  void Put(const std::string& text) {
    Number(text.size());
    bytes_ += text;
  }

  template <typename T>
  void Put(const std::vector<T>& values) {
    Number(values.size());
    for (const auto& value : values) Put(value);
  }

  void Put(const std::vector<bool>& flags) {
    Number(flags.size());
    for (const bool flag : flags) Put(flag);
  }

  template <typename T>
  void Put(const std::optional<T>& value) {
    Put(value.has_value());
    if (value) Put(*value);
  }

  template <typename A, typename B>
  void Put(const std::pair<A, B>& pair) {
    Put(pair.first);
    Put(pair.second);
  }

  // By key, since hash order is nothing to keep.
  template <typename K, typename V, typename... Rest>
  void Put(const std::unordered_map<K, V, Rest...>& table) {
    std::map<K, const V*> sorted;
    for (const auto& [key, value] : table) sorted.emplace(key, &value);
    Number(sorted.size());
    for (const auto& [key, value] : sorted) (*this)(key, *value);
  }

  template <typename T>
  void Put(const FlatArray<T>& array) {
    static_assert(std::has_unique_object_representations_v<T>, "padding would make the bytes a matter of chance");
    static_assert(alignof(T) <= kArchiveAlignment);
    Number(array.size());
    if (array.empty()) return;
    Align(alignof(T));
    Raw(array.begin(), array.size() * sizeof(T));
  }

  // Its size comes first, so that it can be left for later.
  template <typename T>
  void Put(const Lazy<T>& lazy) {
    Align(sizeof(std::uint64_t));
    const std::size_t place = bytes_.size();
    bytes_.append(sizeof(std::uint64_t), '\0');
    Put(*lazy);
    const std::uint64_t size = bytes_.size() - place - sizeof(std::uint64_t);
    std::memcpy(bytes_.data() + place, &size, sizeof(size));
  }

  std::string bytes_;
};

// Reads what a writer wrote. Of bytes that no writer wrote it makes something, stays within them, and is not ok().
// Flat arrays and lazy values go on pointing into the bytes, which must outlive them.
class ArchiveReader {
 public:
  static constexpr bool kReads = true;

  // `bytes` begin at a multiple of kArchiveAlignment.
  explicit ArchiveReader(std::string_view bytes) : ArchiveReader(bytes, 0) {}

  template <typename... T>
  void operator()(T&... values) {
    (Get(values), ...);
  }

  bool ok() const { return ok_; }
  bool at_end() const { return at_ == bytes_.size(); }

 private:
  ArchiveReader(std::string_view bytes, std::size_t at) : bytes_(bytes), at_(at) {}

  // `size` bytes from here on, or nothing at all.
  const char* Raw(std::size_t size) {
    if (size > bytes_.size() - at_) {
      Fail();
      return nullptr;
    }
    const char* const place = bytes_.data() + at_;
    at_ += size;
    return place;
  }

  void Fail() {
    ok_ = false;
    at_ = bytes_.size();
  }

  std::uint64_t Number() {
    if (at_ < bytes_.size() && (bytes_[at_] & 0x80) == 0) return static_cast<unsigned char>(bytes_[at_++]);
    return LongNumber();
  }

  std::uint64_t LongNumber() {
    std::uint64_t value = 0;
    for (unsigned shift = 0; shift < 64; shift += 7) {
      if (at_ == bytes_.size()) break;
      const auto byte = static_cast<unsigned char>(bytes_[at_++]);
      value |= static_cast<std::uint64_t>(byte & 0x7F) << shift;
      if (byte < 0x80) return value;
    }
    Fail();
    return 0;
  }

  // How many there are of something that takes at least a byte each.
  std::size_t Count() {
    const std::uint64_t count = Number();
    if (count <= bytes_.size() - at_) return static_cast<std::size_t>(count);
    Fail();
    return 0;
  }

  void Align(std::size_t alignment) { Raw((alignment - at_ % alignment) % alignment); }

  template <typename T>
  void Get(T& value) {
    if constexpr (std::is_enum_v<T> || std::is_same_v<T, bool>) {
      const char* const byte = Raw(1);
      if (byte != nullptr) value = static_cast<T>(std::is_same_v<T, bool> ? *byte != 0 : *byte);
    } else if constexpr (std::is_integral_v<T>) {
      value = static_cast<T>(Number());
    } else {
      Describe(*this, value);
    }
  }

  void Get(std::string& text) {
    const std::size_t size = Count();
    if (const char* const place = Raw(size)) text.assign(place, size);
  }

  template <typename T>
  void Get(std::vector<T>& values) {
    values.resize(Count());
    for (T& value : values) Get(value);
  }

  void Get(std::vector<bool>& flags) {
    flags.resize(Count());
    for (std::size_t i = 0; i < flags.size(); ++i) {
      bool flag = false;
      Get(flag);
      flags[i] = flag;
    }
  }

  template <typename T>
  void Get(std::optional<T>& value) {
    bool there = false;
    Get(there);
    if (there) Get(value.emplace());
  }

  template <typename A, typename B>
  void Get(std::pair<A, B>& pair) {
    Get(pair.first);
    Get(pair.second);
  }

  template <typename K, typename V, typename... Rest>
  void Get(std::unordered_map<K, V, Rest...>& table) {
    const std::size_t count = Count();
    table.reserve(count);
    for (std::size_t i = 0; i < count; ++i) {
      std::pair<K, V> item;
      Get(item);
      table.insert(std::move(item));
    }
  }

  template <typename T>
  void Get(FlatArray<T>& array) {
    const std::size_t count = Count();
    if (count == 0) return;
    Align(alignof(T));
    if (count > (bytes_.size() - at_) / sizeof(T)) return Fail();
    const char* const place = Raw(count * sizeof(T));
    array = FlatArray<T>::ViewOf({reinterpret_cast<const T*>(place), count});
  }

  template <typename T>
  void Get(Lazy<T>& lazy) {
    Align(sizeof(std::uint64_t));
    std::uint64_t size = 0;
    if (const char* const place = Raw(sizeof(size))) std::memcpy(&size, place, sizeof(size));
    const std::size_t begin = at_;
    if (Raw(static_cast<std::size_t>(size)) == nullptr) return;
    // What lies before `begin` stays, since alignment counts from the first byte.
    const std::string_view until = bytes_.substr(0, at_);
    lazy = Lazy<T>([until, begin] {
      T value;
      ArchiveReader(until, begin).Get(value);
      return value;
    });
  }

  std::string_view bytes_;
  std::size_t at_ = 0;
  bool ok_ = true;
};

}  // namespace proviso
