#include "studies/probe.hpp"

#include <algorithm>
#include <utility>

#include "checks/lae/findings.hpp"
#include "numeric/decimal.hpp"
#include "studies/describe.hpp"
#include "theory/lae/descents.hpp"
#include "theory/lae/predictions.hpp"

namespace laecert::studies {
namespace {

// Eigenvalues whose enclosures chain together share a line: `count` of them lie within the radius of the value.
std::vector<SpectrumPart> print_spectrum(const std::vector<Ball>& spectrum, long digits) {
  std::vector<SpectrumPart> parts;
  for (std::size_t first = 0; first < spectrum.size();) {
    Ball cluster = spectrum[first];
    std::size_t next = first + 1;
    while (next < spectrum.size() && cluster.overlaps(spectrum[next])) cluster = hull(cluster, spectrum[next++]);
    const numeric::Decimal value = numeric::print_decimal(cluster, digits);
    parts.push_back({value.value, static_cast<long>(next - first), value.radius});
    first = next;
  }
  return parts;
}

theory::Frame frame_of(const ProbeOptions& options, Index k, Index rank) {
  if (!options.frame_seed) return theory::canonical_frame(k, rank);
  return theory::random_frame(options.loss, k, rank, *options.frame_seed);
}

// What is told of a certified point wherever it lies.
PointReport described(const LaeContext& context, report::Manifold manifold, const certify::CertifiedPoint& certified,
                      long spectrum_digits) {
  const problem::Autoencoder<Ball> w = autoencoder(context, certified);
  const long digits = context.effort.digits;
  PointReport point{.manifold = std::move(manifold)};
  point.W1 = print_rows(w.W1, digits);
  point.W2 = print_rows(w.W2, digits);
  point.point_radius = rows_radius({&w.W1, &w.W2}, digits);
  point.gradient_norm = print_radius(certified.gradient_norm);
  point.transpose_gap = print_radius(enclose_norm(w.W1 - w.W2.transpose()).upper_end());
  point.hessian_spectrum = print_spectrum(certified.hessian_spectrum, spectrum_digits);
  point.tangent_dimension = certified.generators.cols();
  point.is_minimum = certified.inertia.negative == 0;
  return point;
}

void conclude(PointAnswer& answer, PointOutcome outcome, const std::string& reason) {
  answer.outcome = outcome;
  answer.reason = reason;
  answer.verdict = to_string(outcome) + ": " + reason;
}

}  // namespace

PointReport describe_point(const LaeContext& context, const ManifoldRecord& record, long spectrum_digits) {
  PointReport point = described(context, describe(context, record), *record.certified, spectrum_digits);
  for (const std::vector<Index>& target : theory::predict_descents(context.profile, record.manifold)) {
    point.descends_to.emplace_back(target.begin(), target.end());
  }
  return point;
}

PointReport describe_unlisted(const LaeContext& context, const certify::CertifiedPoint& certified,
                              const std::string& why, long spectrum_digits) {
  report::Manifold manifold{.loss = theory::to_string(context.loss)};
  add_certified(manifold, certified, context.effort.digits);
  PointReport point = described(context, std::move(manifold), certified, spectrum_digits);
  point.unlisted = why;
  return point;
}

PointAnswer probe(const problem::Instance& instance, const ProbeOptions& options) {
  Effort effort = options.effort;
  effort.manifolds = {.kind = Selection::Kind::none};
  const Outcome<theory::Spectrum> spectrum = decide_spectrum(instance, effort);
  LaeContext context = make_lae_context(options.loss, instance, spectrum, effort);
  PointAnswer answer{.preamble = preamble_of(instance, spectrum, effort), .loss = theory::to_string(options.loss)};
  add_hypotheses(answer.preamble.hypotheses, context);
  const auto ends_as = [&](PointOutcome outcome, const std::string& reason) {
    conclude(answer, outcome, reason);
    return answer;
  };
  if (context.inapplicable) return ends_as(PointOutcome::inapplicable, *context.inapplicable);
  if (context.undecided) return ends_as(PointOutcome::undecided, *context.undecided);
  const Outcome<theory::Manifold> manifold = theory::manifold_of(context.profile, options.index_set);
  if (!manifold) return ends_as(PointOutcome::inapplicable, manifold.reason().text);
  if (const std::optional<Reason> reason = dense_route_too_large(context.problem)) {
    return ends_as(PointOutcome::undecided, reason->text);
  }
  const certify::CertifyOptions certify_options{
      .digits = effort.digits, .max_digits = effort.max_digits, .spectrum = true};
  const theory::Frame frame = frame_of(options, instance.k(), manifold->rank);
  const ManifoldRecord record = certify_manifold(context, *manifold, frame, certify_options);
  if (!record.certified) return ends_as(PointOutcome::undecided, record.certified.reason().text);
  context.records = {record};
  if (options.observe) options.observe(context);
  answer.outcome = PointOutcome::certified;
  answer.point = describe_point(context, record, options.spectrum_digits);
  answer.verdict = verdict_sentence(*answer.point, "is certified");
  return answer;
}

}  // namespace laecert::studies
