// Inputs of any length: windows, interruption, resumption. Signals and pipes need a process of their own; they are sent
// to that one alone.
#include <fcntl.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/ioctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <csignal>
#include <functional>
#include <sstream>
#include <thread>

#include "cli.h"
#include "exit_code.h"
#include "support/case_file.h"
#include "support/small_policy.h"
#include "support/working_folder.h"

namespace proviso {
namespace {

using testing::EndsWith;
using testing::HasSubstr;
using testing::StartsWith;

// Some ids come again, some lines are broken or blank.
std::string Lines(int from, int to) {
  std::string text;
  for (int i = from; i < to; ++i) {
    if (i % 17 == 5) text += "\n";
    if (i % 13 == 7) text += "  ";
    text += i % 11 == 6 ? "{\"id\": \n"
                        : "{\"id\": \"d" + std::to_string(i % 70) + "\", \"purpose\": \"" +
                              (i % 3 == 0 ? "a dragnet" : "backup") + "\"}\n";
  }
  return text;
}

bool Eventually(const std::function<bool()>& holds) {
  for (int i = 0; i < 3000; ++i) {
    if (holds()) return true;
    std::this_thread::sleep_for(std::chrono::milliseconds(10));
  }
  return false;
}

// The binary, at the ends of three pipes.
class Child {
 public:
  explicit Child(std::vector<std::string> arguments) {
    int in[2], out[2], err[2];
    for (int* both : {in, out, err}) {
      if (::pipe2(both, O_CLOEXEC) != 0) std::abort();
    }
    arguments.insert(arguments.begin(), PROVISO_BINARY);
    std::vector<char*> words;
    for (std::string& argument : arguments) words.push_back(argument.data());
    words.push_back(nullptr);
    pid_ = ::fork();
    if (pid_ == 0) {
      ::dup2(in[0], 0);
      ::dup2(out[1], 1);
      ::dup2(err[1], 2);
      std::signal(SIGPIPE, SIG_DFL);
      ::execv(words[0], words.data());
      ::_exit(127);
    }
    for (const int end : {in[0], out[1], err[1]}) ::close(end);
    in_ = in[1];
    out_ = out[0];
    err_ = err[0];
  }
  ~Child() {
    if (pid_ > 0 && !ended_) ::kill(pid_, SIGKILL);
    Wait();
    CloseIn();
    CloseOut();
    ::close(err_);
  }

  pid_t pid() const { return pid_; }
  void Write(const std::string& text) {
    ASSERT_EQ(::write(in_, text.data(), text.size()), static_cast<ssize_t>(text.size()));
  }
  void CloseIn() { Close(in_); }
  void CloseOut() { Close(out_); }
  void Signal(int number) { ASSERT_EQ(::kill(pid_, number), 0); }

  // Standard output until it holds `count` lines.
  std::string ReadLines(std::ptrdiff_t count) {
    std::string text;
    char c = 0;
    while (std::ranges::count(text, '\n') < count && ::read(out_, &c, 1) == 1) text += c;
    return text;
  }
  int OutputWaiting() const {
    int bytes = 0;
    return ::ioctl(out_, FIONREAD, &bytes) == 0 ? bytes : -1;
  }
  std::string ReadOut() { return ReadAll(out_); }
  std::string ReadErr() { return ReadAll(err_); }

  // As a shell shows it.
  int Wait() {
    if (!ended_ && ::waitpid(pid_, &status_, 0) == pid_) ended_ = true;
    return WIFEXITED(status_) ? WEXITSTATUS(status_) : 128 + WTERMSIG(status_);
  }
  bool killed() const { return WIFSIGNALED(status_); }

 private:
  static void Close(int& end) {
    if (end >= 0) ::close(end);
    end = -1;
  }
  static std::string ReadAll(int from) {
    std::string text;
    char buffer[4096];
    for (ssize_t got = 0; (got = ::read(from, buffer, sizeof buffer)) > 0;)
      text.append(buffer, static_cast<std::size_t>(got));
    return text;
  }

  pid_t pid_ = -1;
  int in_ = -1, out_ = -1, err_ = -1;
  int status_ = 0;
  bool ended_ = false;
};

class Stream : public testing::Test {
 protected:
  Stream() { WriteWholeFile("small.yaml", kSmallPolicy); }

