#pragma once

#include <span>
#include <string_view>

namespace laecert::instances {

/// The lines of data/iris.csv, as they were when the library was built.
std::span<const std::string_view> iris_csv_lines();

/// The lines of data/digits.csv.
std::span<const std::string_view> digits_csv_lines();

}  // namespace laecert::instances
