#include "numeric/ball.hpp"

#include <flint/fmpq.h>

#include <algorithm>
#include <string>
#include <utility>

#include "numeric/errors.hpp"
#include "numeric/running.hpp"

namespace laecert::numeric {
namespace {

constexpr long least_working_bits = 64;

/// Owns one Arb floating-point number.
class ArfNumber {
 public:
  ArfNumber() { arf_init(arf_); }
  ArfNumber(const ArfNumber&) = delete;
  ArfNumber& operator=(const ArfNumber&) = delete;
  ~ArfNumber() { arf_clear(arf_); }
  [[nodiscard]] arf_struct* get() { return arf_; }

 private:
  arf_t arf_;
};

/// Owns one FLINT rational, set from one of ours.
class FlintRational {
 public:
  FlintRational() { fmpq_init(fmpq_); }
  explicit FlintRational(const Rational& x) : FlintRational() { fmpq_set_mpq(fmpq_, x.backend().data()); }
  FlintRational(const FlintRational&) = delete;
  FlintRational& operator=(const FlintRational&) = delete;
  ~FlintRational() { fmpq_clear(fmpq_); }
  [[nodiscard]] fmpq* get() { return fmpq_; }

 private:
  fmpq_t fmpq_;
};

/// The bits to round at: those asked for, at least two (Arb's least); bounded, for running out of memory ends a
/// process.
long rounding_bits(Precision precision) {
  if (precision.bits > max_precision_bits) {
    throw PreconditionError("Ball: precision " + std::to_string(precision.bits) + " bits beyond " +
                            std::to_string(max_precision_bits));
  }
  return precision.bits < 2 ? least_working_bits : precision.bits;
}

/// The bits at which an operation on balls rounds.
long working_bits(Precision precision) { return std::max(least_working_bits, rounding_bits(precision)); }

/// Each product, each quotient and each rational that becomes a ball looks whether it shall go on.
void look(Precision precision) { require_running_after(1 + precision.bits / 64); }

Precision larger(Precision a, Precision b) { return {std::max(a.bits, b.bits)}; }

void require_finite(const Ball& x, const char* what) {
  if (!x.is_finite()) throw PreconditionError(std::string(what) + ": the ball is not finite");
}

/// An end point rounded away from the ball; thirty bits more than the midpoint hold the radius as well.
Ball rounded_end(const Ball& x, arf_rnd_t direction) {
  ArfNumber radius;
  ArfNumber end;
  arf_set_mag(radius.get(), arb_radref(x.arb()));
  const long bits = working_bits(x.precision()) + MAG_BITS;
  if (direction == ARF_RND_FLOOR) {
    arf_sub(end.get(), arb_midref(x.arb()), radius.get(), bits, direction);
  } else {
    arf_add(end.get(), arb_midref(x.arb()), radius.get(), bits, direction);
  }
  arb_t point;
  arb_init(point);
  arb_set_arf(point, end.get());
  Ball result = Ball::from_arb(point, x.precision());
  arb_clear(point);
  return result;
}

/// A ball without information.
Ball whole_line(Precision precision) {
  arb_t line;
  arb_init(line);
  arb_indeterminate(line);
  Ball result = Ball::from_arb(line, precision);
  arb_clear(line);
  return result;
}

template <class Routine>
Ball merged(const Ball& x, const Ball& y, const Routine& routine) {
  const Precision precision = larger(x.precision(), y.precision());
  if (!x.is_finite() || !y.is_finite()) return whole_line(precision);
  arb_t both;
  arb_init(both);
  routine(both, x.arb(), y.arb(), working_bits(precision));
  Ball result = Ball::from_arb(both, precision);
  arb_clear(both);
  return result;
}

}  // namespace

Ball::Ball(const Rational& x, Precision precision) : Ball() {
  precision_ = precision;
  const long bits = rounding_bits(precision);
  look(precision);
  FlintRational rational(x);
  arb_set_fmpq(arb_, rational.get(), bits);
}

Ball::Ball(double x, Precision precision) : Ball() {
  precision_ = precision;
  rounding_bits(precision);
  arb_set_d(arb_, x);
  require_finite(*this, "Ball(double)");
}

Ball::Ball(const Real& x, Precision precision) : Ball() {
  precision_ = precision;
  rounding_bits(precision);
  arf_set_mpfr(arb_midref(arb_), x.backend().data());
  require_finite(*this, "Ball(Real)");
}

Ball::Ball(const Ball& other) : Ball() {
  arb_set(arb_, other.arb_);
  precision_ = other.precision_;
}

Ball::Ball(Ball&& other) noexcept : Ball() { *this = std::move(other); }

Ball& Ball::operator=(const Ball& other) {
  arb_set(arb_, other.arb_);
  precision_ = other.precision_;
  return *this;
}

Ball& Ball::operator=(Ball&& other) noexcept {
  arb_swap(arb_, other.arb_);
  std::swap(precision_, other.precision_);
  return *this;
}

Ball& Ball::operator+=(const Ball& y) {
  precision_ = larger(precision_, y.precision_);
  arb_add(arb_, arb_, y.arb_, working_bits(precision_));
  return *this;
}

Ball& Ball::operator-=(const Ball& y) {
  precision_ = larger(precision_, y.precision_);
  arb_sub(arb_, arb_, y.arb_, working_bits(precision_));
  return *this;
}

Ball& Ball::operator*=(const Ball& y) {
  precision_ = larger(precision_, y.precision_);
  look(precision_);
  arb_mul(arb_, arb_, y.arb_, working_bits(precision_));
  return *this;
}

Ball& Ball::operator/=(const Ball& y) {
  precision_ = larger(precision_, y.precision_);
  look(precision_);
  arb_div(arb_, arb_, y.arb_, working_bits(precision_));
  return *this;
}

Ball operator-(Ball x) {
  arb_neg(x.arb_, x.arb_);
  return x;
}

Ball Ball::at(Precision precision) const {
  rounding_bits(precision);
  Ball result = *this;
  result.precision_ = precision;
  return result;
}

bool Ball::contains(const Rational& x) const {
  FlintRational rational(x);
  return arb_contains_fmpq(arb_, rational.get()) != 0;
}

Ball Ball::midpoint() const {
  require_finite(*this, "midpoint");
  Ball result = *this;
  mag_zero(arb_radref(result.arb_));
  return result;
}

Rational Ball::exact_midpoint() const {
  require_finite(*this, "exact_midpoint");
  if (arf_cmpabs_2exp_si(arb_midref(arb_), max_rational_exponent) > 0 ||
      (!arf_is_zero(arb_midref(arb_)) && arf_cmpabs_2exp_si(arb_midref(arb_), -max_rational_exponent) < 0)) {
    throw PreconditionError("exact_midpoint: binary exponent beyond " + std::to_string(max_rational_exponent));
  }
  FlintRational rational;
  arf_get_fmpq(rational.get(), arb_midref(arb_));
  Rational result;
  fmpq_get_mpq(result.backend().data(), rational.get());
  return result;
}

Real Ball::approx_midpoint() const {
  Real result;
  arf_get_mpfr(result.backend().data(), arb_midref(arb_), MPFR_RNDN);
  return result;
}

double Ball::approx_double() const { return arf_get_d(arb_midref(arb_), ARF_RND_NEAR); }

Ball Ball::radius() const {
  require_finite(*this, "radius");
  Ball result;
  result.precision_ = precision_;
  arf_set_mag(arb_midref(result.arb_), arb_radref(arb_));
  return result;
}

double Ball::radius_upper() const {
  if (!is_finite()) return infinity;
  ArfNumber radius;
  arf_set_mag(radius.get(), arb_radref(arb_));
  return arf_get_d(radius.get(), ARF_RND_CEIL);
}

double Ball::lower() const {
  if (!is_finite()) return -infinity;
  return arf_get_d(arb_midref(rounded_end(*this, ARF_RND_FLOOR).arb_), ARF_RND_FLOOR);
}

double Ball::upper() const {
  if (!is_finite()) return infinity;
  return arf_get_d(arb_midref(rounded_end(*this, ARF_RND_CEIL).arb_), ARF_RND_CEIL);
}

Ball Ball::lower_end() const {
  require_finite(*this, "lower_end");
  return is_exact() ? *this : rounded_end(*this, ARF_RND_FLOOR);
}

Ball Ball::upper_end() const {
  require_finite(*this, "upper_end");
  return is_exact() ? *this : rounded_end(*this, ARF_RND_CEIL);
}

Ball Ball::widened(const Ball& r) const {
  require_finite(r, "widened");
  mag_t error;
  mag_init(error);
  arb_get_mag(error, r.arb_);
  Ball result = *this;
  arb_add_error_mag(result.arb_, error);
  mag_clear(error);
  return result;
}

Ball Ball::from_arb(const arb_t x, Precision precision) {
  Ball result;
  arb_set(result.arb_, x);
  result.precision_ = precision;
  return result;
}

Ball sqr(const Ball& x) {
  arb_t square;
  arb_init(square);
  arb_sqr(square, x.arb(), working_bits(x.precision()));
  Ball result = Ball::from_arb(square, x.precision());
  arb_clear(square);
  return result;
}

Ball sqrt(const Ball& x) {
  arb_t root;
  arb_init(root);
  arb_sqrt(root, x.arb(), working_bits(x.precision()));
  Ball result = Ball::from_arb(root, x.precision());
  arb_clear(root);
  return result;
}

Ball sqrt_nonnegative(const Ball& x) {
  arb_t root;
  arb_init(root);
  arb_sqrtpos(root, x.arb(), working_bits(x.precision()));
  Ball result = Ball::from_arb(root, x.precision());
  arb_clear(root);
  return result;
}

Ball log(const Ball& x) {
  arb_t logarithm;
  arb_init(logarithm);
  arb_log(logarithm, x.arb(), working_bits(x.precision()));
  Ball result = Ball::from_arb(logarithm, x.precision());
  arb_clear(logarithm);
  return result;
}

Ball abs(const Ball& x) {
  arb_t modulus;
  arb_init(modulus);
  arb_abs(modulus, x.arb());
  Ball result = Ball::from_arb(modulus, x.precision());
  arb_clear(modulus);
  return result;
}

Ball larger(const Ball& x, const Ball& y) { return merged(x, y, arb_max); }

Ball smaller(const Ball& x, const Ball& y) { return merged(x, y, arb_min); }

Ball hull(const Ball& x, const Ball& y) { return merged(x, y, arb_union); }

std::optional<Ball> intersection(const Ball& x, const Ball& y) {
  const Precision precision = larger(x.precision(), y.precision());
  if (!x.is_finite() || !y.is_finite()) return whole_line(precision);
  arb_t common;
  arb_init(common);
  const bool meet = arb_intersection(common, x.arb(), y.arb(), working_bits(precision)) != 0;
  Ball result = Ball::from_arb(common, precision);
  arb_clear(common);
  if (!meet) return std::nullopt;
  return result;
}

Truth is_positive(const Ball& x) {
  if (!x.is_finite()) return Truth::unknown;
  if (arb_is_positive(x.arb()) != 0) return Truth::yes;
  return arb_is_nonpositive(x.arb()) != 0 ? Truth::no : Truth::unknown;
}

Truth is_negative(const Ball& x) { return is_positive(-x); }

Truth is_nonzero(const Ball& x) {
  if (!x.is_finite()) return Truth::unknown;
  if (arb_is_nonzero(x.arb()) != 0) return Truth::yes;
  return arb_is_zero(x.arb()) != 0 ? Truth::no : Truth::unknown;
}

Truth is_less(const Ball& x, const Ball& y) {
  if (!x.is_finite() || !y.is_finite()) return Truth::unknown;
  if (arb_lt(x.arb(), y.arb()) != 0) return Truth::yes;
  return arb_ge(x.arb(), y.arb()) != 0 ? Truth::no : Truth::unknown;
}

}  // namespace laecert::numeric
