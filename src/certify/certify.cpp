#include "certify/certify.hpp"

#include <algorithm>
#include <utility>

#include "certify/newton.hpp"
#include "certify/route.hpp"
#include "numeric/errors.hpp"
#include "numeric/norm.hpp"
#include "numeric/power_of_ten.hpp"
#include "numeric/power_of_two.hpp"
#include "numeric/running.hpp"
#include "numeric/scaled_vector.hpp"
#include "numeric/zero.hpp"

namespace laecert::certify {
namespace {

using numeric::certainly;
using numeric::Integer;

// Each outer step takes a new Hessian; Newton's method needs few of them near a critical point.
constexpr int most_linearizations = 40;

Vector<Ball> widened(const Vector<Ball>& x, const Ball& radius) {
  return x.unaryExpr([&](const Ball& entry) { return entry.widened(radius); });
}

Vector<Ball> enclosed(const Vector<Rational>& x, Precision precision) {
  return numeric::lift_matrix<Ball>(x, precision);
}

bool gradient_may_vanish(Evaluator& evaluator, const Vector<Rational>& x) {
  const Precision precision{128};
  const Vector<Ball> gradient = evaluator.gradient(enclosed(x, precision), precision);
  return std::all_of(gradient.begin(), gradient.end(), [](const Ball& g) { return g.contains(Rational(0)); });
}

bool is_exactly_critical(Evaluator& evaluator, const Vector<Rational>& x) {
  if (!gradient_may_vanish(evaluator, x)) return false;
  const Vector<Rational> gradient = evaluator.gradient(x);
  return std::all_of(gradient.begin(), gradient.end(), [](const Rational& g) { return g == 0; });
}

// What the gradient at the centre must fall below, and the box in which the critical point is then proved.
struct Goal {
  Ball lipschitz;  // of the Hessian within distance 1
  Ball box_radius;
  Ball residual;
  Precision working;
};

// No wider than the point is asked for, nor than half the digits of the route: what the Hessian's enclosure loses over
// the box then shrinks as the precision climbs.
Ball largest_box_of(const CertifyOptions& options, Precision route) {
  const Precision precision{128};
  const long digits = std::max(options.digits, options.spectrum_digits);
  return smaller(Ball(numeric::rational_power_of_ten(-(digits + 12)), precision),
                 numeric::times_power_of_two(Ball(1).at(precision), -(route.bits / 2)));
}

// With g the least singular value of J and K the Lipschitz constant of H, the box must blur neither H (K r << g) nor
// T = tangents * C (|C| r << g), and Kantorovich needs K |F| / g^2 <= 1/2 and 2 |F| / g <= r. A factor 8 covers that g
// is an estimate here.
Outcome<Goal> aim(Evaluator& evaluator, const Vector<Ball>& x, const Linearization& linearization,
                  const Ball& largest_box) {
  const Precision precision{128};
  const Ball g = linearization.smallest.at(precision);
  const Ball curvature = evaluator.hessian_lipschitz(widened(x, Ball(1)));
  if (!curvature.is_finite()) return Reason{"the third derivative is not bounded near the point"};
  const Ball lipschitz = curvature.upper_end().at(precision) + Ball(1);
  const Ball steepness = lipschitz + enclose_norm(linearization.generators.reshaped()).at(precision);
  const Ball narrow = smaller(largest_box, g / (Ball(10000) * steepness * Ball(x.size())));
  if (!narrow.is_finite()) return Reason{"the size of the box is not finite"};
  const Ball box = narrow.midpoint();
  const Ball residual = smaller(g * g / (Ball(8) * lipschitz), g * box / Ball(8)).lower_end();
  // The residual's rounding is about |H| |x| 2^-bits, |H| about K |x|; 64 bits to spare.
  const Ball scale = lipschitz * (Ball(1) + enclose_norm(x).at(precision));
  const long bits = numeric::binary_exponent(scale * scale) - numeric::binary_exponent(residual) + 64;
  return Goal{lipschitz, box, residual, Precision{std::max(128L, bits)}};
}

// Whether a step from x to y left the Hessian, and with it g, about as it was.
bool is_still_valid(const Linearization& linearization, const Goal& goal, const Vector<Ball>& x,
                    const Vector<Ball>& y) {
  return certainly(is_less(Ball(16) * goal.lipschitz * enclose_norm(y - x), linearization.smallest));
}

struct Approximation {
  ResidualPoint point;
  Linearization linearization;
  Goal goal;
};

Outcome<Approximation> approximate_critical_point(Evaluator& evaluator, const Route& route, Vector<Ball> start,
                                                  const Ball& largest_box) {
  Ball last_norm(0);
  for (int round = 0; round < most_linearizations; ++round) {
    numeric::require_running();
    Outcome<Linearization> linearization = route.linearize(evaluator, start);
    if (!linearization) return linearization.reason();
    if (!certainly(is_positive(linearization->smallest))) {
      return Reason{"the Hessian is singular beyond its symmetries"};
    }
    const Outcome<Goal> goal = aim(evaluator, start, *linearization, largest_box);
    if (!goal) return goal.reason();
    ResidualPoint point = evaluate_residual(evaluator, start, goal->working);
    point = approx_polish(evaluator, std::move(point), *linearization, goal->residual, goal->working);
    if (!point.norm.is_finite()) return Reason{"the gradient is not finite"};
    const bool reached = certainly(is_less(point.norm, goal->residual));
    if (reached && is_still_valid(*linearization, *goal, start, point.x)) {
      return Approximation{std::move(point), *linearization, *goal};
    }
    if (!reached && round > 0 && !certainly(is_less(Ball(2) * point.norm, last_norm))) break;
    last_norm = point.norm;
    start = point.x;
  }
  return Reason{"Newton's method does not reach a critical point from here"};
}

Reason at_route(const Route& route, const Reason& reason) {
  const std::string where = route.precision().bits == 53
                                ? "in double"
                                : "with balls of " + std::to_string(route.precision().digits()) + " digits";
  return {where + ": " + reason.text};
}

// The value at the critical point x* within r of the centre c: f(c) - f(x*) is at most |H| r^2 / 2, as grad f(x*) = 0;
// H and r in the evaluator's units, the value in those of the problem.
Ball enclose_value(Evaluator& evaluator, const ResidualPoint& centre, const Ball& radius, const Ball& hessian_norm,
                   Precision precision) {
  const Ball spread = hessian_norm.at(precision) * radius * radius / Ball(2);
  return evaluator.value(centre.x, precision)
      .widened(numeric::times_power_of_two(spread.upper_end(), evaluator.units().value));
}

// Every entry within 10^-digits of the largest in modulus; digits = 0 asks nothing.
bool is_narrow(const std::vector<Ball>& spectrum, long digits) {
  if (digits == 0) return true;
  Ball largest(0);
  for (const Ball& value : spectrum) {
    if (!value.is_finite()) return false;
    const Ball least = abs(value).lower_end();
    if (certainly(is_less(largest, least))) largest = least;
  }
  const Ball target = largest * Ball(numeric::rational_power_of_ten(-digits), Precision{64});
  return std::all_of(spectrum.begin(), spectrum.end(),
                     [&](const Ball& value) { return !certainly(is_less(target, value.radius())); });
}

Outcome<CertifiedPoint> certify_exact(Evaluator& evaluator, const Route& route, const Vector<Rational>& x,
                                      const CertifyOptions& options) {
  const Precision precision = Precision::of_digits(options.digits + 20);
  const Vector<Ball> box = enclosed(x, Precision{std::max(precision.bits, route.precision().bits)});
  const Outcome<Linearization> linearization = route.linearize(evaluator, box);
  if (!linearization) return linearization.reason();
  const Outcome<BorderedEnclosure> bordered = route.prove(evaluator, box, *linearization, options.spectrum);
  if (!bordered) return bordered.reason();

  CertifiedPoint certified;
  certified.point = box;
  certified.exact = true;
  certified.exact_point = x;
  certified.inertia = bordered->proof.inertia;
  certified.exact_value = evaluator.value(x);
  certified.value = certified.exact_value ? Ball(*certified.exact_value, precision)
                                          : evaluator.value(enclosed(x, precision), precision);
  certified.gap = bordered->proof.gap;
  certified.generators = linearization->generators;
  certified.precision = route.precision();
  certified.hessian_spectrum = bordered->spectrum;
  return certified;
}

// The start as it was given, as far as the digits go that a proof may use: a dyadic one is not rounded.
Precision start_precision(const Vector<Rational>& x, const CertifyOptions& options, Precision route) {
  const long most = Precision::of_digits(4 * options.max_digits).bits;
  long bits = std::max(Precision::of_digits(options.digits + 40).bits, 2 * route.bits);
  for (const Rational& entry : x) {
    bits = std::max(bits, std::min(most, static_cast<long>(msb(denominator(entry))) + 1));
  }
  return {bits};
}

Outcome<CertifiedPoint> certify_near(Evaluator& evaluator, const Route& route, const Vector<Rational>& x,
                                     const CertifyOptions& options) {
  const Ball largest_box = largest_box_of(options, route.precision());
  const Vector<Ball> start = numeric::midpoints(enclosed(x, start_precision(x, options, route.precision())));
  const Outcome<Approximation> approximation = approximate_critical_point(evaluator, route, start, largest_box);
  if (!approximation) return approximation.reason();
  const Goal& goal = approximation->goal;
  const ResidualPoint& centre = approximation->point;
  const Vector<Ball> box = widened(centre.x, goal.box_radius);
  const Outcome<BorderedEnclosure> bordered =
      route.prove(evaluator, box, approximation->linearization, options.spectrum);
  if (!bordered) return bordered.reason();

  // F(x, nu) = (grad(x) + T(c) nu, T(c)^T (x - c)) has the Jacobian J; |J^-1| <= 1 / gap on the box.
  const Ball gap = bordered->proof.gap;
  const Outcome<numeric::UniqueZero> zero = numeric::prove_unique_zero({.residual = centre.norm,
                                                                        .least_singular_value = gap,
                                                                        .lipschitz = evaluator.hessian_lipschitz(box),
                                                                        .domain = goal.box_radius});
  if (!zero) return zero.reason();
  // At the zero T(x)^T grad(x) = 0, so T(x)^T T(c) nu = 0; |T(c) nu| >= gap |nu| (the column (0, nu) of J), so nu = 0
  // where T varies by less than that, and the gradient vanishes.
  if (!certainly(is_less(bordered->tangent_spread, gap))) return Reason{"the symmetry directions turn within the box"};

  CertifiedPoint certified;
  certified.radius = zero->radius;
  certified.point = widened(centre.x, zero->radius);
  certified.inertia = bordered->proof.inertia;
  certified.value = enclose_value(evaluator, centre, zero->radius, bordered->hessian_norm, goal.working);
  certified.gradient_norm = centre.norm;
  certified.gap = gap;
  certified.generators = approximation->linearization.generators;
  certified.precision = route.precision();
  certified.distance = enclose_norm(certified.point - enclosed(x, goal.working));
  certified.hessian_spectrum = bordered->spectrum;
  return certified;
}

Outcome<CertifiedPoint> attempt(Evaluator& evaluator, const Route& route, const Vector<Rational>& x, bool exact,
                                const CertifyOptions& options) {
  numeric::require_running();
  Outcome<CertifiedPoint> certified =
      exact ? certify_exact(evaluator, route, x, options) : certify_near(evaluator, route, x, options);
  if (!certified) return at_route(route, certified.reason());
  if (!is_narrow(certified->hessian_spectrum, options.spectrum_digits)) {
    return at_route(route, Reason{"the eigenvalues of the Hessian are not enclosed to " +
                                  std::to_string(options.spectrum_digits) + " digits"});
  }
  return certified;
}

// J = [H T; T^T 0] of the problem is 2^(value - 2 point) times that of the evaluator for generators C that are turned
// with it: T(x) is 2^point times the tangents at x / 2^point.
CertifiedPoint in_given_units(CertifiedPoint certified, const Units& units) {
  const long hessian = units.value - 2 * units.point;
  certified.point = numeric::times_power_of_two(certified.point, units.point);
  certified.exact_point = numeric::times_power_of_two(certified.exact_point, units.point);
  certified.radius = numeric::times_power_of_two(certified.radius, units.point);
  certified.distance = numeric::times_power_of_two(certified.distance, units.point);
  certified.gradient_norm = numeric::times_power_of_two(certified.gradient_norm, units.value - units.point);
  certified.gap = numeric::times_power_of_two(certified.gap, hessian);
  certified.generators = numeric::times_power_of_two(certified.generators, hessian - units.point);
  for (Ball& value : certified.hessian_spectrum) value = numeric::times_power_of_two(value, hessian);
  return certified;
}

// By the routes in turn, in the evaluator's units.
Outcome<CertifiedPoint> climb(Evaluator& evaluator, const Vector<Rational>& x, const CertifyOptions& options) {
  const bool exact = options.exact_points && is_exactly_critical(evaluator, x);
  Outcome<CertifiedPoint> result = Reason{"no route was allowed"};
  if (!options.by_balls_only) {
    result = attempt(evaluator, *make_double_route(), x, exact, options);
    if (result) return result;
  }
  for (long digits = 40; digits <= options.max_digits; digits *= 2) {
    result = attempt(evaluator, *make_ball_route(Precision::of_digits(digits)), x, exact, options);
    if (result) return result;
  }
  return result;
}

}  // namespace

Outcome<CertifiedPoint> certify_point(Evaluator& evaluator, const Vector<Rational>& approximate,
                                      const CertifyOptions& options) {
  if (approximate.size() != evaluator.dimension()) {
    throw PreconditionError("certify: " + std::to_string(approximate.size()) + " unknowns, expected " +
                            std::to_string(evaluator.dimension()));
  }
  const Units units = evaluator.units();
  Outcome<CertifiedPoint> certified = climb(evaluator, numeric::times_power_of_two(approximate, -units.point), options);
  if (!certified) return certified;
  return in_given_units(*std::move(certified), units);
}

}  // namespace laecert::certify
