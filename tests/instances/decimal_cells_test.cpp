#include "instances/decimal_cells.hpp"

#include <gtest/gtest.h>

#include <cstdlib>
#include <string>
#include <vector>

#include "numeric/random.hpp"

namespace laecert::instances {
namespace {

using numeric::SplitMix64;

/// A whole number, a decimal, a power of ten or a fraction.
std::string random_number(SplitMix64& engine) {
  const std::string digits = std::to_string(engine.between(-1'000'000'000'000, 1'000'000'000'000));
  switch (engine.below(4)) {
    case 0:
      return digits;
    case 1:
      return digits + "." + std::to_string(engine.below(100'000));
    case 2:
      return digits + "e" + std::to_string(engine.between(-60, 60));
    default:
      return digits + "/" + std::to_string(engine.below(1000) + 1);
  }
}

TEST(DecimalCells, AreTheNumbersPushed) {
  constexpr std::uint64_t seed = 5;
  SCOPED_TRACE(seed);
  SplitMix64 engine(seed);
  for (int trial = 0; trial < 50; ++trial) {
    DecimalCells cells;
    std::vector<Rational> expected;
    for (int c = 0; c < 6; ++c) {
      const std::string text = random_number(engine);
      expected.push_back(*parse_rational(text));
      ASSERT_FALSE(cells.push(text).has_value()) << text;
    }

    const ScaledMatrix matrix = cells.build(3);

    ASSERT_EQ(matrix.rows(), 2);
    for (Index c = 0; c < 6; ++c) EXPECT_EQ(matrix(c / 3, c % 3), expected[static_cast<std::size_t>(c)]);
  }
}

TEST(DecimalCells, BoundTheBitsOfEveryNumerator) {
  constexpr std::uint64_t seed = 6;
  SCOPED_TRACE(seed);
  SplitMix64 engine(seed);
  for (int trial = 0; trial < 200; ++trial) {
    DecimalCells cells;
    for (int c = 0; c < 3; ++c) ASSERT_FALSE(cells.push(random_number(engine)).has_value());

    const ScaledMatrix matrix = cells.build(1);

    EXPECT_LE(static_cast<std::uint64_t>(std::abs(fmpz_mat_max_bits(matrix.numerators()))), cells.bits());
  }
}

// Short integers then count as eight bytes in table_size.hpp, and not as GMP's.
TEST(DecimalCells, KnowThatShortNumbersAreShort) {
  DecimalCells cells;

  ASSERT_FALSE(cells.push("-255").has_value());
  ASSERT_FALSE(cells.push("16").has_value());

  EXPECT_LE(cells.bits(), 10U);
}

TEST(DecimalCells, SayWhyATextIsNoNumber) {
  DecimalCells cells;

  EXPECT_EQ(cells.push("1/0")->text, "'1/0' has denominator zero");
  EXPECT_EQ(cells.push("")->text, "empty, expected a number");
}

}  // namespace
}  // namespace laecert::instances
