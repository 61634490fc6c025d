#include "theory/ppca/predictions.hpp"

#include <fmt/format.h>

#include "numeric/errors.hpp"
#include "numeric/product.hpp"

namespace laecert::theory {
namespace {

Rational noise_variance(const Spectrum& spectrum, const PpcaModel& model) { return spectrum.lambda / model.samples; }

// The singular values sqrt(c_i - v) exactly, where all are rational.
std::optional<Vector<Rational>> exact_singular_values(const Manifold& manifold, const Spectrum& spectrum,
                                                      const PpcaModel& model) {
  if (!spectrum.exact) return {};
  Vector<Rational> roots(manifold.rank);
  for (Index a = 0; a < manifold.rank; ++a) {
    const Index i = manifold.index_set[static_cast<std::size_t>(a)] - 1;
    const std::optional<Rational> level = predict_exact_level(spectrum.exact->s(i) / model.samples, model.prior_weight);
    if (!level) return {};
    const std::optional<Rational> root = exact_square_root(*level - noise_variance(spectrum, model));
    if (!root) return {};
    roots(a) = *root;
  }
  return roots;
}

Matrix<Rational> exact_columns(const Manifold& manifold, const Spectrum& spectrum, const Vector<Rational>& roots) {
  Matrix<Rational> columns(spectrum.m(), manifold.rank);
  for (Index a = 0; a < manifold.rank; ++a) {
    columns.col(a) = roots(a) * spectrum.exact->U.col(manifold.index_set[static_cast<std::size_t>(a)] - 1);
  }
  return columns;
}

// Midpoints of the columns sqrt(c_i - v) u_i.
Matrix<Rational> near_columns(const Manifold& manifold, const Spectrum& spectrum, const PpcaModel& model) {
  const Ball n(model.samples), v(noise_variance(spectrum, model), spectrum.precision);
  Matrix<Rational> columns(spectrum.m(), manifold.rank);
  for (Index a = 0; a < manifold.rank; ++a) {
    const Index i = manifold.index_set[static_cast<std::size_t>(a)] - 1;
    const Ball t = spectrum.values[static_cast<std::size_t>(i)] / n;
    const Ball root = sqrt_nonnegative(predict_level(t, model.prior_weight) - v).midpoint();
    for (Index row = 0; row < spectrum.m(); ++row) {
      columns(row, a) = (root * spectrum.vectors(row, i)).exact_midpoint();
    }
  }
  return columns;
}

void require_model(const PpcaModel& model, const Manifold& manifold, const Frame& frame) {
  if (model.samples < 1)
    throw PreconditionError(fmt::format("probabilistic PCA: n = {}, expected n >= 1", model.samples));
  if (frame.F.rows() == manifold.rank) return;
  throw PreconditionError(fmt::format("a frame of rank {} on a manifold of rank {}", frame.F.rows(), manifold.rank));
}

void require_remainder(const Spectrum& spectrum, Index k) {
  if (1 <= k && k < spectrum.m()) return;
  throw PreconditionError(fmt::format("no noise variance of maximum likelihood for k = {}, m = {}", k, spectrum.m()));
}

}  // namespace

Ball predict_level(const Ball& t, const Rational& prior_weight) {
  // The root without cancellation: c = 2 t / (1 + sqrt(1 + 4 alpha t)).
  const Ball alpha(prior_weight, t.precision());
  return Ball(2) * t / (Ball(1) + sqrt(Ball(1) + Ball(4) * alpha * t));
}

std::optional<Rational> predict_exact_level(const Rational& t, const Rational& prior_weight) {
  const std::optional<Rational> root = exact_square_root(1 + 4 * prior_weight * t);
  if (!root) return {};
  return Rational(2 * t / (1 + *root));
}

PredictedWeights predict_weights(const Manifold& manifold, const Spectrum& spectrum, const PpcaModel& model,
                                 const Frame& frame) {
  require_model(model, manifold, frame);
  const std::optional<Vector<Rational>> roots = exact_singular_values(manifold, spectrum, model);
  const Matrix<Rational> columns =
      roots ? exact_columns(manifold, spectrum, *roots) : near_columns(manifold, spectrum, model);
  return {numeric::product(columns, frame.F), roots.has_value() || manifold.rank == 0};
}

Ball predict_ppca_value(const Manifold& manifold, const Spectrum& spectrum, const PpcaModel& model) {
  const Ball n(model.samples), v(noise_variance(spectrum, model), spectrum.precision);
  const Ball alpha(model.prior_weight, spectrum.precision);
  Ball value = Ball(spectrum.m() - manifold.rank) * log(v);
  Ball rest(Rational(spectrum.trace / model.samples), spectrum.precision);
  for (const Index i : manifold.index_set) {
    const Ball t = spectrum.values[static_cast<std::size_t>(i - 1)] / n, c = predict_level(t, model.prior_weight);
    value += log(c) + t / c + alpha * (c - v);
    rest -= t;
  }
  return value + rest / v;
}

Rational predict_operator_factor(const Rational& level, const Rational& noise_variance) {
  return 1 - noise_variance / level;
}

Rational predict_joint_level(const Rational& sigma, const Rational& prior_deviation) { return prior_deviation * sigma; }

Ball predict_noise_variance(const Spectrum& spectrum, Index k, long samples) {
  require_remainder(spectrum, k);
  Ball rest(spectrum.trace, spectrum.precision);
  for (Index i = 0; i < k; ++i) rest -= spectrum.values[static_cast<std::size_t>(i)];
  return rest / (Ball(samples) * Ball(spectrum.m() - k));
}

std::optional<Rational> predict_exact_noise_variance(const Spectrum& spectrum, Index k, long samples) {
  require_remainder(spectrum, k);
  if (!spectrum.exact) return {};
  Rational rest = spectrum.trace;
  for (Index i = 0; i < k; ++i) rest -= spectrum.exact->s(i);
  return Rational(rest / (samples * (spectrum.m() - k)));
}

}  // namespace laecert::theory
