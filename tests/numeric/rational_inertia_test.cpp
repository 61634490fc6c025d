// The inertia of rational symmetric matrices against Lagrange's reduction in fractions, which shares nothing with the
// proofs: no floating point, no prime, no congruence by eigenvectors.

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <functional>
#include <numeric>
#include <utility>

#include "numeric/eigenvalues.hpp"
#include "numeric/errors.hpp"
#include "numeric/exact_linear_algebra.hpp"
#include "numeric/integer_rank.hpp"
#include "numeric/random.hpp"
#include "numeric/rational_inertia.hpp"
#include "numeric/test_scale.hpp"

namespace laecert::numeric::rational_inertia_test {
namespace {

constexpr std::uint64_t prove_inertia_seed = 20260614;
constexpr Index largest_size = 24;
const Precision most = Precision::of_digits(400);

Index below(SplitMix64& random, Index bound) {
  return static_cast<Index>(random.below(static_cast<std::uint64_t>(bound)));
}

Matrix<Rational> random_integers(SplitMix64& random, Index rows, Index cols, long magnitude) {
  return Matrix<Rational>::NullaryExpr(rows, cols, [&] { return Rational(random.between(-magnitude, magnitude)); });
}

Matrix<Rational> random_symmetric(SplitMix64& random, Index n, long magnitude) {
  const Matrix<Rational> a = random_integers(random, n, n, magnitude);
  return Matrix<Rational>(a.selfadjointView<Eigen::Lower>());
}

// X += s X_q X_q^T of the block from `from` on, where s = -1/pivot.
void remove_square(Matrix<Rational>& a, Index from, Index pivot_row) {
  const Rational pivot = a(pivot_row, pivot_row);
  const Vector<Rational> row = a.row(pivot_row).transpose();
  for (Index j = from; j < a.cols(); ++j) {
    for (Index i = from; i < a.rows(); ++i) a(i, j) -= row(i) * row(j) / pivot;
  }
}

// Lagrange: x^T A x is a sum of squares, one taken off after another; where no diagonal entry is left, x_p + x_q and
// x_p - x_q take the place of x_p and x_q.
Inertia by_fractions(Matrix<Rational> a) {
  Inertia inertia;
  const Index n = a.rows();
  for (Index k = 0; k < n; ++k) {
    Index p = k;
    while (p < n && a(p, p) == 0) ++p;
    if (p == n) {
      std::pair<Index, Index> entry{n, n};
      for (Index i = k; i < n; ++i) {
        for (Index j = k; j < i; ++j) {
          if (a(i, j) != 0) entry = {i, j};
        }
      }
      if (entry.first == n) {
        inertia.zero = n - k;
        return inertia;
      }
      a.row(entry.first) += a.row(entry.second).eval();
      a.col(entry.first) += a.col(entry.second).eval();
      p = entry.first;
    }
    a.row(p).swap(a.row(k));
    a.col(p).swap(a.col(k));
    ++(a(k, k) < 0 ? inertia.negative : inertia.positive);
    remove_square(a, k + 1, k);
  }
  return inertia;
}

// B D B^T, D of units and signs: of any rank below the size.
Matrix<Rational> rank_deficient(SplitMix64& random) {
  const Index n = 2 + below(random, largest_size - 1), r = below(random, n);
  const Matrix<Rational> b = random_integers(random, n, r, 5);
  Matrix<Rational> d = Matrix<Rational>::Constant(r, r, Rational(0));
  for (Index i = 0; i < r; ++i) d(i, i) = random.coin() ? 1 : -2;
  return Matrix<Rational>(b.lazyProduct(d).eval().lazyProduct(b.transpose()));
}

// Of a random graph, often of several components; half of them with edges of both signs.
Matrix<Rational> laplacian(SplitMix64& random) {
  const Index n = 1 + below(random, largest_size);
  const bool is_signed = random.coin();
  Matrix<Rational> l = Matrix<Rational>::Constant(n, n, Rational(0));
  for (Index e = below(random, 2 * n + 1); e > 0; --e) {
    const Index i = below(random, n), j = below(random, n);
    const Rational weight = is_signed && random.coin() ? -1 : 1 + below(random, 3);
    l(i, i) += weight;
    l(j, j) += weight;
    l(i, j) -= weight;
    l(j, i) -= weight;
  }
  return l;
}

// [H A^T; A 0]: H of any rank, some constraints given twice.
Matrix<Rational> kkt(SplitMix64& random) {
  const Index n = 1 + below(random, largest_size / 2), m = below(random, n + 1);
  const Matrix<Rational> root = random_integers(random, n, 1 + below(random, n), 3);
  Matrix<Rational> a = random_integers(random, m, n, 4);
  for (Index i = 1; i < m; ++i) {
    if (random.below(3) == 0) a.row(i) = a.row(i - 1) * Rational(2);
  }
  Matrix<Rational> h = Matrix<Rational>::Constant(n + m, n + m, Rational(0));
  h.topLeftCorner(n, n) =
      random.coin() ? Matrix<Rational>(root.lazyProduct(root.transpose())) : random_symmetric(random, n, 6);
  h.topRightCorner(n, m) = a.transpose();
  h.bottomLeftCorner(m, n) = a;
  return h;
}

Matrix<Rational> any_integers(SplitMix64& random) {
  return random_symmetric(random, 1 + below(random, largest_size), 1 + static_cast<long>(random.below(9)));
}

using Construction = std::function<Matrix<Rational>(SplitMix64&)>;
const std::array<Construction, 4> constructions{any_integers, rank_deficient, laplacian, kkt};

// The matrices of a test, each with its number.
void for_each_matrix(int count, std::uint64_t stream,
                     const std::function<void(const Matrix<Rational>&, SplitMix64&)>& visit) {
  SplitMix64 random(prove_inertia_seed + stream);
  for (int i = 0; i < count; ++i) {
    SCOPED_TRACE(i);
    visit(constructions[static_cast<std::size_t>(i) % constructions.size()](random), random);
  }
}

TEST(RationalInertiaProof, IsThatOfLagrangesReduction) {
  int wrong = 0, undecided = 0, singular = 0;
  const int count = scaled(160);
  for_each_matrix(count, 0, [&](const Matrix<Rational>& h, SplitMix64&) {
    const Inertia truth = by_fractions(h);
    const Matrix<Rational> kernel = exact_nullspace(h);
    for (const auto& proof : {prove_rational_inertia(h, most), prove_rational_inertia(h, kernel, most)}) {
      undecided += proof ? 0 : 1;
      wrong += proof && proof->inertia != truth ? 1 : 0;
      wrong += proof && (proof->null_space == NullSpace::none) != (truth.zero == 0) ? 1 : 0;
    }
    singular += truth.zero > 0 ? 1 : 0;
  });

  EXPECT_EQ(wrong, 0);
  EXPECT_EQ(undecided, 0);
  EXPECT_GT(2 * singular, count);
  RecordProperty("matrices", count);
}

TEST(RationalInertiaProof, LeavesNoOtherEigenvalueInItsGap) {
  for_each_matrix(scaled(32), 1, [&](const Matrix<Rational>& h, SplitMix64&) {
    const Inertia truth = by_fractions(h);
    const auto values = enclose_eigensystem(h, Precision{256});
    ASSERT_TRUE(values);
    for (const auto& proof : {prove_rational_inertia(h, most), prove_rational_inertia(h, exact_nullspace(h), most)}) {
      ASSERT_TRUE(proof);
      ASSERT_EQ(proof->gap.has_value(), truth.zero < h.rows());
      if (!proof->gap) continue;
      EXPECT_TRUE(certainly(is_positive(*proof->gap)));
      const auto inside = std::count_if(values->values.begin(), values->values.end(),
                                        [&](const Ball& x) { return certainly(is_less(abs(x), *proof->gap)); });
      EXPECT_LE(inside, truth.zero);
    }
  });
}

Matrix<Rational> permuted(const Matrix<Rational>& h, SplitMix64& random) {
  std::vector<Index> order(static_cast<std::size_t>(h.rows()));
  std::iota(order.begin(), order.end(), Index{0});
  for (std::size_t i = order.size(); i > 1; --i) std::swap(order[i - 1], order[random.below(i)]);
  return h(order, order);
}

// E^T H E for E a product of row operations with integers.
Matrix<Rational> unimodular(Matrix<Rational> h, SplitMix64& random) {
  const Index n = h.rows();
  for (Index step = 0; n > 1 && step < n; ++step) {
    const Index i = below(random, n), j = (i + 1 + below(random, n - 1)) % n;
    const Rational factor(random.between(-2, 2));
    h.col(i) += (h.col(j) * factor).eval();
    h.row(i) += (h.row(j) * factor).eval();
  }
  return h;
}

Matrix<Rational> padded(const Matrix<Rational>& h, Index zeros) {
  Matrix<Rational> larger = Matrix<Rational>::Constant(h.rows() + zeros, h.rows() + zeros, Rational(0));
  larger.topLeftCorner(h.rows(), h.rows()) = h;
  return larger;
}

TEST(RationalInertiaProof, IsThatOfEveryCongruentMatrix) {
  const std::array<int, 6> exponents{-400, -310, -7, 8, 290, 350};
  for_each_matrix(scaled(48), 2, [&](const Matrix<Rational>& h, SplitMix64& random) {
    const Inertia inertia = prove_rational_inertia(h, most).value().inertia;
    const int exponent = exponents[random.below(exponents.size())];
    const Rational power(pow(Integer(10), static_cast<unsigned>(std::abs(exponent))));
    const Matrix<Rational> scaled_by_ten = h * Rational(exponent < 0 ? 1 / power : power);

    EXPECT_EQ(prove_rational_inertia(scaled_by_ten, most).value().inertia, inertia) << exponent;
    EXPECT_EQ(prove_rational_inertia(permuted(h, random), most).value().inertia, inertia);
    EXPECT_EQ(prove_rational_inertia(unimodular(h, random), most).value().inertia, inertia);
    EXPECT_EQ(prove_rational_inertia(padded(h, 3), most).value().inertia,
              (Inertia{inertia.negative, inertia.zero + 3, inertia.positive}));
    EXPECT_EQ(prove_rational_inertia(-h, most).value().inertia,
              (Inertia{inertia.positive, inertia.zero, inertia.negative}));
  });
}

TEST(RationalInertiaProof, HasAGapInTheUnitOfTheMatrix) {
  Matrix<Rational> h(3, 3), t(3, 1);
  h << 2, 0, 0, 0, -3, 0, 0, 0, 0;
  t << 0, 0, 7;
  const Rational unit(pow(Integer(10), 400));

  for (const Rational& scale : {Rational(1), unit, Rational(1 / unit), Rational(1000000)}) {
    for (const auto& proof : {prove_rational_inertia(h * scale, t, most), prove_rational_inertia(h * scale, most)}) {
      ASSERT_TRUE(proof);
      EXPECT_LE(proof->gap->exact_midpoint(), 2 * scale);
      EXPECT_GE(proof->gap->exact_midpoint(), 2 * scale * Rational(9, 20));
    }
  }
}

// The sum of squares of a column.
Rational square_of_column(const Matrix<Rational>& h, Index j) {
  Rational sum = 0;
  for (const Rational& x : h.col(j)) sum += x * x;
  return sum;
}

TEST(RationalInertiaProof, NeverBelievesAWrongKernel) {
  for_each_matrix(scaled(80), 3, [&](const Matrix<Rational>& h, SplitMix64& random) {
    const Inertia truth = by_fractions(h);
    const Matrix<Rational> kernel = exact_nullspace(h);
    if (kernel.cols() == 0) {
      EXPECT_THROW(
          prove_rational_inertia(
              h, random_integers(random, h.rows(), 1, 3) + Matrix<Rational>::Constant(h.rows(), 1, Rational(4)), most),
          PreconditionError);
      return;
    }
    Matrix<Rational> dependent(h.rows(), kernel.cols() + 1);
    dependent << kernel, kernel.rowwise().sum();
    const auto with_dependent = prove_rational_inertia(h, dependent, most);
    const auto too_few = prove_rational_inertia(h, kernel.leftCols(kernel.cols() - 1), most);

    ASSERT_TRUE(with_dependent);
    EXPECT_EQ(with_dependent->inertia, truth);
    ASSERT_FALSE(too_few);
    EXPECT_NE(too_few.reason().text.find("1 missing"), std::string::npos) << too_few.reason().text;
    if (truth.zero == h.rows()) return;
    Matrix<Rational> off = kernel;
    Index i = 0;
    while (square_of_column(h, i) == 0) ++i;
    off(i, 0) += 1;
    EXPECT_THROW(prove_rational_inertia(h, off, most), PreconditionError);
  });
}

TEST(RationalInertiaProof, AZeroVectorIsNoNullVector) {
  Matrix<Rational> regular(2, 2), singular(2, 2);
  regular << 1, 0, 0, -1;
  singular << 1, 0, 0, 0;
  const Matrix<Rational> zero = Matrix<Rational>::Constant(2, 3, Rational(0));

  EXPECT_EQ(prove_rational_inertia(regular, zero, most).value().inertia, (Inertia{1, 0, 1}));
  EXPECT_EQ(prove_rational_inertia(regular, zero, most)->null_space, NullSpace::none);
  EXPECT_FALSE(prove_rational_inertia(singular, zero, most));
}

// The prime that is tried first, which divides an entry.
TEST(RationalInertiaProof, OutlivesAPrimeThatHidesARank) {
  const Rational tiny = Rational(1) / Rational(pow(Integer(10), 70));
  Matrix<Rational> h = Matrix<Rational>::Constant(4, 4, Rational(0));
  h.topLeftCorner(2, 2) << 1, 1, 1, 1 - tiny;
  h(2, 2) = Rational(next_prime(0));
  const Matrix<Rational> t = Matrix<Rational>(Vector<Rational>::Unit(4, 3));

  for (const auto& proof : {prove_rational_inertia(h, most), prove_rational_inertia(h, t, most)}) {
    ASSERT_TRUE(proof);
    EXPECT_EQ(proof->inertia, (Inertia{1, 1, 2}));
    EXPECT_GT(proof->precision.bits, 53);
  }
}

TEST(RationalInertiaProof, IsUndecidedWithTooFewDigits) {
  const Rational tiny = Rational(1) / Rational(pow(Integer(10), 70));
  Matrix<Rational> h(3, 3);
  h << 1, 1, 0, 1, 1 + tiny, 0, 0, 0, 0;

  EXPECT_FALSE(prove_rational_inertia(h, Precision::of_digits(60)));
  EXPECT_EQ(prove_rational_inertia(h, Precision::of_digits(200)).value().inertia, (Inertia{0, 1, 2}));
  h(1, 1) = 1;
  EXPECT_EQ(prove_rational_inertia(h, Precision::of_digits(60)).value().inertia, (Inertia{0, 2, 1}));
}

TEST(RationalInertiaProof, OfTheZeroMatrixHasNoGap) {
  const Matrix<Rational> zero = Matrix<Rational>::Constant(3, 3, Rational(0));

  for (const auto& proof :
       {prove_rational_inertia(zero, most), prove_rational_inertia(zero, Matrix<Rational>::Identity(3, 3), most)}) {
    EXPECT_EQ(proof.value().inertia, (Inertia{0, 3, 0}));
    EXPECT_FALSE(proof->gap);
  }
}

TEST(IntegerRank, ASpanIsSolvedExactly) {
  Matrix<Rational> h(3, 3), off(3, 3);
  h << 2, 1, 3, 1, 1, 2, 3, 2, 5;
  off = h;
  off(2, 2) += Rational(1, 1000000);
  const ulong prime = next_prime(0);

  EXPECT_EQ(pivots_modulo(integer_multiple(h), prime), (std::vector<Index>{0, 1}));
  EXPECT_TRUE(are_spanned_by(integer_multiple(h), {0, 1}));
  EXPECT_FALSE(are_spanned_by(integer_multiple(h), {0}));
  EXPECT_EQ(pivots_modulo(integer_multiple(off), prime), (std::vector<Index>{0, 1, 2}));
  EXPECT_FALSE(are_spanned_by(integer_multiple(off), {0, 1}));
}

TEST(IntegerRank, APrimeMayHideAColumn) {
  const Rational p(next_prime(0));
  Matrix<Rational> h(2, 2);
  h << p, 0, 0, 1;

  EXPECT_EQ(pivots_modulo(integer_multiple(h), next_prime(0)), std::vector<Index>{1});
  EXPECT_FALSE(are_spanned_by(integer_multiple(h), {1}));
  EXPECT_EQ(pivots_modulo(integer_multiple(h), next_prime(next_prime(0))), (std::vector<Index>{0, 1}));
}

TEST(IntegerRank, TheFirstEntryOfAProductIsNamed) {
  Matrix<Rational> h(2, 2), t(2, 2);
  h << 1, 1, 1, 1;
  t << 1, Rational(1, 3), -1, Rational(1, 3);

  EXPECT_EQ(nonzero_of_product(integer_multiple(h), integer_columns(t)), (std::pair<Index, Index>{0, 1}));
  EXPECT_FALSE(nonzero_of_product(integer_multiple(h), integer_columns(t.leftCols(1))));
}

}  // namespace
}  // namespace laecert::numeric::rational_inertia_test
