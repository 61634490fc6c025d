// Critical points that are found without a word of the theory: random starts, Levenberg and Marquardt's steps.

#include <gtest/gtest.h>

#include <map>

#include "certify/approach.hpp"
#include "certify/certificate.hpp"
#include "certify/certify.hpp"
#include "numeric/random.hpp"
#include "problem/families/lae/loss.hpp"
#include "tests/numeric/test_scale.hpp"

namespace laecert::certify {
namespace {

using problem::Instance;
using problem::LaeProblem;
using problem::Regularization;

Instance dense_instance() {
  const Matrix<Rational> gram{{9, 2, 1, 0}, {2, 5, 1, 1}, {1, 1, Rational(7, 2), 1}, {0, 1, 1, 1}};
  return Instance::from_gram(gram, {.name = "dense", .k = 2, .lambda = 2});
}

Vector<Rational> random_point(Index size, std::uint64_t seed) {
  numeric::SplitMix64 random(seed);
  Vector<Rational> x(size);
  for (Rational& entry : x) entry = 2 * random.rational(8);
  return x;
}

Ball transpose_gap(const CertifiedPoint& certified, Index k) {
  const problem::Autoencoder<Ball> w = problem::unpack(certified.point, k);
  const Matrix<Ball> difference = w.W1 - w.W2.transpose();
  Ball squares(0);
  for (const Ball& entry : difference.reshaped()) squares += sqr(entry);
  return sqrt_nonnegative(squares).upper_end();
}

// Each is certified or refused with a reason; for `sum` the transpose theorem shows in every one of them.
TEST(FoundPoints, AreCertifiedOrRefusedWithAReason) {
  const int starts = numeric::scaled(334);
  const Ball tiny(Rational(1, pow(numeric::Integer(10), 60)), Precision{256});
  for (const Regularization loss : {Regularization::none, Regularization::product, Regularization::sum}) {
    const LaeProblem problem(dense_instance(), loss);
    ProblemEvaluator<LaeProblem> evaluator(problem);
    int certified_count = 0;
    for (int seed = 1; seed <= starts; ++seed) {
      const Vector<Rational> start = random_point(problem.dimension(), static_cast<std::uint64_t>(seed));
      const Outcome<CertifiedPoint> certified =
          certify_point(evaluator, approx_critical_point(evaluator, start), {.digits = 50});

      if (!certified) {
        EXPECT_FALSE(certified.reason().text.empty());
        continue;
      }
      ++certified_count;
      if (loss == Regularization::sum) {
        EXPECT_TRUE(numeric::certainly(is_less(transpose_gap(*certified, 2), tiny))) << seed;
      }
    }
    EXPECT_GE(2 * certified_count, starts) << problem::to_string(loss);
    RecordProperty(problem::to_string(loss), certified_count);
  }
}

// The same data in units in which S is a million times larger or smaller: the same points, as well certified.
TEST(FoundPoints, AreCertifiedInAnyUnits) {
  for (const Regularization loss : {Regularization::none, Regularization::product, Regularization::sum}) {
    const LaeProblem problem(dense_instance(), loss);
    for (const Rational& unit : {Rational(1000000), Rational(1, 1000000)}) {
      const Matrix<Rational> gram = dense_instance().gram() * unit;
      const LaeProblem in_units(Instance::from_gram(gram, {.name = "units", .k = 2, .lambda = 2 * unit}), loss);
      for (std::uint64_t seed = 1; seed <= 20; ++seed) {
        ProblemEvaluator<LaeProblem> evaluator(problem);
        const Vector<Rational> x = approx_critical_point(evaluator, random_point(problem.dimension(), seed));
        const Outcome<CertifiedPoint> certified = certify_point(evaluator, x);
        if (!certified) continue;

        const Outcome<CertifiedPoint> again = certify(in_units, x);

        ASSERT_TRUE(again) << problem::to_string(loss) << ", " << seed << ": " << again.reason().text;
        EXPECT_EQ(again->inertia, certified->inertia);
      }
    }
  }
}

}  // namespace
}  // namespace laecert::certify
