// What `normalized` and the evaluator's units claim, held against the definitions in exact rationals.

#include <gtest/gtest.h>

#include "certify/certify.hpp"
#include "numeric/random.hpp"
#include "problem/families/lae/loss.hpp"
#include "problem/families/ppca/objective.hpp"
#include "problem/families/tied/loss.hpp"

namespace laecert::certify {
namespace {

using numeric::times_power_of_two;
using problem::Instance;
using problem::LaeProblem;
using problem::Regularization;
using problem::Rescaled;

// The first two eigenvalues are equal, and so there is a rotation among the symmetries.
Instance instance(const Rational& unit, Index k = 2) {
  const Matrix<Rational> u = Matrix<Rational>{{1, 2, 2}, {2, 1, -2}, {2, -2, 1}} / Rational(3);
  Matrix<Rational> scaled = u;
  scaled.leftCols(2) *= Rational(9 * unit);
  scaled.col(2) *= Rational(2 * unit);
  return Instance::from_gram(Matrix<Rational>(scaled * u.transpose()),
                             {.name = "units", .k = k, .lambda = 4 * unit, .samples = 3});
}

Vector<Rational> random_unknowns(Index size, std::uint64_t seed) {
  numeric::SplitMix64 random(seed);
  Vector<Rational> x(size);
  for (Rational& entry : x) entry = random.rational(4);
  return x;
}

// f(x) = 2^a g(x / 2^b) + constant: gradient, Hessian, tangents and the Lipschitz constant follow.
template <problem::CriticalProblem P>
void expect_units(const P& given) {
  const Rescaled<P> own = given.normalized();
  const long a = own.value_exponent, b = own.point_exponent;
  const Vector<Rational> y = random_unknowns(given.dimension(), 5), x = times_power_of_two(y, b);
  const auto f = given.template over<Rational>({});
  const auto g = own.problem.template over<Rational>({});

  EXPECT_EQ(f.gradient(x), times_power_of_two(Vector<Rational>(g.gradient(y)), a - b));
  EXPECT_EQ(f.hessian(x), times_power_of_two(Matrix<Rational>(g.hessian(y)), a - 2 * b));
  EXPECT_EQ(f.tangents(x), times_power_of_two(Matrix<Rational>(g.tangents(y)), b));
  EXPECT_GT(f.tangents(x).cols(), 1);
  const Vector<Ball> box_y = numeric::lift_matrix<Ball>(y, Precision{64}), box_x = times_power_of_two(box_y, b);
  const Ball ratio = given.hessian_lipschitz(box_x) / own.problem.hessian_lipschitz(box_y);
  EXPECT_TRUE(ratio.overlaps(times_power_of_two(Ball(1).at(Precision{64}), a - 3 * b)));
}

TEST(Units, OfEveryProblemAreThoseOfTheDerivatives) {
  for (const long exponent : {-1000L, -7L, 0L, 5L, 1000L}) {
    const Instance given = instance(times_power_of_two(Rational(5, 7), exponent));
    for (const Regularization one : {Regularization::none, Regularization::product, Regularization::sum}) {
      expect_units(LaeProblem(given, one));
    }
    expect_units(problem::TiedProblem(given));
    expect_units(problem::ppca_likelihood(given));
    expect_units(problem::ppca_marginal_posterior(given, times_power_of_two(Rational(3), exponent)));
    expect_units(problem::ppca_joint_posterior(given, times_power_of_two(Rational(3), exponent)));
  }
}

TEST(Units, AreAPowerOfFourNextToTheData) {
  for (const long exponent : {-1000L, -8L, -7L, -2L, -1L, 0L, 1L, 2L, 3L, 1000L}) {
    for (const Rational& mantissa : {Rational(1), Rational(3, 2), Rational(1999, 1000)}) {
      const Rational largest = times_power_of_two(mantissa, exponent);
      for (const auto& [trace, lambda] : {std::pair{largest, Rational(0)}, std::pair{Rational(0), largest}}) {
        const Rational unit = times_power_of_two(Rational(1), 2 * problem::unit_exponent(trace, lambda));
        EXPECT_LE(unit, largest);
        EXPECT_LT(largest, 4 * unit);
      }
    }
  }
  EXPECT_EQ(problem::unit_exponent(0, 0), 0);
}

TEST(Units, ANormalizedInstanceIsTheSameOne) {
  const Instance given = instance(times_power_of_two(Rational(1), -500));
  const Instance own = problem::normalized(given);

  const Rational unit = own.lambda() / given.lambda();
  EXPECT_EQ(own.gram(), Matrix<Rational>(given.gram() * unit));
  EXPECT_EQ(own.k(), given.k());
  EXPECT_EQ(own.setting().samples, given.setting().samples);
  EXPECT_LE(1, own.gram().trace());
  EXPECT_LT(own.gram().trace(), 4);
}

// The same numbers in another unit of four to some power: the same proof, told in that unit.
TEST(Units, ACertifiedPointIsToldInTheUnitsOfTheData) {
  const LaeProblem base(instance(1), Regularization::sum);
  const long exponent = 600;
  const LaeProblem scaled(instance(times_power_of_two(Rational(1), exponent)), Regularization::sum);
  // Near W2 = U_I d, d^2 = 1 - 4/9, of the two equal eigenvalues.
  const Matrix<Rational> u = Matrix<Rational>{{1, 2}, {2, 1}, {2, -2}} / Rational(3) * Rational(745356, 1000000);
  const Vector<Rational> x = problem::pack(problem::Autoencoder<Rational>{u.transpose(), u});

  const Outcome<CertifiedPoint> one = certify(base, x, {.spectrum = true});
  const Outcome<CertifiedPoint> other = certify(scaled, x, {.spectrum = true});

  ASSERT_TRUE(one) << one.reason().text;
  ASSERT_TRUE(other) << other.reason().text;
  EXPECT_EQ(one->inertia, (numeric::Inertia{0, 1, 11}));
  EXPECT_EQ(other->inertia, one->inertia);
  EXPECT_TRUE((other->radius - one->radius).contains(Rational(0)));
  EXPECT_TRUE((other->gap - times_power_of_two(one->gap, exponent)).contains(Rational(0)));
  EXPECT_TRUE((other->gradient_norm - times_power_of_two(one->gradient_norm, exponent)).contains(Rational(0)));
  EXPECT_TRUE(other->value.overlaps(times_power_of_two(one->value, exponent)));
  for (std::size_t i = 0; i < one->hessian_spectrum.size(); ++i) {
    EXPECT_TRUE(other->hessian_spectrum[i].overlaps(times_power_of_two(one->hessian_spectrum[i], exponent)));
  }
}

// S = diag(4, 2) c, lambda = 3 c: at {1} the value is 6 c - c/4, told from a point that is not exact.
TEST(Units, TheValueIsEnclosedInTheUnitsOfTheData) {
  for (const long exponent : {-999L, -3L, 0L, 5L, 999L}) {
    const Rational c = times_power_of_two(Rational(1, 3), exponent);
    const Vector<Rational> s{{Rational(4 * c), Rational(2 * c)}};
    const LaeProblem problem(Instance::from_spectrum(s, {.name = "value", .k = 1, .lambda = 3 * c}),
                             Regularization::sum);
    const Vector<Rational> x{{Rational(1, 2) + Rational(1, 1000), 0, Rational(1, 2), Rational(1, 900)}};

    const Outcome<CertifiedPoint> certified = certify(problem, x, {.exact_points = false});

    ASSERT_TRUE(certified) << certified.reason().text;
    EXPECT_TRUE(certified->value.contains(Rational(23 * c / 4)));
    EXPECT_LT(certified->value.radius().exact_midpoint(), c / 1000000000);
  }
}

// Asked for digits of the Hessian's spectrum are reached, or refused.
TEST(Units, TheSpectrumIsEnclosedToTheDigitsAskedFor) {
  const LaeProblem problem(instance(Rational(1, 7), 1), Regularization::sum);
  const Vector<Rational> zero = Vector<Rational>::Constant(problem.dimension(), Rational(0));

  const Outcome<CertifiedPoint> certified = certify(problem, zero, {.spectrum = true, .spectrum_digits = 90});

  ASSERT_TRUE(certified) << certified.reason().text;
  const Rational narrow = 10 / Rational(pow(numeric::Integer(10), 90));
  for (const Ball& value : certified->hessian_spectrum) EXPECT_LT(value.radius().exact_midpoint(), narrow);
  EXPECT_FALSE(certify(problem, zero, {.spectrum = true, .spectrum_digits = 300}));
}

}  // namespace
}  // namespace laecert::certify
