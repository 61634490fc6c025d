#include "instances/write_npy.hpp"

#include <fmt/format.h>

#include <bit>
#include <cstdint>

namespace laecert::instances {
namespace {

constexpr std::size_t alignment = 64;  // of the numbers
constexpr std::size_t preamble = 10;   // magic, version, length of the header

void append_little_endian(std::string& bytes, std::uint64_t x, int count) {
  for (int i = 0; i < count; ++i) bytes.push_back(static_cast<char>((x >> (8 * i)) & 0xff));
}

// shape: "150, 4", or "4," of one dimension.
std::string bytes_of(const Eigen::MatrixXd& a, const std::string& shape) {
  std::string header = fmt::format("{{'descr': '<f8', 'fortran_order': False, 'shape': ({}), }}", shape);
  while ((preamble + header.size() + 1) % alignment != 0) header.push_back(' ');
  header.push_back('\n');
  std::string bytes("\x93NUMPY\x01\x00", 8);
  append_little_endian(bytes, header.size(), 2);
  bytes += header;
  bytes.reserve(bytes.size() + 8 * static_cast<std::size_t>(a.size()));
  for (Eigen::Index i = 0; i < a.rows(); ++i) {
    for (Eigen::Index j = 0; j < a.cols(); ++j) append_little_endian(bytes, std::bit_cast<std::uint64_t>(a(i, j)), 8);
  }
  return bytes;
}

}  // namespace

std::string npy_text(const Eigen::MatrixXd& a) { return bytes_of(a, fmt::format("{}, {}", a.rows(), a.cols())); }

std::string npy_vector_text(const Eigen::VectorXd& a) { return bytes_of(a, fmt::format("{},", a.size())); }

}  // namespace laecert::instances
