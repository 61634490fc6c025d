#include "instances/text_lines.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <fstream>
#include <stop_token>
#include <string>
#include <vector>

#include "instances/csv.hpp"
#include "instances/errors.hpp"
#include "instances/files.hpp"
#include "instances/from_table.hpp"
#include "instances/read_table.hpp"

namespace laecert::instances {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::ThrowsMessage;

std::vector<std::string> lines_of(const std::string& text) {
  TextLines lines(text_in_memory(text)(), "t.csv");
  std::vector<std::string> result;
  while (const std::optional<TextLine> line = lines.take()) {
    EXPECT_EQ(line->number, result.size() + 1);
    result.emplace_back(line->text);
  }
  return result;
}

/// A text without end that counts what was read of it.
struct Endless {
  char byte;
  std::size_t read = 0;

  NextBytes source() {
    return [this](std::span<char> out) {
      std::fill(out.begin(), out.end(), byte);
      read += out.size();
      return out.size();
    };
  }
};

TEST(TextLines, AreWithoutTheirEnds) {
  EXPECT_THAT(lines_of("\xEF\xBB\xBF"
                       "a\r\n\nb"),
              ElementsAre("a", "", "b"));
  EXPECT_THAT(lines_of("a\n"), ElementsAre("a"));
  EXPECT_THAT(lines_of(""), ElementsAre());
  EXPECT_THAT(lines_of("\n"), ElementsAre(""));
}

// Blocks have 2^20 bytes: lines that end, begin and break around one.
TEST(TextLines, MayCrossTheBlocks) {
  constexpr std::size_t block = std::size_t{1} << 20;
  for (std::size_t length = block - 3; length <= block + 3; ++length) {
    const std::string longest(length, 'x');
    EXPECT_EQ(lines_of(longest + "\nyz\n"), (std::vector<std::string>{longest, "yz"}));
    EXPECT_EQ(lines_of("a\n" + longest + longest), (std::vector<std::string>{"a", longest + longest}));
  }
}

TEST(TextLines, EndAtTheFirstZeroByte) {
  Endless zeros{'\0'};
  TextLines lines(zeros.source(), "t.csv");

  EXPECT_THAT([&] { (void)lines.take(); }, ThrowsMessage<DataError>(HasSubstr("t.csv:1: a zero byte")));
  EXPECT_LE(zeros.read, std::size_t{1} << 20);
}

TEST(TextLines, HaveALimit) {
  Endless digits{'1'};
  TextLines lines(digits.source(), "t.csv");

  EXPECT_THAT([&] { (void)lines.take(); }, ThrowsMessage<DataError>(HasSubstr("a line of more than 268435456 bytes")));
  EXPECT_LE(digits.read, TextLines::longest_line + (std::size_t{2} << 20));
}

TEST(TextTables, AreReadUpToTheFirstWrongByte) {
  std::size_t blocks = 0;
  const TextSource source = [&blocks] {
    return [&blocks](std::span<char> out) {
      const std::string start = blocks++ == 0 ? "1\nx\n" : "";
      std::fill(out.begin(), out.end(), '\n');
      std::copy(start.begin(), start.end(), out.begin());
      return out.size();
    };
  };

  EXPECT_THROW(parse_text_table(source, "t.csv", {}, ','), DataError);
  EXPECT_EQ(blocks, 1U);
}

TEST(Reading, EndsWhereAStopIsAskedFor) {
  const std::filesystem::path folder = testing::TempDir();
  std::ofstream(folder / "stop.csv") << "1,2\n3,4\n";
  std::ofstream(folder / "stop.mtx") << "%%MatrixMarket matrix array real general\n1 1\n2\n";
  std::stop_source stop;
  const std::unique_ptr<const SampleBlocks> samples = open_samples(folder / "stop.csv", {.stop = stop.get_token()});
  stop.request_stop();
  const TableOptions stopped{.stop = stop.get_token()};

  for (const char* name : {"stop.csv", "stop.mtx"}) {
    EXPECT_THAT([&] { (void)open_samples(folder / name, stopped); }, ThrowsMessage<Stopped>(HasSubstr(name)));
    EXPECT_THROW((void)read_matrix(folder / name, stopped), Stopped);
  }
  EXPECT_THROW((void)instance_from_samples(*samples, {.name = "stop.csv"}, false, stop.get_token()), Stopped);
}

TEST(TextInFile, CanBeReadAgain) {
  const std::filesystem::path file = std::filesystem::path(testing::TempDir()) / "again.csv";
  std::ofstream(file) << "\"0\",\"1\"\n1,2\n";

  EXPECT_EQ(read_csv(file).samples.rows(), 1);
}

}  // namespace
}  // namespace laecert::instances
