#include "input/seen_ids.h"

#include <unistd.h>

#include <algorithm>
#include <bit>
#include <cerrno>
#include <cstring>
#include <string>
#include <tuple>
#include <utility>

#include "input/byte_stream.h"
#include "input/files.h"
#include "usage_error.h"

namespace proviso {
namespace {

using Entry = SeenIds::Entry;
static_assert(sizeof(Entry) == 32);

constexpr std::size_t kPage = 128;        // entries read at once
constexpr std::size_t kMergedAtOnce = 8;  // files of about one size become one
constexpr std::size_t kBitsPerId = 10;    // one in a hundred new ids is looked up in vain
constexpr int kProbes = 6;
constexpr std::size_t kMostFilters = std::size_t{32} << 20;  // bytes; files beyond are searched each time

auto KeyOf(const Entry& entry) { return std::tie(entry.high, entry.low); }
bool SameId(const Entry& a, const Entry& b) { return KeyOf(a) == KeyOf(b); }
bool Before(const Entry& a, const Entry& b) { return KeyOf(a) < KeyOf(b); }

std::uint64_t Mix(std::uint64_t k) {
  k = (k ^ (k >> 33)) * 0xff51afd7ed558ccd;
  k = (k ^ (k >> 33)) * 0xc4ceb9fe1a85ec53;
  return k ^ (k >> 33);
}

std::uint64_t Word(std::string_view text, std::size_t at) {
  std::uint64_t word = 0;
  for (std::size_t i = 0; i < 8 && at + i < text.size(); ++i)
    word |= std::uint64_t{static_cast<unsigned char>(text[at + i])} << (8 * i);
  return word;
}

class Filter {
 public:
  explicit Filter(std::size_t ids) : bits_((ids * kBitsPerId + 63) / 64 + 1) {}
  void Add(const Entry& entry) {
    for (int i = 0; i < kProbes; ++i) bits_[At(entry, i) / 64] |= std::uint64_t{1} << At(entry, i) % 64;
  }
  bool MayHold(const Entry& entry) const {
    for (int i = 0; i < kProbes; ++i) {
      if ((bits_[At(entry, i) / 64] >> At(entry, i) % 64 & 1) == 0) return false;
    }
    return true;
  }
  std::size_t bytes() const { return bits_.size() * 8; }

 private:
  std::size_t At(const Entry& entry, int probe) const {
    return (entry.low + static_cast<std::uint64_t>(probe) * (entry.high | 1)) % (bits_.size() * 64);
  }
  std::vector<std::uint64_t> bits_;
};

void ReadEntries(int file, std::size_t first, std::size_t count, Entry* to) {
  char* at = reinterpret_cast<char*>(to);
  std::size_t left = count * sizeof(Entry);
  auto offset = static_cast<off_t>(first * sizeof(Entry));
  while (left > 0) {
    const ssize_t got = ::pread(file, at, left, offset);
    if (got < 0 && errno == EINTR) continue;
    if (got <= 0) throw UsageError("cannot read a temporary file: " + SystemReason(got == 0 ? EIO : errno));
    at += got;
    offset += got;
    left -= static_cast<std::size_t>(got);
  }
}

// Entries one after another to a file, and from it.
class EntryWriter {
 public:
  explicit EntryWriter(int file) : file_(file) {}
  bool Put(const Entry& entry) {
    page_.push_back(entry);
    return page_.size() < kPage || Flush();
  }
  bool Flush() {
    const auto* const bytes = reinterpret_cast<const char*>(page_.data());
    if (!WriteAll(file_, {bytes, page_.size() * sizeof(Entry)})) return false;
    page_.clear();
    return true;
  }

 private:
  int file_;
  std::vector<Entry> page_;
};

class EntryReader {
 public:
  EntryReader(int file, std::size_t count) : file_(file), count_(count) { Next(); }
  const Entry* entry() const { return at_ < page_.size() ? &page_[at_] : nullptr; }
  void Next() {
    if (++at_ < page_.size()) return;
    page_.resize(std::min(kPage, count_ - read_));
    ReadEntries(file_, read_, page_.size(), page_.data());
    read_ += page_.size();
    at_ = 0;
  }

 private:
  int file_;
  std::size_t count_, read_ = 0, at_ = 0;
  std::vector<Entry> page_;
};

}  // namespace

struct SeenIds::Run {
  int file = -1;
  std::size_t count = 0;
  std::optional<Filter> filter;

  Run() = default;
  Run(Run&& other) noexcept
      : file(std::exchange(other.file, -1)), count(other.count), filter(std::move(other.filter)) {}
  Run& operator=(Run&& other) noexcept {
    std::swap(file, other.file);
    count = other.count;
    filter = std::move(other.filter);
    return *this;
  }
  ~Run() {
    if (file >= 0) ::close(file);
  }

