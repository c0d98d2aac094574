// The least that a program must do that reads declarations and finds vocabulary in their texts: map the file, cut it
// into chunks and lines, parse each line, take out the id and the text fields, look whether a text is ASCII, find every
// match with its place, write a line of JSON for each declaration. No rules, no terms, no denials, no normalisation, no
// errors worth the name. What Proviso costs is told as a multiple of this.
//
//   floor --clauses FILE [--threads N] [--stage split|parse|ascii|match|emit] [--output FILE] [--verify N] DATA
//
// FILE comes from bench/clauses. The stages are cumulative. Results do not depend on the number of threads.
#include <fcntl.h>
#include <simdjson.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <atomic>
#include <chrono>
#include <condition_variable>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <ctime>
#include <mutex>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

#include "floor_matcher.h"

namespace {

using namespace yardstick;
using simdjson::ondemand::parser;

enum Stage { kSplit, kParse, kAscii, kMatch, kEmit };
constexpr const char* kStages[] = {"split", "parse", "ascii", "match", "emit"};
constexpr std::string_view kFields[] = {"name", "purpose", "outputs"};
constexpr std::size_t kFieldCount = std::size(kFields);

struct Totals {
  std::size_t records = 0, hits = 0, bytes_of_text = 0, beyond_ascii = 0, bytes_out = 0, asked = 0;
};

struct Worker {
  parser reader;
  Scratch scratch;
  std::string out;
  std::vector<char> last;  // the end of the file, copied where it can be padded
  Totals totals;
};

struct Declaration {
  std::string_view id;  // as it stands, with its quotes
  std::array<std::string_view, kFieldCount> texts;
};

void Append(std::string& out, std::size_t number) {
  char digits[24];
  int at = 24;
  do digits[--at] = static_cast<char>('0' + number % 10);
  while ((number /= 10) != 0);
  out.append(digits + at, static_cast<std::size_t>(24 - at));
}

// The line must be followed by simdjson's padding. The rest of the object behind the last of these keys is not looked
// at.
Declaration Read(parser& reader, const char* line, std::size_t size, std::size_t readable) {
  if (size < kShortestLine) Die("a line is too short for a declaration that is worth measuring");
  Declaration declaration;
  simdjson::ondemand::document document;
  if (reader.iterate(line, size, readable).get(document) != simdjson::SUCCESS) Die("a line is no JSON");
  simdjson::ondemand::object object = Must(document.get_object(), "an object");
  std::size_t open = 1 + kFieldCount;
  for (auto member : object) {
    const std::string_view key = Must(member.unescaped_key(), "a key");
    if (key == "id") {
      declaration.id = member.value().raw_json_token();
      while (!declaration.id.ends_with('"')) declaration.id.remove_suffix(1);
      --open;
    } else {
      for (std::size_t field = 0; field < kFieldCount; ++field)
        if (key == kFields[field]) {
          declaration.texts[field] = Must(member.value().get_string(), "a text");
          --open;
        }
    }
    if (open == 0) break;
  }
  return declaration;
}

void Run(Worker& worker, const Matcher* matcher, const char* at, const char* end, const char* readable, Stage stage) {
  Totals& totals = worker.totals;
  std::string& out = worker.out;
  while (at < end) {
    const auto* line_end = static_cast<const char*>(std::memchr(at, '\n', static_cast<std::size_t>(end - at)));
    if (line_end == nullptr) line_end = end;
    const char* line = at;
    at = line_end + 1;
    ++totals.records;
    if (stage == kSplit) continue;
    const auto size = static_cast<std::size_t>(line_end - line);
    const Declaration declaration = Read(worker.reader, line, size, static_cast<std::size_t>(readable - line));
    for (const std::string_view text : declaration.texts) totals.bytes_of_text += text.size();
    if (stage == kParse) continue;
    bool is_ascii = true;
    for (const std::string_view text : declaration.texts) is_ascii = IsAscii(text) && is_ascii;
    totals.beyond_ascii += !is_ascii;
    if (stage == kAscii) continue;
    if (stage == kEmit) out.append("{\"id\":").append(declaration.id).append(",\"hits\":[");
    bool is_first = true;
    for (std::size_t field = 0; field < kFieldCount; ++field)
      matcher->Find(
          declaration.texts[field], worker.scratch, [&](std::uint32_t rule, std::size_t begin, std::size_t to) {
            ++totals.hits;
            if (stage != kEmit) return;
            out.append(is_first ? "{\"rule\":\"" : ",{\"rule\":\"").append(matcher->Id(rule)).append("\",\"field\":\"");
            is_first = false;
            out.append(kFields[field]).append("\",\"start\":");
            Append(out, begin);
            out.append(",\"end\":");
            Append(out, to);
            out.append("}");
          });
    if (stage == kEmit) out.append("]}\n");
  }
}

class Mapped {
 public:
  explicit Mapped(const std::string& path) {
    const int file = open(path.c_str(), O_RDONLY);
    struct stat status {};
    if (file < 0 || fstat(file, &status) != 0 || status.st_size == 0) Die("cannot read " + path);
    size_ = static_cast<std::size_t>(status.st_size);
    void* mapped = mmap(nullptr, size_, PROT_READ, MAP_PRIVATE, file, 0);
    if (mapped == MAP_FAILED) Die("cannot map " + path);
    data_ = static_cast<const char*>(mapped);
    close(file);
  }
  const char* begin() const { return data_; }
  const char* end() const { return data_ + size_; }
  std::size_t size() const { return size_; }
  // The first line's start at or behind `at`.
  const char* LineFrom(std::size_t at) const {
    if (at == 0) return data_;
    if (at >= size_) return end();
    const auto* found = static_cast<const char*>(std::memchr(data_ + at - 1, '\n', size_ - at + 1));
    return found == nullptr ? end() : found + 1;
  }

