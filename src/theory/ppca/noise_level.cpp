#include "theory/ppca/noise_level.hpp"

#include <fmt/format.h>

#include <compare>

#include "numeric/errors.hpp"
#include "theory/ppca/predictions.hpp"

namespace laecert::theory {
namespace {

using numeric::Integer;

// The least D > 0 with D S integral, whatever the unit of S: the D s_i are then algebraic integers.
Rational integral_scale(const Matrix<Rational>& gram) {
  Integer denominators = 1, numerators = 0;
  for (Index j = 0; j < gram.cols(); ++j) {
    for (Index i = 0; i < gram.rows(); ++i) {
      denominators = lcm(denominators, Integer(denominator(gram(i, j))));
      numerators = gcd(numerators, Integer(numerator(gram(i, j))));
    }
  }
  if (!(numerators > 0)) throw PreconditionError("no noise variance of maximum likelihood for S = 0");
  return Rational(denominators, numerators);
}

Integer binomial(Index n, Index k) {
  Integer result = 1;
  for (Index i = 1; i <= k; ++i) result = result * (n - k + i) / i;
  return result;
}

// An algebraic integer other than 0 has a norm of modulus at least 1: with at most d conjugates, each of modulus at
// most B < 2^b, it is at least 2^(-b (d-1)) in modulus.
bool is_proved_zero(const Ball& x, const Integer& bound, const Integer& conjugates) {
  constexpr long most_bits = 100000;  // more than an enclosure has
  const Integer bits = (conjugates - 1) * static_cast<unsigned long>(msb(bound) + 1);
  if (bits > most_bits) return false;
  const Rational least(Integer(1), Integer(Integer(1) << static_cast<unsigned>(bits)));
  return certainly(is_less(abs(x), Ball(least, x.precision())));
}

// With e_i = D s_i and t = D tr S an integer: x = D (m - k) n v = t - e_1 - ... - e_k is an algebraic integer, whose
// conjugates t - sum_K e_i, |K| = k, lie in [0, t].
class Comparison {
 public:
  Comparison(const Spectrum& spectrum, const Matrix<Rational>& gram, Index k)
      : spectrum_(spectrum),
        k_(k),
        scale_(integral_scale(gram)),
        trace_(numerator(Rational(spectrum.trace * scale_))),
        level_(predict_noise_variance(spectrum, k, 1)) {
    rational_ = proved_rational();
  }

  [[nodiscard]] const Ball& level() const { return level_; }
  [[nodiscard]] const std::optional<Rational>& rational() const { return rational_; }
  [[nodiscard]] const Ball& value(const Group& group) const {
    return spectrum_.values[static_cast<std::size_t>(group.first)];
  }

  // How an eigenvalue stands to n v; nothing where that is not proved.
  [[nodiscard]] std::optional<std::strong_ordering> order(const Group& group) const {
    if (spectrum_.exact) return spectrum_.exact->s(group.first).compare(*rational_) <=> 0;
    if (certainly(is_less(level_, value(group)))) return std::strong_ordering::greater;
    if (certainly(is_less(value(group), level_))) return std::strong_ordering::less;
    // s_1, ..., s_{k+1} are above n v.
    if (group.first > k_ && is_equal(group)) return std::strong_ordering::equal;
    return {};
  }

 private:
  [[nodiscard]] Index rest() const { return spectrum_.m() - k_; }
  [[nodiscard]] Ball scaled(const Ball& y) const { return Ball(Rational(scale_ * rest()), spectrum_.precision) * y; }

  // x - (m - k) e_j has a conjugate at most for each K and each j outside it; where x is rational, for each j. All are
  // within [-(m - k) t, (m - k) t].
  [[nodiscard]] bool is_equal(const Group& group) const {
    const Integer pairs = binomial(spectrum_.m(), k_) * rest();
    const Integer conjugates = rational_ ? Integer(spectrum_.m()) : pairs;
    return is_proved_zero(scaled(level_ - value(group)), trace_ * rest(), conjugates);
  }

  // x is rational exactly where it is an integer z; the conjugates of x - z are within [-t, t].
  [[nodiscard]] std::optional<Rational> proved_rational() const {
    if (spectrum_.exact) return predict_exact_noise_variance(spectrum_, k_, 1);
    const Ball x = scaled(level_);
    if (!x.is_finite()) return {};
    const Rational middle = x.exact_midpoint() + Rational(1, 2);
    const Integer z = numerator(middle) / denominator(middle);
    const Ball difference = x - Ball(Rational(z), spectrum_.precision);
    if (!is_proved_zero(difference, trace_, binomial(spectrum_.m(), k_))) return {};
    return Rational(z / (scale_ * rest()));
  }

  const Spectrum& spectrum_;
  Index k_;
  Rational scale_;  // D
  Integer trace_;   // t
  Ball level_;
  std::optional<Rational> rational_;
};

// Encloses the lesser of two numbers: it is at least the lesser of the lower ends, and at most either upper end.
Ball enclose_lesser(const Ball& x, const Ball& y) {
  if (certainly(is_less(x, y))) return x;
  if (certainly(is_less(y, x))) return y;
  return hull(x, y);
}

// The order of each eigenvalue and n v. The m - k smallest have their mean among them where they are equal.
std::optional<std::strong_ordering> order_of(const Comparison& comparison, const Spectrum& spectrum, Index k,
                                             const Group& group) {
  const Index last = spectrum.groups.back().first;
  if (last > k) return comparison.order(group);
  return group.first < last ? std::strong_ordering::greater : std::strong_ordering::equal;
}

}  // namespace

Outcome<NoiseLevel> decide_noise_level(const Spectrum& spectrum, const Matrix<Rational>& gram, Index k) {
  const Comparison comparison(spectrum, gram, k);
  NoiseLevel result{.level = comparison.level(), .rational = comparison.rational()};
  for (const Group& group : spectrum.groups) {
    const std::optional<std::strong_ordering> order = order_of(comparison, spectrum, k, group);
    if (!order) return Reason{fmt::format("n v may be the eigenvalue s_{} of S", group.first + 1)};
    if (*order == std::strong_ordering::equal) {
      result.wall = group.size;
      continue;
    }
    if (*order == std::strong_ordering::greater) result.above += group.size;
    const Ball distance = abs(comparison.value(group) - result.level);
    result.gap = result.gap ? enclose_lesser(*result.gap, distance) : distance;
  }
  return result;
}

}  // namespace laecert::theory
