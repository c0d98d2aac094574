// What case files cannot say: threads, colour, streams that fail, files that are no files.
#include "cli.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/stat.h>

#include <cerrno>
#include <cstdlib>
#include <filesystem>
#include <sstream>

#include "exit_code.h"
#include "support/case_file.h"
#include "support/small_policy.h"
#include "support/working_folder.h"

namespace proviso {
namespace {

namespace fs = std::filesystem;
using testing::HasSubstr;
using testing::Not;

class Cli : public testing::Test {
 protected:
  Cli() {
    WriteWholeFile("small.yaml", kSmallPolicy);
    WriteWholeFile("good.yaml", "id: good\npurpose: backup\n");
    WriteWholeFile("bad.yaml", "id: bad\npurpose: a dragnet\n");
  }

  CaseOutcome Run(const std::vector<std::string>& arguments, const std::string& input = "") {
    std::istringstream in(input);
    std::ostringstream out, err;
    const int exit = RunCli(arguments, in, out, err);
    return {out.str(), err.str(), exit};
  }

  CaseOutcome Check(std::vector<std::string> arguments) {
    arguments.insert(arguments.begin(), {"check", "--policy", "small.yaml", "--as-of", "2026-01-01"});
    return Run(arguments);
  }

  WorkingFolder folder_;
};

TEST_F(Cli, BytesDoNotDependOnJobs) {
  std::string lines;
  for (int i = 0; i < 500; ++i) {
    lines += "{\"id\": \"d" + std::to_string(i % 450) + "\", \"purpose\": \"" + (i % 3 == 0 ? "a dragnet" : "backup") +
             "\"}\n";
  }
  WriteWholeFile("lines.ndjson", lines + "broken\n");
  for (const char* format : {"text", "json", "ndjson"}) {
    const CaseOutcome one = Check({"-f", format, "-j", "1", "lines.ndjson"});
    EXPECT_EQ(one.exit, kIncomplete);
    for (const char* jobs : {"2", "3", "8"}) {
      const CaseOutcome many = Check({"-f", format, "-j", jobs, "lines.ndjson"});
      EXPECT_EQ(many.out, one.out) << format << " " << jobs;
      EXPECT_EQ(many.err, one.err);
      EXPECT_EQ(many.exit, one.exit);
    }
  }
}

TEST_F(Cli, AProfileStandsOnStandardErrorAndChangesNoResult) {
  std::string lines;
  for (int i = 0; i < 300; ++i) {
    lines +=
        "{\"id\": \"d" + std::to_string(i) + "\", \"purpose\": \"" + (i % 3 == 0 ? "a dragnet" : "backup") + "\"}\n";
  }
  WriteWholeFile("lines.ndjson", lines);
  for (const char* format : {"text", "json", "ndjson"}) {
    const CaseOutcome without = Check({"-f", format, "lines.ndjson"});
    for (const char* jobs : {"1", "3"}) {
      const CaseOutcome with = Check({"-f", format, "-j", jobs, "--profile", "lines.ndjson"});
      EXPECT_EQ(with.out, without.out) << format << " " << jobs;
      EXPECT_EQ(with.exit, without.exit);
      EXPECT_THAT(with.err, HasSubstr("profile of 300 descriptors with 300 texts of 400 words: "));
      EXPECT_THAT(with.err, HasSubstr("      100      100  dragnet (small), phrase 1\n    `dragnet`\n"));
      EXPECT_THAT(with.err, HasSubstr("      100        0  small/no-dragnet\n"));
      std::istringstream told(with.err);
      for (std::string line; std::getline(told, line);) EXPECT_LE(line.size(), 80u) << line;
    }
  }
}

TEST_F(Cli, ColourIsForTerminalsOrOnDemand) {
  EXPECT_THAT(Check({"bad.yaml"}).out, Not(HasSubstr("\033[")));
  EXPECT_THAT(Check({"--color", "always", "bad.yaml"}).out, HasSubstr("\033[1;31m"));
  ASSERT_EQ(::setenv("NO_COLOR", "1", 1), 0);
  EXPECT_THAT(Check({"bad.yaml"}).out, Not(HasSubstr("\033[")));
  EXPECT_THAT(Check({"--color", "always", "bad.yaml"}).out, HasSubstr("\033["));  // what was asked for goes first
  ::unsetenv("NO_COLOR");
  const std::string plain = Check({"bad.yaml"}).out;
  std::string colored = Check({"--color", "always", "bad.yaml"}).out;
  for (std::size_t at; (at = colored.find('\033')) != std::string::npos;)
    colored.erase(at, colored.find('m', at) - at + 1);
  EXPECT_EQ(colored, plain);
}

TEST_F(Cli, ResultsInAFileAreThereWhateverTheDecision) {
  const CaseOutcome outcome = Check({"-o", "out.txt", "bad.yaml"});
  EXPECT_EQ(outcome.exit, kFailed);
  EXPECT_EQ(outcome.out, "");
  EXPECT_EQ(*ReadWholeFile("out.txt"), Check({"bad.yaml"}).out);
}

TEST_F(Cli, ARunThatEvaluatesNothingLeavesTheOldFile) {
  WriteWholeFile("out.txt", "old");
  EXPECT_EQ(Check({"-o", "out.txt", "none.yaml"}).exit, kUsage);
  EXPECT_EQ(*ReadWholeFile("out.txt"), "old");
  EXPECT_EQ(Check({"-o", "no/such/folder/out.txt", "good.yaml"}).exit, kUsage);
}

// A stream whose reader has gone away, or whose disk is full.
class FailingBuffer : public std::streambuf {
 public:
  explicit FailingBuffer(int error) : error_(error) {}

