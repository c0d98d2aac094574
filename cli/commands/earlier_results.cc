#include "commands/earlier_results.h"

#include <nlohmann/json.hpp>
#include <utility>

#include "proviso/printable.h"
#include "report/json.h"
#include "report/report.h"
#include "usage_error.h"

namespace proviso {
namespace {

// What the line of a record begins with, up to its decision.
std::string HeadOf(const InputRecord& input) {
  Result result;
  result.source = input.record.source;
  result.span = input.record.span;
  result.whole_input = input.no_place;
  nlohmann::ordered_json head;
  const std::string& id = input.record.id;
  head["descriptor"] = input.record.descriptor || !id.empty() ? nlohmann::ordered_json(id) : nullptr;
  head["source"] = SourceToJson(result);
  std::string text = Dump(head, -1);
  text.pop_back();
  return text + ",\"decision\":\"";
}

// The decision that a line tells behind its head; it must fit what could be read of the record.
std::optional<Decision> DecisionOf(std::string_view line, const InputRecord& input) {
  const std::string head = HeadOf(input);
  if (!line.starts_with(head) || !line.ends_with("}\n")) return std::nullopt;
  line.remove_prefix(head.size());
  line = line.substr(0, line.find('"'));
  for (const Decision decision :
       {Decision::kInvalid, Decision::kDeny, Decision::kAsk, Decision::kReview, Decision::kAllow}) {
    if (line != ToString(decision)) continue;
    if (!input.record.descriptor && decision != Decision::kInvalid) return std::nullopt;
    return decision;
  }
  return std::nullopt;
}

std::string NameOf(const InputRecord& input) {
  const std::string place =
      input.no_place ? Printable(input.record.source->name()) : PlaceOf(*input.record.source, input.record.span.begin);
  return input.record.id.empty() ? place : "`" + input.record.id + "` at " + place;
}

}  // namespace

EarlierResults::EarlierResults(const std::string& path) : path_(path), stream_(OpenFileStream(path)) {
  FindLine();
  if (!stream_->problem().empty())
    throw UsageError("cannot resume from `" + path + "`: " + stream_->problem(),
                     "leave --resume out to begin from the beginning");
}

bool EarlierResults::FindLine() {
  constexpr std::size_t kPiece = std::size_t{256} << 10;
  if (end_ > at_) return true;
  std::size_t searched = at_;
  while (true) {
    const std::size_t found = buffer_.find('\n', searched);
    if (found != std::string::npos) {
      end_ = found + 1;
      return true;
    }
    buffer_.erase(0, at_);
    end_ = at_ = 0;
    searched = buffer_.size();
    if (!stream_->Read(kPiece, buffer_)) return false;
  }
}

bool EarlierResults::AtEnd() { return !FindLine(); }

std::optional<EarlierResult> EarlierResults::Next(const InputRecord& record) {
  if (AtEnd()) return std::nullopt;
  EarlierResult earlier{.line = buffer_.substr(at_, end_ - at_), .number = ++told_};
  at_ = end_;
  const auto decision = DecisionOf(earlier.line, record);
  if (!decision) {
    throw UsageError("cannot resume from `" + path_ + "`: its line " + std::to_string(earlier.number) +
                         " is no result of " + NameOf(record) + ", which is the next of the input",
                     "name the same inputs, in the same order, as the run that wrote it; or leave --resume out");
  }
  earlier.decision = *decision;
  earlier.sample = told_ <= kFirst || told_ % kSampled == 0 || AtEnd();
  return earlier;
}

void EarlierResults::Compare(const EarlierResult& earlier, const std::string& now, const InputRecord& record) const {
  if (earlier.line == now) return;
  throw UsageError("cannot resume from `" + path_ + "`: its line " + std::to_string(earlier.number) +
                       " is not what this run says of " + NameOf(record),
                   "use the version, rules, --as-of and options of the run that wrote it; or leave --resume out");
}

}  // namespace proviso
