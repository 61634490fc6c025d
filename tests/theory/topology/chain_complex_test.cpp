#include "theory/topology/chain_complex.hpp"

#include <gmock/gmock.h>

#include "numeric/errors.hpp"

namespace laecert::theory {
namespace {

using ::testing::ElementsAre;
using ::testing::Eq;
using ::testing::HasSubstr;
using ::testing::Optional;

// One cell in each degree 0, 1, 2.
ChainComplex line(std::int64_t first, std::int64_t second) {
  return {.cells = {1, 1, 1}, .boundary = {{}, {{0, 0, first}}, {{0, 0, second}}}};
}

TEST(ChainComplexHomology, OfASphereAProjectivePlaneAndALensSpace) {
  EXPECT_EQ(to_text(homology_of(line(0, 0))), "Z, Z, Z");
  EXPECT_EQ(to_text(homology_of(line(0, 2))), "Z, Z/2, 0");
  EXPECT_EQ(to_text(homology_of(line(0, 6))), "Z, Z/6, 0");
  EXPECT_EQ(to_text(homology_of(line(1, 0))), "0, 0, Z");
}

TEST(ChainComplexHomology, TakesBlocksTogether) {
  const ChainComplex two{.cells = {4, 3}, .boundary = {{}, {{0, 0, 4}, {1, 1, 6}, {2, 2, 0}}}};

  EXPECT_EQ(to_text(homology_of(two)), "Z^2 + Z/2 + Z/12, Z");
}

TEST(ChainComplexHomology, AgreesWithItselfByUniversalCoefficients) {
  for (const ChainComplex& complex : {line(0, 2), line(0, 3), line(0, 0), line(5, 0)}) {
    const Homology homology = homology_of(complex);

    EXPECT_EQ(betti_over_two_by_coefficients(homology), homology.over_two) << to_text(homology);
  }
}

TEST(ChainComplex, NamesWhereTheSquareDoesNotVanish) {
  EXPECT_EQ(broken_square(line(0, 2)), std::nullopt);
  EXPECT_THAT(broken_square(line(3, 2)), Optional(HasSubstr("the entry 6 from degree 2 to degree 0")));
  // 1 * 1 + (-1) * 1: only the sum vanishes.
  const ChainComplex square{.cells = {1, 2, 1}, .boundary = {{}, {{0, 0, 1}, {0, 1, -1}}, {{0, 0, 1}, {1, 0, 1}}}};
  EXPECT_EQ(broken_square(square), std::nullopt);
}

TEST(ChainComplex, RefusesBoundariesThatDoNotFit) {
  EXPECT_THROW((void)broken_square({.cells = {1, 1}, .boundary = {{}, {{1, 0, 1}}}}), PreconditionError);
  EXPECT_THROW((void)homology_of({.cells = {1}, .boundary = {}}), PreconditionError);
}

}  // namespace
}  // namespace laecert::theory
