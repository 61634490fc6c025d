#include "instances/binary_planes.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <stdexcept>
#include <vector>

#include "instances/gram.hpp"
#include "numeric/errors.hpp"
#include "numeric/random.hpp"

namespace laecert::instances {
namespace {

using numeric::SplitMix64;

constexpr std::uint64_t all_ones = ~std::uint64_t{0};

Integer integer_of(bool negative, const std::vector<std::uint64_t>& words, int shift) {
  Integer value = 0;
  for (std::size_t w = words.size(); w > 0; --w) value = Integer(value << 64) + words[w - 1];
  value <<= shift;
  return negative ? Integer(-value) : value;
}

/// The sum of 2^(20 l) A_l^T at one place.
Integer sum_of_planes(const BinaryPlanes& planes, Index i, Index j) {
  Integer value = 0;
  for (Index l = planes.count(); l > 0; --l) {
    value = Integer(value * 1048576) + Integer(static_cast<long>(planes.plane(l - 1)(j, i)));
  }
  return value;
}

TEST(BinaryPlanes, AreTheOneWorkedByHand) {
  // -(5 2^40 + 7) and 3 2^19: the digits 7, 0, 5 with a minus, and 3 2^19 - 2^20 = 2^19 beside a one.
  BinaryPlanes planes(1, 2, 43);
  planes.set(0, 0, true, std::vector<std::uint64_t>{(std::uint64_t{5} << 40) + 7});
  planes.set(0, 1, false, std::vector<std::uint64_t>{3}, 19);

  ASSERT_EQ(planes.count(), 3);
  EXPECT_EQ(planes.plane(0), Eigen::Vector2d(-7, 524288));
  EXPECT_EQ(planes.plane(1), Eigen::Vector2d(0, 1));
  EXPECT_EQ(planes.plane(2), Eigen::Vector2d(-5, 0));
  EXPECT_TRUE(planes.is_used(0) && planes.is_used(1) && planes.is_used(2));
  EXPECT_FALSE(BinaryPlanes(1, 2, 43).is_used(0));
}

TEST(BinaryPlanes, SumUpToTheIntegersThatWereSet) {
  constexpr std::uint64_t seed = 11;
  SCOPED_TRACE(seed);
  SplitMix64 engine(seed);

  for (int trial = 0; trial < 500; ++trial) {
    std::vector<std::uint64_t> words(1 + engine.below(4));
    for (std::uint64_t& word : words) word = engine.below(4) == 0 ? all_ones : engine.next() >> engine.below(64);
    const int shift = static_cast<int>(engine.below(90));
    const bool negative = engine.coin();
    BinaryPlanes planes(2, 2, 64 * words.size() + static_cast<std::uint64_t>(shift));

    planes.set(1, 0, negative, words, static_cast<std::uint64_t>(shift));

    EXPECT_EQ(sum_of_planes(planes, 1, 0), integer_of(negative, words, shift));
    EXPECT_EQ(sum_of_planes(planes, 0, 0), 0);
    for (Index l = 0; l < planes.count(); ++l) EXPECT_LT(planes.plane(l).cwiseAbs().maxCoeff(), 1048576.0);
  }
}

// The law's bound is met with: each digit is 2^20 - 1, in as many rows as there may be.
TEST(BinaryPlanes, MultiplyWithoutRoundingAtTheirLargest) {
  constexpr std::uint64_t largest = (std::uint64_t{1} << 60) - 1;
  BinaryPlanes planes(BinaryPlanes::most_rows, 2, 60);
  for (Index i = 0; i < planes.rows(); ++i) {
    planes.set(i, 0, false, std::vector<std::uint64_t>{largest});
    planes.set(i, 1, true, std::vector<std::uint64_t>{largest});
  }
  GramSum sum(2);

  sum.add(planes);
  sum.add(planes);

  const Integer square = Integer(largest) * Integer(largest) * 2 * BinaryPlanes::most_rows;
  Integer entry = 0;
  fmpz_get_mpz(entry.backend().data(), fmpz_mat_entry(sum.products(), 1, 1));
  EXPECT_EQ(entry, square);
  fmpz_get_mpz(entry.backend().data(), fmpz_mat_entry(sum.products(), 1, 0));
  EXPECT_EQ(entry, -square);
  fmpz_get_mpz(entry.backend().data(), fmpz_mat_entry(sum.sums(), 0, 1));
  EXPECT_EQ(entry, -2 * BinaryPlanes::most_rows * Integer(largest));
}

TEST(BinaryPlanes, RefuseWhatTheLawExcludes) {
  EXPECT_THROW(BinaryPlanes(0, 1, 1), PreconditionError);
  EXPECT_THROW(BinaryPlanes(1, 0, 1), PreconditionError);
  EXPECT_THROW(BinaryPlanes(BinaryPlanes::most_rows + 1, 1, 1), PreconditionError);
  BinaryPlanes narrow(1, 1, 20);
  EXPECT_THROW(narrow.set(0, 0, false, std::vector<std::uint64_t>{all_ones}), std::out_of_range);
}

}  // namespace
}  // namespace laecert::instances