  static std::vector<std::string> Check(const std::vector<std::string>& arguments) {
    std::vector<std::string> all = {"check", "--policy", "small.yaml", "--as-of", "2026-01-01"};
    all.insert(all.end(), arguments.begin(), arguments.end());
    return all;
  }
  static CaseOutcome Run(const std::vector<std::string>& arguments, const std::string& input = "") {
    std::istringstream in(input);
    std::ostringstream out, err;
    const int exit = RunCli(Check(arguments), in, out, err);
    return {out.str(), err.str(), exit};
  }

  WorkingFolder folder_;
};

TEST_F(Stream, ResultsOfALivePipeComeBeforeItsEnd) {
  Child child(Check({"-f", "ndjson", "-"}));
  child.Write("{\"id\": \"a\"}\n{\"id\": \"b\"}\n");
  EXPECT_THAT(child.ReadLines(2), HasSubstr("\"descriptor\":\"b\""));
  child.CloseIn();
  EXPECT_EQ(child.Wait(), kDone);
}

TEST_F(Stream, CtrlCEndsWithWholeLinesAndTellsWhatWasDone) {
  for (const int number : {SIGINT, SIGTERM}) {
    Child child(Check({"-f", "ndjson", "-"}));
    child.Write("{\"id\": \"a\"}\n{\"id\": \"b\"}\n{\"id\": \"c\"");
    const std::string lines = child.ReadLines(2);
    child.Signal(number);
    EXPECT_EQ(child.Wait(), kIncomplete);
    EXPECT_FALSE(child.killed());
    EXPECT_EQ(child.ReadOut(), "");
    EXPECT_THAT(lines, EndsWith("}\n"));
    EXPECT_EQ(
        child.ReadErr(),
        "proviso: interrupted: 2 descriptors were judged, the last at <stdin>:2; what stands behind it in `<stdin>` "
        "was not\n");
  }
}

TEST_F(Stream, CtrlCClosesAJsonDocument) {
  Child child(Check({"-f", "json", "-", "more.yaml", "and-more.yaml"}));
  child.Write("{\"id\": \"a\"}\n{\"id\": \"b\"}\n");
  std::string document;
  while (document.find("\"descriptor\": \"b\"") == std::string::npos) document += child.ReadLines(1);
  child.Signal(SIGINT);
  EXPECT_EQ(child.Wait(), kIncomplete);
  document += child.ReadOut();
  EXPECT_THAT(document, EndsWith("    \"invalid\": 0,\n    \"interrupted\": true\n  }\n}\n"));
  EXPECT_EQ(std::ranges::count(document, '{'), std::ranges::count(document, '}'));
  EXPECT_THAT(child.ReadErr(), HasSubstr("`<stdin>`, and 2 further inputs were not\n"));
}

TEST_F(Stream, CtrlCBeforeAnyResult) {
  Child child(Check({"-f", "json", "-"}));
  // Nothing tells when it begins to wait for input, unless it is asked: the first signal would kill it before that.
  ASSERT_TRUE(Eventually([&] {
    const std::string status = ReadWholeFile("/proc/" + std::to_string(child.pid()) + "/status").value_or("");
    const std::size_t caught = status.find("SigCgt:\t");
    return caught != std::string::npos && (std::stoull(status.substr(caught + 8), nullptr, 16) & 0x4002) == 0x4002;
  }));
  child.Signal(SIGINT);
  EXPECT_EQ(child.Wait(), kIncomplete);
  EXPECT_THAT(child.ReadOut(), HasSubstr("\"results\": [],\n"));
  EXPECT_EQ(child.ReadErr(), "proviso: interrupted: 0 descriptors were judged; 1 input was not\n");
}

TEST_F(Stream, ASecondSignalKills) {
  WriteWholeFile("lines.ndjson", Lines(0, 4000));
  Child child(Check({"-f", "ndjson", "lines.ndjson"}));
  ASSERT_TRUE(Eventually([&] { return child.OutputWaiting() > 50'000; }));  // and now it waits for us to read
  child.Signal(SIGINT);
  std::this_thread::sleep_for(std::chrono::milliseconds(200));
  child.Signal(SIGINT);
  EXPECT_EQ(child.Wait(), 128 + SIGINT);
  EXPECT_TRUE(child.killed());
}

TEST_F(Stream, AClosedPipeEndsQuietlyEvenWhereMoreInputIsAwaited) {
  Child child(Check({"-f", "ndjson", "-"}));
  child.Write("{\"id\": \"a\"}\n{\"id\": \"b\"}\n");
  child.ReadLines(2);
  child.CloseOut();
  child.Write("{\"id\": \"c\"}\n");  // and no end of it
  EXPECT_EQ(child.Wait(), kBrokenPipe);
  EXPECT_FALSE(child.killed());
  EXPECT_EQ(child.ReadErr(), "");
}

TEST_F(Stream, AnInterruptedRunIsResumedToTheSameBytes) {
  const std::string text = Lines(0, 300);
  const CaseOutcome whole = Run({"-f", "ndjson", "-"}, text);
  const std::size_t some = text.find("\"d40\"");
  std::string partial = "out.ndjson.partial-";
  {
    Child child(Check({"-f", "ndjson", "-o", "out.ndjson", "-"}));
    partial += std::to_string(child.pid()) + "-0";
    child.Write(text.substr(0, some));
    ASSERT_TRUE(Eventually([&] {
      const std::string done = ReadWholeFile(partial).value_or("");
      return std::ranges::count(done, '\n') == 40;
    }));
    child.Signal(SIGINT);
    EXPECT_EQ(child.Wait(), kIncomplete);
    EXPECT_THAT(child.ReadErr(), HasSubstr("\nproviso: to go on, give the same command with --resume out.ndjson "
                                           "--as-of 2026-01-01\n"));
  }
  EXPECT_FALSE(ReadWholeFile(partial));
  EXPECT_THAT(whole.out, StartsWith(*ReadWholeFile("out.ndjson")));
  const CaseOutcome resumed = Run({"-f", "ndjson", "--resume", "out.ndjson", "-"}, text);
  EXPECT_EQ(*ReadWholeFile("out.ndjson"), whole.out);
  EXPECT_EQ(resumed.err, whole.err);
  EXPECT_EQ(resumed.exit, whole.exit);
}

TEST_F(Stream, ResumedFromWhereverAndHoweverOftenItComesToTheSameBytes) {
  WriteWholeFile("a.ndjson", Lines(0, 90));
  WriteWholeFile("b.yaml", "id: d3\n---\npurpose: none\n---\nid: y\n");
  WriteWholeFile("c.json", "[{\"id\": \"d1\"}, {\"id\": \"z\"}, 7]");
  WriteWholeFile("empty.yaml", "");
  const std::vector<std::string> inputs = {"none.yaml", "a.ndjson", "b.yaml", "empty.yaml", "c.json"};
  const auto run = [&](std::vector<std::string> arguments) {
    arguments.insert(arguments.end(), {"-f", "ndjson"});
    arguments.insert(arguments.end(), inputs.begin(), inputs.end());
    return Run(arguments);
  };
  const CaseOutcome whole = run({});
  EXPECT_EQ(whole.exit, kIncomplete);
  EXPECT_THAT(whole.out, HasSubstr("was used before, at a.ndjson:"));
  for (std::size_t cut = 0; cut <= whole.out.size(); cut += 1 + cut % 211) {
    WriteWholeFile("out.ndjson", whole.out.substr(0, cut));
    const CaseOutcome resumed = run({"--resume", "out.ndjson", "-j", std::to_string(1 + cut % 4)});
    ASSERT_EQ(*ReadWholeFile("out.ndjson"), whole.out) << cut;
    ASSERT_EQ(resumed.err, whole.err);
    ASSERT_EQ(resumed.exit, whole.exit);
  }
  EXPECT_EQ(run({"--resume", "out.ndjson", "-o", "other.ndjson"}).exit, whole.exit);  // nothing was left to do
  EXPECT_EQ(*ReadWholeFile("other.ndjson"), whole.out);
}

TEST_F(Stream, WhatDiffersIsNotResumed) {
  WriteWholeFile("a.ndjson", Lines(0, 90));
  const std::string whole = Run({"-f", "ndjson", "a.ndjson"}).out;
  const std::string some = whole.substr(0, whole.size() / 2);
  const auto refused = [&](const std::string& earlier, const std::vector<std::string>& arguments) {
    WriteWholeFile("out.ndjson", earlier);
    std::vector<std::string> all = {"-f", "ndjson", "--resume", "out.ndjson"};
    all.insert(all.end(), arguments.begin(), arguments.end());
    const CaseOutcome outcome = Run(all);
    EXPECT_EQ(outcome.exit, kUsage);
    EXPECT_EQ(*ReadWholeFile("out.ndjson"), earlier);
    std::string words = outcome.err;
    std::ranges::replace(words, '\n', ' ');
    for (std::size_t at; (at = words.find("  ")) != std::string::npos;) words.erase(at, 1);
    return words;
  };
  WriteWholeFile("b.ndjson", Lines(1, 90));
  EXPECT_THAT(refused(some, {"b.ndjson"}), HasSubstr("its line 1 is no result of `d1` at"));
  WriteWholeFile("short.ndjson", Lines(0, 3));
  WriteWholeFile("b.ndjson", Lines(0, 10));
  EXPECT_THAT(refused(whole, {"short.ndjson"}), HasSubstr("its line 1 is no result of `d0`"));
  WriteWholeFile("a.ndjson", Lines(0, 10));
  EXPECT_THAT(refused(whole, {"a.ndjson"}), HasSubstr("it holds more than the 10"));
  WriteWholeFile("a.ndjson", Lines(0, 90));
  EXPECT_THAT(refused(some, {"-v", "a.ndjson"}), HasSubstr("its line 2 is not what this run says of `d1`"));
  WriteWholeFile("other.yaml", std::string(kSmallPolicy) + "    remedy: Another one.\n");
  EXPECT_THAT(refused(some, {"-p", "other.yaml", "--only", "small", "a.ndjson"}), HasSubstr("proviso: error"));
  EXPECT_THAT(refused("no result\n" + some, {"a.ndjson"}), HasSubstr("its line 1 is no result of `d0`"));
}

TEST_F(Stream, ResumeNeedsItsOptions) {
  WriteWholeFile("out.ndjson", "");
  std::istringstream in;
  std::ostringstream out, err;
  EXPECT_EQ(RunCli({"check", "--policy", "small.yaml", "-f", "ndjson", "--resume", "out.ndjson", "-"}, in, out, err),
            kUsage);
  EXPECT_THAT(err.str(), HasSubstr("`--resume` needs `--as-of DATE`"));
  EXPECT_THAT(Run({"--resume", "out.ndjson", "-"}).err, HasSubstr("`--resume` goes with `--format ndjson`"));
  EXPECT_THAT(Run({"-f", "ndjson", "--resume", "none.ndjson", "-"}).err,
              HasSubstr("cannot resume from `none.ndjson`: no such file or folder"));
}

TEST_F(Stream, ManyInvalidOnesAreNotAllListed) {
  std::string text = "{\"id\": \"a\"}\n";
  for (int i = 0; i < 1500; ++i) text += "x\n";
  EXPECT_THAT(Run({"-"}, text).out, HasSubstr("  invalid: <stdin>:1001:1\n  and 500 more invalid\n"));
}

TEST_F(Stream, ATableOnStandardInputIsReadAsAFileIs) {
  WriteWholeFile("map.yaml", "mapping: m\nfields:\n  id: {row: r, width: 4}\n  purpose: text\n");
  std::string table = "text,other\r\n";
  for (int i = 0; i < 500; ++i) table += i % 5 == 0 ? "\"a dragnet\nover lines\",x\r\n" : "caf\xE9,y\n";
  WriteWholeFile("table.csv", table);
  CaseOutcome file = Run({"--map", "map.yaml", "-f", "ndjson", "-j", "1", "table.csv"});
  EXPECT_THAT(file.out, HasSubstr("{\"descriptor\":\"r0499\",\"source\":{\"path\":\"table.csv\",\"line\":601}"));
  for (const char* jobs : {"2", "3", "8"})
    EXPECT_EQ(Run({"--map", "map.yaml", "-f", "ndjson", "-j", jobs, "table.csv"}).out, file.out);
  CaseOutcome input = Run({"--map", "map.yaml", "-f", "ndjson", "-"}, table);
  for (std::size_t at; (at = input.out.find("<stdin>")) != std::string::npos;) input.out.replace(at, 7, "table.csv");
  EXPECT_EQ(input.out, file.out);
}

}  // namespace
}  // namespace proviso
