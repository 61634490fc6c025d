#include "claims/verdict.hpp"

#include <gtest/gtest.h>

#include <array>
#include <vector>

#include "numeric/errors.hpp"

namespace laecert::claims {
namespace {

constexpr std::array<Verdict, 6> all{Verdict::refuted,  Verdict::undecided, Verdict::supported,
                                     Verdict::enclosed, Verdict::exact,     Verdict::inapplicable};

TEST(Verdict, StartsAsUndecided) { EXPECT_EQ(Verdict{}, Verdict::undecided); }

TEST(Verdict, NamesAreReadBack) {
  for (const Verdict verdict : all) EXPECT_EQ(verdict_from(to_string(verdict)), verdict);

  for (const char* text : {"", "Exact", "exact ", "proved", "auto", "nan"}) EXPECT_FALSE(verdict_from(text)) << text;
}

TEST(Verdict, ANumberThatIsNoVerdictHasNoName) {
  EXPECT_THROW(static_cast<void>(to_string(static_cast<Verdict>(7))), PreconditionError);
}

TEST(LeastVerdict, FollowsTheOrder) {
  for (std::size_t i = 0; i < 5; ++i) {
    for (std::size_t j = i; j < 5; ++j) EXPECT_EQ(least(all.at(i), all.at(j)), all.at(i));
  }
}

TEST(LeastVerdict, IsCommutativeAssociativeAndIdempotent) {
  for (const Verdict a : all) {
    EXPECT_EQ(least(a, a), a);
    for (const Verdict b : all) {
      EXPECT_EQ(least(a, b), least(b, a));
      for (const Verdict c : all) EXPECT_EQ(least(a, least(b, c)), least(least(a, b), c));
    }
  }
}

TEST(LeastVerdict, InapplicableIsNeutral) {
  for (const Verdict a : all) EXPECT_EQ(least(a, Verdict::inapplicable), a);
}

TEST(LeastVerdict, NoCaseAtAllIsInapplicable) {
  EXPECT_EQ(least(std::vector<Verdict>{}), Verdict::inapplicable);
  EXPECT_EQ(least(std::vector<Verdict>(3, Verdict::inapplicable)), Verdict::inapplicable);
}

TEST(LeastVerdict, OneBadCaseSettlesTheRange) {
  std::vector<Verdict> verdicts(50, Verdict::exact);
  EXPECT_EQ(least(verdicts), Verdict::exact);

  verdicts[17] = Verdict::undecided;
  EXPECT_EQ(least(verdicts), Verdict::undecided);

  verdicts[49] = Verdict::refuted;
  EXPECT_EQ(least(verdicts), Verdict::refuted);
}

TEST(Floor, IsMetAtOrAboveIt) {
  EXPECT_TRUE(meets(Verdict::exact, Verdict::exact));
  EXPECT_TRUE(meets(Verdict::exact, Verdict::supported));
  EXPECT_FALSE(meets(Verdict::enclosed, Verdict::exact));
  EXPECT_FALSE(meets(Verdict::undecided, Verdict::supported));
  EXPECT_FALSE(meets(Verdict::refuted, Verdict::supported));
  EXPECT_FALSE(meets(Verdict::inapplicable, Verdict::supported));
}

TEST(Floor, MustBePositive) {
  for (const Verdict floor : {Verdict::refuted, Verdict::undecided, Verdict::inapplicable}) {
    EXPECT_THROW(static_cast<void>(meets(Verdict::exact, floor)), PreconditionError);
  }
}

}  // namespace
}  // namespace laecert::claims
