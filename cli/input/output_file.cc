#include "input/output_file.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <system_error>

#include "input/files.h"
#include "usage_error.h"

namespace proviso {
namespace {

namespace fs = std::filesystem;

[[noreturn]] void Fail(const std::string& path, int error) {
  throw UsageError("cannot write `" + path + "`: " + SystemReason(error));
}

// A new file beside `path` that nobody else has, with the permissions that `path` has or would get.
std::string MakeTemporary(const std::string& path) {
  for (int attempt = 0; attempt < 1000; ++attempt) {
    std::string name = path + ".partial-" + std::to_string(::getpid()) + "-" + std::to_string(attempt);
    const int file = ::open(name.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
    if (file < 0 && errno == EEXIST) continue;
    if (file < 0) Fail(path, errno);
    struct stat old = {};
    if (::stat(path.c_str(), &old) == 0 && ::fchmod(file, old.st_mode & 0777) != 0) {
      const int error = errno;
      ::close(file);
      ::unlink(name.c_str());
      Fail(path, error);
    }
    ::close(file);
    return name;
  }
  Fail(path, EEXIST);
}

}  // namespace

OutputFile::OutputFile(const std::string& path) : path_(path) {
  std::error_code ignored;
  if (const fs::path real = fs::canonical(path, ignored); !ignored) path_ = real.string();
  const fs::file_status status = fs::status(path_, ignored);
  if (fs::is_directory(status)) Fail(path, EISDIR);
  if (fs::exists(status) && ::access(path_.c_str(), W_OK) != 0) Fail(path, errno);
  if (!fs::exists(status) || fs::is_regular_file(status)) temporary_ = MakeTemporary(path_);
  stream_ = std::make_unique<std::ofstream>(temporary_.empty() ? path_ : temporary_, std::ios::binary);
  if (!*stream_) {
    const int error = errno;
    if (!temporary_.empty()) ::unlink(temporary_.c_str());
    Fail(path, error);
  }
}

OutputFile::~OutputFile() {
  stream_.reset();
  if (!temporary_.empty()) ::unlink(temporary_.c_str());
}

std::ostream& OutputFile::stream() { return *stream_; }

void OutputFile::Commit() {
  errno = 0;
  stream_->flush();
  if (!*stream_) Fail(path_, errno == 0 ? EIO : errno);
  stream_.reset();
  if (temporary_.empty()) return;
  if (std::rename(temporary_.c_str(), path_.c_str()) != 0) Fail(path_, errno);
  temporary_.clear();
}

}  // namespace proviso
