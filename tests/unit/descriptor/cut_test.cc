// Inputs cut into stretches at every place come to the same records as in one piece.
#include "descriptor/cut.h"

#include <gtest/gtest.h>

#include <random>

#include "unit/descriptor/read_text.h"

namespace proviso {
namespace {

constexpr const char* kMapping = "mapping: m\nfields:\n  id: {column: id, row: r, width: 3}\n  purpose: text\n";

InputLimits SmallLimits() {
  InputLimits limits;
  limits.descriptor_bytes = 48;
  return limits;
}

// What is told of a record: all of it, with lines and columns.
std::string Told(const Record& record) {
  const Position at = record.source->At(record.span.begin);
  std::string out = std::to_string(at.line) + ":" + std::to_string(at.column) + " " + record.id;
  if (record.misfit) out += " misfit";
  if (record.descriptor) {
    for (const Member& member : record.descriptor->root.members) {
      const Position place = record.source->At(member.value.span.begin);
      out += " " + member.key + "=" + member.value.text + "@" + std::to_string(place.line) + ":" +
             std::to_string(place.column);
    }
  }
  out += "\n";
  for (const Diagnostic& fault : record.faults) out += Render(fault, std::span<const Source>(record.source.get(), 1));
  return out;
}

std::string ReadWhole(const std::string& text, InputFormat format, const Mapping* mapping, const InputLimits& limits) {
  std::string out;
  ReadDescriptors(std::make_shared<Source>("x", text), format, mapping, limits,
                  [&](const Record& record) { out += Told(record); });
  return out;
}

// In pieces of `piece` bytes, cut into stretches of about `size`.
std::string ReadInStretches(const std::string& text, InputFormat format, const Mapping* mapping,
                            const InputLimits& limits, std::size_t piece, const PartSize& size) {
  std::string out;
  std::shared_ptr<const TableHeader> header;
  InputCutter cutter(format, limits, size);
  std::size_t end = 0;
  bool misfit = false;
  const auto drain = [&] {
    while (auto cut = cutter.Next()) {
      EXPECT_GT(cut->end, end);
      end = cut->end;
      const auto source = std::make_shared<Source>("x", cut->text, cut->first_line);
      const auto tell = [&](const Record& record) {
        misfit = misfit || record.misfit;
        out += Told(record);
      };
      if (misfit) continue;
      if (format == InputFormat::kCsv && !header) {
        header = ReadTableHeader(source, *mapping, limits, tell);
        continue;
      }
      const std::size_t first = cut->first_record - (header ? 1 : 0);
      ReadDescriptors(source, format, mapping, limits, tell, {first, cut->left_out, cut->behind, header});
    }
  };
  for (std::size_t at = 0; at < text.size(); at += piece) {
    cutter.Add(std::string_view(text).substr(at, piece));
    drain();
  }
  cutter.End();
  drain();
  EXPECT_EQ(end, text.size());
  return out;
}

void ExpectSame(const std::string& text, InputFormat format, std::size_t least_piece = 1) {
  const InputLimits limits = SmallLimits();
  const Mapping mapping = MappingOf(kMapping);
  const bool mapped = format == InputFormat::kCsv;
  const std::string whole = ReadWhole(text, format, mapped ? &mapping : nullptr, limits);
  for (const std::size_t piece : {1, 2, 3, 7, 16, 64, 1000, 9999}) {
    if (piece < least_piece) continue;
    for (const PartSize size : {PartSize{1, 1}, PartSize{20, 2}, PartSize{60, 100}, PartSize{}}) {
      EXPECT_EQ(ReadInStretches(text, format, mapped ? &mapping : nullptr, limits, piece, size), whole)
          << "in pieces of " << piece << " and stretches of " << size.bytes << ":\n"
          << text;
    }
  }
}

TEST(InputCutter, LinesOfNdjson) {
  ExpectSame("", InputFormat::kNdjson);
  ExpectSame("\n\n  \n", InputFormat::kNdjson);
  ExpectSame("{\"id\": 1}\n{\"id\": 2}\r\n\n  {\"id\": 3}\nbroken\n{\"id\": 4", InputFormat::kNdjson);
  ExpectSame("\xEF\xBB\xBF{\"id\": 1}\n\xEF\xBB\xBF{\"id\": 2}\n{\"id\": 3}", InputFormat::kNdjson);
  ExpectSame("\xEF\xBB\xBF\n{\"id\": \"\xC3\xA9\", \"a\": \"\xC3\xA9\"}\n", InputFormat::kNdjson);
}

TEST(InputCutter, LinesThatAreTooLong) {
  const std::string padding(70'000, 'x');
  const std::string line = "{\"id\": \"" + padding + "\"}";
  ExpectSame("{\"id\": 1}\n" + line + "\n{\"id\": 2}\n" + line, InputFormat::kNdjson, 64);
  ExpectSame(line + "\r\n{\"id\": 2}", InputFormat::kNdjson, 64);
  ExpectSame("{\"id\": 1}\n" + std::string(70'000, ' ') + "\n{\"id\": 2}\n", InputFormat::kNdjson, 64);
  ExpectSame(std::string(70'000, ' ') + "{\"id\": 1}\n{\"id\": 2}\n", InputFormat::kNdjson, 64);
}

TEST(InputCutter, ALineOfThreeMegabytesIsNotKept) {
  const std::string text = "{\"id\": 1}\n{\"id\": \"" + std::string(std::size_t{3} << 20, 'x') + "\"}\n{\"id\": 2}\n";
  const std::string whole = ReadWhole(text, InputFormat::kNdjson, nullptr, {});
  EXPECT_EQ(ReadInStretches(text, InputFormat::kNdjson, nullptr, {}, std::size_t{256} << 10, {}), whole);
  InputCutter cutter(InputFormat::kNdjson, {}, {});
  cutter.Add(std::string_view(text).substr(0, std::size_t{2} << 20));
  EXPECT_EQ(cutter.Next()->text, "{\"id\": 1}\n");
  EXPECT_EQ(cutter.Next(), std::nullopt);
  cutter.Add(std::string_view(text).substr(std::size_t{2} << 20));
  const auto cut = cutter.Next();
  EXPECT_EQ(cut->text.size(), std::size_t{64} << 10);
  EXPECT_EQ(cut->text.size() + cut->left_out, text.find('\n', 10) - 10);
  EXPECT_EQ(cutter.Next()->first_line, 3u);
}

TEST(InputCutter, RowsOfATable) {
  ExpectSame("", InputFormat::kCsv);
  ExpectSame("\n\r\n", InputFormat::kCsv);
  ExpectSame("id,text\n", InputFormat::kCsv);
  ExpectSame("other,text\na,b\n", InputFormat::kCsv);
  ExpectSame("\n\nid,text\na,one\r\n\r\n,two\n\n\"c\",\"over\r\ntwo \"\"lines\"\"\"\nd,four", InputFormat::kCsv);
  ExpectSame(
      "\xEF\xBB\xBFid,text\n\xEF\xBB\xBF"
      "a,one\nb,\"",
      InputFormat::kCsv);
  ExpectSame("id,text\na,one,more\nb\nc,a\"quote\nd,\"text\"behind\ne,\rreturn\r", InputFormat::kCsv);
}

TEST(InputCutter, QuotesThatWereForgotten) {
  ExpectSame("id,text\na,\"open\nb,two\nc,\"closed\"\nd,four\n", InputFormat::kCsv);
  ExpectSame("id,text\na,\"open and more than forty-eight bytes are behind it,\nb,two\nc,three\n", InputFormat::kCsv);
  ExpectSame("id,text\na,\"open\nb,two\nc,\"x\nd,four\n\"e\",five\nf,\"six", InputFormat::kCsv);
}

TEST(InputCutter, RowsThatAreTooLong) {
  const std::string padding(70'000, 'x');
  ExpectSame("id,text\na,one\nb," + padding + "\nc,three\n", InputFormat::kCsv, 64);
  ExpectSame("id,text\na,\"" + padding + "\"\nb,two\n", InputFormat::kCsv, 64);
}

TEST(InputCutter, ARowOfManyMegabytesIsNotKept) {
  std::string row = "b";
  for (int i = 0; i < 8; ++i)
    row += ",\"" + std::string(std::size_t{1} << 20, i % 2 == 0 ? 'x' : '\n').substr(9) + "\"";
  const std::string plain = "d," + std::string(std::size_t{9} << 20, 'y');
  const std::string text = "id,text\na,one\n" + row + "\nc,three\r\n" + plain + "\ne,five\n";
  const Mapping mapping = MappingOf(kMapping);
  const std::string whole = ReadWhole(text, InputFormat::kCsv, &mapping, {});
  EXPECT_EQ(ReadInStretches(text, InputFormat::kCsv, &mapping, {}, std::size_t{256} << 10, {}), whole);
}

TEST(InputCutter, DocumentsOfYaml) {
  ExpectSame("", InputFormat::kYaml);
  ExpectSame("id: a\n", InputFormat::kYaml);
  ExpectSame("---\nid: a\n---\nid: b\n...\n---\n# nothing\n---\n\nid: c\np: |\n  --- text\n  ...\n---",
             InputFormat::kYaml);
  ExpectSame("# first\n\nid: a\r\n---\r\nid: b\r\n--- {id: c}\n---not: a marker\nid: d\n", InputFormat::kYaml);
  ExpectSame("id: a\n---\nid: [\n---\nid: c\n--- \nno id\n---\n\tid: tab\n---\n%YAML 1.2\n", InputFormat::kYaml);
  ExpectSame("\xEF\xBB\xBFid: a\n---\n\xEF\xBB\xBFid: b\n", InputFormat::kYaml);
}

TEST(InputCutter, DocumentsThatAreTooLong) {
  std::string many = "id: b\ntext: |\n";
  for (int i = 0; i < 8000; ++i) many += "  -- line\n --\n";
  ExpectSame("id: a\n---\n" + many + "---\nid: c\n", InputFormat::kYaml, 64);
  ExpectSame("id: a\n---\nid: " + std::string(70'000, 'x') + "\n--\n---\nid: c\n---\n" + many, InputFormat::kYaml, 64);
}

TEST(InputCutter, WhateverTheBytes) {
  std::mt19937 random(20260101);
  const std::vector<std::string> csv = {"a", ",", "\"", "\"\"", "\n", "\r\n", "\r", "xyzxyz", " ", "\xC3\xA9", "\xFF"};
  const std::vector<std::string> json = {"{\"id\": 1}",       "\n", "\r\n", " ", "x", "\xEF\xBB\xBF", "{", "\"",
                                         "aaaaaaaaaaaaaaaaaa"};
  const std::vector<std::string> yaml = {
      "id: a\n", "---", "\n", "...", "- x\n", " ", "\r\n", "#", "b: {", "ccccccccccccccccccccc\n", "--- \n", "-"};
  const auto text = [&](const std::vector<std::string>& pieces) {
    std::string out;
    for (std::size_t i = random() % 30; i > 0; --i) out += pieces[random() % pieces.size()];
    return out;
  };
  for (int i = 0; i < 300; ++i) {
    ExpectSame("id,text\n" + text(csv), InputFormat::kCsv);
    ExpectSame(text(json), InputFormat::kNdjson);
    ExpectSame(text(yaml), InputFormat::kYaml);
    if (testing::Test::HasFailure()) return;
  }
}

TEST(TableDecoder, DecodesInStretchesAsInOnePiece) {
  std::mt19937 random(7);
  const std::vector<std::string> pieces = {
      "a", "\xC3\xA9", "\xE2\x82\xAC", "\xF0\x9F\x98\x80", "\x93", "\xE2\x82", "\xF0\x9F", "\xC3", "\n"};
  for (int i = 0; i < 2000; ++i) {
    std::string text;
    for (std::size_t n = random() % 12; n > 0; --n) text += pieces[random() % pieces.size()];
    const std::string whole = DecodeTable(text);
    const std::size_t piece = 1 + random() % 4;
    TableDecoder decoder;
    for (std::size_t at = 0; at < text.size(); at += piece) decoder.Count(std::string_view(text).substr(at, piece));
    decoder.EndCount();
    std::string decoded;
    for (std::size_t at = 0; at < text.size(); at += piece)
      decoder.Decode(std::string_view(text).substr(at, piece), false, decoded);
    decoder.Decode("", true, decoded);
    ASSERT_EQ(decoded, whole);
  }
}

}  // namespace
}  // namespace proviso
