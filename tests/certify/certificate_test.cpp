#include "certify/certificate.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "certify/approach.hpp"
#include "certify/certify.hpp"
#include "numeric/random.hpp"
#include "problem/families/lae/loss.hpp"
#include "problem/families/tied/loss.hpp"

namespace laecert::certify {
namespace {

using problem::Instance;
using problem::LaeProblem;
using problem::Regularization;

Instance dense_instance(Index k) {
  const Matrix<Rational> gram{{9, 2, 1}, {2, 5, 1}, {1, 1, Rational(7, 2)}};
  return Instance::from_gram(gram, {.name = "dense", .k = k, .lambda = 2});
}

Rational squares(const Matrix<Rational>& a) {
  Rational sum(0);
  for (const Rational& entry : a.reshaped()) sum += entry * entry;
  return sum;
}

problem::Autoencoder<Rational> autoencoder(const Certificate& c) {
  return {c.point.front().value, c.point.back().value};
}

// From a random start: some critical point or other, and no word of the theory.
Outcome<CertifiedPoint> some_critical_point(const LaeProblem& problem, std::uint64_t seed, long digits = 30) {
  numeric::SplitMix64 random(seed);
  Vector<Rational> x(problem.dimension());
  for (Rational& entry : x) entry = random.rational(4);
  ProblemEvaluator<LaeProblem> evaluator(problem);
  return certify_point(evaluator, approx_critical_point(evaluator, x), {.digits = digits});
}

// J = [H T; T^T 0] at the certificate's point, from the problem's own Hessian.
Matrix<Rational> bordered(const LaeProblem& problem, const Certificate& c) {
  const problem::LaeLoss<Rational> loss = problem.over<Rational>({});
  const Vector<Rational> x = problem::pack(autoencoder(c));
  const Matrix<Rational> h = loss.hessian(x);
  const auto b = static_cast<Index>(c.generators.size() + c.commutant.size());
  Matrix<Rational> j = Matrix<Rational>::Zero(h.rows() + b, h.rows() + b);
  j.topLeftCorner(h.rows(), h.rows()) = h;
  Index column = h.rows();
  const problem::Autoencoder<Rational> w = autoencoder(c);
  for (const Matrix<Rational>& omega : c.generators) {
    const Vector<Rational> t =
        problem::pack(problem::Autoencoder<Rational>{omega.lazyProduct(w.W1), -w.W2.lazyProduct(omega)});
    j.col(column).head(h.rows()) = t;
    j.row(column++).head(h.rows()) = t;
  }
  for (const Matrix<Rational>& rotation : c.commutant) {
    const Vector<Rational> t =
        problem::pack(problem::Autoencoder<Rational>{-w.W1.lazyProduct(rotation), rotation.lazyProduct(w.W2)});
    j.col(column).head(h.rows()) = t;
    j.row(column++).head(h.rows()) = t;
  }
  return j;
}

void expect_decidable(const LaeProblem& problem, const Certificate& c) {
  const problem::LaeLoss<Rational> loss = problem.over<Rational>({});
  const Vector<Rational> x = problem::pack(autoencoder(c));
  const Matrix<Rational> j = bordered(problem, c), one = Matrix<Rational>::Identity(j.rows(), j.rows());
  const numeric::Inertia low = numeric::exact_inertia(j - c.gap * one);
  const numeric::Inertia high = numeric::exact_inertia(j + c.gap * one);
  const Rational eta_squared = squares(loss.gradient(x));
  const Rational value = loss.value(x);

  EXPECT_EQ(low.negative, high.negative);
  EXPECT_EQ(low.zero + high.zero, 0);
  EXPECT_EQ(high.negative, c.inertia.negative + c.inertia.zero);
  EXPECT_LE(4 * eta_squared, c.gap * c.gap * c.radius * c.radius);
  EXPECT_LE(c.value_low, value);
  EXPECT_GE(c.value_high, value);
  const problem::Autoencoder<Rational> w = autoencoder(c);
  EXPECT_LE(squares(w.W1 - w.W2.transpose()), *c.transpose_gap * *c.transpose_gap);
}

class EveryLoss : public ::testing::TestWithParam<Regularization> {};

TEST_P(EveryLoss, CertificatesHoldWhatACheckerDecides) {
  const LaeProblem problem(dense_instance(2), GetParam());
  int found = 0;
  for (std::uint64_t seed = 1; seed <= 20; ++seed) {
    const Outcome<CertifiedPoint> certified = some_critical_point(problem, seed);
    if (!certified) continue;
    ++found;

    const Outcome<Certificate> certificate = make_certificate(problem, *certified);

    ASSERT_TRUE(certificate) << certificate.reason().text;
    expect_decidable(problem, *certificate);
    EXPECT_LT(certificate->radius, Rational(1, 1000000000));
  }
  EXPECT_GE(found, 5);
}

TEST_P(EveryLoss, CertificatesOfExactPointsHaveRadiusZero) {
  const LaeProblem problem(dense_instance(2), GetParam());
  const Vector<Rational> zero = Vector<Rational>::Constant(problem.dimension(), Rational(0));

  const Outcome<Certificate> certificate = make_certificate(problem, *certify(problem, zero));

  ASSERT_TRUE(certificate);
  expect_decidable(problem, *certificate);
  EXPECT_EQ(certificate->radius, 0);
  EXPECT_EQ(certificate->value_low, certificate->value_high);
  EXPECT_EQ(certificate->rank, 0);
}

INSTANTIATE_TEST_SUITE_P(Certificate, EveryLoss,
                         ::testing::Values(Regularization::none, Regularization::product, Regularization::sum),
                         [](const auto& info) { return problem::to_string(info.param); });

// S = diag(4, 4, 1): the plane of the first two directions turns.
TEST(Certificate, BordersWithRotationsThatCommuteWithTheData) {
  const Vector<Rational> s{{Rational(4), Rational(4), Rational(1)}};
  const LaeProblem problem(Instance::from_spectrum(s, {.name = "repeated", .k = 1, .lambda = 2}), Regularization::sum);
  const Vector<Rational> near{{Rational(7, 10), 0, 0, Rational(7, 10), 0, 0}};

  const Outcome<Certificate> certificate = make_certificate(problem, *certify(problem, near));

  ASSERT_TRUE(certificate) << certificate.reason().text;
  EXPECT_EQ(certificate->commutant.size(), 1U);
  EXPECT_EQ(certificate->inertia, (numeric::Inertia{0, 1, 5}));
  expect_decidable(problem, *certificate);
}

// s_3 is 1e-25 below s_2: a saddle's eigenvalue of that size is decided by balls, but double cannot propose the gap.
TEST(Certificate, IsNotMadeWhereDoubleHidesAnEigenvalue) {
  const Rational below = Rational(4) - Rational(1, pow(numeric::Integer(10), 25));
  const Vector<Rational> s{{Rational(9), Rational(4), below}};
  const LaeProblem problem(Instance::from_spectrum(s, {.name = "close", .k = 1, .lambda = 3}), Regularization::sum);
  const Vector<Rational> on_second{{0, Rational(1, 2), 0, 0, Rational(1, 2), 0}};

  const Outcome<CertifiedPoint> in_double = certify(problem, on_second, {.max_digits = 30});
  const Outcome<CertifiedPoint> in_balls = certify(problem, on_second, {.max_digits = 60});

  EXPECT_FALSE(in_double);
  ASSERT_TRUE(in_balls) << in_balls.reason().text;
  EXPECT_EQ(in_balls->inertia, (numeric::Inertia{1, 0, 5}));
  EXPECT_FALSE(make_certificate(problem, *in_balls));
}

// |H| is 1e-20 beside tangents of length 1: the border takes the unit of the data.
TEST(Certificate, DoesNotDependOnTheUnitOfTheData) {
  const Rational tiny(1, pow(numeric::Integer(10), 20));
  const Vector<Rational> s{{4 * tiny, Rational(2, 3) * tiny}};
  const LaeProblem problem(Instance::from_spectrum(s, {.name = "tiny", .k = 2, .lambda = 3 * tiny}),
                           Regularization::sum);
  const Vector<Rational> on_first{{Rational(1, 2), 0, 0, 0, Rational(1, 2), 0, 0, 0}};

  const Outcome<CertifiedPoint> certified = certify(problem, on_first);

  ASSERT_TRUE(certified) << certified.reason().text;
  const Outcome<Certificate> certificate = make_certificate(problem, *certified);
  ASSERT_TRUE(certificate) << certificate.reason().text;
  expect_decidable(problem, *certificate);
  EXPECT_LT(certificate->value_high - certificate->value_low, tiny / 1000000000);
}

TEST(Certificate, IsAsNarrowAsTheDigitsAskedFor) {
  const LaeProblem problem(dense_instance(2), Regularization::sum);
  const Rational narrow(1, pow(numeric::Integer(10), 100));
  int found = 0;
  for (std::uint64_t seed = 1; seed <= 5; ++seed) {
    const Outcome<CertifiedPoint> certified = some_critical_point(problem, seed, 100);
    if (!certified || certified->exact) continue;
    ++found;

    const Outcome<Certificate> certificate = make_certificate(problem, *certified, 100);

    ASSERT_TRUE(certificate) << certificate.reason().text;
    expect_decidable(problem, *certificate);
    EXPECT_LE(certificate->radius, narrow);
  }
  EXPECT_GE(found, 1);
}

// W2 W1 is 5e-30: the encoder beside a decoder of length 1 is no zero, and the radius tells it from one.
TEST(Certificate, TellsTheRankOfWeightsOfEverySize) {
  const Rational small(1, pow(numeric::Integer(10), 29));
  const Vector<Rational> s{{Rational(1), small}};
  const LaeProblem problem(Instance::from_spectrum(s, {.name = "graded", .k = 1, .lambda = 2}),
                           Regularization::product);
  const Vector<Rational> on_second{{0, small / (2 + small), 0, 1}};

  const Outcome<CertifiedPoint> certified = certify(problem, on_second, {.exact_points = false});

  ASSERT_TRUE(certified) << certified.reason().text;
  const Outcome<Certificate> certificate = make_certificate(problem, *certified);
  ASSERT_TRUE(certificate) << certificate.reason().text;
  EXPECT_EQ(certificate->rank, 1);
  EXPECT_LT(certificate->radius, small / 4);
  expect_decidable(problem, *certificate);
}

// W = 0 of the tied loss: one matrix, and no gap between two.
TEST(Certificate, IsMadeOfTheTiedLossToo) {
  const problem::TiedProblem problem(dense_instance(2));
  const Vector<Rational> zero = Vector<Rational>::Constant(problem.dimension(), Rational(0));

  const Outcome<Certificate> certificate = make_certificate(problem, *certify(problem, zero));

  ASSERT_TRUE(certificate) << certificate.reason().text;
  EXPECT_EQ(certificate->problem, "tied");
  ASSERT_EQ(certificate->point.size(), 1U);
  EXPECT_EQ(certificate->point.front().name, "W");
  EXPECT_FALSE(certificate->transpose_gap.has_value());
  EXPECT_EQ(to_json(*certificate).find("transpose_gap"), std::string::npos);
  EXPECT_EQ(certificate->inertia.negative + certificate->inertia.zero + certificate->inertia.positive, 6);
}

// The borders and the value take the unit, the point does not.
TEST(Certificate, OfTheTiedLossDoesNotDependOnTheUnitOfTheData) {
  const Vector<Rational> s{{Rational(4), Rational(2)}};
  const Rational unit(1, pow(numeric::Integer(4), 50));
  const problem::TiedProblem one(Instance::from_spectrum(s, {.name = "one", .k = 2, .lambda = 1})),
      tiny(Instance::from_spectrum(s * unit, {.name = "tiny", .k = 2, .lambda = unit}));
  const Vector<Rational> on_first{{Rational(7, 8), 0, 0, 0}};

  const Outcome<Certificate> base = make_certificate(one, *certify(one, on_first));
  const Outcome<Certificate> certificate = make_certificate(tiny, *certify(tiny, on_first));

  ASSERT_TRUE(base && certificate);
  EXPECT_EQ(certificate->gram, tiny.gram());
  EXPECT_EQ(certificate->lambda, unit);
  EXPECT_EQ(certificate->radius, base->radius);
  EXPECT_EQ(certificate->gap, base->gap * unit);
  EXPECT_EQ(certificate->value_low, base->value_low * unit);
  EXPECT_EQ(certificate->value_high, base->value_high * unit);
  EXPECT_EQ(certificate->point.front().value, base->point.front().value);
  ASSERT_EQ(certificate->generators.size(), 1U);
  EXPECT_EQ(certificate->generators.front(), base->generators.front() * unit);
}

TEST(Certificate, IsWrittenInCanonicalNumbers) {
  const LaeProblem problem(dense_instance(1), Regularization::sum);
  const Vector<Rational> zero = Vector<Rational>::Constant(problem.dimension(), Rational(0));

  const std::string text = to_json(*make_certificate(problem, *certify(problem, zero)));

  EXPECT_THAT(text, ::testing::StartsWith("{\n  \"format\": \"laecert-certificate/1\",\n"));
  EXPECT_THAT(text, ::testing::HasSubstr("[\"1\", \"1\", \"7/2\"]"));
  EXPECT_THAT(text, ::testing::HasSubstr("\"inertia\": [\"3\", \"0\", \"3\"]"));
  EXPECT_THAT(text, ::testing::HasSubstr("\"generators\": []"));
}

}  // namespace
}  // namespace laecert::certify
