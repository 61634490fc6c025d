#pragma once

#include <string>
#include <string_view>

#include "instances/table.hpp"
#include "instances/text_lines.hpp"

namespace laecert::instances {

/// Reads the text of a Matrix Market file: `array` or `coordinate`, `real` or `integer`, `general`, `symmetric` or
/// `skew-symmetric`. One value or entry a line; an entry that is not in a coordinate file is zero.
///
/// Numbers are read exactly, in the grammar of number.hpp. Comments stand between the first line and the sizes,
/// perhaps behind blanks, and blank lines anywhere after the first. Columns are chosen by number, from 1.
/// Errors:    DataError `name:line: ...` for a first line that is another, a complex, pattern or hermitian matrix, a
///            wrong number of values or entries, an index that is out of range, an entry that comes twice or stands
///            above the diagonal of a symmetric matrix (or on that of a skew-symmetric one), and for more numbers than
///            table_size.hpp allows; UsageError for a column that does not exist or comes twice.
/// Source:    Boisvert, Pozo and Remington, "The Matrix Market exchange formats: initial design", NISTIR 5935, 1996.
Table parse_matrix_market(std::string_view text, const std::string& name, const TableOptions& options = {});

/// The same of a text that is read in blocks. Errors: also Stopped.
Table read_matrix_market(const TextSource& source, const std::string& name, const TableOptions& options);

}  // namespace laecert::instances
