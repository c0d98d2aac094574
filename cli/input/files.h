// Files and folders: the only place where the command line reads from disk.
#pragma once

#include <cstddef>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace proviso {

inline constexpr std::size_t kMaxFileBytes = std::size_t{1} << 30;

// A file's bytes, or why there are none.
struct FileText {
  std::string text;
  std::string problem;  // empty: `text` holds the whole file
};

// Reads a regular file of at most `limit` bytes. Devices, pipes and folders are refused: they may never end.
FileText ReadFile(const std::string& path, std::size_t limit = kMaxFileBytes);

// Opens a regular file for reading; -1 and the reason when that cannot be, or when it is something that may never end.
int OpenRegularFile(const std::string& path, std::size_t& size, std::string& problem);

struct FolderListing {
  std::vector<std::string> files;     // whose name `wanted` accepts, sorted by path
  std::vector<std::string> problems;  // folders that could not be listed, as `PATH: why`
  std::vector<std::string> links;  // links to folders, which are not followed, because they may lead round in circles
};

FolderListing ListFolder(const std::string& folder, const std::function<bool(std::string_view name)>& wanted);

// An errno in the words of our messages.
std::string SystemReason(int error);

bool IsFolder(const std::string& path);
bool Exists(const std::string& path);
bool HasExtension(std::string_view name, std::string_view extension);  // without regard to case

}  // namespace proviso