  // Hashes are spread evenly, so an entry stands about where its own says.
  std::optional<SeenPlace> Find(const Entry& wanted) const {
    if (filter && !filter->MayHold(wanted)) return std::nullopt;
    Entry page[kPage];
    std::size_t low = 0, high = count;  // it is in [low, high)
    double share = static_cast<double>(wanted.high) / 18446744073709551616.0;
    while (low < high) {
      const auto guess = low + static_cast<std::size_t>(static_cast<double>(high - low) * share);
      const std::size_t first = std::clamp(guess - std::min(guess, kPage / 2), low, high - std::min(high - low, kPage));
      const std::size_t size = std::min(kPage, high - first);
      ReadEntries(file, first, size, page);
      if (Before(wanted, page[0])) {
        high = first;
      } else if (Before(page[size - 1], wanted)) {
        low = first + size;
      } else {
        const Entry* const found = std::lower_bound(page, page + size, wanted, Before);
        return SameId(*found, wanted) ? std::optional(found->place) : std::nullopt;
      }
      share = 0.5;  // the guess was bad: halves end soon whatever the hashes are
    }
    return std::nullopt;
  }
};

SeenIds::SeenIds(std::size_t most_in_memory) : most_in_memory_(most_in_memory), slots_(64) {}
SeenIds::~SeenIds() = default;

std::optional<SeenPlace> SeenIds::Meet(std::string_view id, const SeenPlace& place) {
  const auto [high, low] = Hash128(id);
  const Entry entry{high, low, place};
  if (const Entry* const found = FindInMemory(entry)) return found->place;
  for (const Run& run : runs_) {
    if (const auto found = run.Find(entry)) return found;
  }
  Insert(entry);
  if (entries_.size() >= most_in_memory_ && disk_) Spill();
  return std::nullopt;
}

const Entry* SeenIds::FindInMemory(const Entry& entry) const {
  for (std::size_t at = entry.low % slots_.size(); slots_[at] != 0; at = (at + 1) % slots_.size()) {
    if (SameId(entries_[slots_[at] - 1], entry)) return &entries_[slots_[at] - 1];
  }
  return nullptr;
}

void SeenIds::Insert(const Entry& entry) {
  entries_.push_back(entry);
  if (entries_.size() * 2 > slots_.size()) return Grow(slots_.size() * 2);
  std::size_t at = entry.low % slots_.size();
  while (slots_[at] != 0) at = (at + 1) % slots_.size();
  slots_[at] = static_cast<std::uint32_t>(entries_.size());
}

void SeenIds::Grow(std::size_t slots) {
  slots_.assign(slots, 0);
  for (std::size_t i = 0; i < entries_.size(); ++i) {
    std::size_t at = entries_[i].low % slots;
    while (slots_[at] != 0) at = (at + 1) % slots;
    slots_[at] = static_cast<std::uint32_t>(i + 1);
  }
}

void SeenIds::Spill() {
  Run run;
  run.file = OpenNamelessFile();
  run.count = entries_.size();
  std::ranges::sort(entries_, Before);
  EntryWriter writer(run.file);
  disk_ = run.file >= 0 && std::ranges::all_of(entries_, [&](const Entry& entry) { return writer.Put(entry); }) &&
          writer.Flush();
  if (!disk_) return Grow(slots_.size());  // they stand in another order now
  run.filter.emplace(run.count);
  for (const Entry& entry : entries_) run.filter->Add(entry);
  filter_bytes_ += run.filter->bytes();
  runs_.push_back(std::move(run));
  entries_.clear();
  std::ranges::fill(slots_, 0);
  Merge();
}

// Eight files of about one size become one, so that there are few to search.
void SeenIds::Merge() {
  while (runs_.size() >= kMergedAtOnce && disk_) {
    const std::size_t first = runs_.size() - kMergedAtOnce;
    if (runs_[first].count > 2 * runs_.back().count) return;
    std::vector<Run> sources;
    for (std::size_t i = first; i < runs_.size(); ++i) sources.push_back(std::move(runs_[i]));
    runs_.resize(first);
    Run merged;
    if (WriteRun(sources, merged)) {
      runs_.push_back(std::move(merged));
    } else {  // they stay as they are
      disk_ = false;
      for (Run& run : sources) runs_.push_back(std::move(run));
    }
  }
}

bool SeenIds::WriteRun(std::vector<Run>& sources, Run& out) {
  out.file = OpenNamelessFile();
  if (out.file < 0) return false;
  std::vector<EntryReader> readers;
  for (Run& run : sources) {
    out.count += run.count;
    filter_bytes_ -= run.filter ? run.filter->bytes() : 0;
    run.filter.reset();
    readers.emplace_back(run.file, run.count);
  }
  Filter filter(out.count);
  EntryWriter writer(out.file);
  while (true) {
    EntryReader* least = nullptr;
    for (EntryReader& reader : readers) {
      if (reader.entry() != nullptr && (least == nullptr || Before(*reader.entry(), *least->entry()))) least = &reader;
    }
    if (least == nullptr) break;
    if (!writer.Put(*least->entry())) return false;
    filter.Add(*least->entry());
    least->Next();
  }
  if (!writer.Flush()) return false;
  if (filter_bytes_ + filter.bytes() <= kMostFilters) {
    filter_bytes_ += filter.bytes();
    out.filter = std::move(filter);
  }
  return true;
}

std::array<std::uint64_t, 2> Hash128(std::string_view text) {
  constexpr std::uint64_t kFirst = 0x87c37b91114253d5, kSecond = 0x4cf5ad432745937f;
  std::uint64_t a = 0, b = 0;
  const auto first = [](std::uint64_t k) { return std::rotl(k * kFirst, 31) * kSecond; };
  const auto second = [](std::uint64_t k) { return std::rotl(k * kSecond, 33) * kFirst; };
  std::size_t at = 0;
  for (; at + 16 <= text.size(); at += 16) {
    a = std::rotl(a ^ first(Word(text, at)), 27) + b;
    a = a * 5 + 0x52dce729;
    b = std::rotl(b ^ second(Word(text, at + 8)), 31) + a;
    b = b * 5 + 0x38495ab5;
  }
  b ^= second(Word(text, at + 8));
  a ^= first(Word(text, at));
  a ^= text.size();
  b ^= text.size();
  a += b;
  b += a;
  a = Mix(a);
  b = Mix(b);
  a += b;
  b += a;
  return {a, b};
}

}  // namespace proviso
