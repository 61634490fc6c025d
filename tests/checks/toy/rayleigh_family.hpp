#pragma once

#include "families/family.hpp"

namespace laecert::checks::testing {

/// A family of its own, from the problem to the certificate, without a line in src or checks: f(x) = |x|^4 - 2 x^T S x
/// on R^m, for S = diag(a), a_1 > a_2 > ... > 0. Its critical points are 0, of index m, and +-sqrt(a_i) e_i, of index i
/// - 1 and value -a_i^2. offset: added to every listed index of a point that is not 0; a wrong theory where it is not
/// 0.
Family rayleigh_family(Index offset = 0);

}  // namespace laecert::checks::testing
