#include "numeric/floating_point.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cfenv>
#include <thread>

#if defined(__SSE2__)
#include <xmmintrin.h>
#endif

namespace laecert::numeric {
namespace {

using ::testing::HasSubstr;

/// Restores the rounding mode at the end of a test.
class RoundingMode {
 public:
  explicit RoundingMode(int mode) : previous_(std::fegetround()) { std::fesetround(mode); }
  RoundingMode(const RoundingMode&) = delete;
  RoundingMode& operator=(const RoundingMode&) = delete;
  ~RoundingMode() { std::fesetround(previous_); }

 private:
  int previous_;
};

TEST(FloatingPointDefect, IsNothingOnThisMachine) { EXPECT_EQ(floating_point_defect(), std::nullopt); }

TEST(FloatingPointDefect, IsNothingInAWorker) {
  std::optional<std::string> defect = "not asked";
  std::thread worker([&defect] { defect = floating_point_defect(); });
  worker.join();

  EXPECT_EQ(defect, std::nullopt);
}

TEST(FloatingPointDefect, ReportsEveryOtherRoundingMode) {
  for (const int mode : {FE_UPWARD, FE_DOWNWARD, FE_TOWARDZERO}) {
    std::optional<std::string> defect;
    {
      const RoundingMode changed(mode);
      defect = floating_point_defect();
    }

    ASSERT_TRUE(defect.has_value());
    EXPECT_THAT(*defect, HasSubstr("rounding mode"));
  }
  EXPECT_EQ(floating_point_defect(), std::nullopt);
}

#if defined(__SSE2__)

/// Restores the SSE control register at the end of a test.
class ControlRegister {
 public:
  explicit ControlRegister(unsigned bits) : previous_(_mm_getcsr()) { _mm_setcsr(previous_ | bits); }
  ControlRegister(const ControlRegister&) = delete;
  ControlRegister& operator=(const ControlRegister&) = delete;
  ~ControlRegister() { _mm_setcsr(previous_); }

 private:
  unsigned previous_;
};

std::optional<std::string> defect_with(unsigned bits) {
  const ControlRegister changed(bits);
  return floating_point_defect();
}

constexpr unsigned flush_to_zero = 0x8000;
constexpr unsigned denormals_are_zero = 0x0040;
constexpr unsigned round_upward = 0x4000;

TEST(FloatingPointDefect, ReportsFlushedResults) {
  const std::optional<std::string> defect = defect_with(flush_to_zero);

  ASSERT_TRUE(defect.has_value());
  EXPECT_THAT(*defect, HasSubstr("flushed"));
}

TEST(FloatingPointDefect, ReportsOperandsReadAsZero) {
  const std::optional<std::string> defect = defect_with(denormals_are_zero);

  ASSERT_TRUE(defect.has_value());
  EXPECT_THAT(*defect, HasSubstr("subnormal"));
}

// The control register alone: fegetround asks the x87 unit and still says "nearest", so the arithmetic must notice.
TEST(FloatingPointDefect, ReportsARoundingModeThatFegetroundDoesNotSee) {
  EXPECT_TRUE(defect_with(round_upward).has_value());
  EXPECT_TRUE(defect_with(0x2000).has_value());
  EXPECT_TRUE(defect_with(0x6000).has_value());
}

TEST(FloatingPointDefect, BelongsToOneThread) {
  std::optional<std::string> elsewhere = "not asked";
  const std::optional<std::string> here = [&elsewhere] {
    const ControlRegister changed(flush_to_zero | denormals_are_zero);
    std::thread worker([&elsewhere] {
      // A new thread inherits the register of the one that starts it.
      _mm_setcsr(0x1f80);
      elsewhere = floating_point_defect();
    });
    worker.join();
    return floating_point_defect();
  }();

  EXPECT_EQ(elsewhere, std::nullopt);
  EXPECT_TRUE(here.has_value());
}

#endif

}  // namespace
}  // namespace laecert::numeric
