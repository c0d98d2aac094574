#include <algorithm>
#include <map>

#include "base/codes.h"
#include "descriptor/json.h"
#include "proviso/measure.h"
#include "proviso/near.h"
#include "syntax/yaml.h"

namespace proviso {
namespace {

std::string Help(const std::string& near, std::string otherwise) { return near.empty() ? std::move(otherwise) : near; }

constexpr std::size_t kMostLabelBytes = std::size_t{64} << 20;
constexpr std::size_t kMostLabelNodes = 5'000'000;
constexpr std::size_t kMostHints = 20;
constexpr std::size_t kMostUnknownIds = 100;

void PutInSource(Value& value, std::size_t index) {
  value.span.source = index;
  for (Value& item : value.items) PutInSource(item, index);
  for (Member& member : value.members) {
    member.key_span.source = index;
    PutInSource(member.value, index);
  }
}

std::optional<Value> ReadJsonTree(const Source& source, std::size_t index, Diagnostics& out) {
  InputLimits limits;
  limits.descriptor_bytes = kMostLabelBytes;
  limits.nodes = kMostLabelNodes;
  JsonReader reader(source, {0, 0, source.text().size()}, limits, nullptr);
  JsonValue read = reader.Read();
  if (!read.broken && !reader.AtEnd()) {
    read.faults.Error(code::kJsonSyntax, {0, reader.at(), source.text().size()}, "something follows the list of labels",
                      "a label file is one list");
    read.value.reset();
  }
  for (Diagnostic& fault : read.faults.all) {
    fault.span.source = index;
    for (Label& label : fault.labels) label.span.source = index;
    out.all.push_back(std::move(fault));
  }
  if (read.value) PutInSource(*read.value, index);
  return std::move(read.value);
}

std::optional<Value> ReadTree(const Source& source, std::size_t index, Diagnostics& out) {
  if (source.text().find_first_not_of(" \t\r\n") == std::string::npos) {
    out.Error(code::kEmptyFile, {index, 0, 0}, "no label stands here", "add one, or leave out the file");
    return std::nullopt;
  }
  const InputFormat format = GuessFormat(source.name(), source.text());
  return format == InputFormat::kJson ? ReadJsonTree(source, index, out) : ParseYaml(source, index, {}, out);
}

class LabelReader {
 public:
  LabelReader(std::span<const std::string> known, Diagnostics& out) : known_(known), out_(out) {}

  void ReadFile(const Source& source, std::size_t index) {
    const std::optional<Value> tree = ReadTree(source, index, out_);
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
    // The ids of tables are mostly numbers.
    if ((value.kind != Value::Kind::kText && value.kind != Value::Kind::kNumber) || value.text.empty())
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

void CheckLabelledIds(std::span<const DescriptorLabels> labels, std::span<const std::string> ids, bool some_unreadable,
                      Diagnostics& out) {
  const auto tell = [&](Span span, std::string message, std::string help) {
    if (some_unreadable) {
      out.Warning(code::kUnknownDescriptor, span, std::move(message), "it may be one of those that could not be read");
    } else {
      out.Error(code::kUnknownDescriptor, span, std::move(message), std::move(help));
    }
  };
  std::map<std::string_view, std::size_t> known;
  for (const std::string& id : ids) ++known[id];
  std::size_t unknown = 0;
  Span first_untold;
  for (const DescriptorLabels& entry : labels) {
    const auto at = known.find(entry.id);
    if (at != known.end() && at->second == 1) continue;
    if (at != known.end()) {
      out.Error(code::kDuplicateDescriptor, entry.span,
                std::to_string(at->second) + " descriptors have the id `" + entry.id + "`",
                "which of them the label is of cannot be told: name each file once, and give each an id of its own");
    } else if (++unknown <= kMostUnknownIds) {
      // To look for near names is slow where there are many of both: the wrong file was named, and no name is near.
      const std::string near = unknown <= kMostHints ? DidYouMean(entry.id, ids) : "";
      tell(entry.span, "no descriptor has the id `" + entry.id + "`",
           Help(near, "name the file of that descriptor too"));
    } else if (unknown == kMostUnknownIds + 1) {
      first_untold = entry.span;
    }
  }
  if (unknown > kMostUnknownIds) {
    tell(first_untold, std::to_string(unknown - kMostUnknownIds) + " more labels have an id that no descriptor has",
         "see whether these are the labels of these descriptors");
  }
}

}  // namespace proviso
