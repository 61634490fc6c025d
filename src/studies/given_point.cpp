#include "studies/given_point.hpp"

#include <fmt/format.h>

#include "certify/approach.hpp"
#include "certify/certify.hpp"
#include "certify/route.hpp"
#include "checks/lae/findings.hpp"
#include "checks/lae/membership.hpp"
#include "numeric/decimal.hpp"
#include "numeric/errors.hpp"
#include "studies/probe.hpp"

namespace laecert::studies {
namespace {

using problem::Autoencoder;

// Digits of norms and distances in the report.
constexpr long shown_digits = 6;

void require_shapes(const problem::Instance& instance, const Autoencoder<Rational>& w) {
  const Index m = instance.m(), k = instance.k();
  if (w.W1.rows() != k || w.W1.cols() != m) {
    throw UsageError(fmt::format("W1 is {} x {}, expected k x m = {} x {}", w.W1.rows(), w.W1.cols(), k, m));
  }
  if (w.W2.rows() != m || w.W2.cols() != k) {
    throw UsageError(fmt::format("W2 is {} x {}, expected m x k = {} x {}", w.W2.rows(), w.W2.cols(), m, k));
  }
}

std::string print_norm(const Ball& norm) { return numeric::print_decimal(norm, shown_digits).value; }

// A critical point near the weights, wherever that is; exactly critical weights are not moved.
ManifoldRecord certify_near(const LaeContext& context, const Vector<Rational>& x, long spectrum_digits) {
  const certify::CertifyOptions options{.digits = context.effort.digits,
                                        .max_digits = context.effort.max_digits,
                                        .spectrum = true,
                                        .spectrum_digits = demanded_spectrum_digits(spectrum_digits)};
  certify::ProblemEvaluator<problem::LaeProblem> evaluator(context.problem);
  const Vector<Rational> gradient = evaluator.gradient(x);
  const bool is_critical = std::all_of(gradient.begin(), gradient.end(), [](const Rational& g) { return g == 0; });
  const Vector<Rational> near = is_critical ? x : certify::approx_critical_point(evaluator, x);
  Outcome<certify::CertifiedPoint> certified = certify::certify_point(evaluator, near, options);
  if (!certified) return {{}, near, std::move(certified)};
  const std::optional<theory::Manifold> manifold = guess_manifold(context, certified->point);
  if (!manifold) return {{}, near, Reason{"a critical point is certified, its manifold is not recognized"}};
  const std::optional<Reason> elsewhere = prove_membership(context, *manifold, *certified);
  if (elsewhere) return {*manifold, near, *elsewhere};
  return {*manifold, near, std::move(certified)};
}

std::string refusal_of(const ManifoldRecord& record, const Ball& distance, const Rational& within) {
  return fmt::format("the nearest critical point found, on {}, lies at distance {}, not within {}",
                     case_name(record.manifold), print_norm(distance), numeric::print_exact(within));
}

}  // namespace

report::GivenPoint certify_given_point(const problem::Instance& instance, const Autoencoder<Rational>& weights,
                                       const GivenPointOptions& options) {
  require_shapes(instance, weights);
  Effort effort = options.effort;
  effort.manifolds = {.kind = Selection::Kind::none};
  LaeContext context = make_lae_context(options.loss, instance, effort);
  const Vector<Rational> x = problem::pack(weights);
  const Precision precision = Precision::of_digits(effort.digits + 20);
  const Vector<Ball> given = numeric::lift_matrix<Ball>(x, precision);

  report::GivenPoint result{.loss = theory::to_string(options.loss)};
  result.gradient_norm = print_norm(certify::enclose_norm(context.problem.over<Ball>(precision).gradient(given)));
  if (context.inapplicable) result.inapplicable = *context.inapplicable;
  if (context.undecided) result.refusal = *context.undecided;
  if (const std::optional<Reason> reason = dense_route_too_large(context.problem)) result.refusal = reason->text;
  if (!result.inapplicable.empty() || !result.refusal.empty()) return result;

  if (const std::optional<theory::Manifold> nearest = guess_manifold(context, given)) {
    result.nearest = case_name(*nearest);
  }
  const ManifoldRecord record = certify_near(context, x, options.spectrum_digits);
  if (!record.certified) {
    result.refusal = record.certified.reason().text;
    return result;
  }
  const Ball distance = certify::enclose_norm(Vector<Ball>(record.certified->point - given));
  result.distance = print_norm(distance);
  result.nearest = case_name(record.manifold);
  if (numeric::certainly(is_less(distance, Ball(options.within, precision)))) {
    result.point = describe_point(context, record, options.spectrum_digits);
    context.records = {record};
    if (options.observe) options.observe(context);
  } else {
    result.refusal = refusal_of(record, distance, options.within);
  }
  return result;
}

}  // namespace laecert::studies
