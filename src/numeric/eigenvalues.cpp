#include "numeric/eigenvalues.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <numeric>

#include "numeric/arb_operations.hpp"
#include "numeric/eigenvector_refinement.hpp"
#include "numeric/errors.hpp"

namespace laecert::numeric {
namespace {

// Bits beyond those asked for, so that the rounding of the enclosure itself does not show.
constexpr long guard_bits = 16;
// Arb's least; below 53 bits the proposals are double anyway.
constexpr long least_bits = 2;

template <class S>
void require_square(const Matrix<S>& s) {
  if (s.rows() < 1 || s.rows() != s.cols()) {
    throw PreconditionError(fmt::format("enclose_eigensystem: matrix is {} x {}", s.rows(), s.cols()));
  }
}

/// Exact Rayleigh quotients, rounded: the diagonal L of the theorem.
std::vector<Ball> approx_values(const ArbMatrix& u, const ArbMatrix& image, Precision precision) {
  std::vector<Ball> values;
  for (Index j = 0; j < u.cols(); ++j) {
    Ball product(0);
    Ball square(0);
    for (Index i = 0; i < u.rows(); ++i) {
      const Ball x = Ball::from_arb(arb_mat_entry(u.get(), i, j), precision);
      product += x * Ball::from_arb(arb_mat_entry(image.get(), i, j), precision);
      square += x * x;
    }
    const Ball quotient = product / square;
    values.push_back(quotient.is_finite() ? quotient.midpoint().at(precision) : Ball(0));
  }
  return values;
}

/// The order in which the values decrease.
std::vector<Index> decreasing(const std::vector<Ball>& values) {
  std::vector<Index> order(values.size());
  std::iota(order.begin(), order.end(), Index{0});
  const auto midpoint = [&](Index i) { return arb_midref(values[static_cast<std::size_t>(i)].arb()); };
  std::sort(order.begin(), order.end(), [&](Index i, Index j) { return arf_cmp(midpoint(i), midpoint(j)) > 0; });
  return order;
}

/// |S U - U L|_F / (1 - |I - U^T U|_F), or nothing where the denominator is not certainly positive.
Outcome<Ball> error_bound(const ArbMatrix& u, const ArbMatrix& image, const std::vector<Ball>& values,
                          Precision precision) {
  ArbMatrix residual(u.rows(), u.cols());
  for (Index i = 0; i < u.rows(); ++i) {
    for (Index j = 0; j < u.cols(); ++j) {
      arb_struct* entry = arb_mat_entry(residual.get(), i, j);
      arb_set(entry, arb_mat_entry(image.get(), i, j));
      arb_submul(entry, arb_mat_entry(u.get(), i, j), values[static_cast<std::size_t>(j)].arb(), precision.bits);
    }
  }
  const Ball defect = frobenius_norm(identity_minus_product(transposed(u), u, precision), precision);
  const Ball bound = frobenius_norm(residual, precision) / (Ball(1) - defect);
  if (!certainly(is_less(defect, Ball(1))) || !bound.is_finite()) {
    return Reason{fmt::format("at {} bits the proposed eigenvectors are not nearly orthonormal", precision.bits)};
  }
  return bound.upper_end();
}

EnclosedEigensystem sorted_system(const ArbMatrix& u, const std::vector<Ball>& values, const Ball& radius,
                                  Precision precision) {
  const std::vector<Index> order = decreasing(values);
  const Matrix<Ball> vectors = u.to_matrix(precision);
  EnclosedEigensystem system{{}, Matrix<Ball>(u.rows(), u.cols()), radius};
  for (Index j = 0; j < u.cols(); ++j) {
    const Index source = order[static_cast<std::size_t>(j)];
    system.values.push_back(values[static_cast<std::size_t>(source)].widened(radius));
    system.approx_vectors.col(j) = vectors.col(source);
  }
  return system;
}

/// S U - U L in double; L rounded Rayleigh quotients, exact as doubles.
MidRadMatrix double_residual(const MidRadMatrix& image, const Eigen::MatrixXd& u, const Eigen::VectorXd& values) {
  Matrix<DoubleBall> residual(u.rows(), u.cols());
  for (Index j = 0; j < u.cols(); ++j) {
    for (Index i = 0; i < u.rows(); ++i) {
      residual(i, j) =
          DoubleBall(image.mid(i, j), image.rad(i, j)) - DoubleBall(u(i, j), 0.0) * DoubleBall(values(j), 0.0);
    }
  }
  return to_midrad(residual);
}

/// The larger of the greatest row and column sums of |A|: a bound of the spectral norm.
double upper_norm(const MidRadMatrix& a, const RoundingBounds& bounds) {
  const Eigen::MatrixXd largest = (a.mid.cwiseAbs() + a.rad) * (1 + 4 * unit_roundoff);
  const double rows = upper_maximum(upper_row_sums(largest, bounds));
  const double cols = upper_maximum(upper_row_sums(largest.transpose(), bounds));
  // sqrt(|A|_1 |A|_inf) <= the larger of both, without a product that could underflow.
  return rows > cols ? rows : cols;
}

}  // namespace

Outcome<EnclosedEigensystem> enclose_eigensystem(const Matrix<Ball>& s, Precision precision) {
  require_square(s);
  const Precision working{std::max(precision.bits, least_bits) + guard_bits};
  const ArbMatrix matrix(s);
  if (arb_mat_is_finite(matrix.get()) == 0) return Reason{"eigenvalues: an entry of the enclosure is not finite"};
  const ArbMatrix u = approx_eigenvectors(matrix, working);
  const ArbMatrix image = multiply(matrix, u, working);
  const std::vector<Ball> values = approx_values(u, image, working);
  const Outcome<Ball> radius = error_bound(u, image, values, working);
  if (!radius) return radius.reason();
  return sorted_system(u, values, *radius, working);
}

Outcome<EnclosedEigensystem> enclose_eigensystem(const Matrix<Rational>& s, Precision precision) {
  require_square(s);
  if (!is_symmetric(s)) throw PreconditionError("enclose_eigensystem: S is not symmetric");
  return enclose_eigensystem(lift_matrix<Ball>(s, Precision{std::max(precision.bits, least_bits) + guard_bits}),
                             precision);
}

Outcome<std::vector<Ball>> enclose_eigenvalues(const Matrix<Ball>& s, Precision precision) {
  const Outcome<EnclosedEigensystem> system = enclose_eigensystem(s, precision);
  if (!system) return system.reason();
  return system->values;
}

Outcome<std::vector<DoubleBall>> enclose_eigenvalues(const MidRadMatrix& s, const EigenProposal& proposal,
                                                     const RoundingBounds& bounds) {
  const Index n = s.rows();
  if (n < 1 || s.cols() != n || proposal.vectors.rows() != n || proposal.vectors.cols() != n ||
      proposal.values.size() != n) {
    throw PreconditionError(
        fmt::format("enclose_eigenvalues: matrix {} x {}, {} eigenvectors", n, s.cols(), proposal.vectors.cols()));
  }
  if (!s.is_finite() || !proposal.vectors.allFinite() || !proposal.values.allFinite()) {
    return Reason{"eigenvalues in double: not finite"};
  }
  const MidRadMatrix u = to_midrad(proposal.vectors);
  const MidRadMatrix residual = double_residual(enclose_product(s, u, bounds), u.mid, proposal.values);
  MidRadMatrix defect = enclose_product(to_midrad(Eigen::MatrixXd(u.mid.transpose())), u, bounds);
  // One subtraction on the diagonal, its rounding at most u times its result.
  defect.mid.diagonal().array() -= 1;
  defect.rad.diagonal() += 2 * unit_roundoff * defect.mid.diagonal().cwiseAbs();
  const double distance = upper_norm(defect, bounds);
  if (!(distance < 1)) return Reason{"eigenvalues in double: the proposed eigenvectors are not nearly orthonormal"};
  const double radius = upper_norm(residual, bounds) / (1 - distance) * (1 + 8 * unit_roundoff) + bounds.underflow;
  if (!std::isfinite(radius)) return Reason{"eigenvalues in double: overflow"};

  Eigen::VectorXd values = proposal.values;
  std::sort(values.begin(), values.end(), [](double x, double y) { return x > y; });
  std::vector<DoubleBall> enclosed;
  for (const double value : values) enclosed.emplace_back(value, radius);
  return enclosed;
}

}  // namespace laecert::numeric
