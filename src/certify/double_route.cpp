#include <algorithm>
#include <cmath>
#include <limits>
#include <utility>

#include "certify/route.hpp"
#include "numeric/eigenvalues.hpp"
#include "numeric/inertia.hpp"
#include "numeric/midrad_matrix.hpp"
#include "numeric/scaled_vector.hpp"

namespace laecert::certify {
namespace {

using numeric::EigenProposal;
using numeric::MidRadMatrix;

// Symmetry directions shorter than this, against |x| and the longest, count as fixed points of the symmetry. It is a
// proposal: a wrong count makes J singular and the proof fails.
constexpr double tangent_threshold = 1e-5;

Vector<DoubleBall> in_double(const Vector<Ball>& x) { return numeric::lift_matrix<DoubleBall>(x, Precision{53}); }

Matrix<Ball> exact_matrix(const Eigen::MatrixXd& a) {
  Matrix<Ball> result(a.rows(), a.cols());
  for (Index j = 0; j < a.cols(); ++j) {
    for (Index i = 0; i < a.rows(); ++i) result(i, j) = Ball(a(i, j), Precision{64});
  }
  return result;
}

// A ball that says nothing.
Ball unknown() { return Ball(1) / Ball(0); }

Vector<Ball> unknown_vector(Index size) { return Vector<Ball>::Constant(size, unknown()); }

Eigen::MatrixXd approx_matrix(const Matrix<Ball>& a) {
  return a.unaryExpr([](const Ball& x) { return x.approx_double(); });
}

// Positions of the N - b eigenvalues that are largest in modulus, in increasing order.
std::vector<Index> kept_positions(const Eigen::VectorXd& values, Index dropped) {
  std::vector<Index> order(static_cast<std::size_t>(values.size()));
  for (std::size_t i = 0; i < order.size(); ++i) order[i] = static_cast<Index>(i);
  std::sort(order.begin(), order.end(), [&](Index i, Index j) { return std::fabs(values(i)) > std::fabs(values(j)); });
  order.resize(static_cast<std::size_t>(values.size() - dropped));
  std::sort(order.begin(), order.end());
  return order;
}

// Of J = [H T; T^T 0] with H T = 0: the least of H's eigenvalues off range T, in modulus, and of T's singular values.
// Requires: all finite.
double least_singular_value(const Eigen::VectorXd& kept, const numeric::IndependentColumns& border) {
  double smallest = std::numeric_limits<double>::infinity();
  if (border.coefficients.cols() > 0) smallest = border.scale;
  for (const double value : kept) smallest = std::min(smallest, std::fabs(value));
  return smallest;
}

// The symmetries that move a point of this length by more than the threshold, against it and the longest tangent.
numeric::IndependentColumns moving_symmetries(const Eigen::MatrixXd& tangents, double length) {
  numeric::IndependentColumns all = numeric::independent_columns(tangents, tangent_threshold);
  const double longest = all.singular_values.size() > 0 ? all.singular_values(0) : 0.0;
  if (!(longest < length)) return all;
  if (!(longest > tangent_threshold * length)) return {Eigen::MatrixXd(tangents.cols(), 0), 1, all.singular_values};
  return numeric::independent_columns(tangents, tangent_threshold * (length / longest));
}

class DoubleRoute final : public Route {
 public:
  [[nodiscard]] Precision precision() const override { return {53}; }

  [[nodiscard]] Outcome<Linearization> linearize(Evaluator& evaluator, const Vector<Ball>& x) const override {
    const Vector<DoubleBall> centre = in_double(x);
    const MidRadMatrix h = numeric::to_midrad(evaluator.hessian(centre));
    const MidRadMatrix t = numeric::to_midrad(evaluator.tangents(centre));
    if (!h.is_finite() || !t.is_finite()) return Reason{"the Hessian is not finite in double"};
    const double length = approx_matrix(x).stableNorm();
    if (!std::isfinite(length)) return Reason{"the point is not finite in double"};
    const numeric::IndependentColumns border = moving_symmetries(t.mid, length);
    const Eigen::MatrixXd& generators = border.coefficients;
    if (!generators.allFinite()) return Reason{"the symmetries are not finite in double"};
    const auto proposal = std::make_shared<const EigenProposal>(numeric::approx_eigenvectors(h.mid));
    if (!proposal->values.allFinite()) return Reason{"the eigensolver fails in double"};
    const std::vector<Index> kept = kept_positions(proposal->values, generators.cols());
    const Eigen::VectorXd values = proposal->values(kept);
    const double smallest = least_singular_value(values, border);
    // Far above underflow, so that a Newton step stays finite.
    if (!(smallest >= 0x1p-900) || !std::isfinite(smallest))
      return Reason{"the Hessian has more zero eigenvalues in double than symmetries explain"};
    Eigen::MatrixXd vectors = proposal->vectors(Eigen::all, kept);
    return Linearization{exact_matrix(generators), Ball(smallest, Precision{64}), proposal,
                         [values, vectors = std::move(vectors)](const Vector<Ball>& residual) {
                           numeric::ScaledVector r = numeric::approx_scaled(residual);
                           // v = -Q diag(1/values) Q^T r
                           r.mantissas = -(vectors * (vectors.transpose() * r.mantissas).cwiseQuotient(values)).eval();
                           if (!r.mantissas.allFinite()) return unknown_vector(r.mantissas.size());
                           return numeric::exact_vector(r, Precision{64});
                         }};
  }

  [[nodiscard]] Outcome<BorderedEnclosure> prove(Evaluator& evaluator, const Vector<Ball>& box,
                                                 const Linearization& linearization,
                                                 bool with_spectrum) const override {
    const Vector<DoubleBall> points = in_double(box);
    const MidRadMatrix h = numeric::to_midrad(evaluator.hessian(points));
    const MidRadMatrix t = numeric::enclose_product(numeric::to_midrad(evaluator.tangents(points)),
                                                    numeric::to_midrad(approx_matrix(linearization.generators)));
    if (!h.is_finite() || !t.is_finite()) return Reason{"the Hessian is not finite in double"};
    const Outcome<numeric::BorderedProof> proof = numeric::prove_bordered_inertia(h, t, *linearization.proposal);
    if (!proof) return proof.reason();
    BorderedEnclosure enclosure{*proof, norm_bound(h.mid.cwiseAbs() + h.rad), Ball(2) * norm_bound(t.rad), {}};
    if (!enclosure.hessian_norm.is_finite() || !enclosure.tangent_spread.is_finite())
      return Reason{"the norm of the Hessian is not finite in double"};
    if (!with_spectrum) return enclosure;
    const Outcome<std::vector<DoubleBall>> values = numeric::enclose_eigenvalues(h, *linearization.proposal);
    if (!values) return values.reason();
    for (const DoubleBall& value : *values) {
      enclosure.spectrum.push_back(Ball(value.mid(), Precision{64}).widened(Ball(value.rad(), Precision{64})));
    }
    return enclosure;
  }

 private:
  // |A|_2 <= max(|A|_1, |A|_inf) for a non-negative A. The sum of modulus and radius may round down; doubling covers
  // it.
  static Ball norm_bound(const Eigen::MatrixXd& a) {
    const double rows = numeric::upper_maximum(numeric::upper_row_sums(a));
    const double columns = numeric::upper_maximum(numeric::upper_row_sums(a.transpose()));
    const double larger = std::max(rows, columns);
    return std::isfinite(larger) ? Ball(2) * Ball(larger, Precision{64}) : unknown();
  }
};

}  // namespace

std::unique_ptr<Route> make_double_route() { return std::make_unique<DoubleRoute>(); }

}  // namespace laecert::certify
