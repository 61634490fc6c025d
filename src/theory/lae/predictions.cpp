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

void require_frame(const Matrix<Rational>& frame, Index l) {
  const Matrix<Rational> gram = numeric::product(Matrix<Rational>(frame.transpose()), frame);
  if (frame.cols() != l || gram != Matrix<Rational>::Identity(l, l)) {
    throw PreconditionError(fmt::format("a {} x {} frame of a manifold of rank {} must have {} orthonormal columns",
                                        frame.rows(), frame.cols(), l, l));
  }
}

Matrix<Rational> exact_encoder(const Manifold& manifold, const ExactSpectrum& exact, const Matrix<Rational>& frame) {
  Matrix<Rational> scaled(exact.U.rows(), manifold.rank);
  for (Index a = 0; a < manifold.rank; ++a) {
    const Index column = manifold.index_set[static_cast<std::size_t>(a)] - 1;
    scaled.col(a) = (*exact.d)(column)*exact.U.col(column);
  }
  return numeric::product(frame, Matrix<Rational>(scaled.transpose()));
}

Matrix<Rational> near_encoder(const Manifold& manifold, const Spectrum& spectrum, const Matrix<Rational>& frame) {
  const Vector<Ball> d = predict_singular_values(manifold, spectrum);
  Matrix<Ball> scaled(manifold.rank, spectrum.m());
  for (Index a = 0; a < manifold.rank; ++a) {
    const Index column = manifold.index_set[static_cast<std::size_t>(a)] - 1;
    for (Index i = 0; i < spectrum.m(); ++i) scaled(a, i) = d(a).midpoint() * spectrum.vectors(i, column);
  }
  const Matrix<Ball> point = numeric::product(numeric::lift_matrix<Ball>(frame, spectrum.precision), scaled);
  Matrix<Rational> result(point.rows(), point.cols());
  for (Index j = 0; j < point.cols(); ++j) {
    for (Index i = 0; i < point.rows(); ++i) result(i, j) = point(i, j).exact_midpoint();
  }
  return result;
}

}  // namespace

Profile profile_of(const Spectrum& spectrum, Index k) {
  Profile profile{spectrum.m(), k, {}};
  for (const Group& group : spectrum.groups) {
    if (group.first < spectrum.q) profile.multiplicities.push_back(group.size);
  }
  return profile;
}

Ball predict_value(const Manifold& manifold, const Spectrum& spectrum) {
  const Ball lambda(spectrum.lambda, spectrum.precision);
  Ball value(spectrum.trace, spectrum.precision);
  for (const Index i : manifold.index_set) {
    const Ball& s = value_of(spectrum, i);
    value -= sqr(s - lambda) / s;
  }
  return value;
}

std::optional<Rational> predict_exact_value(const Manifold& manifold, const Spectrum& spectrum) {
  if (!spectrum.exact) return std::nullopt;
  Rational value = spectrum.trace;
  for (const Index i : manifold.index_set) {
    const Rational& s = spectrum.exact->s(i - 1);
    value -= (s - spectrum.lambda) * (s - spectrum.lambda) / s;
  }
  return value;
}

Vector<Ball> predict_map_factors(const Manifold& manifold, const Spectrum& spectrum) {
  const Ball lambda(spectrum.lambda, spectrum.precision);
  Vector<Ball> factors(manifold.rank);
  for (Index a = 0; a < manifold.rank; ++a) {
    const Ball& s = value_of(spectrum, manifold.index_set[static_cast<std::size_t>(a)]);
    factors(a) = (s - lambda) / s;
  }
  return factors;
}

Vector<Ball> predict_singular_values(const Manifold& manifold, const Spectrum& spectrum) {
  Vector<Ball> d = predict_map_factors(manifold, spectrum);
  for (Ball& x : d) x = sqrt(x);
  return d;
}

Outcome<Matrix<Ball>> predict_map(const Manifold& manifold, const Spectrum& spectrum) {
  const std::optional<Matrix<Ball>> U = enclosed_eigenvectors(manifold, spectrum);
  if (!U) return Reason{"an eigenvector of the index set is not enclosed: its eigenvalue is repeated"};
  const Vector<Ball> factors = predict_map_factors(manifold, spectrum);
  Matrix<Ball> scaled = U->transpose();
  for (Index a = 0; a < manifold.rank; ++a) {
    for (Index i = 0; i < spectrum.m(); ++i) scaled(a, i) *= factors(a);
  }
  return numeric::product(*U, scaled);
}

PredictedPoint predict_point(const Manifold& manifold, const Spectrum& spectrum, const Matrix<Rational>& frame) {
  require_frame(frame, manifold.rank);
  const bool is_exact = spectrum.exact && spectrum.exact->d;
  const Matrix<Rational> W1 =
      is_exact ? exact_encoder(manifold, *spectrum.exact, frame) : near_encoder(manifold, spectrum, frame);
  return {W1, W1.transpose(), is_exact || manifold.rank == 0};
}

Matrix<Rational> canonical_frame(Index k, Index l) {
  if (l < 0 || l > k) throw PreconditionError(fmt::format("a {} x {} frame has too many columns", k, l));
  return Matrix<Rational>::Identity(k, l);
}

Matrix<Rational> random_frame(Index k, std::uint64_t seed) {
  if (k < 1) throw PreconditionError(fmt::format("a frame of {} rows", k));
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
  Matrix<Rational> frame = numeric::product(Matrix<Rational>(one - A), inverse);
  const Index column = static_cast<Index>(random.below(static_cast<std::uint64_t>(k)));
  if (random.coin()) frame.col(column) = -Vector<Rational>(frame.col(column));
  return frame;
}

}  // namespace laecert::theory
