#include "theory/lae/predictions.hpp"

#include <gtest/gtest.h>

#include "numeric/errors.hpp"
#include "numeric/exact_linear_algebra.hpp"
#include "theory/instances.hpp"

namespace laecert::theory {
namespace {

using problem::Instance;

// The loss `sum` and its gradients by the formulas of THEORY.md section 1, over rationals.
struct SumAt {
  Matrix<Rational> S, W1, W2;
  Rational lambda;

  [[nodiscard]] Matrix<Rational> times(const Matrix<Rational>& a, const Matrix<Rational>& b) const {
    return a.lazyProduct(b);
  }
  [[nodiscard]] Matrix<Rational> residual() const { return times(times(W2, W1), S) - S; }
  [[nodiscard]] Matrix<Rational> gradient_W1() const { return 2 * (times(W2.transpose(), residual()) + lambda * W1); }
  [[nodiscard]] Matrix<Rational> gradient_W2() const { return 2 * (times(residual(), W1.transpose()) + lambda * W2); }
  // tr((1 - N) S (1 - N)^T) + lambda (|W1|^2 + |W2|^2).
  [[nodiscard]] Rational loss() const {
    const Matrix<Rational> rest = Matrix<Rational>::Identity(S.rows(), S.rows()) - times(W2, W1);
    return times(times(rest, S), rest.transpose()).trace() +
           lambda * (times(W1, W1.transpose()).trace() + times(W2, W2.transpose()).trace());
  }
};

bool is_zero(const Matrix<Rational>& a) { return a == Matrix<Rational>::Zero(a.rows(), a.cols()); }

TEST(Predictions, OfAnExactInstanceAreExactlyCritical) {
  const Instance instance = exact_instance({Rational(4, 5), Rational(3, 5), Rational(1, 2)}, {2, 0}, 2, 5);
  const Spectrum spectrum = *decide_spectrum(instance, 30, 200);
  const Profile profile = profile_of(spectrum, 2);
  for (const Manifold& manifold : predict_manifolds(profile)) {
    for (std::uint64_t seed = 1; seed <= 3; ++seed) {
      const Matrix<Rational> frame = random_frame(2, seed).leftCols(manifold.rank);

      const PredictedPoint point = predict_point(manifold, spectrum, frame);

      const SumAt at{instance.gram(), point.W1, point.W2, instance.lambda()};
      EXPECT_TRUE(point.is_exact);
      EXPECT_TRUE(is_zero(at.gradient_W1()));
      EXPECT_TRUE(is_zero(at.gradient_W2()));
      EXPECT_EQ(at.loss(), predict_exact_value(manifold, spectrum));
      EXPECT_TRUE(predict_value(manifold, spectrum).contains(at.loss()));
      const Outcome<Matrix<Ball>> map = predict_map(manifold, spectrum);
      ASSERT_TRUE(map.decided());
      const Matrix<Rational> exact_map = at.times(point.W2, point.W1);
      for (Index i = 0; i < exact_map.size(); ++i) EXPECT_TRUE(map->reshaped()(i).contains(exact_map.reshaped()(i)));
    }
  }
}

TEST(Predictions, NearAnIrrationalPointHaveATinyGradient) {
  const Vector<Rational> s = rationals({20, 11, 7, 1});
  const Instance instance = Instance::from_gram(turned(s, 2), {.name = {}, .k = 2, .lambda = 5});
  const Spectrum spectrum = *decide_spectrum(instance, 30, 200);
  const Rational tiny(numeric::Integer(1), pow(numeric::Integer(10), 35));
  for (const Manifold& manifold : predict_manifolds(profile_of(spectrum, 2))) {
    const PredictedPoint point = predict_point(manifold, spectrum, canonical_frame(2, manifold.rank));

    const SumAt at{instance.gram(), point.W1, point.W2, instance.lambda()};
    const Matrix<Rational> gradient = at.gradient_W1();
    for (const Rational& entry : gradient.reshaped()) EXPECT_LE(abs(entry), tiny);
    EXPECT_EQ(point.is_exact, manifold.rank == 0);
    EXPECT_LE(abs(at.loss() - predict_value(manifold, spectrum).exact_midpoint()), tiny);
  }
}

TEST(Predictions, SingularValuesAreRootsOfTheMapFactors) {
  const Instance instance = exact_instance({Rational(4, 5), Rational(1, 2)}, {2}, 2, 1);
  const Spectrum spectrum = *decide_spectrum(instance, 30, 200);
  const Manifold both = predict_global_minimum(profile_of(spectrum, 2));

  EXPECT_TRUE(predict_map_factors(both, spectrum)(0).contains(Rational(16, 25)));
  EXPECT_TRUE(predict_singular_values(both, spectrum)(1).contains(Rational(1, 2)));
}

TEST(Predictions, RefuseAFrameThatIsNotOne) {
  const Instance instance = exact_instance({Rational(4, 5), Rational(1, 2)}, {2}, 2, 1);
  const Spectrum spectrum = *decide_spectrum(instance, 30, 200);
  const Manifold both = predict_global_minimum(profile_of(spectrum, 2));
  Matrix<Rational> sheared = canonical_frame(2, 2);
  sheared(0, 1) = 1;

  EXPECT_THROW((void)predict_point(both, spectrum, sheared), PreconditionError);
  EXPECT_THROW((void)predict_point(both, spectrum, canonical_frame(2, 1)), PreconditionError);
  EXPECT_THROW((void)canonical_frame(2, 3), PreconditionError);
}

TEST(RandomFrame, IsOrthogonalAndReachesBothComponents) {
  bool reached_rotation = false, reached_reflection = false;
  for (std::uint64_t seed = 1; seed <= 30; ++seed) {
    const Matrix<Rational> frame = random_frame(3, seed);

    EXPECT_EQ(frame.transpose().lazyProduct(frame).eval(), (Matrix<Rational>::Identity(3, 3)));
    const Rational determinant = numeric::exact_determinant(frame);
    reached_rotation = reached_rotation || determinant == 1;
    reached_reflection = reached_reflection || determinant == -1;
  }
  EXPECT_TRUE(reached_rotation && reached_reflection);
  EXPECT_THROW((void)random_frame(0, 1), PreconditionError);
}

TEST(Profile, ComesFromTheGroupsAboveLambda) {
  const Vector<Rational> s = rationals({9, 9, 7, 1, 1});
  const Spectrum spectrum = *decide_spectrum(Instance::from_spectrum(s, {.name = {}, .k = 2, .lambda = 5}), 30, 200);

  const Profile profile = profile_of(spectrum, 2);

  EXPECT_EQ(profile.multiplicities, (std::vector<Index>{2, 1}));
  EXPECT_EQ(profile.q(), 3);
  EXPECT_FALSE(profile.is_distinct());
}

}  // namespace
}  // namespace laecert::theory
