#include "studies/given_point.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "certify/approach.hpp"
#include "certify/certify.hpp"
#include "certify/route.hpp"
#include "checks/family/findings.hpp"
#include "numeric/decimal.hpp"
#include "numeric/power_of_two.hpp"
#include "studies/probe.hpp"

namespace laecert::studies {
namespace {

// Digits of norms and distances in the report.
constexpr long shown_digits = 6;

std::string print_norm(const Ball& norm) { return numeric::print_decimal(norm, shown_digits).value; }

// In the units of the data.
Ball enclose_gradient_norm(certify::Evaluator& evaluator, const Vector<Ball>& x, Precision precision) {
  const certify::Units units = evaluator.units();
  const Vector<Ball> own = evaluator.gradient(numeric::times_power_of_two(x, -units.point), precision);
  return numeric::times_power_of_two(certify::enclose_norm(own), units.value - units.point);
}

// A critical point near the weights, wherever that is; exactly critical weights are not moved.
ManifoldRecord certify_near(const ListedLoss& loss, certify::Evaluator& evaluator, const Vector<Rational>& x,
                            long spectrum_digits) {
  const Effort& effort = loss.list().effort;
  const certify::CertifyOptions options{.digits = effort.digits,
                                        .max_digits = effort.max_digits,
                                        .spectrum = true,
                                        .spectrum_digits = demanded_spectrum_digits(spectrum_digits)};
  const Vector<Rational> gradient = evaluator.gradient(numeric::times_power_of_two(x, -evaluator.units().point));
  const bool is_critical = std::all_of(gradient.begin(), gradient.end(), [](const Rational& g) { return g == 0; });
  const Vector<Rational> near = is_critical ? x : certify::approx_critical_point(evaluator, x);
  Outcome<certify::CertifiedPoint> certified = certify::certify_point(evaluator, near, options);
  if (!certified) return {{}, near, std::move(certified)};
  const std::optional<theory::Manifold> manifold = loss.guess_manifold(certified->point);
  if (!manifold) return {{}, near, Reason{"a critical point is certified, its manifold is not recognized"}};
  if (const std::optional<Reason> elsewhere = loss.prove_membership(*manifold, certified->point))
    return {*manifold, near, *elsewhere};
  return {*manifold, near, std::move(certified)};
}

std::string refusal_of(const ManifoldRecord& record, const Ball& distance, const Rational& within) {
  return fmt::format("the nearest critical point found, on {}, lies at distance {}, not within {}",
                     case_name(record.manifold), print_norm(distance), numeric::print_exact(within));
}

}  // namespace

report::GivenPoint certify_given_point(const problem::Instance& instance, const GivenWeights& weights,
                                       const GivenPointOptions& options) {
  const FamilyLoss family = loss_named(options.registry, options.loss, "--loss");
  Effort effort = options.effort;
  effort.manifolds = {.kind = Selection::Kind::none};
  Contexts contexts(instance, effort);
  const std::shared_ptr<const ListedLoss> loss = family.on(contexts);
  const Vector<Rational> x = loss->unknowns(weights);
  const Precision precision = Precision::of_digits(effort.digits + 20);
  const Vector<Ball> given = numeric::lift_matrix<Ball>(x, precision);

  report::GivenPoint result{.loss = family.name};
  if (loss->list().inapplicable) result.inapplicable = *loss->list().inapplicable;
  if (!loss->has_problem()) return result;
  const std::unique_ptr<propose::Landscape> landscape = loss->landscape();
  result.gradient_norm = print_norm(enclose_gradient_norm(landscape->evaluator(), given, precision));
  if (loss->list().undecided) result.refusal = *loss->list().undecided;
  if (const std::optional<Reason> reason = loss->too_large()) result.refusal = reason->text;
  if (!result.inapplicable.empty() || !result.refusal.empty()) return result;

  if (const std::optional<theory::Manifold> nearest = loss->guess_manifold(given)) result.nearest = case_name(*nearest);
  const std::vector<ManifoldRecord> records{certify_near(*loss, landscape->evaluator(), x, options.spectrum_digits)};
  const ManifoldRecord& record = records.front();
  if (!record.certified) {
    result.refusal = record.certified.reason().text;
    return result;
  }
  const Ball distance = certify::enclose_norm(Vector<Ball>(record.certified->point - given));
  result.distance = print_norm(distance);
  result.nearest = case_name(record.manifold);
  if (numeric::certainly(is_less(distance, Ball(options.within, precision)))) {
    result.point = describe_point(*loss, record, options.spectrum_digits);
    if (options.observe) options.observe({family, *loss, records});
  } else {
    result.refusal = refusal_of(record, distance, options.within);
  }
  return result;
}

}  // namespace laecert::studies
