#include "training/manifold_distance.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "families/lae/findings.hpp"
#include "numeric/errors.hpp"
#include "numeric/norm.hpp"
#include "numeric/product.hpp"
#include "training/doubles.hpp"
#include "training/list_frame.hpp"

namespace laecert::studies {
namespace {

using problem::Autoencoder;

void require_shapes(const LaeContext& context, const Autoencoder<double>& w) {
  const Index m = context.instance.m(), k = context.instance.k();
  if (w.W1.rows() == k && w.W1.cols() == m && w.W2.rows() == m && w.W2.cols() == k) return;
  throw PreconditionError(fmt::format("W1 is {} x {} and W2 {} x {}, expected {} x {} and {} x {}", w.W1.rows(),
                                      w.W1.cols(), w.W2.rows(), w.W2.cols(), k, m, m, k));
}

// |(W1, W2) - (V1, V2)|.
Ball enclose_difference(const Autoencoder<Ball>& w, const Matrix<Ball>& V1, const Matrix<Ball>& V2) {
  const Ball encoder = enclose_norm(Matrix<Ball>(w.W1 - V1)), decoder = enclose_norm(Matrix<Ball>(w.W2 - V2));
  return sqrt_nonnegative(sqr(encoder) + sqr(decoder));
}

Ball distance_to_zero(const Autoencoder<double>& weights, Precision precision) {
  const Autoencoder<Ball> w = exact_weights(weights, precision);
  return enclose_difference(w, Matrix<Ball>::Constant(w.W1.rows(), w.W1.cols(), Ball(0)),
                            Matrix<Ball>::Constant(w.W2.rows(), w.W2.cols(), Ball(0)));
}

Matrix<Ball> scaled_columns(Matrix<Ball> a, const Vector<Ball>& factors) {
  for (Index j = 0; j < a.cols(); ++j) {
    for (Index i = 0; i < a.rows(); ++i) a(i, j) *= factors(j);
  }
  return a;
}

Outcome<NearPoint> finite_distance(const theory::Manifold& manifold, const Ball& distance) {
  if (!distance.is_finite()) return Reason{"the weights are too large for a distance"};
  return NearPoint{manifold, distance.upper_end()};
}

// The eigenspaces of which a manifold takes vectors: their places in the list, and how many.
struct TakenSpaces {
  std::vector<Index> columns;  // of the eigenbasis, counted from 0
  std::vector<TakenRank> ranks;
};

TakenSpaces taken_spaces(const LaeContext& context, const theory::Manifold& manifold) {
  const theory::Spectrum& spectrum = *context.spectrum;
  const Ball lambda(spectrum.lambda, spectrum.precision);
  const std::vector<Index> ranks = theory::rank_vector_of(context.profile, manifold);
  TakenSpaces taken;
  for (std::size_t e = 0; e < ranks.size(); ++e) {
    if (ranks[e] == 0) continue;
    const theory::Group& group = spectrum.groups[e];
    for (Index i = 0; i < group.size; ++i) taken.columns.push_back(group.first + i);
    const Ball& s = spectrum.values[static_cast<std::size_t>(group.first)];
    const double factor = theory::predict_map_factor(context.loss, s, lambda).approx_double();
    taken.ranks.push_back({group.size, ranks[e], std::sqrt(factor)});
  }
  return taken;
}

// These columns of one orthonormal eigenbasis; nothing where one is not enclosed.
std::optional<Matrix<Ball>> enclose_columns(const theory::Spectrum& spectrum, const std::vector<Index>& columns) {
  Matrix<Ball> basis(spectrum.m(), static_cast<Index>(columns.size()));
  for (std::size_t j = 0; j < columns.size(); ++j) {
    const std::optional<Ball>& radius = spectrum.basis_radii[static_cast<std::size_t>(columns[j])];
    if (!radius) return {};
    for (Index i = 0; i < basis.rows(); ++i) {
      basis(i, static_cast<Index>(j)) = spectrum.vectors(i, columns[j]).widened(*radius);
    }
  }
  return basis;
}

// D2: W1 = O D Q^T B^T and W2 = W1^T, B the enclosed eigenbasis; O and Q are within their defects of matrices with
// orthonormal columns, d < 1.
Outcome<Ball> sum_distance(const LaeContext& context, const theory::Manifold& manifold,
                           const Autoencoder<double>& weights, const Matrix<Ball>& basis,
                           const std::vector<TakenRank>& ranks) {
  const Precision precision = context.spectrum->precision;
  const ListFrame frame = approx_list_frame(weights, approx_matrix(basis), ranks);
  if (!(frame.O.allFinite() && frame.Q.allFinite())) return Reason{"the weights are too large for a distance"};
  const Matrix<Ball> O = exact_matrix(frame.O, precision), Q = exact_matrix(frame.Q, precision);
  const Vector<Ball> d = theory::predict_singular_values(manifold, *context.spectrum);
  const Matrix<Ball> U = numeric::product(basis, Q);
  const Matrix<Ball> decoder = numeric::product(scaled_columns(U, d), Matrix<Ball>(O.transpose()));
  const Ball off_O = enclose_orthonormality_defect(O), off_Q = enclose_orthonormality_defect(Q);
  return enclose_difference(exact_weights(weights, precision), decoder.transpose(), decoder) +
         sqrt(Ball(2)) * (off_O * (Ball(1) + off_Q) + off_Q);
}

// D1: W1 = G diag(a) U^T and W2 = U F', F' G = I, where F' lies within |I - F G| |C| / (1 - |C G - I|) of F.
Outcome<Ball> left_inverse_distance(const LaeContext& context, const theory::Manifold& manifold,
                                    const Autoencoder<double>& weights, const Matrix<Ball>& U) {
  const Precision precision = context.spectrum->precision;
  const Vector<Ball> factors = theory::predict_map_factors(context.loss, manifold, *context.spectrum);
  const InverseFrame frame = approx_inverse_frame(weights, approx_matrix(U), approx_matrix(factors));
  if (frame.C.size() == 0 || !(frame.F.allFinite() && frame.C.allFinite()))
    return Reason{"the encoder is too far from the manifold: it is singular there"};
  const Matrix<Ball> G = exact_matrix(frame.G, precision), F = exact_matrix(frame.F, precision);
  const Matrix<Ball> C = exact_matrix(frame.C, precision);
  const Matrix<Ball> one =
      numeric::lift_matrix<Ball>(Matrix<Rational>(Matrix<Rational>::Identity(manifold.rank, manifold.rank)), precision);
  const Ball off_one = enclose_norm(Matrix<Ball>(numeric::product(C, G) - one));
  if (!numeric::certainly(is_less(off_one, Ball(1)))) return Reason{"the encoder is singular on the manifold's span"};
  const Ball correction =
      enclose_norm(Matrix<Ball>(one - numeric::product(F, G))) * enclose_norm(C) / (Ball(1) - off_one);
  const Matrix<Ball> encoder = numeric::product(G, Matrix<Ball>(scaled_columns(U, factors).transpose()));
  return enclose_difference(exact_weights(weights, precision), encoder, numeric::product(U, F)) + correction;
}

}  // namespace

Ball enclose_orthonormality_defect(const Matrix<Ball>& a) {
  Matrix<Ball> gram = numeric::product(Matrix<Ball>(a.transpose()), a);
  for (Index i = 0; i < gram.rows(); ++i) gram(i, i) -= Ball(1);
  return enclose_norm(gram);
}

Outcome<NearPoint> enclose_manifold_distance(const LaeContext& context, const theory::Manifold& manifold,
                                             const Autoencoder<double>& weights) {
  require_shapes(context, weights);
  if (!all_finite(weights)) return Reason{"the weights are not finite"};
  // The point zero is critical: both gradients vanish there.
  if (manifold.rank == 0) return finite_distance(manifold, distance_to_zero(weights, context.spectrum->precision));
  const TakenSpaces taken = taken_spaces(context, manifold);
  const std::optional<Matrix<Ball>> basis = enclose_columns(*context.spectrum, taken.columns);
  if (!basis) return Reason{"an eigenspace of the manifold is not enclosed"};
  const Outcome<Ball> distance = context.loss == Loss::sum
                                     ? sum_distance(context, manifold, weights, *basis, taken.ranks)
                                     : left_inverse_distance(context, manifold, weights, *basis);
  return distance ? finite_distance(manifold, *distance) : Outcome<NearPoint>(distance.reason());
}

std::optional<theory::Manifold> approx_nearest_manifold(const LaeContext& context, const Autoencoder<double>& weights) {
  const theory::Spectrum& spectrum = *context.spectrum;
  const Matrix<double> U = approx_matrix(spectrum.vectors.leftCols(context.profile.q()));
  const Matrix<double> encoded = weights.W1 * U, decoded = weights.W2.transpose() * U;
  const Vector<double> loads = encoded.cwiseProduct(decoded).colwise().sum();
  const Ball lambda(spectrum.lambda, spectrum.precision);
  std::vector<Index> ranks;
  Index rank = 0;
  for (std::size_t e = 0; e < context.profile.multiplicities.size(); ++e) {
    const theory::Group& group = spectrum.groups[e];
    const Ball& s = spectrum.values[static_cast<std::size_t>(group.first)];
    const double factor = theory::predict_map_factor(context.loss, s, lambda).approx_double();
    const double ratio = loads.segment(group.first, group.size).sum() / factor;
    if (!std::isfinite(ratio)) return {};
    ranks.push_back(static_cast<Index>(std::clamp(std::round(ratio), 0.0, static_cast<double>(group.size))));
    rank += ranks.back();
  }
  if (rank > context.profile.k) return {};
  return theory::predict_manifold(context.profile, ranks);
}

Outcome<NearPoint> enclose_list_distance(const LaeContext& context, const Autoencoder<double>& weights) {
  require_shapes(context, weights);
  if (!all_finite(weights)) return Reason{"the weights are not finite"};
  const std::optional<theory::Manifold> manifold = approx_nearest_manifold(context, weights);
  if (!manifold) return Reason{"near no listed manifold"};
  return enclose_manifold_distance(context, *manifold, weights);
}

}  // namespace laecert::studies
