#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "numeric/arb_operations.hpp"
#include "numeric/errors.hpp"
#include "numeric/inertia.hpp"
#include "numeric/symmetric_elimination.hpp"

namespace laecert::numeric {
namespace {

constexpr long default_bits = 64;

void require_shapes(const Matrix<Ball>& h, const Matrix<Ball>& t) {
  const bool fits = h.rows() >= 1 && h.cols() == h.rows() && t.rows() == h.rows() && t.cols() <= h.rows();
  if (!fits) {
    throw PreconditionError(
        fmt::format("prove_bordered_inertia: H {} x {}, T {} x {}", h.rows(), h.cols(), t.rows(), t.cols()));
  }
}

/// The largest among the entries; balls that only hold integers have none.
Precision working_precision(const Matrix<Ball>& h, const Matrix<Ball>& t) {
  long bits = 0;
  for (const Ball& x : h.reshaped()) bits = std::max(bits, x.precision().bits);
  for (const Ball& x : t.reshaped()) bits = std::max(bits, x.precision().bits);
  return {bits < 2 ? default_bits : bits};
}

/// J = [H T; T^T 0] from the lower triangle of H.
ArbMatrix bordered(const Matrix<Ball>& h, const Matrix<Ball>& t) {
  const Index n = h.rows();
  ArbMatrix j(n + t.cols(), n + t.cols());
  for (Index row = 0; row < n; ++row) {
    for (Index col = 0; col < n; ++col) {
      arb_set(arb_mat_entry(j.get(), row, col), h(std::max(row, col), std::min(row, col)).arb());
    }
    for (Index col = 0; col < t.cols(); ++col) {
      arb_set(arb_mat_entry(j.get(), row, n + col), t(row, col).arb());
      arb_set(arb_mat_entry(j.get(), n + col, row), t(row, col).arb());
    }
  }
  return j;
}

/// Whether |A_ii| is certainly above the sum of the other |A_ij| of its row. False where an entry is not finite.
bool is_dominant(const ArbMatrix& a, Index row) {
  UpperBound sum;
  UpperBound term;
  UpperBound diagonal;
  for (Index j = 0; j < a.cols(); ++j) {
    if (j == row) continue;
    arb_get_mag(term.get(), arb_mat_entry(a.get(), row, j));
    mag_add(sum.get(), sum.get(), term.get());
  }
  const arb_struct* pivot = arb_mat_entry(a.get(), row, row);
  arb_get_mag_lower(diagonal.get(), pivot);
  return arb_is_finite(pivot) != 0 && mag_cmp(sum.get(), diagonal.get()) < 0;
}

/// How many negative eigenvalues A has, from its strictly dominant diagonal.
Outcome<Index> count_negative(const ArbMatrix& a, Precision precision) {
  Index negative = 0;
  for (Index i = 0; i < a.rows(); ++i) {
    if (!is_dominant(a, i)) {
      return Reason{
          fmt::format("at {} bits the sign of pivot {} of {} is not certain", precision.bits, i + 1, a.rows())};
    }
    if (arb_is_negative(arb_mat_entry(a.get(), i, i)) != 0) ++negative;
  }
  return negative;
}

/// X about J^-1 with exact entries: V D^-1 V^T for V^T J V about D. Midpoints alone enter: a radius would make the
/// product round away the digits that cancel in J X.
ArbMatrix approx_inverse(const ArbMatrix& v, const ArbMatrix& a, Precision precision) {
  ArbMatrix scaled(v.rows(), v.cols());
  for (Index i = 0; i < v.rows(); ++i) {
    for (Index j = 0; j < v.cols(); ++j) {
      arb_div_arf(arb_mat_entry(scaled.get(), i, j), arb_mat_entry(v.get(), i, j),
                  arb_midref(arb_mat_entry(a.get(), j, j)), precision.bits);
    }
  }
  return midpoints(multiply(midpoints(std::move(scaled)), transposed(v), precision));
}

/// sigma_min(J) >= (1 - |I - J X|_F) / |X|_F.
Outcome<Ball> lower_gap(const ArbMatrix& j, const ArbMatrix& x, Precision precision) {
  const Ball residual = frobenius_norm(identity_minus_product(j, x, precision), precision);
  const Ball gap = (Ball(1) - residual) / frobenius_norm(x, precision);
  if (!certainly(is_positive(gap))) {
    return Reason{fmt::format("at {} bits the inverse of the bordered matrix is not enclosed", precision.bits)};
  }
  return gap.lower_end();
}

}  // namespace

Outcome<BorderedProof> prove_bordered_inertia(const Matrix<Ball>& h, const Matrix<Ball>& t) {
  require_shapes(h, t);
  const Precision precision = working_precision(h, t);
  const ArbMatrix j = bordered(h, t);
  if (arb_mat_is_finite(j.get()) == 0) return Reason{"in balls: an entry of the enclosure is not finite"};

  const ArbMatrix v = approx_diagonalizing_congruence(j, precision);
  const ArbMatrix a = multiply(transposed(v), multiply(j, v, precision), precision);
  const Outcome<Index> negative = count_negative(a, precision);
  if (!negative) return negative.reason();
  const Outcome<Ball> gap = lower_gap(j, approx_inverse(v, a, precision), precision);
  if (!gap) return gap.reason();
  const Index b = t.cols();
  return BorderedProof{{*negative - b, b, h.rows() - *negative}, *gap, precision};
}

}  // namespace laecert::numeric
