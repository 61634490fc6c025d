#include "numeric/floating_point.hpp"

#include <cfenv>
#include <cmath>
#include <limits>

#include "numeric/ball.hpp"
#include "numeric/double_ball.hpp"
#include "numeric/rational.hpp"
#include "numeric/scalar.hpp"

namespace laecert::numeric {
namespace {

// The operands are read from memory, so that the operation is done at run time, in this thread's mode.
double sum(double a, double b) {
  volatile double x = a;
  volatile double y = b;
  return x + y;
}

double product(double a, double b) {
  volatile double x = a;
  volatile double y = b;
  return x * y;
}

double quotient(double a, double b) {
  volatile double x = a;
  volatile double y = b;
  return x / y;
}

double root(double a) {
  volatile double x = a;
  return std::sqrt(x);
}

std::optional<std::string> rounding_defect() {
  if (std::fegetround() != FE_TONEAREST) return "the rounding mode is not to nearest";
  constexpr double half_ulp = 0x1p-53;
  // 1 + u is a tie and goes to the even neighbour 1; 1 + u + 2u^2 is above it. Each direction but nearest fails one
  // line.
  if (!(sum(1, half_ulp) == 1)) return "1 + 2^-53 is not rounded to 1";
  if (!(sum(-1, -half_ulp) == -1)) return "-1 - 2^-53 is not rounded to -1";
  if (!(sum(1 + 0x1p-52, half_ulp) == 1 + 0x1p-51)) return "a tie is not rounded to even";
  if (!(sum(1, 0x1.0000000000001p-53) == 1 + 0x1p-52)) return "1 + 2^-53 + 2^-105 is not rounded up";
  if (!(sum(-1, -0x1.0000000000001p-53) == -1 - 0x1p-52)) return "-1 - 2^-53 - 2^-105 is not rounded down";
  return std::nullopt;
}

std::optional<std::string> operation_defect() {
  // (1 + 2^-27)^2 = 1 + 2^-26 + 2^-54: below half a unit; (1 + 3 2^-27)^2 = 1 + 3 2^-26 + 9 2^-54: above two of them.
  if (!(product(1 + 0x1p-27, 1 + 0x1p-27) == 1 + 0x1p-26)) return "a product is not rounded to nearest";
  if (!(product(1 + 0x3p-27, 1 + 0x3p-27) == 1 + 0x3p-26 + 0x1p-51)) return "a product is not rounded to nearest";
  // 1/3 = 0x1.5555...p-2 lies above its nearest double, 1/5 = 0x1.9999...p-3 below.
  if (!(quotient(1, 3) == 0x1.5555555555555p-2)) return "1/3 is not rounded to nearest";
  if (!(quotient(1, 5) == 0x1.999999999999ap-3)) return "1/5 is not rounded to nearest";
  if (!(root(2) == 0x1.6a09e667f3bcdp+0)) return "sqrt(2) is not rounded to nearest";
  if (!(root(3) == 0x1.bb67ae8584caap+0)) return "sqrt(3) is not rounded to nearest";
  // sqrt(1 + 2^-51) = 1 + 2^-52 - 2^-105 + ...: just below a double.
  if (!(root(1 + 0x1p-51) == 1 + 0x1p-52)) return "sqrt(1 + 2^-51) is not rounded to nearest";
  return std::nullopt;
}

std::optional<std::string> special_value_defect() {
  constexpr double least = std::numeric_limits<double>::denorm_min();
  constexpr double least_normal = std::numeric_limits<double>::min();
  // A flushed result, then a flushed operand: 2^-1074 2^52 is normal, so only its operand can be lost.
  if (!(product(least_normal, 0.5) > 0)) return "subnormal results are flushed to zero";
  if (!(sum(least_normal, -least) < least_normal)) return "subnormal operands are read as zero";
  if (!(product(least, 0x1p+52) == least_normal)) return "subnormal operands are read as zero";
  constexpr double largest = std::numeric_limits<double>::max();
  const double overflowed = product(largest, 2);
  if (!(overflowed > largest) || !std::isinf(overflowed)) return "overflow does not give infinity";
  volatile double undefined = sum(overflowed, -overflowed);
  const bool equals_itself = undefined == undefined;
  if (equals_itself || !std::isnan(undefined)) return "infinity - infinity is not recognized as NaN";
  return std::nullopt;
}

std::optional<std::string> double_ball_defect() {
  volatile double one = 1;
  volatile double small = 0x1.8p-53;
  // 1 + 3 2^-54 has no double; the radius must reach it from 1 + 2^-52.
  const DoubleBall x = DoubleBall(one, 0) + DoubleBall(small, 0);
  const Rational exact_sum = exact_rational(1) + exact_rational(0x1.8p-53);
  if (!(exact_rational(x.rad()) >= abs(Rational(exact_sum - exact_rational(x.mid()))))) {
    return "DoubleBall does not enclose 1 + 3 2^-54";
  }
  volatile double least = std::numeric_limits<double>::denorm_min();
  const DoubleBall y = DoubleBall(least, 0) * DoubleBall(least, 0);
  if (!(y.rad() > 0)) return "DoubleBall does not enclose the square of the least double";
  return std::nullopt;
}

std::optional<std::string> ball_defect() {
  const Precision precision{64};
  const Ball third(Rational(1, 3), precision);
  if (!third.contains(Rational(1, 3)) || third.is_exact()) return "Ball does not enclose 1/3";
  const Ball squared_root = sqr(sqrt(Ball(2)));
  if (!squared_root.contains(Rational(2)) || squared_root.is_exact()) return "Ball does not enclose sqrt(2)^2";
  // The doubles on both sides of 1/3 differ by 2^-54.
  if (!(third.lower() == 0x1.5555555555555p-2 && third.upper() == 0x1.5555555555556p-2)) {
    return "the double bounds of Ball for 1/3 are not its two neighbours";
  }
  const DoubleBall lifted = lift<DoubleBall>(Rational(1, 3), precision);
  const Rational distance = abs(Rational(Rational(1, 3) - exact_rational(lifted.mid())));
  if (!(exact_rational(lifted.rad()) >= distance)) return "DoubleBall does not enclose 1/3";
  return std::nullopt;
}

}  // namespace

std::optional<std::string> floating_point_defect() {
  for (const auto probe : {rounding_defect, operation_defect, special_value_defect, double_ball_defect, ball_defect}) {
    std::optional<std::string> defect = probe();
    if (defect) return defect;
  }
  return std::nullopt;
}

}  // namespace laecert::numeric
