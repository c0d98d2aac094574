#include <algorithm>
#include <memory>
#include <mutex>
#include <optional>
#include <utility>
#include <vector>

#include "commands/commands.h"
#include "commands/pipeline.h"
#include "commands/portfolio.h"
#include "exit_code.h"
#include "interrupt.h"
#include "proviso/printable.h"
#include "report/layout.h"
#include "report/profile.h"
#include "usage_error.h"

namespace proviso {
namespace {

const ReportFormat& FormatNamed(const std::string& name) {
  for (const ReportFormat& format : CheckFormats()) {
    if (format.name == name) return format;
  }
  return CheckFormats().front();  // not reached: the options were checked against the same table
}

class CheckRun {
 public:
  explicit CheckRun(const Session& session)
      : session_(session),
        portfolio_(session),
        report_(FormatNamed(session.options.format).make(portfolio_.MakeRun())) {
    if (!session.options.resume.empty()) earlier_.emplace(session.options.resume);
    output_.emplace(session);
  }

  int Run() {
    RunPipeline(session_.options.jobs,
                {.read = [&](const auto& sink) { all_read_ = portfolio_.ReadWindows(interrupt_, sink); },
                 .parse = [&](Batch& batch) { Parse(batch); },
                 .order = [&](Batch& batch) { Order(batch); },
                 .make_judge = [&] { return MakeJudge(); },
                 .write = [&](Batch& batch, bool more) { return Write(batch, more); },
                 .stop = [&] { interrupt_.Stop(); }});
    if (!output_->ok()) output_->Finish();  // throws
    Summary& summary = portfolio_.summary();
    summary.interrupted = !all_read_;
    const bool nothing_new = earlier_ ? !earlier_->AtEnd() : summary.all() == 0;
    if (summary.interrupted && nothing_new && !session_.options.output.empty()) {
      Say(session_, "interrupted before anything new was judged; `" + session_.options.output + "` is as it was");
      return kIncomplete;
    }
    if (!summary.interrupted) {
      portfolio_.EndOrder();
      RefuseLeftOver();
    }
    output_->Write((begun_ ? "" : report_->Begin()) + report_->End(summary), false);
    output_->Finish();
    if (summary.interrupted) TellInterrupted();
    if (session_.options.profile) session_.err << ProfileText(TakeProfile());
    return portfolio_.Close();
  }

 private:
  void Parse(Batch& batch) {
    Window window = std::exchange(batch.window, {});
    batch.window.input = window.input;
    batch.window.last = window.last;
    batch.window.size = window.size;
    batch.window.cut.end = window.cut.end;
    batch.records = portfolio_.ReadRecords(std::move(window));
  }

  void Order(Batch& batch) {
    portfolio_.Order(batch.records, batch.window.input, batch.window.last);
    if (!earlier_) return;
    for (const InputRecord& record : batch.records) {
      auto result = earlier_->Next(record);
      if (!result) return;
      batch.earlier.push_back(*std::move(result));
    }
  }

  std::function<void(Batch&)> MakeJudge() {
    const auto evaluator = std::make_shared<Evaluator>(portfolio_.ruleset(), portfolio_.evaluate_options());
    if (session_.options.profile) {
      const std::scoped_lock lock(profiled_mutex_);
      profiled_.push_back(evaluator);
    }
    return [this, evaluator](Batch& batch) {
      for (std::size_t i = 0; i < batch.records.size(); ++i) {
        if (i > 0) batch.bytes += report_->Between();
        const EarlierResult* const earlier = i < batch.earlier.size() ? &batch.earlier[i] : nullptr;
        batch.bytes += Judge(batch.records[i], earlier, *evaluator, batch.summary);
        if (i + 1 == batch.records.size()) batch.last_place = LineOf(batch.records[i]);
        batch.records[i].record = {};
      }
      batch.records.clear();
    };
  }

  Profile TakeProfile() {
    Profile sum;
    for (const std::shared_ptr<Evaluator>& evaluator : profiled_) Add(sum, evaluator->TakeProfile());
    return sum;
  }

  std::string Judge(const InputRecord& record, const EarlierResult* earlier, Evaluator& evaluator, Summary& summary) {
    if (earlier != nullptr && !earlier->sample) {
      summary.Count(earlier->decision);
      return earlier->line;
    }
    const Result result = MakeResult(record, evaluator);
    summary.Count(result);
    std::string bytes = report_->Render(result);
    if (earlier != nullptr) earlier_->Compare(*earlier, bytes, record);
    return bytes;
  }

