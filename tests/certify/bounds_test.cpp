#include <gtest/gtest.h>

#include <memory>
#include <string>
#include <vector>

#include "certify/certify.hpp"
#include "certify/route.hpp"
#include "numeric/inertia.hpp"
#include "tests/certify/rayleigh.hpp"

// The bounds of C2 and C3 of method.md on problems whose Hessians are known by hand. The radius of a ball has 30 bits,
// so a bound that ends as a radius is held to a part in 10^8.

namespace laecert::certify::bounds_test {
namespace {

using problem::testing::RayleighProblem;

Rational part(unsigned digits) { return Rational(1, pow(numeric::Integer(10), digits)); }

// One route alone: another would propose a point of its own, nearer than the one given.
CertifyOptions to_one_digit(bool by_balls) {
  CertifyOptions options;
  options.digits = 1;
  options.by_balls_only = by_balls;
  options.max_digits = by_balls ? 40 : 0;
  return options;
}

/// (3 x - 1)^2: the gradient 6 (3 x - 1), the Hessian 18, a minimum of value 0 at 1/3.
template <numeric::Scalar S>
struct Parabola {
  [[nodiscard]] S value(const Vector<S>& x) const { return (S(3) * x(0) - S(1)) * (S(3) * x(0) - S(1)); }
  [[nodiscard]] Vector<S> gradient(const Vector<S>& x) const {
    return Vector<S>::Constant(1, S(6) * (S(3) * x(0) - S(1)));
  }
  [[nodiscard]] Matrix<S> hessian(const Vector<S>&) const { return Matrix<S>::Constant(1, 1, S(18)); }
  [[nodiscard]] Matrix<S> tangents(const Vector<S>&) const { return Matrix<S>(1, 0); }
};

/// The parabola; `lipschitz_between` bounds the slope of its Hessian on sets that are no point and narrower than 1.
struct ParabolaProblem {
  Rational lipschitz_between = 0;
  [[nodiscard]] std::string name() const { return "parabola"; }
  [[nodiscard]] Index dimension() const { return 1; }
  template <numeric::Scalar S>
  [[nodiscard]] Parabola<S> over(Precision) const {
    return {};
  }
  [[nodiscard]] Ball hessian_lipschitz(const Vector<Ball>& x) const {
    const bool is_between = !x(0).is_exact() && numeric::certainly(is_less(x(0).radius(), Ball(1)));
    return is_between ? Ball(lipschitz_between, Precision{64}) : Ball(0);
  }
};

// 2^-47 / 3 from 1/3, or 2^-107 / 3 for the narrower box of the balls: near enough as it is; its value is exact in
// balls.
Vector<Rational> near_a_third(bool by_balls) {
  const numeric::Integer power = pow(numeric::Integer(2), by_balls ? 107 : 47);
  return Vector<Rational>::Constant(1, Rational((power + 1) / 3, power));
}

Rational distance_to_a_third(bool by_balls) { return abs(Rational(near_a_third(by_balls)(0) - Rational(1, 3))); }

// rho = 2 |g(c)| / gap, |g(c)| = 18 |c - 1/3|; the gap is 18 in balls, and at most that in double.
TEST(CertifyBound, TheRadiusIsThatOfKantorovich) {
  for (const bool by_balls : {false, true}) {
    const auto certified = certify(ParabolaProblem{}, near_a_third(by_balls), to_one_digit(by_balls));

    ASSERT_TRUE(certified) << certified.reason().text;
    const Rational gap = certified->gap.exact_midpoint(), radius = certified->radius.exact_midpoint();
    const Rational documented = 2 * 18 * distance_to_a_third(by_balls) / gap;
    EXPECT_LE(gap, 18);
    EXPECT_GE(radius, documented);
    EXPECT_LE(radius, (1 + part(9)) * documented);
  }
}

// |H| rho^2 / 2. In double |H| is bounded by twice the norm of moduli and radii.
TEST(CertifyBound, TheSpreadOfTheValueIsThatOfTaylor) {
  for (const bool by_balls : {false, true}) {
    const auto certified = certify(ParabolaProblem{}, near_a_third(by_balls), to_one_digit(by_balls));

    ASSERT_TRUE(certified) << certified.reason().text;
    const Rational radius = certified->radius.exact_midpoint(), spread = certified->value.radius().exact_midpoint();
    const Rational documented = (by_balls ? 1 : 2) * 18 * radius * radius / 2;
    EXPECT_TRUE(certified->value.contains(Rational(0)));
    EXPECT_GE(spread, documented) << by_balls;
    EXPECT_LE(spread, (1 + part(8)) * documented) << by_balls;
  }
}

// K is that of the whole box: what is small at its centre, and far around it, says nothing.
TEST(CertifyBound, TheLipschitzConstantIsThatOfTheBox) {
  for (const bool by_balls : {false, true}) {
    const auto smooth =
        certify(ParabolaProblem{.lipschitz_between = 1}, near_a_third(by_balls), to_one_digit(by_balls));
    const auto steep =
        certify(ParabolaProblem{.lipschitz_between = 1 / part(300)}, near_a_third(by_balls), to_one_digit(by_balls));

    EXPECT_TRUE(smooth);
    ASSERT_FALSE(steep);
    EXPECT_NE(steep.reason().text.find("|F(p)| L / sigma^2"), std::string::npos) << steep.reason().text;
  }
}

// h = K |g| / gap^2 <= 1/2 decides: K a part in 10^6 below and above.
TEST(CertifyBound, KantorovichsQuotientIsHeldToOneHalf) {
  for (const bool by_balls : {false, true}) {
    const auto plain = certify(ParabolaProblem{}, near_a_third(by_balls), to_one_digit(by_balls));
    ASSERT_TRUE(plain);
    const Rational gap = plain->gap.exact_midpoint(), limit = gap * gap / (36 * distance_to_a_third(by_balls));

    EXPECT_TRUE(certify(ParabolaProblem{(1 - part(6)) * limit}, near_a_third(by_balls), to_one_digit(by_balls)));
    EXPECT_FALSE(certify(ParabolaProblem{(1 + part(6)) * limit}, near_a_third(by_balls), to_one_digit(by_balls)));
  }
}

/// x -> prove() of this route on the box x +- radius, linearized at x.
Outcome<BorderedEnclosure> prove_on_box(const Route& route, Evaluator& evaluator, const Vector<Rational>& x,
                                        const Rational& radius) {
  const Vector<Ball> centre = numeric::lift_matrix<Ball>(x, Precision{128});
  const Vector<Ball> box =
      centre.unaryExpr([&](const Ball& entry) { return entry.widened(Ball(radius, Precision{64})); });
  return route.prove(evaluator, box, route.linearize(evaluator, centre).value(), false);
}

Vector<Rational> vector(const std::vector<Rational>& entries) {
  Vector<Rational> x(static_cast<Index>(entries.size()));
  for (std::size_t i = 0; i < entries.size(); ++i) x(static_cast<Index>(i)) = entries[i];
  return x;
}

/// f = x^3, whose Hessian 6 x takes 12 +- 6 r on 2 +- r.
template <numeric::Scalar S>
struct Cube {
  [[nodiscard]] S value(const Vector<S>& x) const { return x(0) * x(0) * x(0); }
  [[nodiscard]] Vector<S> gradient(const Vector<S>& x) const { return Vector<S>::Constant(1, S(3) * x(0) * x(0)); }
  [[nodiscard]] Matrix<S> hessian(const Vector<S>& x) const { return Matrix<S>::Constant(1, 1, S(6) * x(0)); }
  [[nodiscard]] Matrix<S> tangents(const Vector<S>&) const { return Matrix<S>(1, 0); }
};

struct CubeProblem {
  [[nodiscard]] std::string name() const { return "cube"; }
  [[nodiscard]] Index dimension() const { return 1; }
  template <numeric::Scalar S>
  [[nodiscard]] Cube<S> over(Precision) const {
    return {};
  }
  [[nodiscard]] Ball hessian_lipschitz(const Vector<Ball>&) const { return 6; }
};

// Modulus and radius: 6 (2 + r), doubled in double.
TEST(RouteBound, TheNormOfTheHessianIsThatOfTheBox) {
  const CubeProblem problem;
  ProblemEvaluator<CubeProblem> evaluator(problem);
  for (const Rational& radius : {part(9), Rational(1, 2), Rational(7, 4)}) {
    const auto in_double = prove_on_box(*make_double_route(), evaluator, vector({2}), radius);
    const auto in_balls = prove_on_box(*make_ball_route(Precision{128}), evaluator, vector({2}), radius);

    ASSERT_TRUE(in_double && in_balls);
    const Rational largest = 6 * (2 + radius);
    EXPECT_GE(in_double->hessian_norm.exact_midpoint(), 2 * largest);
    EXPECT_LE(in_double->hessian_norm.exact_midpoint(), (1 + part(8)) * 2 * largest);
    EXPECT_GE(in_balls->hessian_norm.exact_midpoint(), largest);
    EXPECT_LE(in_balls->hessian_norm.exact_midpoint(), (1 + part(8)) * largest);
  }
}

// T(x) = (x_2, -x_1, 0)^T C with |C| = 1 / |tangent| about, on x +- r: T(x) - T(y) has the norm 2 sqrt(2) r |C| at
// most.
TEST(RouteBound, TheSpreadOfTheTangentsIsThatOfTheBox) {
  const RayleighProblem problem(vector({2, 2, 1}), 2);
  ProblemEvaluator<RayleighProblem> evaluator(problem);
  const Rational radius(1, 1024);
  const Vector<Rational> x = vector({1, 1, 0});
  std::vector<std::unique_ptr<Route>> routes;
  routes.push_back(make_double_route());
  routes.push_back(make_ball_route(Precision{128}));
  for (const std::unique_ptr<Route>& route : routes) {
    const Vector<Ball> centre = numeric::lift_matrix<Ball>(x, Precision{128});
    const Rational c = abs(route->linearize(evaluator, centre)->generators(0, 0).exact_midpoint());

    const auto proved = prove_on_box(*route, evaluator, x, radius);

    ASSERT_TRUE(proved) << proved.reason().text;
    const Rational spread = proved->tangent_spread.exact_midpoint();
    EXPECT_GE(spread * spread, 8 * radius * radius * c * c);
    EXPECT_LE(spread, (1 + part(8)) * 8 * radius * c);
  }
}

}  // namespace
}  // namespace laecert::certify::bounds_test
