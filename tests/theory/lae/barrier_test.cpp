#include "theory/lae/barrier.hpp"

#include <gmock/gmock.h>

#include "numeric/errors.hpp"
#include "problem/families/lae/loss.hpp"
#include "theory/topology/unit_complex.hpp"

namespace laecert::theory {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

Spectrum diagonal_spectrum(std::vector<Rational> s, Index k, const Rational& lambda) {
  const Vector<Rational> values = Eigen::Map<Vector<Rational>>(s.data(), static_cast<Index>(s.size()));
  const Outcome<Spectrum> spectrum =
      decide_spectrum(problem::Instance::from_spectrum(values, {.name = "test", .k = k, .lambda = lambda}), 30, 200);
  return *spectrum;
}

Barrier barrier_of(const Spectrum& spectrum, Index k) { return *predict_barrier(profile_of(spectrum, k, Loss::sum)); }

TEST(Barrier, LiesAtTheNeighbourOrAtTheRankBelow) {
  EXPECT_THAT(predict_barrier(distinct_profile(5, 2, 4))->pass.index_set, ElementsAre(1, 3));
  EXPECT_THAT(predict_barrier(distinct_profile(5, 3, 3))->pass.index_set, ElementsAre(1, 2));
  EXPECT_THAT(predict_barrier(distinct_profile(5, 1, 1))->pass.index_set, IsEmpty());
}

TEST(Barrier, IsOfTheOnlyManifoldOfIndexOne) {
  for (Index q = 1; q <= 7; ++q) {
    for (Index k = 1; k <= q; ++k) {
      const Profile profile = distinct_profile(q + 1, k, q);
      Index of_index_one = 0;
      for (const Manifold& manifold : predict_manifolds(profile)) of_index_one += manifold.index == 1 ? 1 : 0;
      EXPECT_EQ(of_index_one, 1) << q << ", " << k;
      EXPECT_EQ(predict_barrier(profile)->pass.index, 1) << q << ", " << k;
      EXPECT_TRUE(has_one_minimum_and_one_pass(predict_counts(profile))) << q << ", " << k;
    }
  }
}

TEST(Barrier, IsFoundBesideRepeatedEigenvalues) {
  const Outcome<Barrier> barrier = predict_barrier({.m = 6, .k = 2, .multiplicities = {2, 2}});

  ASSERT_TRUE(barrier);
  EXPECT_THAT(*barrier->pass.rank_vector, ElementsAre(1, 1));
  EXPECT_EQ(barrier->pass.index, 1);
}

TEST(Barrier, IsNoneWhereTheMinimumIsConnected) {
  EXPECT_THAT(predict_barrier(distinct_profile(3, 3, 2)).reason().text, HasSubstr("k = 3 is above q = 2"));
  EXPECT_THAT(predict_barrier({.m = 4, .k = 1, .multiplicities = {2, 1}}).reason().text,
              HasSubstr("the eigenvalues 1 and 2 are equal"));
}

// S = diag(9, 4, 2), lambda = 1: g = 64/9, 9/4, 1/2.
TEST(Barrier, HasTheHeightByHand) {
  const Spectrum spectrum = diagonal_spectrum({9, 4, 2}, 1, 1);

  EXPECT_TRUE(predict_height(barrier_of(spectrum, 1), spectrum).contains(Rational(64, 9) - Rational(9, 4)));
  EXPECT_TRUE(predict_height(barrier_of(spectrum, 2), spectrum).contains(Rational(9, 4) - Rational(1, 2)));
  EXPECT_TRUE(predict_height(barrier_of(spectrum, 3), spectrum).contains(Rational(1, 2)));
}

// The loss itself, at weights along the path, against the closed form; the pass is the largest value.
TEST(Barrier, IsTheLargestValueOfThePath) {
  for (Index k = 1; k <= 3; ++k) {
    const problem::Instance instance = problem::Instance::from_spectrum(
        Vector<Rational>{{Rational(9), Rational(4), Rational(2)}}, {.name = "S = diag(9,4,2)", .k = k, .lambda = 1});
    const problem::LaeProblem problem(instance, problem::Regularization::sum);
    const Spectrum spectrum = diagonal_spectrum({9, 4, 2}, k, 1);
    const Barrier barrier = barrier_of(spectrum, k);
    const Ball pass = predict_value(Loss::sum, barrier.pass, spectrum);
    const Vector<Ball> lengths = predict_singular_values(barrier.minimum, spectrum);
    for (Index step = 0; step <= 20; ++step) {
      const Rational t(step, 20);
      Matrix<Ball> decoder = Matrix<Ball>::Constant(3, k, Ball(0));
      for (Index a = 0; a + 1 < k; ++a) decoder(a, a) = lengths(a);
      const PathUnit unit = predict_path_unit(barrier, spectrum, t);
      const Ball first = sqrt_nonnegative(unit.first_squared);
      decoder(k - 1, k - 1) = 2 * t > 1 ? -first : first;
      if (k < 3) decoder(k, k - 1) = sqrt_nonnegative(unit.second_squared);
      const Ball value = problem.over<Ball>(spectrum.precision)
                             .value(problem::pack(problem::Autoencoder<Ball>{decoder.transpose(), decoder}));

      const Ball above = predict_path_value(barrier, spectrum, t);
      EXPECT_TRUE(value.overlaps(pass + above)) << k << ", t = " << t;
      EXPECT_LT((value - pass - above).radius_upper(), 1e-20) << k << ", t = " << t;
      EXPECT_EQ(numeric::certainly(is_negative(above)), 2 * t != 1) << k << ", t = " << t;
    }
    EXPECT_TRUE((predict_path_value(barrier, spectrum, 0) + predict_height(barrier, spectrum)).contains(Rational(0)));
  }
}

TEST(UnitComplex, IsThatOfABallWithTwoCellsInEachDimensionOfItsSphere) {
  for (Index q = 0; q <= 9; ++q) {
    EXPECT_EQ(not_a_point_modulo_two(unit_complex(q)), std::nullopt) << q;
    const std::vector<Integer> points = points_by_index(predict_counts(distinct_profile(q + 2, 1, q)));
    const ChainComplex complex = unit_complex(q);
    EXPECT_TRUE(std::equal(points.begin(), points.end(), complex.cells.begin(), complex.cells.end(),
                           [](const Integer& a, Index b) { return a == b; }))
        << q;
  }
}

TEST(UnitComplex, HasNoOtherEvenBoundary) {
  for (const std::vector<SignedBoundary>& left : boundaries_of_a_point(6, 12)) {
    EXPECT_THAT(left, ElementsAre(SignedBoundary{1, 1}));
  }
  EXPECT_NE(not_a_point_modulo_two(unit_complex(3, {1, 0})), std::nullopt);
  EXPECT_NE(not_a_point_modulo_two(unit_complex(2, {0, 0})), std::nullopt);
}

}  // namespace
}  // namespace laecert::theory
