#include "theory/lae/predictions.hpp"

#include <fmt/format.h>

#include "numeric/errors.hpp"
#include "numeric/exact_linear_algebra.hpp"
#include "numeric/product.hpp"
#include "numeric/random.hpp"

namespace laecert::theory {

namespace {

const Ball& value_of(const Spectrum& spectrum, Index one_based) {
  return spectrum.values.at(static_cast<std::size_t>(one_based - 1));
}

// U_I, its columns as balls around the approximate eigenvectors; not finite where one has no radius.
std::optional<Matrix<Ball>> enclosed_eigenvectors(const Manifold& manifold, const Spectrum& spectrum) {
  Matrix<Ball> result(spectrum.m(), manifold.rank);
  for (Index a = 0; a < manifold.rank; ++a) {
    const Index column = manifold.index_set[static_cast<std::size_t>(a)] - 1;
    const std::optional<Ball>& radius = spectrum.vector_radii[static_cast<std::size_t>(column)];
    if (!radius) return std::nullopt;
    for (Index i = 0; i < spectrum.m(); ++i) result(i, a) = spectrum.vectors(i, column).widened(*radius);
  }
  return result;
}

void require_frame(Loss loss, const Frame& frame, Index l) {
  const bool shapes = frame.G.cols() == l && frame.F.rows() == l && frame.F.cols() == frame.G.rows();
  const bool inverse = shapes && numeric::product(frame.F, frame.G) == Matrix<Rational>::Identity(l, l);
  if (inverse && (loss != Loss::sum || frame.F == frame.G.transpose())) return;
  throw PreconditionError(fmt::format("a {} x {} frame of a manifold of `{}` of rank {} must have {}", frame.G.rows(),
                                      frame.G.cols(), to_string(loss), l,
                                      loss == Loss::sum ? "orthonormal columns" : "a left inverse"));
}

// a and b of PredictedPoint for one index.
struct Factors {
  Rational encoder, decoder;
};

Factors exact_factors(Loss loss, const ExactSpectrum& exact, const Rational& lambda, Index column) {
  const Rational& s = exact.s(column);
  if (loss == Loss::none) return {1, 1};
  if (loss == Loss::product) return {s / (s + lambda), 1};
  return {(*exact.d)(column), (*exact.d)(column)};
}

PredictedPoint exact_point(Loss loss, const Manifold& manifold, const Spectrum& spectrum, const Frame& frame) {
  const ExactSpectrum& exact = *spectrum.exact;
  Matrix<Rational> encoder(exact.U.rows(), manifold.rank), decoder(exact.U.rows(), manifold.rank);
  for (Index a = 0; a < manifold.rank; ++a) {
    const Index column = manifold.index_set[static_cast<std::size_t>(a)] - 1;
    const Factors factors = exact_factors(loss, exact, spectrum.lambda, column);
    encoder.col(a) = factors.encoder * exact.U.col(column);
    decoder.col(a) = factors.decoder * exact.U.col(column);
  }
  return {numeric::product(frame.G, Matrix<Rational>(encoder.transpose())), numeric::product(decoder, frame.F), true};
}

Matrix<Rational> midpoints(const Matrix<Ball>& a) {
  Matrix<Rational> result(a.rows(), a.cols());
  for (Index j = 0; j < a.cols(); ++j) {
    for (Index i = 0; i < a.rows(); ++i) result(i, j) = a(i, j).exact_midpoint();
  }
  return result;
}

// U_I diag(factors), of midpoints; without factors U_I itself.
Matrix<Ball> approx_scaled_vectors(const Manifold& manifold, const Spectrum& spectrum,
                                   const std::optional<Vector<Ball>>& factors) {
  Matrix<Ball> scaled(spectrum.m(), manifold.rank);
  for (Index a = 0; a < manifold.rank; ++a) {
    const Index column = manifold.index_set[static_cast<std::size_t>(a)] - 1;
    const Ball factor = factors ? (*factors)(a).midpoint() : Ball(1);
    for (Index i = 0; i < spectrum.m(); ++i) scaled(i, a) = factor * spectrum.vectors(i, column);
  }
  return scaled;
}

PredictedPoint near_point(Loss loss, const Manifold& manifold, const Spectrum& spectrum, const Frame& frame) {
  std::optional<Vector<Ball>> encoder, decoder;
  if (loss == Loss::product) encoder = predict_map_factors(loss, manifold, spectrum);
  if (loss == Loss::sum) encoder = decoder = predict_singular_values(manifold, spectrum);
  const Matrix<Ball> G = numeric::lift_matrix<Ball>(frame.G, spectrum.precision);
  const Matrix<Ball> F = numeric::lift_matrix<Ball>(frame.F, spectrum.precision);
  const Matrix<Ball> rows = approx_scaled_vectors(manifold, spectrum, encoder).transpose();
  return {midpoints(numeric::product(G, rows)),
          midpoints(numeric::product(approx_scaled_vectors(manifold, spectrum, decoder), F))};
}

Matrix<Rational> random_rationals(Index rows, Index cols, numeric::SplitMix64& random) {
  Matrix<Rational> result(rows, cols);
  for (Rational& entry : result.reshaped()) entry = Rational(random.between(-3, 3), random.between(1, 3));
  return result;
}

}  // namespace

Profile profile_of(const Spectrum& spectrum, Index k, Loss loss) {
  if (loss != Loss::sum) {
    if (static_cast<Index>(spectrum.groups.size()) != spectrum.m()) {
      throw PreconditionError(fmt::format("an eigenvalue repeats: `{}` has no list of manifolds", to_string(loss)));
    }
    return full_profile(spectrum.m(), k, loss);
  }
  Profile profile{spectrum.m(), k, {}};
  for (const Group& group : spectrum.groups) {
    if (group.first < spectrum.q) profile.multiplicities.push_back(group.size);
  }
  return profile;
}

Ball predict_value(Loss loss, const Manifold& manifold, const Spectrum& spectrum) {
  const Ball lambda(spectrum.lambda, spectrum.precision);
  Ball value(spectrum.trace, spectrum.precision);
  for (const Index i : manifold.index_set) {
    const Ball& s = value_of(spectrum, i);
    if (loss == Loss::none) value -= s;
    if (loss == Loss::product) value -= sqr(s) / (s + lambda);
    if (loss == Loss::sum) value -= sqr(s - lambda) / s;
  }
  return value;
}

std::optional<Rational> predict_exact_value(Loss loss, const Manifold& manifold, const Spectrum& spectrum) {
  if (!spectrum.exact) return std::nullopt;
  const Rational& lambda = spectrum.lambda;
  Rational value = spectrum.trace;
  for (const Index i : manifold.index_set) {
    const Rational& s = spectrum.exact->s(i - 1);
    if (loss == Loss::none) value -= s;
    if (loss == Loss::product) value -= s * s / (s + lambda);
    if (loss == Loss::sum) value -= (s - lambda) * (s - lambda) / s;
  }
  return value;
}

Ball predict_map_factor(Loss loss, const Ball& s, const Ball& lambda) {
  if (loss == Loss::none) return Ball(1);
  return loss == Loss::product ? s / (s + lambda) : (s - lambda) / s;
}

Vector<Ball> predict_map_factors(Loss loss, const Manifold& manifold, const Spectrum& spectrum) {
  const Ball lambda(spectrum.lambda, spectrum.precision);
  Vector<Ball> factors(manifold.rank);
  for (Index a = 0; a < manifold.rank; ++a) {
    const Ball& s = value_of(spectrum, manifold.index_set[static_cast<std::size_t>(a)]);
    factors(a) = predict_map_factor(loss, s, lambda);
  }
  return factors;
}

Vector<Ball> predict_singular_values(const Manifold& manifold, const Spectrum& spectrum) {
  Vector<Ball> d = predict_map_factors(Loss::sum, manifold, spectrum);
  // 1 - lambda/s is positive: what reaches below zero is rounding.
  for (Ball& x : d) x = sqrt_nonnegative(x);
  return d;
}

Outcome<Matrix<Ball>> predict_map(Loss loss, const Manifold& manifold, const Spectrum& spectrum) {
  const std::optional<Matrix<Ball>> U = enclosed_eigenvectors(manifold, spectrum);
  if (!U) return Reason{"an eigenvector of the index set is not enclosed: its eigenvalue is repeated"};
  const Vector<Ball> factors = predict_map_factors(loss, manifold, spectrum);
  Matrix<Ball> scaled = U->transpose();
  for (Index a = 0; a < manifold.rank; ++a) {
    for (Index i = 0; i < spectrum.m(); ++i) scaled(a, i) *= factors(a);
  }
  return numeric::product(*U, scaled);
}

PredictedPoint predict_point(Loss loss, const Manifold& manifold, const Spectrum& spectrum, const Frame& frame) {
  require_frame(loss, frame, manifold.rank);
  if (spectrum.exact && (loss != Loss::sum || spectrum.exact->d)) return exact_point(loss, manifold, spectrum, frame);
  PredictedPoint point = near_point(loss, manifold, spectrum, frame);
  point.is_exact = manifold.rank == 0;
  return point;
}

Frame canonical_frame(Index k, Index l) {
  if (l < 0 || l > k) throw PreconditionError(fmt::format("a {} x {} frame has too many columns", k, l));
  return {Matrix<Rational>::Identity(k, l), Matrix<Rational>::Identity(l, k)};
}

Frame random_frame(Loss loss, Index k, Index l, std::uint64_t seed) {
  if (l < 0 || l > k) throw PreconditionError(fmt::format("a {} x {} frame has too many columns", k, l));
  if (loss == Loss::sum) {
    const Matrix<Rational> O = random_orthogonal(k, seed).leftCols(l);
    return {O, O.transpose()};
  }
  if (l == 0) return canonical_frame(k, 0);
  numeric::SplitMix64 random(seed);
  while (true) {
    // F = (C G)^-1 C is a left inverse of G; every left inverse is one of these (C = F).
    const Matrix<Rational> G = random_rationals(k, l, random);
    const Matrix<Rational> C = random_rationals(l, k, random);
    std::optional<Matrix<Rational>> F = numeric::exact_solve(numeric::product(C, G), C);
    if (F) return {G, *std::move(F)};
  }
}

Matrix<Rational> random_orthogonal(Index k, std::uint64_t seed) {
  if (k < 1) throw PreconditionError(fmt::format("an orthogonal matrix of {} rows", k));
  numeric::SplitMix64 random(seed);
  const Matrix<Rational> one = Matrix<Rational>::Identity(k, k);
  Matrix<Rational> A = Matrix<Rational>::Zero(k, k);
  for (Index j = 0; j < k; ++j) {
    for (Index i = 0; i < j; ++i) {
      A(i, j) = Rational(random.between(-3, 3), random.between(1, 3));
      A(j, i) = -A(i, j);
    }
  }
  // I + A is regular for antisymmetric A: x^T (I + A) x = |x|^2.
  const Matrix<Rational> inverse = numeric::exact_solve(Matrix<Rational>(one + A), one).value();
  Matrix<Rational> orthogonal = numeric::product(Matrix<Rational>(one - A), inverse);
  const Index column = static_cast<Index>(random.below(static_cast<std::uint64_t>(k)));
  if (random.coin()) orthogonal.col(column) = -Vector<Rational>(orthogonal.col(column));
  return orthogonal;
}

}  // namespace laecert::theory
