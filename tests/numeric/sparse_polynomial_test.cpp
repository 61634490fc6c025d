#include "numeric/sparse_polynomial.hpp"

#include <gtest/gtest.h>

#include "numeric/product.hpp"
#include "numeric/random.hpp"

namespace laecert::numeric {
namespace {

const Indeterminate s0{'s', 0}, s1{'s', 1}, d0{'d', 0}, l{'l', -1};

SparsePolynomial the(const Indeterminate& x) { return SparsePolynomial(x); }

Rational value_at(const SparsePolynomial& p, const std::map<Indeterminate, Rational>& numbers) {
  Rational sum = 0;
  for (const auto& [powers, coefficient] : p.terms()) {
    Rational term(coefficient);
    for (const auto& [unknown, exponent] : powers) {
      for (int i = 0; i < exponent; ++i) term *= numbers.at(unknown);
    }
    sum += term;
  }
  return sum;
}

SparsePolynomial random_polynomial(SplitMix64& random) {
  SparsePolynomial p;
  const std::vector<Indeterminate> unknowns{s0, s1, d0, l};
  for (int term = 0; term < 4; ++term) {
    SparsePolynomial product(static_cast<int>(random.below(7)) - 3);
    for (std::uint64_t factor = random.below(4); factor > 0; --factor) product *= the(unknowns[random.below(4)]);
    p += product;
  }
  return p;
}

TEST(SparsePolynomial, HasTheValuesOfItsSumsAndProducts) {
  SplitMix64 random(5);
  for (int i = 0; i < 200; ++i) {
    const SparsePolynomial p = random_polynomial(random), q = random_polynomial(random);
    const std::map<Indeterminate, Rational> numbers{
        {s0, Rational(3, 2)}, {s1, -2}, {d0, Rational(1 + i, 7)}, {l, Rational(5)}};
    const Rational x = value_at(p, numbers), y = value_at(q, numbers);

    EXPECT_EQ(value_at(p + q, numbers), x + y);
    EXPECT_EQ(value_at(p - q, numbers), x - y);
    EXPECT_EQ(value_at(p * q, numbers), x * y);
    EXPECT_EQ(value_at(-p, numbers), -x);
  }
}

TEST(SparsePolynomial, EqualSumsHaveEqualTerms) {
  const SparsePolynomial sum = the(s0) + the(s1);

  EXPECT_EQ(sum * sum - the(s0) * the(s0) - the(s1) * the(s1), SparsePolynomial(2) * the(s1) * the(s0));
  EXPECT_TRUE((sum - sum).is_zero());
  EXPECT_TRUE(SparsePolynomial(0).is_zero());
  EXPECT_NE(the(s0), the(s1));
}

TEST(SparsePolynomial, AddsItselfToItself) {
  SparsePolynomial p = the(s0) + 1;

  p += p;

  EXPECT_EQ(p, SparsePolynomial(2) * the(s0) + 2);
}

// d^2 s = s - l at s = 4, l = 3, d = 1/2.
TEST(SparsePolynomial, KeepsItsValueWhereTheRelationHoldsWhenItIsReduced) {
  const std::vector<Rewriting> rules{{{{d0, 2}, {s0, 1}}, the(s0) - the(l)}};
  const std::map<Indeterminate, Rational> numbers{{s0, 4}, {s1, -2}, {d0, Rational(1, 2)}, {l, 3}};
  SplitMix64 random(6);
  for (int i = 0; i < 200; ++i) {
    const SparsePolynomial p = random_polynomial(random) * random_polynomial(random) * random_polynomial(random);

    const SparsePolynomial normal = reduced(p, rules);

    EXPECT_EQ(value_at(normal, numbers), value_at(p, numbers));
    EXPECT_EQ(reduced(normal, rules), normal);
  }
  EXPECT_TRUE(reduced(the(d0) * the(d0) * the(s0) - the(s0) + the(l), rules).is_zero());
  EXPECT_FALSE(reduced(the(d0) * the(s0) - the(s0) + the(l), rules).is_zero());
}

TEST(SparsePolynomial, ChangesPlacesAtOnce) {
  const SparsePolynomial p = the(s0) * the(d0) - the(s1) + the(l);

  EXPECT_EQ(with_places(p, {{0, 1}, {1, 0}}), the(s1) * SparsePolynomial(Indeterminate{'d', 1}) - the(s0) + the(l));
  EXPECT_EQ(with_places(the(s0) - the(s1), {{0, 0}, {1, 0}}), SparsePolynomial(0));
}

TEST(SparsePolynomial, IsAScalarOfMatrices) {
  Matrix<SparsePolynomial> a(2, 2);
  a << the(s0), 0, 1, the(s1);

  const Matrix<SparsePolynomial> square = product(a, a);

  EXPECT_EQ(square(0, 0), the(s0) * the(s0));
  EXPECT_TRUE(square(0, 1).is_zero());
  EXPECT_EQ(square(1, 0), the(s0) + the(s1));
}

}  // namespace
}  // namespace laecert::numeric
