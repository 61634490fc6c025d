#include "theory/lae/morse_bott.hpp"

#include <gmock/gmock.h>

#include "numeric/errors.hpp"

namespace laecert::theory {
namespace {

using ::testing::ElementsAre;

bool holds(Index k, Index q, IndexRule rule) {
  return decide_morse_bott(predict_counts(distinct_profile(q + 2, k, q), rule), k).holds;
}

// k = q = 1: 0 has index 1, the two points of I = {1} index 0: t + 2 = 1 + (1 + t) 1.
TEST(MorseBott, OfOneUnitAndOneEigenvalueByHand) {
  const MorseBottFinding finding = decide_morse_bott({{0, 1}, {1}}, 1);

  EXPECT_TRUE(finding.holds);
  EXPECT_THAT(finding.left, ElementsAre(2, 1));
  EXPECT_THAT(finding.quotient, ElementsAre(1));
}

TEST(MorseBott, HoldsForThePredictedIndices) {
  for (Index q = 0; q <= 8; ++q) {
    for (Index k = 1; k <= 8; ++k) EXPECT_TRUE(holds(k, q, IndexRule::predicted)) << "q = " << q << ", k = " << k;
  }
  EXPECT_TRUE(holds(10, 40, IndexRule::predicted));
}

TEST(MorseBott, EulerCharacteristicsSumToOne) {
  for (Index q = 0; q <= 8; ++q) {
    for (Index k = 1; k <= 8; ++k) {
      EXPECT_EQ(euler_characteristic_sum(predict_counts(distinct_profile(q, k, q)), k), 1);
    }
  }
}

// The counts of docs/theory.md section 5 over q, k = 1..8.
TEST(MorseBott, NoticesWrongTwinsAsOftenAsPublished) {
  const auto noticed = [](IndexRule rule) {
    int cases = 0;
    for (Index q = 1; q <= 8; ++q) {
      for (Index k = 1; k <= 8; ++k) cases += holds(k, q, rule) ? 0 : 1;
    }
    return cases;
  };

  EXPECT_EQ(noticed(IndexRule::without_normal_term), 31);
  EXPECT_EQ(noticed(IndexRule::reversed_order), 0);
  EXPECT_EQ(noticed(IndexRule::doubled_normal_term), 64);
  // All but q = 1, where inv is zero and the twin is the truth.
  EXPECT_EQ(noticed(IndexRule::without_inversions), 56);
  EXPECT_EQ(noticed(IndexRule::all_for_above_threshold), 64);
}

TEST(MorseBott, RefutesWithAWitness) {
  // t^2 = 1 + (1 + t)(t - 1).
  const MorseBottFinding parity = decide_morse_bott({{1}, {1}}, 1), sign = decide_morse_bott({{0, 0, 1}}, 1);

  EXPECT_FALSE(parity.holds);
  EXPECT_EQ(parity.witness, "at t = -1 the left side is 3, not 1");
  EXPECT_FALSE(sign.holds);
  EXPECT_EQ(sign.witness, "the coefficient of t^0 in Q is -1");
  EXPECT_EQ(decide_morse_bott({{0, 1}}, 1).witness, "at t = -1 the left side is -1, not 1");
  EXPECT_THROW((void)decide_morse_bott({{1}, {1}, {1}}, 1), PreconditionError);
}

}  // namespace
}  // namespace laecert::theory
