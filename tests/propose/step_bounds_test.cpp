#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <string>

#include "propose/training/step_bound.hpp"

// G1 to G3 of method.md, whichever term dominates: no smaller than the formula, and by no more than a part in 10^9
// larger. All roots are of squares, so that the formula is rounded by far less.

namespace laecert::propose::step_bounds_test {
namespace {

constexpr double part = 1e-9;

void expect_above(double documented, double bound, const std::string& what) {
  EXPECT_GE(bound, documented) << what;
  EXPECT_LE(bound, (1 + part) * documented) << what;
}

struct SetCase {
  std::string dominant;
  SublevelSet set;
  double error;  // E, the point of [tail, loss] next to lambda^2 / (4 s_1)
};

// s_1 = 4 and tr S = 5, so that lambda^2 / 16 is next to.
const SetCase set_cases[] = {
    {"the first term", {1024, 5, 4, 1, 1, 1}, 1}, {"the second term", {4096, 5, 4, 4096, 64, 64}, 4096},
    {"the third term", {2, 5, 4, 1, 1, 1000}, 1}, {"E inside", {1024, 5, 4, 1, 64, 64}, 256},
    {"E at the loss", {16, 5, 4, 1, 64, 64}, 16}, {"E at the tail", {64, 5, 4, 36, 8, 8}, 36}};

double documented_everywhere(const SetCase& one) {
  const SublevelSet& set = one.set;
  return set.largest * (set.loss - one.error) / set.least_penalty + std::sqrt(set.largest * one.error) +
         set.largest_penalty;
}

TEST(StepBoundFormula, IsTheDocumentedOneWhicheverTermDominates) {
  for (const SetCase& one : set_cases) {
    expect_above(documented_everywhere(one), gradient_lipschitz_bound(one.set), one.dominant);
  }
}

// Of 4 (c + r)^2 + sqrt(4 F) + lambda.
TEST(StepBoundFormula, NearAPointIsTheDocumentedOne) {
  const SublevelSet set{1024, 5, 4, 1, 0x1p-20, 1}, flat{4, 5, 4, 1, 0x1p-20, 1000};
  struct Near {
    std::string dominant;
    double norm, radius;
  };
  for (const Near& near : {Near{"the norm", 100, 0.5}, {"the radius", 0.5, 100}, {"the loss", 0.125, 0.125}}) {
    const double reach = near.norm + near.radius;
    expect_above(4 * reach * reach + 64 + 1, gradient_lipschitz_bound_near(set, near.norm, near.radius), near.dominant);
    expect_above(4 * reach * reach + 4 + 1000, gradient_lipschitz_bound_near(flat, near.norm, near.radius),
                 near.dominant);
  }
  for (const SetCase& one : set_cases) {
    expect_above(documented_everywhere(one), gradient_lipschitz_bound_near(one.set, 1e6, 1e6), one.dominant);
  }
}

// a = 1 / L(r), r = sqrt(N (F - t) / L(0)): no longer than that.
TEST(StepBoundFormula, TheStepIsTheDocumentedOne) {
  const SublevelSet set{1024, 5, 4, 1, 0x1p-20, 1};
  for (const long iterations : {0L, 1L, 32L, 10000L}) {
    for (const double norm : {0.0, 1.0, 64.0}) {
      const double longest = 1 / (4 * norm * norm + 65);
      const double reach = norm + std::sqrt(static_cast<double>(iterations) * longest * 1023);
      const double documented = 1 / (4 * reach * reach + 65);

      const double step = descent_step(set, norm, iterations);

      EXPECT_LE(step, documented) << iterations << ", " << norm;
      EXPECT_GE(step, (1 - part) * documented) << iterations << ", " << norm;
    }
  }
}

// S = (s), W1 = (c), W2 = 0, lambda: half the Hessian is s c^2 + lambda in the decoder. The loss is s + lambda c^2, so
// the first term is s c^2 at E = s: half of the bound would be false.
TEST(StepBoundFormula, HalfOfItWouldBeFalse) {
  const double s = 4, c = 16, lambda = 1;
  const double bound = gradient_lipschitz_bound({s + lambda * c * c, s, s, 0, lambda, lambda});

  EXPECT_GE(bound, s * c * c + lambda);
  EXPECT_LT(bound / 2, s * c * c + lambda);
}

}  // namespace
}  // namespace laecert::propose::step_bounds_test
