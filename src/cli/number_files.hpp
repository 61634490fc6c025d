#pragma once

#include <Eigen/Core>

#include <string>

#include "report/write_file.hpp"

// Files of doubles that a command writes: .npy exactly, .csv by the shortest decimals that are these doubles.

namespace laecert::cli {

/// Errors: UsageError for another ending, naming the option; OutputError as report::require_place_for. An empty name
///         is no file.
void require_number_file(const std::string& option, const std::string& file);

/// A matrix, row by row. Requires: as require_number_file.
report::FileContent matrix_file(const std::string& file, const Eigen::MatrixXd& a);

/// A vector: an array of one dimension, or a number a line. Requires: as require_number_file.
report::FileContent vector_file(const std::string& file, const Eigen::VectorXd& a);

}  // namespace laecert::cli
