#pragma once

#include <bit>
#include <cstdint>
#include <string>

namespace laecert::instances {

/// A whole number in so many bytes, least significant first.
inline std::string little_endian_bytes(std::uint64_t value, std::size_t count) {
  std::string bytes;
  for (std::size_t i = 0; i < count; ++i) bytes.push_back(static_cast<char>(value >> (8 * i) & 0xff));
  return bytes;
}

inline std::string double_bytes(double x) { return little_endian_bytes(std::bit_cast<std::uint64_t>(x), 8); }

/// A .npy file of this version with this dict literal and these bytes after it.
inline std::string npy_file(const std::string& dict, const std::string& data, int version = 1) {
  std::string file = "\x93NUMPY";
  file += little_endian_bytes(static_cast<std::uint64_t>(version), 2);
  file += little_endian_bytes(dict.size(), version == 1 ? 2 : 4);
  return file + dict + data;
}

/// The dict literal as NumPy writes it.
inline std::string npy_dict(const std::string& type, const std::string& shape, bool fortran_order = false) {
  return "{'descr': '" + type + "', 'fortran_order': " + (fortran_order ? "True" : "False") + ", 'shape': " + shape +
         ", }\n";
}

}  // namespace laecert::instances
