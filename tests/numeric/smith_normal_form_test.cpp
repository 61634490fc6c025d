#include "numeric/smith_normal_form.hpp"

#include <gmock/gmock.h>

#include "numeric/errors.hpp"
#include "numeric/random.hpp"

namespace laecert::numeric {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

IntegerMatrix small_random(Index rows, Index cols, std::uint64_t seed) {
  SplitMix64 random(seed);
  IntegerMatrix a(rows, cols);
  for (std::int64_t& x : a.reshaped()) x = static_cast<std::int64_t>(random.next() % 5) - 2;
  return a;
}

TEST(SmithNormalForm, OfHandMadeMatrices) {
  EXPECT_THAT(elementary_divisors(IntegerMatrix{{2, 4}, {6, 8}}), ElementsAre(2, 4));
  EXPECT_THAT(elementary_divisors(IntegerMatrix{{2, 0}, {0, 3}}), ElementsAre(1, 6));
  EXPECT_THAT(elementary_divisors(IntegerMatrix{{0, -2, 0}}), ElementsAre(2));
  EXPECT_THAT(elementary_divisors(IntegerMatrix{{0, 0}}), IsEmpty());
  EXPECT_THAT(elementary_divisors(IntegerMatrix(0, 3)), IsEmpty());
}

TEST(SmithNormalForm, AgreesWithTheRanks) {
  for (std::uint64_t seed = 1; seed <= 60; ++seed) {
    const IntegerMatrix a = small_random(2 + static_cast<Index>(seed % 5), 4, seed) * small_random(4, 6, seed + 100);
    const std::vector<Integer> divisors = elementary_divisors(a);
    for (const unsigned long p : {2UL, 3UL, 5UL}) {
      Index left = 0;
      for (const Integer& d : divisors) left += d % p != 0 ? 1 : 0;
      EXPECT_EQ(rank_modulo(a, p), left) << seed;
    }
    EXPECT_EQ(rank_over_rationals(a), static_cast<Index>(divisors.size())) << seed;
  }
}

TEST(SmithNormalForm, IsThatOfTheDiagonal) {
  EXPECT_THAT(divisors_of_diagonal({4, 6, 10}), ElementsAre(2, 2, 60));
  EXPECT_THAT(divisors_of_diagonal({}), IsEmpty());
  for (std::uint64_t seed = 1; seed <= 40; ++seed) {
    SplitMix64 random(seed);
    std::vector<Integer> diagonal;
    IntegerMatrix a = IntegerMatrix::Zero(5, 5);
    for (Index i = 0; i < 5; ++i) {
      a(i, i) = static_cast<std::int64_t>(1 + random.next() % 60);
      diagonal.emplace_back(a(i, i));
    }
    EXPECT_EQ(divisors_of_diagonal(diagonal), elementary_divisors(a)) << seed;
  }
  EXPECT_THROW((void)divisors_of_diagonal({2, 0}), PreconditionError);
}

TEST(SmithNormalForm, TakesPrimesOnly) {
  EXPECT_THROW((void)rank_modulo(IntegerMatrix{{1}}, 4), PreconditionError);
  EXPECT_THROW((void)rank_modulo(IntegerMatrix{{1}}, 0), PreconditionError);
}

}  // namespace
}  // namespace laecert::numeric
