#pragma once

#include "numeric/arb_matrix.hpp"

namespace laecert::numeric {

/// Approximate eigenvectors of the midpoints of S in the columns of a matrix with exact entries; untrusted.
///
/// Eigenvectors from double are refined by matrix products alone (Ogita and Aishima 2018, each step doubles the
/// digits); where the eigenvalues cluster too closely for that, a symmetric QR iteration at full precision follows.
/// Requires: S square, finite, n >= 1.
ArbMatrix approx_eigenvectors(const ArbMatrix& s, Precision precision);

}  // namespace laecert::numeric
