#include "theory/lae/hessian_blocks.hpp"

#include <gtest/gtest.h>

#include <set>

#include "numeric/eigenvalues.hpp"
#include "numeric/errors.hpp"
#include "numeric/exact_linear_algebra.hpp"
#include "theory/instances.hpp"

namespace laecert::theory {
namespace {

using problem::Instance;

// Distinct s with rational roots, lambda = 3: d = 4/5, 3/5, 1/2, then two eigenvalues below, one zero.
EigenNumbers<Rational> numbers() {
  return {rationals({Rational(25, 3), Rational(75, 16), 4, 2, 0}),
          rationals({Rational(4, 5), Rational(3, 5), Rational(1, 2), 0, 0}), 3};
}

Index position(const Coordinate& c, Index m, Index k) {
  return c.weight == Coordinate::Weight::encoder ? c.row + k * c.column : m * k + c.row + m * c.column;
}

// The dense Hessian by the formulas of docs/theory.md section 1: column by column, H1 and H2 on unit tangents.
Matrix<Rational> dense_hessian(const EigenNumbers<Rational>& x, const std::vector<Index>& index_set, Index k) {
  using M = Matrix<Rational>;
  const auto times = [](const M& a, const M& b) { return M(a.lazyProduct(b)); };
  const Index m = x.s.size();
  M W2 = M::Zero(m, k);
  for (std::size_t a = 0; a < index_set.size(); ++a)
    W2(index_set[a] - 1, static_cast<Index>(a)) = x.d(index_set[a] - 1);
  const M W1 = W2.transpose(), S = x.s.asDiagonal(), R = times(times(W2, W1), S) - S;
  M H(2 * m * k, 2 * m * k);
  for (Index column = 0; column < 2 * m * k; ++column) {
    M V1 = M::Zero(k, m), V2 = M::Zero(m, k);
    (column < m * k ? V1.reshaped()(column) : V2.reshaped()(column - m * k)) = 1;
    const M dR = times(times(V2, W1) + times(W2, V1), S);
    const M H1 = 2 * (times(V2.transpose(), R) + times(W2.transpose(), dR)) + 2 * x.lambda * V1;
    const M H2 = 2 * (times(dR, W1.transpose()) + times(R, V1.transpose())) + 2 * x.lambda * V2;
    H.col(column) << H1.reshaped(), H2.reshaped();
  }
  return H;
}

Matrix<Rational> assembled(const std::vector<HessianBlock<Rational>>& blocks, Index m, Index k) {
  Matrix<Rational> H = Matrix<Rational>::Zero(2 * m * k, 2 * m * k);
  for (const auto& block : blocks) {
    for (std::size_t i = 0; i < block.coordinates.size(); ++i) {
      for (std::size_t j = 0; j < block.coordinates.size(); ++j) {
        H(position(block.coordinates[i], m, k), position(block.coordinates[j], m, k)) =
            block.matrix(static_cast<Index>(i), static_cast<Index>(j));
      }
    }
  }
  return H;
}

TEST(HessianBlocks, AreTheDenseHessianExactly) {
  const EigenNumbers<Rational> x = numbers();
  for (const Index k : {1, 2, 3, 4}) {
    for (const Manifold& manifold : predict_manifolds(distinct_profile(5, k, 3))) {
      const auto blocks = hessian_blocks(x, manifold.index_set, k);

      EXPECT_EQ(assembled(blocks, 5, k), dense_hessian(x, manifold.index_set, k)) << k;
    }
  }
}

TEST(HessianBlocks, CoverEachCoordinateOnce) {
  const auto blocks = hessian_blocks(numbers(), {1, 3}, 3);

  std::set<Coordinate> seen;
  std::size_t total = 0;
  for (const auto& block : blocks) {
    seen.insert(block.coordinates.begin(), block.coordinates.end());
    total += block.coordinates.size();
  }
  EXPECT_EQ(seen.size(), 30U);
  EXPECT_EQ(total, 30U);
}

TEST(HessianBlocks, RejectAnIndexSetThatDoesNotFit) {
  EXPECT_THROW((void)hessian_blocks(numbers(), {1, 6}, 3), PreconditionError);
  EXPECT_THROW((void)hessian_blocks(numbers(), {2, 1}, 3), PreconditionError);
  EXPECT_THROW((void)hessian_blocks(numbers(), {1, 2}, 1), PreconditionError);
}

// Index and nullity of the dense Hessian, by its characteristic polynomial.
TEST(HessianSpectrum, HasThePredictedIndexAndNullity) {
  const EigenNumbers<Rational> x = numbers();
  const Profile profile = distinct_profile(5, 2, 3);
  for (const Manifold& manifold : predict_manifolds(profile)) {
    const auto p = numeric::characteristic_polynomial(dense_hessian(x, manifold.index_set, 2));

    const Index zero = numeric::root_multiplicity(p, 0), positive = numeric::count_roots_above(p, 0);

    EXPECT_EQ(zero, manifold.nullity);
    EXPECT_EQ(20 - zero - positive, manifold.index);
  }
}

void expect_dense_spectrum(const EigenNumbers<Rational>& x, const Profile& profile) {
  const Spectrum spectrum =
      *decide_spectrum(Instance::from_spectrum(x.s, {.name = {}, .k = profile.k, .lambda = x.lambda}), 30, 200);
  const std::vector<Manifold> manifolds = predict_manifolds(profile);
  const Outcome<RotationSpectra> rotations = predict_rotation_spectra(manifolds, spectrum);
  ASSERT_TRUE(rotations.decided());
  for (const Manifold& manifold : manifolds) {
    const std::vector<Ball> predicted = predict_hessian_spectrum(manifold, profile.k, spectrum, *rotations);
    const Matrix<Rational> H = dense_hessian(x, manifold.index_set, profile.k);
    const Outcome<std::vector<Ball>> dense =
        numeric::enclose_eigenvalues(numeric::lift_matrix<Ball>(H, spectrum.precision), spectrum.precision);

    ASSERT_TRUE(dense.decided());
    ASSERT_EQ(predicted.size(), dense->size());
    Index negative = 0, zero = 0;
    for (std::size_t i = 0; i < predicted.size(); ++i) {
      EXPECT_TRUE(predicted[i].overlaps((*dense)[i])) << i;
      EXPECT_LT(predicted[i].radius_upper(), 1e-35);
      negative += certainly(is_negative(predicted[i])) ? 1 : 0;
      zero += predicted[i].is_exact() && predicted[i].contains(Rational(0)) ? 1 : 0;
    }
    EXPECT_EQ(negative, manifold.index);
    EXPECT_EQ(zero, manifold.nullity);
  }
}

TEST(HessianSpectrum, IsTheSpectrumOfTheDenseHessian) {
  for (const Index k : {1, 2, 3, 4}) expect_dense_spectrum(numbers(), distinct_profile(5, k, 3));
}

// s = 25/3 twice, 4 once: at the points with I = the first index set of each rank vector.
TEST(HessianSpectrum, HoldsForRepeatedEigenvalues) {
  const EigenNumbers<Rational> repeated{rationals({Rational(25, 3), Rational(25, 3), 4, 1}),
                                        rationals({Rational(4, 5), Rational(4, 5), Rational(1, 2), 0}), 3};
  for (const Index k : {1, 2, 3}) expect_dense_spectrum(repeated, {4, k, {2, 1}});
}

TEST(HessianSpectrum, NeedsItsRotationBlocks) {
  const Spectrum spectrum =
      *decide_spectrum(Instance::from_spectrum(numbers().s, {.name = {}, .k = 2, .lambda = 3}), 30, 200);
  const Manifold minimum = predict_global_minimum(distinct_profile(5, 2, 3));

  EXPECT_THROW((void)predict_hessian_spectrum(minimum, 2, spectrum, {}), PreconditionError);
}

}  // namespace
}  // namespace laecert::theory
