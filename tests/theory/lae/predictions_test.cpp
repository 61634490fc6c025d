#include "theory/lae/predictions.hpp"

#include <gtest/gtest.h>

#include "numeric/errors.hpp"
#include "numeric/exact_linear_algebra.hpp"
#include "theory/instances.hpp"

namespace laecert::theory::predictions_test {
namespace {

using problem::Instance;

// A loss and its gradients by the formulas of docs/theory.md section 1, over rationals.
struct LossAt {
  Loss loss;
  Matrix<Rational> S, W1, W2;
  Rational lambda;

  [[nodiscard]] Matrix<Rational> times(const Matrix<Rational>& a, const Matrix<Rational>& b) const {
    return a.lazyProduct(b);
  }
  [[nodiscard]] Rational mu() const { return loss == Loss::sum ? lambda : Rational(0); }
  [[nodiscard]] Rational map_penalty() const { return loss == Loss::product ? lambda : Rational(0); }
  [[nodiscard]] Matrix<Rational> residual() const {
    const Matrix<Rational> weighted = S + map_penalty() * Matrix<Rational>::Identity(S.rows(), S.rows());
    return times(times(W2, W1), weighted) - S;
  }
  [[nodiscard]] Matrix<Rational> gradient_W1() const { return 2 * (times(W2.transpose(), residual()) + mu() * W1); }
  [[nodiscard]] Matrix<Rational> gradient_W2() const { return 2 * (times(residual(), W1.transpose()) + mu() * W2); }
  // tr((1 - N) S (1 - N)^T) + lambda |N|^2 or lambda (|W1|^2 + |W2|^2).
  [[nodiscard]] Rational value() const {
    const Matrix<Rational> map = times(W2, W1);
    const Matrix<Rational> rest = Matrix<Rational>::Identity(S.rows(), S.rows()) - map;
    return times(times(rest, S), rest.transpose()).trace() + map_penalty() * times(map, map.transpose()).trace() +
           mu() * (times(W1, W1.transpose()).trace() + times(W2, W2.transpose()).trace());
  }
};

constexpr Loss all_losses[] = {Loss::none, Loss::product, Loss::sum};

bool is_zero(const Matrix<Rational>& a) { return a == Matrix<Rational>::Zero(a.rows(), a.cols()); }

void expect_exactly_critical(Loss loss, const Instance& instance, const Spectrum& spectrum) {
  for (const Manifold& manifold : predict_manifolds(profile_of(spectrum, instance.k(), loss))) {
    for (std::uint64_t seed = 1; seed <= 3; ++seed) {
      const Frame frame = random_frame(loss, instance.k(), manifold.rank, seed);

      const PredictedPoint point = predict_point(loss, manifold, spectrum, frame);

      const LossAt at{loss, instance.gram(), point.W1, point.W2, instance.lambda()};
      EXPECT_TRUE(point.is_exact);
      EXPECT_TRUE(is_zero(at.gradient_W1()));
      EXPECT_TRUE(is_zero(at.gradient_W2()));
      EXPECT_EQ(at.value(), predict_exact_value(loss, manifold, spectrum));
      EXPECT_TRUE(predict_value(loss, manifold, spectrum).contains(at.value()));
      const Outcome<Matrix<Ball>> map = predict_map(loss, manifold, spectrum);
      ASSERT_TRUE(map.decided());
      const Matrix<Rational> exact_map = at.times(point.W2, point.W1);
      for (Index i = 0; i < exact_map.size(); ++i) EXPECT_TRUE(map->reshaped()(i).contains(exact_map.reshaped()(i)));
    }
  }
}

TEST(Predictions, OfAnExactInstanceAreExactlyCritical) {
  const Instance with_null_direction = exact_instance({Rational(4, 5), Rational(3, 5), Rational(1, 2)}, {2, 0}, 2, 5);
  const Instance regular = exact_instance({Rational(4, 5), Rational(1, 2)}, {2, 1}, 3, 5);

  expect_exactly_critical(Loss::sum, with_null_direction, *decide_spectrum(with_null_direction, 30, 200));
  for (const Loss loss : all_losses) expect_exactly_critical(loss, regular, *decide_spectrum(regular, 30, 200));
}

TEST(Predictions, NearAnIrrationalPointHaveATinyGradient) {
  const Vector<Rational> s = rationals({20, 11, 7, 1});
  const Instance instance = Instance::from_gram(turned(s, 2), {.name = {}, .k = 2, .lambda = 5});
  const Spectrum spectrum = *decide_spectrum(instance, 30, 200);
  const Rational tiny(numeric::Integer(1), pow(numeric::Integer(10), 35));
  for (const Loss loss : all_losses) {
    for (const Manifold& manifold : predict_manifolds(profile_of(spectrum, 2, loss))) {
      const PredictedPoint point = predict_point(loss, manifold, spectrum, random_frame(loss, 2, manifold.rank, 3));

      const LossAt at{loss, instance.gram(), point.W1, point.W2, instance.lambda()};
      const Matrix<Rational> gradient = at.gradient_W1();
      for (const Rational& entry : gradient.reshaped()) EXPECT_LE(abs(entry), tiny);
      EXPECT_EQ(point.is_exact, manifold.rank == 0);
      EXPECT_LE(abs(at.value() - predict_value(loss, manifold, spectrum).exact_midpoint()), tiny);
    }
  }
}

TEST(Predictions, SingularValuesAreRootsOfTheMapFactors) {
  const Instance instance = exact_instance({Rational(4, 5), Rational(1, 2)}, {2}, 2, 1);
  const Spectrum spectrum = *decide_spectrum(instance, 30, 200);
  const Manifold both = predict_global_minimum(profile_of(spectrum, 2, Loss::sum));

  EXPECT_TRUE(predict_map_factors(Loss::sum, both, spectrum)(0).contains(Rational(16, 25)));
  EXPECT_TRUE(predict_singular_values(both, spectrum)(1).contains(Rational(1, 2)));
}

TEST(Predictions, RefuseAFrameThatIsNotOne) {
  const Instance instance = exact_instance({Rational(4, 5), Rational(1, 2)}, {2}, 2, 1);
  const Spectrum spectrum = *decide_spectrum(instance, 30, 200);
  const Manifold both = predict_global_minimum(profile_of(spectrum, 2, Loss::sum));
  Frame sheared = canonical_frame(2, 2);
  sheared.G(0, 1) = 1;
  Frame with_inverse = sheared;
  with_inverse.F(0, 1) = -1;

  for (const Loss loss : all_losses) {
    EXPECT_THROW((void)predict_point(loss, both, spectrum, sheared), PreconditionError);
    EXPECT_THROW((void)predict_point(loss, both, spectrum, canonical_frame(2, 1)), PreconditionError);
  }
  EXPECT_THROW((void)predict_point(Loss::sum, both, spectrum, with_inverse), PreconditionError);
  EXPECT_NO_THROW((void)predict_point(Loss::none, both, spectrum, with_inverse));
  EXPECT_THROW((void)canonical_frame(2, 3), PreconditionError);
}

TEST(RandomOrthogonal, IsOrthogonalAndReachesBothComponents) {
  bool reached_rotation = false, reached_reflection = false;
  for (std::uint64_t seed = 1; seed <= 30; ++seed) {
    const Matrix<Rational> orthogonal = random_orthogonal(3, seed);

    EXPECT_EQ(orthogonal.transpose().lazyProduct(orthogonal).eval(), (Matrix<Rational>::Identity(3, 3)));
    const Rational determinant = numeric::exact_determinant(orthogonal);
    reached_rotation = reached_rotation || determinant == 1;
    reached_reflection = reached_reflection || determinant == -1;
  }
  EXPECT_TRUE(reached_rotation && reached_reflection);
  EXPECT_THROW((void)random_orthogonal(0, 1), PreconditionError);
}

TEST(RandomFrame, ReachesLeftInversesThatAreNoPseudoinverses) {
  for (std::uint64_t seed = 1; seed <= 10; ++seed) {
    const Frame frame = random_frame(Loss::none, 3, 2, seed);

    EXPECT_EQ(frame.F.lazyProduct(frame.G).eval(), (Matrix<Rational>::Identity(2, 2)));
    const Matrix<Rational> projection = frame.G.lazyProduct(frame.F);
    EXPECT_NE(projection, projection.transpose().eval());  // symmetric for F = pinv(G)
  }
  EXPECT_EQ(random_frame(Loss::none, 3, 0, 1).G.cols(), 0);
}

TEST(Profile, ComesFromTheGroupsAboveLambda) {
  const Vector<Rational> s = rationals({9, 9, 7, 1, 1});
  const Spectrum spectrum = *decide_spectrum(Instance::from_spectrum(s, {.name = {}, .k = 2, .lambda = 5}), 30, 200);

  const Profile profile = profile_of(spectrum, 2, Loss::sum);

  EXPECT_EQ(profile.multiplicities, (std::vector<Index>{2, 1}));
  EXPECT_EQ(profile.q(), 3);
  EXPECT_FALSE(profile.is_distinct());
}

TEST(Profile, TakesEveryEigenvalueForNoneAndProduct) {
  const Spectrum distinct =
      *decide_spectrum(Instance::from_spectrum(rationals({9, 7, 1}), {.name = {}, .k = 2, .lambda = 5}), 30, 200);
  const Spectrum repeated =
      *decide_spectrum(Instance::from_spectrum(rationals({9, 1, 1}), {.name = {}, .k = 2, .lambda = 5}), 30, 200);

  const Profile profile = profile_of(distinct, 2, Loss::product);

  EXPECT_EQ(profile.q(), 3);
  EXPECT_EQ(predict_count(profile), 7);
  EXPECT_EQ(predict_global_minimum(profile).index_set, (std::vector<Index>{1, 2}));
  EXPECT_THROW((void)profile_of(repeated, 2, Loss::none), PreconditionError);
  EXPECT_THROW((void)profile_of(distinct, 4, Loss::none), PreconditionError);
}

}  // namespace
}  // namespace laecert::theory::predictions_test
