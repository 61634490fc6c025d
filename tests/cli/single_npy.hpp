#pragma once

#include <fmt/format.h>

#include <Eigen/Core>
#include <bit>
#include <cstdint>
#include <string>

namespace laecert::cli {

/// The bytes of a .npy file of float32.
inline std::string single_npy(const Eigen::MatrixXd& a) {
  std::string header =
      fmt::format("{{'descr': '<f4', 'fortran_order': False, 'shape': ({}, {}), }}", a.rows(), a.cols());
  while ((10 + header.size() + 1) % 64 != 0) header.push_back(' ');
  header.push_back('\n');
  std::string bytes("\x93NUMPY\x01\x00", 8);
  bytes.push_back(static_cast<char>(header.size() & 0xff));
  bytes.push_back(static_cast<char>(header.size() >> 8));
  bytes += header;
  for (Eigen::Index i = 0; i < a.rows(); ++i) {
    for (Eigen::Index j = 0; j < a.cols(); ++j) {
      const auto bits = std::bit_cast<std::uint32_t>(static_cast<float>(a(i, j)));
      for (int byte = 0; byte < 4; ++byte) bytes.push_back(static_cast<char>((bits >> (8 * byte)) & 0xff));
    }
  }
  return bytes;
}

}  // namespace laecert::cli
