#include <cstddef>
#include <cstdint>

#include "fuzz/reader_laws.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  laecert::fuzz::check_numbers({reinterpret_cast<const char*>(data), size});
  return 0;
}