 protected:
  int_type overflow(int_type) override { return Fail(); }
  std::streamsize xsputn(const char*, std::streamsize) override {
    Fail();
    return 0;
  }

 private:
  int_type Fail() const {
    errno = error_;
    return traits_type::eof();
  }
  int error_;
};

TEST_F(Cli, ABrokenPipeEndsQuietlyAsForOtherFilters) {
  for (const char* command : {"check", "explain", "questions"}) {
    FailingBuffer buffer(EPIPE);
    std::ostream out(&buffer);
    std::istringstream in;
    std::ostringstream err;
    EXPECT_EQ(RunCli({command, "--policy", "small.yaml", "good.yaml"}, in, out, err), kBrokenPipe) << command;
    EXPECT_EQ(err.str(), "");
  }
}

TEST_F(Cli, AFullDiskIsTold) {
  FailingBuffer buffer(ENOSPC);
  std::ostream out(&buffer);
  std::istringstream in;
  std::ostringstream err;
  EXPECT_EQ(RunCli({"check", "--policy", "small.yaml", "good.yaml"}, in, out, err), kUsage);
  EXPECT_THAT(err.str(), HasSubstr("cannot write the results: no space left on device"));
}

TEST_F(Cli, WhatIsNoFileIsAnInvalidResultBesideTheOthers) {
  ASSERT_EQ(::mkfifo("pipe.yaml", 0600), 0);
  fs::create_symlink("loop.yaml", "loop.yaml");
  const CaseOutcome outcome = Check({"-q", "pipe.yaml", "/dev/zero", "loop.yaml", "good.yaml", "none.yaml"});
  EXPECT_EQ(
      outcome.out,
      "invalid: pipe.yaml\ninvalid: /dev/zero\ninvalid: loop.yaml\nallow: good (good.yaml:1)\ninvalid: none.yaml\n");
  EXPECT_EQ(outcome.exit, kIncomplete);
}

TEST_F(Cli, FoldersThatLeadBackIntoThemselvesEnd) {
  WriteWholeFile("d/good.yaml", "id: good\npurpose: backup\n");
  fs::create_directory_symlink("..", "d/up");
  const CaseOutcome outcome = Check({"d"});
  EXPECT_EQ(outcome.exit, kDone);
  EXPECT_THAT(outcome.err, HasSubstr("`d/up` is a link to a folder and was not followed"));
}

TEST_F(Cli, TodayIsTheDefaultDay) {
  WriteWholeFile("old.yaml", std::string(kSmallPolicy) + "    effective: {until: 2020-12-31}\n");
  EXPECT_EQ(Run({"check", "-p", "old.yaml", "bad.yaml"}).exit, kUsage);
  EXPECT_EQ(Run({"check", "-p", "old.yaml", "--as-of", "2020-12-31", "bad.yaml"}).exit, kFailed);
}

TEST_F(Cli, EveryCommandHasHelp) {
  EXPECT_THAT(Run({"--help"}).out, HasSubstr("questions"));
  EXPECT_EQ(Run({}).exit, kUsage);
  for (const char* command : {"check", "test", "lint", "explain", "questions", "list"}) {
    const CaseOutcome outcome = Run({command, "--help"});
    EXPECT_EQ(outcome.exit, kDone);
    EXPECT_THAT(outcome.out, HasSubstr("usage: proviso " + std::string(command) + " [options]"));
    EXPECT_THAT(outcome.out, HasSubstr("\nexamples:\n  proviso " + std::string(command)));
  }
}

}  // namespace
}  // namespace proviso
