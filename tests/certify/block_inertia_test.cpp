#include "certify/block_inertia.hpp"

#include <gtest/gtest.h>

#include "numeric/errors.hpp"
#include "numeric/random.hpp"

// Blocks of a loss made up for the purpose; those of the losses of autoencoders: tests/checks/blocks_test.cpp.

namespace laecert::certify {
namespace {

using numeric::Indeterminate;
using numeric::Precision;
using numeric::Rational;

Sign sign_of_rational(const Rational& x) {
  if (x == 0) return Sign::zero;
  return x > 0 ? Sign::positive : Sign::negative;
}

Rational determinant_of(const Matrix<Rational>& a) {
  if (a.rows() == 0) return 1;
  Rational sum = 0;
  for (Index j = 0; j < a.cols(); ++j) {
    Matrix<Rational> minor(a.rows() - 1, a.rows() - 1);
    for (Index c = 0; c + 1 < a.cols(); ++c) minor.col(c) = a.col(c < j ? c : c + 1).tail(a.rows() - 1);
    sum += (j % 2 == 0 ? 1 : -1) * a(0, j) * determinant_of(minor);
  }
  return sum;
}

std::vector<Sign> signs_of(const Matrix<Rational>& a) {
  std::vector<Rational> symmetric(static_cast<std::size_t>(a.rows()) + 1, 0);
  for (std::size_t subset = 0; subset < (std::size_t{1} << a.rows()); ++subset) {
    std::vector<Index> rows;
    for (Index i = 0; i < a.rows(); ++i) {
      if ((subset >> i) % 2 == 1) rows.push_back(i);
    }
    symmetric[rows.size()] += determinant_of(a(rows, rows));
  }
  std::vector<Sign> signs;
  for (const Rational& e : symmetric) signs.push_back(sign_of_rational(e));
  return signs;
}

// Small integers, so that many are singular.
Matrix<Rational> random_symmetric(Index size, numeric::SplitMix64& random) {
  Matrix<Rational> a(size, size);
  for (Index j = 0; j < size; ++j) {
    for (Index i = j; i < size; ++i) a(i, j) = a(j, i) = static_cast<int>(random.below(5)) - 2;
  }
  return a;
}

TEST(InertiaFromSigns, IsThatOfTheMatrix) {
  numeric::SplitMix64 random(11);
  for (int i = 0; i < 600; ++i) {
    const Matrix<Rational> a = random_symmetric(1 + i % 4, random);

    EXPECT_EQ(inertia_from_signs(signs_of(a)), numeric::exact_inertia(a)) << i;
  }
}

TEST(InertiaFromSigns, IsRightOrOpenWhereASignIsUnknown) {
  numeric::SplitMix64 random(12);
  int decided = 0;
  for (int i = 0; i < 600; ++i) {
    const Matrix<Rational> a = random_symmetric(2 + i % 3, random);
    std::vector<Sign> signs = signs_of(a);
    signs[1 + random.below(signs.size() - 1)] = Sign::unknown;

    const std::optional<Inertia> inertia = inertia_from_signs(signs);

    if (!inertia) continue;
    ++decided;
    EXPECT_EQ(*inertia, numeric::exact_inertia(a)) << i;
  }
  EXPECT_GT(decided, 50);
}

TEST(InertiaFromSigns, TakesNoEigenvalueForZeroThatIsNotProvedToBe) {
  EXPECT_EQ(inertia_from_signs({Sign::positive, Sign::positive, Sign::unknown}), std::nullopt);
  EXPECT_EQ(inertia_from_signs({Sign::positive, Sign::positive, Sign::zero}), (Inertia{0, 1, 1}));
}

TEST(InertiaFromSigns, OfNoSymmetricMatrixIsAnError) {
  // x^2 + 1 has no real root.
  EXPECT_THROW((void)inertia_from_signs({Sign::positive, Sign::zero, Sign::positive}), PreconditionError);
  EXPECT_THROW((void)inertia_from_signs({Sign::negative, Sign::positive}), PreconditionError);
}

SparsePolynomial s(Index i) { return SparsePolynomial(Indeterminate{'s', i}); }

// [[s_i, s_j], [s_j, s_i]] for each i < rank <= j, and zeros up to N = 8.
LossFormulas pairs(Index m, Index rank) {
  const Index size = 8;
  LossFormulas formulas{.gradient = Vector<SparsePolynomial>::Constant(size, 0),
                        .hessian = Matrix<SparsePolynomial>::Constant(size, size, 0),
                        .relations = {}};
  Index next = 0;
  for (Index i = 0; i < rank; ++i) {
    for (Index j = rank; j < m; ++j, next += 2) {
      formulas.hessian(next, next) = formulas.hessian(next + 1, next + 1) = s(i);
      formulas.hessian(next, next + 1) = formulas.hessian(next + 1, next) = s(j);
    }
  }
  return formulas;
}

EigenNumbers numbers_of(const std::vector<Rational>& values) {
  EigenNumbers numbers;
  for (std::size_t i = 0; i < values.size(); ++i) {
    const bool repeats = i > 0 && values[i] == values[i - 1];
    numbers.groups.push_back(repeats ? numbers.groups.back() : static_cast<Index>(i));
  }
  numbers.value = [values](const Indeterminate& x) {
    return Ball(values.at(static_cast<std::size_t>(x.place)), Precision{64});
  };
  return numbers;
}

HessianBlocks blocks_of_pairs(Index m, Index largest_rank) {
  return *read_hessian_blocks([m](Index rank) { return pairs(m, rank); }, m, largest_rank);
}

TEST(HessianBlocks, AreReadOffWithOneFormulaForAllPairs) {
  const HessianBlocks blocks = blocks_of_pairs(4, 2);

  ASSERT_EQ(blocks.by_rank.size(), 3U);
  EXPECT_EQ(blocks.dimension, 8);
  EXPECT_EQ(blocks.by_rank[2].size(), 4U);
  EXPECT_EQ(blocks.by_rank[0].size(), 8U);
  EXPECT_EQ(blocks.formulas.size(), 2U);  // the pair, and 0
}

TEST(BlockInertia, RelabelsThePlaces) {
  const BlockInertia blocks(blocks_of_pairs(4, 2), numbers_of({5, 3, 2, 1}));

  // s_i > s_j: two positive, else one of either sign.
  EXPECT_EQ(*blocks.inertia({1, 2}), (Inertia{0, 0, 8}));
  EXPECT_EQ(*blocks.inertia({1, 3}), (Inertia{1, 0, 7}));
  EXPECT_EQ(*blocks.inertia({3, 4}), (Inertia{4, 0, 4}));
  EXPECT_EQ(*blocks.inertia({2}), (Inertia{1, 2, 5}));
  EXPECT_EQ(*blocks.inertia({}), (Inertia{0, 8, 0}));
}

TEST(BlockInertia, HasZerosWhereTwoEigenvaluesAreProvedEqual) {
  const BlockInertia blocks(blocks_of_pairs(4, 2), numbers_of({5, 3, 3, 1}));

  EXPECT_EQ(*blocks.inertia({1, 2}), (Inertia{0, 1, 7}));
}

TEST(BlockInertia, IsOpenWhereEnclosuresOverlap) {
  EigenNumbers numbers = numbers_of({5, 3, 2, Rational(1, 2)});
  numbers.value = [value = numbers.value](const Indeterminate& x) {
    return x.place == 1 || x.place == 2 ? value(x).widened(Ball(Rational(3, 5), Precision{64})) : value(x);
  };
  const BlockInertia blocks(blocks_of_pairs(4, 2), numbers);

  EXPECT_FALSE(blocks.inertia({1, 2}).decided());
  EXPECT_TRUE(blocks.inertia({2, 3}).decided());
}

TEST(BlockInertia, RefusesADroppedBlock) {
  HessianBlocks blocks = blocks_of_pairs(4, 2);
  blocks.by_rank[1].pop_back();

  EXPECT_THROW(BlockInertia(blocks, numbers_of({5, 3, 2, 1})), PreconditionError);
}

TEST(BlockInertia, RefusesWhatIsNoIndexSet) {
  const BlockInertia blocks(blocks_of_pairs(4, 2), numbers_of({5, 3, 2, 1}));

  for (const std::vector<Index>& wrong : {std::vector<Index>{2, 1}, {1, 1}, {0}, {5}, {1, 2, 3}})
    EXPECT_THROW((void)blocks.inertia(wrong), PreconditionError);
}

TEST(HessianBlocks, AreNoneWhereTheGradientDoesNotVanishIdentically) {
  const auto with_gradient = [](Index rank) {
    LossFormulas formulas = pairs(4, rank);
    formulas.gradient(3) = s(0) - s(1);
    return formulas;
  };

  EXPECT_FALSE(read_hessian_blocks(with_gradient, 4, 1).decided());
}

TEST(HessianBlocks, AreNoneWhereABlockIsOfThreeEigenvalues) {
  const auto coupled = [](Index rank) {
    LossFormulas formulas = pairs(4, rank);
    formulas.hessian(0, 0) = s(0) + s(1) + s(2);
    return formulas;
  };

  EXPECT_FALSE(read_hessian_blocks(coupled, 4, 1).decided());
}

}  // namespace
}  // namespace laecert::certify
