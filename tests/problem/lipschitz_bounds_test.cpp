#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "problem/families/lae/loss.hpp"
#include "problem/families/ppca/objective.hpp"
#include "problem/families/tied/loss.hpp"

// The Lipschitz constants of the Hessians (6 |S'| |x| of autoencoders, T20, T29 of method.md), from above: between the
// formula on the whole box and a part in 10^8 more. A ball's radius has 30 bits.

namespace laecert::problem::lipschitz_bounds_test {
namespace {

constexpr Precision bits{128};

Rational less_than_a_part() { return Rational(1, pow(numeric::Integer(10), 8)); }

/// Midpoint and radius of an unknown.
struct Side {
  Rational mid, rad = 0;
};

Vector<Ball> box_of(const std::vector<Side>& sides) {
  Vector<Ball> box(static_cast<Index>(sides.size()));
  for (std::size_t i = 0; i < sides.size(); ++i)
    box(static_cast<Index>(i)) = Ball(sides[i].mid, bits).widened(Ball(sides[i].rad, bits));
  return box;
}

/// The square of the largest |x| on the box.
Rational largest_square(const std::vector<Side>& sides) {
  Rational sum = 0;
  for (const Side& side : sides) sum += (abs(side.mid) + side.rad) * (abs(side.mid) + side.rad);
  return sum;
}

void expect_squared(const Rational& documented, const Ball& bound, const std::string& what) {
  const Rational upper = bound.upper_end().exact_midpoint(), more = 1 + less_than_a_part();
  EXPECT_GE(upper * upper, documented) << what;
  EXPECT_LE(upper * upper, more * more * documented) << what;
}

struct BoxCase {
  std::string dominant;
  std::vector<Side> sides;
};

// m = 2, k = 1: two unknowns each for encoder and decoder, the first two for the tied loss.
const std::vector<BoxCase>& box_cases() {
  static const std::vector<BoxCase> cases{{"a point", {{1}, {-2}, {Rational(1, 3)}, {0}}},
                                          {"a radius of the encoder", {{1, 7}, {0}, {0}, {1}}},
                                          {"a radius of the decoder", {{1}, {-1, 9}, {0}, {-1, Rational(1, 2)}}},
                                          {"a radius around zero", {{0, 1}, {0, 2}, {0, 3}, {0, 4}}}};
  return cases;
}

const Matrix<Rational>& full_gram() {
  static const Matrix<Rational> gram{{2, 1}, {1, 3}};
  return gram;
}

// |S'|^2: 15 for S = [[2, 1], [1, 3]]; with lambda = 5 on the diagonal 7^2 + 8^2 + 2.
TEST(LipschitzBound, OfAutoencodersIsTheDocumentedOne) {
  const Instance instance = Instance::from_gram(full_gram(), {.name = "S", .k = 1, .lambda = 5});
  for (const Regularization loss : {Regularization::none, Regularization::product, Regularization::sum}) {
    const LaeProblem problem(instance, loss);
    const Rational weight = loss == Regularization::product ? 115 : 15;
    for (const BoxCase& one : box_cases()) {
      expect_squared(36 * weight * largest_square(one.sides), problem.hessian_lipschitz(box_of(one.sides)),
                     to_string(loss) + ", " + one.dominant);
    }
  }
}

TEST(LipschitzBound, OfTheTiedLossIsTheDocumentedOne) {
  const TiedProblem problem(Instance::from_gram(full_gram(), {.name = "S", .k = 1, .lambda = 5}));
  for (const BoxCase& one : box_cases()) {
    const std::vector<Side> sides(one.sides.begin() + 1, one.sides.begin() + 3);

    expect_squared(576 * 15 * largest_square(sides), problem.hessian_lipschitz(box_of(sides)), one.dominant);
  }
}

/// v = p^2, |x| = q, p^2 + q^2 a square: w and the root of v are rational. S/n = scale diag(3, 4), |S/n| = 5 scale.
struct ObjectiveCase {
  std::string dominant;
  Rational p, q, hypotenuse, scale;
};

const ObjectiveCase objective_cases[] = {{"the cube of w", 20, 99, 101, Rational(1, 1000000)},
                                         {"w itself", 99, 20, 101, Rational(1, 1000000)},
                                         {"the cube of w beside S", 20, 99, 101, 1000000},
                                         {"w itself beside S", 99, 20, 101, 1000000},
                                         {"all terms", 4, 3, 5, Rational(16, 5)}};

Rational documented_constant(const ObjectiveCase& one, bool is_integrated) {
  const Rational w = one.q / one.hypotenuse, v = one.p * one.p, cube = w * w * w;
  const Rational beside_s = (48 * cube + 24 * w) * 5 * one.scale / v;
  return ((is_integrated ? Rational(16 * cube + 12 * w) : Rational(0)) + beside_s) / (one.p * one.p * one.p);
}

// The point (q, 0); the interval from 0 to q; and -q to 0: the constant is that of the largest |x|.
TEST(LipschitzBound, OfProbabilisticPcaIsTheDocumentedOneWhicheverTermDominates) {
  for (const ObjectiveCase& one : objective_cases) {
    constexpr long samples = 4;
    const Vector<Rational> s{{Rational(4 * samples * one.scale), Rational(3 * samples * one.scale)}};
    const Instance instance = Instance::from_spectrum(
        s, {.name = "S", .k = 1, .lambda = lambda_of_noise(one.p * one.p, samples), .samples = samples});
    for (const Side& first : {Side{one.q}, Side{one.q / 2, one.q / 2}, Side{-one.q / 2, one.q / 2}}) {
      const Vector<Ball> box = box_of({first, {0}});
      const Rational integrated = documented_constant(one, true), maximized = documented_constant(one, false);

      expect_squared(integrated * integrated, ppca_likelihood(instance).hessian_lipschitz(box), one.dominant);
      expect_squared(integrated * integrated, ppca_marginal_posterior(instance, 1).hessian_lipschitz(box),
                     one.dominant);
      expect_squared(maximized * maximized, ppca_joint_posterior(instance, 1).hessian_lipschitz(box), one.dominant);
    }
  }
}

}  // namespace
}  // namespace laecert::problem::lipschitz_bounds_test
