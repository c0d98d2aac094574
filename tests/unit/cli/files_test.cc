#include "input/files.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/stat.h>

#include <filesystem>

#include "input/inputs.h"
#include "input/output_file.h"
#include "support/case_file.h"
#include "support/working_folder.h"
#include "usage_error.h"

namespace proviso {
namespace {

namespace fs = std::filesystem;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

std::vector<std::string> FilesIn(const std::string& folder) {
  std::vector<std::string> names;
  for (const auto& entry : fs::directory_iterator(folder)) names.push_back(entry.path().filename().string());
  return names;
}

TEST(ReadFile, TellsWhyThereIsNone) {
  const WorkingFolder folder;
  fs::create_directory("d");
  ASSERT_EQ(::mkfifo("pipe", 0600), 0);
  fs::create_symlink("loop", "loop");
  EXPECT_EQ(ReadFile("none").problem, "no such file or folder");
  EXPECT_EQ(ReadFile("d").problem, "it is a folder");
  EXPECT_THAT(ReadFile("pipe").problem, HasSubstr("it is a pipe"));
  EXPECT_THAT(ReadFile("/dev/zero").problem, HasSubstr("it is a device"));
  EXPECT_EQ(ReadFile("loop").problem, "its links lead round in a circle");
}

TEST(ReadFile, HasALimit) {
  const WorkingFolder folder;
  WriteWholeFile("f", "12345");
  EXPECT_EQ(ReadFile("f", 5).text, "12345");
  EXPECT_THAT(ReadFile("f", 4).problem, HasSubstr("larger than"));
  // A hole in the file system, so nothing is read to find out.
  fs::resize_file("f", kMaxFileBytes + 1);
  EXPECT_EQ(ReadFile("f").problem, "it is larger than 1024 MiB");
}

TEST(ListFolder, IsSortedAndDoesNotFollowLinksToFolders) {
  const WorkingFolder folder;
  WriteWholeFile("d/b.yaml", "");
  WriteWholeFile("d/a/z.yaml", "");
  WriteWholeFile("d/readme.md", "");
  fs::create_directory_symlink("..", "d/up");
  const FolderListing listing = ListFolder("d/", [](std::string_view name) { return HasExtension(name, ".yaml"); });
  EXPECT_THAT(listing.files, ElementsAre("d/a/z.yaml", "d/b.yaml"));
  EXPECT_THAT(listing.links, ElementsAre("d/up"));
  EXPECT_THAT(listing.problems, IsEmpty());
}

TEST(HasExtension, NeedsAName) {
  EXPECT_TRUE(HasExtension("a.YAML", ".yaml"));
  EXPECT_FALSE(HasExtension(".yaml", ".yaml"));
  EXPECT_FALSE(HasExtension("ayaml", ".yaml"));
}

TEST(FindInputs, RefusesWhatCannotBeMeant) {
  const WorkingFolder folder;
  EXPECT_THROW(FindInputs({"-", "-"}, false), UsageError);
  EXPECT_THROW(FindInputs({"t.csv"}, false), UsageError);
}

// What cannot be read is an input too: it becomes a result.
TEST(FindInputs, DropsNothing) {
  const WorkingFolder folder;
  fs::create_directory("empty");
  ASSERT_EQ(FindInputs({"empty"}, false).all.size(), 1u);
  EXPECT_THAT(FindInputs({"empty"}, false).all.front().problem, testing::HasSubstr("holds no descriptor"));
  WriteWholeFile("tables/t.csv", "");
  WriteWholeFile("tables/a.yaml", "");
  ASSERT_EQ(FindInputs({"tables"}, false).all.size(), 2u);
  EXPECT_THAT(FindInputs({"tables"}, false).all.back().problem, testing::HasSubstr("--map"));
  EXPECT_THAT(FindInputs({"tables"}, true).all.back().problem, IsEmpty());
}

TEST(OutputFile, IsThereOnlyOnceCommitted) {
  const WorkingFolder folder;
  WriteWholeFile("out", "old");
  {
    OutputFile file("out");
    file.stream() << "half";
  }
  EXPECT_EQ(ReadWholeFile("out"), "old");
  EXPECT_THAT(FilesIn("."), ElementsAre("out"));
  OutputFile file("out");
  file.stream() << "new";
  file.Commit();
  EXPECT_EQ(ReadWholeFile("out"), "new");
  EXPECT_THAT(FilesIn("."), ElementsAre("out"));
}

TEST(OutputFile, KeepsPermissionsAndLinks) {
  const WorkingFolder folder;
  WriteWholeFile("real", "old");
  fs::permissions("real", fs::perms::owner_read | fs::perms::owner_write | fs::perms::group_read);
  fs::create_symlink("real", "link");
  OutputFile file("link");
  file.stream() << "new";
  file.Commit();
  EXPECT_TRUE(fs::is_symlink("link"));
  EXPECT_EQ(ReadWholeFile("real"), "new");
  EXPECT_EQ(static_cast<unsigned>(fs::status("real").permissions()), 0640u);
}

TEST(OutputFile, RefusesPlacesThatCannotBeWritten) {
  const WorkingFolder folder;
  fs::create_directory("d");
  EXPECT_THROW(OutputFile("d"), UsageError);
  EXPECT_THROW(OutputFile("none/out"), UsageError);
}

TEST(OutputFile, WritesToDevicesAsTheyAre) {
  OutputFile file("/dev/full");
  file.stream() << "x";
  EXPECT_THROW(file.Commit(), UsageError);
  EXPECT_TRUE(fs::is_character_file("/dev/full"));
}

}  // namespace
}  // namespace proviso
