#pragma once

#include <Eigen/Core>

#include <string>

namespace laecert::instances {

/// The bytes of a .npy file (version 1.0) with this matrix: 64-bit numbers, little endian, row by row.
/// Guarantee: read_matrix gives exactly these doubles back, where they are finite.
/// Source:    NEP 1.
std::string npy_text(const Eigen::MatrixXd& a);

/// The same of an array of one dimension.
std::string npy_vector_text(const Eigen::VectorXd& a);

}  // namespace laecert::instances
