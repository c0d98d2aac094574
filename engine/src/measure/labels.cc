#include <algorithm>
#include <map>
#include <set>

#include "base/codes.h"
#include "proviso/measure.h"
#include "proviso/near.h"
#include "syntax/yaml.h"

namespace proviso {
namespace {

std::string Help(const std::string& near, std::string otherwise) { return near.empty() ? std::move(otherwise) : near; }

class LabelReader {
 public:
  LabelReader(std::span<const std::string> known, Diagnostics& out) : known_(known), out_(out) {}

  void ReadFile(const Source& source, std::size_t index) {
    const std::optional<Value> tree = ParseYaml(source, index, {}, out_);
    if (!tree) return;
    if (tree->kind != Value::Kind::kList) {
      WrongShape(tree->span, "a label file is a list of `{id, yes, unclear, denied}`");
      return;
    }
    if (tree->items.empty())
      out_.Error(code::kEmptyFile, tree->span, "no label stands here", "add one, or leave out the file");
    for (const Value& item : tree->items) ReadEntry(item);
  }

  std::vector<DescriptorLabels> labels;

 private:
  void WrongShape(Span span, std::string message) {
    out_.Error(code::kWrongShape, span, std::move(message), "write it as `- {id: ID, yes: [SIGNAL]}`");
  }

  void ReadEntry(const Value& item) {
    if (item.kind != Value::Kind::kObject)
      return WrongShape(item.span, "a label is a mapping: `{id, yes, unclear, denied}`");
    static const std::vector<std::string> kKeys = {"id", "yes", "unclear", "denied", "kind", "text"};
    DescriptorLabels entry;
    std::map<std::string, Span> seen;
    for (const Member& member : item.members) {
      if (member.key == "id") {
        ReadId(member.value, entry);
      } else if (member.key == "yes") {
        ReadSignals(member, Verdict::kYes, seen, entry);
      } else if (member.key == "unclear") {
        ReadSignals(member, Verdict::kUnclear, seen, entry);
      } else if (member.key == "denied") {
        ReadSignals(member, Verdict::kDenied, seen, entry);
      } else if (member.key != "kind" && member.key != "text") {
        out_.Error(
            code::kUnknownKey, member.key_span, "a label has no key `" + member.key + "`",
            Help(DidYouMean(member.key, kKeys), "there are `id`, `yes`, `unclear`, `denied`, `kind` and `text`"));
      }
    }
    for (const char* key : {"id", "yes"}) {
      if (item.Find(key) != nullptr) continue;
      out_.Error(code::kMissingKey, item.members.empty() ? item.span : item.members.front().key_span,
                 "a label needs `" + std::string(key) + "`",
                 "write it as `- {id: ID, yes: [SIGNAL]}`; `yes: []` for none");
    }
    if (!entry.id.empty()) labels.push_back(std::move(entry));
  }

  void ReadId(const Value& value, DescriptorLabels& entry) {
    if (value.kind != Value::Kind::kText || value.text.empty())
      return WrongShape(value.span, "`id` is a text: the id of a descriptor");
    entry.id = value.text;
    entry.span = value.span;
    const auto [first, is_new] = ids_.emplace(value.text, value.span);
    if (is_new) return;
    out_.Error(code::kDuplicateId, value.span, "`" + value.text + "` is labelled twice",
               "keep one label of each descriptor")
        .labels.push_back({first->second, "first labelled here"});
  }

  void ReadSignals(const Member& member, Verdict verdict, std::map<std::string, Span>& seen, DescriptorLabels& entry) {
    if (member.value.kind != Value::Kind::kList)
      return WrongShape(member.value.span, "`" + member.key + "` is a list of signals");
    for (const Value& item : member.value.items) {
      if (item.kind != Value::Kind::kText) {
        WrongShape(item.span, "a signal is a text");
        continue;
      }
      if (std::find(known_.begin(), known_.end(), item.text) == known_.end()) {
        out_.Error(code::kUnknownSignal, item.span, "there is no signal `" + item.text + "`",
                   Help(DidYouMean(item.text, known_), "`proviso list signals` tells what there is"));
        continue;
      }
      const auto [first, is_new] = seen.emplace(item.text, item.span);
      if (is_new) {
        entry.signals.push_back({item.text, verdict, item.span});
        continue;
      }
      out_.Error(code::kRepeatedLabel, item.span, "`" + item.text + "` is labelled twice for one descriptor",
                 "keep the one that is right")
          .labels.push_back({first->second, "first labelled here"});
    }
  }

  std::span<const std::string> known_;
  Diagnostics& out_;
  std::map<std::string, Span> ids_;
};

}  // namespace

std::vector<DescriptorLabels> ReadLabels(std::span<const Source> sources, std::span<const std::string> known,
                                         Diagnostics& out) {
  LabelReader reader(known, out);
  for (std::size_t i = 0; i < sources.size(); ++i) reader.ReadFile(sources[i], i);
  return std::move(reader.labels);
}

void CheckLabelledIds(std::span<const DescriptorLabels> labels, std::span<const std::string> ids, Diagnostics& out) {
  const std::set<std::string_view> known(ids.begin(), ids.end());
  for (const DescriptorLabels& entry : labels) {
    if (known.contains(entry.id)) continue;
    out.Error(code::kUnknownDescriptor, entry.span, "no descriptor has the id `" + entry.id + "`",
              Help(DidYouMean(entry.id, ids), "name the file of that descriptor too"));
  }
}

}  // namespace proviso
