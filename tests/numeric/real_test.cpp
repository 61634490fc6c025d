#include "numeric/real.hpp"

#include <gtest/gtest.h>

#include <atomic>
#include <cstdint>
#include <limits>
#include <thread>
#include <type_traits>
#include <vector>

#include "numeric/ball.hpp"
#include "numeric/errors.hpp"
#include "numeric/random.hpp"
#include "numeric/test_scale.hpp"

namespace laecert::numeric {
namespace {

constexpr std::uint64_t real_seed = 20240920;

static_assert(std::is_same_v<decltype(Real(1) + Real(2)), Real>);

long bits_of(const Real& x) { return static_cast<long>(mpfr_get_prec(x.backend().data())); }

TEST(PrecisionScope, SetsTheBitsOfNewNumbersAndRestoresThem) {
  const long before = bits_of(Real(1));
  {
    const PrecisionScope scope(Precision{500});
    EXPECT_GE(bits_of(Real(1)), 500);
    EXPECT_GE(bits_of(Real(1) / Real(3)), 500);
    EXPECT_LT(bits_of(Real(1)), 520);
    {
      const PrecisionScope inner(Precision{100});
      EXPECT_LT(bits_of(Real(1)), 120);
    }
    EXPECT_GE(bits_of(Real(1)), 500);
  }
  EXPECT_EQ(bits_of(Real(1)), before);
}

TEST(PrecisionScope, RefusesWhatMemoryOrMpfrCannotHold) {
  EXPECT_THROW(PrecisionScope(Precision{1}), PreconditionError);
  EXPECT_THROW(PrecisionScope(Precision{max_precision_bits + 1}), PreconditionError);
}

TEST(PrecisionScope, ReachesAThreadThatUsedTheTypeBefore) {
  long bits = 0;
  std::thread worker([&bits] {
    const Real used_before(1);
    const PrecisionScope scope(Precision{700});
    bits = bits_of(used_before + Real(1));
  });
  worker.join();

  EXPECT_GE(bits, 700);
}

// Two tasks with scopes of their own, at the same time, never see each other's precision.
TEST(PrecisionScope, BelongsToItsThread) {
  std::atomic<int> foreign{0};
  const auto task = [&foreign](long bits) {
    for (int i = 0; i < 20000; ++i) {
      const PrecisionScope scope(Precision{bits});
      const long found = bits_of(Real(1) / Real(3));
      if (found < bits || found > bits + 10) ++foreign;
    }
  };
  std::vector<std::thread> workers;
  for (const long bits : {100, 200, 400}) workers.emplace_back(task, bits);
  for (std::thread& worker : workers) worker.join();

  EXPECT_EQ(foreign, 0);
}

TEST(RealConversion, ToRationalIsExact) {
  SplitMix64 random(real_seed);
  const PrecisionScope scope(Precision{100});
  for (int i = 0; i < scaled(2000); ++i) {
    const Rational x = random.rational(62) * random.rational(30);

    ASSERT_EQ(exact_rational(approx_real(x)), x) << "seed " << real_seed << " case " << i;
  }
}

TEST(RealConversion, FromRationalIsRoundedAtThePrecisionOfTheScope) {
  const PrecisionScope scope(Precision{300});
  const Rational third(1, 3);

  const Rational error = abs(Rational(exact_rational(approx_real(third)) - third));

  EXPECT_GT(error, 0);
  EXPECT_LE(error, Rational(1, Integer(1) << 300));
}

TEST(RealConversion, RefusesWhatIsNotFiniteOrTooLarge) {
  EXPECT_THROW(exact_rational(Real(std::numeric_limits<double>::quiet_NaN())), PreconditionError);
  EXPECT_THROW(exact_rational(Real(std::numeric_limits<double>::infinity())), PreconditionError);
  EXPECT_THROW(exact_rational(ldexp(Real(1), 1 << 30)), PreconditionError);
  EXPECT_THROW(exact_rational(ldexp(Real(1), -(1 << 30))), PreconditionError);
  EXPECT_EQ(exact_rational(Real(0)), 0);
}

TEST(RealConversion, ThroughBallKeepsTheNumber) {
  const PrecisionScope scope(Precision{200});
  const Real x = Real(1) / Real(3);

  const Ball ball(x, {64});

  EXPECT_TRUE(ball.is_exact());
  EXPECT_EQ(ball.exact_midpoint(), exact_rational(x));
  EXPECT_EQ(exact_rational(ball.approx_midpoint()), exact_rational(x));
}

TEST(RealConversion, OfAnUndefinedBallIsNaN) {
  const Real x = (Ball(0) / Ball(0)).approx_midpoint();

  EXPECT_FALSE(x == x);
}

}  // namespace
}  // namespace laecert::numeric
