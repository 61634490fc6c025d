#pragma once

#include <cstdlib>
#include <string>

namespace laecert::numeric {

/// n random cases times the environment's LAECERT_TEST_SCALE (1 unless set), at least one.
inline int scaled(int n) {
  const char* text = std::getenv("LAECERT_TEST_SCALE");
  const double scale = text == nullptr ? 1 : std::stod(text);
  const double cases = n * scale;
  return cases >= 1 && cases <= 1e9 ? static_cast<int>(cases) : 1;
}

}  // namespace laecert::numeric
