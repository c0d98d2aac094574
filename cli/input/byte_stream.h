// The bytes of a file or of standard input, a piece at a time.
#pragma once

#include <cstddef>
#include <iosfwd>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "interrupt.h"

namespace proviso {

class ByteStream {
 public:
  virtual ~ByteStream() = default;

  // Appends at most `most` bytes to `out`, as many as can be had without waiting for more than the first. False at the
  // end, at a problem, and once `interrupt` says to stop.
  virtual bool Read(std::size_t most, std::string& out) = 0;

  // Back to the first byte; false when that cannot be.
  virtual bool Rewind() { return false; }

  // Why there are no more bytes, if not because they ended.
  const std::string& problem() const { return problem_; }
  // Whether the reason is that the run is to stop.
  bool cut_short() const { return cut_short_; }
  // How many bytes there are in all, where that is known before.
  std::optional<std::size_t> size() const { return size_; }

 protected:
  std::string problem_;
  bool cut_short_ = false;
  std::optional<std::size_t> size_;
};

// A regular file. Devices, pipes and folders are refused: they may never end. A file that cannot be read at all is a
// stream with a problem.
std::unique_ptr<ByteStream> OpenFileStream(const std::string& path);

// Standard input. `in` is asked unless it is the process's own; then waiting for a byte ends when `interrupt` says so.
std::unique_ptr<ByteStream> OpenStandardInput(std::istream& in, const Interrupt* interrupt);

// All that is left of a stream, kept in a file that has no name, so that it can be read twice.
std::unique_ptr<ByteStream> Spool(ByteStream& stream, std::string start);

// False, with errno, when not all could be written.
bool WriteAll(int file, std::string_view bytes);

// A file without a name, for what must not stay in memory; -1 with errno when there can be none. It is gone when it is
// closed.
int OpenNamelessFile();

}  // namespace proviso
