#include "certify/certify.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <concepts>
#include <memory>
#include <vector>

#include "numeric/errors.hpp"
#include "numeric/random.hpp"
#include "problem/families/lae/loss.hpp"
#include "tests/certify/rayleigh.hpp"
#include "tests/problem/critical_problem_laws.hpp"

namespace laecert::certify {
namespace {

using numeric::certainly;
using numeric::Inertia;
using problem::testing::RayleighProblem;

Vector<Rational> vector(std::initializer_list<Rational> entries) {
  Vector<Rational> x(static_cast<Index>(entries.size()));
  std::copy(entries.begin(), entries.end(), x.begin());
  return x;
}

Rational tiny(unsigned digits) { return Rational(1, pow(numeric::Integer(10), digits)); }

TEST(RayleighProblem, ObeysTheLawsOfACriticalProblem) {
  numeric::SplitMix64 random(3);

  problem::testing::expect_critical_problem_laws(RayleighProblem(vector({4, 4, 4, 1}), 3), random);
}

TEST(Certify, DecidesRationalPointsExactly) {
  const RayleighProblem problem(vector({4, 1}), 0);

  const Outcome<CertifiedPoint> minimum = certify(problem, vector({2, 0}));
  const Outcome<CertifiedPoint> saddle = certify(problem, vector({0, 1}));
  const Outcome<CertifiedPoint> maximum = certify(problem, vector({0, 0}));

  ASSERT_TRUE(minimum) << minimum.reason().text;
  EXPECT_TRUE(minimum->exact);
  EXPECT_EQ(minimum->inertia, (Inertia{0, 0, 2}));
  EXPECT_EQ(*minimum->exact_value, -16);
  ASSERT_TRUE(saddle);
  EXPECT_EQ(saddle->inertia, (Inertia{1, 0, 1}));
  ASSERT_TRUE(maximum);
  EXPECT_EQ(maximum->inertia, (Inertia{2, 0, 0}));
}

TEST(Certify, EnclosesAnIrrationalCriticalPoint) {
  const RayleighProblem problem(vector({2, 1}), 0);

  const Outcome<CertifiedPoint> certified = certify(problem, vector({Rational(14142, 10000), Rational(1, 1000)}));

  ASSERT_TRUE(certified) << certified.reason().text;
  EXPECT_FALSE(certified->exact);
  EXPECT_TRUE(certainly(is_less(certified->radius, Ball(tiny(40), Precision{128}))));
  EXPECT_TRUE(sqr(certified->point(0)).contains(Rational(2)));
  EXPECT_TRUE(certified->point(1).contains(Rational(0)));
  EXPECT_TRUE(certified->value.contains(Rational(-4)));
  EXPECT_EQ(certified->inertia, (Inertia{0, 0, 2}));
}

TEST(Certify, TakesZeroEigenvaluesFromTheSymmetryAlone) {
  const RayleighProblem problem(vector({4, 4, 1}), 2);
  const RayleighProblem without_symmetry(vector({4, 4, 1}), 0);
  const Vector<Rational> on_the_circle = vector({Rational(6, 5), Rational(8, 5), 0});

  const Outcome<CertifiedPoint> certified = certify(problem, on_the_circle);

  ASSERT_TRUE(certified) << certified.reason().text;
  EXPECT_EQ(certified->inertia, (Inertia{0, 1, 2}));
  // Without the tangent the zero eigenvalue cannot be told from a small one, and nothing is claimed.
  EXPECT_FALSE(certify(without_symmetry, on_the_circle));
}

TEST(Certify, EnclosesAPointOfAnIrrationalOrbit) {
  const RayleighProblem problem(vector({2, 2, 1}), 2);

  const Outcome<CertifiedPoint> certified = certify(problem, vector({1, Rational(99, 100), 0}));

  ASSERT_TRUE(certified) << certified.reason().text;
  EXPECT_TRUE((sqr(certified->point(0)) + sqr(certified->point(1))).contains(Rational(2)));
  EXPECT_EQ(certified->inertia, (Inertia{0, 1, 2}));
}

TEST(Certify, BothRoutesAgree) {
  const RayleighProblem problem(vector({5, 5, 3, 2}), 2);
  CertifyOptions by_balls;
  by_balls.by_balls_only = true;

  for (const Vector<Rational>& start : {vector({2, 1, 0, 0}), vector({0, 0, Rational(7, 4), 0}),
                                        vector({0, 0, 0, Rational(7, 5)}), vector({0, 0, 0, 0})}) {
    const Outcome<CertifiedPoint> in_double = certify(problem, start);
    const Outcome<CertifiedPoint> in_balls = certify(problem, start, by_balls);
    ASSERT_TRUE(in_double) << in_double.reason().text;
    ASSERT_TRUE(in_balls) << in_balls.reason().text;
    EXPECT_EQ(in_double->precision.bits, 53);
    EXPECT_GT(in_balls->precision.bits, 53);
    EXPECT_EQ(in_double->inertia, in_balls->inertia);
    EXPECT_TRUE(in_double->value.overlaps(in_balls->value));
  }
}

TEST(Certify, ClimbsUntilATinyEigenvalueIsDecided) {
  // The saddle at (0, sqrt a_2) has the eigenvalue 4 (a_2 - a_1) = -4e-30.
  const RayleighProblem problem(vector({2 + tiny(30), 2}), 0);
  CertifyOptions few_digits;
  few_digits.max_digits = 20;

  EXPECT_FALSE(certify(problem, vector({0, Rational(1414213, 1000000)}), few_digits));
  const Outcome<CertifiedPoint> certified = certify(problem, vector({0, Rational(1414213, 1000000)}));
  ASSERT_TRUE(certified) << certified.reason().text;
  EXPECT_EQ(certified->inertia, (Inertia{1, 0, 1}));
  EXPECT_GT(certified->precision.bits, 53);
}

TEST(Certify, EnclosesToAThousandDigits) {
  const RayleighProblem problem(vector({2, 1}), 0);
  CertifyOptions options;
  options.digits = 1000;

  const Outcome<CertifiedPoint> certified = certify(problem, vector({Rational(141, 100), 0}), options);

  ASSERT_TRUE(certified) << certified.reason().text;
  EXPECT_TRUE(certainly(is_less(certified->radius, Ball(tiny(1010), Precision{64}))));
  EXPECT_TRUE(sqr(certified->point(0)).contains(Rational(2)));
}

/// f(x) = x^3 / 3 + c x, times 3: the gradient 3 (x^2 + c) has no zero for c > 0, a double one for c = 0.
template <numeric::Scalar S>
struct Cubic {
  S c;
  [[nodiscard]] S value(const Vector<S>& x) const { return x(0) * x(0) * x(0) + S(3) * c * x(0); }
  [[nodiscard]] Vector<S> gradient(const Vector<S>& x) const {
    return Vector<S>::Constant(1, S(3) * (x(0) * x(0) + c));
  }
  [[nodiscard]] Matrix<S> hessian(const Vector<S>& x) const { return Matrix<S>::Constant(1, 1, S(6) * x(0)); }
  [[nodiscard]] Matrix<S> tangents(const Vector<S>&) const { return Matrix<S>(1, 0); }
};

struct CubicProblem {
  Rational c;
  [[nodiscard]] std::string name() const { return "cubic"; }
  [[nodiscard]] Index dimension() const { return 1; }
  template <numeric::Scalar S>
  [[nodiscard]] Cubic<S> over(Precision precision) const {
    return {numeric::lift<S>(c, precision)};
  }
  [[nodiscard]] Ball hessian_lipschitz(const Vector<Ball>&) const { return 6; }
};

TEST(Certify, RefusesASmallGradientWithoutAZero) {
  const CubicProblem problem{tiny(30)};

  EXPECT_FALSE(certify(problem, vector({0})));
  EXPECT_FALSE(certify(problem, vector({tiny(15)})));
  EXPECT_FALSE(certify(problem, vector({1})));
}

TEST(Certify, RefusesADegenerateCriticalPoint) {
  EXPECT_FALSE(certify(CubicProblem{0}, vector({0})));
  EXPECT_FALSE(certify(CubicProblem{0}, vector({tiny(20)})));
}

TEST(Certify, DecidesTwoNearCriticalPointsApart) {
  // x = +-1e-15: a minimum and a maximum.
  const CubicProblem problem{-tiny(30)};

  const Outcome<CertifiedPoint> minimum = certify(problem, vector({2 * tiny(15)}));
  const Outcome<CertifiedPoint> maximum = certify(problem, vector({-2 * tiny(15)}));

  ASSERT_TRUE(minimum) << minimum.reason().text;
  EXPECT_EQ(minimum->inertia, (Inertia{0, 0, 1}));
  EXPECT_TRUE(minimum->point(0).contains(tiny(15)));
  ASSERT_TRUE(maximum) << maximum.reason().text;
  EXPECT_EQ(maximum->inertia, (Inertia{1, 0, 0}));
}

TEST(Certify, TheValueIsThatOfTheTruePoint) {
  // Few digits: the start, 9.5e-16 from sqrt 2, is near enough as it is, and its value is 7e-30 above the true -4.
  const RayleighProblem problem(vector({2, 1}), 0);
  CertifyOptions few_digits;
  few_digits.digits = 1;

  const Outcome<CertifiedPoint> certified =
      certify(problem, vector({Rational(1414213562373096, 1000000000000000), 0}), few_digits);

  ASSERT_TRUE(certified) << certified.reason().text;
  EXPECT_TRUE(certified->value.contains(Rational(-4)));
  EXPECT_TRUE(certainly(is_less(certified->value.radius(), Ball(tiny(20), Precision{64}))));
}

/// The cubic x^3 - 6 x, which notes each set of points on which its Hessian is enclosed.
template <numeric::Scalar S>
struct WatchedCubic : Cubic<S> {
  std::shared_ptr<std::vector<Ball>> seen;
  [[nodiscard]] Matrix<S> hessian(const Vector<S>& x) const {
    if constexpr (std::same_as<S, Ball>) seen->push_back(x(0));
    return Cubic<S>::hessian(x);
  }
};

struct WatchedProblem {
  std::shared_ptr<std::vector<Ball>> seen = std::make_shared<std::vector<Ball>>();
  [[nodiscard]] std::string name() const { return "watched"; }
  [[nodiscard]] Index dimension() const { return 1; }
  template <numeric::Scalar S>
  [[nodiscard]] WatchedCubic<S> over(Precision) const {
    return {{S(-2)}, seen};
  }
  [[nodiscard]] Ball hessian_lipschitz(const Vector<Ball>&) const { return 6; }
};

TEST(Certify, ProvesTheInertiaOnAllOfTheCertifiedBall) {
  const WatchedProblem problem;
  CertifyOptions by_balls;
  by_balls.by_balls_only = true;

  const Outcome<CertifiedPoint> certified = certify(problem, vector({Rational(3, 2)}), by_balls);

  ASSERT_TRUE(certified) << certified.reason().text;
  EXPECT_FALSE(certified->point(0).is_exact());
  EXPECT_TRUE(sqr(certified->point(0)).contains(Rational(2)));
  EXPECT_TRUE(std::any_of(problem.seen->begin(), problem.seen->end(),
                          [&](const Ball& set) { return set.contains(certified->point(0)); }));
}

/// A Rayleigh problem whose tangents are lengthened by 1 + steepness (|x|^2 - a_1): tangents of the same orbits.
template <numeric::Scalar S>
struct Lengthened : problem::testing::Rayleigh<S> {
  S a;
  S steepness;
  [[nodiscard]] Matrix<S> tangents(const Vector<S>& x) const {
    S factor(1);
    factor -= steepness * a;
    for (const S& entry : x) factor += steepness * entry * entry;
    return problem::testing::Rayleigh<S>::tangents(x) * factor;
  }
};

struct LengthenedProblem : RayleighProblem {
  Rational a;
  Rational steepness;
  template <numeric::Scalar S>
  [[nodiscard]] Lengthened<S> over(Precision precision) const {
    return {RayleighProblem::over<S>(precision), numeric::lift<S>(a, precision),
            numeric::lift<S>(steepness, precision)};
  }
};

TEST(Certify, RefusesWhereTheSymmetryDirectionsTurnWithinTheBox) {
  // The box has the radius 10^-42, so |x|^2 differs by 4e-42 on it: the tangents by 1/125 of their
  // length, or by 1/1000.
  const Vector<Rational> start = vector({1, 1 + tiny(60), 0});
  // A higher precision has a narrower box.
  const auto certified_with = [&](const Rational& steepness, long max_digits) {
    CertifyOptions by_balls;
    by_balls.by_balls_only = true;
    by_balls.max_digits = max_digits;
    return certify(LengthenedProblem{RayleighProblem(vector({2, 2, 1}), 2), 2, steepness}, start, by_balls);
  };

  const Outcome<CertifiedPoint> turning = certified_with(Rational(1, 500) / tiny(42), 40);
  const Outcome<CertifiedPoint> steady = certified_with(Rational(1, 4000) / tiny(42), 40);
  const Outcome<CertifiedPoint> climbed = certified_with(Rational(1, 500) / tiny(42), 200);

  ASSERT_FALSE(turning);
  EXPECT_NE(turning.reason().text.find("turn within the box"), std::string::npos) << turning.reason().text;
  ASSERT_TRUE(steady) << steady.reason().text;
  EXPECT_EQ(steady->inertia, (Inertia{0, 1, 2}));
  ASSERT_TRUE(climbed) << climbed.reason().text;
  EXPECT_EQ(climbed->inertia, (Inertia{0, 1, 2}));
}

TEST(Certify, RefusesAWrongDimension) {
  EXPECT_THROW((void)certify(CubicProblem{1}, vector({1, 2})), PreconditionError);
}

TEST(Certify, EnclosesTheHessianSpectrum) {
  const RayleighProblem problem(vector({2, 2, 1}), 2);
  CertifyOptions options;
  options.spectrum = true;

  const Outcome<CertifiedPoint> certified = certify(problem, vector({1, 1, 0}), options);

  ASSERT_TRUE(certified) << certified.reason().text;
  ASSERT_EQ(certified->hessian_spectrum.size(), 3U);
  EXPECT_TRUE(certified->hessian_spectrum[0].contains(Rational(16)));
  EXPECT_TRUE(certified->hessian_spectrum[1].contains(Rational(4)));
  EXPECT_TRUE(certified->hessian_spectrum[2].contains(Rational(0)));
}

}  // namespace
}  // namespace laecert::certify
