#include "instances/data_lines.hpp"

#include <fmt/core.h>

#include "instances/csv_lines.hpp"
#include "instances/table_dialect.hpp"
#include "numeric/errors.hpp"

namespace laecert::instances {
namespace {

std::optional<KeptLine> kept(const std::optional<TextLine>& line) {
  if (!line) return std::nullopt;
  return KeptLine{line->number, std::string(line->text)};
}

}  // namespace

std::optional<TextLine> DataLines::take() {
  std::size_t blank = 0;
  while (const std::optional<TextLine> line = lines_.take()) {
    if (is_blank(line->text)) {
      if (blank == 0) blank = line->number;
    } else if (const std::optional<std::string_view> comment = comment_in(line->text)) {
      if (taken_ == 0) comment_ = KeptLine{line->number, std::string(*comment)};
    } else {
      if (blank != 0 && taken_ > 0) throw DataError(fmt::format("{}:{}: blank line between data", name(), blank));
      ++taken_;
      return line;
    }
  }
  return std::nullopt;
}

Opening DataLines::take_opening() {
  std::optional<KeptLine> first = kept(take());
  if (!first) throw DataError(fmt::format("{}:1: empty file, expected numbers", name()));
  std::optional<KeptLine> comment = std::move(comment_);
  return {.first = *std::move(first), .second = kept(take()), .comment = std::move(comment)};
}

}  // namespace laecert::instances
