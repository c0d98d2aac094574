#include "syntax/yaml.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "support/value_places.h"

namespace proviso {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

struct Parsed {
  Source source;
  std::optional<Value> value;
  Diagnostics faults;
};

Parsed Parse(std::string text, const YamlLimits& limits = {}) {
  Parsed parsed{.source = Source("x.yaml", std::move(text))};
  parsed.value = ParseYaml(parsed.source, 0, limits, parsed.faults);
  return parsed;
}

std::string Repeat(std::string_view text, std::size_t times) {
  std::string repeated;
  repeated.reserve(text.size() * times);
  for (std::size_t i = 0; i < times; ++i) repeated += text;
  return repeated;
}

// `code "underlined"` of each fault, in order.
std::vector<std::string> Told(const Diagnostics& faults, const Source& source) {
  std::vector<std::string> told;
  for (const Diagnostic& fault : faults.all) {
    told.push_back(std::string(fault.code) + " \"" +
                   source.text().substr(fault.span.begin, fault.span.end - fault.span.begin) + "\"");
  }
  return told;
}

TEST(Yaml, ReadsWhatIsWritten) {
  const struct {
    const char* yaml;
    const char* want;
  } kCases[] = {
      {"a: 1", "{a: 1}"},
      {"---\na: 1\n...\n", "{a: 1}"},
      {"# only a comment before\na: b # and behind", "{a: \"b\"}"},
      {"a:\n  b: [1, x, true]\n  c: {d: e}", "{a: {b: [1, \"x\", true], c: {d: \"e\"}}}"},
      {"a:\n- 1\n- 2\n", "{a: [1, 2]}"},
      {"- - 1\n  - 2\n- a: 1\n  b: 2\n", "[[1, 2], {a: 1, b: 2}]"},
      {"a: [b: c, d]", "{a: [{b: \"c\"}, \"d\"]}"},
      {"a: [b: c, {d: e}, 'f': g]", "{a: [{b: \"c\"}, {d: \"e\"}, {f: \"g\"}]}"},
      {"a: [\n  1,  # one\n  2,\n]", "{a: [1, 2]}"},
      {"a: []\nb: {}\nc: ''\nd:\n", "{a: [], b: {}, c: \"\", d: null}"},
      {"a: ~\nb: null\nc: Null\nd: NULL\ne: nUll\n", "{a: null, b: null, c: null, d: null, e: \"nUll\"}"},
      {"a:\nnull_word: 1\nb:\n~x: 2", "{a: null, null_word: 1, b: null, ~x: 2}"},
      {"[true, True, TRUE, tRue, false, no, on, y]", "[true, true, true, \"tRue\", false, \"no\", \"on\", \"y\"]"},
      {"[1, -1, +1, 0, 1.5, .5, 1e3, 1., 010, 0x1F, 0o7, 1_000, 12:30, .inf, 1.2.3]",
       "[1, -1, +1, 0, 1.5, .5, 1e3, \"1.\", \"010\", \"0x1F\", \"0o7\", \"1_000\", \"12:30\", \".inf\", \"1.2.3\"]"},
      {"['1', \"true\", 'null']", "[\"1\", \"true\", \"null\"]"},
      {"a: 'it''s'", "{a: \"it's\"}"},
      {"a: \"tab\\t quote\\\" \\u00e9 \\x41 \\U0001F600 \\/\"", "{a: \"tab\\x09 quote\\\" é A 😀 /\"}"},
      {"a: \"one\n  two\n\n  three\\\n  four\"", "{a: \"one two\\nthreefour\"}"},
      {"a: 'one\n  two\n\n\n  three'", "{a: \"one two\\n\\nthree\"}"},
      {"a: one\n  two\n\n  three", "{a: \"one two\\nthree\"}"},
      {"a: |\n  one\n   two\n\n  three\n", "{a: \"one\\n two\\n\\nthree\\n\"}"},
      {"a: |-\n  one\n  two\n\nb: 1", "{a: \"one\\ntwo\", b: 1}"},
      {"a: |+\n  one\n\nb: 1", "{a: \"one\\n\\n\", b: 1}"},
      {"a: |2-\n    one\n  two\n", "{a: \"  one\\ntwo\"}"},
      {"a: >\n  one\n  two\n\n  three\n    more\n  four\n", "{a: \"one two\\nthree\\n  more\\nfour\\n\"}"},
      {"a: >-\n\n  one\n  two\n", "{a: \"\\none two\"}"},
      {"a: | # comment\n  one", "{a: \"one\"}"},
      {"a: |\nb: 1", "{a: \"\", b: 1}"},
      {"a: |\n  \ttab stays\n", "{a: \"\\x09tab stays\\n\"}"},
      {"a: \"one\n\t two\"", "unclosed-quote"},
      {"a: b: c", "yaml-syntax"},
      {"a: x:y", "{a: \"x:y\"}"},
      {"a: http://x.example/#part", "{a: \"http://x.example/#part\"}"},
      {"a: it's \"so\" [1] {2}", "{a: \"it's \\\"so\\\" [1] {2}\"}"},
      {"\"a b\": 1\n'c': 2\n{}: 3", "key-not-text"},
      {"a: &x [1, 2]\nb: *x\nc: {d: *x}", "{a: [1, 2], b: [1, 2], c: {d: [1, 2]}}"},
      {"a: &x\n  b: 1\nc: *x\n", "{a: {b: 1}, c: {b: 1}}"},
      {"a: &x 1\nb: &x 2\nc: *x\n", "{a: 1, b: 2, c: 2}"},
      {"- &x\n  a: 1\n- *x\n", "[{a: 1}, {a: 1}]"},
      {"a: &x\nb: *x\n", "{a: null, b: null}"},
      {"a: &x null\nb: *x\n", "{a: null, b: null}"},
      {"a: &x 'q'\nb: &y |\n  t\nc: [*x, *y]", "{a: \"q\", b: \"t\\n\", c: [\"q\", \"t\\n\"]}"},
      {"{\"a\":1,\"b\":[]}", "{a: 1, b: []}"},
      {"{a: , b: 1}", "{a: null, b: 1}"},
      {"\xEF\xBB\xBF"
       "a: é\r\nb: |\r\n  x\r\n  y\r\n",
       "{a: \"é\", b: \"x\\ny\\n\"}"},
      {"a:\tb\n", "{a: \"b\"}"},
      {"a: b\t# c\n\t\n\t# a comment behind a tab\nc: d\n", "{a: \"b\", c: \"d\"}"},
      {"just a text", "\"just a text\""},
      {"a:\n  - b\n  -\n    c: 1\n  -\n", "{a: [\"b\", {c: 1}, null]}"},
      {"a: - b", "yaml-syntax"},
      {"a: -b", "{a: \"-b\"}"},
  };
  for (const auto& test : kCases) {
    const Parsed parsed = Parse(test.yaml);
    const std::string got = parsed.value                ? OneLine(*parsed.value)
                            : parsed.faults.all.empty() ? "nothing"
                                                        : std::string(parsed.faults.all.front().code);
    EXPECT_EQ(got, test.want) << test.yaml
                              << (parsed.faults.all.empty() ? "" : "\n" + parsed.faults.all.front().message);
    if (!parsed.value) continue;
    EXPECT_EQ(PlaceFault(*parsed.value, parsed.source), "") << test.yaml;
    EXPECT_EQ(MisplacedText(*parsed.value, parsed.source), "") << test.yaml;
  }
}

TEST(Yaml, RefusesWhatCouldBeMisread) {
  const struct {
    const char* yaml;
    const char* want;  // code and underlined text of the first fault
  } kCases[] = {
      {"", "empty-file \"\""},
      {"# nothing\n\n", "empty-file \"\""},
      {"a: \"open\n", "unclosed-quote \"\"\""},
      {"a: \"open\nb: 1\n", "unclosed-quote \"\"\""},
      {"rules:\n  - match: \"foo\n  - id: R2\n    note: x\n  - id: R3\n", "unclosed-quote \"\"\""},
      {"rules:\n  - match: \"foo\n  - id: R2\n    note: \"x\"\n", "unclosed-quote \"\"\""},
      {"rules:\n  - match: 'foo\n  - id: 'R2'\n", "unclosed-quote \"'\""},
      {"a: \"x\" y\n", "yaml-syntax \"y\""},
      {"a: [\"x\" y]\n", "yaml-syntax \"y\""},
      {"a: 'x'y\n", "yaml-syntax \"y\""},
      {"a: \"x\"#y\n", "yaml-syntax \"#\""},
      {"a: \"c:\\windows\"\n", "yaml-syntax \"\\"},
      {"a: \"\\_\"\n", "yaml-syntax \"\\_\""},
      {"a: \"\\N\"\n", "yaml-syntax \"\\N\""},
      {"a: \"\\ud83d\\ude00\"\n", "yaml-syntax \"\\\""},
      {"a: 1\nb\n", "key-without-colon \"b\""},
      {"a: 1\nseverity:high\n", "key-without-colon \"severity:high\""},
      {"{a, b}", "key-without-colon \"a\""},
      {"? a\n: b\n", "key-without-colon \"a\""},
      {"a:\n\") x\"\n", "yaml-syntax \"\"\""},
      {"a:\nx\n", "key-without-colon \"x\""},
      {"a:\n  b:\n  'x'\n", "yaml-syntax \"'\""},
      {"a: [1,\n2]\nb: 3\n", "yaml-syntax \"2\""},
      {"a: {b: [x\nc: y\nd: z]}\n", "yaml-syntax"},
      {"a: 1\na: 2\n", "duplicate-key \"a\""},
      {"a: 1\n\"a\": 2\n", "duplicate-key \"\"a\"\""},
      {"{a: 1, 'a': 2}", "duplicate-key \"'a'\""},
      {"a: 1\n\"\\u0061\": 2\n", "duplicate-key \"\"\\u0061\"\""},
      {"1: x\n'1': y\n", "duplicate-key \"'1'\""},
      {"a: !!str 1\n", "tag-refused \"!!str\""},
      {"a: ! 1\n", "tag-refused \"!\""},
      {"a: &x !t 1\n", "tag-refused \"!t\""},
      {"a: !t &x 1\n", "tag-refused \"!t\""},
      {"!t\na: 1\n", "tag-refused \"!t\""},
      {"a: !!str\n", "tag-refused \"!!str\""},
      {"a: !<x> [1]\n", "tag-refused \"!<x>\""},
      {"!!str a: 1\n", "tag-refused \"!!str\""},
      {"a: &x {b: 1}\nc:\n  <<: *x\n", "merge-key \"<<\""},
      {"%YAML 1.1\n---\na: 1\n", "directive \"%YAML 1.1\""},
      {"%anything\n", "directive \"%anything\""},
      {"a: 1\n---\nb: 2\n", "several-documents"},
      {"a: 1\n...\nb: 2\n", "several-documents"},
      {"[1, 2] x\n", "yaml-syntax \"x\""},
      {",", "yaml-syntax \",\""},
      {",x", "yaml-syntax"},
      {"- x\n,y", "yaml-syntax \",\""},
      {"[a,,b]", "yaml-syntax \",\""},
      {"[,]", "yaml-syntax \",\""},
      {"[,a]", "yaml-syntax \",\""},
      {"{,}", "key-not-text"},
      {"[a, b", "key-not-text \"[\""},
      {"{a: b", "key-not-text \"{\""},
      {"a: ]", "yaml-syntax"},
      {"{: x}", "key-not-text"},
      {"{services[].name: x}", "key-without-colon \"services\""},
      {"a:\n\tb: 1\n", "tab-indentation \"\t\""},
      {"a:\n  \tb: 1\n", "tab-indentation \"\t\""},
      {"-\ta\n", "tab-indentation \"\t\""},
      {"a:\n  -\tb: 1\n", "tab-indentation \"\t\""},
      {"a: [\n\t1\n]", "tab-indentation \"\t\""},
      {"null: 1\n", "key-not-text \"null\""},
      {"[1]: 2\n", "key-not-text \"[\""},
      {"? [1]\n: 2\n", "key-not-text \"[\""},
      {"&x a: 1\n*x : 2\n", "key-not-text \"*x\""},
      {"a: &x [1, *x]\n", "bad-alias \"*x\""},
      {"a: &x {b: 1, c: {d: *x}}\n", "bad-alias \"*x\""},
      {"a: *nowhere\n", "yaml-syntax"},
      {"a: b\xFF", "not-utf8 \"\xFF\""},
      {"a: \xC0\x80", "not-utf8 \"\xC0\""},
      {"a: \xED\xA0\x80", "not-utf8 \"\xED\""},
      {"a: \xE2\x82", "not-utf8 \"\xE2\""},
      {"\xFF\xFE"
       "a\x00:\x00",
       "not-utf8 \"\xFF\""},
      {"a: \x1B[31m", "control-character \"\x1B\""},
      {"a: \x7F", "control-character \"\x7F\""},
      {"a: b\rc: d", "control-character \"\r\""},
      {"a: \xE2\x80\xAE"
       "b",
       "control-character \"\xE2\x80\xAE\""},
      {"a: \xE2\x80\xA8"
       "b",
       "control-character \"\xE2\x80\xA8\""},
      {"a: \xC2\x85"
       "b",
       "control-character \"\xC2\x85\""},
      {"a: b\xEF\xBB\xBF", "control-character \"\xEF\xBB\xBF\""},
  };
  for (const auto& test : kCases) {
    const Parsed parsed = Parse(test.yaml);
    ASSERT_TRUE(parsed.faults.HasErrors()) << test.yaml << "\n" << (parsed.value ? OneLine(*parsed.value) : "");
    EXPECT_THAT(Told(parsed.faults, parsed.source).front(), HasSubstr(test.want)) << test.yaml << "\n"
                                                                                  << parsed.faults.all.front().message;
    EXPECT_FALSE(parsed.faults.all.front().help.empty()) << test.yaml;
  }
}

TEST(Yaml, TellsSeveralFaultsOfOneFile) {
  const Parsed parsed = Parse("a: 1\nb: !t 2\na: 3\nc:\n  <<: 4\n  d: 5\n  d: 6\n");
  EXPECT_THAT(Told(parsed.faults, parsed.source),
              ElementsAre("tag-refused \"!t\"", "duplicate-key \"a\"", "merge-key \"<<\"", "duplicate-key \"d\""));
  const Parsed broken = Parse("a: 1\na: 2\nb: [\n");
  EXPECT_THAT(Told(broken.faults, broken.source), ElementsAre("duplicate-key \"a\"", HasSubstr("yaml-syntax")));
  const Parsed tabs = Parse("a:\n\tb: 1\n\tc: 2\n");
  EXPECT_EQ(tabs.faults.all.front().code, "tab-indentation");
}

TEST(Yaml, ADuplicateKeyShowsTheFirst) {
  const Parsed parsed = Parse("first: 1\nb: 2\nfirst: 3\n");
  ASSERT_EQ(parsed.faults.all.size(), 1U);
  ASSERT_EQ(parsed.faults.all[0].labels.size(), 1U);
  EXPECT_EQ(parsed.faults.all[0].labels[0].span, (Span{0, 0, 5}));
}

TEST(Yaml, AKeyWithBracketsInAFlowMappingSaysQuoteIt) {
  const Parsed parsed = Parse("applies: {services[].name: {is: x}}");
  ASSERT_FALSE(parsed.faults.all.empty());
  EXPECT_THAT(parsed.faults.all[0].help, HasSubstr("quote"));
  EXPECT_TRUE(Parse("services[].name: x").value);
  EXPECT_TRUE(Parse("{\"services[].name\": x}").value);
}

TEST(Yaml, SpansCoverWholeNodes) {
  const Parsed parsed = Parse(
      "plain: two words # comment\nquoted: \"a \\\" b\"\nlist: [1, [2], {a: 3}]\nblock:\n  - x\n  - y z\nliteral: |\n  "
      "one\n  two\nempty:\nlines: one\n  two\nsingle: [k: v]\n");
  ASSERT_TRUE(parsed.value);
  const auto text = [&](const Value& value) {
    return parsed.source.text().substr(value.span.begin, value.span.end - value.span.begin);
  };
  EXPECT_EQ(text(*parsed.value->Find("plain")), "two words");
  EXPECT_EQ(text(*parsed.value->Find("quoted")), "\"a \\\" b\"");
  EXPECT_EQ(text(*parsed.value->Find("list")), "[1, [2], {a: 3}]");
  EXPECT_EQ(text(parsed.value->Find("list")->items[1]), "[2]");
  EXPECT_EQ(text(parsed.value->Find("list")->items[2]), "{a: 3}");
  EXPECT_EQ(text(*parsed.value->Find("block")), "- x\n  - y z");
  EXPECT_EQ(text(*parsed.value->Find("literal")), "|\n  one\n  two\n");
  EXPECT_EQ(text(*parsed.value->Find("empty")), "");
  EXPECT_EQ(text(*parsed.value->Find("lines")), "one\n  two");
  EXPECT_EQ(text(parsed.value->Find("single")->items[0]), "k: v");
  EXPECT_EQ(parsed.source.text().substr(parsed.value->members[1].key_span.begin, 6), "quoted");
}

TEST(Yaml, OffsetsOfATextLeadToItsBytes) {
  const struct {
    const char* yaml;
    const char* word;  // stands once in the value of `a`, and once in the source
  } kCases[] = {
      {"a: some words here", "words"},
      {"a: 'it''s a word'", "word"},
      {"a: \"tab\\t\\u00e9 \\U0001F600 word\"", "word"},
      {"a: \"one\n  two\n\n  word\"", "word"},
      {"a: \"one\\\n    word\"", "word"},
      {"a: one\n  two   \n\n   word here", "word"},
      {"a: |\n    first\n      second\n\n    word\n", "word"},
      {"a: |2\n    first\n  word\n", "word"},
      {"a: >-\n  first\n  second\n\n\n  word\n", "word"},
      {"a: >\r\n  first\r\n  second\r\n  word\r\n", "word"},
      {"\xEF\xBB\xBF"
       "a: é – word",
       "word"},
      {"a: &anchor 'x word'", "word"},
      {"b: &anchor 'x word'\na: *anchor\n", "word"},
  };
  for (const auto& test : kCases) {
    const Parsed parsed = Parse(test.yaml);
    ASSERT_TRUE(parsed.value) << test.yaml << parsed.faults.all.front().message;
    const Value& a = *parsed.value->Find("a");
    const std::size_t at = a.text.find(test.word);
    ASSERT_NE(at, std::string::npos) << test.yaml;
    EXPECT_EQ(SourceOffset(a, at), parsed.source.text().find(test.word)) << test.yaml;
    EXPECT_EQ(SourceOffset(a, at + 3), parsed.source.text().find(test.word) + 3) << test.yaml;
  }
}

TEST(Yaml, LimitsAreErrorsWithAPlace) {
  const YamlLimits small{.bytes = 1000, .depth = 5, .nodes = 20};
  const struct {
    std::string yaml;
    const char* want;
  } kCases[] = {
      {Repeat("x", 1001), "too-large"},
      {"a: {b: {c: {d: {e: {f: 1}}}}}", "nesting-too-deep"},
      {"- - - - - - 1", "nesting-too-deep"},
      {"[" + Repeat("1, ", 30) + "1]", "too-many-nodes"},
      {"a: &x [[[1]]]\nb: {c: {d: *x}}", "nesting-too-deep"},
      {"a: &x [1, 2, 3]\nb: [*x, *x, *x, *x]", "too-many-nodes"},
      {"a: &x " + Repeat("y", 300) + "\nb: [*x, *x, *x, *x]", "too-many-nodes"},
  };
  for (const auto& test : kCases) {
    const Parsed parsed = Parse(test.yaml, small);
    EXPECT_FALSE(parsed.value) << test.yaml;
    ASSERT_EQ(parsed.faults.all.size(), 1U) << test.yaml;
    EXPECT_EQ(parsed.faults.all[0].code, test.want) << test.yaml;
  }
}

TEST(Yaml, HostileFilesEndSoon) {
  std::string bomb = "a0: &a0 [x, x, x, x, x, x, x, x, x]\n";
  for (int i = 1; i < 30; ++i) {
    const std::string name = "a" + std::to_string(i);
    const std::string last = "*a" + std::to_string(i - 1);
    bomb += name + ": &" + name + " [" + last + Repeat(", " + last, 8) + "]\n";
  }
  std::string nested = "x";
  for (int i = 0; i < 60; ++i) nested = "&n" + std::to_string(i) + " [" + nested + "]";
  const std::string kHostile[] = {
      bomb,
      nested + "\n",
      Repeat("[", 10'000),
      Repeat("[", 1'000'000),
      Repeat("{a: ", 10'000) + Repeat("}", 10'000),
      Repeat("- ", 10'000),
      Repeat("- ", 1'000'000),
      Repeat("? ", 100'000),
      Repeat("[\"]\",", 100'000),
      Repeat("a: ", 100'000),
      Repeat("&a ", 100'000),
      Repeat("!a ", 100'000),
      Repeat(",", 1'000'000),
      "a: \"" + Repeat(" ", 1'000'000) + "\"",
      "a: \"" + Repeat("\n", 1'000'000),
      "a: x" + Repeat(" ", 1'000'000) + "y",
      "a: |1\n" + Repeat(" ", 500'000) + "x\n" + Repeat(" ", 500'000) + "y\n",
      "a: >\n" + Repeat("  x\n\n", 200'000),
      "a: [" + Repeat("x, ", 150'000) + "x]",
      Repeat("#\n", 1'000'000),
      Repeat("\n", 2'000'000) + "x",
      "a: '" + Repeat("''", 1'000'000) + "'",
      "\"" + Repeat("a", 2'000'000) + "\": 1",
      Repeat("a", 2'000'000) + ": 1",
  };
  for (const std::string& yaml : kHostile) {
    const Parsed parsed = Parse(yaml);
    EXPECT_NE(parsed.value.has_value(), parsed.faults.HasErrors()) << yaml.substr(0, 40);
  }
}

std::vector<std::string> Stream(const std::string& text) {
  const Source source("x.yaml", text);
  std::vector<std::string> documents;
  ParseYamlStream(source, source.text().size(), {}, 0, [&](std::optional<Value> value, Span place, Diagnostics faults) {
    if (value) {
      EXPECT_EQ(PlaceFault(*value, source), "");
    } else {
      EXPECT_TRUE(faults.HasErrors());
    }
    const std::string line = std::to_string(source.At(place.begin).line);
    documents.push_back(line + ": " +
                        (value ? OneLine(*value)
                               : std::string(faults.all.front().code) + "@" +
                                     std::to_string(source.At(faults.all.front().span.begin).line)));
  });
  return documents;
}

TEST(YamlStream, OneDocumentACall) {
  EXPECT_THAT(Stream("a: 1\n---\nb: 2\n"), ElementsAre("1: {a: 1}", "3: {b: 2}"));
  EXPECT_THAT(Stream("---\n# comment\na: 1\n--- # next\nb: 2\n...\n---\nc: 3"),
              ElementsAre("3: {a: 1}", "5: {b: 2}", "8: {c: 3}"));
  EXPECT_THAT(Stream("--- text\n--- |\n  block\n--- {a: 1}\n"),
              ElementsAre("1: \"text\"", "2: \"block\\n\"", "4: {a: 1}"));
  EXPECT_THAT(Stream("a: |\n  text\n---\nb: 1"), ElementsAre("1: {a: \"text\\n\"}", "4: {b: 1}"));
  EXPECT_THAT(Stream("a: ---x\nb: 1"), ElementsAre("1: {a: \"---x\", b: 1}"));
  EXPECT_THAT(Stream("\xEF\xBB\xBF---\r\na: 1\r\n---\r\nb: 2\r\n"), ElementsAre("2: {a: 1}", "4: {b: 2}"));
}

TEST(YamlStream, BlankDocumentsAreSkipped) {
  EXPECT_THAT(Stream(""), ElementsAre());
  EXPECT_THAT(Stream("---\n---\n\n# x\n---\n...\n"), ElementsAre());
  EXPECT_THAT(Stream("---\na: 1\n---\n"), ElementsAre("2: {a: 1}"));
  EXPECT_THAT(Stream("a: 1\n--- ~\n"), ElementsAre("1: {a: 1}", "2: null"));
}

TEST(YamlStream, ABrokenDocumentLosesOnlyItself) {
  EXPECT_THAT(Stream("a: [\n---\nb: 2\n---\nc: \"x\n---\nd: 4\n"),
              ElementsAre("1: yaml-syntax@2", "3: {b: 2}", "5: unclosed-quote@5", "7: {d: 4}"));
  EXPECT_THAT(Stream("a: b\xFF\n---\nb: 2\n"), ElementsAre("1: not-utf8@1", "3: {b: 2}"));
  EXPECT_THAT(Stream("a: 1\na: 2\n---\nb: !t 2\n---\nc: 3"),
              ElementsAre("1: duplicate-key@2", "4: tag-refused@4", "6: {c: 3}"));
  EXPECT_THAT(Stream("[1] x\n---\n,\n---\nc: 3"), ElementsAre("1: yaml-syntax@1", "3: yaml-syntax@3", "5: {c: 3}"));
}

// What hides in a customer's text is judged, not refused.
TEST(YamlStream, DescriptorsMayHoldInvisibleCharacters) {
  EXPECT_THAT(Stream("a: x\xE2\x80\xAEy\xE2\x80\xA8z\xC2\x85"),
              ElementsAre("1: {a: \"x\xE2\x80\xAEy\xE2\x80\xA8z\xC2\x85\"}"));
  EXPECT_THAT(Stream("a: x\x1By"), ElementsAre("1: control-character@1"));
}

}  // namespace
}  // namespace proviso
