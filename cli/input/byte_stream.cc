#include "input/byte_stream.h"

#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstdlib>
#include <iostream>
#include <string_view>
#include <utility>
#include <vector>

#include "input/files.h"

namespace proviso {
namespace {

class DescriptorStream : public ByteStream {
 public:
  DescriptorStream(int descriptor, bool owned, const Interrupt* interrupt)
      : descriptor_(descriptor), owned_(owned), interrupt_(interrupt) {}
  DescriptorStream(int descriptor, std::size_t size) : DescriptorStream(descriptor, true, nullptr) { size_ = size; }
  explicit DescriptorStream(std::string problem) : DescriptorStream(-1, false, nullptr) {
    problem_ = std::move(problem);
  }
  ~DescriptorStream() override {
    if (owned_) ::close(descriptor_);
  }
  DescriptorStream(const DescriptorStream&) = delete;
  DescriptorStream& operator=(const DescriptorStream&) = delete;

  bool Read(std::size_t most, std::string& out) override {
    if (!problem_.empty()) return false;
    cut_short_ = interrupt_ != nullptr && !interrupt_->WaitToRead(descriptor_);
    if (cut_short_) return false;
    const std::size_t before = out.size();
    out.resize(before + most);
    ssize_t got = 0;
    do {
      got = ::read(descriptor_, out.data() + before, most);
    } while (got < 0 && errno == EINTR);
    if (got < 0) problem_ = SystemReason(errno);
    out.resize(before + static_cast<std::size_t>(std::max<ssize_t>(got, 0)));
    return got > 0;
  }

  bool Rewind() override { return owned_ && ::lseek(descriptor_, 0, SEEK_SET) == 0; }

 private:
  int descriptor_;
  bool owned_;
  const Interrupt* interrupt_;
};

class IstreamStream : public ByteStream {
 public:
  explicit IstreamStream(std::istream& in) : in_(in) {}

  bool Read(std::size_t most, std::string& out) override {
    const std::size_t before = out.size();
    out.resize(before + most);
    in_.read(out.data() + before, static_cast<std::streamsize>(most));
    out.resize(before + static_cast<std::size_t>(in_.gcount()));
    if (in_.bad()) problem_ = "reading failed";
    return out.size() > before;
  }

 private:
  std::istream& in_;
};

}  // namespace

bool WriteAll(int file, std::string_view bytes) {
  while (!bytes.empty()) {
    const ssize_t done = ::write(file, bytes.data(), bytes.size());
    if (done < 0 && errno != EINTR) return false;
    bytes.remove_prefix(static_cast<std::size_t>(std::max<ssize_t>(done, 0)));
  }
  return true;
}

std::unique_ptr<ByteStream> OpenFileStream(const std::string& path) {
  std::size_t size = 0;
  std::string problem;
  const int file = OpenRegularFile(path, size, problem);
  if (file < 0) return std::make_unique<DescriptorStream>(std::move(problem));
  return std::make_unique<DescriptorStream>(file, size);
}

std::unique_ptr<ByteStream> OpenStandardInput(std::istream& in, const Interrupt* interrupt) {
  if (&in != &std::cin) return std::make_unique<IstreamStream>(in);
  return std::make_unique<DescriptorStream>(STDIN_FILENO, false, interrupt);
}

std::unique_ptr<ByteStream> Spool(ByteStream& stream, std::string start) {
  constexpr std::size_t kPiece = std::size_t{1} << 18;
  const int file = OpenNamelessFile();
  if (file < 0) return std::make_unique<DescriptorStream>("no temporary file: " + SystemReason(errno));
  std::size_t size = 0;
  std::string piece = std::move(start);
  do {
    size += piece.size();
    if (!WriteAll(file, piece)) {
      const int error = errno;
      ::close(file);
      return std::make_unique<DescriptorStream>("its temporary copy: " + SystemReason(error));
    }
    piece.clear();
  } while (stream.Read(kPiece, piece));
  ::lseek(file, 0, SEEK_SET);
  auto spooled = std::make_unique<DescriptorStream>(file, size);
  if (stream.problem().empty()) return spooled;
  return std::make_unique<DescriptorStream>(stream.problem());
}

int OpenNamelessFile() {
  const char* named = std::getenv("TMPDIR");
  std::string folder = named == nullptr || *named == '\0' ? "/tmp" : named;
#ifdef O_TMPFILE
  const int nameless = ::open(folder.c_str(), O_TMPFILE | O_RDWR | O_CLOEXEC | O_EXCL, 0600);
  if (nameless >= 0) return nameless;
#endif
  folder += "/proviso-XXXXXX";
  const int file = ::mkostemp(folder.data(), O_CLOEXEC);
  if (file >= 0) ::unlink(folder.c_str());
  return file;
}

}  // namespace proviso
