// Runs every case file under tests/cases (support/case_file.h). The files are looked up when the test starts, so that a
// new one needs no new build. PROVISO_UPDATE_CASES=1 makes the files want what came out; the diff is the review.
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <sstream>

#include "cli.h"
#include "support/case_file.h"
#include "support/working_folder.h"

namespace proviso {
namespace {

namespace fs = std::filesystem;

bool IsFile(const CaseSection& section) {
  return section.name != "command" && section.name != "stdin" && section.name != "want" &&
         !section.name.starts_with("want ");
}

class CaseTest : public testing::Test {
 public:
  explicit CaseTest(std::string path) : path_(std::move(path)) {}

  void TestBody() override {
    CaseFile file = ParseCaseFile(ReadWholeFile(path_).value_or(""));
    ASSERT_TRUE(file.comment.starts_with("#")) << path_ << ": say on top, after `# `, what the case shows";
    const std::string* command = file.Find("command");
    ASSERT_NE(command, nullptr) << path_ << ": no -- command --";
    const auto arguments = SplitCommand(*command);
    ASSERT_TRUE(arguments) << path_ << ": a quote is not closed in -- command --";

    const WorkingFolder folder;  // paths are relative, so that the folder's name shows nowhere
    for (const CaseSection& section : file.sections) {
      if (IsFile(section)) WriteWholeFile(section.name, section.text);
    }
    const std::string* stdin_text = file.Find("stdin");
    std::istringstream in(stdin_text == nullptr ? "" : *stdin_text);
    std::ostringstream out, err;
    const int exit = RunCli(*arguments, in, out, err);
    const CaseOutcome outcome{out.str(), err.str(), exit};
    const std::vector<std::string> differences = CompareCase(file, outcome);
    const char* update = std::getenv("PROVISO_UPDATE_CASES");
    if (update != nullptr && *update != '\0') {
      UpdateCase(file, outcome);
      if (!differences.empty()) WriteWholeFile(path_, PrintCaseFile(file));
      return;
    }
    for (const std::string& difference : differences) ADD_FAILURE() << path_ << ":\n" << difference;
  }

 private:
  std::string path_;
};

std::size_t RegisterCases(const fs::path& root) {
  std::vector<std::string> paths;
  for (const fs::directory_entry& entry : fs::recursive_directory_iterator(root)) {
    if (entry.path().extension() == ".case") paths.push_back(entry.path().string());
  }
  std::ranges::sort(paths);
  for (const std::string& path : paths) {
    const std::string suite = fs::relative(fs::path(path).parent_path(), root).string();
    testing::RegisterTest(suite.c_str(), fs::path(path).stem().c_str(), nullptr, nullptr, __FILE__, __LINE__,
                          [path]() -> testing::Test* { return new CaseTest(path); });
  }
  return paths.size();
}

}  // namespace
}  // namespace proviso

int main(int argc, char** argv) {
  testing::InitGoogleTest(&argc, argv);
  if (proviso::RegisterCases(PROVISO_CASES_DIR) == 0) return 1;
  return RUN_ALL_TESTS();
}