  static std::string LineOf(const InputRecord& record) {
    const Source& source = *record.record.source;
    std::string place = Printable(source.name());
    if (!record.no_place) place += ":" + std::to_string(source.At(record.record.span.begin).line);
    return place;
  }

  bool Write(Batch& batch, bool more) {
    if (!batch.bytes.empty()) {
      std::string_view before = report_->Between();
      std::string begin;
      if (!std::exchange(begun_, true)) before = begin = report_->Begin();
      output_->Write(before, false);
      output_->Write(batch.bytes, !more);
      last_place_ = std::move(batch.last_place);
    }
    portfolio_.summary().Add(batch.summary);
    reached_ = batch.window.input;
    finished_ = batch.window.last;
    reached_bytes_ = batch.window.cut.end;
    size_ = batch.window.size;
    return output_->ok();
  }

  void RefuseLeftOver() {
    if (!earlier_ || earlier_->AtEnd()) return;
    throw UsageError("cannot resume from `" + session_.options.resume + "`: it holds more than the " +
                         Count(earlier_->told(), "result") + " of these inputs",
                     "name the same inputs, in the same order, as the run that wrote it");
  }

  // What was done and what was not, as exactly as it is known.
  void TellInterrupted() {
    const std::vector<Input>& all = portfolio_.inputs().all;
    const std::size_t count = portfolio_.summary().all();
    std::string text = "interrupted: " + Count(count, "descriptor") + (count == 1 ? " was" : " were") + " judged";
    if (count > 0) text += ", the last at " + last_place_;
    std::size_t unread = all.size() - (count > 0 ? reached_ + 1 : 0);
    std::string rest;
    if (count > 0 && !finished_) {
      rest = "what stands behind it in `" + all[reached_].path + "`";
      if (reached_bytes_ > 0 && size_) {
        rest += " (" + std::to_string(*size_ - std::min(*size_, reached_bytes_)) + " of " + std::to_string(*size_) +
                " bytes)";
      }
    }
    if (unread > 0) rest += (rest.empty() ? "" : ", and ") + Count(unread, count > 0 ? "further input" : "input");
    Say(session_, text + "; " + rest + (unread + (rest.starts_with("what") ? 1 : 0) == 1 ? " was not" : " were not"));
    if (session_.options.format == "ndjson" && !session_.options.output.empty()) {
      Say(session_, "to go on, give the same command with --resume " + session_.options.output + " --as-of " +
                        ToString(session_.options.as_of));
    }
  }

  const Session& session_;
  Portfolio portfolio_;
  const std::unique_ptr<Report> report_;
  std::optional<EarlierResults> earlier_;
  std::optional<Output> output_;
  Interrupt interrupt_;
  bool all_read_ = false;  // the reader's thread, until that has ended

  // Those of all threads, which are asked what they cost when the threads have ended.
  std::mutex profiled_mutex_;
  std::vector<std::shared_ptr<Evaluator>> profiled_;

  // Of what was written.
  bool begun_ = false;  // a run that evaluates nothing prints nothing
  std::string last_place_;
  std::size_t reached_ = 0;  // the input
  bool finished_ = false;    // all of it
  std::size_t reached_bytes_ = 0;
  std::optional<std::size_t> size_;
};

int RunCheck(const Session& session) { return CheckRun(session).Run(); }

}  // namespace

Command CheckCommand() {
  CommandSyntax syntax{
      .name = "check",
      .operands = "DESCRIPTOR...",
      .summary = "Decides whether declared workloads keep to the policies: deny, ask, review or allow.",
      .details =
          "A DESCRIPTOR is a file (YAML, JSON, NDJSON; CSV with --map), a folder of them, or - for standard input. "
          "Exit code: 0 nothing at or above --fail-on, 1 something is, 2 nothing was evaluated, "
          "3 some descriptors could not be read.",
      .examples =
          "  proviso check workload.yaml\n"
          "  proviso check --policy policies/ --fail-on ask declarations/\n"
          "  proviso check --map omb-2024 -f ndjson -o results.ndjson inventory.csv\n"
          "  proviso check --only 'microsoft-*/mass-*' -f json - < workload.json\n",
      .formats = {},
      .reads_descriptors = true,
      .resumes = true,
      .profiles = true,
  };
  for (const ReportFormat& format : CheckFormats()) syntax.formats.push_back(format.name);
  return {std::move(syntax), &RunCheck};
}

}  // namespace proviso
