#include "input/embedded.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>

#include "support/case_file.h"

namespace proviso {
namespace {

namespace fs = std::filesystem;

TEST(EmbeddedRules, AreTheFilesUnderRules) {
  const fs::path root = PROVISO_SOURCE_DIR;
  std::vector<std::string> paths;
  for (const auto& entry : fs::recursive_directory_iterator(root / "rules")) {
    const std::string extension = entry.path().extension();
    if (extension == ".yaml" || extension == ".yml") paths.push_back(fs::relative(entry.path(), root).string());
  }
  std::ranges::sort(paths);
  const std::vector<EmbeddedFile> files = EmbeddedRules();
  ASSERT_EQ(files.size(), paths.size());
  for (std::size_t i = 0; i < files.size(); ++i) {
    EXPECT_EQ(files[i].path, paths[i]);
    EXPECT_EQ(files[i].text, *ReadWholeFile((root / paths[i]).string())) << paths[i];
  }
}

}  // namespace
}  // namespace proviso
