#pragma once

#include <optional>
#include <string>
#include <vector>

#include "instances/scaled_matrix.hpp"

namespace laecert::instances {

/// How a table of numbers is to be read, whatever the file's format.
struct TableOptions {
  /// Between the cells of a .csv file, a comma unless given; the other formats have none.
  std::optional<char> delimiter = {};
  /// Columns of the file to keep, in this order: header names, numbers from 1, or ranges `3-5`. Empty: all.
  std::vector<std::string> columns = {};
  /// The file has a sample per column: it is turned after the choice of columns.
  bool columns_are_samples = false;
  /// Leave out variables that have the same value in every sample.
  bool drop_constant_columns = false;
};

/// Exact samples, one a row.
struct Table {
  ScaledMatrix samples;                   // n x m
  std::vector<std::string> names = {};    // of the m variables; empty where the file does not name them
  std::vector<std::string> dropped = {};  // variables left out as constant: header name, or `column 33`
};

}  // namespace laecert::instances
