// `--resume FILE`: the results of a run that was interrupted, one after another.
#pragma once

#include <cstddef>
#include <memory>
#include <optional>
#include <string>

#include "input/byte_stream.h"
#include "input/inputs.h"
#include "proviso/evaluate.h"

namespace proviso {

struct EarlierResult {
  std::string line;  // with its line break
  Decision decision = Decision::kInvalid;
  std::size_t number = 0;  // of the line in the file, from 1
  bool sample = false;     // to be judged again: the first ones, one in `kSampled`, and the last
};

class EarlierResults {
 public:
  static constexpr std::size_t kFirst = 32, kSampled = 64;

  // Throws UsageError when the file cannot be read.
  explicit EarlierResults(const std::string& path);

  // What the file says of a record, which must be the next one; none once all was told. A last line without a line
  // break is none. Throws UsageError when the file tells of another record.
  std::optional<EarlierResult> Next(const InputRecord& record);
  // How many results were told, and whether that is all.
  std::size_t told() const { return told_; }
  bool AtEnd();

  // Throws UsageError when a result that was judged again came out otherwise.
  void Compare(const EarlierResult& earlier, const std::string& now, const InputRecord& record) const;

 private:
  bool FindLine();

  std::string path_;
  std::unique_ptr<ByteStream> stream_;
  std::string buffer_;
  std::size_t at_ = 0;   // what stands before was told
  std::size_t end_ = 0;  // of the line at `at_`, its line break included, once it was found
  std::size_t told_ = 0;
};

}  // namespace proviso