 private:
  const char* data_ = nullptr;
  std::size_t size_ = 0;
};

std::vector<std::string> Texts(const Mapped& file, std::size_t records) {
  std::vector<std::string> texts;
  parser reader;
  const char* at = file.begin();
  for (; records > 0 && at < file.end(); --records) {
    const auto* end = static_cast<const char*>(std::memchr(at, '\n', static_cast<std::size_t>(file.end() - at)));
    if (end == nullptr) end = file.end();
    std::string line(at, end);
    line.resize(line.size() + simdjson::SIMDJSON_PADDING, ' ');
    const Declaration declaration = Read(reader, line.data(), static_cast<std::size_t>(end - at), line.size());
    for (const std::string_view text : declaration.texts) {
      texts.emplace_back(text);
      texts.back().resize(text.size() + kSlack, '\0');
    }
    at = end + 1;
  }
  return texts;
}

Totals Process(const Mapped& file, const Matcher* matcher, Stage stage, int threads, int output) {
  constexpr std::size_t kChunk = std::size_t{1} << 20;
  const std::size_t chunks = (file.size() + kChunk - 1) / kChunk;
  std::atomic<std::size_t> next{0};
  std::mutex mutex;
  std::condition_variable changed;
  std::size_t turn = 0;  // chunks are written in order
  Totals totals;
  const auto work = [&] {
    Worker worker;
    Matcher::asked_ = 0;
    for (std::size_t chunk = next++; chunk < chunks; chunk = next++) {
      const char* begin = file.LineFrom(chunk * kChunk);
      const char* end = file.LineFrom((chunk + 1) * kChunk);
      const char* readable = file.end();
      if (static_cast<std::size_t>(readable - end) < simdjson::SIMDJSON_PADDING) {
        worker.last.assign(begin, end);
        worker.last.resize(worker.last.size() + simdjson::SIMDJSON_PADDING, ' ');
        end = worker.last.data() + (end - begin);
        begin = worker.last.data();
        readable = worker.last.data() + worker.last.size();
      }
      worker.out.clear();
      Run(worker, matcher, begin, end, readable, stage);
      if (stage != kEmit) continue;
      std::unique_lock<std::mutex> lock(mutex);
      changed.wait(lock, [&] { return turn == chunk; });
      for (std::size_t at = 0; at < worker.out.size();) {
        const ssize_t wrote = write(output, worker.out.data() + at, worker.out.size() - at);
        if (wrote <= 0) Die("cannot write");
        at += static_cast<std::size_t>(wrote);
      }
      worker.totals.bytes_out += worker.out.size();
      ++turn;
      changed.notify_all();
    }
    const std::lock_guard<std::mutex> lock(mutex);
    totals.records += worker.totals.records;
    totals.hits += worker.totals.hits;
    totals.bytes_of_text += worker.totals.bytes_of_text;
    totals.beyond_ascii += worker.totals.beyond_ascii;
    totals.bytes_out += worker.totals.bytes_out;
    totals.asked += Matcher::asked_;
  };
  if (threads == 1) {
    work();
  } else {
    std::vector<std::thread> running;
    for (int i = 0; i < threads; ++i) running.emplace_back(work);
    for (std::thread& thread : running) thread.join();
  }
  return totals;
}

// Whether the matcher finds in the first records just what RE2 alone finds.
bool Verify(const Matcher& matcher, const Mapped& file, std::size_t records) {
  using Hit = std::tuple<std::uint32_t, std::size_t, std::size_t>;
  Scratch scratch;
  std::size_t hits = 0, wrong = 0;
  for (const std::string& padded : Texts(file, records)) {
    const std::string_view text(padded.data(), padded.size() - kSlack);
    std::vector<Hit> quick, plain;
    matcher.Find(text, scratch, [&](std::uint32_t r, std::size_t b, std::size_t e) { quick.emplace_back(r, b, e); });
    matcher.FindPlainly(text, [&](std::uint32_t r, std::size_t b, std::size_t e) { plain.emplace_back(r, b, e); });
    std::sort(quick.begin(), quick.end());
    std::sort(plain.begin(), plain.end());
    hits += plain.size();
    if (quick == plain) continue;
    if (++wrong > 5) continue;
    std::vector<Hit> differ;
    std::set_symmetric_difference(quick.begin(), quick.end(), plain.begin(), plain.end(), std::back_inserter(differ));
    const auto [rule, begin, end] = differ.front();
    std::fprintf(stderr, "floor: %s differs at %zu-%zu of: %.*s\n", matcher.Id(rule).c_str(), begin, end,
                 static_cast<int>(text.size()), text.data());
  }
  std::printf("verified %zu records: %zu hits, %zu texts differ from RE2 alone\n", records, hits, wrong);
  return wrong == 0;
}

double Cpu() {
  timespec now{};
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
  return static_cast<double>(now.tv_sec) + static_cast<double>(now.tv_nsec) * 1e-9;
}

double Wall() { return std::chrono::duration<double>(std::chrono::steady_clock::now().time_since_epoch()).count(); }

}  // namespace

