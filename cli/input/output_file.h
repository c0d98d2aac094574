// `-o FILE`: written beside its final place and put there in one step, so that nobody ever sees half a result.
#pragma once

#include <memory>
#include <ostream>
#include <string>

namespace proviso {

class OutputFile {
 public:
  // Throws UsageError when the place cannot be written.
  explicit OutputFile(const std::string& path);
  // What was not committed is taken away; a file that stood there before is left alone.
  ~OutputFile();
  OutputFile(const OutputFile&) = delete;
  OutputFile& operator=(const OutputFile&) = delete;

  std::ostream& stream();
  // Throws UsageError when not all could be written.
  void Commit();

 private:
  std::string path_;       // the final place, links resolved
  std::string temporary_;  // empty: `path_` is a device or a pipe and is written to directly
  std::unique_ptr<std::ostream> stream_;
};

}  // namespace proviso
