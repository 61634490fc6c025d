#pragma once

namespace laecert::cli {

/// From now on an allocation of GMP, MPFR, FLINT or Arb that fails, or another failure inside FLINT, ends the process
/// with one line and exit code 70, where the libraries would abort. Those of C++ throw std::bad_alloc.
void end_on_failures_of_libraries();

}  // namespace laecert::cli