int main(int argc, char** argv) {
  std::string clauses, data, output = "/dev/null";
  Stage stage = kEmit;
  int threads = 1;
  std::size_t verify = 0;
  for (int i = 1; i < argc; ++i) {
    const std::string_view option = argv[i];
    const auto value = [&]() -> std::string {
      if (i + 1 >= argc) Die(std::string(option) + " wants a value");
      return argv[++i];
    };
    if (option == "--clauses") {
      clauses = value();
    } else if (option == "--threads") {
      threads = std::max(1, std::atoi(value().c_str()));
    } else if (option == "--output") {
      output = value();
    } else if (option == "--verify") {
      verify = static_cast<std::size_t>(std::atol(value().c_str()));
    } else if (option == "--stage") {
      const std::string name = value();
      const auto* found = std::find(std::begin(kStages), std::end(kStages), name);
      if (found == std::end(kStages)) Die("no stage `" + name + "`");
      stage = static_cast<Stage>(found - std::begin(kStages));
    } else if (option.starts_with("--") || !data.empty()) {
      Die("unknown argument `" + std::string(option) + "`");
    } else {
      data = option;
    }
  }
  if (data.empty()) Die("which declarations?");
  if (clauses.empty() && (stage >= kMatch || verify > 0)) Die("--clauses FILE is needed to match");

  const Mapped file(data);
  const double built_from = Cpu();
  std::unique_ptr<Matcher> matcher;
  if (!clauses.empty()) {
    matcher = std::make_unique<Matcher>(clauses);
  }
  const double built = Cpu() - built_from;
  if (verify > 0) return Verify(*matcher, file, verify) ? 0 : 1;

  const int out = stage == kEmit ? open(output.c_str(), O_WRONLY | O_CREAT | O_TRUNC, 0644) : -1;
  if (stage == kEmit && out < 0) Die("cannot write " + output);
  const double cpu_from = Cpu(), wall_from = Wall();
  const Totals totals = Process(file, matcher.get(), stage, threads, out);
  const double cpu = Cpu() - cpu_from, wall = Wall() - wall_from;
  const auto records = static_cast<double>(std::max<std::size_t>(1, totals.records));
  std::printf("stage %s, %d thread%s, %zu patterns (%zu without literals), built in %.3f s\n", kStages[stage], threads,
              threads == 1 ? "" : "s", matcher ? matcher->size() : 0, matcher ? matcher->unaided() : 0, built);
  std::printf("%zu records, %zu hits, %.0f bytes of text a record, %.1f %% beyond ASCII, RE2 asked %zu times\n",
              totals.records, totals.hits, static_cast<double>(totals.bytes_of_text) / records,
              100.0 * static_cast<double>(totals.beyond_ascii) / records, totals.asked);
  std::printf("cpu %.3f us/record, wall %.3f s, %.0f records/s, %.1f MB/s in, %.1f MB out\n", cpu / records * 1e6, wall,
              records / wall, static_cast<double>(file.size()) / wall / 1e6,
              static_cast<double>(totals.bytes_out) / 1e6);
  return 0;
}
