#include "commands/pipeline.h"

#include <condition_variable>
#include <deque>
#include <exception>
#include <memory>
#include <mutex>
#include <new>
#include <thread>
#include <utility>

namespace proviso {
namespace {

constexpr std::size_t kBatchesPerJob = 4;
constexpr std::size_t kMostBytes = std::size_t{8} << 20;  // of text under way; a single window may be larger

class Run {
 public:
  Run(std::size_t jobs, const PipelineSteps& steps) : steps_(steps), jobs_(jobs) {}

  void All() {
    {
      // Last in, first out: the workers end before what they use, the reader before the list of workers.
      std::vector<std::jthread> workers;
      const std::jthread reader([&] {
        Guarded([&] { steps_.read([&](Window window) { return HandOn(std::move(window), workers); }); });
        const std::scoped_lock lock(mutex_);
        all_read_ = true;
        work_there_.notify_all();
        done_.notify_all();
      });
      Guarded([&] { WriteAll(); });
    }
    if (fault_) std::rethrow_exception(fault_);
  }

 private:
  // `batch` belongs to one thread at a time: the reader's, a worker's, the caller's. `done` is guarded by the mutex.
  struct Slot {
    Batch batch;
    std::size_t number = 0;
    std::size_t bytes = 0;
    bool done = false;
  };

  template <typename Step>
  void Guarded(const Step& step) {
    try {
      step();
    } catch (...) {
      Stop(std::current_exception());
    }
  }

  void Stop(const std::exception_ptr& fault) {
    {
      const std::scoped_lock lock(mutex_);
      if (!fault_) fault_ = fault;
      stopping_ = true;
      for (std::condition_variable* one : {&work_there_, &turn_, &done_, &room_}) one->notify_all();
    }
    steps_.stop();
  }

  bool HandOn(Window window, std::vector<std::jthread>& workers) {
    auto slot = std::make_shared<Slot>();
    slot->bytes = window.cut.text.size();
    slot->batch.window = std::move(window);
    std::unique_lock lock(mutex_);
    room_.wait(lock, [&] {
      return stopping_ || under_way_.empty() ||
             (under_way_.size() < kBatchesPerJob * jobs_ && bytes_ + slot->bytes <= kMostBytes);
    });
    if (stopping_) return false;
    slot->number = handed_on_++;
    bytes_ += slot->bytes;
    under_way_.push_back(slot);
    waiting_.push_back(std::move(slot));
    const bool too_few = waiting_.size() > idle_ && workers.size() < jobs_;
    lock.unlock();
    work_there_.notify_one();
    if (too_few) workers.emplace_back([&] { Guarded([&] { Work(); }); });
    return true;
  }

  void Work() {
    const std::function<void(Batch&)> judge = steps_.make_judge();
    std::unique_lock lock(mutex_);
    while (true) {
      ++idle_;
      work_there_.wait(lock, [&] { return stopping_ || all_read_ || !waiting_.empty(); });
      --idle_;
      if (stopping_ || waiting_.empty()) return;
      const std::shared_ptr<Slot> slot = std::move(waiting_.front());
      waiting_.pop_front();
      lock.unlock();
      steps_.parse(slot->batch);
      lock.lock();
      turn_.wait(lock, [&] { return stopping_ || ordered_ == slot->number; });
      if (stopping_) return;
      lock.unlock();
      steps_.order(slot->batch);
      lock.lock();
      ++ordered_;
      turn_.notify_all();
      lock.unlock();
      judge(slot->batch);
      lock.lock();
      slot->done = true;
      done_.notify_one();
    }
  }

  void WriteAll() {
    std::unique_lock lock(mutex_);
    while (true) {
      done_.wait(lock, [&] { return stopping_ || (under_way_.empty() ? all_read_ : under_way_.front()->done); });
      if (stopping_ || under_way_.empty()) return;
      const std::shared_ptr<Slot> slot = std::move(under_way_.front());
      under_way_.pop_front();
      bytes_ -= slot->bytes;
      const bool more = !under_way_.empty() && under_way_.front()->done;
      room_.notify_one();
      lock.unlock();
      if (!steps_.write(slot->batch, more)) return Stop(nullptr);
      lock.lock();
    }
  }

  const PipelineSteps& steps_;
  const std::size_t jobs_;

  std::mutex mutex_;  // guards all below
  std::condition_variable work_there_, turn_, done_, room_;
  std::deque<std::shared_ptr<Slot>> waiting_, under_way_;  // in the order of the input
  std::size_t handed_on_ = 0, ordered_ = 0, idle_ = 0, bytes_ = 0;
  bool all_read_ = false, stopping_ = false;
  std::exception_ptr fault_;
};

}  // namespace

void RunPipeline(std::size_t jobs, const PipelineSteps& steps) { Run(jobs, steps).All(); }

Result MakeResult(const InputRecord& input, Evaluator& evaluator) {
  const Record& record = input.record;
  Result result;
  result.source = record.source;
  result.span = record.span;
  result.whole_input = input.no_place;
  if (!record.descriptor) {
    result.assessment.descriptor = record.id;
    result.faults = record.faults;
    return result;
  }
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
    return result;
  }
  if (auto warning = DuplicateWarning(input)) result.assessment.warnings.push_back(*std::move(warning));
  return result;
}

std::optional<Diagnostic> DuplicateWarning(const InputRecord& input) {
  if (input.first_place.empty()) return std::nullopt;
  return Diagnostic{"duplicate-descriptor",
                    DiagnosticSeverity::kWarning,
                    "the id `" + input.record.id + "` was used before, at " + input.first_place,
                    input.record.span,
                    {},
                    "both were evaluated; give each descriptor its own id"};
}

}  // namespace proviso
