#include "report/counts_text.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "numeric/rational.hpp"

namespace laecert::report {
namespace {

using numeric::Integer;

Integer count_at(const Counts& counts, std::size_t rank, std::size_t index) {
  const std::vector<Integer>& row = counts.by_rank_and_index[rank];
  return index < row.size() ? row[index] : Integer(0);
}

std::size_t index_end(const Counts& counts) {
  std::size_t end = 0;
  for (const std::vector<Integer>& row : counts.by_rank_and_index) end = std::max(end, row.size());
  return end;
}

std::string cell(const Integer& count) { return count == 0 ? "." : count.str(); }

// One index: its count of each rank, and over all ranks.
Row index_row(const Counts& counts, std::size_t index) {
  Row row{.cells = {std::to_string(index)}};
  Integer sum = 0;
  for (std::size_t rank = 0; rank < counts.by_rank_and_index.size(); ++rank) {
    const Integer count = count_at(counts, rank, index);
    row.cells.push_back(cell(count));
    sum += count;
  }
  row.cells.push_back(cell(sum));
  return row;
}

Row total_row(const Counts& counts) {
  Row row{.cells = {"all"}};
  for (std::size_t rank = 0; rank < counts.by_rank_and_index.size(); ++rank) {
    Integer sum = 0;
    for (std::size_t index = 0; index < index_end(counts); ++index) sum += count_at(counts, rank, index);
    row.cells.push_back(cell(sum));
  }
  row.cells.push_back(counts.total.str());
  return row;
}

bool is_empty(const Row& row) { return row.cells.back() == "."; }

}  // namespace

std::vector<Block> counts_blocks(const Counts& counts) {
  Table table{.columns = {{"index", Align::right}}, .indent = 2};
  for (std::size_t rank = 0; rank < counts.by_rank_and_index.size(); ++rank) {
    table.columns.push_back({fmt::format("rank {}", rank), Align::right});
  }
  table.columns.push_back({"all", Align::right});
  for (std::size_t index = 0; index < index_end(counts); ++index) {
    Row row = index_row(counts, index);
    if (!is_empty(row)) table.rows.push_back(std::move(row));
  }
  table.rows.push_back(total_row(counts));
  return {Line{fmt::format("manifolds by index and rank ({})", counts.loss)}, std::move(table)};
}

}  // namespace laecert::report
