#include "studies/given_point.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "certify/approach.hpp"
#include "certify/certify.hpp"
#include "families/findings.hpp"
#include "numeric/decimal.hpp"
#include "numeric/norm.hpp"
#include "numeric/power_of_two.hpp"
#include "numeric/svd.hpp"
#include "studies/describe.hpp"
#include "studies/lambda_hint.hpp"
#include "studies/probe.hpp"

namespace laecert::studies {
namespace {

// Digits of norms and distances in the report.
constexpr long norm_digits = 6;

// In double the weights would be others.
bool is_beyond_double(const Vector<Rational>& x) {
  return std::any_of(x.begin(), x.end(), [](const Rational& entry) {
    const double rounded = numeric::approx_double(entry);
    return !std::isfinite(rounded) || numeric::exact_rational(rounded) != entry;
  });
}

// The Frobenius norm of rationals.
Ball enclose_exact_norm(const Vector<Rational>& gradient, Precision precision) {
  Rational sum = 0;
  for (const Rational& entry : gradient) sum += entry * entry;
  return sqrt_nonnegative(Ball(sum, precision));
}

// |gradient|, from the gradient in rationals, in the units of the data.
Ball enclose_gradient_norm(certify::Evaluator& evaluator, const Vector<Rational>& x, Precision precision) {
  const certify::Units units = evaluator.units();
  const Vector<Rational> gradient = evaluator.gradient(numeric::times_power_of_two(x, -units.point));
  return numeric::times_power_of_two(enclose_exact_norm(gradient, precision), units.value - units.point);
}

// As many digits as the gradient, in the units of the evaluator, has zeros, so that the distance is told as well as the
// weights are.
long digits_of(const Ball& gradient, const Effort& effort) {
  const double norm = gradient.upper();
  const double zeros = norm > 0 ? std::ceil(-std::log10(norm)) : static_cast<double>(effort.digits);
  const double most = std::max(static_cast<double>(effort.digits), static_cast<double>(effort.max_digits) / 2);
  return static_cast<long>(std::clamp(zeros + 5, static_cast<double>(effort.digits), most));
}

// A critical point near the weights, wherever that is. Exactly critical weights are not moved; nor, at first, are those
// that double would round: it is asked to come near only where Newton's method does not lead from them.
Outcome<certify::CertifiedPoint> certify_near(const Effort& effort, certify::Evaluator& evaluator,
                                              const Vector<Rational>& x, const Ball& gradient, long spectrum_digits,
                                              Vector<Rational>& proposed) {
  const bool is_critical = gradient.is_exact() && gradient.contains(Rational(0));
  const certify::CertifyOptions options{.digits = effort.digits,
                                        .max_digits = effort.max_digits,
                                        .spectrum = true,
                                        .spectrum_digits = demanded_spectrum_digits(spectrum_digits)};
  proposed = x;
  if (is_critical || is_beyond_double(x)) {
    certify::CertifyOptions near = options;
    const certify::Units units = evaluator.units();
    near.digits = digits_of(numeric::times_power_of_two(gradient, units.point - units.value), effort);
    Outcome<certify::CertifiedPoint> certified = certify::certify_point(evaluator, x, near);
    if (certified || is_critical) return certified;
  }
  proposed = certify::approx_critical_point(evaluator, x);
  return certify::certify_point(evaluator, proposed, options);
}

struct Placed {
  std::optional<theory::Manifold> manifold = {};
  std::string unlisted = {};
};

// The listed manifold that a certified point is proved to lie on, or why none is.
Placed placed(const ListedLoss& loss, const certify::CertifiedPoint& certified) {
  const CertifiedList& list = loss.list();
  if (list.inapplicable) return {.unlisted = "there is no list, as " + *list.inapplicable};
  if (list.undecided) return {.unlisted = "the list is not decided, " + *list.undecided};
  const std::optional<theory::Manifold> manifold = loss.guess_manifold(certified.point);
  if (!manifold) return {.unlisted = "its manifold is not recognized"};
  if (const std::optional<Reason> elsewhere = loss.prove_membership(*manifold, certified.point)) {
    return {.unlisted = elsewhere->text};
  }
  return {.manifold = manifold};
}

// min_y |u - W2 y| <= |u - W2 y| for the y that double proposes: a bound of the sine of the angle of u and W2's range.
Ball enclose_sine(const Matrix<Rational>& W2, const Vector<Ball>& u, Precision precision) {
  const numeric::SvdProposal svd = numeric::approx_svd(numeric::lift_matrix<double>(W2, {}));
  const Eigen::VectorXd target = u.unaryExpr([](const Ball& entry) { return entry.approx_double(); });
  Eigen::VectorXd loads = svd.U.transpose() * target;
  for (Index a = 0; a < loads.size(); ++a) {
    const double divided = loads(a) / svd.values(a);
    loads(a) = std::isfinite(divided) ? divided : 0;
  }
  const Eigen::VectorXd y = svd.V * loads;
  Vector<Ball> rest = u;
  for (Index i = 0; i < rest.size(); ++i) {
    for (Index a = 0; a < y.size(); ++a) rest(i) -= Ball(W2(i, a), precision) * Ball(y(a), precision);
  }
  return numeric::enclose_norm(rest).upper_end();
}

std::vector<GivenDirection> angles_to(const CertifiedList& list, const theory::Manifold& manifold,
                                      const Matrix<Rational>& W2) {
  const theory::Spectrum& spectrum = *list.spectrum;
  std::vector<GivenDirection> directions;
  if (manifold.rank_vector || !numeric::lift_matrix<double>(W2, {}).allFinite()) return directions;
  for (const Index one : manifold.index_set) {
    if (one == 0) continue;  // an inactive unit
    const Index i = one - 1;
    const std::optional<Ball>& radius = spectrum.basis_radii[static_cast<std::size_t>(i)];
    if (!radius) return {};
    Vector<Ball> u(spectrum.m());
    for (Index row = 0; row < spectrum.m(); ++row) u(row) = spectrum.vectors(row, i).widened(*radius);
    directions.push_back({fmt::format("u_{}", one), print_radius(enclose_sine(W2, u, spectrum.precision))});
  }
  return directions;
}

// At a precision that leaves of each difference all that the point's enclosure gives.
Ball enclose_distance(const Vector<Rational>& x, const Vector<Ball>& point) {
  Vector<Ball> difference(x.size());
  for (Index i = 0; i < x.size(); ++i) {
    const Precision precision{4 * std::max(point(i).precision().bits, 128L)};
    difference(i) = point(i).at(precision) - Ball(x(i), precision);
  }
  return numeric::enclose_norm(difference);
}

// "0.001", or the fraction where the decimal does not end soon.
std::string short_number(const Rational& x) {
  const numeric::Decimal decimal = numeric::print_decimal(x, 20);
  return decimal.radius == "0" ? decimal.value : numeric::print_exact(x);
}

bool is_single(const Rational& x) {
  constexpr long most_digits = 9;
  const double rounded = numeric::approx_double(x);
  if (!std::isfinite(rounded)) return false;
  if (numeric::exact_rational(rounded) == x && static_cast<double>(static_cast<float>(rounded)) == rounded) return true;
  return numeric::print_decimal(x, most_digits).radius == "0";
}

GivenPoint opened(const CertifiedList& list, const GivenPointOptions& options, const GivenWeights& weights,
                  const Rational& within) {
  GivenPoint given;
  given.preamble = preamble_of(list);
  given.loss = list.name;
  given.within = short_number(within);
  if (!options.within) given.within_why = "the default for weights of their precision (--within)";
  if (list.name == "sum") given.hint = approx_lambda_hint(list.instance, weights);
  return given;
}

// What is told of a certified point that is not near enough.
void refuse(GivenPoint& given) {
  given.outcome = PointOutcome::refused;
  given.reason = fmt::format(
      "the nearest critical point found{} is proved to lie within {} of the weights, which is not within {}",
      given.nearest.empty() ? "" : ", on " + given.nearest + ",", given.distance, given.within);
  given.verdict = "the weights are not proved to be near a critical point: " + given.reason;
}

void leave_undecided(GivenPoint& given, const std::string& reason) {
  given.outcome = PointOutcome::undecided;
  given.reason = reason;
  given.verdict = "undecided: " + reason;
}

}  // namespace

Rational default_within(const GivenWeights& weights) {
  for (const std::optional<Matrix<Rational>>& matrix : {weights.W1, weights.W2}) {
    if (matrix && !std::all_of(matrix->reshaped().begin(), matrix->reshaped().end(), is_single)) {
      return {1, 1000000};
    }
  }
  return {1, 1000};
}

GivenPoint certify_given_point(const problem::Instance& instance, const GivenWeights& weights,
                               const GivenPointOptions& options) {
  const FamilyLoss family = loss_named(options.registry, options.loss, "--loss");
  Effort effort = options.effort;
  effort.manifolds = {.kind = Selection::Kind::none};
  Contexts contexts(instance, effort);
  const std::shared_ptr<const ListedLoss> loss = family.on(contexts);
  const Vector<Rational> x = loss->unknowns(weights);
  const Precision precision = Precision::of_digits(effort.digits + 20);
  const Rational within = options.within.value_or(default_within(weights));
  GivenPoint given = opened(loss->list(), options, weights, within);
  if (!loss->has_problem()) {
    given.outcome = PointOutcome::inapplicable;
    given.reason = loss->list().inapplicable.value_or("the loss is none on this instance");
    given.verdict = "inapplicable: " + given.reason;
    return given;
  }
  const std::unique_ptr<propose::Landscape> landscape = loss->landscape();
  certify::Evaluator& evaluator = landscape->evaluator();
  const Ball gradient = enclose_gradient_norm(evaluator, x, precision);
  const numeric::Decimal norm = numeric::print_decimal(gradient, norm_digits);
  given.gradient_norm = {norm.value, norm.radius};
  if (const std::optional<Reason> reason = loss->too_large()) {
    leave_undecided(given, reason->text);
    return given;
  }
  if (loss->list().has_manifolds()) {
    const std::optional<theory::Manifold> guess = loss->guess_manifold(numeric::lift_matrix<Ball>(x, precision));
    if (guess) given.nearest = case_name(*guess);
  }
  Vector<Rational> proposed;
  const Outcome<certify::CertifiedPoint> certified =
      certify_near(effort, evaluator, x, gradient, options.spectrum_digits, proposed);
  if (!certified) {
    leave_undecided(given, certified.reason().text);
    return given;
  }
  const Ball distance = certified->exact ? enclose_exact_norm(Vector<Rational>(x - certified->exact_point), precision)
                                         : enclose_distance(x, certified->point);
  given.distance = numeric::print_above(distance, norm_digits);
  const Placed place = placed(*loss, *certified);
  given.nearest = place.manifold ? case_name(*place.manifold) : std::string();
  if (!numeric::certainly(is_less(distance, Ball(within, precision)))) {
    refuse(given);
    return given;
  }
  given.outcome = PointOutcome::certified;
  if (place.manifold) {
    const std::vector<ManifoldRecord> records{{*place.manifold, proposed, certified}};
    given.point = describe_point(*loss, records.front(), options.spectrum_digits);
    if (weights.W2) given.directions = angles_to(loss->list(), *place.manifold, *weights.W2);
    if (options.observe) options.observe({family, *loss, records});
  } else {
    given.point = describe_unlisted(*loss, *certified, place.unlisted, options.spectrum_digits);
  }
  given.verdict = verdict_sentence(*given.point, fmt::format("lies within {} of the weights", given.distance));
  return given;
}

}  // namespace laecert::studies
