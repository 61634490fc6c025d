#include "instances/generate.hpp"

#include <gtest/gtest.h>

#include <cstdint>
#include <string>

#include "instances/digest.hpp"
#include "numeric/errors.hpp"

namespace laecert::instances {
namespace {

using numeric::Index;
using numeric::Matrix;
using numeric::Rational;
using problem::Instance;
using problem::RationalSpectrum;
using problem::Setting;

Matrix<Rational> identity(Index m) { return Matrix<Rational>::Identity(m, m); }

/// The laws of THEORY section 8, each decided exactly.
void expect_laws(const Instance& instance, long q) {
  const RationalSpectrum& spectrum = instance.rational_spectrum().value();
  const Matrix<Rational>& U = spectrum.U;
  const Matrix<Rational> left = instance.gram() * U;
  const Matrix<Rational> right = U * spectrum.s.asDiagonal();

  EXPECT_EQ(Matrix<Rational>(U.transpose() * U), identity(instance.m()));
  EXPECT_EQ(left, right);
  for (Index i = 0; i < instance.m(); ++i) {
    const Rational& s = spectrum.s(i);
    const Rational& d = spectrum.d(i);
    EXPECT_GT(s, 0);
    EXPECT_NE(s, instance.lambda());
    EXPECT_EQ(s > instance.lambda(), i < q);
    if (i < q) {
      EXPECT_GT(d, 0);
      EXPECT_LT(d, 1);
      EXPECT_EQ(d * d, 1 - instance.lambda() / s);
    } else {
      EXPECT_EQ(d, 0);
    }
  }
}

std::size_t longest_number(const Matrix<Rational>& a) {
  std::size_t longest = 0;
  for (Index i = 0; i < a.size(); ++i) longest = std::max(longest, a.reshaped()(i).str().size());
  return longest;
}

Setting setting_of(const Rational& lambda) { return {.name = {}, .k = 1, .lambda = lambda}; }

TEST(ExactInstance, ObeysItsLawsExactly) {
  for (long m = 1; m <= 7; ++m) {
    for (long q = 0; q <= m; ++q) {
      for (const Rational& lambda : {Rational(4), Rational(9) / 4, Rational(1) / 100}) {
        const auto seed = static_cast<std::uint64_t>(10 * m + q);
        SCOPED_TRACE("m " + std::to_string(m) + ", q " + std::to_string(q) + ", seed " + std::to_string(seed));

        const Instance instance = exact_instance({m, seed, q}, setting_of(lambda));

        expect_laws(instance, q);
        for (Index i = 1; i < m; ++i) {
          EXPECT_LT(instance.rational_spectrum()->s(i), instance.rational_spectrum()->s(i - 1));
        }
      }
    }
  }
}

TEST(ExactInstance, IsTheSameForTheSameSeed) {
  const Instance one = exact_instance({5, 3, 2}, setting_of(4));
  const Instance two = exact_instance({5, 3, 2}, setting_of(4));
  const Instance other = exact_instance({5, 4, 2}, setting_of(4));

  EXPECT_EQ(one.gram(), two.gram());
  EXPECT_NE(one.gram(), other.gram());
  EXPECT_EQ(one.setting().name, "exact 5,3,2");
}

// Eigenvalues 25/4 and 2 for lambda = 4. The bytes of one instance: a change of them changes every report and
// certificate that names this seed.
TEST(ExactInstance, StaysWhatItWas) {
  const Instance instance = exact_instance({2, 1, 1}, setting_of(4));

  EXPECT_EQ(canonical_gram_text(instance), "353/100 51/25\n51/25 118/25");
}

TEST(ExactInstance, KeepsItsNumbersSmall) {
  for (std::uint64_t seed = 1; seed <= 40; ++seed) {
    EXPECT_LE(longest_number(exact_instance({6, seed, 6}, setting_of(4)).gram()), 60U) << "seed " << seed;
  }
}

TEST(ExactInstance, ReachesBothComponentsOfTheOrthogonalGroup) {
  bool rotation = false;
  bool reflection = false;
  for (std::uint64_t seed = 1; seed <= 20; ++seed) {
    const Instance instance = exact_instance({2, seed, 2}, setting_of(1));
    const Matrix<Rational>& U = instance.rational_spectrum()->U;
    const Rational determinant = U(0, 0) * U(1, 1) - U(0, 1) * U(1, 0);
    rotation = rotation || determinant == 1;
    reflection = reflection || determinant == -1;
  }

  EXPECT_TRUE(rotation);
  EXPECT_TRUE(reflection);
}

TEST(ExactInstance, IsNotDiagonal) {
  for (std::uint64_t seed = 1; seed <= 20; ++seed) {
    const Instance instance = exact_instance({2, seed, 1}, setting_of(1));
    EXPECT_NE(instance.gram()(0, 1), 0) << "seed " << seed;
  }
}

TEST(ExactInstance, ScalesToTwenty) { expect_laws(exact_instance({20, 1, 10}, setting_of(4)), 10); }

TEST(ExactInstance, RefusesWhatItCannotMake) {
  EXPECT_THROW(exact_instance({0, 1, 0}, setting_of(4)), UsageError);
  EXPECT_THROW(exact_instance({101, 1, 0}, setting_of(4)), UsageError);
  EXPECT_THROW(exact_instance({3, 1, 4}, setting_of(4)), UsageError);
  EXPECT_THROW(exact_instance({3, 1, -1}, setting_of(4)), UsageError);
  EXPECT_THROW(exact_instance({3, 1, 2}, setting_of(0)), UsageError);
  EXPECT_THROW(exact_instance({3, 1, 2}, setting_of(-1)), UsageError);
}

TEST(RepeatedSpectrum, HasItsMultiplicities) {
  const Instance instance = repeated_instance({{2, 1, 3}, 2, 5}, setting_of(4));
  const problem::Vector<Rational>& s = instance.rational_spectrum()->s;

  expect_laws(instance, 6);
  EXPECT_EQ(s(0), s(1));
  EXPECT_GT(s(1), s(2));
  EXPECT_GT(s(2), s(3));
  EXPECT_EQ(s(3), s(4));
  EXPECT_EQ(s(4), s(5));
  EXPECT_GT(s(6), s(7));
}

TEST(RepeatedSpectrum, RefusesWhatItCannotMake) {
  EXPECT_THROW(repeated_instance({{2, 0}, 1, 1}, setting_of(4)), UsageError);
  EXPECT_THROW(repeated_instance({{}, 0, 1}, setting_of(4)), UsageError);
  EXPECT_THROW(repeated_instance({{2}, -1, 1}, setting_of(4)), UsageError);
  EXPECT_THROW(repeated_instance({{99}, 2, 1}, setting_of(4)), UsageError);
}

}  // namespace
}  // namespace laecert::instances
