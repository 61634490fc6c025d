#include <fmt/format.h>

#include <Eigen/QR>
#include <algorithm>
#include <cmath>
#include <numeric>
#include <optional>

#include "numeric/errors.hpp"
#include "numeric/inertia.hpp"
#include "numeric/running.hpp"

namespace laecert::numeric {
namespace {

/// The congruence V = diag(Z, s I), Z = [eigenvectors off the null space | Z_0] with Z_0^T T about tau I. The powers of
/// two s <= 1 and tau keep the border, s tau, near the least eigenvalue that is not zero: T and the eigenvectors are
/// orthogonal to u |H| over that eigenvalue only.
struct Frame {
  Eigen::MatrixXd z;
  double tau = 1;
  double s = 1;
};

void require_shapes(const MidRadMatrix& h, const MidRadMatrix& t, const EigenProposal& proposal) {
  const Index n = h.rows();
  const bool fits = n >= 1 && h.cols() == n && t.rows() == n && t.cols() <= n && proposal.values.size() == n &&
                    proposal.vectors.rows() == n && proposal.vectors.cols() == n;
  if (!fits) {
    throw PreconditionError(fmt::format("prove_bordered_inertia: H {} x {}, T {} x {}, {} eigenvectors", h.rows(),
                                        h.cols(), t.rows(), t.cols(), proposal.vectors.cols()));
  }
}

/// The eigenpairs without the b whose eigenvalues are smallest in modulus, by falling modulus.
EigenProposal off_kernel(const EigenProposal& proposal, Index b) {
  std::vector<Index> order(static_cast<std::size_t>(proposal.values.size()));
  std::iota(order.begin(), order.end(), Index{0});
  std::sort(order.begin(), order.end(),
            [&](Index i, Index j) { return std::fabs(proposal.values(i)) > std::fabs(proposal.values(j)); });
  order.resize(order.size() - static_cast<std::size_t>(b));
  return {proposal.values(order), proposal.vectors(Eigen::all, order)};
}

double nearest_power_of_two(double x) { return std::exp2(std::round(std::log2(x))); }

/// Z = [Q_c, tau T (T^T T)^-1], by a QR decomposition of the midpoints of T.
Frame propose_frame(const Eigen::MatrixXd& t, const EigenProposal& proposal) {
  const Index n = t.rows();
  const Index b = t.cols();
  if (b == 0) return {proposal.vectors, 1, 1};
  const Eigen::HouseholderQR<Eigen::MatrixXd> qr(t);
  const Eigen::MatrixXd q = qr.householderQ() * Eigen::MatrixXd::Identity(n, b);
  const Eigen::MatrixXd r = qr.matrixQR().topRows(b);
  const double tau = nearest_power_of_two(r.norm() / std::sqrt(static_cast<double>(b)));
  const EigenProposal rest = off_kernel(proposal, b);
  Eigen::MatrixXd z(n, n);
  z << rest.vectors, tau * r.triangularView<Eigen::Upper>().solve(q.transpose()).transpose();
  const double least = b < n ? nearest_power_of_two(std::fabs(rest.values(n - b - 1))) : tau;
  return {std::move(z), tau, least > 0 && least < tau ? least / tau : 1};
}

/// Row sums of the off-diagonal part of the symmetric matrix of which g holds the lower triangle.
Eigen::VectorXd off_diagonal_sums(const Eigen::MatrixXd& g) {
  const Index n = g.rows();
  Eigen::VectorXd sums = Eigen::VectorXd::Zero(n);
  for (Index j = 0; j < n; ++j) {
    const Index below = n - j - 1;
    const Eigen::VectorXd column = g.col(j).tail(below).cwiseAbs();
    sums.tail(below) += column;
    sums(j) += column.sum();
  }
  return sums;
}

Eigen::MatrixXd symmetric_from_lower(const Eigen::MatrixXd& a) { return a.selfadjointView<Eigen::Lower>(); }

/// What is known of A = V^T J V = D + E, D = diag(M_11, ..) for the first rows and s tau at the border.
struct Congruence {
  /// |D| row by row, and at least the row sums of |E|; N + b entries.
  Eigen::VectorXd diagonal;
  Eigen::VectorXd error;
  Index negative = 0;
  /// At least |Z|_1 |Z|_inf.
  double z_norm_squared = 0;
};

/// At least (3 gamma |H| + weight H_rad) v for v >= 0; H full, of the radii only the lower triangle is read.
Eigen::VectorXd upper_spread(const Eigen::MatrixXd& h, const Eigen::MatrixXd& rad, const Eigen::VectorXd& v,
                             const RoundingBounds& bounds) {
  Eigen::VectorXd sums = Eigen::VectorXd::Zero(h.rows());
  for (Index j = 0; j < h.cols(); ++j) sums += v(j) * h.col(j).cwiseAbs();
  const Eigen::VectorXd radii = rad.selfadjointView<Eigen::Lower>() * v;
  // n + 1 roundings in each product, four to put them together.
  const Eigen::VectorXd both = 3 * bounds.gamma(h.rows()) * sums + bounds.radius_weight * radii;
  return bounds.raised(both, h.rows() + 6);
}

Congruence enclose_congruence(const MidRadMatrix& h_given, const MidRadMatrix& t, const Frame& frame,
                              const RoundingBounds& bounds) {
  const Index n = h_given.rows();
  const Index b = t.cols();
  const Eigen::MatrixXd& z = frame.z;
  const Eigen::MatrixXd h = symmetric_from_lower(h_given.mid);
  const double gamma = bounds.gamma(n);

  const Eigen::MatrixXd w = h * z;
  Eigen::MatrixXd g(n, n);
  g.triangularView<Eigen::Lower>() = z.transpose() * w;
  const Eigen::MatrixXd abs_z = z.cwiseAbs();
  const Eigen::VectorXd z_rows = upper_row_sums(abs_z, bounds);
  // |G - Z^T H Z| <= |Z|^T ((2 gamma + gamma^2) |H_mid| + H_rad) |Z| plus underflow: a symmetric bound, so that the
  // upper triangle, which is not computed, obeys it too.
  const Eigen::VectorXd spread = upper_spread(h, h_given.rad, z_rows, bounds);
  const Eigen::VectorXd rounding = upper_transposed_product(abs_z, spread, bounds);
  const double z_largest = upper_maximum(upper_column_sums(abs_z, bounds));
  const double underflow =
      static_cast<double>(n) * static_cast<double>(n) * (z_largest + 1) * (z_largest + 1) * 4 * bounds.underflow;

  // P = Z^T T and its error, by rows and by columns: |P - Z^T T| <= |Z|^T (gamma |T_mid| + T_rad).
  // All times s, exactly but for underflow.
  Eigen::MatrixXd p = z.transpose() * t.mid;
  p.bottomRows(b).diagonal().array() -= frame.tau;
  p *= frame.s;
  const Eigen::MatrixXd t_spread = (gamma * t.mid.array().abs() + bounds.radius_weight * t.rad.array()).matrix();
  const Eigen::VectorXd p_rows = upper_transposed_product(abs_z, upper_row_sums(t_spread, bounds), bounds);
  const Eigen::VectorXd p_cols = upper_transposed_product(t_spread, z_rows, bounds);

  Congruence result{Eigen::VectorXd(n + b), Eigen::VectorXd(n + b)};
  Eigen::VectorXd rows = off_diagonal_sums(g) + rounding + p.cwiseAbs().rowwise().sum() + frame.s * p_rows;
  rows.tail(b) += g.diagonal().tail(b).cwiseAbs();
  result.error.head(n) = rows;
  result.error.tail(b) = p.cwiseAbs().colwise().sum().transpose() + frame.s * p_cols;
  // At most n + b + 8 roundings; the subtraction of tau is one, relative to its result.
  result.error = bounds.raised(result.error, n + b + 12).array() + underflow;
  result.diagonal.head(n - b) = g.diagonal().head(n - b).cwiseAbs();
  result.diagonal.tail(2 * b).setConstant(frame.s * frame.tau);
  result.negative = (g.diagonal().head(n - b).array() < 0).count();
  result.z_norm_squared = upper_maximum(z_rows) * z_largest * (1 + 4 * bounds.unit);
  return result;
}

/// The least margin |D| - |E| over the rows, rounded down, or the row that has none.
Outcome<double> least_margin(const Congruence& a) {
  double least = std::numeric_limits<double>::infinity();
  for (Index i = 0; i < a.diagonal.size(); ++i) {
    const double margin = (a.diagonal(i) - a.error(i)) * (1 - 4 * unit_roundoff);
    if (!(margin > 0)) {
      return Reason{fmt::format("in double, row {} of the congruence: diagonal {:.3g} not above the error bound {:.3g}",
                                i + 1, a.diagonal(i), a.error(i))};
    }
    if (margin < least) least = margin;
  }
  return least;
}

/// sigma_min(J) >= sigma_min(A) / |V|^2 and |V|^2 <= max(1, |Z|_1 |Z|_inf) as s <= 1, rounded down.
double lower_gap(double margin, double z_norm_squared, const RoundingBounds& bounds) {
  return margin / (z_norm_squared > 1 ? z_norm_squared : 1) * (1 - 4 * unit_roundoff) - bounds.underflow;
}

Outcome<BorderedProof> prove(const MidRadMatrix& h, const MidRadMatrix& t, const EigenProposal& proposal,
                             const RoundingBounds& bounds) {
  const Frame frame = propose_frame(t.mid, proposal);
  if (!frame.z.allFinite() || !(frame.tau > 0) || !std::isfinite(frame.tau)) {
    return Reason{"in double: the columns of T are dependent to working accuracy"};
  }
  const Congruence congruence = enclose_congruence(h, t, frame, bounds);
  const Outcome<double> margin = least_margin(congruence);
  if (!margin) return margin.reason();
  const double gap = lower_gap(*margin, congruence.z_norm_squared, bounds);
  if (!(gap > 0)) return Reason{"in double: the gap underflows"};
  const Index b = t.cols();
  return BorderedProof{
      {congruence.negative, b, h.rows() - b - congruence.negative}, Ball(gap, Precision{53}), Precision{53}};
}

}  // namespace

Outcome<BorderedProof> prove_bordered_inertia(const MidRadMatrix& h, const MidRadMatrix& t,
                                              const EigenProposal& proposal, const RoundingBounds& bounds) {
  require_shapes(h, t, proposal);
  if (!h.is_finite() || !t.is_finite()) return Reason{"in double: an entry of the enclosure is not finite"};
  if (!proposal.values.allFinite() || !proposal.vectors.allFinite()) {
    return Reason{"in double: the proposed eigenvectors are not finite"};
  }
  if (h.rows() * h.rows() * h.rows() < long_product) return prove(h, t, proposal, bounds);
  return abandonable([h, t, proposal, bounds] { return prove(h, t, proposal, bounds); });
}

}  // namespace laecert::numeric
