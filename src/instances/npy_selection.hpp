#pragma once

#include <span>
#include <string>
#include <vector>

#include "instances/columns.hpp"
#include "instances/npy_array.hpp"
#include "instances/table.hpp"

namespace laecert::instances {

/// The samples and variables of a .npy file that options choose: rows and chosen columns, or turned.
class NpySelection {
 public:
  /// `drop_constant_columns` is not looked at here.
  /// Errors: as chosen_columns; DataError where the file has more than max_cells columns or, turned, rows.
  NpySelection(NpyArray array, const TableOptions& options);

  [[nodiscard]] const std::string& name() const { return array_.name(); }
  [[nodiscard]] Index count() const { return turned_ ? std::ssize(chosen_) : array_.rows(); }
  [[nodiscard]] Index dimension() const { return std::ssize(variables_); }

  /// The numbers of these samples, from 0: a row for each, a column for each variable.
  /// Errors: as NpyArray::block.
  [[nodiscard]] NumberBlock block(std::span<const Index> samples) const;

  /// Leaves these variables out. Returns: what they are called.
  /// Errors: as varying_variables.
  std::vector<std::string> drop(const std::vector<bool>& is_constant);

 private:
  NpyArray array_;
  bool turned_;
  std::vector<Index> chosen_;     // columns of the file: the variables or, turned, the samples
  std::vector<Index> variables_;  // columns of the file or, turned, rows
};

}  // namespace laecert::instances
