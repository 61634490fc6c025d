#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "instances/byte_source.hpp"
#include "instances/table.hpp"

namespace laecert::instances {

/// Reads the bytes of a NumPy .npy file, version 1.0, 2.0 or 3.0: a two-dimensional array of floating-point numbers
/// (f2, f4, f8), integers (i1 to i8, u1 to u8) or booleans (b1), in either byte order and in C or Fortran order.
///
/// A number is the dyadic rational that its bits are. Columns are chosen by number, from 1.
/// Errors:    DataError `name: ...` for everything that is not such a file to its last byte (npy_header.hpp), and
///            `name: row 3, column 2: NaN is no finite number`, rows and columns of the file counting from 1; also for
///            numbers beyond the limits of table_size.hpp. UsageError for a column that does not exist or comes twice.
Table parse_npy(std::string_view bytes, const std::string& name, const TableOptions& options = {});

/// The same of bytes that are read in blocks. Errors: also Stopped.
Table read_npy(std::shared_ptr<const ByteSource> bytes, const std::string& name, const TableOptions& options);

}  // namespace laecert::instances
