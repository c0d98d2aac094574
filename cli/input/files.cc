#include "input/files.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cctype>
#include <cerrno>
#include <cstring>
#include <filesystem>
#include <system_error>
#include <utility>

namespace proviso {
namespace {

namespace fs = std::filesystem;

std::string Megabytes(std::size_t bytes) { return std::to_string(bytes >> 20) + " MiB"; }

// Empty when `file` is one that ends.
std::string KindProblem(const struct stat& file) {
  if (S_ISREG(file.st_mode)) return "";
  if (S_ISDIR(file.st_mode)) return "it is a folder";
  if (S_ISFIFO(file.st_mode)) return "it is a pipe; name `-` and lead it to standard input";
  if (S_ISSOCK(file.st_mode)) return "it is a socket";
  return "it is a device; name `-` to read standard input";
}

struct OpenFile {
  int number = -1;
  ~OpenFile() {
    if (number >= 0) ::close(number);
  }
};

std::string Join(const std::string& folder, const std::string& name) {
  return folder.ends_with('/') ? folder + name : folder + "/" + name;
}

void ListInto(const std::string& folder, const std::function<bool(std::string_view)>& wanted, FolderListing& out) {
  std::error_code error;
  std::vector<std::string> names;
  fs::directory_iterator entries(folder, error);
  for (const fs::directory_iterator end; !error && entries != end; entries.increment(error)) {
    names.push_back(entries->path().filename().string());
  }
  if (error) {
    out.problems.push_back(folder + ": " + SystemReason(error.value()));
    return;
  }
  std::ranges::sort(names);
  for (const std::string& name : names) {
    const std::string path = Join(folder, name);
    std::error_code ignored;
    const fs::file_status own = fs::symlink_status(path, ignored);
    if (fs::is_directory(own)) {
      ListInto(path, wanted, out);
    } else if (fs::is_symlink(own) && fs::is_directory(fs::status(path, ignored))) {
      out.links.push_back(path);
    } else if (wanted(name)) {
      out.files.push_back(path);
    }
  }
}

}  // namespace

std::string SystemReason(int error) {
  switch (error) {
    case ENOENT:
    case ENOTDIR:
      return "no such file or folder";
    case EACCES:
    case EPERM:
      return "permission denied";
    case ELOOP:
      return "its links lead round in a circle";
    case EISDIR:
      return "it is a folder";
    default: {
      std::string text = std::error_code(error, std::generic_category()).message();
      if (!text.empty()) text[0] = static_cast<char>(std::tolower(static_cast<unsigned char>(text[0])));
      return text;
    }
  }
}

int OpenRegularFile(const std::string& path, std::size_t& size, std::string& problem) {
  // O_NONBLOCK: to open a pipe that nobody writes to would wait for ever.
  OpenFile file{::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK)};
  struct stat status = {};
  if (file.number < 0) {
    problem = errno == ENXIO ? "it is no regular file" : SystemReason(errno);
  } else if (::fstat(file.number, &status) != 0) {
    problem = SystemReason(errno);
  } else {
    problem = KindProblem(status);
  }
  if (!problem.empty()) return -1;
  size = static_cast<std::size_t>(std::max<off_t>(status.st_size, 0));
  return std::exchange(file.number, -1);
}

FileText ReadFile(const std::string& path, std::size_t limit) {
  FileText result;
  std::size_t size = 0;
  const OpenFile file{OpenRegularFile(path, size, result.problem)};
  if (file.number < 0) return result;
  if (size <= limit) result.text.reserve(size + 1);
  std::vector<char> buffer(std::size_t{1} << 16);
  while (size <= limit && result.text.size() <= limit) {
    const ssize_t got = ::read(file.number, buffer.data(), buffer.size());
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) return {"", SystemReason(errno)};
    if (got == 0) return result;
    result.text.append(buffer.data(), static_cast<std::size_t>(got));
  }
  return {"", "it is larger than " + Megabytes(limit)};
}

FolderListing ListFolder(const std::string& folder, const std::function<bool(std::string_view)>& wanted) {
  FolderListing listing;
  std::string root = folder;
  while (root.size() > 1 && root.ends_with('/')) root.pop_back();
  ListInto(root, wanted, listing);
  std::ranges::sort(listing.files);
  return listing;
}

bool IsFolder(const std::string& path) {
  std::error_code ignored;
  return fs::is_directory(fs::status(path, ignored));
}

bool Exists(const std::string& path) {
  std::error_code ignored;
  return fs::exists(fs::status(path, ignored));
}

bool HasExtension(std::string_view name, std::string_view extension) {
  if (name.size() <= extension.size()) return false;
  return std::ranges::equal(name.substr(name.size() - extension.size()), extension, [](char a, char b) {
    return std::tolower(static_cast<unsigned char>(a)) == std::tolower(static_cast<unsigned char>(b));
  });
}

}  // namespace proviso
