#include "numeric/random.hpp"

#include <gtest/gtest.h>

#include <array>
#include <cmath>
#include <cstdint>
#include <limits>
#include <set>
#include <vector>

#include "numeric/test_scale.hpp"

namespace laecert::numeric {
namespace {

TEST(SplitMix64, GivesThePublishedSequence) {
  const std::array<std::uint64_t, 5> published = {6457827717110365317U, 3203168211198807973U, 9817491932198370423U,
                                                  4593380528125082431U, 16408922859458223821U};
  SplitMix64 random(1234567);

  for (const std::uint64_t expected : published) EXPECT_EQ(random.next(), expected);
}

TEST(SplitMix64, GivesTheSameSequenceForTheSameSeedOnly) {
  SplitMix64 first(1);
  SplitMix64 twin(1);
  SplitMix64 other(2);

  const std::uint64_t draw = first.next();

  EXPECT_EQ(draw, twin.next());
  EXPECT_NE(draw, other.next());
}

TEST(SplitMix64, StaysBelowItsBoundAndReachesEveryValue) {
  SplitMix64 random(1);
  for (const std::uint64_t n : {1U, 2U, 3U, 7U, 8U, 9U}) {
    std::set<std::uint64_t> seen;
    for (int i = 0; i < 1000; ++i) seen.insert(random.below(n));

    EXPECT_EQ(seen.size(), n);
    EXPECT_EQ(*seen.rbegin(), n - 1);
  }
}

TEST(SplitMix64, IsUniformBelowThreeToFiveStandardDeviations) {
  SplitMix64 random(1);
  const int n = 30000;
  std::array<int, 3> counts{};

  for (int i = 0; i < n; ++i) ++counts.at(random.below(3));

  // Binomial(n, 1/3): variance 2n/9, five deviations are 5 sqrt(6667) = 408.
  for (const int count : counts) EXPECT_NEAR(count, n / 3, 408);
}

TEST(SplitMix64, AcceptsTheLargestBounds) {
  SplitMix64 random(1);
  constexpr std::uint64_t all = std::numeric_limits<std::uint64_t>::max();
  constexpr std::int64_t least = std::numeric_limits<std::int64_t>::min();
  constexpr std::int64_t largest = std::numeric_limits<std::int64_t>::max();

  for (int i = 0; i < 100; ++i) EXPECT_LT(random.below(all), all);
  EXPECT_EQ(random.between(largest, largest), largest);
  EXPECT_EQ(random.between(least, least), least);
  EXPECT_NE(random.between(least, largest), random.between(least, largest));
}

TEST(SplitMix64, RefusesAnEmptyRange) {
  SplitMix64 random(1);

  EXPECT_THROW(random.below(0), PreconditionError);
  EXPECT_THROW(random.between(1, 0), PreconditionError);
  EXPECT_THROW(random.rational(-1), PreconditionError);
  EXPECT_THROW(random.rational(63), PreconditionError);
}

TEST(SplitMix64, DrawsDyadicRationalsOfTheSymmetricInterval) {
  SplitMix64 random(1);
  std::set<Rational> seen;

  for (int i = 0; i < 1000; ++i) seen.insert(random.rational(2));

  EXPECT_EQ(seen.size(), 8U);
  EXPECT_EQ(*seen.begin(), Rational(-1));
  EXPECT_EQ(*seen.rbegin(), Rational(3, 4));
}

TEST(SplitMix64, DrawsRealsThatAreExactMultiples) {
  SplitMix64 random(1);

  for (int i = 0; i < scaled(1000); ++i) {
    const double x = random.real();
    EXPECT_TRUE(x >= -1 && x < 1);
    EXPECT_EQ(denominator(Rational(exact_rational(x) * (Integer(1) << 52))), 1);
  }
}

// The first four moments and a quantile, each within six of its standard deviations over n draws.
TEST(Gaussian, HasTheMomentsOfTheStandardNormalLaw) {
  constexpr int n = 100000;
  SplitMix64 random(1);
  double sum = 0;
  double squares = 0;
  double cubes = 0;
  double fourths = 0;
  double below_one = 0;

  for (int i = 0; i < n; ++i) {
    const double x = approx_gaussian(random);
    sum += x;
    squares += x * x;
    cubes += x * x * x;
    fourths += x * x * x * x;
    if (x < 1) ++below_one;
  }

  const double deviation = 6 / std::sqrt(static_cast<double>(n));
  EXPECT_NEAR(sum / n, 0, deviation);
  EXPECT_NEAR(squares / n, 1, deviation * std::sqrt(2));
  EXPECT_NEAR(cubes / n, 0, deviation * std::sqrt(15));
  EXPECT_NEAR(fourths / n, 3, deviation * std::sqrt(96));
  EXPECT_NEAR(below_one / n, 0.841345, deviation * 0.37);
}

TEST(Shuffle, KeepsTheElementsAndReachesEveryOrder) {
  SplitMix64 random(1);
  std::set<std::vector<int>> orders;

  for (int i = 0; i < 300; ++i) {
    std::vector<int> items = {1, 2, 3};
    shuffle(items, random);
    orders.insert(items);
  }

  EXPECT_EQ(orders.size(), 6U);
  for (const std::vector<int>& order : orders) EXPECT_EQ(std::set<int>(order.begin(), order.end()).size(), 3U);
}

}  // namespace
}  // namespace laecert::numeric
