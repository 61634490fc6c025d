#include "propose/training/iteration.hpp"

namespace laecert::propose {

void Iteration::drop_negligible() {
  // Their squares are normal numbers still.
  constexpr double negligible = 1e-150;
  w_.A = (w_.A.array().abs() < negligible).select(0, w_.A);
  w_.B = (w_.B.array().abs() < negligible).select(0, w_.B);
}

}  // namespace laecert::propose
