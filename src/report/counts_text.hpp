#pragma once

#include <vector>

#include "report/document.hpp"
#include "report/report.hpp"

namespace laecert::report {

/// The numbers of manifolds as a table: a row for each index, a column for each rank, totals at the end of both; a dot
/// stands for zero.
/// Requires: counts in decimal. Errors: what the conversion of another text to an integer throws.
std::vector<Block> counts_blocks(const Counts& counts);

}  // namespace laecert::report
