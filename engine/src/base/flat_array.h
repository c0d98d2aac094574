// An array of plain values that does not change: its own, or a view of memory that outlives it, such as the plan that
// is embedded in the binary. Cheap to copy, safe to share between threads.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <type_traits>
#include <utility>
#include <vector>

namespace proviso {

template <typename T>
class FlatArray {
  static_assert(std::is_trivially_copyable_v<T>, "what is read in place must be its bytes");

 public:
  FlatArray() = default;
  explicit FlatArray(std::vector<T> values)
      : owner_(std::make_shared<const std::vector<T>>(std::move(values))), values_(*owner_) {}
  static FlatArray ViewOf(std::span<const T> values) {
    FlatArray array;
    array.values_ = values;
    return array;
  }

  std::size_t size() const { return values_.size(); }
  bool empty() const { return values_.empty(); }
  const T& operator[](std::size_t i) const { return values_[i]; }
  const T* begin() const { return values_.data(); }
  const T* end() const { return values_.data() + values_.size(); }
  std::span<const T> span() const { return values_; }

 private:
  std::shared_ptr<const std::vector<T>> owner_;  // empty when the memory is not its own
  std::span<const T> values_;
};

// Rows of different lengths, one behind the other.
template <typename T>
class FlatRows {
 public:
  FlatRows() = default;
  explicit FlatRows(const std::vector<std::vector<T>>& rows) {
    std::vector<std::uint32_t> begins = {0};
    std::vector<T> values;
    for (const std::vector<T>& row : rows) {
      values.insert(values.end(), row.begin(), row.end());
      begins.push_back(static_cast<std::uint32_t>(values.size()));
    }
    begins_ = FlatArray(std::move(begins));
    values_ = FlatArray(std::move(values));
  }

  std::size_t size() const { return begins_.empty() ? 0 : begins_.size() - 1; }
  std::span<const T> operator[](std::size_t row) const {
    return values_.span().subspan(begins_[row], begins_[row + 1] - begins_[row]);
  }

 private:
  template <class Archive>
  friend void Describe(Archive& archive, FlatRows& rows) {
    archive(rows.begins_, rows.values_);
  }

  FlatArray<std::uint32_t> begins_;  // by row, and one more
  FlatArray<T> values_;
};

}  // namespace proviso
