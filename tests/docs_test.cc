// Runs what the documents show. In README.md, docs/*.md, examples/*/README.md and tests/accuracy/README.md every block
//
//   ```console
//   $ proviso check ...
//   what it prints
//   ```
//
// is executed, and must print just that, standard error after standard output. A block marked ```yaml file=NAME (or
// csv, json) is laid in the folder that the commands of its document run in; the commands of the last two run
// in their folder itself. Other commands than proviso are told, not run. PROVISO_UPDATE_CASES=1 rewrites what the
// blocks show. docs/policies.md is generated, and compared as a whole.
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <sstream>
#include <string>
#include <vector>

#include "cli.h"
#include "support/case_file.h"
#include "support/working_folder.h"

namespace proviso {
namespace {

namespace fs = std::filesystem;

struct Block {
  std::string info;  // behind the fence: `console`, `yaml file=a.yaml`
  std::vector<std::string> lines;
};

struct Document {
  struct Piece {  // a block, or a line between blocks
    bool is_block = false;
    std::string line;
    Block block;
  };
  std::vector<Piece> pieces;
};

Document ParseDocument(const std::string& text) {
  Document document;
  std::istringstream lines(text);
  bool inside = false;
  for (std::string line; std::getline(lines, line);) {
    const bool fence = line.starts_with("```");
    if (fence && !inside) {
      document.pieces.push_back({.is_block = true, .block = {line.substr(3), {}}});
    } else if (!fence && inside) {
      document.pieces.back().block.lines.push_back(line);
    } else if (!fence) {
      document.pieces.push_back({.line = line});
    }
    if (fence) inside = !inside;
  }
  return document;
}

std::string PrintDocument(const Document& document) {
  std::string text;
  for (const Document::Piece& piece : document.pieces) {
    if (!piece.is_block) {
      text += piece.line + "\n";
      continue;
    }
    text += "```" + piece.block.info + "\n";
    for (const std::string& line : piece.block.lines) text += line + "\n";
    text += "```\n";
  }
  return text;
}

std::string OutputOf(const std::string& command) {
  constexpr std::string_view kProgram = "proviso ";
  const auto arguments = SplitCommand(std::string_view(command).substr(kProgram.size()));
  if (!arguments) return "(a quote is not closed)\n";
  std::istringstream in;
  std::ostringstream out, err;
  RunCli(*arguments, in, out, err);
  return out.str() + err.str();
}

// The block with each command's real output behind it.
std::vector<std::string> Execute(const Block& block) {
  std::vector<std::string> shown;
  bool run = false;
  for (const std::string& line : block.lines) {
    if (line.starts_with("$ ")) {
      shown.push_back(line);
      run = line.starts_with("$ proviso ");
      if (!run) continue;
      std::istringstream output(OutputOf(line.substr(2)));
      for (std::string printed; std::getline(output, printed);) shown.push_back(printed);
    } else if (!run) {
      shown.push_back(line);
    }
  }
  return shown;
}

std::string Joined(const std::vector<std::string>& lines) {
  std::string text;
  for (const std::string& line : lines) text += line + "\n";
  return text;
}

class DocumentTest : public testing::Test {
 public:
  DocumentTest(fs::path path, bool in_place) : path_(std::move(path)), in_place_(in_place) {}

  void TestBody() override {
    Document document = ParseDocument(ReadWholeFile(path_.string()).value_or(""));
    const WorkingFolder folder;
    if (in_place_) fs::current_path(path_.parent_path());
    const bool update = std::getenv("PROVISO_UPDATE_CASES") != nullptr;
    std::size_t commands = 0;
    for (Document::Piece& piece : document.pieces) {
      const std::size_t file = piece.block.info.find(" file=");
      if (piece.is_block && file != std::string::npos && !in_place_) {
        WriteWholeFile(piece.block.info.substr(file + 6), Joined(piece.block.lines));
      }
      if (!piece.is_block || piece.block.info != "console") continue;
      ++commands;
      std::vector<std::string> shown = Execute(piece.block);
      if (update) {
        piece.block.lines = std::move(shown);
      } else {
        EXPECT_EQ(Joined(piece.block.lines), Joined(shown)) << path_;
      }
    }
    if (update && commands > 0) WriteWholeFile(path_.string(), PrintDocument(document));
  }

 private:
  fs::path path_;
  bool in_place_;
};

// docs/policies.md is written by the program, whole.
TEST(generated, PoliciesAreWhatTheProgramLists) {
  const fs::path path = fs::path(PROVISO_SOURCE_DIR) / "docs" / "policies.md";
  const std::string listed = OutputOf("proviso list clauses -f markdown");
  if (std::getenv("PROVISO_UPDATE_CASES") != nullptr) WriteWholeFile(path.string(), listed);
  EXPECT_EQ(ReadWholeFile(path.string()).value_or(""), listed) << "write it anew with PROVISO_UPDATE_CASES=1";
}

void RegisterDocument(const fs::path& path, bool in_place) {
  const std::string name = fs::relative(path, PROVISO_SOURCE_DIR).string();
  testing::RegisterTest("documents", name.c_str(), nullptr, nullptr, __FILE__, __LINE__,
                        [path, in_place]() -> testing::Test* { return new DocumentTest(path, in_place); });
}

void RegisterDocuments() {
  const fs::path root = PROVISO_SOURCE_DIR;
  std::vector<fs::path> documents = {root / "README.md"};
  for (const fs::directory_entry& entry : fs::directory_iterator(root / "docs")) {
    if (entry.path().extension() == ".md") documents.push_back(entry.path());
  }
  std::ranges::sort(documents);
  for (const fs::path& path : documents) RegisterDocument(path, false);
  std::vector<fs::path> examples;
  for (const fs::directory_entry& entry : fs::directory_iterator(root / "examples")) {
    if (fs::exists(entry.path() / "README.md")) examples.push_back(entry.path() / "README.md");
  }
  std::ranges::sort(examples);
  examples.push_back(root / "tests" / "accuracy" / "README.md");
  for (const fs::path& path : examples) RegisterDocument(path, true);
}

}  // namespace
}  // namespace proviso

int main(int argc, char** argv) {
  testing::InitGoogleTest(&argc, argv);
  proviso::RegisterDocuments();
  return RUN_ALL_TESTS();
}
