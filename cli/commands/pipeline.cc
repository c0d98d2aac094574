#include "commands/pipeline.h"

#include <condition_variable>
#include <deque>
#include <mutex>
#include <new>
#include <thread>
#include <utility>
#include <vector>

namespace proviso {
namespace {

constexpr std::size_t kChunkRecords = 32;
constexpr std::size_t kChunksPerJob = 4;

struct Work {
  Record record;
  bool whole_input = false;
};

// Records that one thread evaluates in one go. `done` is guarded by the pipeline's mutex; the rest belongs to one
// thread at a time: the caller's, then a worker's, then the caller's again.
struct Chunk {
  std::vector<Work> work;
  std::vector<Result> results;
  bool done = false;
};

}  // namespace

struct Pipeline::State {
  std::function<void(Result)> sink;
  std::size_t most_chunks = 0;
  std::shared_ptr<Chunk> filling = std::make_shared<Chunk>();
  std::deque<std::shared_ptr<Chunk>> under_way;  // in the order of the input; the caller's thread alone

  std::mutex mutex;
  std::condition_variable_any work_there, chunk_done;
  std::deque<std::shared_ptr<Chunk>> waiting;  // guarded by mutex

  std::vector<std::jthread> workers;  // last, so that they end before what they use

  void Run(std::stop_token stop, const Ruleset& ruleset, const EvaluateOptions& options) {
    Evaluator evaluator(ruleset, options);
    while (true) {
      std::shared_ptr<Chunk> chunk;
      {
        std::unique_lock lock(mutex);
        work_there.wait(lock, stop, [&] { return !waiting.empty(); });
        if (stop.stop_requested()) return;
        chunk = std::move(waiting.front());
        waiting.pop_front();
      }
      for (const Work& work : chunk->work)
        chunk->results.push_back(MakeResult(work.record, work.whole_input, evaluator));
      chunk->work.clear();
      {
        const std::scoped_lock lock(mutex);
        chunk->done = true;
      }
      chunk_done.notify_one();
    }
  }

  void Start() {
    if (filling->work.empty()) return;
    under_way.push_back(filling);
    {
      const std::scoped_lock lock(mutex);
      waiting.push_back(std::exchange(filling, std::make_shared<Chunk>()));
    }
    work_there.notify_one();
  }

  // Hands on the oldest chunks until at most `most` are under way.
  void Drain(std::size_t most) {
    while (under_way.size() > most) {
      const std::shared_ptr<Chunk> chunk = std::move(under_way.front());
      under_way.pop_front();
      {
        std::unique_lock lock(mutex);
        chunk_done.wait(lock, [&] { return chunk->done; });
      }
      for (Result& result : chunk->results) sink(std::move(result));
    }
  }
};

Pipeline::Pipeline(const Ruleset& ruleset, const EvaluateOptions& options, std::size_t jobs,
                   std::function<void(Result)> sink)
    : state_(std::make_unique<State>()) {
  state_->sink = std::move(sink);
  state_->most_chunks = kChunksPerJob * jobs;
  for (std::size_t i = 0; i < jobs; ++i) {
    state_->workers.emplace_back(
        [state = state_.get(), ruleset, options](std::stop_token stop) { state->Run(stop, ruleset, options); });
  }
}

Pipeline::~Pipeline() = default;

void Pipeline::Submit(Record record, bool whole_input) {
  state_->filling->work.push_back({std::move(record), whole_input});
  if (state_->filling->work.size() < kChunkRecords) return;
  state_->Start();
  state_->Drain(state_->most_chunks);
}

void Pipeline::Finish() {
  state_->Start();
  state_->Drain(0);
}

Result MakeResult(const Record& record, bool whole_input, Evaluator& evaluator) {
  Result result;
  result.source = record.source;
  result.span = record.span;
  result.whole_input = whole_input;
  if (record.descriptor) {
    try {
      result.assessment = evaluator.Evaluate(*record.descriptor);
    } catch (const std::bad_alloc&) {  // a result like any other: the rest goes on
      result.assessment = {.descriptor = record.descriptor->id};
      result.faults.push_back({"too-large",
                               DiagnosticSeverity::kError,
                               "there is not enough memory to judge this descriptor",
                               record.span,
                               {},
                               "make it smaller"});
    }
  } else {
    result.assessment.descriptor = record.id;
    result.faults = record.faults;
  }
  return result;
}

}  // namespace proviso
