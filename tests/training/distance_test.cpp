#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>
#include <limits>

#include "families/lae/findings.hpp"
#include "instances/builtin.hpp"
#include "instances/options.hpp"
#include "numeric/errors.hpp"
#include "numeric/product.hpp"
#include "numeric/random.hpp"
#include "studies/given_point.hpp"
#include "tests/studies/spectrum_instance.hpp"
#include "training/manifold_distance.hpp"
#include "training/weighted_distance.hpp"

namespace laecert::studies {
namespace {

using laecert::testing::spectrum;

using problem::Autoencoder;
using problem::Instance;

constexpr theory::Loss all_losses[] = {theory::Loss::none, theory::Loss::product, theory::Loss::sum};

Matrix<double> rounded(const Matrix<Rational>& a) {
  return a.unaryExpr([](const Rational& x) { return static_cast<double>(x); });
}

Matrix<Rational> as_rational(const Matrix<double>& a) {
  return a.unaryExpr([](double x) { return Rational(x); });
}

// The weights in double plus noise of this size: what training leaves.
Autoencoder<double> with_noise(const theory::PredictedPoint& point, double size, std::uint64_t seed) {
  numeric::SplitMix64 random(seed);
  Autoencoder<double> w{rounded(point.W1), rounded(point.W2)};
  for (double& entry : w.W1.reshaped()) entry += size * random.real();
  for (double& entry : w.W2.reshaped()) entry += size * random.real();
  return w;
}

theory::PredictedPoint random_point(const LaeContext& context, const theory::Manifold& manifold, std::uint64_t seed) {
  return theory::predict_point(context.loss, manifold, *context.spectrum,
                               theory::random_frame(context.loss, context.instance.k(), manifold.rank, seed));
}

// k = 3 above q = 2 for `sum`: units with nothing to learn.
TEST(ManifoldDistance, IsThatOfTheNoiseOnEveryManifold) {
  const Instance instance = spectrum("9,4,2,1", 3, "3");
  for (const theory::Loss loss : all_losses) {
    const LaeContext context = make_lae_context(loss, instance, {});
    for (const ManifoldRecord& record : context.records) {
      for (const double size : {0.0, 1e-12, 1e-5}) {
        const theory::PredictedPoint exact = random_point(context, record.manifold, 7);

        const Outcome<NearPoint> near = enclose_list_distance(context, with_noise(exact, size, 5));

        ASSERT_TRUE(near) << theory::to_string(loss) << case_name(record.manifold) << near.reason().text;
        EXPECT_EQ(case_name(near->manifold), case_name(record.manifold));
        EXPECT_LT(near->distance.upper(), 40 * (size + 1e-14)) << theory::to_string(loss) << size;
        EXPECT_TRUE(near->distance.is_exact());
      }
    }
  }
}

// Two routes: the nearest point of the manifold, and the point that Newton's method and Kantorovich give.
TEST(ManifoldDistance, IsNoLargerThanThatToACertifiedPoint) {
  for (const std::uint64_t seed : {1U, 2U, 3U}) {
    const Instance instance = spectrum("7,5,3,1", 2, "2");
    const LaeContext context = make_lae_context(theory::Loss::sum, instance, {});
    for (const ManifoldRecord& record : context.records) {
      const Autoencoder<double> weights = with_noise(random_point(context, record.manifold, seed), 1e-4, seed);

      const Outcome<NearPoint> near = enclose_list_distance(context, weights);
      const GivenPoint given = certify_given_point(
          instance, GivenWeights{as_rational(weights.W1), as_rational(weights.W2)}, {.within = Rational(1, 100)});

      ASSERT_TRUE(near && given.point) << case_name(record.manifold) << " seed " << seed << given.reason;
      EXPECT_EQ(case_name(near->manifold), given.nearest);
      EXPECT_LE(near->distance.upper(), std::stod(given.distance) * (1 + 1e-4)) << case_name(record.manifold);
      EXPECT_GE(near->distance.upper(), std::stod(given.distance) * 0.9) << case_name(record.manifold);
    }
  }
}

// W1 = (d, 0), W2 = W1^T on S = diag(4, 1), lambda = 3: d = 1/2; moved by 3/8 along the unit.
TEST(ManifoldDistance, IsExactInASmallCase) {
  const LaeContext context = make_lae_context(theory::Loss::sum, spectrum("4,1", 1, "3"), {});
  const Autoencoder<double> weights{Matrix<double>{{0.875, 0}}, Matrix<double>{{0.5}, {0.5}}};

  const Outcome<NearPoint> near = enclose_list_distance(context, weights);

  ASSERT_TRUE(near);
  EXPECT_EQ(case_name(near->manifold), "{1}");
  EXPECT_NEAR(near->distance.upper(), 0.625, 1e-12);
  EXPECT_GE(near->distance.upper(), 0.625);
}

// W1 = (2, 0), W2 = W1^T: of the points (g, 0), (1/g, 0)^T of `none`, (1, 1) is the nearest. A bound that forgot how
// far the proposed frame is from a left inverse would be smaller.
TEST(ManifoldDistance, IsNoSmallerThanToTheNearestLeftInverse) {
  const LaeContext context = make_lae_context(theory::Loss::none, spectrum("9,4", 1, "0"), {});
  for (const double scale : {2.0, 1.5, 1.1}) {
    const Autoencoder<double> weights{Matrix<double>{{scale, 0}}, Matrix<double>{{scale}, {0}}};

    const Outcome<NearPoint> near = enclose_list_distance(context, weights);

    ASSERT_TRUE(near);
    EXPECT_EQ(case_name(near->manifold), "{1}");
    EXPECT_GE(near->distance.upper(), std::sqrt(2) * (scale - 1)) << scale;
    EXPECT_LE(near->distance.upper(), 1.5 * std::sqrt(2) * (scale - 1)) << scale;
  }
}

TEST(ManifoldDistance, HoldsOnManifoldsOfARepeatedEigenvalue) {
  const LaeContext context = make_lae_context(theory::Loss::sum, spectrum("9,9,9,4,1", 3, "2"), {});
  // A rotation of the eigenspace of 9: it keeps S.
  Matrix<double> V = Matrix<double>::Identity(5, 5);
  V.topLeftCorner(3, 3) = rounded(theory::random_orthogonal(3, 4));
  for (const ManifoldRecord& record : context.records) {
    Autoencoder<double> weights = with_noise(random_point(context, record.manifold, 3), 1e-9, 8);
    weights = {weights.W1 * V.transpose(), V * weights.W2};

    const Outcome<NearPoint> near = enclose_list_distance(context, weights);

    ASSERT_TRUE(near) << case_name(record.manifold) << near.reason().text;
    EXPECT_EQ(case_name(near->manifold), case_name(record.manifold));
    EXPECT_LT(near->distance.upper(), 1e-7);
  }
}

// The twins: singular values without the root, and the list of another loss. Neither comes near.
TEST(ManifoldDistance, StaysAwayFromWrongLists) {
  const Instance instance = spectrum("9,4,2", 2, "1");
  const LaeContext sum = make_lae_context(theory::Loss::sum, instance, {});
  const Autoencoder<double> without_root{Matrix<double>{{8.0 / 9, 0, 0}, {0, 0.75, 0}},
                                         Matrix<double>{{8.0 / 9, 0}, {0, 0.75}, {0, 0}}};
  EXPECT_GT(enclose_list_distance(sum, without_root)->distance.upper(), 0.1);

  for (const theory::Loss loss : all_losses) {
    const LaeContext context = make_lae_context(loss, instance, {});
    const Autoencoder<double> weights = with_noise(random_point(context, context.records.back().manifold, 2), 0, 1);
    for (const theory::Loss other : all_losses) {
      if (other == loss) continue;
      const Outcome<NearPoint> near = enclose_list_distance(make_lae_context(other, instance, {}), weights);
      EXPECT_TRUE(!near || near->distance.upper() > 0.01) << theory::to_string(loss) << theory::to_string(other);
    }
  }
}

// A point halfway between two manifolds is near neither, whichever is asked for.
TEST(ManifoldDistance, IsLargeBetweenManifolds) {
  const LaeContext context = make_lae_context(theory::Loss::sum, spectrum("9,4", 1, "1"), {});
  const Autoencoder<double> between{Matrix<double>{{0.65, 0.65}}, Matrix<double>{{0.65}, {0.65}}};

  for (const ManifoldRecord& record : context.records) {
    EXPECT_GT(enclose_manifold_distance(context, record.manifold, between)->distance.upper(), 0.5);
  }
}

TEST(ManifoldDistance, IsFoundWithoutAHessian) {
  const LaeContext context =
      make_lae_context(theory::Loss::sum, instances::builtin("digits", {.k = 10, .lambda = Rational(1000)}),
                       {.digits = 20, .max_digits = 100, .manifolds = {.kind = Selection::Kind::none}});
  const theory::Manifold minimum = theory::predict_global_minimum(context.profile);

  const Outcome<NearPoint> near = enclose_list_distance(context, with_noise(random_point(context, minimum, 1), 0, 1));

  ASSERT_TRUE(near) << near.reason().text;
  EXPECT_EQ(case_name(near->manifold), "{1,2,3,4,5,6,7,8,9,10}");
  EXPECT_LT(near->distance.upper(), 1e-12);
}

TEST(ManifoldDistance, NamesWhyThereIsNone) {
  const LaeContext context = make_lae_context(theory::Loss::sum, spectrum("9,4", 1, "1"), {});
  const double inf = std::numeric_limits<double>::infinity(), nan = std::numeric_limits<double>::quiet_NaN();

  for (const double bad : {inf, -inf, nan}) {
    const Outcome<NearPoint> near =
        enclose_list_distance(context, {Matrix<double>{{1, bad}}, Matrix<double>{{1}, {0}}});
    ASSERT_FALSE(near);
    EXPECT_EQ(near.reason().text, "the weights are not finite");
  }
  const Outcome<NearPoint> far = enclose_list_distance(context, {Matrix<double>{{1, 1}}, Matrix<double>{{1}, {1}}});
  ASSERT_FALSE(far);
  EXPECT_EQ(far.reason().text, "near no listed manifold");
  for (const double huge : {1e154, 1e300, 1e-310}) {
    const Outcome<NearPoint> near =
        enclose_list_distance(context, {Matrix<double>{{huge, 0}}, Matrix<double>{{huge}, {0}}});
    EXPECT_TRUE(!near || near->distance.upper() > 0.9 * huge);
  }
  const theory::Manifold minimum = theory::predict_global_minimum(context.profile);
  const Outcome<NearPoint> largest =
      enclose_manifold_distance(context, minimum, {Matrix<double>{{1.7e308, 0}}, Matrix<double>{{1.7e308}, {0}}});
  EXPECT_TRUE(!largest || largest->distance.upper() > 1e308);
  EXPECT_THROW((void)enclose_list_distance(context, {Matrix<double>::Zero(2, 1), Matrix<double>::Zero(1, 2)}),
               PreconditionError);
}

// The polar factor is at distance |(|c_i - 1|)_i|, c_i the singular values.
TEST(OrthonormalityDefect, BoundsTheDistanceToOrthonormalColumns) {
  for (const double scale : {0.0, 0.5, 0.999, 1.0, 1.001, 3.0}) {
    Matrix<Ball> columns = Matrix<Ball>::Constant(3, 2, Ball(0));
    columns(0, 0) = Ball(scale, Precision::of_digits(30));
    columns(2, 1) = Ball(scale, Precision::of_digits(30));

    EXPECT_GE(enclose_orthonormality_defect(columns).lower() + 1e-15, std::sqrt(2) * std::abs(scale - 1)) << scale;
  }
}

const std::vector<Rational> two_penalties{Rational(1), Rational(2)};

// S = diag(9, 4), lambda = (1, 2): d = sqrt(8/9) on u_1, sqrt(1/2) on u_2; exchanged, sqrt(3/4) and sqrt(7/9).
Autoencoder<double> two_units(double first, double second, bool exchanged) {
  const Matrix<double> W1 =
      exchanged ? Matrix<double>{{0, first}, {second, 0}} : Matrix<double>{{first, 0}, {0, second}};
  return {W1, W1.transpose()};
}

TEST(UnitsDistance, IsSmallAtEveryAssignment) {
  const Outcome<theory::Spectrum> spectrum_of = decide_spectrum(spectrum("9,4", 2, "1"), {});
  struct Case {
    Autoencoder<double> weights;
    std::string units;
  };
  const Case cases[] = {{two_units(std::sqrt(8.0 / 9), -std::sqrt(0.5), false), "units on 1,2"},
                        {two_units(-std::sqrt(0.75), std::sqrt(7.0 / 9), true), "units on 2,1"},
                        {two_units(std::sqrt(8.0 / 9), 0, false), "units on 1,-"},
                        {two_units(0, std::sqrt(7.0 / 9), true), "units on -,1"},
                        {two_units(0, 0, false), "units on -,-"}};
  for (const Case& one : cases) {
    const Outcome<NearUnits> near = enclose_units_distance(*spectrum_of, two_penalties, one.weights);

    ASSERT_TRUE(near) << one.units;
    EXPECT_EQ(units_text(near->eigenvectors), one.units);
    EXPECT_LT(near->distance.upper(), 1e-15) << one.units;
  }
}

// The listed points are critical in rationals: S = diag(4, 25/9), lambda = (3, 1) has d = 1/2 on u_1 and 4/5 on u_2.
// The twin, uniform penalties, has another gradient.
TEST(UnitsDistance, IsToPointsWhereTheGradientVanishes) {
  const Matrix<Rational> S{{4, 0}, {0, Rational(25, 9)}};
  const Matrix<Rational> W1{{Rational(1, 2), 0}, {0, Rational(4, 5)}};
  const auto half_gradient = [&](const Rational& first, const Rational& second) {
    const Matrix<Rational> weights{{first, 0}, {0, second}};
    const Matrix<Rational> W2 = W1.transpose();
    const Matrix<Rational> R = numeric::product(numeric::product(W2, W1), S) - S;
    return Matrix<Rational>(numeric::product(Matrix<Rational>(W2.transpose()), R) + numeric::product(weights, W1));
  };

  EXPECT_EQ(half_gradient(3, 1), Matrix<Rational>::Zero(2, 2));
  EXPECT_NE(half_gradient(3, 3), Matrix<Rational>::Zero(2, 2));
}

TEST(UnitsDistance, NamesWhyThereIsNone) {
  const Outcome<theory::Spectrum> distinct = decide_spectrum(spectrum("9,4", 2, "1"), {});
  const Outcome<theory::Spectrum> repeated = decide_spectrum(spectrum("9,9", 2, "1"), {});
  const Autoencoder<double> both{Matrix<double>{{1, 0}, {1, 0}}, Matrix<double>{{1, 1}, {0, 0}}};

  EXPECT_EQ(enclose_units_distance(*distinct, two_penalties, both).reason().text, "two units follow one eigenvector");
  EXPECT_GT(enclose_units_distance(*repeated, two_penalties, two_units(0.9, 0.8, false))->distance.upper(), 0.1);
  EXPECT_FALSE(enclose_units_distance(*distinct, two_penalties, two_units(std::nan(""), 0, false)));
  EXPECT_GT(enclose_units_distance(*distinct, two_penalties, two_units(0.9, 0.9, false))->distance.upper(), 0.2);
  EXPECT_THROW((void)enclose_units_distance(*distinct, {Rational(0), Rational(1)}, both), PreconditionError);
}

}  // namespace
}  // namespace laecert::studies
