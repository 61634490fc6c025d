#pragma once

// FLINT 3 declares its conversions only where GMP and MPFR came first.
#include <gmp.h>
#include <mpfr.h>

#include <arb.h>

#include <concepts>
#include <limits>
#include <optional>
#include <type_traits>

#include "numeric/precision.hpp"
#include "numeric/rational.hpp"
#include "numeric/real.hpp"

namespace laecert::numeric {

/// The radius or the end of what has no bound.
inline constexpr double infinity = std::numeric_limits<double>::infinity();

/// What an enclosure can say about a proposition on the number it holds.
enum class Truth { no, unknown, yes };

/// Proved true.
inline bool certainly(Truth t) { return t == Truth::yes; }
/// Not proved false.
inline bool possibly(Truth t) { return t != Truth::no; }

/// An enclosure of one real number: a midpoint and a radius (Arb).
///
/// Every operation returns a ball that contains the exact result for every choice of points in its operands; where the
/// operation is not defined on all of them (division by a ball that contains zero, square root of one that contains a
/// negative number) the result is not finite. One object is one unknown. The only ways in are exact integers, exact
/// rationals and exact doubles; there are no relational operators and no way out to double but the named ones.
///
/// A ball carries its working precision; an operation uses the larger of its operands' (at least 64 bits).
class Ball {
 public:
  /// Exactly zero.
  Ball() { arb_init(arb_); }
  /// Exactly this integer; it adapts to the precision of what it meets.
  template <std::integral I>
  Ball(I x) : Ball() {
    if constexpr (std::is_signed_v<I>) {
      arb_set_si(arb_, x);
    } else {
      arb_set_ui(arb_, x);
    }
  }
  Ball(bool) = delete;
  Ball(float) = delete;
  Ball(double) = delete;

  /// Encloses x; at this precision the radius is at most one unit in the last place.
  Ball(const Rational& x, Precision precision);
  /// Exactly x. Errors: PreconditionError where x is not finite.
  Ball(double x, Precision precision);
  /// Exactly x. Errors: PreconditionError where x is not finite.
  Ball(const Real& x, Precision precision);

  Ball(const Ball& other);
  Ball(Ball&& other) noexcept;
  Ball& operator=(const Ball& other);
  Ball& operator=(Ball&& other) noexcept;
  ~Ball() { arb_clear(arb_); }

  Ball& operator+=(const Ball& y);
  Ball& operator-=(const Ball& y);
  Ball& operator*=(const Ball& y);
  Ball& operator/=(const Ball& y);
  friend Ball operator+(Ball x, const Ball& y) { return x += y; }
  friend Ball operator-(Ball x, const Ball& y) { return x -= y; }
  friend Ball operator*(Ball x, const Ball& y) { return x *= y; }
  friend Ball operator/(Ball x, const Ball& y) { return x /= y; }
  friend Ball operator-(Ball x);

  [[nodiscard]] Precision precision() const { return precision_; }
  /// The same set, at another working precision: later operations round there; the radius never shrinks.
  [[nodiscard]] Ball at(Precision precision) const;

  [[nodiscard]] bool is_finite() const { return arb_is_finite(arb_) != 0; }
  [[nodiscard]] bool is_exact() const { return arb_is_exact(arb_) != 0; }
  [[nodiscard]] bool contains(const Rational& x) const;
  [[nodiscard]] bool contains(const Ball& inner) const { return arb_contains(arb_, inner.arb_) != 0; }
  [[nodiscard]] bool overlaps(const Ball& other) const { return arb_overlaps(arb_, other.arb_) != 0; }

  /// The midpoint, exact. Requires: is_finite().
  [[nodiscard]] Ball midpoint() const;
  /// The midpoint. Requires: is_finite(), and a binary exponent of at most max_rational_exponent in modulus.
  [[nodiscard]] Rational exact_midpoint() const;
  /// The midpoint rounded to nearest at the precision of the current scope; NaN where the ball is undefined.
  [[nodiscard]] Real approx_midpoint() const;
  [[nodiscard]] double approx_double() const;
  /// The radius as an exact ball. Requires: is_finite().
  [[nodiscard]] Ball radius() const;
  /// A double that is at least the radius (infinite where the ball is not finite).
  [[nodiscard]] double radius_upper() const;
  /// Doubles with lower <= x <= upper for every x of the ball (infinite where they must be).
  [[nodiscard]] double lower() const;
  [[nodiscard]] double upper() const;
  /// Exact dyadic end points: a ball of radius zero at or below (above) every point of this one. Requires: is_finite().
  [[nodiscard]] Ball lower_end() const;
  [[nodiscard]] Ball upper_end() const;
  /// This set widened by [-r, r]. Requires: r finite; |r| is taken at its upper end.
  [[nodiscard]] Ball widened(const Ball& r) const;

  [[nodiscard]] const arb_struct* arb() const { return arb_; }
  /// For routines that write Arb values in place; the precision is the caller's.
  static Ball from_arb(const arb_t x, Precision precision);

 private:
  arb_t arb_;
  Precision precision_{0};
};

Ball sqr(const Ball& x);
/// Encloses the square root; not finite where x contains a negative number.
Ball sqrt(const Ball& x);
/// Encloses the square roots of the points of x that are not negative: for norms, whose square is known to be one.
/// Not finite where x holds no such point.
Ball sqrt_nonnegative(const Ball& x);
/// Encloses the natural logarithm; not finite where x contains a number that is not positive.
Ball log(const Ball& x);
Ball abs(const Ball& x);
/// Encloses the larger (smaller) of two numbers, also where their order is open.
Ball larger(const Ball& x, const Ball& y);
Ball smaller(const Ball& x, const Ball& y);
/// The smallest ball known to contain both.
Ball hull(const Ball& x, const Ball& y);
/// A ball that contains the common points; nothing where there are none.
std::optional<Ball> intersection(const Ball& x, const Ball& y);

/// Three-valued comparisons: yes or no is a proof for every choice of points. Anything not finite is unknown.
Truth is_positive(const Ball& x);
Truth is_negative(const Ball& x);
Truth is_nonzero(const Ball& x);
Truth is_less(const Ball& x, const Ball& y);

}  // namespace laecert::numeric
