#include "certify/approach.hpp"

#include <gtest/gtest.h>

#include "certify/certify.hpp"
#include "numeric/errors.hpp"
#include "problem/families/lae/loss.hpp"
#include "tests/certify/rayleigh.hpp"

namespace laecert::certify {
namespace {

using problem::LaeProblem;
using problem::testing::RayleighProblem;

Vector<Rational> vector(const std::vector<Rational>& entries) {
  return Vector<Rational>::Map(entries.data(), static_cast<Index>(entries.size()));
}

// The zero matrix is a fixed point of the symmetries, where every tangent vanishes; beside it they are short.
TEST(Approach, ReachesAFixedPointOfTheSymmetries) {
  const problem::Instance instance =
      problem::Instance::from_spectrum(vector({4, 1}), {.name = "S = diag(4, 1)", .k = 2, .lambda = 2});
  const LaeProblem problem(instance, problem::Regularization::sum);
  ProblemEvaluator<LaeProblem> evaluator(problem);
  Vector<Rational> start(8);
  for (Index i = 0; i < 8; ++i) start(i) = Rational(i - 3, 10000000);

  const Vector<Rational> reached = approx_critical_point(evaluator, start);
  const Outcome<CertifiedPoint> certified = certify_point(evaluator, reached);

  ASSERT_TRUE(certified) << certified.reason().text;
  EXPECT_TRUE(certified->exact);
  EXPECT_EQ(certified->inertia, (numeric::Inertia{2, 0, 6}));
}

// H has an eigenvalue of the size of the distance beside the circle of minima.
TEST(Approach, ReachesAManifoldThatIsNotIsolated) {
  const RayleighProblem problem(vector({2, 2, 1}), 2);
  ProblemEvaluator<RayleighProblem> evaluator(problem);

  const Vector<Rational> reached =
      approx_critical_point(evaluator, vector({Rational(105, 100), Rational(97, 100), Rational(1, 50)}));
  const Outcome<CertifiedPoint> certified = certify_point(evaluator, reached);

  ASSERT_TRUE(certified) << certified.reason().text;
  EXPECT_EQ(certified->inertia, (numeric::Inertia{0, 1, 2}));
  EXPECT_TRUE(numeric::certainly(is_less(certified->distance, Ball(Rational(1, 1000000000), Precision{64}))));
}

TEST(Approach, LeavesExactlyCriticalPointsWhereTheyAre) {
  const RayleighProblem problem(vector({4, 1}), 0);
  ProblemEvaluator<RayleighProblem> evaluator(problem);

  EXPECT_EQ(approx_critical_point(evaluator, vector({2, 0})), vector({2, 0}));
}

TEST(Approach, RefusesAnotherDimension) {
  const RayleighProblem problem(vector({4, 1}), 0);
  ProblemEvaluator<RayleighProblem> evaluator(problem);

  EXPECT_THROW((void)approx_critical_point(evaluator, vector({2})), PreconditionError);
}

}  // namespace
}  // namespace laecert::certify
