#pragma once

#include <cmath>
#include <concepts>
#include <limits>

namespace laecert::numeric {

/// Half the distance from 1 to the next double: the relative error of one rounding to nearest.
inline constexpr double unit_roundoff = std::numeric_limits<double>::epsilon() / 2;

/// An enclosure in double: midpoint and radius, with a-priori rounding bounds (reports/method.md, bounds R1 to R3).
///
/// Every operation contains the exact result for every choice of points in its operands, with and without fused
/// multiply-add, and also where something underflows. A radius that is not finite means "no information".
class DoubleBall {
 public:
  /// Exactly zero.
  constexpr DoubleBall() = default;
  /// Encloses this integer; exactly where |x| < 2^53.
  template <std::integral I>
  constexpr DoubleBall(I x) : mid_(static_cast<double>(x)), rad_(rounding_of(mid_)) {}
  DoubleBall(bool) = delete;
  DoubleBall(double) = delete;

  /// Requires: rad >= 0. What is not finite becomes "no information".
  DoubleBall(double mid, double rad)
      : mid_(mid), rad_(std::isfinite(mid) && rad >= 0 ? rad : std::numeric_limits<double>::infinity()) {}

  [[nodiscard]] double mid() const { return mid_; }
  [[nodiscard]] double rad() const { return rad_; }
  [[nodiscard]] bool is_finite() const { return std::isfinite(mid_) && std::isfinite(rad_); }
  [[nodiscard]] bool is_exact_zero() const { return mid_ == 0 && rad_ == 0; }

  DoubleBall& operator+=(const DoubleBall& y) { return *this = *this + y; }
  DoubleBall& operator-=(const DoubleBall& y) { return *this = *this - y; }
  DoubleBall& operator*=(const DoubleBall& y) { return *this = *this * y; }

  friend DoubleBall operator+(const DoubleBall& x, const DoubleBall& y) {
    const double mid = x.mid_ + y.mid_;
    // A sum never underflows inexactly; its error is at most u |mid|.
    return {mid, (x.rad_ + y.rad_ + unit_roundoff * std::fabs(mid)) * outward_ + (exact_sum(x, y) ? 0 : tiny_)};
  }
  friend DoubleBall operator-(const DoubleBall& x) { return {-x.mid_, x.rad_}; }
  friend DoubleBall operator-(const DoubleBall& x, const DoubleBall& y) { return x + (-y); }
  friend DoubleBall operator*(const DoubleBall& x, const DoubleBall& y) {
    if (x.is_exact_zero() || y.is_exact_zero()) {
      return x.is_finite() && y.is_finite() ? DoubleBall() : DoubleBall(0, std::numeric_limits<double>::infinity());
    }
    const double mid = x.mid_ * y.mid_;
    const double spread = std::fabs(x.mid_) * y.rad_ + x.rad_ * (std::fabs(y.mid_) + y.rad_);
    return {mid, (spread + unit_roundoff * std::fabs(mid)) * outward_ + tiny_};
  }

 private:
  static bool exact_sum(const DoubleBall& x, const DoubleBall& y) { return x.is_exact_zero() && y.is_exact_zero(); }

  // What rounding an integer to the double mid can have cost: nothing below 2^53, else at most u |mid|, doubled.
  static constexpr double rounding_of(double mid) {
    return -0x1p53 < mid && mid < 0x1p53 ? 0 : 2 * unit_roundoff * (mid < 0 ? -mid : mid);
  }

  // A radius is a sum of products of non-negative doubles, at most six roundings deep: (1 - u)^6 (1 + 16 u) >= 1.
  static constexpr double outward_ = 1 + 16 * unit_roundoff;
  // Covers every underflow of one operation (each at most 2^-1074), and stays a normal number.
  static constexpr double tiny_ = 0x1p-1000;

  double mid_ = 0;
  double rad_ = 0;
};

}  // namespace laecert::numeric
