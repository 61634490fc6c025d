#include "numeric/zero.hpp"

namespace laecert::numeric {
namespace {

bool all_finite(const KantorovichBounds& b) {
  return b.residual.is_finite() && b.least_singular_value.is_finite() && b.lipschitz.is_finite() &&
         b.domain.is_finite();
}

bool certainly_at_most(const Ball& x, const Ball& y) {
  const Truth above = is_less(y, x);
  return above == Truth::no;
}

}  // namespace

Outcome<UniqueZero> prove_unique_zero(const KantorovichBounds& bounds) {
  if (!all_finite(bounds)) return Reason{"cannot conclude: a bound is not finite"};
  const Ball residual = abs(bounds.residual).upper_end();
  const Ball sigma = bounds.least_singular_value.lower_end();
  const Ball lipschitz = abs(bounds.lipschitz).upper_end();
  const Ball domain = bounds.domain.lower_end();
  if (!certainly(is_positive(sigma))) return Reason{"cannot conclude: the derivative is not certainly regular"};

  const Ball h = residual * lipschitz / sqr(sigma);
  // 2 h <= 1 is decided on the enclosure of h: its upper end.
  const Ball discriminant = Ball(1) - Ball(2) * h.upper_end();
  if (!certainly_at_most(Ball(0), discriminant)) {
    return Reason{"cannot conclude: |F(p)| L / sigma^2 is not certainly at most 1/2"};
  }
  const Ball radius = (Ball(2) * residual / sigma).upper_end();
  if (!certainly_at_most(radius, domain)) {
    return Reason{"cannot conclude: the ball of existence is not inside the domain"};
  }
  if (certainly(is_nonzero(lipschitz))) {
    // The largest s with |F| - s sigma + s^2 L / 2 <= 0; its square root from below.
    const Ball root = sqrt(discriminant.lower_end());
    const Ball unique = ((Ball(1) + root) * sigma / lipschitz).lower_end();
    if (certainly(is_less(unique, domain))) return UniqueZero{radius, unique};
  }
  return UniqueZero{radius, domain};
}

}  // namespace laecert::numeric
