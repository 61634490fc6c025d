#include "numeric/inertia.hpp"

#include <Eigen/Eigenvalues>
#include <algorithm>
#include <cmath>
#include <string>

#include "numeric/errors.hpp"
#include "numeric/exact_linear_algebra.hpp"
#include "numeric/running.hpp"
#include "numeric/svd.hpp"

namespace laecert::numeric {
namespace {

// Columns that are dependent to this relative accuracy in double are left to the ball route, which chooses exactly.
constexpr double rank_threshold = 0x1p-30;
constexpr long first_digits = 40;

bool is_zero(const Matrix<Rational>& a) {
  return std::all_of(a.data(), a.data() + a.size(), [](const Rational& x) { return x == 0; });
}

void require_kernel(const Matrix<Rational>& h, const Matrix<Rational>& t) {
  if (h.rows() == 0) throw PreconditionError("prove_inertia: the matrix is empty");
  if (!is_symmetric(h)) throw PreconditionError("prove_inertia: H is not symmetric");
  if (t.rows() != h.rows()) {
    throw PreconditionError("prove_inertia: T has " + std::to_string(t.rows()) + " rows, H " +
                            std::to_string(h.rows()));
  }
  const Matrix<Rational> image = h * t;
  if (!is_zero(image)) throw PreconditionError("prove_inertia: H T is not zero");
}

Outcome<BorderedProof> prove_in_double(const Matrix<Rational>& h, const Matrix<Rational>& t) {
  const MidRadMatrix enclosed = enclose_rational(h);
  const MidRadMatrix tangents = enclose_rational(t);
  if (!enclosed.is_finite() || !tangents.is_finite()) return Reason{"an entry is beyond the range of double"};
  const Eigen::MatrixXd coefficients = independent_columns(tangents.mid, rank_threshold).coefficients;
  if (coefficients.cols() > h.rows()) return Reason{"more columns than rows"};
  const MidRadMatrix chosen = enclose_product(tangents, to_midrad(coefficients));
  return prove_bordered_inertia(enclosed, chosen, approx_eigenvectors(enclosed.mid));
}

Outcome<BorderedProof> prove_in_balls(const Matrix<Rational>& h, const Matrix<Rational>& basis, Precision precision) {
  return prove_bordered_inertia(lift_matrix<Ball>(h, precision), lift_matrix<Ball>(basis, precision));
}

Matrix<Rational> columns_of(const Matrix<Rational>& t, const std::vector<Index>& chosen) {
  Matrix<Rational> result(t.rows(), static_cast<Index>(chosen.size()));
  for (Index j = 0; j < result.cols(); ++j) result.col(j) = t.col(chosen[static_cast<std::size_t>(j)]);
  return result;
}

// A solver takes some ten products.
bool is_long(const Eigen::MatrixXd& h) { return 10 * h.rows() * h.rows() * h.rows() >= long_product; }

EigenProposal solve(const Eigen::MatrixXd& h) {
  const Eigen::SelfAdjointEigenSolver<Eigen::MatrixXd> solver(h);
  return {solver.eigenvalues(), solver.eigenvectors()};
}

Eigen::VectorXd solve_for_values(const Eigen::MatrixXd& h) {
  return Eigen::SelfAdjointEigenSolver<Eigen::MatrixXd>(h, Eigen::EigenvaluesOnly).eigenvalues();
}

}  // namespace

EigenProposal approx_eigenvectors(const Eigen::MatrixXd& h) {
  if (!h.allFinite()) {
    const double nan = std::numeric_limits<double>::quiet_NaN();
    return {Eigen::VectorXd::Constant(h.rows(), nan), Eigen::MatrixXd::Constant(h.rows(), h.rows(), nan)};
  }
  return is_long(h) ? abandonable([h] { return solve(h); }) : solve(h);
}

Eigen::VectorXd approx_eigenvalues(const Eigen::MatrixXd& h) {
  if (!h.allFinite()) return Eigen::VectorXd::Constant(h.rows(), std::numeric_limits<double>::quiet_NaN());
  return is_long(h) ? abandonable([h] { return solve_for_values(h); }) : solve_for_values(h);
}

IndependentColumns independent_columns(const Eigen::MatrixXd& tangents, double relative_threshold) {
  if (!(relative_threshold > 0 && relative_threshold < 1)) {
    throw PreconditionError("independent_columns: threshold " + std::to_string(relative_threshold) + " not in (0, 1)");
  }
  if (!tangents.allFinite()) throw PreconditionError("independent_columns: an entry is not finite");
  const Index g = tangents.cols();
  if (tangents.size() == 0) return {Eigen::MatrixXd(g, 0), 1, Eigen::VectorXd(0)};

  const SvdProposal svd = approx_svd(tangents);
  const Eigen::VectorXd& values = svd.values;
  if (!(values(0) > 0)) return {Eigen::MatrixXd(g, 0), 1, values};
  const double threshold = relative_threshold * values(0);
  const Index rank = std::count_if(values.begin(), values.end(), [&](double x) { return x > threshold; });
  const double scale = std::exp2(std::round(std::log2(values(0))));
  // T V = U diag(values), so these columns have length `scale`.
  const Eigen::VectorXd weights = (scale / values.head(rank).array()).matrix();
  return {svd.V.leftCols(rank) * weights.asDiagonal(), scale, values};
}

Outcome<Inertia> prove_inertia(const Matrix<Rational>& h, const Matrix<Rational>& t, Precision max) {
  require_kernel(h, t);
  const Outcome<BorderedProof> first = prove_in_double(h, t);
  if (first) return first->inertia;

  const Matrix<Rational> basis = columns_of(t, pivot_columns(t));
  for (Precision precision = Precision::of_digits(first_digits);; precision.bits *= 2) {
    precision.bits = std::min(precision.bits, max.bits);
    const Outcome<BorderedProof> proof = prove_in_balls(h, basis, precision);
    if (proof) return proof->inertia;
    if (precision.bits >= max.bits) {
      return Reason{"inertia not decided at " + std::to_string(max.digits()) + " digits: " + proof.reason().text};
    }
  }
}

Inertia exact_inertia(const Matrix<Rational>& h) {
  if (!is_symmetric(h)) throw PreconditionError("exact_inertia: the matrix is not symmetric");
  const RationalPolynomial p = characteristic_polynomial(h);
  const Index zero = root_multiplicity(p, 0);
  const Index positive = count_roots_above(p, 0);
  return {h.rows() - zero - positive, zero, positive};
}

}  // namespace laecert::numeric
