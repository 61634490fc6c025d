#include "theory/topology/grassmannian.hpp"

#include <gmock/gmock.h>

#include <chrono>
#include <map>

#include "numeric/errors.hpp"

namespace laecert::theory {
namespace {

using ::testing::ElementsAre;
using ::testing::Eq;
using ::testing::Optional;

std::string groups(Index k, Index m) { return to_text(homology_of(morse_complex({k, m}))); }

TEST(Grassmannian, HasTheKnownIntegralHomologyOfProjectiveSpaces) {
  EXPECT_EQ(groups(1, 2), "Z, Z");
  EXPECT_EQ(groups(1, 3), "Z, Z/2, 0");
  EXPECT_EQ(groups(1, 4), "Z, Z/2, 0, Z");
  EXPECT_EQ(groups(1, 5), "Z, Z/2, 0, Z/2, 0");
  EXPECT_EQ(groups(1, 6), "Z, Z/2, 0, Z/2, 0, Z");
  EXPECT_EQ(groups(1, 7), "Z, Z/2, 0, Z/2, 0, Z/2, 0");
}

TEST(Grassmannian, HasTheKnownIntegralHomologyOfLargerPlanes) {
  EXPECT_EQ(groups(2, 4), "Z, Z/2, Z/2, 0, Z");
  EXPECT_EQ(groups(2, 5), "Z, Z/2, Z/2, Z/2, Z, Z/2, 0");
  EXPECT_EQ(groups(3, 6), "Z, Z/2, Z/2, (Z/2)^2, Z, Z + (Z/2)^2, Z/2, Z/2, 0, Z");
  EXPECT_EQ(groups(3, 3), "Z");
}

TEST(Grassmannian, OfPlanesInFourDimensionsAsInTheTheory) {
  std::map<std::vector<Index>, Index> indices;
  std::map<std::pair<std::vector<Index>, std::vector<Index>>, int> counts;
  for_each_plane({2, 4}, [&](const std::vector<Index>& set) {
    indices[set] = predict_grassmannian_index(set);
    for (const Rotations& one : predict_rotations(set)) counts[{one.from, one.to}] = std::abs(one.count());
  });

  EXPECT_THAT(indices, ElementsAre(std::pair(std::vector<Index>{1, 2}, 0), std::pair(std::vector<Index>{1, 3}, 1),
                                   std::pair(std::vector<Index>{1, 4}, 2), std::pair(std::vector<Index>{2, 3}, 2),
                                   std::pair(std::vector<Index>{2, 4}, 3), std::pair(std::vector<Index>{3, 4}, 4)));
  ASSERT_EQ(counts.size(), 6U);
  for (const auto& [edge, count] : counts) {
    const bool is_even = edge.first == std::vector<Index>{1, 3} || edge.first == std::vector<Index>{3, 4};
    EXPECT_EQ(count, is_even ? 0 : 2);
  }
  const Homology homology = homology_of(morse_complex({2, 4}));
  EXPECT_THAT(homology.over_rationals, ElementsAre(1, 0, 0, 0, 1));
  EXPECT_THAT(homology.over_two, ElementsAre(1, 1, 2, 1, 1));
}

// Signs by frames against the closed form, homology by Smith normal forms against Gaussian binomials.
TEST(Grassmannian, AgreesOnBothRoutesForAllSmallSizes) {
  const auto start = std::chrono::steady_clock::now();
  for (Index m = 1; m <= 12; ++m) {
    for (Index k = 1; k <= m; ++k) {
      const ChainComplex complex = morse_complex({k, m});
      EXPECT_EQ(broken_square(complex), std::nullopt) << k << ", " << m;
      EXPECT_EQ(homology_of(complex), predict_homology({k, m})) << k << ", " << m;
      for_each_plane({k, m}, [&](const std::vector<Index>& set) {
        for (const Rotations& one : predict_rotations(set)) {
          ASSERT_EQ(one.count(), predict_signed_count(set, one.turned)) << k << ", " << m;
        }
      });
    }
  }
  const std::chrono::duration<double> seconds = std::chrono::steady_clock::now() - start;
  RecordProperty("seconds", std::to_string(seconds.count()));
}

TEST(Grassmannian, ObeysUniversalCoefficientsAndDuality) {
  for (Index m = 1; m <= 40; m += 3) {
    for (Index k = 1; k <= m; k += 2) {
      const Homology homology = predict_homology({k, m});

      EXPECT_EQ(betti_over_two_by_coefficients(homology), homology.over_two) << k << ", " << m;
      std::vector<Integer> reversed(homology.over_two.rbegin(), homology.over_two.rend());
      EXPECT_EQ(reversed, homology.over_two) << k << ", " << m;
      if (m > k) {
        EXPECT_EQ(homology, predict_homology({m - k, m}));
      }
    }
  }
}

TEST(Grassmannian, IsNotThatOfWrongTrajectories) {
  for (Index m = 2; m <= 8; ++m) {
    for (Index k = 1; k < m; ++k) {
      const ChainComplex flipped = lowest_degrees({k, m}, TrajectoryRule::one_flipped);
      EXPECT_EQ(homology_of(flipped).over_rationals.front(), 0) << k << ", " << m;
      EXPECT_EQ(homology_of(lowest_degrees({k, m})).over_rationals.front(), 1) << k << ", " << m;
      const ChainComplex dropped = morse_complex({k, m}, TrajectoryRule::one_dropped);
      const bool differs = broken_square(dropped) || homology_of(dropped) != predict_homology({k, m});
      EXPECT_TRUE(differs) << k << ", " << m;
    }
  }
}

TEST(Grassmannian, CountsItsPlanes) {
  EXPECT_EQ(count_planes({5, 10}), 252);
  EXPECT_THAT(gaussian_binomial(4, 2), ElementsAre(1, 1, 2, 1, 1));
  EXPECT_THAT(gaussian_binomial(2, 1, 4), ElementsAre(1, 0, 0, 0, 1));
  EXPECT_THROW((void)count_planes({3, 2}), PreconditionError);
  EXPECT_THROW((void)lowest_degrees({2, 2}), PreconditionError);
}

}  // namespace
}  // namespace laecert::theory
