#include "instances/matrix_market_lines.hpp"

#include <fmt/core.h>

#include <algorithm>

#include "instances/number.hpp"
#include "numeric/errors.hpp"

namespace laecert::instances {
namespace {

constexpr std::string_view blanks = " \t";

std::vector<std::string_view> words_of(std::string_view line) {
  std::vector<std::string_view> words;
  for (std::size_t start = line.find_first_not_of(blanks); start != std::string_view::npos;) {
    const std::size_t end = std::min(line.find_first_of(blanks, start), line.size());
    words.push_back(line.substr(start, end - start));
    start = line.find_first_not_of(blanks, end);
  }
  return words;
}

}  // namespace

std::string MatrixMarketLines::here() const {
  return fmt::format("{}:{}", lines_.name(), std::max<std::size_t>(number_, 1));
}

void MatrixMarketLines::fail(std::string_view rule) const { throw DataError(fmt::format("{}: {}", here(), rule)); }

std::optional<std::string_view> MatrixMarketLines::take_line() {
  const std::optional<TextLine> line = lines_.take();
  if (!line) return std::nullopt;
  number_ = line->number;
  return line->text;
}

std::vector<std::string> MatrixMarketLines::take_banner() {
  const std::optional<std::string_view> line = take_line();
  if (!line) fail("empty file, expected %%MatrixMarket");
  std::vector<std::string> words;
  for (const std::string_view word : words_of(*line)) words.push_back(small_letters(word));
  if (words.empty() || words[0] != "%%matrixmarket")
    fail("not a Matrix Market file, it does not begin with %%MatrixMarket");
  if (words.size() != 5) {
    fail(
        fmt::format("{} words, expected five: %%MatrixMarket matrix array|coordinate real|integer "
                    "general|symmetric|skew-symmetric",
                    words.size()));
  }
  if (words[1] != "matrix") fail(fmt::format("object {}, expected matrix", in_quotes(words[1])));
  return words;
}

std::vector<std::string_view> MatrixMarketLines::take_sizes() {
  while (const std::optional<std::string_view> line = take_line()) {
    std::vector<std::string_view> words = words_of(*line);
    if (!words.empty() && !words.front().starts_with('%')) return words;
  }
  fail("the file ends before its sizes");
}

std::vector<std::string_view> MatrixMarketLines::take_words() {
  while (const std::optional<std::string_view> line = take_line()) {
    std::vector<std::string_view> words = words_of(*line);
    if (words.empty()) continue;
    if (words.front().starts_with('%')) fail("a comment after the sizes");
    return words;
  }
  return {};
}

}  // namespace laecert::instances
